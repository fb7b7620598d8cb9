"""What a fitness profile is calculated from, and how it is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.activities import give_feedback, set_effort_kind
from coach.activity_import import import_activities
from coach.activity_uploads import UploadedFile
from coach.benchmarks import log_benchmark
from coach.engines.running.fitness import FitnessInputs, fitness_profile, plain
from coach.profiles import change_profile
from coach.readers.activity_files.contract import Answers
from coach.workouts import log_workout, remove_workout
from data import db
from data.activities import ActivityFilter, activity_page
from data.benchmarks import BenchmarkEntry
from data.db import User
from data.fitness import (
    find_fitness,
    fitness_grounds,
    insert_snapshot,
    read_fitness_grounds,
    read_fitness_history,
    snapshots,
    time_zone_here,
    upsert_fitness,
)
from data.profiles import ProfileChange
from data.run_feedback import FeedbackEntry
from data.workouts import WorkoutEntry
from tests.activity_files import Row, garmin_csv
from tests.conftest import NewUser

Owner = psycopg.Connection[DictRow]
DAY = date(2026, 3, 2)
MONTH = date(2026, 3, 1)
FIRST, LAST = DAY - timedelta(days=10), DAY + timedelta(days=10)


def log(user: User, **changes: object) -> None:
    fields = {"date": DAY, "session_type": "run", "distance_m": 10_000, "duration_minutes": 50, "rpe_post": 4}
    log_workout(user, WorkoutEntry.model_validate(fields | changes))


def test_sessions_that_were_done_count_and_nothing_else(user: User) -> None:
    log(user)
    log(user, session_type="strength", distance_m=None)
    unknown = {"distance_m": None, "duration_minutes": None, "rpe_post": None}
    log(user, session_type="rest", **unknown)
    log(user, completion_status="skipped", **unknown)
    log(user, date=FIRST - timedelta(days=1))
    log(user, date=LAST + timedelta(days=1))
    deleted = log_workout(user, WorkoutEntry(date=DAY, session_type="run", distance_m=99_000)).workout
    remove_workout(user, deleted.id)

    sessions = read_fitness_grounds(user, FIRST, LAST).sessions

    assert [(one.session_type, one.distance_m, one.duration_s, one.rpe) for one in sessions] == [
        ("run", 10_000, 3_000, 4),
        ("strength", None, 3_000, 4),
    ]


def test_what_is_not_known_stays_unknown(user: User) -> None:
    log(user, distance_m=None, duration_minutes=None, rpe_post=None)

    (session,) = read_fitness_grounds(user, FIRST, LAST).sessions

    assert session[2:] == (None,) * 7


def test_an_activity_adds_its_peak_its_climb_its_rating_and_whether_it_was_a_race(user: User) -> None:
    row = Row(datetime(2026, 3, 2, 9, 0), 5_000, 1_200, heart_rate_bpm=171)  # noqa: DTZ001
    import_activities(user, [UploadedFile("Activities.csv", garmin_csv([row]))], Answers(unit="km"))
    activity_id = activity_page(user, ActivityFilter()).activities["id"][0]
    set_effort_kind(user, activity_id, "race")
    give_feedback(user, activity_id, FeedbackEntry(effort=9))

    (session,) = read_fitness_grounds(user, FIRST, LAST).sessions

    assert (session.effort_kind, session.rpe, session.ascent_m) == ("race", 9, 50)
    assert (session.heart_rate_avg_bpm, session.heart_rate_max_bpm) == (171, 171)


def test_run_tests_are_read_and_other_tests_are_not(user: User) -> None:
    for test_type, value in (("run_1k", 200), ("cooper", 2_900), ("row_2k", 430), ("ski_erg", 280)):
        log_benchmark(user, BenchmarkEntry.model_validate({"test_date": DAY, "test_type": test_type, "value": value}))

    tests = read_fitness_grounds(user, FIRST, LAST).tests

    assert [(test.test_type, test.value) for test in tests] == [("run_1k", 200), ("cooper", 2_900)]


def test_the_body_and_the_time_zone_are_the_athletes_own(user: User, other_user: User) -> None:
    change_profile(user, ProfileChange(time_zone="Asia/Tokyo", heart_rate_rest_bpm=48, heart_rate_max_bpm=187))
    log(other_user)

    with db.read_as(user) as conn:
        grounds, time_zone = fitness_grounds(conn, FIRST, LAST), time_zone_here(conn)

    assert (grounds.body.heart_rate_rest_bpm, grounds.body.heart_rate_max_bpm, grounds.body.sex) == (48, 187, "female")
    assert (time_zone, grounds.sessions) == ("Asia/Tokyo", ())


def test_an_account_without_a_profile_has_grounds_of_nothing(new_user: NewUser) -> None:
    nobody = new_user(profile=False)

    grounds, months = read_fitness_history(nobody, FIRST, LAST)

    assert (set(grounds.body.model_dump().values()), grounds.sessions, grounds.tests) == ({None}, (), ())
    assert months.empty


def test_the_same_profile_is_not_written_again(user: User, owner: Owner) -> None:
    profile = plain(fitness_profile(FitnessInputs(DAY)))
    revisions = []
    for told in (profile, profile, profile | {"assumed_count": 1}):
        with db.write_as(user) as conn:
            upsert_fitness(conn, DAY, None, told)
        revisions.append(owner.execute("select max(revision) as at from athlete_revisions").fetchall()[0]["at"])

    kept = find_fitness(user)

    first, again, changed = revisions
    assert (again, changed) == (first, first + 1)
    assert kept is not None
    assert kept.profile == profile | {"assumed_count": 1}


def test_a_month_is_never_overwritten_and_the_database_knows_first_days(user: User) -> None:
    with db.write_as(user) as conn:
        assert insert_snapshot(conn, MONTH, 48.6, {"today": "2026-03-31"})
        assert not insert_snapshot(conn, MONTH, 51.0, {"today": "2026-04-01"})

    with pytest.raises(psycopg.errors.CheckViolation), db.write_as(user) as conn:
        insert_snapshot(conn, DAY, None, {})

    assert list(snapshots(user)["running_score"]) == [48.6]
