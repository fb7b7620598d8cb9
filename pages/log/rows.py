"""The rows of a session's form: sets and intervals, each added, repeated and removed with one tap.

A browser takes a tenth of a second and more to build one row of inputs, so the rows of a long session come folded.
"""

from __future__ import annotations

from typing import Any, TypeVar

import streamlit as st

from coach.engines.units import System, weight_unit
from data.exercises import list_exercises
from data.stations import list_stations
from pages.log.row_words import interval_line, set_line
from pages.log.typed_workout import TypedInterval, TypedSet
from pages.split_view.cells import plain

Row = TypeVar("Row", TypedSet, TypedInterval)
Messages = dict[str, str]
SETS, INTERVALS = "sets", "intervals"
MOST_OPEN = 3


def open_rows(form: str, kind: str, start: tuple[TypedSet, ...] | tuple[TypedInterval, ...]) -> None:
    """The rows a freshly opened form begins with."""
    st.session_state[f"{form}-{kind}"] = dict(enumerate(start))
    st.session_state[_folded_key(form, kind)] = set(range(len(start))) if len(start) > MOST_OPEN else set()


def typed_sets(form: str) -> tuple[TypedSet, ...]:
    return tuple(_typed(form, SETS, number, TypedSet()) for number in _rows(form, SETS))


def typed_intervals(form: str) -> tuple[TypedInterval, ...]:
    return tuple(_typed(form, INTERVALS, number, TypedInterval()) for number in _rows(form, INTERVALS))


def draw_sets(form: str, system: System, messages: Messages) -> None:
    for place, (number, start) in enumerate(_rows(form, SETS).items()):
        key = f"{form}-{SETS}-{number}"
        if _is_folded(form, SETS, number, place, messages):
            _draw_folded(form, SETS, number, set_line(start, system))
            continue
        with st.container(border=True, gap="xsmall"):
            _draw_exercise(key, start)
            _say(messages, f"{SETS}.{place}.exercise")
            with st.grid(3, min_column_width=88, gap="xsmall") as grid:
                for name, label, step, value in (
                    ("repeats", "Sets", 1, start.repeats),
                    ("reps", "Reps", 1, start.reps),
                    ("weight", f"Load ({weight_unit(system)})", 2.5, start.weight),
                    ("distance_m", "Metres", 10.0, start.distance_m),
                ):
                    with grid.cell():
                        _number(f"{key}-{name}", label, step, value)
                        _say(messages, f"{SETS}.{place}.{name}")
                with grid.cell():
                    st.text_input("Time", start.time, key=f"{key}-time", max_chars=12, placeholder="mm:ss")
                    _say(messages, f"{SETS}.{place}.time")
            _row_buttons(form, SETS, number)
    st.button("Add an exercise", key=f"{form}-{SETS}-add", icon=":material/add:", on_click=_add_set, args=(form,))
    _say(messages, SETS)


def draw_intervals(form: str, messages: Messages) -> None:
    for place, (number, start) in enumerate(_rows(form, INTERVALS).items()):
        key = f"{form}-{INTERVALS}-{number}"
        if _is_folded(form, INTERVALS, number, place, messages):
            _draw_folded(form, INTERVALS, number, interval_line(start))
            continue
        with st.container(border=True, gap="xsmall"):
            with st.grid(4, min_column_width=120, gap="xsmall") as grid:
                for name, label, step, value in (
                    ("repeats", "Times", 1, start.repeats),
                    ("distance_m", "Metres each", 100.0, start.distance_m),
                ):
                    with grid.cell():
                        _number(f"{key}-{name}", label, step, value)
                        _say(messages, f"{INTERVALS}.{place}.{name}")
                for name, label, text in (("time", "Time each", start.time), ("rest", "Rest", start.rest)):
                    with grid.cell():
                        st.text_input(label, text, key=f"{key}-{name}", max_chars=12, placeholder="mm:ss")
                        _say(messages, f"{INTERVALS}.{place}.{name}")
            _row_buttons(form, INTERVALS, number)
    st.button(
        "Add intervals", key=f"{form}-{INTERVALS}-add", icon=":material/add:", on_click=_add_interval, args=(form,)
    )
    _say(messages, INTERVALS)


def _is_folded(form: str, kind: str, number: int, place: int, messages: Messages) -> bool:
    """A row once opened stays so: what was typed into it lives in its inputs. One with a message is opened for good."""
    if any(name.startswith(f"{kind}.{place}.") for name in messages):
        _unfold(form, kind, number)
    return number in _folded(form, kind)


def _draw_folded(form: str, kind: str, number: int, line: str) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.button(
            plain(line),
            key=f"{form}-{kind}-{number}-Open",
            icon=":material/edit:",
            type="tertiary",
            on_click=_unfold,
            args=(form, kind, number),
        )
        _row_buttons(form, kind, number)


def _folded_key(form: str, kind: str) -> str:
    return f"{form}-{kind}-folded"


def _folded(form: str, kind: str) -> set[int]:
    folded: set[int] = st.session_state.setdefault(_folded_key(form, kind), set())
    return folded


def _unfold(form: str, kind: str, number: int) -> None:
    _folded(form, kind).discard(number)


def _draw_exercise(key: str, start: TypedSet) -> None:
    names = exercise_names()
    options = names if start.exercise is None or start.exercise in names else [start.exercise, *names]
    st.selectbox(
        "Exercise",
        options,
        index=None if start.exercise is None else options.index(start.exercise),
        placeholder="Choose, or type your own",
        accept_new_options=True,
        key=f"{key}-exercise",
    )


@st.cache_data(show_spinner=False)
def exercise_names() -> list[str]:
    """The stations, then the library by name."""
    stations = [station.station_name for station in list_stations()]
    return list(dict.fromkeys([*stations, *(exercise.name for exercise in list_exercises())]))


def _number(key: str, label: str, step: float, value: float | None) -> None:
    """Empty means not known; what cannot be is answered in words when saving."""
    is_whole = isinstance(step, int)
    st.number_input(label, value=value, step=step, key=key, placeholder="–", format="%d" if is_whole else "%g")


def _row_buttons(form: str, kind: str, number: int) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for label, icon, act in (("Repeat", "content_copy", _copy_row), ("Remove", "close", _remove_row)):
            st.button(
                label,
                key=f"{form}-{kind}-{number}-{label}",
                icon=f":material/{icon}:",
                type="tertiary",
                on_click=act,
                args=(form, kind, number),
            )


def _add_set(form: str) -> None:
    rows = _rows(form, SETS)
    rows[_next(rows)] = TypedSet()


def _add_interval(form: str) -> None:
    rows = _rows(form, INTERVALS)
    rows[_next(rows)] = TypedInterval()


def _copy_row(form: str, kind: str, number: int) -> None:
    """The same again, directly below; open if it was."""
    rows, folded = _rows(form, kind), _folded(form, kind)
    if number in folded:
        folded.add(_next(rows))
    copied: TypedSet | TypedInterval = (
        _typed(form, kind, number, TypedSet()) if kind == SETS else _typed(form, kind, number, TypedInterval())
    )
    below = {}
    for place, row in rows.items():
        below[place] = row
        if place == number:
            below[_next(rows)] = copied
    st.session_state[f"{form}-{kind}"] = below


def _remove_row(form: str, kind: str, number: int) -> None:
    _rows(form, kind).pop(number, None)


def _typed(form: str, kind: str, number: int, blank: Row) -> Row:
    """A row as it stands; a widget that was not drawn yet has its starting value."""
    start = _rows(form, kind).get(number, blank)
    state = st.session_state
    return type(blank)(*(state.get(f"{form}-{kind}-{number}-{name}", getattr(start, name)) for name in blank._fields))


def _rows(form: str, kind: str) -> dict[int, Any]:
    rows: dict[int, Any] = st.session_state.setdefault(f"{form}-{kind}", {})
    return rows


def _next(rows: dict[int, Any]) -> int:
    return max(rows, default=-1) + 1


def _say(messages: Messages, field: str) -> None:
    if field in messages:
        st.markdown(f":red[{messages[field]}]")
