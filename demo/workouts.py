"""Four to five sessions a week for two years, with races, easier weeks and gaps."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from data.training_breaks import BreakEntry
from data.workouts import WorkoutEntry
from demo import sessions
from demo.calendar import Week, breaks, planned_races, weeks
from demo.plans import planned_days, requests


class Slot(NamedTuple):
    """A session of the usual week: its weekday (0 is Monday) and how often it happens."""

    weekday: int
    share: float
    choices: tuple[sessions.Session, ...]


USUAL_WEEK: Final = (
    Slot(0, 0.30, (sessions.recovery,)),
    Slot(1, 0.94, (sessions.intervals, sessions.intervals, sessions.tempo_run)),
    Slot(2, 0.88, (sessions.strength,)),
    Slot(3, 0.84, (sessions.stations, sessions.sleds)),
    Slot(4, 0.45, (sessions.easy_run, sessions.strength)),
    Slot(5, 0.92, (sessions.long_run,)),
    Slot(6, 0.38, (sessions.recovery, sessions.easy_run)),
)
RUNS: Final = (sessions.intervals, sessions.tempo_run, sessions.easy_run, sessions.long_run, sessions.sleds)
SIMULATION_EVERY_WEEKS: Final = 5


def workout_entries(random: Random, today: date) -> list[WorkoutEntry]:
    """Oldest first, up to yesterday; what a plan says is told there."""
    away, races = breaks(today), {race.day for race in planned_races(today)}
    other_days = races | _ahead(today) | planned_days(requests(today))
    return [entry for week in weeks(today) for entry in _week(random, week, away, other_days)]


def _ahead(today: date) -> set[date]:
    return {today + timedelta(days=days) for days in range(7)}


def _week(random: Random, week: Week, away: list[BreakEntry], other_days: set[date]) -> list[WorkoutEntry]:
    entries = []
    for slot in USUAL_WEEK:
        day = week.monday + timedelta(days=slot.weekday)
        happens, session = random.random() < slot.share, random.choice(slot.choices)
        if slot.weekday == 5 and week.number % SIMULATION_EVERY_WEEKS == 3:
            session = sessions.simulation
        kinds = {entry.kind for entry in away if entry.first_on <= day <= (entry.last_on or day)}
        is_tired = week.is_race_week and slot.weekday >= 4
        if not happens or is_tired or day in other_days or kinds & {"illness", "travel"}:
            continue
        if "injury" in kinds and session in (*RUNS, sessions.simulation):
            session = sessions.recovery
        entries.append(sessions.workout_entry(random, session, week, day))
    return entries
