"""Memory: what Coach K keeps in mind, to be added to, corrected, ended and forgotten."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach.athlete_facts import forget, no_longer, remember
from data.athlete_facts import MOST_CURRENT, Fact, FactEntry, current_facts, former_facts
from data.db import User
from data.errors import AppError
from pages import errors
from pages.chat.markdown import one_line
from pages.errors import field_messages
from pages.session import require_user
from pages.split_view.cells import date_cell

NEW: Final = "memory-new"
LABELS: Final = {"name": "What it is", "value": "Value", "unit": "Unit"}
EMPTY: Final = {"name": "Say what it is.", "value": "Give it a value."}


def show_memory(user: User) -> None:
    st.caption(
        "What Coach K keeps in mind beside your profile and your training. You decide what stands here: only what you"
        " add or confirm in the chat is kept."
    )
    facts = current_facts(user)
    for fact in facts:
        _show_fact(fact)
    if not facts:
        st.markdown("Nothing yet. Tell Coach K in the chat, or add it here.")
    _show_new(len(facts))
    former = former_facts(user)
    if former:
        with st.expander(f"No longer true ({len(former)})"):
            for fact in former:
                _show_former(fact)


def _show_fact(fact: Fact) -> None:
    key = f"memory-{fact.id}"
    with st.container(border=True, gap="xsmall", key=key):
        st.markdown(f"**{one_line(fact.name)}** {_amount(fact)}  \n:gray[since {date_cell(fact.valid_from)}]")
        with st.container(horizontal=True, gap="small"):
            popover = st.popover("Change", type="tertiary", on_change="rerun", key=f"{key}-change")
            st.button("No longer true", type="tertiary", key=f"{key}-end", on_click=_end, args=(fact.id,))
            _show_forget(fact)
    if popover.open:
        with popover:
            _show_change(fact, key)


def _show_change(fact: Fact, key: str) -> None:
    """A new value; the one of today stays among the former ones."""
    messages: dict[str, str] = st.session_state.get(f"{key}-messages", {})
    st.text_input(LABELS["value"], fact.value, max_chars=300, key=f"{key}-value")
    _say(messages, "value")
    st.text_input(LABELS["unit"], fact.unit or "", max_chars=20, placeholder="kg, optional", key=f"{key}-unit")
    _say(messages, "unit")
    st.button("Save", type="primary", key=f"{key}-save", on_click=_change, args=(fact,))


def _show_forget(fact: Fact) -> None:
    with st.popover("Forget", type="tertiary", key=f"memory-{fact.id}-forget"):
        st.markdown("Gone for good, as if it had never been said.")
        st.button("Forget it", type="primary", key=f"memory-{fact.id}-forget-it", on_click=_forget, args=(fact.id,))


def _show_former(fact: Fact) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        days = f"{date_cell(fact.valid_from)} to {date_cell(fact.valid_to)}"
        st.markdown(f"**{one_line(fact.name)}** {_amount(fact)}  \n:gray[{days}]")
        _show_forget(fact)


def _show_new(count: int) -> None:
    if count >= MOST_CURRENT:
        st.caption(f"Coach K keeps {MOST_CURRENT} things in mind. End or forget one to add another.")
        return
    messages: dict[str, str] = st.session_state.get(f"{NEW}-messages", {})
    with st.container(key=NEW, gap="xsmall"):
        st.subheader("Add something", anchor=False)
        st.text_input(LABELS["name"], max_chars=80, placeholder="1RM deadlift", key=f"{NEW}-name")
        _say(messages, "name")
        with st.grid(2, min_column_width=140) as grid:
            with grid.cell():
                st.text_input(LABELS["value"], max_chars=300, placeholder="140", key=f"{NEW}-value")
                _say(messages, "value")
            with grid.cell():
                st.text_input(LABELS["unit"], max_chars=20, placeholder="kg, optional", key=f"{NEW}-unit")
                _say(messages, "unit")
        _say(messages, "")
        st.button("Keep in mind", type="primary", key=f"{NEW}-save", on_click=_add, width="stretch")


def _add() -> None:
    """A name that stands here already gets the new value."""
    if _kept(NEW, {name: st.session_state[f"{NEW}-{name}"] for name in LABELS}):
        for name in LABELS:
            st.session_state[f"{NEW}-{name}"] = ""


def _change(fact: Fact) -> None:
    key = f"memory-{fact.id}"
    typed = {name: st.session_state[f"{key}-{name}"] for name in ("value", "unit")}
    if _kept(key, {"name": fact.name, **typed}):
        st.session_state[f"{key}-change"] = False


def _kept(key: str, typed: dict[str, str]) -> bool:
    """Keeps what was typed, or leaves it there with what is wrong beside it."""
    messages: dict[str, str] = {}
    try:
        remember(require_user(), FactEntry.model_validate(typed))
    except ValidationError as wrong:
        empty = {name: words for name, words in EMPTY.items() if not typed[name].strip()}
        messages = field_messages(wrong) | empty
    except AppError as refused:
        messages = {refused.field or "": refused.text}
    else:
        st.toast("Saved.")
    st.session_state[f"{key}-messages"] = messages
    return not messages


def _end(fact_id: UUID) -> None:
    with errors.shown_here():
        no_longer(require_user(), fact_id)


def _forget(fact_id: UUID) -> None:
    with errors.shown_here():
        forget(require_user(), fact_id)


def _amount(fact: Fact) -> str:
    return one_line(f"{fact.value} {fact.unit or ''}")


def _say(messages: dict[str, str], field: str) -> None:
    if field in messages:
        st.markdown(f":red[{one_line(messages[field])}]")
