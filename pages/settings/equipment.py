"""Equipment and injuries: what training has to do with, and what it has to go around."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from data.profiles import Profile
from pages.settings.section_form import Messages, key_of, say

NAME: Final = "equipment"
# The names the exercise library uses.
COMMON: Final = (
    "ski ergometer", "rowing ergometer", "sled", "sandbag", "wall ball", "kettlebell", "dumbbell", "barbell", "bench",
    "box", "pull-up bar", "resistance band", "treadmill", "bike ergometer", "track", "hill", "stairs", "pool",
)  # fmt: skip


def draw_equipment(profile: Profile, messages: Messages) -> dict[str, Any]:
    kept = list(profile.equipment_available)
    equipment = st.multiselect(
        "Equipment you can use",
        [*COMMON, *(name for name in kept if name not in COMMON)],
        kept,
        format_func=lambda name: name[:1].upper() + name[1:],
        accept_new_options=True,
        max_selections=100,
        placeholder="Choose, or type what is missing",
        key=key_of(NAME, "equipment"),
    )
    say(messages, "equipment_available")
    injuries = st.text_area(
        "Injuries and limitations, one per line",
        "\n".join(profile.injuries_limitations),
        max_chars=4000,
        placeholder="Left Achilles tendon, since March\nNo overhead work",
        height=140,
        key=key_of(NAME, "injuries"),
    )
    say(messages, "injuries_limitations")
    st.caption("Training advice is no medical advice. With pain that stays, see somebody who can look at it.")
    lines = [line.strip() for line in injuries.splitlines() if line.strip()]
    return {"equipment_available": equipment, "injuries_limitations": lines}
