"""/api/v1/races: an athlete's own races and what their splits say."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from api.analysis import Analysis, analysis_of
from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.problems import PROBLEM_RESPONSES
from coach import races as use_cases
from data.races import Division, Format, Gender, Race, RaceEntry, Status, find_race, races

router = APIRouter(prefix="/races", tags=["races"], responses=PROBLEM_RESPONSES)


class RaceSummary(BaseModel):
    """One line of the list of races; all times in seconds."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    race_name: str
    race_date: date | None
    location: str | None
    season: int | None
    division: Division
    format: Format
    gender: Gender
    age_group: str | None
    status: Status
    is_simulation: bool
    total_seconds: float | None
    runs_total: float | None
    stations_total: float | None
    roxzone: float | None


@router.get("")
def list_races(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[RaceSummary]:
    """Your races, newest first."""
    return page_of([RaceSummary.model_validate(row) for row in records(races(user))], page, per_page)


@router.post("", status_code=201)
def create_race(user: CurrentUser, entry: RaceEntry, response: Response) -> Race:
    """Log a race; splits that are not known are left out, never zero."""
    race = use_cases.log_race(user, entry)
    response.headers["Location"] = f"/api/v1/races/{race.id}"
    return race


@router.get("/{race_id}")
def read_race(user: CurrentUser, race_id: UUID) -> Race:
    return find_race(user, race_id)


@router.put("/{race_id}")
def change_race(user: CurrentUser, race_id: UUID, entry: RaceEntry) -> Race:
    """Replace a race and its splits."""
    return use_cases.change_race(user, race_id, entry)


@router.delete("/{race_id}", status_code=204)
def delete_race(user: CurrentUser, race_id: UUID) -> None:
    use_cases.remove_race(user, race_id)


@router.get("/{race_id}/analysis")
def read_analysis(user: CurrentUser, race_id: UUID) -> Analysis:
    """Every split against the field, the finish cohort and, when its file is imported, the same event."""
    return analysis_of(use_cases.analyse_race(user, race_id))
