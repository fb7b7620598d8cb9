"""The demo athlete's two years: races, breaks, and how hard each week is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from data.training_breaks import BreakEntry

WEEKS: Final = 104
# Days before today; the times are in seconds. The third came after an illness.
RACES: Final = (
    (668, "Vienna", 5912),
    (549, "Munich", 5655),
    (430, "Berlin", 5731),
    (283, "Rotterdam", 5338),
    (157, "Warsaw", 5120),
    (45, "Hamburg", 4946),
)
NEXT_RACE_DAYS: Final = 53
LIGHTEST_WEEK: Final = 0.55


class PlannedRace(NamedTuple):
    day: date
    city: str
    total_s: int


class Week(NamedTuple):
    """`fitness` goes from 0 to 1 over the two years; `load` is 1 in a usual week."""

    monday: date
    number: int
    fitness: float
    load: float
    is_race_week: bool


def planned_races(today: date) -> list[PlannedRace]:
    """Oldest first, each on a Saturday."""
    return [PlannedRace(saturday(today - timedelta(days=days)), city, total_s) for days, city, total_s in RACES]


def next_race(today: date) -> date:
    return saturday(today + timedelta(days=NEXT_RACE_DAYS))


def breaks(today: date) -> list[BreakEntry]:
    """Weeks in which little or nothing was possible."""

    def lasting(kind: str, first: int, last: int, note: str) -> BreakEntry:
        first_on, last_on = today - timedelta(days=first), today - timedelta(days=last)
        return BreakEntry.model_validate({"kind": kind, "first_on": first_on, "last_on": last_on, "note": note})

    return [
        lasting("travel", 610, 601, "Two weeks by the sea, no gym"),
        lasting("illness", 462, 452, "Flu"),
        lasting("injury", 372, 351, "Left Achilles tendon, no running"),
        lasting("travel", 232, 223, "Hiking in the Dolomites"),
        lasting("illness", 96, 92, "A cold"),
    ]


def weeks(today: date) -> list[Week]:
    """Oldest first, up to the current one: three harder weeks, one easier, a taper before each race."""
    this_monday = today - timedelta(days=today.weekday())
    race_days = [race.day for race in planned_races(today)]
    return [_week(this_monday - timedelta(weeks=WEEKS - 1 - number), number, race_days) for number in range(WEEKS)]


def _week(monday: date, number: int, race_days: list[date]) -> Week:
    is_race_week = any(monday <= day < monday + timedelta(days=7) for day in race_days)
    follows_race = any(monday - timedelta(days=7) <= day < monday for day in race_days)
    if is_race_week or follows_race:
        load = LIGHTEST_WEEK
    else:
        load = (0.95, 1.05, 1.15, 0.75)[number % 4] * (0.9 + 0.2 * number / WEEKS)
    return Week(monday, number, number / (WEEKS - 1), load, is_race_week)


def saturday(day: date) -> date:
    """That day, or the first Saturday after it."""
    return day + timedelta(days=(5 - day.weekday()) % 7)
