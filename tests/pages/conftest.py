"""Pages run as in the app, except that a bug shows its text here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit import config


@pytest.fixture(autouse=True)
def page_settings() -> Iterator[None]:
    """All tests of a process share Streamlit's caches and settings."""
    kept = config.get_option("client.showErrorDetails")
    config.set_option("client.showErrorDetails", "full")
    yield
    config.set_option("client.showErrorDetails", kept)
    st.cache_data.clear()
    st.cache_resource.clear()
