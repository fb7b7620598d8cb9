"""What a new session starts from: templates, today's plan, the timer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coach.engines.workout_timer import Timer, TimerPlan
from coach.plan_days import complete_day
from coach.plans import create_plan
from coach.workouts import log_workout, save_template
from data.db import User
from data.plan_days import PlanDay, PlanDayEntry, find_day
from data.plan_details import PlanBlock, PlanStep, SessionDetails
from data.plans import PlanDraft
from data.workout_templates import TemplateEntry, workout_templates
from data.workouts import SetEntry, Workout, WorkoutContent, WorkoutEntry, find_workout, workouts
from pages.log.timer import TIMER
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


def test_a_session_becomes_a_template_and_the_template_a_session(user: User, monkeypatch: Patch) -> None:
    workout = logged(user, sets=[SetEntry(exercise_name="Deadlift", reps=5)], notes="private")
    page = open_page(user, "log", monkeypatch, workout=str(workout.id))
    page.text_input(key="template_name").set_value("Monday").run()
    page.button(key="keep_template").click().run()

    (template,) = workout_templates(user)
    assert (template.name, template.content.notes) == ("Monday", None)
    page = open_page(user, "log", monkeypatch, new="strength", **{"from": f"template-{template.id}"})
    assert page.selectbox(key=f"new-strength-template-{template.id}-sets-0-exercise").value == "Deadlift"


def test_templates_come_with_the_app_and_own_ones_can_be_deleted(user: User, monkeypatch: Patch) -> None:
    kept = save_template(user, TemplateEntry(name="Mine", content=WorkoutContent(session_type="run")))
    page = open_page(user, "log", monkeypatch, templates="1")
    assert len(page.get("page_link")) > 12

    page.button(key=f"forget-{kept.id}").click().run()

    assert workout_templates(user) == []


def test_a_template_is_chosen_from_the_form(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch, new="run")
    origins = page.selectbox(key="origin-run-")

    origins.set_value(next(name for name in origins.options if name == "8 × 400 m")).run()

    assert page.query_params["from"].startswith("builtin-")
    assert "Intervals" in [expander.label for expander in page.expander]


def test_a_timer_is_started_and_what_it_measured_fills_the_form(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch, timer="1")
    page.button(key="timer_start").click().run()
    assert "Get ready" in texts(page)

    page.session_state[TIMER] = Timer(TimerPlan("intervals", 8, 20.0, 10.0), before_s=90.0)
    page.run()
    page.button(key="timer_finish").click().run()

    assert page.query_params["from"] == "timer"
    assert page.text_input(key="new-hiit-timer-duration").value == "0:01:30"
    page.button(key="new-hiit-timer-save").click().run()
    (one,) = only_workout(user).intervals
    assert (one.repeats, one.duration_s, one.rest_s) == (3, 20, 10)


def test_a_paused_timer_waits(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch, timer="1")
    page.button(key="timer_start").click().run()
    page.button(key="timer_pause").click().run()

    kept = page.session_state[TIMER]
    assert not kept.is_running
    assert "Go on" in [button.label for button in page.button]


def test_a_timer_without_rounds_does_not_start(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch, timer="1")

    page.number_input(key="timer_intervals_rounds").set_value(-1).run()

    assert "Choose 1 to 200 rounds." in texts(page)
    assert "timer_start" not in [button.key for button in page.button]


def planned(user: User) -> PlanDay:
    blocks = [PlanBlock(name="Main", rounds=6, rest_s=90, steps=[PlanStep(exercise="Run", distance_m=1000)])]
    day = PlanDayEntry(
        date=TODAY, title="Kilometres", session_type="run", estimated_duration_minutes=60,
        details=SessionDetails(blocks=blocks),
    )  # fmt: skip
    draft = PlanDraft(plan_name="Spring", start_date=TODAY, duration_weeks=2, days=[day])
    return create_plan(user, draft).days[0]


def test_todays_planned_session_fills_the_form_and_is_done_with_it(user: User, monkeypatch: Patch) -> None:
    day = planned(user)
    page = open_page(user, "log", monkeypatch)
    assert "Planned today: **Kilometres**, 60 min" in [button.label for button in page.button]

    page.button(key=f"log_day_{day.id}").click().run()
    page.button(key=f"new-run-day-{day.id}-save").click().run()

    workout = only_workout(user)
    assert (workout.title, workout.duration_minutes, workout.intervals[0].repeats) == ("Kilometres", 60, 6)
    assert (find_day(user, day.id).is_completed, find_day(user, day.id).linked_workout_log_id) == (True, workout.id)
    assert not any(button.label.startswith("Planned today") for button in page.button)


def test_a_planned_session_can_be_skipped(user: User, monkeypatch: Patch) -> None:
    day = planned(user)
    form = f"new-run-day-{day.id}"
    page = open_page(user, "log", monkeypatch, new="run", **{"from": f"day-{day.id}"})

    page.segmented_control(key=f"{form}-status").set_value("skipped").run()
    page.button(key=f"{form}-save").click().run()

    assert find_day(user, day.id).is_skipped
    assert only_workout(user).completion_status == "skipped"


def test_a_planned_session_is_not_done_twice(user: User, monkeypatch: Patch) -> None:
    day = planned(user)
    form = f"new-run-day-{day.id}"
    page = open_page(user, "log", monkeypatch, new="run", **{"from": f"day-{day.id}"})
    complete_day(user, day.id, entry(session_type="run"))

    page.button(key=f"{form}-save").click().run()

    assert "Nothing is saved yet. You have done this session already" in texts(page)
    assert len(workouts(user)) == 1
    page.segmented_control(key=f"{form}-status").set_value("skipped").run()
    page.button(key=f"{form}-save").click().run()
    assert "You have done this session already" in texts(page)
    assert len(workouts(user)) == 1
