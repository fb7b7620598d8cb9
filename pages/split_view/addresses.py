"""Addresses of pages: ids typed by anybody, so read with care, and the way back."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from data.errors import NotFound


def uuid_of(text: str) -> UUID:
    """The id.

    Raises:
        NotFound: the text is no id.
    """
    try:
        return UUID(text)
    except ValueError as wrong:
        raise NotFound("This link is not complete. Open the page again from its list.") from wrong


@st.cache_data(max_entries=512, show_spinner=False)
def back_link(page: str, label: str, query: tuple[tuple[str, str], ...] = ()) -> None:
    """The link above a page. Replayed, because finding a page's file costs more than all else a link does."""
    st.page_link(page, label=label, icon=":material/arrow_back:", query_params=query or None)
