"""/api/v1/coaches: who may see your data. /api/v1/athletes: the athletes who share theirs with you."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.analysis import Analysis, analysis_of
from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from api.races import RaceSummary
from api.workouts import WorkoutSummary
from coach import coach_access as use_cases
from coach.races import analyse_race
from data.coach_access import (
    CoachGrant,
    Invitation,
    InvitationEntry,
    Scope,
    SharedAthlete,
    SharedScopes,
    coach_grants,
    find_athlete,
    invitations,
)
from data.races import Race, find_race, races
from data.shared_athletes import shared_workouts

router = APIRouter(responses=PROBLEM_RESPONSES)

DaysBack = Annotated[int, Query(ge=1, le=3660)]


class MadeInvitation(Invitation):
    """The code is in this answer alone; tell it to your coach, or send the link."""

    code: str
    link: str
    is_mailed: bool


class InvitationCode(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(max_length=100)


class RosterEntry(BaseModel):
    """One of your athletes; null is unknown or not shared. Loads are RPE × minutes."""

    athlete_id: UUID
    name: str
    scopes: tuple[Scope, ...]
    last_session_on: date | None
    last_session_title: str | None
    sessions_7d: int | None
    load_7d: float | None
    load_weekly_mean_28d: float | None
    load_change_pct: float | None
    unrated_28d: int | None
    race_date: date | None
    days_to_race: int | None
    flags: tuple[str, ...]


@router.get("/coaches", tags=["coaches"])
def list_coaches(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[CoachGrant]:
    """Everybody who can see your data, and whose access has ended (`revoked_at`)."""
    return page_of(coach_grants(user), page, per_page)


@router.put("/coaches/{grant_id}", tags=["coaches"])
def change_coach(
    user: CurrentUser, grant_id: UUID, shared: SharedScopes, response: Response, if_match: IfMatch = None
) -> CoachGrant:
    """What this coach sees from now on."""
    return tagged(response, use_cases.change_scopes(user, grant_id, shared, expected_of(if_match)))


@router.delete("/coaches/{grant_id}", tags=["coaches"], status_code=204)
def revoke_coach(user: CurrentUser, grant_id: UUID) -> None:
    """From this moment this coach sees nothing."""
    use_cases.revoke_access(user, grant_id)


@router.get("/coaches/invitations", tags=["coaches"])
def list_invitations(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[Invitation]:
    """Invitations nobody has accepted yet."""
    return page_of(invitations(user), page, per_page)


@router.post("/coaches/invitations", tags=["coaches"], status_code=201)
def invite_coach(user: CurrentUser, entry: InvitationEntry, response: Response) -> MadeInvitation:
    """Invite a coach: by a code anybody may use once, or for one e-mail address only."""
    made = use_cases.invite_coach(user, entry)
    response.headers["Cache-Control"] = "no-store"
    return MadeInvitation(**made.invitation.model_dump(), code=made.code, link=made.link, is_mailed=made.is_mailed)


@router.delete("/coaches/invitations/{invitation_id}", tags=["coaches"], status_code=204)
def withdraw_invitation(user: CurrentUser, invitation_id: UUID) -> None:
    """The code is worth nothing any more."""
    use_cases.withdraw_invitation(user, invitation_id)


@router.get("/athletes", tags=["athletes"])
def list_athletes(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[RosterEntry]:
    """Your athletes, those with something to look at first."""
    return page_of([_roster_entry(row) for row in use_cases.roster(user)], page, per_page)


@router.post("/athletes", tags=["athletes"], status_code=201)
def accept_invitation(user: CurrentUser, invitation: InvitationCode, response: Response) -> SharedAthlete:
    """Accept an invitation by its code; the athlete learns your name and address."""
    athlete = use_cases.accept_code(user, invitation.code)
    response.headers["Location"] = f"/api/v1/athletes/{athlete.athlete_id}"
    return athlete


@router.get("/athletes/{athlete_id}", tags=["athletes"])
def read_athlete(user: CurrentUser, athlete_id: UUID) -> SharedAthlete:
    """What this athlete shares of their profile; null is unknown or not shared."""
    return find_athlete(user, athlete_id)


@router.delete("/athletes/{athlete_id}", tags=["athletes"], status_code=204)
def stop_coaching(user: CurrentUser, athlete_id: UUID) -> None:
    """End your access yourself."""
    use_cases.stop_coaching(user, athlete_id)


@router.get("/athletes/{athlete_id}/races", tags=["athletes"])
def list_athlete_races(
    user: CurrentUser, athlete_id: UUID, page: PageNumber = 1, per_page: PerPage = 20
) -> Page[RaceSummary]:
    """Their races, newest first; none when races are not shared."""
    find_athlete(user, athlete_id)
    found = [RaceSummary.model_validate(row) for row in records(races(user, athlete_id))]
    return page_of(found, page, per_page)


@router.get("/athletes/{athlete_id}/races/{race_id}", tags=["athletes"])
def read_athlete_race(user: CurrentUser, athlete_id: UUID, race_id: UUID) -> Race:
    return find_race(user, race_id, athlete_id)


@router.get("/athletes/{athlete_id}/races/{race_id}/analysis", tags=["athletes"])
def read_athlete_analysis(user: CurrentUser, athlete_id: UUID, race_id: UUID) -> Analysis:
    """Every split against the field and the finish cohort; events stay with who imported them."""
    return analysis_of(analyse_race(user, race_id, athlete_id))


@router.get("/athletes/{athlete_id}/workouts", tags=["athletes"])
def list_athlete_workouts(
    user: CurrentUser, athlete_id: UUID, days: DaysBack = 90, page: PageNumber = 1, per_page: PerPage = 20
) -> Page[WorkoutSummary]:
    """Their sessions of the last `days`, newest first; none when training is not shared."""
    find_athlete(user, athlete_id)
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - somewhere it is tomorrow already
    logged = shared_workouts(user, athlete_id, tomorrow - timedelta(days=days), tomorrow)
    return page_of([WorkoutSummary.model_validate(row) for row in records(logged)], page, per_page)


def _roster_entry(row: use_cases.RosterRow) -> RosterEntry:
    trend = row.trend
    return RosterEntry(
        **{name: value for name, value in row._asdict().items() if name != "trend"},
        load_7d=trend.load_7d if trend else None,
        load_weekly_mean_28d=trend.weekly_mean if trend else None,
        load_change_pct=trend.change_pct if trend else None,
    )
