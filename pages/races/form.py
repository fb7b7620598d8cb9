"""The form of a race: every time is typed as mm:ss and answered at once; nothing is saved until all of it is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import streamlit as st

from coach.engines.reconciliation import reconcile
from coach.engines.splits import SPLIT_LABELS, SPLITS
from data.db import User
from data.errors import AppError
from data.races import Race, RaceEntry
from pages.races.typed_race import TIMES, TypedRace, TypedTimes, read_race, read_times
from pages.session import require_user

DIVISIONS = {"open": "Open", "pro": "Pro", "adaptive": "Adaptive"}
FORMATS = {"singles": "Singles", "doubles": "Doubles", "relay": "Relay"}
GENDERS = {"women": "Women", "men": "Men", "mixed": "Mixed"}
STATUSES = {"finished": "Finished", "dnf": "Did not finish", "dsq": "Disqualified", "dns": "Did not start"}
AGE_GROUPS = ("16-24", *(f"{age}-{age + 4}" for age in range(25, 75, 5)), "U40", "40+")
LABELS = SPLIT_LABELS | {"total": "Finish time", "roxzone": "Roxzone", "penalty": "Penalty"}
FIELD_LABELS = LABELS | {"race_name": "Name", "gender": "Gender", "race_date": "Date", "age_group": "Age group"}
EXAMPLES = {"total": "1:26:30", "roxzone": "6:30", "penalty": "0:30"}
FIELDS = (
    *("race_name", "race_date", "location", "division", "format", "gender", "age_group", "status"),
    *("is_simulation", "penalty_note", "conditions", "notes"),
)
Save = Callable[[User, RaceEntry], Race]


def draw_form(form: str, start: TypedRace, save: Save, label: str) -> None:
    """The form called `form`, filled with `start`; a saved race opens its analysis."""
    messages: dict[str, str] = st.session_state.get(f"{form}-messages", {})
    _draw_race(form, start, messages)
    times = _draw_times(form, start, messages)
    _draw_more(form, start, messages)
    _draw_sum(times)
    if messages:
        st.error(_summary(messages), icon=":material/error:")
    st.button(label, type="primary", key=f"{form}-save", on_click=_save, args=(form, save), width="stretch")


def _save(form: str, save: Save) -> None:
    """Keep the race and open it, or remember what is wrong; runs before the page is drawn again."""
    read = read_race(_typed(form))
    messages = read.messages
    if read.entry is not None:
        try:
            race_id = save(require_user(), read.entry).id
        except AppError as error:
            messages = {error.field or "": error.text}
        else:
            _open(race_id)
    st.session_state[f"{form}-messages"] = messages


def _open(race_id: UUID) -> None:
    st.query_params.from_dict({"race": str(race_id)})
    st.toast("Race saved", icon=":material/check:")


def _typed(form: str) -> TypedRace:
    state = st.session_state
    times = {name: state.get(f"{form}-{name}") or "" for name in TIMES}
    fields: dict[str, Any] = {name: state.get(f"{form}-{name}") for name in FIELDS}
    return TypedRace(**fields, times=times)


def _draw_race(form: str, start: TypedRace, messages: dict[str, str]) -> None:
    st.text_input("Name", start.race_name, key=f"{form}-race_name", max_chars=120, placeholder="Vienna 2026")
    _say(messages.get("race_name"))
    when, where = st.columns(2)
    with when:
        st.date_input(
            "Date",
            start.race_date,
            min_value=date(2017, 1, 1),
            max_value=date.today() + timedelta(days=1),  # noqa: DTZ011 - somewhere it is tomorrow already
            key=f"{form}-race_date",
        )
        _say(messages.get("race_date"))
    where.text_input("Place", start.location, key=f"{form}-location", max_chars=120, placeholder="Vienna, Austria")
    _choice(form, "format", "Format", FORMATS, start.format)
    _choice(form, "division", "Division", DIVISIONS, start.division)
    _choice(form, "gender", "Gender", GENDERS, start.gender)
    _say(messages.get("gender"))
    age, status = st.columns(2)
    age.selectbox(
        "Age group",
        _ages(start.age_group),
        index=_ages(start.age_group).index(start.age_group) if start.age_group else None,
        placeholder="All ages",
        accept_new_options=True,
        key=f"{form}-age_group",
    )
    status.selectbox(
        "Result",
        list(STATUSES),
        list(STATUSES).index(start.status),
        format_func=STATUSES.__getitem__,
        key=f"{form}-status",
    )


def _ages(own: str | None) -> list[str]:
    return [*AGE_GROUPS, own] if own and own not in AGE_GROUPS else list(AGE_GROUPS)


def _choice(form: str, name: str, label: str, options: dict[str, str], start: str | None) -> None:
    st.segmented_control(
        label,
        list(options),
        default=start,
        required=start is not None,
        format_func=options.__getitem__,
        key=f"{form}-{name}",
    )


def _draw_times(form: str, start: TypedRace, messages: dict[str, str]) -> TypedTimes:
    """The inputs of all times; a wrong one says so as soon as it is typed."""
    typed = {name: st.session_state.get(f"{form}-{name}", start.times.get(name, "")) for name in TIMES}
    times = read_times(typed)
    said = messages | times.messages
    st.markdown("##### Times")
    st.caption("Type times as mm:ss or h:mm:ss. Leave out what you do not know: missing stays missing.")
    _draw_time_grid(form, start, said, ("total", "roxzone"))
    st.markdown("##### Splits in race order")
    _draw_time_grid(form, start, said, SPLITS)
    return times


def _draw_time_grid(form: str, start: TypedRace, said: dict[str, str], names: tuple[str, ...]) -> None:
    with st.grid(2, min_column_width=140) as grid:
        for name in names:
            with grid.cell():
                st.text_input(
                    LABELS[name],
                    start.times.get(name, ""),
                    key=f"{form}-{name}",
                    max_chars=12,
                    placeholder=EXAMPLES.get(name, "mm:ss"),
                )
                _say(said.get(name))


def _draw_more(form: str, start: TypedRace, messages: dict[str, str]) -> None:
    has_more = bool(start.times.get("penalty") or start.penalty_note or start.notes or start.conditions)
    with st.expander("Penalty, simulation, notes", expanded=has_more or "penalty" in messages):
        st.text_input(
            "Penalty",
            start.times.get("penalty", ""),
            key=f"{form}-penalty",
            max_chars=12,
            placeholder=EXAMPLES["penalty"],
        )
        _say(messages.get("penalty"))
        st.text_input("What the penalty was for", start.penalty_note, key=f"{form}-penalty_note", max_chars=120)
        st.checkbox("This was a simulation, not an official race", start.is_simulation, key=f"{form}-is_simulation")
        st.text_input("Conditions", start.conditions, key=f"{form}-conditions", max_chars=2000, placeholder="Hot hall")
        st.text_area("Notes", start.notes, key=f"{form}-notes", max_chars=2000)


def _draw_sum(times: TypedTimes) -> None:
    """Whether the parts add up, while they are typed."""
    seconds = times.seconds
    if not any(name in seconds for name in (*SPLITS, "total")):
        return
    sums = reconcile(
        {split: seconds.get(split) for split in SPLITS},
        seconds.get("total"),
        roxzone_printed_s=seconds.get("roxzone"),
        penalty_s=seconds.get("penalty"),
    )
    st.info(sums.text, icon=":material/calculate:")


def _say(message: str | None) -> None:
    if message:
        st.markdown(f":red[{message}]")


def _summary(messages: dict[str, str]) -> str:
    """Which fields to look at, and what is wrong with the race as a whole."""
    fields = ", ".join(FIELD_LABELS[name] for name in messages if name in FIELD_LABELS)
    others = " ".join(message for name, message in messages.items() if name not in FIELD_LABELS)
    return f"Nothing is saved yet. {f'Please look at: {fields}. ' if fields else ''}{others}".strip()
