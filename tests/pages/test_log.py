"""The training log: one tap to a form, wrong input beside its field, nothing lost."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.rows import DictRow
from streamlit.testing.v1 import AppTest

from coach.workouts import change_workout, log_workout, remove_workout
from data.db import User
from data.workouts import SetEntry, Workout, WorkoutEntry, WorkoutFilter, find_workout, workouts
from pages.log import session_page
from pages.log import typed_workout as typed
from pages.log.session_list import log_csv
from pages.log.typed_workout import TypedInterval, TypedSet, TypedWorkout, read_workout, typed_workout
from tests.pages.open_page import open_page, texts

Patch = pytest.MonkeyPatch
TODAY = datetime.now(UTC).date()


def entry(**changes: object) -> WorkoutEntry:
    fields = {"date": date(2026, 2, 7), "session_type": "strength", "title": "Push day", "duration_minutes": 45}
    return WorkoutEntry.model_validate(fields | changes)


def logged(user: User, **changes: object) -> Workout:
    return log_workout(user, entry(**changes)).workout


def only_workout(user: User) -> Workout:
    (found,) = workouts(user)["id"]
    return find_workout(user, found)


def type_in(page: AppTest, form: str, **values: str) -> None:
    for name, value in values.items():
        page.text_input(key=f"{form}-{name}").set_value(value)


def test_an_empty_log_says_what_to_do(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch)

    assert "Your log is empty" in texts(page)
    assert {"Run", "Strength", "HIIT", "Simulation", "Recovery", "Rest day"} <= {button.label for button in page.button}


def test_a_session_is_logged_in_three_steps(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch)
    page.button(key="log_run").click().run()
    form = "new-run-empty"

    type_in(page, form, duration="45")
    page.segmented_control(key=f"{form}-rpe_post").set_value(6)
    page.button(key=f"{form}-save").click().run()

    workout = only_workout(user)
    assert (workout.session_type, workout.date, workout.duration_minutes, workout.rpe_post) == ("run", TODAY, 45, 6)
    assert workout.distance_m is None
    assert not page.exception
    assert "1 session, newest first" in texts(page)


def test_repeating_the_last_session_fills_the_form(user: User, monkeypatch: Patch) -> None:
    sets = [SetEntry(exercise_name="Deadlift", reps=5, weight_kg=80)] * 3
    logged(user, sets=sets, rpe_post=8, notes="tired")
    page = open_page(user, "log", monkeypatch)

    page.button(key="log_repeat").click().run()
    save = next(button for button in page.button if button.label == "Save session")
    save.click().run()

    again = find_workout(user, workouts(user).iloc[0]["id"])
    assert (again.date, again.sets, again.duration_minutes, again.title) == (TODAY, sets, 45, "Push day")
    assert (again.rpe_post, again.notes) == (None, None)


def test_every_wrong_field_is_answered_and_nothing_is_saved(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch, new="strength")
    form = "new-strength-empty"
    type_in(page, form, duration="1:15")
    page.number_input(key=f"{form}-distance").set_value(-3.0)
    page.number_input(key=f"{form}-heart_rate").set_value(900)
    page.selectbox(key=f"{form}-sets-0-exercise").set_value("Deadlift")
    page.number_input(key=f"{form}-sets-0-reps").set_value(0)
    type_in(page, f"{form}-sets-0", time="soon")
    page.button(key=f"{form}-save").click().run()

    said = texts(page)
    for sentence in (
        "write 1:15:00",
        "more than zero",
        "between 25 and 250",
        "1 and 10,000 reps",
        "“soon” is not a time",
    ):
        assert sentence in said
    assert "Nothing is saved yet. Please look at:" in said
    assert page.text_input(key=f"{form}-duration").value == "1:15"
    assert workouts(user).empty


def test_rows_can_be_repeated_and_removed(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch, new="strength")
    form = "new-strength-empty"
    page.selectbox(key=f"{form}-sets-0-exercise").set_value("Deadlift")
    page.number_input(key=f"{form}-sets-0-repeats").set_value(3)
    page.number_input(key=f"{form}-sets-0-weight").set_value(80.0)
    page.button(key=f"{form}-sets-0-Repeat").click().run()
    page.number_input(key=f"{form}-sets-1-weight").set_value(90.0)
    page.button(key=f"{form}-sets-add").click().run()
    page.button(key=f"{form}-sets-2-Remove").click().run()
    page.button(key=f"{form}-save").click().run()

    assert [one.weight_kg for one in only_workout(user).sets] == [80, 80, 80, 90, 90, 90]


def test_changing_starts_from_what_is_kept(user: User, monkeypatch: Patch) -> None:
    workout = logged(user, duration_minutes=None, duration_seconds=2730.0, distance_m=10_500.0, session_type="run")
    form = f"workout-{workout.id}"
    page = open_page(user, "log", monkeypatch, workout=str(workout.id), edit="1")
    assert page.text_input(key=f"{form}-duration").value == "45:30"
    assert page.number_input(key=f"{form}-distance").value == 10.5

    type_in(page, form, duration="46:00")
    page.button(key=f"{form}-save").click().run()

    assert find_workout(user, workout.id).duration_seconds == 2760
    assert "4:23 /km" in [metric.value for metric in page.metric]


def test_a_change_in_another_tab_is_not_overwritten_unseen(user: User, monkeypatch: Patch) -> None:
    workout = logged(user)
    form = f"workout-{workout.id}"
    page = open_page(user, "log", monkeypatch, workout=str(workout.id), edit="1")
    change_workout(user, workout.id, entry(title="Other tab"))

    type_in(page, form, title="Mine")
    page.button(key=f"{form}-save").click().run()

    assert "changed this in the meantime" in texts(page)
    assert page.text_input(key=f"{form}-title").value == "Mine"
    assert find_workout(user, workout.id).title == "Other tab"

    page.button(key=f"{form}-overwrite").click().run()
    assert find_workout(user, workout.id).title == "Mine"


def test_the_newer_version_can_be_taken_instead(user: User, monkeypatch: Patch) -> None:
    workout = logged(user)
    form = f"workout-{workout.id}"
    page = open_page(user, "log", monkeypatch, workout=str(workout.id), edit="1")
    change_workout(user, workout.id, entry(title="Other tab"))
    type_in(page, form, title="Mine")
    page.button(key=f"{form}-save").click().run()

    page.button(key=f"{form}-reload").click().run()

    assert page.text_input(key=f"{form}-title").value == "Other tab"
    assert "meantime" not in texts(page)


def test_deleting_can_be_undone_at_once(user: User, monkeypatch: Patch) -> None:
    workout = logged(user)
    page = open_page(user, "log", monkeypatch, workout=str(workout.id))

    page.button(key="delete_session").click().run()
    assert workouts(user).empty
    assert "Session deleted." in texts(page)
    page.button(key="log_undo").click().run()

    assert only_workout(user).id == workout.id
    assert "Session deleted." not in texts(page)


def test_deleted_sessions_can_be_restored_later(user: User, monkeypatch: Patch) -> None:
    workout = logged(user)
    remove_workout(user, workout.id)
    page = open_page(user, "log", monkeypatch, deleted="1")

    page.button(key=f"restore-{workout.id}").click().run()

    assert only_workout(user).id == workout.id


def test_what_is_missing_is_not_on_a_card(user: User, monkeypatch: Patch) -> None:
    logged(user, title=None, duration_minutes=None)
    logged(user, notes="Heavy", rpe_post=8)

    page = open_page(user, "log", monkeypatch)

    assert "nan" not in texts(page)
    assert "7 Feb 2026" in [str(caption.value) for caption in page.caption]


def test_the_list_is_narrowed_and_says_when_nothing_is_left(user: User, monkeypatch: Patch) -> None:
    logged(user, title="Push day")
    logged(user, title="Leg [day](http://x) 🏋️", session_type="hiit")
    page = open_page(user, "log", monkeypatch)

    page.text_input(key="log_find").set_value("leg").run()
    assert "1 session, newest first" in texts(page)
    page.selectbox(key="log_kind").set_value("run").run()

    assert "No session matches" in texts(page)
    assert not page.exception


def test_the_log_is_paged(user: User, monkeypatch: Patch) -> None:
    for day in range(25):
        logged(user, date=date(2026, 1, 1) + timedelta(days=day), title=f"Day {day}")
    page = open_page(user, "log", monkeypatch)

    assert "25 sessions, newest first" in texts(page)
    assert len(page.get("page_link")) == 20


def test_pounds_and_miles_are_shown_and_typed_but_kept_in_si(
    user: User, owner: psycopg.Connection[DictRow], monkeypatch: Patch
) -> None:
    owner.execute("update athlete_profiles set units_preference = 'imperial' where user_id = %s", (user.id,))
    page = open_page(user, "log", monkeypatch, new="strength")
    form = "new-strength-empty"
    page.selectbox(key=f"{form}-sets-0-exercise").set_value("Deadlift")
    page.number_input(key=f"{form}-sets-0-reps").set_value(1)
    page.number_input(key=f"{form}-sets-0-weight").set_value(225.0)
    page.number_input(key=f"{form}-distance").set_value(3.1)
    page.button(key=f"{form}-save").click().run()

    workout = only_workout(user)
    assert (workout.sets[0].weight_kg, workout.distance_m) == (102.06, 4989.0)
    assert "3.1 mi" in texts(page)
    assert "225 lb moved" in texts(page)
    start = typed_workout(workout, "imperial")
    assert (start.sets[0].weight, start.distance) == (225.0, 3.1)


@pytest.mark.parametrize(
    "address",
    [
        {"workout": str(uuid4())}, {"workout": "nonsense"}, {"new": "yoga"}, {"new": "run", "from": "builtin-99"},
        {"new": "run", "from": f"template-{uuid4()}"}, {"new": "run", "from": f"day-{uuid4()}"},
        {"workout": str(uuid4()), "edit": "1"}, {"new": "run", "from": "builtin-٣"},
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_leads_back(user: User, monkeypatch: Patch, address: dict[str, str]) -> None:
    page = open_page(user, "log", monkeypatch, **address)

    assert "Not here" in texts(page)
    assert not page.exception


def test_somebody_elses_session_is_not_there(user: User, other_user: User, monkeypatch: Patch) -> None:
    workout = logged(other_user, title="Secret")

    page = open_page(user, "log", monkeypatch, workout=str(workout.id))

    assert "Not here" in texts(page)
    assert "Secret" not in texts(page)


def test_a_skipped_session_keeps_nothing_that_was_done(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch, new="run", **{"from": "builtin-0"})
    form = "new-run-builtin-0"
    page.segmented_control(key=f"{form}-status").set_value("skipped").run()
    page.button(key=f"{form}-save").click().run()

    workout = only_workout(user)
    assert (workout.completion_status, workout.duration_minutes, workout.title) == ("skipped", None, "Easy run")


def test_a_form_in_any_state_is_read_or_answered() -> None:
    huge, emoji = "x" * 10_000_000, "🏋️" * 500
    form = TypedWorkout(
        date=TODAY + timedelta(days=3),
        title=emoji,
        notes=huge,
        duration="99999999",
        distance=1e300,
        heart_rate=-1,
        calories=10**18,
        sets=(TypedSet("Row", repeats=0), TypedSet(None, reps=5), TypedSet("Row", weight=1e300, time="99:99:99")),
        intervals=(TypedInterval(0, 100.0), TypedInterval(3, rest="1:00"), TypedInterval(1, -5.0)),
    )

    read = read_workout(form, "metric")

    assert read.entry is None
    assert set(read.messages) == {
        "date", "title", "notes", "duration", "distance", "heart_rate", "calories",
        "sets.0.repeats", "sets.1.exercise", "sets.2.weight", "sets.2.time",
        "intervals.0.repeats", "intervals.1.time", "intervals.2.distance_m",
    }  # fmt: skip
    assert all(len(sentence) < 160 for sentence in read.messages.values())


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(typed).failed == 0
    assert doctest.testmod(session_page).failed == 0


@given(text=st.text(max_size=12))
def test_any_text_is_a_duration_or_answered_in_words(text: str) -> None:
    form = TypedWorkout(date=TODAY, session_type="run", duration=text)

    read = read_workout(form, "metric")

    assert read.entry is not None or "write" in read.messages["duration"]


def test_an_edit_without_a_change_changes_nothing() -> None:
    sets = [SetEntry(exercise_name="Deadlift", reps=5, weight_kg=82.5), SetEntry(exercise_name="Row", distance_m=500)]
    before = entry(sets=sets * 2, distance_m=12_345, rpe_pre=3, heart_rate_avg=140, notes="a\nb")

    for system in ("metric", "imperial"):
        assert read_workout(typed_workout(before, system), system).entry == before


def test_the_export_has_what_the_list_has(user: User) -> None:
    logged(user, title="=1+1", distance_m=5000.0)
    logged(user, session_type="run")

    lines = log_csv(user, WorkoutFilter(session_type="strength")).decode().splitlines()

    assert len(lines) == 2
    assert lines[0].startswith("date,session_type,title,")
    assert lines[1].startswith("2026-02-07,strength,'=1+1,")
