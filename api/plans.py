"""/api/v1/training-plans: plans with their sessions, versions and templates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, NamedTuple, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from coach import plans as use_cases
from coach.engines.hyrox_exercises import Level
from coach.engines.hyrox_request import PlanRequest
from coach.plan_shift import PlanShift, ShiftEntry, race_words, shift_plan, shift_preview
from coach.plan_templates import plan_from_template
from data.errors import Rejected
from data.plan_details import PlanDate, Title
from data.plan_versions import plan_versions
from data.plans import Difficulty, Plan, PlanDraft, PlanEntry, PlanStatus, find_plan, plans

router = APIRouter(prefix="/training-plans", tags=["training-plans"], responses=PROBLEM_RESPONSES)

MAX_FILE_BYTES = 2_000_000
Why = Annotated[str, Query(max_length=300, description="Kept with the version this change makes.")]


class Seen(NamedTuple):
    """What the caller saw before the change, and why it is made."""

    expected: datetime | None
    why: str


def seen(if_match: IfMatch = None, why: Why = "") -> Seen:
    return Seen(expected_of(if_match), why)


SeenChange = Annotated[Seen, Depends(seen)]


class PlanSummary(BaseModel):
    """One line of the list of plans; rest days are not counted."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    plan_name: str
    status: PlanStatus
    difficulty: Difficulty
    goal: str | None
    start_date: date
    end_date: date | None
    duration_weeks: int
    session_count: int
    completed_count: int
    is_deleted: bool
    updated_at: datetime


class PlanVersion(BaseModel):
    """What a plan was after a change. `restored_version` is set where an earlier one was brought back."""

    model_config = ConfigDict(extra="ignore")

    version_number: int
    reason: str
    restored_version: int | None
    session_count: int
    created_at: datetime


class TemplateRequest(BaseModel):
    """What a HYROX plan is built from. Days are 1 (Monday) to 7; `start_minutes` is a normal week of yours now."""

    model_config = ConfigDict(extra="forbid")

    race_date: PlanDate
    weeks: Annotated[int, Field(ge=8, le=16)]
    level: Level
    days_per_week: Annotated[int, Field(ge=3, le=6)]
    start_minutes: Annotated[int, Field(ge=75, le=1200)]
    days_available: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(max_length=7)] = Field(
        default_factory=lambda: [1, 2, 3, 4, 5, 6, 7]
    )
    longest_run_minutes: Annotated[int, Field(ge=15, le=300)] | None = None
    plan_name: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""


class PlanUpload(BaseModel):
    """A CSV file; `start_date` is a day of week 1, for files that count weeks."""

    file: UploadFile
    plan_name: Title = "Imported plan"
    start_date: PlanDate | None = None
    is_active: bool = True


class RefusedRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    line: int
    reason: str


class PlanImport(BaseModel):
    """What became of each line of the file; without a usable line there is no plan."""

    model_config = ConfigDict(from_attributes=True)

    plan_id: UUID | None
    rows_read: int
    rows_saved: int
    rows_duplicate: int
    rows_refused: list[RefusedRow]


class ShiftPreview(BaseModel):
    """`race_warning` is set where the shift needs `is_race_accepted`; rest days move along and are not counted."""

    session_count: int
    first_on: date
    last_on: date
    duration_weeks: int
    end_date: date
    race_warning: str | None

    @classmethod
    def of(cls, wanted: PlanShift) -> Self:
        told = wanted._asdict() | {"race_warning": race_words(wanted) or None}
        return cls.model_validate({name: told[name] for name in cls.model_fields})


@router.get("")
def list_plans(
    user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20, with_deleted: bool = False
) -> Page[PlanSummary]:
    """Your plans, the active one first."""
    listed = plans(user, with_deleted=with_deleted)
    return page_of([PlanSummary.model_validate(row) for row in records(listed)], page, per_page)


@router.post("", status_code=201)
def create_plan(user: CurrentUser, draft: PlanDraft, response: Response, is_active: bool = True) -> Plan:
    """Keep a plan. When it is active, the plan that was is archived."""
    plan = use_cases.create_plan(user, draft, is_active=is_active)
    response.headers["Location"] = f"/api/v1/training-plans/{plan.id}"
    return tagged(response, plan)


@router.post("/template")
def preview_template(user: CurrentUser, wanted: TemplateRequest) -> PlanDraft:
    """A HYROX plan for these wishes, not kept yet: send it to `POST /training-plans` to keep it."""
    request = PlanRequest(
        wanted.race_date,
        wanted.weeks,
        wanted.level,
        wanted.days_per_week,
        wanted.start_minutes,
        tuple(wanted.days_available),
        wanted.longest_run_minutes,
    )
    return plan_from_template(request, wanted.plan_name)


@router.post("/import", status_code=201)
def import_plan(user: CurrentUser, upload: Annotated[PlanUpload, Form()], response: Response) -> PlanImport:
    """Import a plan from a CSV file; every line is accounted for."""
    content = upload.file.file.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise Rejected("The file is larger than 2 MB. A plan needs one line per session.", field="file")
    imported = use_cases.import_plan(user, content, upload.plan_name, upload.start_date, is_active=upload.is_active)
    if imported.plan_id is not None:
        response.headers["Location"] = f"/api/v1/training-plans/{imported.plan_id}"
    return PlanImport.model_validate(imported)


@router.get("/{plan_id}")
def read_plan(user: CurrentUser, plan_id: UUID, response: Response) -> Plan:
    """A plan with its weeks and sessions."""
    return tagged(response, find_plan(user, plan_id))


@router.put("/{plan_id}")
def change_plan(user: CurrentUser, plan_id: UUID, entry: PlanEntry, change: SeenChange, response: Response) -> Plan:
    """Change name, goal, start or length; another start moves every session."""
    return tagged(response, use_cases.change_plan(user, plan_id, entry, change.expected, change.why))


@router.delete("/{plan_id}", status_code=204)
def delete_plan(user: CurrentUser, plan_id: UUID) -> None:
    """Take a plan out of the lists; what was logged stays, and restore brings it back."""
    use_cases.remove_plan(user, plan_id)


@router.post("/{plan_id}/restore")
def restore_plan(user: CurrentUser, plan_id: UUID, response: Response) -> Plan:
    """A deleted plan, back as an archived one."""
    return tagged(response, use_cases.restore_plan(user, plan_id))


@router.post("/{plan_id}/activate")
def activate_plan(user: CurrentUser, plan_id: UUID, response: Response) -> Plan:
    """Follow this plan; the one that was active is archived."""
    return tagged(response, use_cases.activate_plan(user, plan_id))


@router.post("/{plan_id}/archive")
def archive_plan(user: CurrentUser, plan_id: UUID, response: Response) -> Plan:
    return tagged(response, use_cases.archive_plan(user, plan_id))


@router.post("/{plan_id}/undo")
def undo(user: CurrentUser, plan_id: UUID, response: Response) -> Plan:
    """One step back; what was done stays done."""
    return tagged(response, use_cases.undo(user, plan_id))


@router.post("/{plan_id}/shift/preview")
def preview_shift(user: CurrentUser, plan_id: UUID, shift: ShiftEntry) -> ShiftPreview:
    """What a shift would do; nothing is changed."""
    return ShiftPreview.of(shift_preview(user, plan_id, shift))


@router.post("/{plan_id}/shift")
def shift(user: CurrentUser, plan_id: UUID, shift: ShiftEntry, change: SeenChange, response: Response) -> Plan:
    """Move every open session from a day on, after an illness for example; undo takes it back."""
    return tagged(response, shift_plan(user, plan_id, shift, change.expected, change.why))


@router.get("/{plan_id}/versions")
def list_versions(user: CurrentUser, plan_id: UUID, page: PageNumber = 1, per_page: PerPage = 20) -> Page[PlanVersion]:
    """Every version of a plan with its reason, newest first."""
    find_plan(user, plan_id)
    return page_of([PlanVersion.model_validate(row) for row in records(plan_versions(user, plan_id))], page, per_page)


@router.post("/{plan_id}/versions/{version_number}/restore")
def restore_version(
    user: CurrentUser, plan_id: UUID, version_number: Annotated[int, Field(ge=1, le=1_000_000)], response: Response
) -> Plan:
    """The plan as it was then, as its newest version."""
    return tagged(response, use_cases.restore_version(user, plan_id, version_number))
