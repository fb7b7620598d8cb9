"""Which kinds of session a week of a HYROX plan has: the pattern, bent for simulation, taper and race."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from coach.engines.hyrox_days import HARD, Kind
from coach.engines.hyrox_request import PlanRequest, first_monday

LAST_SIMULATION_DAYS = 14
Kinds = list[tuple[int, Kind]]


def kinds_of_week(
    request: PlanRequest, number: int, pattern: Sequence[tuple[int, Kind]], hard_dates: Collection[date]
) -> Kinds:
    """Day and kind of each session of week `number`; `hard_dates` are the hard days planned before it."""
    monday = first_monday(request) + timedelta(weeks=number - 1)
    if number == request.weeks:
        return _race_week(request, monday, len(pattern), hard_dates)
    kinds = dict(pattern)
    if len(kinds) == 3 and number % 2 == 0:  # one quality day: runs and stations take turns
        kinds = {day: "quality_station" if kind == "quality_run" else kind for day, kind in kinds.items()}
    if number == request.weeks - 1:
        return [(day, _taper_kind(request, monday + timedelta(days=day - 1), kind)) for day, kind in kinds.items()]
    simulation = _simulation_day(request, number, kinds)
    if simulation is not None:
        kinds = {day: "easy" if kind.startswith("quality") else kind for day, kind in kinds.items()}
        kinds[simulation] = "simulation"
    return list(kinds.items())


def _simulation_day(request: PlanRequest, number: int, kinds: dict[int, Kind]) -> int | None:
    """The day of a race rehearsal in this week, if it has one; the last is two weeks or more before the race."""
    quality = [day for day, kind in kinds.items() if kind.startswith("quality")]
    if not quality:
        return None
    last_possible = request.race_date - timedelta(days=LAST_SIMULATION_DAYS)
    last_week = request.weeks - 2
    if first_monday(request) + timedelta(weeks=last_week - 1, days=quality[-1] - 1) > last_possible:
        last_week -= 1
    earlier = (request.weeks // 2 - 1, request.weeks * 3 // 4 - 1) if request.weeks == 16 else (request.weeks // 2 - 1,)
    return quality[-1] if number == last_week or number in earlier else None


def _taper_kind(request: PlanRequest, day: date, kind: Kind) -> Kind:
    """The week before the race: one short fast session, a short long run, nothing that leaves traces."""
    days_left = (request.race_date - day).days
    if kind == "quality_station":
        kind = "skill" if days_left > 2 else "easy"
    if kind == "long" and days_left <= 6:
        return "easy"
    if kind in HARD and days_left <= 3:
        return "easy"
    if kind in ("strength", "upper") and days_left <= 4:
        return "easy"
    return kind


def _race_week(request: PlanRequest, monday: date, session_count: int, hard_dates: Collection[date]) -> Kinds:
    """Easy days, one short fast session three days or more before the race, and a walk after it."""
    race_day = request.race_date.isoweekday()
    days = [day for day in sorted(set(request.days_available)) if day < race_day][: session_count - 1]
    kinds: dict[int, Kind] = dict.fromkeys(days, "easy")
    if days and days[-1] == race_day - 1:
        kinds[days[-1]] = "shakeout"
    for day in reversed(days):
        if day <= race_day - 3 and monday + timedelta(days=day - 2) not in hard_dates:
            kinds[day] = "sharpen"
            break
    kinds[race_day] = "race"
    after = [day for day in sorted(set(request.days_available)) if day > race_day]
    if after:
        kinds[after[-1]] = "recovery"
    return sorted(kinds.items())
