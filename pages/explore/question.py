"""The question: table, columns, filters, groups, order. It lives in the widgets, so that a saved view can fill them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import streamlit as st

from data.coach_access import SharedAthlete
from data.exploration import OPERATORS, Exploration, Filter, Grouping, Kind, Measure, Table
from pages.explore.words import VALUE_HINTS, groupings, ids_last, measures, operator_words, spoken

PREFIX: Final = "explore-"
FILTERS: Final = f"{PREFIX}filters"
START_TABLE: Final = "workout_logs"
MINE: Final = "me"


def ask(tables: dict[str, Table], athletes: dict[str, SharedAthlete]) -> Exploration:
    """Draws the question and returns it."""
    athlete_id = _ask_whose(athletes)
    names = list(tables)
    st.session_state.setdefault(_key("table"), START_TABLE if START_TABLE in tables else names[0])
    table = tables[
        st.selectbox(
            "Table", names, format_func=spoken, key=_key("table"), on_change=forget, kwargs={"with_table": False}
        )
    ]
    st.multiselect("Columns", list(table.columns), format_func=spoken, placeholder="All columns", key=_key("columns"))
    filters = _ask_filters(table)
    with st.expander("Group and sort", icon=":material/functions:"):
        grouped_by = _ask_groups(table)
        order_by, is_descending = _ask_order(table, grouped_by)
    groups, figures = grouped_by
    return Exploration(
        table=table.name,
        columns=[] if groups or figures else st.session_state[_key("columns")],
        filters=filters,
        group_by=groups,
        measures=figures,
        order_by=order_by,
        is_descending=is_descending,
        athlete_id=athlete_id,
    )


def forget(*, with_table: bool = True) -> None:
    """Empty the question: another table has other columns."""
    kept = () if with_table else (_key("table"), _key("whose"))
    for key in [str(key) for key in st.session_state if str(key).startswith(PREFIX) and key not in kept]:
        del st.session_state[key]


def fill(wanted: Exploration, table: Table) -> None:
    """Put a kept question into the widgets; only before they are drawn."""
    forget()
    fields: dict[str, object] = {
        "table": wanted.table,
        "columns": [name for name in wanted.columns if name in table.columns],
        "groups": [words for words, group in groupings(table).items() if group in wanted.group_by],
        "measures": [words for words, measure in measures(table).items() if measure in wanted.measures],
        "order": wanted.order_by,
        "down": wanted.is_descending,
        "whose": str(wanted.athlete_id) if wanted.athlete_id else MINE,
    }
    for name, value in fields.items():
        st.session_state[_key(name)] = value
    st.session_state[FILTERS] = list(range(len(wanted.filters)))
    for number, one in enumerate(wanted.filters):
        st.session_state[_key(f"{number}-column")] = one.column
        st.session_state[_key(f"{number}-operator")] = one.operator
        st.session_state[_key(f"{number}-value")] = one.value


def _ask_whose(athletes: dict[str, SharedAthlete]) -> UUID | None:
    """Only who coaches somebody is asked."""
    if not athletes:
        return None
    if st.session_state.get(_key("whose")) not in (MINE, *athletes):
        st.session_state[_key("whose")] = MINE
    names = {MINE: "My own rows"} | {key: athlete.name for key, athlete in athletes.items()}
    whose = st.selectbox("Whose", list(names), format_func=names.__getitem__, key=_key("whose"))
    return None if whose == MINE else UUID(whose)


def _ask_filters(table: Table) -> list[Filter]:
    numbers: list[int] = st.session_state.setdefault(FILTERS, [])
    asked = [_ask_filter(table, number) for number in numbers]
    found = [one for one in asked if one is not None]
    if len(found) < len(asked):
        st.caption("A filter without a value does nothing yet.")
    st.button("Add a filter", icon=":material/filter_alt:", on_click=_add_filter, key=_key("add"))
    return found


def _ask_filter(table: Table, number: int) -> Filter | None:
    """None while there is nothing to look for."""
    with st.container(border=True, gap="xsmall"):
        column = st.selectbox(
            "Filter by",
            ids_last(table.columns),
            format_func=spoken,
            key=_key(f"{number}-column"),
            on_change=_forget_operator,
            args=(number,),
        )
        kind: Kind = table.columns[column]
        operator = st.selectbox(
            "How",
            OPERATORS[kind],
            format_func=lambda one: operator_words(one, kind),
            key=_key(f"{number}-operator"),
            label_visibility="collapsed",
        )
        value = ""
        if operator not in ("empty", "filled"):
            value = st.text_input(
                "Value",
                max_chars=500,
                placeholder=VALUE_HINTS[kind],
                key=_key(f"{number}-value"),
                label_visibility="collapsed",
            )
        st.button("Remove", key=_key(f"{number}-remove"), type="tertiary", on_click=_remove_filter, args=(number,))
    is_complete = value.strip() or operator in ("empty", "filled") or (kind == "text" and operator in ("eq", "ne"))
    return Filter(column=column, operator=operator, value=value) if is_complete else None


def _ask_groups(table: Table) -> tuple[list[Grouping], list[Measure]]:
    by, figures = groupings(table), measures(table)
    groups = st.multiselect("Group by", list(by), max_selections=4, placeholder="No groups", key=_key("groups"))
    chosen = st.multiselect(
        "Numbers per group", list(figures), max_selections=10, placeholder="Number of rows", key=_key("measures")
    )
    return [by[words] for words in groups], [figures[words] for words in chosen]


def _ask_order(table: Table, grouped_by: tuple[list[Grouping], list[Measure]]) -> tuple[str | None, bool]:
    groups, figures = grouped_by
    names = st.session_state[_key("columns")] or list(table.columns)
    if groups or figures:
        names = [f"{one.column}_{one.step}" if one.step else one.column for one in groups]
        names += [f"{one.function}_{one.column}" if one.column else one.function for one in figures]
    if st.session_state.get(_key("order")) not in (None, *names):
        st.session_state[_key("order")] = None
    order_by = st.selectbox(
        "Sort by", names, index=None, format_func=spoken, placeholder="As they come", key=_key("order")
    )
    is_descending = st.toggle("Largest first", key=_key("down"))
    return order_by, is_descending and order_by is not None


def _add_filter() -> None:
    numbers: list[int] = st.session_state[FILTERS]
    if len(numbers) < 20:
        st.session_state[FILTERS] = [*numbers, max(numbers, default=-1) + 1]


def _remove_filter(number: int) -> None:
    st.session_state[FILTERS] = [one for one in st.session_state[FILTERS] if one != number]
    for part in ("column", "operator", "value"):
        st.session_state.pop(_key(f"{number}-{part}"), None)


def _forget_operator(number: int) -> None:
    """Another column may not know the question asked of the last."""
    st.session_state.pop(_key(f"{number}-operator"), None)


def _key(name: str) -> str:
    return f"{PREFIX}{name}"
