"""One section of the settings as a form: what is typed stays until it is saved, and nobody's change is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

import streamlit as st
from pydantic import ValidationError

from coach.profiles import change_profile
from data.db import User
from data.errors import AppError, sentence_of
from data.profiles import Profile, ProfileChange
from pages import account, errors

Messages = Mapping[str, str]
# Draws the inputs with what is kept and the messages of a refused save; returns the fields as they stand now.
Draw = Callable[[Profile, Messages], dict[str, Any]]


class Bounds(NamedTuple):
    """All three whole numbers, or all three with decimals."""

    smallest: float
    largest: float
    step: float


SEEN: Final = "settings_seen_at"
MESSAGES: Final = "settings_messages"
PREFIX: Final = "settings-"


def show_section(user: User, profile: Profile, name: str, draw: Draw) -> None:
    seen = _seen_at(name, profile)
    messages: dict[str, str] = st.session_state.get(MESSAGES, {}).get(name, {})
    with st.form(f"{PREFIX}{name}", border=False):
        values = draw(profile, messages)
        is_saved = st.form_submit_button("Save", type="primary", width="stretch")
    if is_saved:
        _save(user, name, values, seen)


def say(messages: Messages, field: str) -> None:
    """What is wrong, directly below its input."""
    if field in messages:
        st.markdown(f":red[{messages[field]}]")


def number_box(label: str, key: str, kept: float | None, bounds: Bounds) -> float | None:
    """A number that can also be taken back: Streamlit puts the default into an emptied box, so there is none."""
    st.session_state.setdefault(key, kept)
    typed: float | None = st.number_input(
        label,
        min_value=bounds.smallest,
        max_value=bounds.largest,
        value=None,
        step=bounds.step,
        format="%g" if isinstance(bounds.step, float) else "%d",
        placeholder="unknown",
        key=key,
    )
    return typed


def key_of(section: str, field: str) -> str:
    return f"{PREFIX}{section}-{field}"


def _seen_at(name: str, profile: Profile) -> datetime:
    """When the kept values were read that these inputs started from: inputs not drawn yet start from this run's."""
    is_drawn = any(str(key).startswith(f"{PREFIX}{name}-") for key in st.session_state)
    if not is_drawn or SEEN not in st.session_state:
        st.session_state[SEEN] = profile.updated_at
        st.session_state.pop(MESSAGES, None)
    seen: datetime = st.session_state[SEEN]
    return seen


def _save(user: User, name: str, values: dict[str, Any], seen: datetime) -> None:
    """Keeps the section, or says what is wrong and keeps what was typed."""
    try:
        change = ProfileChange.model_validate(values)
    except ValidationError as problems:
        st.session_state[MESSAGES] = {name: _messages(problems)}
        st.rerun()
    try:
        profile = change_profile(user, change, expected=seen)
    except AppError as error:
        errors.show(error)
        return
    st.session_state[SEEN] = profile.updated_at
    st.session_state.pop(MESSAGES, None)
    account.remember(profile)
    st.toast("Saved.")
    st.rerun()


def _messages(problems: ValidationError) -> dict[str, str]:
    """One sentence per input; a part of a field (a weekday, a year) has an input of its own."""
    messages: dict[str, str] = {}
    for problem in problems.errors():
        names = [part for part in problem["loc"] if isinstance(part, str)]
        messages.setdefault(names[-1] if names else "", sentence_of(problem))
    return messages
