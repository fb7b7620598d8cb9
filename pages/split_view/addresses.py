"""Ids in the address of a page: typed by anybody, so read with care."""

from __future__ import annotations

from uuid import UUID

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
