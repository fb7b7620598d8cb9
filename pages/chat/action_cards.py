"""What an answer proposes to save: each a card with its values, saved only by the athlete's own tap."""

from __future__ import annotations

from typing import Final

import streamlit as st
from pydantic import ValidationError

from coach.chat_actions import confirm_action, dismiss_action
from coach.engines.units import System
from coach.pipeline.actions import SuggestedAction
from data.cache import revision
from data.db import User
from data.errors import AppError
from data.messages import Message
from pages import errors
from pages.chat.action_fields import CHOICES, Field, asked_fields, changed_values, fields_of, lines_of
from pages.chat.markdown import one_line
from pages.errors import field_messages
from pages.log.starts import athlete_of
from pages.session import require_user

# The page where something saved is found, and what its address calls it.
PLACES: Final[dict[str, tuple[str, str, str]]] = {
    "log_workout": ("log/page.py", "Open it in the training log", "workout"),
    "log_benchmark": ("records/page.py", "Open Records", ""),
    "set_goal": ("goals/page.py", "Open the goal", "goal"),
    "move_day": ("plan/page.py", "Open the plan", ""),
    "skip_day": ("plan/page.py", "Open the plan", ""),
    "update_profile": ("settings/page.py", "Open Settings", ""),
    "remember": ("settings/page.py", "What Coach K keeps in mind", ""),
    "change_goal": ("plan/page.py", "Open the plan", ""),
    "ease_week": ("plan/page.py", "Open the plan", ""),
    "add_break": ("progress/page.py", "Open Progress", ""),
    "block_dates": ("plan/page.py", "Open the plan", ""),
    "change_availability": ("plan/page.py", "Open the plan", ""),
    "set_outcome": ("plan/page.py", "Open the plan", ""),
    "run_feedback": ("activities/page.py", "Open the run", "activity"),
}


def draw_actions(user: User, message: Message) -> None:
    if not message.suggested_actions:
        return
    system = athlete_of(user, revision(user)).system
    for index, proposal in enumerate(message.suggested_actions):
        action = SuggestedAction.model_validate(proposal)
        with st.container(border=True, gap="small", key=f"action-{message.id}-{index}"):
            if action.status == "open":
                _draw_open(message, index, action, system)
            else:
                _draw_closed(action)


def _draw_closed(action: SuggestedAction) -> None:
    if action.status == "dismissed":
        st.markdown(f":gray[{one_line(action.title)} · not saved]")
        return
    st.markdown(f":material/check_circle: **Saved** · {one_line(action.title)}")
    page, label, name = PLACES[action.kind]
    query = {name: action.result_id} if name and action.result_id else {}
    if action.kind == "remember":
        query = {"section": "memory"}
    st.page_link(page, label=label, icon=":material/arrow_forward:", query_params=query)


def _draw_open(message: Message, index: int, action: SuggestedAction, system: System) -> None:
    key = f"proposal-{message.id}-{index}"
    messages: dict[str, str] = st.session_state.get(f"{key}-messages", {})
    fields = fields_of(asked_fields(action), system)
    st.markdown(f"**{one_line(action.title)}**")
    with st.grid(2, min_column_width=140) as grid:
        for field in fields:
            with grid.cell():
                _draw_input(field, f"{key}-{field.name}")
                if field.name in messages:
                    st.markdown(f":red[{one_line(messages[field.name])}]")
    for line in lines_of(action.fields, system):
        st.markdown(f"- {one_line(line)}")
    others = [text for name, text in messages.items() if name not in {field.name for field in fields}]
    if others:
        st.error(" ".join(one_line(text) for text in others))
    with st.container(horizontal=True, gap="small"):
        st.button("Save", type="primary", key=f"{key}-save", on_click=_confirm, args=(message, index, system))
        st.button("Not now", key=f"{key}-dismiss", on_click=_dismiss, args=(message, index))


def _draw_input(field: Field, key: str) -> None:
    match field.kind:
        case "choice":
            names = CHOICES[field.name]
            options = list(names) if field.shown in names else [field.shown, *names]
            st.selectbox(
                field.label, options, options.index(field.shown), key=key,
                format_func=lambda option: names.get(option, str(option)),
            )  # fmt: skip
        case "yes":
            st.toggle(field.label, field.shown, key=key)
        case "day":
            st.date_input(field.label, field.shown, key=key)
        case "distance" | "weight" | "number":
            st.number_input(field.label, value=float(field.shown), step=0.5, format="%g", key=key)
        case "whole":
            start = None if field.shown is None else int(field.shown)
            st.number_input(field.label, value=start, step=1, format="%d", key=key)
        case "long":
            st.text_area(field.label, str(field.shown), max_chars=10_000, height=90, key=key)
        case _:
            st.text_input(field.label, str(field.shown), max_chars=400, key=key)


def _confirm(message: Message, index: int, system: System) -> None:
    """Saves what the card shows; what is wrong stands beside its input, and what was typed stays."""
    key = f"proposal-{message.id}-{index}"
    action = SuggestedAction.model_validate(message.suggested_actions[index])
    fields = fields_of(asked_fields(action), system)
    typed = {field.name: st.session_state.get(f"{key}-{field.name}", field.shown) for field in fields}
    messages: dict[str, str] = {}
    try:
        values = changed_values(action.fields, fields, typed, system)
        confirm_action(require_user(), message.id, index, values)
    except ValidationError as wrong:
        messages = field_messages(wrong)
    except ValueError as wrong:
        field, sentence = wrong.args
        messages = {field: sentence}
    except AppError as refused:
        messages = {refused.field or "": refused.text}
    st.session_state[f"{key}-messages"] = messages


def _dismiss(message: Message, index: int) -> None:
    with errors.shown_here():
        dismiss_action(require_user(), message.id, index)
