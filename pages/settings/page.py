"""Settings: the rest of the profile, section by section, and the account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from data.cache import revision
from data.db import User
from data.errors import NotFound
from data.profiles import Profile, find_profile
from pages.countdown import show_countdown
from pages.errors import stop_with
from pages.session import require_user
from pages.settings import availability, body, consent, equipment, preferences, training
from pages.settings.memory import show_memory
from pages.settings.own_account import show_account
from pages.settings.section_form import Draw, show_section
from pages.settings.system import show_system
from pages.settings.usage import show_usage

SECTIONS: Final[dict[str, tuple[str, Draw]]] = {
    training.NAME: ("Training", training.draw_training),
    availability.NAME: ("Availability", availability.draw_availability),
    body.NAME: ("Body", body.draw_body),
    equipment.NAME: ("Equipment & injuries", equipment.draw_equipment),
    preferences.NAME: ("Units & time zone", preferences.draw_preferences),
    consent.NAME: ("Consent", consent.draw_consent),
}
# Sections without a form of the profile.
OTHERS: Final[dict[str, tuple[str, Callable[[User], None]]]] = {
    "memory": ("Memory", show_memory),
    "usage": ("Usage", show_usage),
    "system": ("System", show_system),
    "account": ("Account", show_account),
}
TITLES: Final = {name: title for name, (title, _) in [*SECTIONS.items(), *OTHERS.items()]}
CHOICE: Final = "settings_section"
FORM_WIDTH_PX: Final = 560


def chosen_section() -> str:
    """From the address, so that links and the browser's back lead to a section."""
    asked = st.query_params.get("section", training.NAME)
    start = asked if asked in TITLES else training.NAME
    st.pills(
        "Section", list(TITLES), default=start, format_func=TITLES.__getitem__, required=True,
        label_visibility="collapsed", key=CHOICE, on_change=keep_choice,
    )  # fmt: skip
    return start


def keep_choice() -> None:
    st.query_params["section"] = st.session_state[CHOICE]


def show(user: User, profile: Profile, section: str) -> None:
    if section in OTHERS:
        OTHERS[section][1](user)
        return
    _, draw = SECTIONS[section]
    show_section(user, profile, section, draw)
    if section == body.NAME:
        body.show_picture(user)


user = require_user()

st.title("Settings", anchor=False)
kept = find_profile(user)
if kept is None:
    stop_with(NotFound("You have no profile yet."), back_to="onboarding/page.py", back_label="Fill in your profile")
with st.container(width=FORM_WIDTH_PX):
    show_countdown(user, revision(user))
    st.page_link("onboarding/page.py", label="Name, racing and goal are in your profile")
    st.page_link("athletes/page.py", label="Who sees your data", query_params={"tab": "sharing"})
    show(user, kept, chosen_section())
