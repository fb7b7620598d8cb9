"""/calendar/<secret>.ics, which calendars subscribe to, its address in the API, and sessions as workout files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.responses import Response as AnyResponse
from starlette.routing import Route

from api.bearer import CurrentUser
from api.problems import PROBLEM_RESPONSES
from coach import calendar_feed as use_cases
from coach.calendar_feed import WorkoutFile
from data.calendar_feeds import find_feed
from data.errors import NotFound, Unavailable
from data.plan_details import PlanDate

router = APIRouter(tags=["calendar"], responses=PROBLEM_RESPONSES)

FIT = "application/vnd.ant.fit"
PRIVATE = {"cache-control": "private, no-store", "x-robots-tag": "noindex"}


class FeedState(BaseModel):
    """Whether a calendar address exists, and when it was last read. The address itself is shown once, when made."""

    model_config = ConfigDict(frozen=True)

    is_active: bool
    created_at: datetime | None = None
    last_read_at: datetime | None = None


class FeedAddress(BaseModel):
    """Whoever has this address can read the plan: keep it to yourself."""

    model_config = ConfigDict(frozen=True)

    url: str


@router.get("/calendar-feed")
def read_feed(user: CurrentUser) -> FeedState:
    feed = find_feed(user)
    if feed is None:
        return FeedState(is_active=False)
    return FeedState(is_active=True, created_at=feed.created_at, last_read_at=feed.last_read_at)


@router.post("/calendar-feed", status_code=201)
def make_feed(user: CurrentUser) -> FeedAddress:
    """A new secret address; an earlier one ends at once."""
    return FeedAddress(url=use_cases.new_feed_address(user))


@router.delete("/calendar-feed", status_code=204)
def delete_feed(user: CurrentUser) -> None:
    """Nobody can read the calendar by its address any more."""
    use_cases.end_feed(user)


@router.get("/workout-files/week", response_class=AnyResponse)
def read_week_files(user: CurrentUser, monday: Annotated[PlanDate, Query()]) -> AnyResponse:
    """The open sessions of the week that day lies in as FIT workouts in a zip."""
    start = date.fromordinal(monday.toordinal() - monday.weekday())
    return _download(use_cases.week_files(user, start), "application/zip")


@router.get("/workout-files/{day_id}.fit", response_class=AnyResponse)
def read_workout_file(user: CurrentUser, day_id: UUID) -> AnyResponse:
    """A planned session as a FIT workout for a watch."""
    return _download(use_cases.workout_file(user, day_id), FIT)


@router.get("/workout-files/{day_id}.txt", response_class=PlainTextResponse)
def read_workout_words(user: CurrentUser, day_id: UUID) -> PlainTextResponse:
    """A planned session as plain text."""
    return PlainTextResponse(use_cases.workout_words(user, day_id), headers=PRIVATE)


async def calendar(request: Request) -> AnyResponse:
    """The plan of whoever has the secret in the address; without a sign-in, because calendars have none."""
    try:
        content = await run_in_threadpool(use_cases.calendar_of, request.path_params["secret"])
    except NotFound as missing:
        return PlainTextResponse(missing.text, status_code=404, headers=PRIVATE)
    except Unavailable as busy:
        return PlainTextResponse(busy.text, status_code=503, headers={**PRIVATE, "retry-after": "60"})
    return Response(content, media_type="text/calendar; charset=utf-8", headers=PRIVATE)


calendar_routes = [Route("/calendar/{secret}.ics", calendar, methods=["GET"])]


def _download(file: WorkoutFile, media_type: str) -> AnyResponse:
    disposition = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return AnyResponse(file.content, media_type=media_type, headers={**PRIVATE, "content-disposition": disposition})
