"""Tables of fitness as Markdown: paces, races, zones, months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from coach.engines.clock import NO_TIME, format_clock
from coach.engines.running.heart_rate import HeartRateZone
from coach.engines.running.paces import PaceTable
from coach.engines.running.prediction import Equivalent
from coach.engines.units import System, distance_in, distance_unit, pace_s_in, pace_text, pace_unit
from pages.split_view.cells import number_of, plain

MONTHS_SHOWN = 12


def pace_rows(paces: PaceTable, system: System) -> str:
    """What each pace is for, and how fast; easy is a range, repetitions have their 400 m time too."""
    slow, fast = (
        format_clock(pace_s_in(system, pace)) for pace in (paces.easy_slow_s_per_km, paces.easy_fast_s_per_km)
    )
    per_400_m = f"{format_clock(paces.repetition_s_per_400m)} per 400 m"
    rows = [
        ("Easy (E)", f"{slow}–{fast} {pace_unit(system)}"),
        ("Marathon (M)", pace_text(system, paces.marathon_s_per_km)),
        ("Threshold (T)", pace_text(system, paces.threshold_s_per_km)),
        ("Interval (I)", pace_text(system, paces.interval_s_per_km)),
        ("Repetition (R)", f"{pace_text(system, paces.repetition_s_per_km)}, {per_400_m}"),
    ]
    return _table(("Training pace", "Pace"), rows, ":--|--:")


def race_rows(races: Iterable[Equivalent]) -> str:
    """The range first: the middle alone promises too much."""
    rows = [
        (race.name, f"{format_clock(race.low_s)}–{format_clock(race.high_s)}", format_clock(race.mid_s))
        for race in races
    ]
    return _table(("Race", "Range", "Middle"), rows, ":--|--:|--:")


def zone_rows(zones: Iterable[HeartRateZone]) -> str:
    rows = [(f"{zone.number} {zone.name}", f"{zone.low_bpm}–{zone.high_bpm}") for zone in zones]
    return _table(("Zone", "bpm"), rows, ":--|--:")


def month_rows(snapshots: pd.DataFrame, system: System) -> str:
    """How the last twelve months ended, newest first."""
    unit = distance_unit(system)
    rows = [
        (
            _month(row["month_on"]),
            NO_TIME if (score := number_of(row["running_score"])) is None else f"{score:.1f}",
            _length(row["profile"], "mean_week_m", system),
            _length(row["profile"], "longest_30_days_m", system),
        )
        for row in snapshots.tail(MONTHS_SHOWN).iloc[::-1].to_dict("records")
    ]
    return _table(("Month", "Score", f"Week {unit}", f"Longest {unit}"), rows, ":--|--:|--:|--:")


def _month(first: date) -> str:
    return f"{first:%b %Y}"


def _length(profile: Mapping[str, Any], name: str, system: System) -> str:
    metres = profile.get(name)
    return NO_TIME if metres is None else f"{distance_in(system, metres):.1f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], alignment: str) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{alignment}|"]
    return "\n".join([*lines, *(f"| {' | '.join(plain(cell) for cell in row)} |" for row in rows)])
