"""Units and time zone."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from data.profiles import Profile, known_zones
from pages.onboarding.inputs import UNITS
from pages.settings.section_form import Messages, key_of, say

NAME: Final = "preferences"


def draw_preferences(profile: Profile, messages: Messages) -> dict[str, Any]:
    units = st.segmented_control(
        "Units",
        list(UNITS),
        default=profile.units_preference,
        format_func=UNITS.__getitem__,
        required=True,
        help="Only what you see and type changes; what is saved stays the same.",
        width="stretch",
        key=key_of(NAME, "units"),
    )
    zones = _zones()
    zone = st.selectbox(
        "Time zone",
        zones,
        zones.index(profile.time_zone) if profile.time_zone in zones else zones.index("UTC"),
        help="Decides when your day and your week begin.",
        key=key_of(NAME, "time_zone"),
    )
    say(messages, "time_zone")
    return {"units_preference": units, "time_zone": zone}


@st.cache_data(show_spinner=False)
def _zones() -> list[str]:
    return sorted(known_zones())
