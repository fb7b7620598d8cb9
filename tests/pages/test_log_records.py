"""Saving a session tells its records; what sounds too good asks first."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data.db import User
from data.records import record_list
from data.workouts import SetEntry
from tests.pages.open_page import open_page, texts
from tests.pages.test_log import logged

Patch = pytest.MonkeyPatch


def toasts(page: AppTest) -> str:
    return "\n".join(str(toast.value) for toast in page.toast)


def lift(page: AppTest, form: str, weight: float) -> None:
    page.selectbox(key=f"{form}-sets-0-exercise").set_value("Deadlift")
    page.number_input(key=f"{form}-sets-0-reps").set_value(1)
    page.number_input(key=f"{form}-sets-0-weight").set_value(weight)
    page.button(key=f"{form}-save").click().run()


def test_a_new_record_is_told_when_the_session_is_saved(user: User, monkeypatch: Patch) -> None:
    logged(user, sets=[SetEntry(exercise_name="Deadlift", reps=1, weight_kg=100)])
    page = open_page(user, "log", monkeypatch, new="strength")

    lift(page, "new-strength-empty", 105.0)

    assert "New record: **Deadlift** · 105 kg, 5 kg more" in toasts(page)
    assert "Session saved" in toasts(page)
    assert "Is this right?" not in texts(page)


def test_a_session_without_a_record_says_nothing_of_one(user: User, monkeypatch: Patch) -> None:
    logged(user, sets=[SetEntry(exercise_name="Deadlift", reps=1, weight_kg=100)])
    page = open_page(user, "log", monkeypatch, new="strength")

    lift(page, "new-strength-empty", 95.0)

    assert "Session saved" in toasts(page)
    assert "record" not in toasts(page)


def test_a_record_beyond_the_best_in_the_world_is_asked_about_first(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "log", monkeypatch, new="strength")
    lift(page, "new-strength-empty", 520.0)
    assert "New record" not in toasts(page)
    assert "**Is this right?** Deadlift: **520 kg**" in texts(page)

    while questions := [button for button in page.button if str(button.key).startswith("confirm-")]:
        questions[0].click().run()

    assert "Is this right?" not in texts(page)
    assert not any(record.needs_confirmation for record in record_list(user))
