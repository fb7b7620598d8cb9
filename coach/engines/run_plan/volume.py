"""How much a week may hold: up in small steps, every fourth week less, down before the race, slowly back after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from coach.engines.run_plan.contract import Experience, Goal, Phase, PlanRequest
from coach.engines.run_plan.ledger import Ledger
from coach.engines.run_plan.method import Unit
from coach.engines.run_plan.phases import CUTBACK_EVERY, WEEK, weeks_before_taper
from coach.engines.run_plan.race_days import MAINTAIN_FACTOR, day_factor, race_distance_m, taper_starts_on
from coach.engines.streaks import monday_of

GROWTH: Final[dict[Experience, float]] = {"beginner": 1.05, "intermediate": 1.065, "advanced": 1.075}
# With time enough the steps are smaller, and the biggest weeks are the last three before the taper.
LEAST_GROWTH, PEAK_HOLD_WEEKS = 1.04, 3
MOST_RISE: Final = 1.10
LEAST_WEEK_S: Final = 3_600.0
SMALL_WEEK_S, SMALL_GROWTH = 9_000.0, 1.09
CUTBACK_FACTOR: Final = 0.85
PEAK_WEEKS: Final = 6
# A break of so many days or more: share of the usual week to come back with.
BREAK_SHARES: Final = ((21, 0.65), (14, 0.75), (10, 0.85))
COMING_BACK_RISE: Final = 1.15
# What a week grows to at most; someone who already runs more holds what they have.
_MOST_KM: Final[dict[Goal, tuple[int, int, int]]] = {
    "5k": (35, 55, 80), "10k": (40, 65, 95), "half_marathon": (45, 70, 105), "marathon": (55, 80, 115),
    "general_fitness": (30, 45, 60),
}  # fmt: skip
_MOST_HOURS: Final[dict[Goal, tuple[float, float, float]]] = {"ultra": (6.5, 9.5, 13), "hyrox": (5, 7, 9)}
_MOST_SPRINT_M: Final = (900, 1400, 2000)
_LEVELS: Final[tuple[Experience, ...]] = ("beginner", "intermediate", "advanced")
MARATHON_DAY: Final = 1.15
_KM_PER_DAY: Final[dict[Experience, float]] = {"beginner": 9, "intermediate": 12, "advanced": 16}


class WeekTarget(NamedTuple):
    """What a whole week may hold, in the method's unit, and what the athlete has to know about it."""

    amount: float
    notes: tuple[str, ...] = ()


def ceiling(request: PlanRequest, unit: Unit) -> float:
    """What a week of this goal grows to, in the method's unit.

    >>> day = date(2026, 1, 5)
    >>> ceiling(PlanRequest("marathon", day, day, day, days_per_week=5), "m")
    69000.0
    """
    level = _LEVELS.index(request.experience)
    if unit == "m_intense":
        return float(_MOST_SPRINT_M[level])
    if unit == "s":
        return _MOST_HOURS[request.goal][level] * 3600
    most_km = _MOST_KM[request.goal][level]
    per_day = _KM_PER_DAY[request.experience] * (MARATHON_DAY if request.goal == "marathon" else 1.0)
    return min(most_km, per_day * request.days_per_week) * 1000


def week_target(ledger: Ledger, monday: date, phase: Phase, *, is_cutback: bool) -> WeekTarget:
    """The whole week's amount, before availability and caps of single runs.

    Never more than 1.10 × the most of the four weeks before (Nielsen 2014 finds harm from 1.30 on).
    """
    request = ledger.request
    before = ledger.week_before(monday)
    share = _race_share(request, monday)
    if share < 1.0:
        wanted = max(peak_week(ledger, monday) * share, min(before, _least_week(ledger)))
        return WeekTarget(min(wanted, before * MOST_RISE))
    if phase == "maintain":
        kept_up = max(before, peak_week(ledger, monday) * MAINTAIN_FACTOR)
        return WeekTarget(min(kept_up, before * GROWTH[request.experience]))
    if is_cutback:
        return WeekTarget((_last_weeks(ledger, monday) or before) * CUTBACK_FACTOR)
    most = ceiling(request, ledger.unit)
    growth = _growth(request, monday, most / before if before else 1.0, is_small=_is_small(ledger, before))
    grown = min(before * growth, max(before, most))
    return _after_break(ledger, monday, grown)


def _growth(request: PlanRequest, monday: date, way: float, *, is_small: bool = False) -> float:
    """A week's step up: small ones when there is time for `way` (the ceiling over what is run now) until the peak.

    >>> day = date(2026, 1, 5)
    >>> request = PlanRequest("marathon", day, day, day, date(2026, 5, 10))
    >>> round(_growth(request, day, 1.4), 3), _growth(request, day, 3.0)
    (1.04, 1.065)
    """
    most = SMALL_GROWTH if is_small else GROWTH[request.experience]
    weeks = weeks_before_taper(request, monday)
    if weeks is None or way <= 1:
        return most
    steps = sum(number % CUTBACK_EVERY != CUTBACK_EVERY - 1 for number in range(PEAK_HOLD_WEEKS - 1, weeks + 1))
    return float(min(most, max(LEAST_GROWTH, way ** (1 / max(1, steps)))))


def _is_small(ledger: Ledger, amount: float) -> bool:
    """In a week of less than two and a half hours a tenth is only a few minutes."""
    seconds = amount / 1000 * ledger.pace_s_per_km if ledger.unit == "m" else amount
    return ledger.unit != "m_intense" and seconds < SMALL_WEEK_S


def _least_week(ledger: Ledger) -> float:
    """Small weeks are not made smaller for a race: an hour of running is rest enough."""
    if ledger.unit == "m_intense":
        return 0.0
    return LEAST_WEEK_S / ledger.pace_s_per_km * 1000 if ledger.unit == "m" else LEAST_WEEK_S


def _last_weeks(ledger: Ledger, monday: date) -> float:
    """What the last two weeks really held, so that a week of less is less than those."""
    return max(ledger.known_week(monday - WEEK * number) for number in (1, 2))


def _race_share(request: PlanRequest, monday: date) -> float:
    """Mean of what taper and recovery leave of the seven days."""
    return sum(day_factor(request, monday + timedelta(days=number)) for number in range(7)) / 7


def peak_week(ledger: Ledger, monday: date) -> float:
    """The most of the six weeks before the taper began."""
    starts = taper_starts_on(ledger.request)
    first = monday if starts is None else min(monday, monday_of(starts + timedelta(days=3)))
    return max(ledger.week_before(first), ledger.week_before(first - WEEK * (PEAK_WEEKS - 4)))


def _after_break(ledger: Ledger, monday: date, grown: float) -> WeekTarget:
    """After ten days without a run the week starts lower and comes back over the next ones."""
    first_day = max(monday, ledger.request.today)
    gap = ledger.gap_days(first_day)
    share = next((share for days, share in BREAK_SHARES if gap is not None and gap >= days), None)
    if share is not None and gap is not None:
        text = (
            f"{gap} days without a run: this week holds about {share * 100:.0f} % of what you ran before, and the next"
            " ones bring it back."
        )
        return WeekTarget(ledger.week_before(monday) * share, (text,))
    last_week = ledger.weeks.get(monday - WEEK, 0.0)
    if last_week and had_break(ledger, monday) and monday - WEEK > monday_of(ledger.request.today) - WEEK:
        return WeekTarget(min(grown, last_week * COMING_BACK_RISE))
    return WeekTarget(grown)


def had_break(ledger: Ledger, monday: date) -> bool:
    """Whether one of the three weeks before last had no run at all although running was known before it."""
    weeks = [monday - WEEK * number for number in range(2, 5)]
    return any(ledger.weeks.get(week, 0.0) == 0 and week > monday_of(ledger.known_from) for week in weeks)


def is_marathon_type(request: PlanRequest) -> bool:
    """Whether the race is long enough for runs of up to three hours."""
    return request.race_date is not None and race_distance_m(request) > 30_000
