"""Workouts as kept: filters, pages, dtypes, and what the entry refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg import errors
from psycopg.rows import DictRow
from pydantic import ValidationError

from coach.workouts import log_workout, remove_workout
from data.built_in_templates import BUILT_IN, built_in_templates
from data.db import User
from data.errors import Rejected
from data.workouts import (
    SESSION_TYPES,
    WORKOUT_DTYPES,
    SetEntry,
    WorkoutEntry,
    WorkoutFilter,
    last_workout,
    workout_page,
    workouts,
)


def entry(**changes: Any) -> WorkoutEntry:
    return WorkoutEntry.model_validate({"date": date(2026, 2, 7), "session_type": "run"} | changes)


def test_an_empty_log_has_its_columns(user: User) -> None:
    assert {name: str(kind) for name, kind in workouts(user).dtypes.items()} == WORKOUT_DTYPES


def test_what_is_not_known_stays_missing(user: User) -> None:
    log_workout(user, entry(session_type="rest"))

    kept = workouts(user).iloc[0]

    names = ["duration_minutes", "duration_seconds", "distance_m", "rpe_post", "calories_estimated", "load_kg"]
    assert kept[names].isna().all()
    assert kept["set_count"] == 0


def test_every_filter_narrows(user: User) -> None:
    log_workout(user, entry(title="Tempo", sets=[SetEntry(exercise_name="Wall Balls", reps=50)]))
    log_workout(user, entry(date=date(2026, 1, 1), session_type="hiit", notes="100 % effort_full"))
    log_workout(user, entry(date=date(2025, 1, 1), completion_status="skipped"))

    def count(**wanted: Any) -> int:
        return len(workouts(user, WorkoutFilter(**wanted)))

    assert count() == 3
    assert (count(first_date=date(2026, 1, 1)), count(last_date=date(2026, 1, 1))) == (2, 2)
    assert (count(session_type="hiit"), count(completion_status="skipped")) == (1, 1)
    assert (count(q="TEMPO"), count(q="wall"), count(q="%"), count(q="_"), count(q="t_f"), count(q="reps")) == (
        1, 1, 1, 1, 1, 0,
    )  # fmt: skip


def test_a_page_knows_how_many_there_are(user: User) -> None:
    for day in range(5):
        log_workout(user, entry(date=date(2026, 1, 1) + timedelta(days=day)))

    page = workout_page(user, WorkoutFilter(limit=2, offset=4))

    assert (len(page.workouts), page.total) == (1, 5)
    assert workout_page(user, WorkoutFilter(limit=2, offset=40)).total == 5


def test_the_last_workout_is_the_last_one_that_was_done(user: User) -> None:
    done = log_workout(user, entry()).workout
    log_workout(user, entry(date=date(2026, 2, 8), completion_status="skipped"))
    gone = log_workout(user, entry(date=date(2026, 2, 9), session_type="hiit")).workout
    remove_workout(user, gone.id)

    latest = last_workout(user)

    assert latest is not None
    assert latest.id == done.id
    assert last_workout(user, "hiit") is None


def test_the_minutes_follow_from_the_seconds() -> None:
    assert entry(duration_seconds=1801).duration_minutes == 30
    assert entry(duration_seconds=10).duration_minutes == 1
    assert entry(duration_minutes=30).duration_seconds is None
    assert entry(duration_minutes=30).duration_s == 1800
    with pytest.raises(ValidationError, match="differ"):
        entry(duration_minutes=30, duration_seconds=60)


def test_tomorrow_may_be_today_elsewhere_but_the_day_after_is_not() -> None:
    today = datetime.now(UTC).date()

    assert entry(date=today + timedelta(days=1)).date > today
    for wrong in (today + timedelta(days=2), date(1989, 12, 31), date(9999, 1, 1)):
        with pytest.raises(ValidationError, match="the day you trained"):
            entry(date=wrong)


@given(fields=st.fixed_dictionaries({}, optional={
    "title": st.text(), "notes": st.text(max_size=50) | st.just("🏋" * 20_000),
    "duration_minutes": st.integers(), "duration_seconds": st.floats(), "distance_m": st.floats() | st.integers(),
    "rpe_pre": st.integers(-5, 15), "rpe_post": st.floats(), "heart_rate_avg": st.integers(),
    "calories_estimated": st.integers(), "date": st.dates() | st.text(), "completion_status": st.text(),
    "sets": st.lists(st.dictionaries(st.sampled_from(["exercise_name", "reps"]), st.text() | st.integers())),
}))  # fmt: skip
def test_an_entry_is_whole_or_refused(fields: dict[str, Any]) -> None:
    try:
        made = entry(**fields)
    except ValidationError:
        return

    assert made.distance_m is None or 0 < made.distance_m <= 1_000_000
    assert made.duration_minutes is None or 1 <= made.duration_minutes <= 1440
    assert "\x00" not in f"{made.title}{made.notes}"


def test_the_database_is_the_last_line(user: User, owner: psycopg.Connection[DictRow]) -> None:
    workout = log_workout(user, entry()).workout

    for wrong in (
        "distance_m = -1",
        "distance_m = 'NaN'",
        "duration_seconds = 'Infinity'",
        "title = ''",
        "rpe_post = 11",
    ):
        with pytest.raises(errors.CheckViolation):
            owner.execute(f"update workout_logs set {wrong} where id = '{workout.id}'")
    with pytest.raises(errors.NotNullViolation):
        owner.execute("update workout_logs set session_type = null")


def test_every_kind_of_session_has_templates_that_can_be_logged(user: User) -> None:
    for session_type in SESSION_TYPES:
        assert built_in_templates(session_type)
    for template in BUILT_IN:
        log_workout(user, WorkoutEntry(date=date(2026, 2, 7), **template.content.__dict__))

    assert len(workouts(user)) == len(BUILT_IN)


def test_an_unknown_plan_day_is_named(user: User) -> None:
    with pytest.raises(Rejected) as refused:
        log_workout(user, entry(training_plan_day_id=uuid4()))

    assert refused.value.field == "training_plan_day_id"
    assert workouts(user).empty
