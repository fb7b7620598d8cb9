"""Inputs that keep what was typed while another part of the page stands in their place."""

from __future__ import annotations

from typing import Any

import streamlit as st


def kept(form: str, name: str, start: Any) -> str:
    """The key of an input whose value is there already: what was typed last, or where it starts.

    Streamlit forgets the value of an input that is not drawn; the drafts of this form remember it.
    """
    key = f"{form}-{name}"
    if key not in st.session_state:
        st.session_state[key] = _drafts(form).get(name, start)
    return key


def keep(form: str, **values: Any) -> None:
    """Remember what the inputs hold now."""
    _drafts(form).update(values)


def forget(form: str) -> None:
    """Start anew, after it was saved."""
    for key in [key for key in st.session_state if str(key).startswith(f"{form}-")]:
        del st.session_state[key]


def _drafts(form: str) -> dict[str, Any]:
    drafts: dict[str, Any] = st.session_state.setdefault(f"{form}-drafts", {})
    return drafts
