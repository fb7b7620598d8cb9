"""/api/v1/activities: what watches and platforms recorded, imported as files, and how it felt."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from coach import activities as use_cases
from coach import activity_import
from coach.activity_import import ActivityImportReport
from coach.activity_uploads import UploadedFile, check_sizes
from coach.events import NeedsAnswer
from coach.readers.activity_files.contract import Answers
from data.activities import Activity, ActivityFilter, EffortKind, Family, FileKind, activity_page, find_activity
from data.activity_imports import imports
from data.run_feedback import Feedback, FeedbackEntry, find_feedback

router = APIRouter(prefix="/activities", tags=["activities"], responses=PROBLEM_RESPONSES)


class ActivityQuery(BaseModel):
    """Both days are included."""

    model_config = ConfigDict(extra="forbid")

    family: Family | None = None
    first_date: date | None = Field(default=None, alias="from")
    last_date: date | None = Field(default=None, alias="to")
    is_deleted: bool = False
    page: int = Field(default=1, ge=1, le=100_000)
    per_page: int = Field(default=20, ge=1, le=200)


class ActivitySummary(BaseModel):
    """One line of the list; null was not recorded. `effort` is your own rating, 1 to 10."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    family: Family
    type_name: str
    title: str | None
    started_at_local: datetime
    distance_m: float | None
    duration_s: float | None
    moving_s: float | None
    elapsed_s: float | None
    heart_rate_avg_bpm: int | None
    heart_rate_max_bpm: int | None
    ascent_m: float | None
    calories: int | None
    is_indoor: bool
    source: FileKind
    effort_kind: EffortKind | None
    effort: int | None
    workout_log_id: UUID | None
    parent_id: UUID | None
    has_recording: bool
    deleted_at: datetime | None
    updated_at: datetime


class ActivityImport(BaseModel):
    """One imported file. `report` holds the refused rows, the warnings and how the unit was found."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    file_name: str
    file_kind: FileKind
    unit: Literal["km", "mi"] | None
    rows_read: int
    rows_saved: int
    rows_filled: int
    rows_duplicate: int
    report: dict[str, Any]
    covers_from: date | None
    covers_to: date | None
    created_at: datetime


class ActivityUpload(BaseModel):
    """One file or many, and the answers for a list that does not tell its unit or the order of its dates."""

    file: list[UploadFile]
    unit: Literal["km", "mi"] | None = None
    date_order: Literal["day_first", "month_first"] | None = None


class EffortEntry(BaseModel):
    """`race` or `test`: it was all you had. null: a training run."""

    model_config = ConfigDict(extra="forbid")

    effort_kind: EffortKind | None


@router.post("/import", status_code=201)
def import_activities(user: CurrentUser, upload: Annotated[ActivityUpload, Form()]) -> ActivityImportReport:
    """Import lists and recordings. A 422 with `needs` asks for what a list does not tell; send it along then."""
    check_sizes([file.size or 0 for file in upload.file])
    files = [UploadedFile(file.filename or "", file.file.read()) for file in upload.file]
    imported = activity_import.import_activities(user, files, Answers(upload.unit, upload.date_order))
    if imported.questions:
        needs = tuple(dict.fromkeys(question.field for question in imported.questions))
        raise NeedsAnswer(" ".join(question.text for question in imported.questions), needs)
    return imported


@router.get("")
def list_activities(user: CurrentUser, query: Annotated[ActivityQuery, Query()]) -> Page[ActivitySummary]:
    """Your activities, newest first; deleted ones only with `is_deleted`."""
    wanted = ActivityFilter(
        **query.model_dump(exclude={"page", "per_page"}),
        limit=query.per_page,
        offset=(query.page - 1) * query.per_page,
    )
    found = activity_page(user, wanted)
    items = [ActivitySummary.model_validate(row) for row in records(found.activities)]
    return Page(items=items, total=found.total, page=query.page, per_page=query.per_page)


@router.get("/imports")
def list_imports(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[ActivityImport]:
    """The files you imported, newest first."""
    return page_of([ActivityImport.model_validate(row) for row in records(imports(user))], page, per_page)


@router.delete("/imports/{import_id}", status_code=204)
def undo_import(user: CurrentUser, import_id: UUID) -> None:
    """As if it had never been: what it brought goes, what it filled in is unknown again."""
    activity_import.undo_import(user, import_id)


@router.get("/{activity_id}")
def read_activity(
    user: CurrentUser,
    activity_id: UUID,
    response: Response,
    part: Annotated[Literal["recording"] | None, Query(alias="with")] = None,
) -> Activity:
    """One activity with what you said of it, also a deleted one; `with=recording` adds laps and samples."""
    return tagged(response, find_activity(user, activity_id, has_recording=part == "recording"))


@router.delete("/{activity_id}", status_code=204)
def delete_activity(user: CurrentUser, activity_id: UUID) -> None:
    """Out of the list and out of the log, whatever you import next; it can be restored."""
    use_cases.remove_activity(user, activity_id)


@router.post("/{activity_id}/restore")
def restore_activity(user: CurrentUser, activity_id: UUID, response: Response) -> Activity:
    """Back into the list and the log."""
    return tagged(response, use_cases.restore_activity(user, activity_id))


@router.get("/{activity_id}/feedback")
def read_feedback(user: CurrentUser, activity_id: UUID, response: Response) -> Feedback:
    """How it felt; 404 while you have not said."""
    return tagged(response, find_feedback(user, activity_id))


@router.post("/{activity_id}/feedback", status_code=201)
def give_feedback(user: CurrentUser, activity_id: UUID, entry: FeedbackEntry, response: Response) -> Feedback:
    """Say how it felt; 409 when you have said it already. The effort becomes the RPE of the session in the log."""
    response.headers["Location"] = f"/api/v1/activities/{activity_id}/feedback"
    return tagged(response, use_cases.give_feedback(user, activity_id, entry))


@router.put("/{activity_id}/feedback")
def change_feedback(
    user: CurrentUser, activity_id: UUID, entry: FeedbackEntry, response: Response, if_match: IfMatch = None
) -> Feedback:
    """Say it anew; what you leave out is cleared."""
    return tagged(response, use_cases.change_feedback(user, activity_id, entry, expected_of(if_match)))


@router.put("/{activity_id}/effort")
def set_effort(user: CurrentUser, activity_id: UUID, entry: EffortEntry, response: Response) -> Activity:
    """Say that a run was a race or a test: your running score comes from those alone."""
    return tagged(response, use_cases.set_effort_kind(user, activity_id, entry.effort_kind))
