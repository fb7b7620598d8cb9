"""Saved views: choose one, keep the question as one, change and delete."""

from __future__ import annotations

from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach.explorer import change_view, remove_view, save_view
from data.db import User
from data.errors import AppError
from data.exploration import Exploration, Table
from data.saved_views import SavedView, SavedViewEntry
from pages import errors
from pages.explore.question import fill, forget

OPEN, SEEN = "open_view", "open_view_seen_at"


def choose_view(views: list[SavedView], tables: dict[str, Table]) -> SavedView | None:
    """The view whose question is on the page; ?view=… names it."""
    known = {str(view.id): view for view in views if view.query.table in tables}
    wanted = st.query_params.get("view", "")
    if wanted in known and st.session_state.get(OPEN) != wanted:
        _open(known[wanted], tables)
    if not known:
        return None
    current = st.session_state.get(OPEN)
    st.session_state["view_choice"] = current if current in known else None
    st.selectbox(
        "Saved view",
        list(known),
        index=None,
        format_func=lambda key: known[key].name,
        placeholder="None: a new question",
        key="view_choice",
        on_change=_choose,
        args=(known, tables),
    )
    return known.get(st.session_state.get(OPEN, ""))


def show_keeping(user: User, wanted: Exploration, view: SavedView | None) -> None:
    with st.expander("Save this view", icon=":material/bookmark:"):
        name = st.text_input(
            "Name", view.name if view else "", max_chars=120, key=f"view_name_{view.id if view else ''}"
        )
        with st.container(horizontal=True):
            if st.button("Save as new", key="save_view"):
                _keep(user, name, wanted, None)
            if view and st.button("Save changes", key="change_view"):
                _keep(user, name, wanted, view.id)
            if view and st.button("Delete", key="delete_view"):
                with errors.shown_here():
                    remove_view(user, view.id)
                    _close()
                    st.rerun()


def _choose(known: dict[str, SavedView], tables: dict[str, Table]) -> None:
    chosen = st.session_state["view_choice"]
    if chosen in known:
        _open(known[chosen], tables)
        st.query_params["view"] = chosen
    else:
        _close()
        forget()


def _open(view: SavedView, tables: dict[str, Table]) -> None:
    fill(view.query, tables[view.query.table])
    st.session_state[OPEN], st.session_state[SEEN] = str(view.id), view.updated_at


def _close() -> None:
    st.session_state.pop(OPEN, None)
    st.query_params.pop("view", None)


def _keep(user: User, name: str, wanted: Exploration, view_id: UUID | None) -> None:
    try:
        entry = SavedViewEntry(name=name, query=wanted)
        if view_id is None:
            kept = save_view(user, entry)
        else:
            kept = change_view(user, view_id, entry, st.session_state.get(SEEN))
    except ValidationError as wrong:
        fields = errors.field_messages(wrong)
        st.error("Give the view a name." if "name" in fields else next(iter(fields.values())))
        return
    except AppError as refused:
        errors.show(refused)
        return
    st.session_state[OPEN], st.session_state[SEEN] = str(kept.id), kept.updated_at
    st.query_params["view"] = str(kept.id)
    st.toast("View saved.")
    st.rerun()
