"""What the reader of Garmin's activity lists makes of real files: rows accounted for, runs, unit, language and days.

`python -m bench.import_figures [folder or file …]`; without any, the folders in COACH_GARMIN_FILES, and without those
a few lists made up for the purpose.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from coach.engines.clock import format_clock
from coach.readers.activity_files.contract import ActivityEntry, ActivityFile, UnreadableActivityFile
from coach.readers.activity_files.garmin_csv import read_garmin_csv
from tests.coach.readers.activity_files.garmin_exports import MILE_M, Done, Kind, Style, written

_HEAD = (
    f"{'file':<42} {'rows':>5} {'saved':>5} {'rep':>4} {'ref':>4} {'runs':>5} {'run km':>9} {'run s':>10}"
    f" {'fastest':>8} {'slowest':>8} {'unit':<4} {'lang':<4} {'style':<5} {'first':<10} {'last':<10} {'warn':>4}"
    "  how the unit was found"
)
_MADE_UP = {
    "en_km.csv": Style(),
    "en_miles_resaved.csv": Style(unit_m=MILE_M, is_resaved=True, line_end="\r\n"),
    "de_semicolons_comma.csv": Style("de", "comma", delimiter=";", encoding="utf-8-sig"),
    "pl_unquoted.csv": Style("pl", is_quoted=False, ends_with_newline=False),
    "en_bike_columns.csv": Style(has_bike_columns=True, missing="NaN"),
}


class FileFigures(NamedTuple):
    """One file read. `run_s` counts moving time, the timer's where there is none; paces are per km, over runs."""

    name: str
    rows: int
    saved: int
    repeated: int
    refused: int
    runs: int
    run_km: float
    run_s: float
    fastest_s_per_km: float | None
    slowest_s_per_km: float | None
    unit: str
    unit_evidence: str
    language: str
    number_style: str
    covers_from: date | None
    covers_to: date | None
    warnings: int
    questions: tuple[str, ...]

    @property
    def is_accounted_for(self) -> bool:
        """Every row is an entry, a repeat or refused; a file with an open question has given nothing yet."""
        return bool(self.questions) or self.rows == self.saved + self.repeated + self.refused

    @property
    def line(self) -> str:
        verdict = "" if self.is_accounted_for else "  ROWS LOST"
        asked = f"asks: {', '.join(self.questions)}" if self.questions else self.unit_evidence
        return (
            f"{self.name[:42]:<42} {self.rows:>5} {self.saved:>5} {self.repeated:>4} {self.refused:>4} {self.runs:>5}"
            f" {self.run_km:>9.2f} {self.run_s:>10.1f} {format_clock(self.fastest_s_per_km):>8}"
            f" {format_clock(self.slowest_s_per_km):>8} {self.unit or '–':<4} {self.language:<4} {self.number_style:<5}"
            f" {self.covers_from!s:<10} {self.covers_to!s:<10} {self.warnings:>4}  {asked}{verdict}"
        )


def figures_of(path: Path) -> FileFigures:
    """The figures of one list.

    Raises:
        UnreadableActivityFile: the file is no list of Garmin's.
    """
    return _figures(path.name, read_garmin_csv(path.read_bytes()))


def _figures(name: str, read: ActivityFile) -> FileFigures:
    runs = [entry for entry in read.entries if entry.family == "run"]
    paces = sorted(pace for run in runs if (pace := _pace_s_per_km(run)) is not None)
    return FileFigures(
        name=name,
        rows=read.rows_read,
        saved=len(read.entries),
        repeated=read.repeated,
        refused=len(read.refused),
        runs=len(runs),
        run_km=sum(run.distance_m or 0 for run in runs) / 1000,
        run_s=sum(run.moving_s or run.duration_s or 0 for run in runs),
        fastest_s_per_km=paces[0] if paces else None,
        slowest_s_per_km=paces[-1] if paces else None,
        unit=read.unit or "",
        unit_evidence=read.unit_evidence,
        language=read.language,
        number_style=read.number_style,
        covers_from=read.covers_from,
        covers_to=read.covers_to,
        warnings=len(read.warnings),
        questions=tuple(question.field for question in read.questions),
    )


def _pace_s_per_km(run: ActivityEntry) -> float | None:
    return run.duration_s / run.distance_m * 1000 if run.duration_s and run.distance_m else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one line per list; 1 when rows were lost, a file could not be read, or there was none."""
    given = sys.argv[1:] if arguments is None else arguments
    with tempfile.TemporaryDirectory(prefix="coach-lists-") as home:
        return _report(lists_of(given, Path(home)))


def lists_of(arguments: Sequence[str], home: Path) -> list[Path]:
    """The lists named, else those of COACH_GARMIN_FILES, else a few made up in `home`."""
    places = [*arguments] or [name for name in os.environ.get("COACH_GARMIN_FILES", "").split(os.pathsep) if name]
    return _lists(map(Path, places)) if places else made_up_lists(home)


def _report(paths: Sequence[Path]) -> int:
    if not paths:
        print("No lists (*.csv) found.")
        return 1
    print(_HEAD)
    is_sound = True
    for path in paths:
        try:
            figures = figures_of(path)
        except UnreadableActivityFile as error:
            print(f"{path.name[:42]:<42} {error}")
            is_sound = False
            continue
        print(figures.line)
        is_sound = is_sound and figures.is_accounted_for
    return 0 if is_sound else 1


def _lists(places: Iterable[Path]) -> list[Path]:
    return [path for place in places for path in (sorted(place.glob("*.csv")) if place.is_dir() else [place])]


def made_up_lists(folder: Path) -> list[Path]:
    """A few lists of different shapes, written into a folder."""
    paths = []
    for name, style in _MADE_UP.items():
        kinds: tuple[Kind, ...] = ("run", "treadmill", "track", "strength") if style.language == "en" else ("run",)
        path = folder / name
        path.write_bytes(written(_season(kinds, style.unit_m), style))
        paths.append(path)
    return paths


def _season(kinds: Sequence[Kind], unit_m: float, count: int = 48) -> list[Done]:
    """Activities of four to thirteen units each, every other day, at 4:00 to 6:45 per km."""
    first = datetime(2026, 1, 5, 6, 30)  # noqa: DTZ001
    season = []
    for number in range(count):
        kind, started_at = kinds[number % len(kinds)], first + timedelta(days=2 * number)
        hundredths, pace_s_per_km = 400 + 37 * number % 900, 240 + 7 * number % 165
        km = hundredths / 100 if kind == "track" else hundredths / 100 * unit_m / 1000
        season.append(Done(kind, started_at, hundredths, round(km * pace_s_per_km)))
    return season


if __name__ == "__main__":
    sys.exit(main())
