"""The form of a goal: what is asked for depends on its kind; the goal is read back in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import streamlit as st

from coach.engines.clock import format_clock
from coach.engines.goal_words import unit_in
from coach.engines.splits import SPLIT_LABELS, STATIONS
from coach.engines.units import System, pace_s_in, run_length_text
from coach.goals import goal_target_text
from data.errors import AppError
from data.goals import GOAL_TYPES, GoalType
from pages.goals.choices import FORMATS, MEASURES, SESSIONS, TYPES, WINDOWS, distances, volume_units
from pages.goals.opened_form import GoalForm
from pages.goals.typed_goal import COMMON, FIELDS, TIME_TYPES, ReadGoal, time_name
from pages.session import require_user
from pages.split_view.cells import plain

EXAMPLE_PACE_S_PER_KM = 285
LABELS = {"title": "Title", "target_date": "Reach it by", "station": "Station", "target_value": "Target"}


def draw_form(form: GoalForm) -> None:
    """A saved goal leads back to the list; nothing is saved until all of it is right."""
    seen = st.session_state.setdefault(form.key("seen"), form.saving.seen_at)
    goal_type = _draw_type(form)
    typed = {name: st.session_state.get(form.key(name), form.start.get(name)) for name in _names(goal_type)}
    messages: dict[str, str] = st.session_state.get(form.key("messages"), {})
    for field in FIELDS[goal_type]:
        _FIELDS[field](form, goal_type)
        _say(messages.get(field))
    _draw_common(form, goal_type, messages)
    _draw_words(form.read(goal_type, typed), form.system)
    if messages:
        st.error(_summary(messages), icon=":material/error:")
    st.button(
        form.saving.label, type="primary", key=form.key("save"), on_click=_save, args=(form, seen), width="stretch"
    )


def forget_forms() -> None:
    """A form that is opened again starts from what is kept then."""
    for key in [str(key) for key in st.session_state]:
        if key.startswith(("new-goal-", "goal-form-")):
            del st.session_state[key]


def _save(form: GoalForm, seen: datetime | None) -> None:
    """Keep the goal and go back, or remember what is wrong; runs before the page is drawn again."""
    goal_type: GoalType = st.session_state[form.key("goal_type")]
    read = form.read(goal_type, {name: st.session_state.get(form.key(name)) for name in _names(goal_type)})
    messages = read.messages
    if read.entry is not None:
        try:
            form.saving.save(require_user(), read.entry, seen)
        except AppError as error:
            messages = {error.field or "": error.text}
        else:
            st.query_params.clear()
            st.toast("Goal saved", icon=":material/check:")
            return
    st.session_state[form.key("messages")] = messages


def _names(goal_type: GoalType) -> tuple[str, ...]:
    return (*FIELDS[goal_type], *COMMON)


def _draw_type(form: GoalForm) -> GoalType:
    chosen = st.pills(
        "What kind of goal?",
        GOAL_TYPES,
        default=form.start.get("goal_type", "race_time"),
        required=True,
        format_func=lambda kind: TYPES[kind],
        key=form.key("goal_type"),
    )
    return chosen or "race_time"


def _draw_time(form: GoalForm, goal_type: GoalType) -> None:
    pace = format_clock(pace_s_in(form.system, EXAMPLE_PACE_S_PER_KM))
    examples = {"race_time": "1:25:00", "station_time": "4:10", "running_pace": pace}
    st.text_input(
        time_name(goal_type, form.system),
        form.start.get("time", ""),
        max_chars=12,
        key=form.key("time"),
        placeholder=examples[goal_type],
    )


def _draw_target(form: GoalForm, goal_type: GoalType) -> None:
    label = {"consistency": "Workouts a week", "training_volume": "How much"}.get(goal_type, "Target")
    if goal_type == "body_comp" and _now(form, "measure", "weight") == "weight":
        label = f"Target ({unit_in(form.system, 'weight')})"
    _draw_number(form, "target_value", label, step=1.0 if goal_type == "consistency" else 0.5)


def _draw_number(form: GoalForm, field: str, label: str, step: float = 0.5) -> None:
    # A step that is a whole number shows none of the decimals somebody typed.
    shown = "%.0f" if step == 1 else "%.1f"
    st.number_input(label, value=form.start.get(field), step=step, format=shown, key=form.key(field))


def _draw_weeks(form: GoalForm, _: GoalType) -> None:
    st.number_input("For how many weeks", 1, 52, form.start.get("weeks") or 4, key=form.key("weeks"))


def _draw_unit(form: GoalForm, goal_type: GoalType) -> None:
    if goal_type == "training_volume":
        _choice(form, "target_unit", "Counted in", volume_units(form.system), "hours")
        return
    is_weight = goal_type == "body_comp" and _now(form, "measure", "weight") == "weight"
    if not is_weight:
        st.text_input(
            "Unit",
            form.start.get("target_unit") or "",
            max_chars=40,
            key=form.key("target_unit"),
            placeholder="% body fat" if goal_type == "body_comp" else "books, pull-ups, nights",
        )


def _choice(form: GoalForm, field: str, label: str, options: dict[Any, str], usual: str) -> None:
    st.segmented_control(
        label,
        list(options),
        default=form.start.get(field) or usual,
        required=True,
        format_func=options.__getitem__,
        key=form.key(field),
    )


def _draw_option(form: GoalForm, field: str, label: str, options: dict[Any, str]) -> None:
    start = form.start.get(field)
    known = list(options) if start in options else [*options, start]
    st.selectbox(
        label,
        known,
        known.index(start),
        format_func=lambda value: options.get(
            value, run_length_text(form.system, value) if isinstance(value, float) else str(value)
        ),
        key=form.key(field),
    )


def _now(form: GoalForm, field: str, usual: Any) -> Any:
    return st.session_state.get(form.key(field), form.start.get(field)) or usual


def _draw_start(form: GoalForm, goal_type: GoalType) -> None:
    if goal_type == "custom" or _now(form, "measure", "weight") == "other":
        _draw_number(form, "start_value", "Where you begin (may stay empty)")


def _draw_current(form: GoalForm, goal_type: GoalType) -> None:
    if goal_type == "custom" or _now(form, "measure", "weight") == "other":
        _draw_number(form, "current_value", "Where you are now")
    else:
        st.caption("Where you are comes from the weight in your profile.")


_FIELDS: dict[str, Callable[[GoalForm, GoalType], None]] = {
    "time": _draw_time,
    "race_format": lambda form, _: _draw_option(form, "race_format", "In which race", FORMATS),
    "station": lambda form, _: _draw_option(
        form, "station", "Station", {None: "Choose one", **{name: SPLIT_LABELS[name] for name in STATIONS}}
    ),
    "distance_m": lambda form, _: _draw_option(form, "distance_m", "Over which distance", distances(form.system)),
    "target_value": _draw_target,
    "weeks": _draw_weeks,
    "target_unit": _draw_unit,
    "window": lambda form, _: _choice(form, "window", "Within", WINDOWS, "week"),
    "session_type": lambda form, _: _draw_option(form, "session_type", "What counts", SESSIONS),
    "measure": lambda form, _: _choice(form, "measure", "What", MEASURES, "weight"),
    "start_value": _draw_start,
    "current_value": _draw_current,
}


def _draw_common(form: GoalForm, goal_type: GoalType, messages: dict[str, str]) -> None:
    today = form.athlete.today
    if goal_type == "custom":
        _draw_title(form, "Title", "Ten strict pull-ups", messages)
    st.date_input(
        "Reach it by (may stay empty)",
        form.start.get("target_date"),
        max_value=today + timedelta(days=3650),
        key=form.key("target_date"),
    )
    _say(messages.get("target_date"))
    with st.expander("Start, title, notes", expanded=bool(form.start.get("description"))):
        if goal_type != "custom":
            _draw_title(form, "Title (else the goal in words)", "", messages)
        st.date_input(
            "What counts begins on",
            form.start.get("started_on") or today,
            min_value=date(2000, 1, 1),
            key=form.key("started_on"),
        )
        st.text_area("Notes", form.start.get("description") or "", max_chars=2000, key=form.key("description"))


def _draw_title(form: GoalForm, label: str, example: str, messages: dict[str, str]) -> None:
    st.text_input(label, form.start.get("title") or "", max_chars=120, key=form.key("title"), placeholder=example)
    _say(messages.get("title"))


def _draw_words(read: ReadGoal, system: System) -> None:
    """The goal as it is understood, while it is typed."""
    if read.entry is not None and read.entry.goal_type != "custom":
        st.info(f"{plain(goal_target_text(read.entry, system))}.", icon=":material/flag:")


def _say(message: str | None) -> None:
    if message:
        st.markdown(f":red[{plain(message)}]")


def _summary(messages: dict[str, str]) -> str:
    fields = ", ".join(LABELS.get(name, name) for name in messages if name in LABELS or name in TIME_TYPES)
    whole = messages.get("", "")
    return f"Nothing is saved yet. {f'Please look at: {fields}. ' if fields else ''}{whole}".strip()
