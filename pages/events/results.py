"""The results of one event: filtered, paged, each row a way into its analysis."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import Literal
from uuid import UUID

import streamlit as st

from coach.events import remove_event
from coach.exports import csv_of
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.events import ResultFilter, ResultPage, event_results, result_choices
from pages import errors
from pages.events.event_list import own_event
from pages.events.result_rows import result_label, result_table
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain

PER_PAGE = 25
LIST, TABLE = "List", "Table"
FilterName = Literal["division", "gender", "age_group", "nationality", "status"]
FILTERS: dict[FilterName, str] = {
    "division": "Division",
    "gender": "Gender",
    "age_group": "Age group",
    "nationality": "Nation",
    "status": "Result",
}
STATUS_WORDS = {
    "finished": "Finished",
    "dnf": "Did not finish",
    "dsq": "Disqualified",
    "dns": "Did not start",
    "unknown": "No official time",
}


def show_results(user: User, at: Revision, event_id: UUID) -> None:
    event = own_event(user, at, event_id)
    back_link("events/page.py", "All events")
    st.title(plain(event.name), anchor=False)
    wanted = _draw_filters(user, at, event_id)
    state = f"results-{event_id}-{wanted.model_dump_json()}"
    shown = result_page(user, at, event_id, wanted, int(st.session_state.get(state, 1)))
    st.caption(f"{shown.total:,} of {event.result_count:,} results · names are visible to you only")
    view = st.segmented_control(
        "Show as",
        [LIST, TABLE],
        default=LIST,
        required=True,
        key="results_view",
        label_visibility="collapsed",
        persist_state="page",
    )
    page = int(st.session_state.get(state, 1))
    _draw_rows(at, user, event_id, wanted.model_dump_json(), (page, view == TABLE))
    if shown.total > PER_PAGE:
        st.pagination(ceil(shown.total / PER_PAGE), key=state, max_visible_pages=5, persist_state="page")
    _draw_actions(user, event_id, wanted, event.name)


def result_page(user: User, at: Revision, event_id: UUID, wanted: ResultFilter, page: int) -> ResultPage:
    """One page of rows, fastest first."""
    return cached(
        *(at, "event_results", user.id, event_id, wanted, page),
        read=lambda: event_results(user, event_id, wanted, page, PER_PAGE),
    )


def _draw_filters(user: User, at: Revision, event_id: UUID) -> ResultFilter:
    choices = cached(at, "result_choices", user.id, event_id, read=lambda: result_choices(user, event_id))
    name = st.text_input(
        "Name", key="filter_name", placeholder="Find a name", label_visibility="collapsed", persist_state="page"
    )
    chosen: dict[str, str | None] = {}
    with st.expander("Filters"), st.grid(3, min_column_width=140):
        for column, label in FILTERS.items():
            chosen[column] = st.selectbox(
                label,
                choices[column],
                index=None,
                placeholder="All",
                format_func=STATUS_WORDS.__getitem__ if column == "status" else _words,
                key=f"filter_{column}",
                persist_state="page",
            )
    return ResultFilter(name=name.strip() or None, **chosen)


def _words(value: str) -> str:
    return value.replace("_", " ").capitalize() if value.islower() else value


@st.cache_data(max_entries=256, show_spinner=False)
def _draw_rows(at: Revision, user: User, event_id: UUID, wanted: str, page_as: tuple[int, bool]) -> None:
    """`page_as` is the page number and whether it is drawn as a table."""
    page, is_table = page_as
    result_filter = ResultFilter.model_validate_json(wanted)
    is_one_group = bool(result_filter.division and result_filter.gender)
    rows = result_page(user, at, event_id, result_filter, page).frame
    if rows.empty:
        st.info("No result matches these filters. Clear one of them.")
    elif is_table:
        st.dataframe(
            result_table(rows), hide_index=True, height="content", placeholder="–", alt="Results, fastest first"
        )
    else:
        with st.container(gap="xxsmall"):
            for row in rows.to_dict("records"):
                st.page_link(
                    "events/page.py",
                    label=result_label(row, is_one_group=is_one_group),
                    query_params={"event": str(event_id), "result": str(row["id"])},
                    width="stretch",
                )


def _draw_actions(user: User, event_id: UUID, wanted: ResultFilter, name: str) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "These results as CSV",
            partial(_results_csv, user, event_id, wanted),
            file_name="results.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        with st.popover("Delete event", icon=":material/delete:"):
            st.markdown(f"Delete **{plain(name)}** with all its results? Races you claimed stay.")
            st.button("Delete for good", type="primary", key="delete_event", on_click=_delete, args=(event_id,))


def _results_csv(user: User, event_id: UUID, wanted: ResultFilter) -> bytes:
    everything = event_results(user, event_id, wanted, 1, 100_000).frame
    return csv_of(everything.drop(columns=["id"]))


def _delete(event_id: UUID) -> None:
    try:
        remove_event(require_user(), event_id)
    except AppError as error:
        errors.show(error)
    else:
        st.query_params.clear()
        st.toast("Event deleted", icon=":material/delete:")
