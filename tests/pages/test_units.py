"""Pounds and miles on every page, and what is typed in them comes back as it was typed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.rows import DictRow
from streamlit.testing.v1 import AppTest

from coach.benchmarks import log_benchmark
from coach.engines.units import System
from coach.goals import find_goal, set_goal, tracked_goals
from coach.profiles import change_profile
from coach.workouts import log_workout
from data.benchmarks import BenchmarkEntry, benchmark_list
from data.db import User
from data.goals import GoalEntry
from data.plan_details import PlanStep
from data.profiles import ProfileChange
from data.workouts import WorkoutEntry
from pages.goals.typed_goal import read_goal, typed_goal
from pages.plan.words import step_words
from pages.progress.charts import measure_in
from pages.records.typed_test import TypedTest, read_test
from pages.today.words import detail_lines
from tests.coaching import EVERYTHING, coached_id
from tests.pages.open_page import links, open_page, texts

Owner = psycopg.Connection[DictRow]
Patch = pytest.MonkeyPatch
TODAY = date.today()  # noqa: DTZ011 - the athlete of these tests lives in UTC
SYSTEMS: st.SearchStrategy[System] = st.sampled_from(["metric", "imperial"])


@pytest.fixture
def miler(user: User) -> User:
    """An athlete who reads pounds and miles."""
    change_profile(user, ProfileChange(units_preference="imperial", weight_kg=80))
    return user


def logged(user: User, **changes: object) -> None:
    fields = {"date": TODAY, "session_type": "run", "duration_seconds": 3000, "rpe_post": 6, "distance_m": 10_000}
    log_workout(user, WorkoutEntry.model_validate(fields | changes))


def goal(goal_type: str, target: float, **changes: Any) -> GoalEntry:
    return GoalEntry.model_validate({"goal_type": goal_type, "target_value": target} | changes)


def charts(page: AppTest) -> str:
    return "\n".join(json.dumps(json.loads(chart.proto.spec)) for chart in page.get("plotly_chart"))


def test_today_says_distances_paces_and_weights_in_the_athletes_units(miler: User, monkeypatch: Patch) -> None:
    logged(miler)
    logged(miler, session_type="strength", distance_m=None,
           sets=[{"exercise_name": "Deadlift", "weight_kg": 100, "reps": 1}])  # fmt: skip
    set_goal(miler, goal("running_pace", 285, distance_m=5_000))
    set_goal(miler, goal("custom", 100, title="Carry 100 kg", target_unit="kg"))

    shown = texts(open_page(miler, "today", monkeypatch)).replace("\\", "")

    assert "6.21 mi" in shown
    assert "8:03 /mi" in shown
    assert "220.5 lb" in shown
    assert "Run 5 km at 7:39 /mi" in shown
    assert "Carry 100 kg" in shown
    assert "/km" not in shown


def test_stations_stay_in_metres_and_long_runs_are_in_miles() -> None:
    steps = [{"exercise": "SkiErg", "distance_m": 1000}, {"exercise": "Easy run", "distance_m": 8000}]
    details = {"blocks": [{"name": "Main", "rounds": 1, "steps": steps}]}

    assert detail_lines(details, "imperial") == ["**Main** 1,000 m SkiErg + 4.97 mi Easy run"]
    assert detail_lines(details, "metric") == ["**Main** 1,000 m SkiErg + 8 km Easy run"]


def test_progress_draws_miles_and_paces_per_mile(miler: User, monkeypatch: Patch) -> None:
    logged(miler, date=TODAY - timedelta(days=7), duration_seconds=3300)
    logged(miler)
    page = open_page(miler, "progress", monkeypatch)
    page.segmented_control(key="progress_measure").set_value("Distance").run()

    assert "distance per week [mi]" in charts(page)
    assert "6.2 mi" in charts(page)
    assert "mi a week on average" in texts(page)

    page.segmented_control(key="progress_view").set_value("Records").run()
    page.selectbox(key="progress_record").set_value("Run · 10 km").run()

    assert not page.exception
    assert "pace [m:ss /mi]" in charts(page)
    assert "from 8:51 /mi to 8:03 /mi" in texts(page).replace("\\", "")


def test_loads_of_records_are_in_pounds(owner: Owner, miler: User, monkeypatch: Patch) -> None:
    owner.execute(
        "insert into personal_records (athlete_id, record_type, exercise_name, value, value_unit, load_kg,"
        " date_achieved, context) select id, 'exercise_reps', 'Squat', 12, 'reps', 60, %s, 'training'"
        " from athlete_profiles",
        (TODAY,),
    )
    page = open_page(miler, "progress", monkeypatch)
    page.segmented_control(key="progress_view").set_value("Records").run()

    assert page.selectbox(key="progress_record").options == ["Squat · 132.3 lb"]


def test_an_estimate_is_no_step_between_two_lifts(user: User, monkeypatch: Patch) -> None:
    for back, weight_kg in ((7, 100), (0, 110)):
        logged(user, session_type="strength", distance_m=None, date=TODAY - timedelta(days=back),
               sets=[{"exercise_name": "Deadlift", "weight_kg": weight_kg, "reps": 5}])  # fmt: skip
    page = open_page(user, "progress", monkeypatch)
    page.segmented_control(key="progress_view").set_value("Records").run()

    assert sorted(page.selectbox(key="progress_record").options) == ["Deadlift", "Deadlift · estimated 1RM"]
    page.selectbox(key="progress_record").set_value("Deadlift").run()
    assert "from 100 kg to 110 kg, 10 kg more in 2 records" in texts(page)


def test_hours_and_sessions_have_no_other_units() -> None:
    assert measure_in("imperial", "Hours") == measure_in("metric", "Hours")
    assert measure_in("imperial", "Distance").scale == 1609.344


@pytest.mark.parametrize(
    ("goal_type", "typed", "kept", "words"),
    [
        ("running_pace", {"time": "7:39", "distance_m": 5000.0}, 285.2094, "Run 5 km at 7:39 /mi"),
        ("body_comp", {"target_value": 165.0}, 74.84, "Reach 165 lb"),
        ("training_volume", {"target_value": 25.0, "target_unit": "km"}, 40.234, "Train 25 mi in a week"),
    ],
)
def test_a_goal_is_typed_read_back_and_followed_in_pounds_and_miles(
    miler: User, monkeypatch: Patch, goal_type: str, typed: dict[str, Any], kept: float, words: str
) -> None:
    page = open_page(miler, "goals", monkeypatch, add="1")
    page.pills(key="new-goal-goal_type").set_value(goal_type).run()
    kinds = {"time": "text_input", "distance_m": "selectbox", "target_unit": "segmented_control"}
    for name, value in typed.items():
        getattr(page, kinds.get(name, "number_input"))(key=f"new-goal-{name}").set_value(value).run()
    assert words in texts(page).replace("\\", "")
    page.button(key="new-goal-save").click().run()

    (made,) = tracked_goals(miler)
    assert made.target_value == pytest.approx(kept, abs=1e-9)
    assert words in texts(page).replace("\\", "")
    page = open_page(miler, "goals", monkeypatch, goal=str(made.id))
    page.button(key=f"goal-form-{made.id}-save").click().run()
    assert find_goal(miler, made.id).target_value == made.target_value


def test_a_wrong_pace_is_answered_in_the_units_it_was_typed_in(miler: User, monkeypatch: Patch) -> None:
    page = open_page(miler, "goals", monkeypatch, add="1")
    page.pills(key="new-goal-goal_type").set_value("running_pace").run()
    assert page.text_input(key="new-goal-time").label == "Pace [m:ss /mi]"
    page.text_input(key="new-goal-time").set_value("2:30").run()
    page.button(key="new-goal-save").click().run()

    assert "a pace from 3:21 to 32:11 /mi" in texts(page).replace("\\", "")
    assert tracked_goals(miler) == []


def test_the_weight_of_a_goal_stands_in_pounds(miler: User, monkeypatch: Patch) -> None:
    set_goal(miler, goal("body_comp", 74, target_unit="kg"))

    shown = texts(open_page(miler, "goals", monkeypatch)).replace("\\", "")

    assert "Reach 163.1 lb" in shown
    assert "Now 176.4 lb, 13.2 lb to go" in shown


def test_a_weight_without_a_profile_is_updated_in_pounds(user: User, monkeypatch: Patch) -> None:
    change_profile(user, ProfileChange(units_preference="imperial"))
    kept = set_goal(user, goal("body_comp", 74, target_unit="kg", current_value=80))
    page = open_page(user, "goals", monkeypatch)
    assert page.number_input(key=f"now-{kept.id}").label == "Where are you now? (lb)"

    page.number_input(key=f"now-{kept.id}").set_value(170.0).run()
    page.button(key=f"save-now-{kept.id}").click().run()

    assert find_goal(user, kept.id).current_value == 77.11


def test_changing_units_while_a_form_is_open_does_not_change_what_was_typed(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "goals", monkeypatch, add="1")
    page.pills(key="new-goal-goal_type").set_value("running_pace").run()
    page.text_input(key="new-goal-time").set_value("4:45").run()
    change_profile(user, ProfileChange(units_preference="imperial"))

    page.run()
    page.button(key="new-goal-save").click().run()

    assert tracked_goals(user)[0].target_value == 285


def test_own_tests_in_weights_are_typed_in_pounds(miler: User, monkeypatch: Patch) -> None:
    page = open_page(miler, "records", monkeypatch, new="custom")
    page.text_input(key="new-test-name").set_value("Trap bar").run()
    page.segmented_control(key="new-test-unit").set_value("kg").run()
    assert page.text_input(key="new-test-value").label == "Result in lb"
    page.text_input(key="new-test-value").set_value("9000").run()
    page.button(key="new-test-save").click().run()
    assert "expected 1.1 lb to 2,204.6 lb" in texts(page).replace("\\", "")

    page.text_input(key="new-test-value").set_value("225").run()
    page.button(key="new-test-save").click().run()

    assert benchmark_list(miler)[0].value == 102.06
    assert "225 lb" in texts(page)


def test_a_longest_run_is_drawn_in_miles(miler: User, monkeypatch: Patch) -> None:
    logged(miler, distance_m=21_500)
    page = open_page(miler, "records", monkeypatch)
    page.pills(key="record_family").set_value("Running").run()
    assert any("13.4 mi" in label for label in links(page))

    page = open_page(miler, "records", monkeypatch, kind="running_pace/metres/longest run")

    assert "distance [mi]" in charts(page)


def test_a_coach_reads_their_own_units(user: User, other_user: User, monkeypatch: Patch) -> None:
    change_profile(user, ProfileChange(weight_kg=80, height_cm=180, race_date=TODAY + timedelta(days=12)))
    workout = {"sets": [{"exercise_name": "Squat", "weight_kg": 100, "reps": 5}], "session_type": "strength"}
    logged(user, title="Legs", **workout)
    change_profile(other_user, ProfileChange(units_preference="imperial"))
    athlete_id = str(coached_id(user, other_user, *EVERYTHING))
    page = open_page(other_user, "athletes", monkeypatch, athlete=athlete_id)

    page.segmented_control(key="athlete_view").set_value("Training").run()
    assert "6.21 mi" in texts(page)
    page.segmented_control(key="athlete_view").set_value("Profile").run()
    shown = texts(page).replace("\\", "")
    assert "Weight: **176.4 lb**" in shown
    assert "Height: **70.9 in**" in shown
    assert "in 12 days" in shown

    change_profile(other_user, ProfileChange(units_preference="metric"))
    page.run()
    assert "Weight: **80 kg**" in texts(page)


PACES_S = st.integers(min_value=202, max_value=1_900)
TENTHS = st.integers(min_value=30, max_value=3_900).map(lambda tenths: tenths / 10)


@given(SYSTEMS, PACES_S)
def test_a_typed_pace_is_shown_as_it_was_typed(system: System, pace_s: int) -> None:
    pace_s = pace_s if system == "imperial" else min(pace_s, 1_200)
    typed = {"time": f"{pace_s // 60}:{pace_s % 60:02}"}

    entry = read_goal("running_pace", typed, system).entry

    assert entry is not None
    assert typed_goal(entry, has_own_title=True, system=system)["time"] == typed["time"]


@given(SYSTEMS, TENTHS)
def test_typed_weights_and_distances_are_shown_as_they_were_typed(system: System, amount: float) -> None:
    weight = read_goal("body_comp", {"target_value": amount, "measure": "weight"}, system).entry
    volume = read_goal("training_volume", {"target_value": amount, "target_unit": "km"}, system).entry

    assert weight is not None
    assert volume is not None
    assert round(typed_goal(weight, has_own_title=True, system=system)["target_value"], 1) == amount
    assert round(typed_goal(volume, has_own_title=True, system=system)["target_value"], 1) == amount


@given(SYSTEMS, st.floats(min_value=40, max_value=300), st.floats(min_value=130, max_value=1_200))
def test_an_untouched_goal_stays_to_the_digit(system: System, weight_kg: float, pace_s: float) -> None:
    for entry in (
        goal("body_comp", weight_kg, target_unit="kg", title="Mine", start_value=weight_kg + 1),
        goal("training_volume", weight_kg, target_unit="km", title="Mine"),
        goal("running_pace", pace_s, title="Mine"),
    ):
        typed = typed_goal(entry, has_own_title=True, system=system)

        assert read_goal(entry.goal_type, typed, system, entry).entry == entry


@given(SYSTEMS, st.integers(min_value=2, max_value=1_900))
def test_a_typed_test_weight_is_shown_as_it_was_typed(system: System, number: int) -> None:
    number = number if system == "imperial" else min(number, 900)
    typed = TypedTest("custom", TODAY, str(number), name="Carry", unit="kg")

    entry = read_test(typed, system).entry

    assert entry is not None
    assert round(entry.value / (0.45359237 if system == "imperial" else 1), 1) == number


def test_an_untouched_test_stays_to_the_digit(user: User, monkeypatch: Patch) -> None:
    entry = BenchmarkEntry(test_date=TODAY, test_type="custom", name="Carry", unit="kg", value=100.123)
    kept = log_benchmark(user, entry).benchmark
    change_profile(user, ProfileChange(units_preference="imperial"))
    page = open_page(user, "records", monkeypatch, test=str(kept.id))
    assert page.text_input(key=f"test-{kept.id}-value").value == "220.73"

    page.button(key=f"test-{kept.id}-save").click().run()

    assert benchmark_list(user)[0].value == 100.123


def test_the_steps_of_a_planned_session_are_in_the_readers_units() -> None:
    run, row = PlanStep(exercise="Easy run", distance_m=8_000), PlanStep(exercise="Row", distance_m=1_000)

    assert [step_words(run, system) for system in ("metric", "imperial")] == ["Easy run · 8 km", "Easy run · 4.97 mi"]
    assert step_words(row, "imperial") == "Row · 1,000 m"


def test_the_pace_of_a_logged_run_is_per_mile(miler: User, monkeypatch: Patch) -> None:
    run = {"date": TODAY, "session_type": "run", "distance_m": 10_000, "duration_seconds": 3_000}
    workout = log_workout(miler, WorkoutEntry.model_validate(run)).workout

    page = open_page(miler, "log", monkeypatch, workout=str(workout.id))

    assert {metric.label: metric.value for metric in page.metric}["Pace"] == "8:03 /mi"
