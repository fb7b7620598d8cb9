"""The third demo athlete: a runner whose watch told five months, on the way to a marathon with a plan that rolls on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final, NamedTuple
from uuid import UUID

from coach.activities import give_feedback, set_effort_kind
from coach.activity_import import import_activities
from coach.activity_uploads import UploadedFile
from coach.fitness import take_snapshot
from coach.plan_refresh import refresh_plan
from coach.profiles import save_profile
from coach.rolling_plans import make_rolling_plan
from data.activities import ActivityFilter, activity_page
from data.db import User
from data.plan_days import plan_days
from data.profile_parts import Preferences, TrainingHistory
from data.profiles import ProfileEntry
from data.rolling_plans import RollingPlanWishes
from data.run_feedback import FeedbackEntry
from demo.activity_list import Recorded, activity_list

WEEKS_BEFORE: Final = 17
PLAN_WEEKS: Final = 3
RACE_M: Final = 10_000
# Half a week's runs: weekday from Monday, share of the week's distance, minutes per km slower than threshold pace.
USUAL: Final = ((1, 0.22, 0.35), (3, 0.18, 1.05), (5, 0.18, 1.00), (6, 0.42, 0.95))


class Usual(NamedTuple):
    """A week before the plan: its Monday and how far it goes."""

    monday: date
    distance_m: float


def profile_entry(today: date) -> ProfileEntry:
    return ProfileEntry(
        display_name="Jonas Reiter",
        sex="male",
        date_of_birth=date(today.year - 38, 2, 9),
        weight_kg=74,
        height_cm=181,
        time_zone="Europe/Vienna",
        heart_rate_max_bpm=187,
        heart_rate_rest_bpm=49,
        training_history=TrainingHistory(experience="intermediate", training_years=4, run_km_per_week=42),
        preferences=Preferences(
            availability_minutes={
                "monday": 0, "tuesday": 75, "wednesday": 60, "thursday": 75, "friday": 0, "saturday": 90,
                "sunday": 180,
            },
            long_run_day="sunday",
        ),
    )  # fmt: skip


def wishes(today: date) -> RollingPlanWishes:
    return RollingPlanWishes(goal="marathon", race_date=race_day(today), days_per_week=5)


def race_day(today: date) -> date:
    """A Sunday fifteen to sixteen weeks ahead."""
    ahead = today + timedelta(weeks=15)
    return ahead + timedelta(days=6 - ahead.weekday())


def tell_runner(user: User, seed: int, today: date) -> str:
    """Months from the watch, a race, a plan, three weeks under it, and what each Sunday changed."""
    random = Random(seed + 2)  # noqa: S311 - the same story every time, nothing secret
    save_profile(user, profile_entry(today), is_complete=True)
    begin = today - timedelta(days=today.weekday()) - timedelta(weeks=PLAN_WEEKS)
    before = [run for week in usual_weeks(begin) for run in runs_of_week(random, week)]
    race = _race(begin - timedelta(days=8))
    _import(user, [*before, race])
    set_effort_kind(user, _latest(user, race.started_at.date()), "race")
    make_rolling_plan(user, wishes(today), begin)
    done = list(_runs_under_plan(random, user, begin, today))
    _import(user, [*before, race, *done])
    for number in range(PLAN_WEEKS):
        monday = begin + timedelta(weeks=number)
        refresh_plan(user, "weekly", monday, monday + timedelta(days=6))
    for month_on in _months(begin - timedelta(weeks=WEEKS_BEFORE), today):
        take_snapshot(user, month_on)
    _feel(user, done)
    return f"Kept {len(before) + len(done) + 1} runs of a runner and {PLAN_WEEKS} weeks of a plan that rolls on."


def usual_weeks(begin: date) -> list[Usual]:
    """Up to `begin`, a Monday: three weeks up, one down."""
    first = begin - timedelta(weeks=WEEKS_BEFORE)
    return [
        Usual(first + timedelta(weeks=number), (34_000 + 700 * number) * (0.8 if number % 4 == 3 else 1.0))
        for number in range(WEEKS_BEFORE)
    ]


def runs_of_week(random: Random, week: Usual) -> list[Recorded]:
    return [
        _run(random, week.monday + timedelta(days=weekday), week.distance_m * share, 4.75 + slower)
        for weekday, share, slower in USUAL
        if random.random() < 0.95
    ]


def _run(random: Random, day: date, distance_m: float, minutes_per_km: float) -> Recorded:
    pace = (minutes_per_km + random.gauss(0, 0.06)) * 60
    effort = 1 - (minutes_per_km - 4.75) / 1.6
    return Recorded(
        started_at=datetime.combine(day, time(6 + random.randint(0, 1), random.randint(0, 59), random.randint(0, 59))),
        distance_m=distance_m * random.uniform(0.96, 1.04),
        pace_s_per_km=pace,
        heart_rate_bpm=round(128 + 38 * effort + random.gauss(0, 2)),
        cadence_spm=round(164 + 8 * effort),
        ascent_m=round(distance_m / 1000 * random.uniform(4, 9)),
    )


def _race(day: date) -> Recorded:
    return Recorded(datetime.combine(day, time(10, 0, 12)), RACE_M, 253.5, 172, 176, 42, "Spring 10 km")


def _runs_under_plan(random: Random, user: User, begin: date, today: date) -> Iterable[Recorded]:
    """Nearly what was planned; one session was left out and one run was not in the plan."""
    planned = plan_days(user, begin, today - timedelta(days=1))
    planned = planned[(planned["session_type"] == "run") & ~planned["is_rest_day"]]
    for number, (day, minutes) in enumerate(zip(planned["date"], planned["estimated_duration_minutes"], strict=True)):
        if number != 4:
            yield _run(random, day, float(minutes) / 5.6 * 1000, 5.6)
    yield _run(random, begin + timedelta(days=11), 5_200, 6.0)


def _import(user: User, runs: Iterable[Recorded]) -> None:
    import_activities(user, [UploadedFile("Activities.csv", activity_list(runs))])


def _latest(user: User, day: date) -> UUID:
    activity_id: UUID = activity_page(user, ActivityFilter(first_date=day, last_date=day)).activities["id"].iloc[0]
    return activity_id


def _feel(user: User, done: list[Recorded]) -> None:
    """How the last two runs felt."""
    words = ("Legs a bit heavy, but the rhythm was there.", "Easy as it should be.")
    for run, (effort, notes) in zip(done[-3:-1], zip((7, 4), words, strict=True), strict=False):
        entry = FeedbackEntry(effort=effort, recovery=6, motivation=8, soreness=4, notes=notes)
        give_feedback(user, _latest(user, run.started_at.date()), entry)


def _months(first: date, today: date) -> Iterable[date]:
    """The first day of each month that ended since."""
    month = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    while (month.replace(day=28) + timedelta(days=4)).replace(day=1) <= today:
        yield month
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
