"""Lists of a watch, uploaded when it suits: what was assumed becomes done or missed, and the next refresh knows it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.activities import remove_activity
from coach.activity_import import import_activities, undo_import
from coach.activity_uploads import UploadedFile
from coach.day_matching import override_outcome
from coach.engines.run_plan.reality import Outcome
from coach.plan_days import complete_day
from coach.plan_refresh import refresh_plan
from coach.readers.activity_files.contract import Answers
from coach.rolling_plans import make_rolling_plan
from coach.today import today_of
from coach.two_months import assumptions, two_months
from data import db
from data.activities import ActivityFilter, activities
from data.db import User
from data.errors import Conflict, NotFound
from data.plan_calendar import calendar
from data.plans import Plan
from data.rolling_plans import RollingPlanWishes
from data.workouts import WorkoutEntry
from tests.activity_files import Row, garmin_csv
from tests.coach.readers.activity_files.track_texts import gpx_file, gpx_points, gpx_track
from tests.rolling import MONDAY, rolling_plan, run_on

Owner = psycopg.Connection[DictRow]
TODAY = MONDAY + timedelta(days=7)
DAYS = (0, 2, 4, 6)


@pytest.fixture
def plan(user: User) -> Plan:
    """Runs of 10 km on Monday, Wednesday, Friday and Sunday, and one on the Monday after."""
    return rolling_plan(user, [run_on(MONDAY + timedelta(days=day)) for day in (*DAYS, 7)])


def ran(day: int, distance_m: float = 10_000.0) -> Row:
    return Row(datetime.combine(MONDAY + timedelta(days=day), time(7)), distance_m, distance_m * 0.36)


def upload(user: User, *rows: Row) -> list[UUID]:
    return import_activities(user, [UploadedFile("Activities.csv", garmin_csv(rows))], Answers(unit="km")).import_ids


def outcomes(user: User) -> list[Outcome]:
    return [seen.outcome for seen in assumptions(user, TODAY).sessions]


def test_nothing_uploaded_counts_as_assumed_and_nothing_as_missed(user: User, plan: Plan) -> None:
    assert outcomes(user) == ["assumed"] * 4


def test_a_list_confirms_what_it_has_misses_what_it_lacks_and_leaves_the_rest_assumed(user: User, plan: Plan) -> None:
    upload(user, ran(0), ran(4, 9_000.0))

    known = assumptions(user, TODAY)
    assert [seen.outcome for seen in known.sessions] == ["confirmed", "missed", "confirmed", "assumed"]
    assert known.counts == {
        "confirmed": 2, "assumed": 1, "missed": 1, "skipped": 0, "overridden_done": 0, "overridden_missed": 0,
        "unplanned": 0, "done": 3,
    }  # fmt: skip


def test_a_late_list_flips_what_was_assumed(user: User, plan: Plan) -> None:
    upload(user, ran(0))
    before = outcomes(user)

    upload(user, ran(0), ran(2), ran(6))

    assert (before, outcomes(user)) == (
        ["confirmed", "assumed", "assumed", "assumed"],
        ["confirmed", "confirmed", "missed", "confirmed"],
    )


def test_an_extra_run_is_unplanned_and_no_adherence(user: User, plan: Plan) -> None:
    upload(user, ran(0), ran(1, 4_000.0), ran(6))

    known = assumptions(user, TODAY)
    assert [seen.outcome for seen in known.sessions] == ["confirmed", "missed", "missed", "confirmed"]
    assert [(log.date, log.distance_m) for log in known.unplanned] == [(MONDAY + timedelta(days=1), 4_000)]


def test_what_the_athlete_says_survives_importing_again_and_undoing(user: User, plan: Plan) -> None:
    override_outcome(user, plan.days[1].id, "done")
    override_outcome(user, plan.days[2].id, "missed")
    (import_id, *_) = upload(user, ran(0), ran(4), ran(6))
    after_import = outcomes(user)

    undo_import(user, import_id)

    assert after_import == ["confirmed", "overridden_done", "overridden_missed", "confirmed"]
    assert outcomes(user) == ["assumed", "overridden_done", "overridden_missed", "assumed"]


def test_removing_an_activity_opens_its_session_again(user: User, plan: Plan) -> None:
    upload(user, ran(0), ran(6))
    listed = activities(user, ActivityFilter())
    (first,) = listed[listed["started_at_local"] < datetime.combine(MONDAY, time(23))]["id"]

    remove_activity(user, first)

    assert outcomes(user) == ["missed", "missed", "missed", "confirmed"]


def test_the_next_refresh_uses_what_was_uploaded(user: User, plan: Plan) -> None:
    upload(user, ran(0), ran(6))

    refresh = refresh_plan(user, "manual", MONDAY, MONDAY + timedelta(days=6))

    assert (refresh.review["confirmed"], refresh.review["missed"], refresh.review["done_m"]) == (2, 2, 20_000)
    assert refresh.review["load_factor"] == 0.9


def test_two_months_show_weeks_outcomes_unplanned_runs_and_the_next_session(user: User, plan: Plan) -> None:
    upload(user, ran(0), ran(1, 4_000.0), ran(6))

    seen = two_months(user, TODAY)

    assert seen.weeks[0].monday == MONDAY
    assert {week.monday: len(week.sessions) for week in seen.weeks if week.sessions} == {MONDAY: 4, TODAY: 1}
    assert seen.next_session is not None
    assert seen.next_session.session.date == TODAY
    assert [log.distance_m for log in seen.unplanned] == [4_000]


def test_the_calendar_says_what_an_outcome_follows_from(user: User, plan: Plan) -> None:
    upload(user, ran(0), ran(4))
    override_outcome(user, plan.days[3].id, "missed")

    planned = calendar(user, MONDAY, TODAY)

    assert planned["is_completed"].tolist() == [True, False, True, False, False]
    assert planned["is_covered"].tolist() == [True, True, False, False, False]
    assert planned["outcome_override"].dropna().to_dict() == {3: "missed"}
    assert planned["is_rolling"].all()
    assert not planned["is_pinned"].any()


def test_nobody_sees_the_two_months_of_another(user: User, other_user: User, plan: Plan) -> None:
    with pytest.raises(NotFound):
        two_months(other_user, TODAY)
    with pytest.raises(NotFound):
        assumptions(other_user, TODAY)
    with db.read_as(other_user) as conn:
        assert conn.execute("select from rolling_plans").fetchall() == []


def test_importing_refreshing_logging_and_making_at_once_wait_for_each_other(user: User, plan: Plan) -> None:
    later = WorkoutEntry(date=TODAY, session_type="run", distance_m=10_000, duration_minutes=60)
    stories: list[Callable[[], object]] = [
        lambda: upload(user, ran(0), ran(2), ran(6)),
        lambda: refresh_plan(user, "manual", MONDAY, MONDAY + timedelta(days=6)),
        lambda: complete_day(user, plan.days[4].id, later),
        lambda: refresh_plan(user, "weekly", MONDAY, MONDAY + timedelta(days=6)),
        lambda: upload(user, ran(0), ran(4)),
        lambda: make_rolling_plan(user, RollingPlanWishes(goal="5k"), TODAY),
    ]

    with ThreadPoolExecutor(len(stories)) as pool:
        told = [pool.submit(story) for story in stories]

    assert {type(one.exception()) for one in told} <= {type(None), NotFound, Conflict}
    assert [told[number].exception() for number in (0, 4, 5)] == [None, None, None]


def test_a_track_of_an_evening_that_is_tomorrow_in_utc_does_the_session_of_that_evening(
    owner: Owner, user: User, plan: Plan
) -> None:
    owner.execute("update athlete_profiles set time_zone = 'America/Los_Angeles' where user_id = %s", (user.id,))
    evening = datetime.combine(MONDAY, time(18, 30)) + timedelta(hours=8)
    track = gpx_file(gpx_track(gpx_points(range(0, 3_001, 5), start=evening)))

    import_activities(user, [UploadedFile("evening.gpx", track)])

    assert outcomes(user) == ["confirmed", "assumed", "assumed", "assumed"]


def test_undoing_an_import_that_only_filled_takes_what_it_told_out_of_fitness(owner: Owner, user: User) -> None:
    owner.execute("update athlete_profiles set heart_rate_max_bpm = 190, heart_rate_rest_bpm = 50")
    morning = datetime.combine(today_of(user) - timedelta(days=3), time(7))
    upload(user, Row(morning, heart_rate_bpm=None))
    before = owner.execute("select profile from fitness_profiles").fetchone()
    (filling,) = upload(user, Row(morning, heart_rate_bpm=150))

    undo_import(user, filling)

    assert owner.execute("select profile from fitness_profiles").fetchone() == before
