"""What can happen to a profile and its picture."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image
from pydantic import ValidationError

from coach.profiles import change_profile, remove_avatar, save_avatar, save_profile
from coach.readers.avatars import MAX_BYTES, SIZE_PX
from data.avatars import find_avatar
from data.db import User
from data.errors import NotFound, Rejected, Stale
from data.profile_parts import Preferences, TrainingHistory
from data.profiles import Profile, ProfileChange, ProfileEntry, find_profile
from tests.conftest import NewUser


def profile_of(user: User) -> Profile:
    profile = find_profile(user)
    assert profile is not None
    return profile


def picture(width: int = 600, height: int = 300, kind: str = "JPEG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(written, kind)
    return written.getvalue()


def test_everything_an_athlete_tells_is_kept(user: User) -> None:
    entry = ProfileEntry(
        display_name="Kim",
        weight_kg=68.5,
        height_cm=172,
        training_history=TrainingHistory(experience="advanced", run_km_per_week=45, background="Rowing, ten years"),
        current_phase="specific_prep",
        equipment_available=("Sled", "Rower"),
        injuries_limitations=("Left Achilles tendon",),
        preferences=Preferences(training_time="morning", long_run_day="sunday"),
        time_zone="Europe/Vienna",
    )

    save_profile(user, entry, is_complete=True)

    assert profile_of(user).entry == {name: getattr(entry, name) for name in ProfileEntry.model_fields}


def test_minutes_of_the_weekdays_add_up_to_the_hours_of_the_week(user: User) -> None:
    minutes = Preferences(availability_minutes={"monday": 60, "saturday": 90, "sunday": 0})

    changed = change_profile(user, ProfileChange(preferences=minutes))

    assert changed.weekly_availability_hours == 2.5


def test_a_change_leaves_everything_else(user: User) -> None:
    change_profile(user, ProfileChange(weight_kg=70, equipment_available=("Sled",)))

    changed = change_profile(user, ProfileChange(weight_kg=None, current_phase="taper"))

    assert (changed.weight_kg, changed.current_phase) == (None, "taper")
    assert (changed.equipment_available, changed.display_name, changed.sex) == (("Sled",), "Alex", "female")
    assert changed.profile_complete


def test_of_two_changes_from_the_same_view_the_second_is_refused(user: User) -> None:
    seen = profile_of(user).updated_at

    change_profile(user, ProfileChange(weight_kg=70), expected=seen)
    with pytest.raises(Stale):
        change_profile(user, ProfileChange(weight_kg=90), expected=seen)
    with pytest.raises(Stale):
        save_profile(user, ProfileEntry(display_name="Kim"), is_complete=True, expected=seen - timedelta(days=1))

    assert profile_of(user).weight_kg == 70


def test_there_is_nothing_to_change_before_the_first_step(new_user: NewUser) -> None:
    with pytest.raises(NotFound):
        change_profile(new_user(profile=False), ProfileChange(weight_kg=70))


def test_consent_is_off_until_given_keeps_its_moment_and_can_be_withdrawn(user: User) -> None:
    before = profile_of(user)

    given = change_profile(user, ProfileChange(consents_to_ai=True))
    kept = change_profile(user, ProfileChange(weight_kg=70))
    withdrawn = change_profile(user, ProfileChange(consents_to_ai=False))

    assert (before.consents_to_ai, before.consents_to_sharing) == (False, False)
    assert given.consents_to_ai
    assert given.ai_consented_at is not None
    assert kept.ai_consented_at == given.ai_consented_at
    assert (withdrawn.consents_to_ai, withdrawn.ai_consented_at) == (False, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight_kg": 5},
        {"weight_kg": float("nan")},
        {"height_cm": 1.8},
        {"weekly_availability_hours": 168},
        {"preferences": {"availability_minutes": {"monday": -5}}},
        {"preferences": {"availability_minutes": {"mon": 5}}},
        {"preferences": {"surprise": 1}},
        {"training_history": {"run_km_per_week": 1e9}},
        {"training_history": {"background": "x" * 10_000_000}},
        {"equipment_available": ["x" * 121]},
        {"equipment_available": ["  "]},
        {"injuries_limitations": ["knee"] * 101},
        {"display_name": None},
        {"time_zone": "💪"},
        {"time_zone": "localtime"},
    ],
)
def test_implausible_values_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ProfileChange.model_validate(wrong)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_small_and_square(kind: str, user: User) -> None:
    save_avatar(user, picture(kind=kind))

    kept = find_avatar(user)
    assert kept is not None
    with Image.open(io.BytesIO(kept)) as small:
        assert (small.format, small.size) == ("WEBP", (SIZE_PX, SIZE_PX))
    assert profile_of(user).has_avatar


def test_a_picture_loses_what_the_camera_wrote(user: User) -> None:
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "at home, Elm Street"
    Image.new("RGB", (10, 10)).save(written, "JPEG", exif=exif)

    save_avatar(user, written.getvalue())

    assert b"Elm Street" in written.getvalue()
    assert b"Elm Street" not in (find_avatar(user) or b"Elm Street")


@pytest.mark.parametrize(
    "content",
    [b"", b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture()[:200], b"\0" * (MAX_BYTES + 1)],
)
def test_what_is_no_picture_is_refused_and_the_old_one_stays(content: bytes, user: User) -> None:
    save_avatar(user, picture())
    before = find_avatar(user)

    with pytest.raises(Rejected) as refused:
        save_avatar(user, content)

    assert refused.value.field == "avatar"
    assert find_avatar(user) == before


@pytest.mark.parametrize("width", [8_000, 12_000, 14_000])
def test_a_picture_that_would_fill_the_memory_is_refused_unopened(width: int, user: User) -> None:
    written = io.BytesIO()
    Image.new("1", (width, width)).save(written, "PNG")

    with pytest.raises(Rejected, match="50 million pixels"):
        save_avatar(user, written.getvalue())


def test_a_picture_can_be_replaced_and_removed_and_is_nobody_elses(user: User, other_user: User) -> None:
    save_avatar(user, picture())
    save_avatar(user, picture(kind="PNG"))
    unseen = find_avatar(other_user)

    remove_avatar(user)

    assert unseen is None
    assert find_avatar(user) is None
