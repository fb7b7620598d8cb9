"""/api/v1/personal-records: the best of every kind, and how it came about."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.bearer import CurrentUser
from api.paging import Page, page_of
from api.problems import PROBLEM_RESPONSES
from coach import records as use_cases
from coach.engines.record_words import record_label
from coach.records import current_records, kind_of_record
from data.records import Record, RecordContext, RecordType, record_list

router = APIRouter(prefix="/personal-records", tags=["records"], responses=PROBLEM_RESPONSES)


class RecordItem(Record):
    """`kind` is the same for records that beat each other; `label` says it in words."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: str
    label: str


class RecordQuery(BaseModel):
    """What is left out does not narrow; both dates are included."""

    model_config = ConfigDict(extra="forbid")

    record_type: RecordType | None = None
    context: RecordContext | None = None
    kind: Annotated[str, Field(max_length=300)] | None = None
    first_date: date | None = None
    last_date: date | None = None
    page: int = Field(default=1, ge=1, le=100_000)
    per_page: int = Field(default=50, ge=1, le=200)


@router.get("")
def list_records(user: CurrentUser, query: Annotated[RecordQuery, Query()]) -> Page[RecordItem]:
    """The best of every kind, and what waits for your confirmation."""
    return _page(current_records(_wanted(record_list(user), query)), query)


@router.get("/history")
def list_history(user: CurrentUser, query: Annotated[RecordQuery, Query()]) -> Page[RecordItem]:
    """Every record ever set, oldest first: `previous_value` is what it replaced."""
    return _page(_wanted(record_list(user), query)[::-1], query)


@router.post("/{record_id}/confirm")
def confirm_record(user: CurrentUser, record_id: UUID) -> RecordItem:
    """Say that a record which sounded too good is right: from now on it counts."""
    return _item(use_cases.confirm_record(user, record_id))


@router.delete("/{record_id}", status_code=204)
def delete_record(user: CurrentUser, record_id: UUID) -> None:
    """Say that a record is wrong: it is gone, and the next best of its kind counts again."""
    use_cases.dismiss_record(user, record_id)


def _wanted(listed: list[Record], query: RecordQuery) -> list[Record]:
    return [
        record
        for record in listed
        if query.record_type in (None, record.record_type)
        and query.context in (None, record.context)
        and query.kind in (None, kind_of_record(record).key)
        and (query.first_date is None or record.date_achieved >= query.first_date)
        and (query.last_date is None or record.date_achieved <= query.last_date)
    ]


def _page(listed: list[Record], query: RecordQuery) -> Page[RecordItem]:
    return page_of([_item(record) for record in listed], query.page, query.per_page)


def _item(record: Record) -> RecordItem:
    kind = kind_of_record(record)
    return RecordItem(**record.model_dump(), kind=kind.key, label=record_label(kind, record.exercise_name))
