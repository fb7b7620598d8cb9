"""ETag and If-Match: nobody overwrites a change they have not seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Protocol, TypeVar

from fastapi import Header, Response

from data.errors import Stale

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Changing(Protocol):
    @property
    def updated_at(self) -> datetime: ...


Model = TypeVar("Model", bound=Changing)

IfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag you saw; 412 when it changed since.")]


def tagged(response: Response, model: Model) -> Model:
    """The model, with its ETag on the response."""
    response.headers["ETag"] = etag_of(model.updated_at)
    return model


def etag_of(updated_at: datetime) -> str:
    """
    >>> etag_of(datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC))
    '"1000005"'
    """
    return f'"{(updated_at - EPOCH) // timedelta(microseconds=1)}"'


def expected_of(if_match: str | None) -> datetime | None:
    """When the caller last saw the row; None without a condition.

    Raises:
        Stale: this never was one of our tags, so the row has certainly changed.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    microseconds = if_match.strip().removeprefix("W/").strip('"')
    if not microseconds.isdecimal() or len(microseconds) > 18:
        raise Stale
    return EPOCH + timedelta(microseconds=int(microseconds))
