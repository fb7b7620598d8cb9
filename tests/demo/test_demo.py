"""The demo: the same every time, believable, all of it or nothing, and never twice."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import psycopg
import pytest
from psycopg.rows import DictRow
from pydantic import ValidationError

from coach.account_sessions import Visitor
from coach.accounts import sign_up
from coach.coach_access import roster
from coach.goals import tracked_goals
from coach.two_months import assumptions, two_months
from data.coach_access import find_athlete
from data.comments import athlete_comments
from data.db import User
from data.errors import Conflict
from data.explorer import preview
from data.field import field_rows
from data.fitness import find_fitness
from data.plans import active_plan
from data.profiles import find_profile
from data.proposals import proposals
from data.races import races
from data.saved_views import saved_views
from data.shared_athletes import shared_plan_days
from demo import beginner
from demo.accounts import ATHLETE_EMAIL, COACH_EMAIL, EMAILS, RUNNER_EMAIL
from demo.races import race_entries
from demo.story import make_demo
from demo.workouts import workout_entries
from tests.conftest import Database

Owner = psycopg.Connection[DictRow]
PASSWORD = "correct horse battery"
TODAY = date.today()  # noqa: DTZ011 - the story ends on the day it is told


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a story, no secret


def count(owner: Owner, question: str) -> int:
    row = owner.execute(question.encode()).fetchone()
    assert row is not None
    return int(row["n"])


def who(owner: Owner, email: str) -> User:
    account = owner.execute("select id from auth.users where email = %s", (email,)).fetchone()
    assert account is not None
    return User(account["id"], email)


def test_the_whole_story_is_kept_once(owner: Owner) -> None:
    make_demo(PASSWORD, 1, TODAY)
    with pytest.raises(Conflict, match="already"):
        make_demo(PASSWORD, 1, TODAY)

    user = who(owner, ATHLETE_EMAIL)
    profile, plan = find_profile(user), active_plan(user)
    assert profile is not None
    assert profile.profile_complete
    assert plan is not None
    assert plan.end_date > TODAY
    assert len(races(user)) == 6
    goals = tracked_goals(user)
    assert {goal.status for goal in goals} == {"active", "completed", "abandoned"}
    (volume,) = [goal for goal in goals if goal.goal_type == "training_volume"]
    assert volume.progress is not None
    assert not volume.progress.is_reached
    assert count(owner, "select count(*) as n from workout_logs") > 380
    assert count(owner, "select count(*) as n from workout_logs where training_plan_day_id is not null") > 30
    assert count(owner, "select count(*) as n from personal_records") > 100
    assert count(owner, "select count(*) as n from personal_records where needs_confirmation") == 0
    assert count(owner, "select count(*) as n from athlete_achievements") > 10
    assert count(owner, "select count(distinct earned_at::date) as n from athlete_achievements") > 8
    assert count(owner, "select count(*) as n from athlete_achievements where earned_at > now()") == 0


def test_the_coach_has_two_athletes_with_something_to_look_at_and_to_compare(owner: Owner) -> None:
    make_demo(PASSWORD, 1, TODAY)
    coach, user = who(owner, COACH_EMAIL), who(owner, ATHLETE_EMAIL)

    rows = {row.name: row for row in roster(coach)}

    assert len(rows) == 2
    for row in rows.values():
        assert set(row.scopes) == {"races", "training", "profile"}
        assert (row.trend is not None, row.days_to_race is not None) == (True, True)
    assert sorted(bool(row.flags) for row in rows.values()) == [False, True]
    for row in rows.values():
        athlete = find_athlete(coach, row.athlete_id)
        assert (athlete.weight_kg, athlete.injuries_limitations) == (None, None)
        assert len(races(coach, row.athlete_id)) >= 2
        assert not shared_plan_days(coach, row.athlete_id, TODAY, TODAY + timedelta(days=21)).empty
        assert len(athlete_comments(coach, row.athlete_id)) >= 2
    assert {comment.is_mine for comment in athlete_comments(user)} == {True, False}
    (waiting,) = proposals(user, status="proposed")
    assert not waiting.is_outdated
    assert waiting.current != waiting.proposed


def test_the_saved_views_of_the_athlete_have_answers(owner: Owner) -> None:
    make_demo(PASSWORD, 1, TODAY)
    user = who(owner, ATHLETE_EMAIL)

    kept = saved_views(user)

    assert len(kept) == 2
    assert all(len(preview(user, view.query).rows) > 10 for view in kept)


@pytest.mark.parametrize("email", EMAILS)
def test_where_an_address_is_taken_nobody_else_is_signed_up(owner: Owner, email: str) -> None:
    sign_up(email, PASSWORD, {}, Visitor())

    with pytest.raises(Conflict, match=email):
        make_demo(PASSWORD, 1, TODAY)

    assert count(owner, "select count(*) as n from auth.users") == 1


def test_a_story_that_breaks_off_leaves_nothing(owner: Owner) -> None:
    with pytest.raises(ValidationError):  # nobody trains tomorrow
        make_demo(PASSWORD, 1, TODAY + timedelta(days=30))

    assert count(owner, "select count(*) as n from auth.users") == 0
    assert count(owner, "select count(*) as n from athlete_profiles") == 0


def test_the_same_seed_tells_the_same_story(database: Database) -> None:
    field = list(field_rows("open", "women").profiles)

    first, again, other = (
        (race_entries(random, TODAY, field), workout_entries(random, TODAY))
        for random in (seeded(7), seeded(7), seeded(8))
    )

    assert first == again
    assert first != other


@pytest.mark.parametrize("seed", range(5))
def test_races_add_up_and_get_faster(seed: int, database: Database) -> None:
    entries = race_entries(seeded(seed), TODAY, list(field_rows("open", "women").profiles))

    for entry in entries:
        assert entry.total_time_seconds == sum(entry.splits.values()) + (entry.roxzone_seconds or 0)
        assert len(entry.splits) == 16
    totals = [entry.total_time_seconds or 0 for entry in entries]
    assert totals[-1] == min(totals)
    assert totals[0] == max(totals)


@pytest.mark.parametrize("weekday", range(7))
def test_the_beginner_trains_sixteen_weeks_and_races_twice(weekday: int, database: Database) -> None:
    today = TODAY - timedelta(days=weekday)
    field = list(field_rows("open", "men").profiles)

    sessions = beginner.workout_entries(seeded(weekday), today)
    first, second = beginner.race_entries(seeded(weekday), today, field)

    assert all(today - timedelta(weeks=16) <= entry.date < today for entry in sessions)
    assert 20 <= len(sessions) <= 60
    assert sessions == beginner.workout_entries(seeded(weekday), today)
    assert (first.total_time_seconds or 0) > (second.total_time_seconds or 0) > 6000
    assert first.gender == second.gender == "men"
    assert sessions[-1].notes == beginner.SORE_NOTE


@pytest.mark.parametrize("weekday", range(7))
def test_the_training_is_four_to_five_sessions_a_week_whatever_day_it_is(weekday: int) -> None:
    today = TODAY - timedelta(days=weekday)

    entries = workout_entries(seeded(weekday), today)

    # Without the twenty weeks at most that come from plans.
    weeks = Counter(entry.date - timedelta(days=entry.date.weekday()) for entry in entries)
    assert all(entry.date < today for entry in entries)
    assert 4 <= sum(weeks.values()) / len(weeks) <= 5.5
    assert 85 <= len(weeks) <= 100
    assert {entry.session_type for entry in entries} == {"run", "hiit", "strength", "simulation", "recovery"}


def test_the_runner_follows_a_plan_that_learned_from_three_weeks(owner: Owner) -> None:
    make_demo(PASSWORD, 1, TODAY)
    runner = who(owner, RUNNER_EMAIL)

    seen, fitness = assumptions(runner, TODAY), find_fitness(runner)

    assert fitness is not None
    assert fitness.running_score is not None
    assert seen.counts["confirmed"] > 5
    assert seen.counts["missed"] >= 1
    assert two_months(runner, TODAY).next_session is not None
    assert count(owner, "select count(*) as n from plan_refreshes where kind = 'weekly'") == 3
    assert count(owner, "select count(*) as n from fitness_snapshots") >= 3
    assert count(owner, "select count(*) as n from run_feedback") == 2
