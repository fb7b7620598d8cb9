"""`make eval-import`: lists of activities read, imported into a real database, and imported again, which adds nothing.

Each list goes into an account of its own, so that what the lists share is no duplicate here.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import psycopg

from bench.activity_import import new_user
from bench.import_figures import lists_of
from bench.import_figures import main as print_figures
from bench.imports import database
from coach.activity_import import ImportedActivities, import_activities
from coach.activity_uploads import UploadedFile
from data.activities import ALL_ACTIVITIES, activity_page
from data.db import User


class ImportedTwice(NamedTuple):
    """What the first import said, how many rows the second saved, and how many activities are there then."""

    name: str
    first: ImportedActivities
    second_saved: int
    kept: int

    @property
    def is_sound(self) -> bool:
        first = self.first
        accounted = first.rows_saved + first.rows_duplicate + len(first.rows_refused)
        return first.rows_read == accounted and self.second_saved == 0 and self.kept == first.rows_saved

    @property
    def line(self) -> str:
        first = self.first
        return (
            f"{self.name[:52]:<52} {first.rows_read:>5} {first.rows_saved:>5} {first.rows_duplicate:>4}"
            f" {len(first.rows_refused):>4} {first.runs:>5} {first.run_distance_m / 1000:>9.2f}"
            f" {first.run_moving_s:>10.0f} {first.unit or '–':<4} {self.second_saved:>6} {self.kept:>5}"
            f"  {'' if self.is_sound else 'NOT SOUND'}"
        )


HEAD = (
    f"{'imported':<52} {'read':>5} {'saved':>5} {'dup':>4} {'ref':>4} {'runs':>5} {'run km':>9} {'run s':>10}"
    f" {'unit':<4} {'second':>6} {'kept':>5}"
)


def import_twice(user: User, path: Path) -> ImportedTwice:
    upload = [UploadedFile(path.name, path.read_bytes())]
    first = import_activities(user, upload)
    second = import_activities(user, upload)
    return ImportedTwice(path.name, first, second.rows_saved, activity_page(user, ALL_ACTIVITIES).total)


def main(arguments: Sequence[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    with tempfile.TemporaryDirectory(prefix="coach-lists-") as home:
        paths = lists_of(given, Path(home))
        is_read = print_figures([str(path) for path in paths]) == 0
        print(f"\n{HEAD}")
        is_sound = True
        with database() as (owner_dsn, _), psycopg.connect(owner_dsn, autocommit=True) as conn:
            for path in paths:
                imported = import_twice(new_user(conn), path)
                print(imported.line, flush=True)
                is_sound = is_sound and imported.is_sound
    return 0 if is_read and is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
