"""Consent: off until switched on, and as easily taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import streamlit as st

from data.profiles import Profile
from pages.settings.section_form import Messages, key_of
from pages.split_view.cells import date_cell

NAME: Final = "consent"


def draw_consent(profile: Profile, _messages: Messages) -> dict[str, Any]:
    to_ai = st.toggle("Coach K may use AI", profile.consents_to_ai, key=key_of(NAME, "ai"))
    st.caption(
        "With your yes, your questions and the parts of your profile and training that an answer needs go to Nebius,"
        " whose language model writes the answers, and the text of your questions goes to OpenAI, which turns it into"
        " numbers for the search. Both only where whoever runs this Coach K has set them up. Without your yes nothing"
        " leaves this server, and Coach K answers offline, from its knowledge base and your own numbers."
        f" {_since(profile, profile.ai_consented_at)}"
    )
    to_sharing = st.toggle(
        "My training may count in anonymous statistics", profile.consents_to_sharing, key=key_of(NAME, "sharing")
    )
    st.caption(
        "Numbers of many athletes together, without names. Nothing is counted today, and without your yes"
        f" yours never will be. What a coach of yours may see is a choice of its own."
        f" {_since(profile, profile.sharing_consented_at)}"
    )
    return {"consents_to_ai": to_ai, "consents_to_sharing": to_sharing}


def _since(profile: Profile, at: datetime | None) -> str:
    return f"On since {date_cell(at.astimezone(ZoneInfo(profile.time_zone)))}." if at else ""
