"""The rows of a long session come folded: a browser builds inputs slowly."""

from __future__ import annotations

import doctest

import pytest

from data.db import User
from data.workouts import SetEntry
from pages.log import row_words
from tests.pages.open_page import open_page, texts
from tests.pages.test_log import logged, only_workout

Patch = pytest.MonkeyPatch


def test_the_rows_of_a_long_session_come_folded_and_lose_nothing(user: User, monkeypatch: Patch) -> None:
    sets = [SetEntry(exercise_name="Deadlift", reps=5, weight_kg=80 + number) for number in range(16)]
    workout = logged(user, sets=sets)
    form = f"workout-{workout.id}"
    page = open_page(user, "log", monkeypatch, workout=str(workout.id), edit="1")
    assert len(page.selectbox) == 1
    assert "Deadlift · 5 reps, 81 kg" in {button.label for button in page.button}

    page.button(key=f"{form}-sets-1-Open").click().run()
    page.number_input(key=f"{form}-sets-1-weight").set_value(120.0)
    page.button(key=f"{form}-sets-2-Repeat").click().run()
    page.button(key=f"{form}-sets-15-Remove").click().run()
    page.button(key=f"{form}-save").click().run()

    loads = [one.weight_kg for one in only_workout(user).sets]
    assert loads == [80, 120, 82, 82, *range(83, 95)]


def test_a_folded_row_with_a_mistake_opens(user: User, monkeypatch: Patch) -> None:
    sets = [SetEntry(exercise_name="Deadlift", reps=5, weight_kg=80 + number) for number in range(6)]
    workout = logged(user, sets=sets)
    form = f"workout-{workout.id}"
    page = open_page(user, "log", monkeypatch, workout=str(workout.id), edit="1")
    page.button(key=f"{form}-sets-4-Open").click().run()
    page.number_input(key=f"{form}-sets-4-reps").set_value(0)
    page.button(key=f"{form}-sets-4-Repeat").click().run()

    page.button(key=f"{form}-save").click().run()

    assert page.number_input(key=f"{form}-sets-4-reps").value == 0
    assert "Nothing is saved yet" in texts(page)
    assert texts(page).count("1 and 10,000 reps") == 2


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(row_words).failed == 0
