"""Body: weight, height, heart rates, and the picture."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from coach.engines.units import height_cm_of, height_in, height_unit, weight_in, weight_kg_of, weight_unit
from coach.profiles import remove_avatar, save_avatar
from coach.readers.avatars import MAX_BYTES
from data.avatars import find_avatar
from data.db import User
from data.errors import AppError
from data.profiles import Profile
from pages.errors import show, shown_here
from pages.settings.section_form import Bounds, Messages, key_of, number_box, say

NAME: Final = "body"
LIGHTEST_KG, HEAVIEST_KG = 25.0, 350.0
SHORTEST_CM, TALLEST_CM = 100.0, 250.0
RESTING_BPM, HIGHEST_BPM = Bounds(25, 120, 1), Bounds(100, 240, 1)
PICTURE: Final = "settings_picture"
PICTURES_SENT: Final = "settings_pictures_sent"


def draw_body(profile: Profile, messages: Messages) -> dict[str, Any]:
    st.caption("Used for loads, calories and heart-rate zones. Nobody sees it unless you share body data with them.")
    units = profile.units_preference
    weight_shown = None if profile.weight_kg is None else weight_in(units, profile.weight_kg)
    weights = Bounds(weight_in(units, LIGHTEST_KG), weight_in(units, HEAVIEST_KG), 0.5)
    weight = number_box(f"Weight ({weight_unit(units)})", key_of(NAME, f"weight-{units}"), weight_shown, weights)
    say(messages, "weight_kg")
    height_shown = None if profile.height_cm is None else height_in(units, profile.height_cm)
    heights = Bounds(height_in(units, SHORTEST_CM), height_in(units, TALLEST_CM), 1.0)
    height = number_box(f"Height ({height_unit(units)})", key_of(NAME, f"height-{units}"), height_shown, heights)
    say(messages, "height_cm")
    rest = number_box("Resting heart rate (bpm)", key_of(NAME, "rest"), profile.heart_rate_rest_bpm, RESTING_BPM)
    say(messages, "heart_rate_rest_bpm")
    highest = number_box("Maximum heart rate (bpm)", key_of(NAME, "highest"), profile.heart_rate_max_bpm, HIGHEST_BPM)
    st.caption("Resting: lying down after waking. Maximum: the highest you have seen. They set your zones and load.")
    say(messages, "heart_rate_max_bpm")
    # What was not touched stays to the digit, whatever the units round.
    weight_kg = profile.weight_kg if weight == weight_shown or weight is None else weight_kg_of(units, weight)
    height_cm = profile.height_cm if height == height_shown or height is None else height_cm_of(units, height)
    return {
        "weight_kg": None if weight is None else weight_kg,
        "height_cm": None if height is None else height_cm,
        "heart_rate_rest_bpm": rest,
        "heart_rate_max_bpm": highest,
    }


def show_picture(user: User) -> None:
    st.subheader("Picture", anchor=False)
    if picture := find_avatar(user):
        st.image(picture, width=128, caption="Your picture")
        st.button("Remove the picture", key="remove_picture", on_click=_remove, args=(user,))
    sent = st.session_state.setdefault(PICTURES_SENT, 0)
    uploaded = st.file_uploader(
        "PNG, JPEG or WebP. It is kept small and square, without place or camera data.",
        ["png", "jpg", "jpeg", "webp"],
        max_upload_size=MAX_BYTES // 1_000_000,
        key=f"{PICTURE}_{sent}",
    )
    if uploaded is not None and st.button("Use this picture", type="primary", key="use_picture"):
        _use(user, uploaded.getvalue())


def _use(user: User, content: bytes) -> None:
    try:
        save_avatar(user, content)
    except AppError as error:
        show(error)
        return
    st.session_state[PICTURES_SENT] += 1  # a fresh, empty uploader
    st.toast("Picture saved.")
    st.rerun()


def _remove(user: User) -> None:
    with shown_here():
        remove_avatar(user)
        st.toast("Picture removed.")
