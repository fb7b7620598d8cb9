"""The settings: each section is kept on its own, nothing typed is lost, and leaving is meant."""

from __future__ import annotations

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from coach.account_data import export_account
from coach.account_sessions import Visitor
from coach.accounts import sign_up
from coach.profiles import change_profile, save_avatar, save_profile
from data.db import User
from data.exercises import ExerciseFilter, list_exercises
from data.profiles import Profile, ProfileChange, ProfileEntry, find_profile
from data.sessions import NewSession, session_user, start_session
from pages.settings.equipment import COMMON
from tests.conftest import Database
from tests.pages.open_page import links, open_page, texts

PASSWORD = "correct horse battery"


def settings_of(user: User, section: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    page = open_page(user, "settings", monkeypatch, section=section)
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    page = next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def profile_of(user: User) -> Profile:
    profile = find_profile(user)
    assert profile is not None
    return profile


def toasts(page: AppTest) -> list[str]:
    return [toast.value for toast in page.toast]


def number(page: AppTest, label: str) -> Any:
    return next(box for box in page.number_input if box.label == label)


@pytest.mark.parametrize(
    "section", ["training", "availability", "body", "equipment", "preferences", "consent", "account", "nonsense"]
)
def test_every_section_opens_from_its_address(section: str, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, section, monkeypatch)

    assert [title.value for title in page.title] == ["Settings"]
    assert "Name, racing and goal are in your profile" in links(page)
    assert "Who sees your data" in links(page)


def test_choosing_a_section_keeps_it_in_the_address(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "training", monkeypatch)

    page.pills(key="settings_section").set_value("consent").run()

    assert page.query_params["section"] == "consent"
    assert [toggle.label for toggle in page.toggle][:1] == ["Coach K may use AI"]


def test_training_history_is_kept(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "training", monkeypatch)
    page.segmented_control(key="settings-training-experience").set_value("advanced")
    page.selectbox(key="settings-training-phase").set_value("taper")
    number(page, "Running in a usual week (km)").set_value(42.5)
    page.text_area(key="settings-training-background").set_value("Rowing 🚣")

    press(page, "Save")

    profile = profile_of(user)
    assert (profile.current_phase, profile.training_history.experience) == ("taper", "advanced")
    assert (profile.training_history.run_km_per_week, profile.training_history.background) == (42.5, "Rowing 🚣")
    assert profile.training_history.training_years is None
    assert toasts(page) == ["Saved."]


def test_days_add_up_and_an_unknown_day_stays_unknown(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "availability", monkeypatch)
    number(page, "Monday").set_value(60)
    number(page, "Sunday").set_value(90)
    number(page, "Friday").set_value(0)
    page.segmented_control(key="settings-availability-training_time").set_value("evening")

    press(page, "Save")

    profile = profile_of(user)
    assert profile.preferences.availability_minutes == {"monday": 60, "friday": 0, "sunday": 90}
    assert (profile.weekly_availability_hours, profile.preferences.training_time) == (2.5, "evening")
    assert "2.5 hours" in texts(page)


def test_pounds_are_typed_and_kilograms_kept(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    change_profile(user, ProfileChange(units_preference="imperial", weight_kg=70.123, height_cm=172))
    page = settings_of(user, "body", monkeypatch)

    press(page, "Save")
    untouched = profile_of(user)
    number(page, "Weight (lb)").set_value(150.0)
    press(page, "Save")

    assert (untouched.weight_kg, untouched.height_cm) == (70.123, 172)
    assert (profile_of(user).weight_kg, profile_of(user).height_cm) == (68.04, 172)


def test_heart_rates_are_kept_and_impossible_ones_are_not(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "body", monkeypatch)
    number(page, "Resting heart rate (bpm)").set_value(52)
    number(page, "Maximum heart rate (bpm)").set_value(188)

    press(page, "Save")
    kept = profile_of(user)
    number(page, "Resting heart rate (bpm)").set_value(115)
    number(page, "Maximum heart rate (bpm)").set_value(110)
    press(page, "Save")

    assert (kept.heart_rate_rest_bpm, kept.heart_rate_max_bpm) == (52, 188)
    assert "below your maximum" in texts(page)
    assert profile_of(user).heart_rate_rest_bpm == 52


def test_a_number_can_be_taken_back(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    change_profile(user, ProfileChange(weight_kg=70))
    page = settings_of(user, "body", monkeypatch)
    number(page, "Weight (kg)").set_value(None)

    press(page, "Save")

    assert profile_of(user).weight_kg is None


def test_equipment_and_injuries_are_lists(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "equipment", monkeypatch)
    page.multiselect(key="settings-equipment-equipment").set_value(["sled", "track"])
    page.text_area(key="settings-equipment-injuries").set_value("Left knee\n\n  Lower back ")

    press(page, "Save")

    profile = profile_of(user)
    assert profile.equipment_available == ("sled", "track")
    assert profile.injuries_limitations == ("Left knee", "Lower back")


def test_the_equipment_has_the_names_of_the_exercise_library(database: Database) -> None:
    library = {name for exercise in list_exercises(ExerciseFilter()) for name in exercise.equipment_needed}

    assert set(COMMON) <= library


def test_a_line_that_is_too_long_is_told_at_its_field_and_stays(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "equipment", monkeypatch)
    page.text_area(key="settings-equipment-injuries").set_value("x" * 121)

    press(page, "Save")

    assert "at most 120 characters" in texts(page)
    assert page.text_area(key="settings-equipment-injuries").value == "x" * 121
    assert profile_of(user).injuries_limitations == ()


def test_units_and_time_zone_are_kept(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "preferences", monkeypatch)
    page.segmented_control(key="settings-preferences-units").set_value("imperial")
    page.selectbox(key="settings-preferences-time_zone").set_value("Europe/Vienna")

    press(page, "Save")

    assert (profile_of(user).units_preference, profile_of(user).time_zone) == ("imperial", "Europe/Vienna")


def test_consent_is_off_until_it_is_given(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "consent", monkeypatch)
    before = [toggle.value for toggle in page.toggle]
    page.toggle(key="settings-consent-ai").set_value(True)

    press(page, "Save")

    assert before == [False, False]
    assert (profile_of(user).consents_to_ai, profile_of(user).consents_to_sharing) == (True, False)
    assert "On since" in texts(page)


def test_a_section_another_tab_changed_is_not_overwritten(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "body", monkeypatch)
    number(page, "Weight (kg)").set_value(90.0)
    change_profile(user, ProfileChange(weight_kg=65))

    press(page, "Save")

    assert "changed this in the meantime" in texts(page)
    assert number(page, "Weight (kg)").value == 90
    assert profile_of(user).weight_kg == 65


def test_a_section_opened_again_starts_from_what_is_kept(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "body", monkeypatch)
    change_profile(user, ProfileChange(weight_kg=65))
    page.pills(key="settings_section").set_value("consent").run()
    page.pills(key="settings_section").set_value("body").run()
    number(page, "Height (cm)").set_value(170.0)

    press(page, "Save")

    assert (profile_of(user).weight_kg, profile_of(user).height_cm) == (65, 170)


def test_saving_a_section_twice_in_a_row_works(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "body", monkeypatch)

    for weight in (70.0, 71.0):
        number(page, "Weight (kg)").set_value(weight)
        press(page, "Save")

    assert profile_of(user).weight_kg == 71


def test_the_profile_page_keeps_what_the_settings_hold(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(user, "onboarding", monkeypatch)
    change_profile(user, ProfileChange(weight_kg=65))
    again = open_page(user, "onboarding", monkeypatch)

    press(page, "Save")
    again.text_input(key="display_name").set_value("Robin")
    press(again, "Save")

    assert "changed this in the meantime" in texts(page)
    assert (profile_of(user).display_name, profile_of(user).weight_kg) == ("Robin", 65)


def test_a_picture_is_shown_and_removed(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(written, "PNG")
    save_avatar(user, written.getvalue())
    page = settings_of(user, "body", monkeypatch)

    press(page, "Remove the picture")

    assert not profile_of(user).has_avatar
    assert "Remove the picture" not in [button.label for button in page.button]


def test_signing_out_everywhere_ends_here_too(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = start_session(NewSession(user, None, ""))
    page = settings_of(user, "account", monkeypatch)

    press(page, "Sign out everywhere")

    assert session_user(elsewhere) is None
    assert "Settings" not in [title.value for title in page.title]


def test_the_account_section_offers_the_download(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(user, "account", monkeypatch)

    offered = [str(button.proto.label) for button in page.get("download_button")]
    with export_account(user) as exported, ZipFile(exported) as zipped:
        account = json.loads(zipped.read("everything.json"))["account"]

    assert offered == ["Download all my data"]
    assert account["email"] == user.email


@pytest.fixture
def leaver(database: Database) -> User:
    account = sign_up("leaver@example.org", PASSWORD, {}, Visitor()).account
    user = User(account.id, account.email)
    save_profile(user, ProfileEntry(display_name="Kim"), is_complete=True)
    return user


def test_leaving_takes_the_word_and_the_password(leaver: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = settings_of(leaver, "account", monkeypatch)

    press(page, "Delete my account for good")
    unsure = texts(page)
    page.text_input(key="leave_word").set_value("DELETE")
    page.text_input(key="leave_password").set_value("guess")
    press(page, "Delete my account for good")
    wrong = texts(page)
    stayed = find_profile(leaver)
    page.text_input(key="leave_password").set_value(PASSWORD)
    press(page, "Delete my account for good")

    assert "Type DELETE to say that you mean it" in unsure
    assert "That is not your password" in wrong
    assert stayed is not None
    assert find_profile(leaver) is None
    assert "Settings" not in [title.value for title in page.title]
