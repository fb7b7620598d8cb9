"""What an answer proposed is saved once, by the athlete's own tap, as a form would save it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.chat_actions import confirm_action, dismiss_action
from coach.pipeline.actions import proposed
from coach.pipeline.context import Question, read_context
from coach.plans import create_plan
from data import db
from data.athlete_facts import current_facts
from data.benchmarks import benchmark_list
from data.conversations import insert_conversation
from data.db import User
from data.errors import AppError, Conflict, NotFound, Rejected
from data.goals import goals
from data.message_changes import finish_answer, insert_answer, insert_question
from data.messages import FinishedAnswer, SafetyLevel, find_message
from data.plan_days import PlanDay, PlanDayEntry, find_day
from data.plans import PlanDraft
from data.profiles import find_profile
from data.workouts import find_workout, workouts

Owner = psycopg.Connection[DictRow]
TODAY = datetime.now(UTC).date()
TOMORROW = TODAY + timedelta(days=1)
RUN: dict[str, Any] = {"date": TODAY.isoformat(), "session_type": "run", "duration_seconds": 1_500, "distance_m": 5_000}


def answered(user: User, *actions: dict[str, Any], level: SafetyLevel = "none") -> UUID:
    """An answer that proposes these."""
    with db.write_as(user) as conn:
        answer_id = insert_answer(conn, insert_question(conn, insert_conversation(conn), "Save this."))
        answer = FinishedAnswer(
            content="Check it.",
            status="complete",
            origin="offline",
            safety_level=level,
            suggested_actions=list(actions),
        )
        finish_answer(conn, answer_id, answer)
    return answer_id


def action(kind: str, /, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "title": "Save it", "fields": fields, "status": "open", "result_id": None}


@pytest.fixture
def day(user: User) -> PlanDay:
    session = PlanDayEntry(date=TODAY, title="Shakeout", session_type="run")
    return create_plan(user, PlanDraft(plan_name="Winter", start_date=TODAY, duration_weeks=4, days=[session])).days[0]


def test_a_workout_is_logged_in_its_conversation_and_the_card_is_done(user: User, owner: Owner) -> None:
    answer_id = answered(user, action("log_workout", **RUN))

    confirmed = confirm_action(user, answer_id, 0)

    workout = find_workout(user, UUID(confirmed.result_id))
    assert (workout.duration_seconds, workout.distance_m) == (1_500, 5_000)
    assert confirmed.text == f"Logged: Run on {TODAY.day} {TODAY:%b %Y}: 5 km in 25:00"
    kept = find_message(user, answer_id)
    assert confirmed.message == kept
    assert (kept.suggested_actions[0]["status"], kept.suggested_actions[0]["result_id"]) == (
        "done",
        confirmed.result_id,
    )
    row = owner.execute("select conversation_id from workout_logs where id = %s", (workout.id,)).fetchone()
    assert row is not None
    assert row["conversation_id"] == kept.conversation_id


def test_what_was_proposed_of_a_message_can_be_saved_as_it_is(user: User, day: PlanDay) -> None:
    context = read_context(user, Question(uuid4(), ""))
    (suggested,) = proposed("Ran 5 km in 25:00, RPE 6", context).actions
    answer_id = answered(user, suggested.model_dump(mode="json"))

    confirm_action(user, answer_id, 0)

    done = find_day(user, day.id)
    assert done.is_completed
    assert done.linked_workout_log_id is not None
    assert find_workout(user, done.linked_workout_log_id).rpe_post == 6


def test_other_values_are_saved_where_they_are_given(user: User) -> None:
    answer_id = answered(user, action("log_workout", **RUN))

    confirmed = confirm_action(user, answer_id, 0, RUN | {"distance_m": 6_000, "duration_minutes": None})

    assert find_workout(user, UUID(confirmed.result_id)).distance_m == 6_000
    assert find_message(user, answer_id).suggested_actions[0]["title"].endswith("6 km in 25:00")


def test_every_kind_is_saved_where_its_form_would_save_it(user: User, day: PlanDay) -> None:
    race_on = TODAY + timedelta(days=90)
    answer_id = answered(
        user,
        action("log_benchmark", test_date=TODAY.isoformat(), test_type="row_2k", value=452),
        action("set_goal", goal_type="running_pace", target_value=240, distance_m=5_000),
        action("move_day", day_id=str(day.id), date=TOMORROW.isoformat()),
        action("update_profile", race_date=race_on.isoformat(), weight_kg=72.5),
        action("remember", name="1RM deadlift", value="140", unit="kg"),
        action("skip_day", day_id=str(day.id)),
    )

    texts = [confirm_action(user, answer_id, index).text for index in range(6)]

    assert [test.value for test in benchmark_list(user)] == [452]
    assert list(goals(user)["title"]) == ["Run 5 km at 4:00 /km"]
    moved = find_day(user, day.id)
    assert (moved.date, moved.is_skipped) == (TOMORROW, True)
    profile = find_profile(user)
    assert profile is not None
    assert (profile.race_date, profile.weight_kg, profile.display_name) == (race_on, 72.5, "Alex")
    (fact,) = current_facts(user)
    assert (fact.name, fact.value, fact.source_message_id) == (
        "1RM deadlift", "140", find_message(user, answer_id).question_id,
    )  # fmt: skip
    assert [text.split(":")[0] for text in texts] == [
        "Logged", "Goal set", "Moved", "Updated", "Remembered", "Skipped",
    ]  # fmt: skip


def test_a_second_tap_saves_nothing_more(user: User) -> None:
    answer_id = answered(user, action("log_workout", **RUN))
    confirm_action(user, answer_id, 0)

    with pytest.raises(Conflict, match="already saved"):
        confirm_action(user, answer_id, 0)

    assert len(workouts(user)) == 1


def test_taps_at_the_same_moment_save_once(user: User) -> None:
    answer_id = answered(user, action("log_workout", **RUN))

    def tap(_: int) -> str:
        try:
            confirm_action(user, answer_id, 0)
        except AppError as error:
            return type(error).__name__
        return "saved"

    with ThreadPoolExecutor(6) as tabs:
        ends = sorted(tabs.map(tap, range(6)))

    assert ends == ["Conflict"] * 5 + ["saved"]
    assert len(workouts(user)) == 1


def test_cards_of_one_answer_do_not_undo_each_other(user: User) -> None:
    facts = [action("remember", name=f"Fact {number}", value="yes") for number in range(4)]
    answer_id = answered(user, *facts)

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(lambda index: confirm_action(user, answer_id, index), range(4)))

    kept = find_message(user, answer_id).suggested_actions
    assert [one["status"] for one in kept] == ["done"] * 4
    assert len(current_facts(user)) == 4


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("log_workout", RUN | {"distance_m": -1}, "distance_m"),
        ("log_workout", RUN | {"date": "soon"}, "date"),
        ("log_workout", RUN | {"sets": [{"exercise_name": "Squat", "reps": 0}]}, "sets.0.reps"),
        ("log_workout", RUN | {"athlete_id": "x"}, "athlete_id"),
        ("update_profile", {"weight_kg": 900}, "weight_kg"),
        ("update_profile", {"consents_to_ai": True}, "consents_to_ai"),
        ("remember", {"name": "", "value": "x"}, "name"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_saved(user: User, kind: str, fields: dict[str, Any], field: str) -> None:
    answer_id = answered(user, action(kind, **fields))

    with pytest.raises(Rejected) as refused:
        confirm_action(user, answer_id, 0, fields)

    assert refused.value.field == field
    assert find_message(user, answer_id).suggested_actions[0]["status"] == "open"
    assert (len(workouts(user)), len(current_facts(user))) == (0, 0)


def test_a_refused_save_leaves_the_card_open(user: User, day: PlanDay) -> None:
    far = TODAY + timedelta(days=200)
    answer_id = answered(user, action("move_day", day_id=str(day.id), date=far.isoformat()))

    with pytest.raises(Rejected, match="outside this plan"):
        confirm_action(user, answer_id, 0)

    assert find_message(user, answer_id).suggested_actions[0]["status"] == "open"
    assert find_day(user, day.id).date == TODAY


def test_a_dismissed_card_saves_nothing(user: User) -> None:
    answer_id = answered(user, action("log_workout", **RUN))

    assert dismiss_action(user, answer_id, 0).suggested_actions[0]["status"] == "dismissed"
    assert dismiss_action(user, answer_id, 0).suggested_actions[0]["status"] == "dismissed"

    with pytest.raises(Conflict, match="dismissed"):
        confirm_action(user, answer_id, 0)
    assert len(workouts(user)) == 0


def test_what_is_saved_cannot_be_dismissed(user: User) -> None:
    answer_id = answered(user, action("remember", name="Diet", value="vegan"))
    confirm_action(user, answer_id, 0)

    with pytest.raises(Conflict, match="already saved"):
        dismiss_action(user, answer_id, 0)


@pytest.mark.parametrize("level", ["diagnosed", "emergency"])
def test_training_is_not_programmed_where_safety_forbids_it(user: User, day: PlanDay, level: SafetyLevel) -> None:
    answer_id = answered(
        user,
        action("set_goal", goal_type="race_time", target_value=5_000),
        action("move_day", day_id=str(day.id), date=TOMORROW.isoformat()),
        action("skip_day", day_id=str(day.id)),
        level=level,
    )

    for index in (0, 1):
        with pytest.raises(Rejected, match="clinician"):
            confirm_action(user, answer_id, index)
    confirm_action(user, answer_id, 2)

    assert goals(user).empty
    assert (find_day(user, day.id).date, find_day(user, day.id).is_skipped) == (TODAY, True)


@pytest.mark.parametrize("change", [confirm_action, dismiss_action])
def test_nobody_else_can_touch_a_card(
    user: User, other_user: User, change: Callable[[User, UUID, int], object]
) -> None:
    answer_id = answered(user, action("log_workout", **RUN))

    with pytest.raises(NotFound):
        change(other_user, answer_id, 0)

    assert (len(workouts(user)), len(workouts(other_user))) == (0, 0)


def test_a_foreign_session_cannot_be_moved(user: User, other_user: User, day: PlanDay) -> None:
    answer_id = answered(other_user, action("skip_day", day_id=str(day.id)))

    with pytest.raises(NotFound):
        confirm_action(other_user, answer_id, 0)

    assert not find_day(user, day.id).is_skipped


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_card_that_is_not_there_is_not_found(user: User, index: int) -> None:
    answer_id = answered(user, action("log_workout", **RUN))

    with pytest.raises(NotFound):
        confirm_action(user, answer_id, index)
