"""What people see when something expected goes wrong; everything else is a bug and stays loud.

Rejected      beside the form, naming the field
Conflict      a warning in place
Unavailable   a warning in place: trying again may help
NotFound      the page itself says so, with a way back
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st
from pydantic import ValidationError

from data.errors import AppError, Conflict, NotFound, Unavailable, sentence_of


@contextmanager
def shown_here() -> Iterator[None]:
    """Shows an expected error where the page stands, and goes on behind the `with` block.

    Use it around one action: `with shown_here(): remove_race(user, race_id)`.
    """
    try:
        yield
    except AppError as error:
        show(error)


def show(error: AppError) -> None:
    """The error in place."""
    if isinstance(error, Unavailable | Conflict):
        st.warning(error.text)
    else:
        st.error(error.text)


def stop_with(error: AppError, *, back_to: str = "", back_label: str = "Back") -> NoReturn:
    """The error instead of the rest of the page; `back_to` is a page file below `pages/`."""
    st.subheader("Not here" if isinstance(error, NotFound) else "That did not work")
    show(error)
    if back_to:
        st.page_link(back_to, label=back_label)
    st.stop()


def field_messages(error: ValidationError) -> dict[str, str]:
    """One sentence per field of a form model, ready to stand beside its input."""
    messages: dict[str, str] = {}
    for problem in error.errors():
        field = str(problem["loc"][0]) if problem["loc"] else ""
        messages.setdefault(field, sentence_of(problem))
    return messages
