"""/api/v1/events: whole result files, visible to the account that imported them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from api.analysis import Analysis, analysis_of
from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.problems import PROBLEM_RESPONSES
from coach import events as use_cases
from coach import races
from coach.events import ImportReport
from coach.readers.race_files import RaceFileAnswers
from data.days import Day
from data.errors import Rejected
from data.events import ResultFilter, event_results, events
from data.races import Race

router = APIRouter(prefix="/events", tags=["events"], responses=PROBLEM_RESPONSES)

MAX_FILE_BYTES = 25_000_000


class EventSummary(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: UUID
    name: str
    city: str | None
    year: int | None
    season: int | None
    race_date: date | None
    file_name: str
    result_count: int
    imported_at: datetime


class ResultSummary(BaseModel):
    """One line of an event's results; all times in seconds. `place` is the rank in division and gender."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    place: int | None
    name: str | None
    nationality: str | None
    category: str | None
    division: str
    gender: str
    age_group: str | None
    status: str
    is_usable: bool
    total_seconds: float | None
    runs_total: float | None
    stations_total: float | None
    roxzone: float | None
    flags: list[str]


class ResultQuery(ResultFilter):
    page: int = Field(default=1, ge=1, le=100_000)
    per_page: int = Field(default=50, ge=1, le=200)


class EventUpload(BaseModel):
    """A results file, and the answers for files that do not tell their event, division or gender."""

    file: UploadFile
    event_name: str | None = Field(default=None, max_length=120, pattern=r"^[^\x00]*$")
    division: str | None = Field(default=None, max_length=20)
    gender: str | None = Field(default=None, max_length=20)


class ClaimEntry(BaseModel):
    """The day of the race, which result files do not tell."""

    model_config = ConfigDict(extra="forbid")

    race_date: Day | None = None


@router.post("", status_code=201)
def import_event(user: CurrentUser, upload: Annotated[EventUpload, Form()], response: Response) -> ImportReport:
    """Import a results file. A 422 with `needs` asks for what the file does not tell; send it along then."""
    content = upload.file.file.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise Rejected("The file is larger than 25 MB. Split it into several files.", field="file")
    answers = RaceFileAnswers(upload.event_name or None, upload.division or None, upload.gender or None)
    report = use_cases.import_event(user, content, upload.file.filename or "results", answers)
    response.headers["Location"] = f"/api/v1/events/{report.event_id}"
    return report


@router.get("")
def list_events(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[EventSummary]:
    """The events you imported, newest import first."""
    return page_of([EventSummary.model_validate(row) for row in records(events(user))], page, per_page)


@router.delete("/{event_id}", status_code=204)
def delete_event(user: CurrentUser, event_id: UUID) -> None:
    """Delete an event and its rows; races claimed from it stay."""
    use_cases.remove_event(user, event_id)


@router.get("/{event_id}/results")
def list_results(user: CurrentUser, event_id: UUID, wanted: Annotated[ResultQuery, Query()]) -> Page[ResultSummary]:
    """An event's results, fastest first, filtered by any combination."""
    found = event_results(user, event_id, wanted, wanted.page, wanted.per_page)
    items = [ResultSummary.model_validate(row) for row in records(found.frame)]
    return Page(items=items, total=found.total, page=wanted.page, per_page=wanted.per_page)


@router.get("/{event_id}/results/{result_id}/analysis")
def read_result_analysis(user: CurrentUser, event_id: UUID, result_id: UUID) -> Analysis:
    return analysis_of(races.analyse_result(user, event_id, result_id))


@router.post("/{event_id}/results/{result_id}/claim", status_code=201)
def claim_result(
    user: CurrentUser, event_id: UUID, result_id: UUID, response: Response, claim: ClaimEntry | None = None
) -> Race:
    """Make this row one of your own races."""
    race = races.claim_result(user, event_id, result_id, claim.race_date if claim else None)
    response.headers["Location"] = f"/api/v1/races/{race.id}"
    return race
