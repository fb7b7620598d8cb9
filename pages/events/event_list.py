"""Imported events, and the import of another one."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import streamlit as st

from data.cache import Revision, cached
from data.db import User
from data.errors import NotFound
from data.events import events
from pages.events.import_form import show_import
from pages.split_view.cells import date_cell, number_of, plain


class ImportedEvent(NamedTuple):
    id: UUID
    name: str
    season: int | None
    race_date: date | None
    result_count: int
    imported_on: str


def show_events(user: User, at: Revision) -> None:
    st.title("Events", anchor=False)
    if not own_events(user, at):
        st.markdown("**See yourself among everybody who raced.** Import the results of an event and open any row.")
    show_import(user)
    _draw_cards(at, user)


def own_events(user: User, at: Revision) -> list[ImportedEvent]:
    """The imported events, newest import first."""
    return cached(at, "imported_events", user.id, read=lambda: [_event(row) for row in events(user).to_dict("records")])


def own_event(user: User, at: Revision, event_id: UUID) -> ImportedEvent:
    """The event.

    Raises:
        NotFound: no such event, or not yours.
    """
    for event in own_events(user, at):
        if event.id == event_id:
            return event
    raise NotFound("This event is not there. It may have been deleted.")


def _event(row: dict[Hashable, Any]) -> ImportedEvent:
    season = number_of(row["season"])
    return ImportedEvent(
        id=row["id"],
        name=row["name"],
        season=None if season is None else int(season),
        race_date=row["race_date"] or None,
        result_count=row["result_count"],
        imported_on=date_cell(row["imported_at"]),
    )


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_cards(at: Revision, user: User) -> None:
    for event in own_events(user, at):
        with st.container(border=True, gap="xsmall"):
            st.page_link(
                "events/page.py",
                label=f"**{plain(event.name)}**",
                icon=":material/chevron_right:",
                icon_position="right",
                query_params={"event": str(event.id)},
                width="stretch",
            )
            season = f" · season {event.season}" if event.season else ""
            st.caption(f"{event.result_count:,} results{season} · imported {event.imported_on}")
