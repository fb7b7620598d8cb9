"""Imported events, and the import of another one."""

from __future__ import annotations

from uuid import UUID

import pandas as pd
import streamlit as st

from data.cache import Revision, cached
from data.db import User
from data.errors import NotFound
from data.events import events
from pages.events.import_form import show_import
from pages.split_view.cells import date_cell, plain


def show_events(user: User, at: Revision) -> None:
    st.title("Events", anchor=False)
    listed = own_events(user, at)
    if listed.empty:
        st.markdown("**See yourself among everybody who raced.** Import the results of an event and open any row.")
    show_import(user)
    _draw_cards(at, user)


def own_events(user: User, at: Revision) -> pd.DataFrame:
    """One row per imported event, newest import first."""
    return cached(at, "events", user.id, read=lambda: events(user))


def event_row(user: User, at: Revision, event_id: UUID) -> pd.Series[object]:
    """The event.

    Raises:
        NotFound: no such event, or not yours.
    """
    listed = own_events(user, at)
    found = listed[listed["id"] == event_id]
    if found.empty:
        raise NotFound("This event is not there. It may have been deleted.")
    return found.iloc[0]


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_cards(at: Revision, user: User) -> None:
    for event in own_events(user, at).itertuples():
        with st.container(border=True, gap="xsmall"):
            st.page_link(
                "events/page.py",
                label=f"**{plain(str(event.name))}**",
                icon=":material/chevron_right:",
                icon_position="right",
                query_params={"event": str(event.id)},
                width="stretch",
            )
            season = "" if pd.isna(event.season) else f" · season {event.season}"
            st.caption(f"{event.result_count:,} results{season} · imported {date_cell(event.imported_at)}")
