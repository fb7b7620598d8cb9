"""The one shape of every list: items, total, page, per_page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar

import pandas as pd
from fastapi import Query
from pydantic import BaseModel

Item = TypeVar("Item")

PageNumber = Annotated[int, Query(ge=1, le=100_000)]
PerPage = Annotated[int, Query(ge=1, le=200)]


class Page(BaseModel, Generic[Item]):
    items: list[Item]
    total: int
    page: int
    per_page: int


def page_of(items: Sequence[Item], page: int, per_page: int) -> Page[Item]:
    """The asked-for part of a list that is wholly in memory."""
    start = (page - 1) * per_page
    return Page(items=list(items[start : start + per_page]), total=len(items), page=page, per_page=per_page)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame's rows with None for everything missing."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[return-value]
