"""Today: what to do now, and where the athlete stands, from one read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coach.engines.countdown import days_until
from coach.engines.load import DailyLoads, DayEffort, LoadDay, daily_loads, load_curve
from coach.engines.race_estimate import Evidence, RaceEstimate, estimate_race
from coach.engines.readiness import HARD_RPE, Readiness, ReadinessInputs, readiness
from coach.engines.run_tests import run_test
from coach.engines.splits import STATIONS
from coach.engines.streaks import Streak, day_streak, monday_of, week_streak
from coach.field import field_of
from data.cache import Revision, cached
from data.db import User
from data.profiles import find_profile
from data.today import (
    ActiveGoal,
    Athlete,
    DayTotals,
    LoggedSession,
    PlannedSession,
    RecentRecord,
    TestResult,
    TodayRows,
    today_rows,
)

GENDERS = {"male": "men", "female": "women"}
ERG_TESTS_M = {"row_2k": ("row", 2_000.0), "row": ("row", 1_000.0), "ski_erg": ("ski_erg", 1_000.0)}
Missing = Literal["gender", "field", "inputs"]


class Week(NamedTuple):
    """Monday to today. `mean_rpe` is of rated sessions; `untimed_count` sessions have no minutes, so no hours."""

    session_count: int
    hours: float
    mean_rpe: float | None
    untimed_count: int


class UsualWeek(NamedTuple):
    """Means of the four full weeks before this one; None for who had not begun by then."""

    session_count: float
    hours: float
    mean_rpe: float | None


class Today(NamedTuple):
    """`missing_for_estimate` says why there is no estimate. The goals' values are the stored ones.

    `past_race_on` is the day of a race that is over and has no result yet; `planned` reaches two weeks ahead.
    """

    at: Revision
    day: date
    athlete: Athlete | None
    sessions: list[PlannedSession]
    next_session: PlannedSession | None
    logged: list[LoggedSession]
    has_plan: bool
    days_to_race: int | None
    past_race_on: date | None
    week: Week
    usual_week: UsualWeek | None
    streak: Streak
    week_streak: int
    records: list[RecentRecord]
    goals: list[ActiveGoal]
    readiness: Readiness
    estimate: RaceEstimate | None
    missing_for_estimate: Missing | None
    unwell: str
    planned: tuple[PlannedSession, ...] = ()


def today(user: User, now: datetime | None = None) -> Today:
    """Everything Today shows, on the athlete's own date; one round trip to the database."""
    now = now or datetime.now(UTC)
    rows = today_rows(user, now)
    day = local_date(now, rows.athlete.time_zone if rows.athlete else "UTC")
    return cached(rows.at, "today", user.id, day, read=lambda: _today(rows, day))


def local_date(now: datetime, time_zone: str) -> date:
    """The date it is there; UTC where the zone is not known to this machine.

    >>> local_date(datetime(2026, 3, 1, 23, 30, tzinfo=UTC), "Europe/Vienna")
    datetime.date(2026, 3, 2)
    """
    try:
        return now.astimezone(ZoneInfo(time_zone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return now.astimezone(UTC).date()


def today_of(user: User) -> date:
    """The date where the athlete lives, now."""
    profile = find_profile(user)
    return local_date(datetime.now(UTC), profile.time_zone if profile else "UTC")


def _today(rows: TodayRows, day: date) -> Today:
    days = [totals for totals in rows.days if totals.day <= day]
    estimate, missing = _estimate(rows, day)
    unwell = next((one.kind for one in rows.breaks if one.kind != "travel" and one.covers(day)), "")
    race_on = rows.athlete.race_date if rows.athlete else None
    return Today(
        at=rows.at,
        day=day,
        athlete=rows.athlete,
        sessions=[session for session in rows.planned if session.date == day],
        next_session=next((one for one in rows.planned if one.date > day and one.is_open), None),
        logged=[session for session in rows.logged if session.date == day],
        has_plan=bool(rows.planned),
        days_to_race=days_until(race_on, day),
        past_race_on=_past_race(rows, day),
        week=_week(days, monday_of(day)),
        usual_week=_usual_week(days, monday_of(day)),
        streak=day_streak({totals.day for totals in days}, day),
        week_streak=week_streak([one.day for one in days for _ in range(one.session_count)], day),
        records=rows.records,
        goals=rows.goals,
        readiness=readiness(_readiness_inputs(days, day, unwell)),
        estimate=estimate,
        missing_for_estimate=missing,
        unwell=unwell,
        planned=tuple(session for session in rows.planned if session.date >= day),
    )


def _past_race(rows: TodayRows, day: date) -> date | None:
    race_on = rows.athlete.race_date if rows.athlete else None
    if rows.athlete is None or race_on is None or race_on >= day or rows.athlete.has_race_result:
        return None
    return race_on


def _week(days: Sequence[DayTotals], monday: date) -> Week:
    week = [totals for totals in days if totals.day >= monday]
    return Week(
        session_count=sum(totals.session_count for totals in week),
        hours=sum(totals.minutes or 0 for totals in week) / 60,
        mean_rpe=_mean_effort(week),
        untimed_count=sum(totals.untimed_count for totals in week),
    )


def _usual_week(days: Sequence[DayTotals], monday: date) -> UsualWeek | None:
    """Over four weeks, empty ones included; not before the athlete has logged for that long."""
    first = monday - timedelta(days=28)
    if not days or days[0].day > first + timedelta(days=6):
        return None
    weeks = [totals for totals in days if first <= totals.day < monday]
    return UsualWeek(
        session_count=sum(totals.session_count for totals in weeks) / 4,
        hours=sum(totals.minutes or 0 for totals in weeks) / 240,
        mean_rpe=_mean_effort(weeks),
    )


def _readiness_inputs(days: Sequence[DayTotals], day: date, unwell: str) -> ReadinessInputs:
    def between(most: int, least: int) -> list[DayTotals]:
        return [totals for totals in days if least <= (day - totals.day).days < most]

    hard = [totals.day for totals in between(28, 0) if (totals.hardest_rpe or 0) >= HARD_RPE]
    is_rated = any(totals.rpe_count for totals in between(28, 0))
    return ReadinessInputs(
        curve=_curve(days, day),
        effort_recent=_mean_effort(between(7, 0)),
        effort_usual=_mean_effort(between(35, 7)),
        before_recent=_mean_before(between(3, 0)),
        before_usual=_mean_before(between(31, 3)),
        days_since_hard=(day - hard[-1]).days if hard else 28 if is_rated else None,
        unwell=unwell,
    )


def _curve(days: Sequence[DayTotals], day: date) -> list[LoadDay]:
    loads = loads_of(days)
    return load_curve(loads.loads, min(loads.loads), day) if loads.loads else []


def loads_of(days: Iterable[DayTotals]) -> DailyLoads:
    """Load per day from day totals."""
    return daily_loads(
        {
            totals.day: DayEffort(
                totals.session_count,
                totals.rated_load,
                totals.rated_minutes,
                totals.unrated_minutes,
                totals.untimed_count,
            )
            for totals in days
        }
    )


def _mean_effort(days: Iterable[DayTotals]) -> float | None:
    sums = [(totals.rpe_sum, totals.rpe_count) for totals in days if totals.rpe_sum is not None]
    return sum(total for total, _ in sums) / sum(count for _, count in sums) if sums else None


def _mean_before(days: Iterable[DayTotals]) -> float | None:
    sums = [(totals.before_sum, totals.before_count) for totals in days if totals.before_sum is not None]
    return sum(total for total, _ in sums) / sum(count for _, count in sums) if sums else None


def _estimate(rows: TodayRows, day: date) -> tuple[RaceEstimate | None, Missing | None]:
    """For open or pro singles; doubles and relays share the work and have no such estimate."""
    division = rows.athlete.division if rows.athlete and rows.athlete.division == "pro" else "open"
    gender = GENDERS.get(rows.athlete.sex or "") if rows.athlete else None
    gender = gender or next((race.gender for race in rows.races if race.gender != "mixed"), None)
    if gender is None:
        return None, "gender"
    field = field_of(division, gender)
    if field is None:
        return None, "field"
    races = [
        Evidence("simulation" if race.is_simulation else "race", race.total_time_seconds, race.race_date)
        for race in rows.races
        if (race.division, race.gender) == (division, gender)
    ]
    tests = [evidence for test in rows.tests if (evidence := evidence_of(test, division)) is not None]
    estimate = estimate_race(field, [*races, *tests], day)
    return estimate, None if estimate else "inputs"


def evidence_of(test: TestResult, division: str) -> Evidence | None:
    """A benchmark as an input of the race estimate; None for one that says nothing about a race of this division."""
    value = _number(test.results.get("value"))
    if value is None or value <= 0 or test.results.get("division") not in (None, division):
        return None
    kind = test.test_type
    run = run_test(kind, value)
    if run is not None:
        return Evidence("run", run.time_s, test.test_date, run.distance_m)
    if kind in ERG_TESTS_M:
        station, distance_m = ERG_TESTS_M[kind]
        return Evidence(station, value, test.test_date, distance_m)
    return Evidence(kind, value, test.test_date) if kind in STATIONS else None


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def goal_progress_pct(goal: ActiveGoal) -> float | None:
    """How far from the start to the target, 0 to 100; None while a value is missing."""
    start, current, target = goal.start_value, goal.current_value, goal.target_value
    if start is None or current is None or target is None or target == start:
        return None
    share = (current - start) / (target - start)
    return round(min(max(100 * share, 0.0), 100.0), 1)
