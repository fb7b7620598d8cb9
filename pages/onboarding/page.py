"""The profile: three short steps at first, the same three parts to edit later."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import streamlit as st

from coach.profiles import change_profile, save_profile
from data.db import User
from data.profiles import Profile, ProfileEntry, find_profile
from pages import account
from pages.errors import shown_here
from pages.onboarding.draft import STEPS, checked, draft_of
from pages.onboarding.inputs import INPUTS
from pages.session import require_user

TITLES: Final = {1: "About you", 2: "Your racing", 3: "Your goal"}
LAST: Final = 3
FORM_WIDTH_PX: Final = 560
DRAFT: Final = "profile_draft"
MESSAGES: Final = "profile_messages"
SEEN: Final = "profile_seen_at"


def current_step() -> int:
    """From the address, so the browser's own back and forward work too."""
    asked = st.query_params.get("step", "1")
    return int(asked) if asked in {"1", "2", "3"} else 1


def go_to(step: int) -> None:
    st.session_state.pop(MESSAGES, None)
    st.query_params["step"] = str(step)
    st.rerun()


def save_step(user: User, step: int, *, is_first: bool) -> None:
    """Saves what is typed, or leaves the messages for the next run to show at the fields."""
    entry, messages = checked(st.session_state[DRAFT], st.context.timezone)
    if entry is None:
        st.session_state[MESSAGES] = messages
        st.rerun()
    with shown_here():
        profile = keep(user, entry, is_complete=step == LAST)
        if is_first and step < LAST:
            go_to(step + 1)
        finish(profile, is_first=is_first)


def keep(user: User, entry: ProfileEntry, *, is_complete: bool) -> Profile:
    """What the settings hold beside these fields stays."""
    seen: datetime | None = st.session_state.get(SEEN)
    if seen is None:
        profile = save_profile(user, entry, is_complete=is_complete)
    else:
        profile = change_profile(user, entry, is_complete=is_complete, expected=seen)
    st.session_state[SEEN] = profile.updated_at
    return profile


def finish(profile: Profile, *, is_first: bool) -> None:
    for key in (DRAFT, MESSAGES, SEEN):
        st.session_state.pop(key, None)
    account.remember(profile)
    if is_first:
        st.toast("Your profile is ready.")
        account.go_where_wanted()
    st.toast("Saved.")
    st.rerun()


def heading(step: int, *, is_first: bool) -> int:
    """The title and where one is; later the parts can be chosen freely."""
    if is_first:
        st.title("Welcome to Coach K")
        st.progress(step / LAST, text=f"Step {step} of {LAST}: {TITLES[step]}")
        return step
    st.title("Profile")
    chosen: int = st.segmented_control(
        "Part", list(TITLES), default=step, format_func=TITLES.__getitem__, required=True,
        label_visibility="collapsed", width="stretch", key="profile_part",
    )  # fmt: skip
    return chosen or step


def form(step: int, draft: dict[str, Any], *, is_first: bool) -> tuple[bool, bool]:
    """Draws the step; returns whether forward or back was pressed. Back comes second: Enter means forward."""
    messages: dict[str, str] = st.session_state.get(MESSAGES, {})
    for field in messages.keys() - set(STEPS[step]):
        st.error(messages[field])
    with st.form(f"profile_{step}", border=False):
        draft.update(INPUTS[step](draft, messages))
        label = "Save" if not is_first else "Finish" if step == LAST else "Continue"
        is_forward = st.form_submit_button(label, type="primary", width="stretch")
        is_back = is_first and step > 1 and st.form_submit_button("Back", type="tertiary", width="stretch")
    return is_forward, is_back


user = require_user()
kept = find_profile(user)
is_first_time = kept is None or not kept.profile_complete
with st.container(width=FORM_WIDTH_PX):
    shown_step = heading(current_step(), is_first=is_first_time)
    if DRAFT not in st.session_state:
        st.session_state.update({DRAFT: draft_of(kept), SEEN: kept.updated_at if kept else None})
    draft = st.session_state[DRAFT]
    is_forward, is_back = form(shown_step, draft, is_first=is_first_time)
if is_back:
    go_to(shown_step - 1)
if is_forward:
    save_step(user, shown_step, is_first=is_first_time)
