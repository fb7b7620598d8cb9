"""Fitness: how fit, and is it moving; and what to do where that is not known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.benchmarks import log_benchmark
from coach.fitness import current_fitness, take_snapshot
from coach.fitness_picture import fitness_picture
from coach.profiles import change_profile
from coach.workouts import log_workout
from data.benchmarks import BenchmarkEntry
from data.db import User
from data.profiles import ProfileChange
from data.workouts import WorkoutEntry
from pages.fitness.charts import Volume, distance_chart, score_chart
from pages.theme import LIGHT
from tests.pages.open_page import links, open_page, texts

Patch = pytest.MonkeyPatch
TODAY = date.today()  # noqa: DTZ011 - the athlete of these tests lives in UTC
LAST_MONTH = (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)


def train(user: User, days: int = 150, heart_rate_bpm: int | None = 140, until: date = TODAY) -> None:
    """A run every second day, 12 km on each fourth of them."""
    for back in range(0, days, 2):
        entry = WorkoutEntry(
            date=until - timedelta(days=back),
            session_type="run",
            distance_m=12_000 if back % 8 == 0 else 8_000,
            duration_minutes=60 if back % 8 == 0 else 40,
            heart_rate_avg=heart_rate_bpm,
        )
        log_workout(user, entry)


def test_an_athlete_without_anything_is_shown_where_to_begin(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "fitness", monkeypatch)

    assert not page.exception
    assert "How fit are you, and is it moving?" in texts(page)
    assert links(page) == ["Import activities", "Log a run test"]
    assert not page.get("plotly_chart")


def test_the_page_answers_at_the_top_with_numbers(user: User, monkeypatch: Patch) -> None:
    change_profile(user, ProfileChange(heart_rate_rest_bpm=50, heart_rate_max_bpm=190))
    train(user)
    log_benchmark(user, BenchmarkEntry(test_date=LAST_MONTH, test_type="run_5k", value=1_250))
    take_snapshot(user, LAST_MONTH)
    log_benchmark(user, BenchmarkEntry(test_date=TODAY, test_type="run_5k", value=1_200))

    page = open_page(user, "fitness", monkeypatch)

    assert not page.exception
    said = texts(page)
    answer = next(str(one.value) for one in page.markdown if "is it moving" in str(one.value))
    assert "running score is 49\\.8, 2\\.3 more than at the end of" in answer
    assert "km a week over the last 4 full weeks" in answer
    assert "Fitness from training load is holding" in answer
    assert "Threshold \\(T\\) | 4\\:16 /km" in said
    assert "Vickers \\& Vertosick 2016" in said
    assert "longer than anything in the last 30 days; runners who did this were injured more often" in said
    assert "Resting 50, maximum 190 bpm" in said
    assert len(page.get("plotly_chart")) == 5
    assert "α = 1 − e" in said


def test_training_alone_gives_no_paces_and_says_what_does(user: User, monkeypatch: Patch) -> None:
    train(user, heart_rate_bpm=None)

    page = open_page(user, "fitness", monkeypatch)

    said = texts(page)
    assert not page.exception
    assert "No race or test of the last 180 days" in said
    assert "Threshold" not in said
    assert "Enter your resting heart rate" in said
    assert {"Import activities", "Log a run test", "Set your heart rates"} <= set(links(page))


def test_miles_are_read_where_they_are_chosen(user: User, monkeypatch: Patch) -> None:
    change_profile(user, ProfileChange(units_preference="imperial"))
    train(user, days=60)
    log_benchmark(user, BenchmarkEntry(test_date=TODAY, test_type="run_5k", value=1_200))

    said = texts(open_page(user, "fitness", monkeypatch))

    assert "mi a week" in said
    assert "Threshold \\(T\\) | 6\\:52 /mi" in said
    assert "km a week" not in said


def test_a_range_reaches_back_to_older_training(user: User, monkeypatch: Patch) -> None:
    train(user, days=30, until=TODAY - timedelta(days=220))
    page = open_page(user, "fitness", monkeypatch)
    assert "Choose a longer range" in texts(page)
    assert "No run of the last 4 full weeks is logged" in texts(page)

    page.pills(key="fitness_range").set_value("1 year").run()

    assert not page.exception
    assert "n = 15 runs" in texts(page)


def test_a_long_run_out_of_the_blue_is_named_without_a_threat(user: User, monkeypatch: Patch) -> None:
    train(user, days=80)
    entry = WorkoutEntry(date=TODAY, session_type="run", distance_m=20_000, duration_minutes=110)
    log_workout(user, entry)

    said = texts(open_page(user, "fitness", monkeypatch))

    assert "67 % longer than anything in the 30 days before \\(12\\.0 km\\)" in said
    assert "will be injured" not in said


def test_the_running_week_is_pale_and_weeks_before_the_log_have_no_bar(user: User) -> None:
    log_workout(user, WorkoutEntry(date=TODAY, session_type="run", distance_m=5_000, duration_minutes=25))
    weeks = fitness_picture(user, TODAY, TODAY - timedelta(weeks=5)).trends.weeks

    bars = distance_chart(Volume(weeks, None, 0, "metric"), LIGHT).data[0]

    assert (list(bars.y), list(bars.marker.opacity)) == ([5.0], [0.45])


def test_the_score_is_drawn_from_month_to_month_and_today() -> None:
    months = [(date(2026, 8, 31), 48.6), (date(2026, 9, 30), 49.0)]

    chart = score_chart(months, (date(2026, 11, 28), 49.8), LIGHT)

    assert list(chart.data[0].y) == [48.6, 49.0, 49.8]
    assert chart.layout.title.text == "Your running score went from 48.6 in Aug 2026 to 49.8 in Nov 2026"


def test_opening_the_page_changes_nothing(user: User, monkeypatch: Patch) -> None:
    train(user, days=20)
    before = current_fitness(user, TODAY)

    open_page(user, "fitness", monkeypatch)

    assert current_fitness(user, TODAY) == before
