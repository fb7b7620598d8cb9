"""/api/v1/training-breaks: injury, illness and travel."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from coach import training_breaks as use_cases
from data.training_breaks import BreakEntry, BreakKind, TrainingBreak, find_break, training_breaks

router = APIRouter(prefix="/training-breaks", tags=["progress"], responses=PROBLEM_RESPONSES)


class BreakSummary(BaseModel):
    """`last_on` is null while it lasts."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    kind: BreakKind
    first_on: date
    last_on: date | None
    note: str | None
    updated_at: datetime


@router.get("")
def list_breaks(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[BreakSummary]:
    """Newest first."""
    return page_of([BreakSummary.model_validate(row) for row in records(training_breaks(user))], page, per_page)


@router.post("", status_code=201)
def create_break(user: CurrentUser, entry: BreakEntry, response: Response) -> TrainingBreak:
    """Note a break; leave `last_on` out while it lasts."""
    noted = use_cases.log_break(user, entry)
    response.headers["Location"] = f"/api/v1/training-breaks/{noted.id}"
    return tagged(response, noted)


@router.get("/{break_id}")
def read_break(user: CurrentUser, break_id: UUID, response: Response) -> TrainingBreak:
    return tagged(response, find_break(user, break_id))


@router.put("/{break_id}")
def change_break(
    user: CurrentUser, break_id: UUID, entry: BreakEntry, response: Response, if_match: IfMatch = None
) -> TrainingBreak:
    """Replace it."""
    return tagged(response, use_cases.change_break(user, break_id, entry, expected_of(if_match)))


@router.delete("/{break_id}", status_code=204)
def delete_break(user: CurrentUser, break_id: UUID) -> None:
    use_cases.remove_break(user, break_id)
