"""The profile: three steps at first, three parts to edit later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data.db import User
from data.errors import Rejected
from data.profiles import ProfileEntry, find_profile
from pages.onboarding.draft import checked, goal_minutes, goal_text
from tests.conftest import NewUser
from tests.pages.open_page import open_page


@pytest.fixture
def newcomer(new_user: NewUser) -> User:
    return new_user(profile=False)


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def errors(page: AppTest) -> list[str]:
    return [error.value for error in page.error]


def test_three_steps_make_a_complete_profile(newcomer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(newcomer, "onboarding", monkeypatch)

    page.text_input(key="display_name").set_value("Alex")
    page.segmented_control(key="sex").set_value("female")
    page.date_input(key="date_of_birth").set_value(date(1992, 3, 4))
    press(page, "Continue")
    page.segmented_control(key="division").set_value("pro")
    page.number_input(key="hyrox_race_count").set_value(4)
    press(page, "Continue")
    page.text_input(key="goal_time").set_value("1:12:30")
    press(page, "Finish")

    profile = find_profile(newcomer)
    assert not page.exception
    assert profile is not None
    assert profile.profile_complete
    assert (profile.display_name, profile.sex, profile.date_of_birth) == ("Alex", "female", date(1992, 3, 4))
    assert (profile.division, profile.hyrox_race_count, profile.goal_time_minutes) == ("pro", 4, 72.5)
    assert "Welcome to Coach K" not in [title.value for title in page.title]


def test_after_the_profile_the_wanted_page_opens(newcomer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(newcomer, "onboarding", monkeypatch, next="/events?place=2")

    page.text_input(key="display_name").set_value("Alex")
    for label in ("Continue", "Continue", "Finish"):
        press(page, label)

    assert page.query_params["place"] == "2"
    assert [title.value for title in page.title] != ["Welcome to Coach K"]


@pytest.mark.parametrize("wanted", ["https://elsewhere.example", "//elsewhere.example", "/../app", "/landing/x", ""])
def test_a_wanted_page_that_is_none_leads_to_the_start(
    wanted: str, newcomer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(newcomer, "onboarding", monkeypatch, next=wanted)

    page.text_input(key="display_name").set_value("Alex")
    for label in ("Continue", "Continue", "Finish"):
        press(page, label)

    assert not page.exception
    assert "next" not in page.query_params


def test_a_missing_name_is_told_at_the_field(newcomer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(newcomer, "onboarding", monkeypatch)
    page.text_input(key="display_name").set_value("   ")

    press(page, "Continue")

    assert errors(page) == ["Tell us what to call you."]
    assert find_profile(newcomer) is None


def test_each_step_is_kept_when_leaving_halfway(newcomer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(newcomer, "onboarding", monkeypatch)
    page.text_input(key="display_name").set_value("Alex")
    press(page, "Continue")

    again = open_page(newcomer, "onboarding", monkeypatch)

    assert again.text_input(key="display_name").value == "Alex"
    assert not find_profile(newcomer).profile_complete  # type: ignore[union-attr]


def test_going_back_keeps_what_was_typed(newcomer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(newcomer, "onboarding", monkeypatch)
    page.text_input(key="display_name").set_value("Alex")
    press(page, "Continue")
    page.segmented_control(key="division").set_value("doubles")

    press(page, "Back")
    press(page, "Continue")

    assert page.segmented_control(key="division").value == "doubles"


def test_a_goal_nobody_can_read_is_told_at_the_field(newcomer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(newcomer, "onboarding", monkeypatch)
    page.text_input(key="display_name").set_value("Alex")
    press(page, "Continue")
    press(page, "Continue")
    page.text_input(key="goal_time").set_value("fast")

    press(page, "Finish")

    assert errors(page) == ["Write the goal as h:mm, for example 1:25 for one hour and 25 minutes."]
    assert page.text_input(key="goal_time").value == "fast"


def test_a_finished_profile_can_be_edited_in_parts(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(user, "onboarding", monkeypatch)
    page.segmented_control(key="profile_part").set_value(3).run()
    page.text_input(key="goal_time").set_value("1:30")

    press(page, "Save")

    profile = find_profile(user)
    assert profile is not None
    assert (profile.display_name, profile.goal_time_minutes, profile.profile_complete) == ("Alex", 90, True)
    assert [title.value for title in page.title] == ["Profile"]
    assert "Saved." in [toast.value for toast in page.toast]


def test_a_new_name_shows_in_the_sidebar_at_once(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(user, "onboarding", monkeypatch)
    page.text_input(key="display_name").set_value("Robin")

    press(page, "Save")

    assert "Robin" in page.sidebar.get("html")[0].proto.body


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("1:25", 85), ("1:25:30", 85.5), ("85", 85), (" 1:05 ", 65), ("1.25", 85), ("0:58", 58), ("", None), (None, None)],
)
def test_a_goal_is_hours_and_minutes(typed: str | None, minutes: float | None) -> None:
    assert goal_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["fast", "1:75", "0:10", "9:00", "12", "-1:00", "1:2:3:4", "٣٥٠٠"])
def test_a_goal_that_is_none_is_refused_with_the_fix(typed: str) -> None:
    with pytest.raises(Rejected, match="for example 1:25"):
        goal_minutes(typed)


@pytest.mark.parametrize(
    ("minutes", "text"), [(85, "1:25"), (85.5, "1:25:30"), (58, "0:58"), (120, "2:00"), (None, "")]
)
def test_a_kept_goal_reads_as_it_was_typed(minutes: float | None, text: str) -> None:
    entry = ProfileEntry(display_name="Alex", goal_time_minutes=minutes)

    assert goal_text(entry) == text
    assert goal_minutes(text) == minutes


def test_every_wrong_field_has_its_own_message() -> None:
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011

    entry, messages = checked({"display_name": "", "date_of_birth": tomorrow, "goal_time": "soon"})

    assert entry is None
    assert messages.keys() == {"display_name", "date_of_birth", "goal_time"}
    assert "Check the date of birth" in messages["date_of_birth"]
