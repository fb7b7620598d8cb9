"""/api/v1/stations, /exercises and /field: what is the same for everyone. Public and cacheable."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from api.paging import Page, page_of
from api.problems import PROBLEM_RESPONSES
from data.errors import NotFound, Rejected
from data.exercises import Exercise, ExerciseFilter, list_exercises
from data.field import FIELD_SEASONS, FIELD_SOURCE, CohortRow, field_cohorts, field_rows
from data.stations import Station, StationName, list_stations

FieldDivision = Literal["open", "pro", "doubles", "pro_doubles", "relay"]
FieldGender = Literal["men", "women", "mixed"]
RunName = Literal["run_1", "run_2", "run_3", "run_4", "run_5", "run_6", "run_7", "run_8"]
SumName = Literal["total_seconds", "runs_total", "stations_total", "roxzone"]

CACHE_CONTROL = "public, max-age=3600"

router = APIRouter(tags=["reference"], responses={status: PROBLEM_RESPONSES[status] for status in (404, 422, 503)})


class ExerciseQuery(ExerciseFilter):
    page: int = Field(default=1, ge=1, le=100_000)
    per_page: int = Field(default=50, ge=1, le=200)


class FieldQuery(BaseModel):
    """Division and gender belong together; the age group is `all` unless it is named."""

    division: FieldDivision | None = None
    gender: FieldGender | None = None
    age_group: str | None = Field(default=None, max_length=20)
    metric: StationName | RunName | SumName | None = None


class Cohort(BaseModel):
    """A group that can be compared with, and how many results stand behind it."""

    division: str
    gender: str
    age_group: str
    n: int


class Quantiles(BaseModel):
    """`quantiles_s` are the 1st to 99th percentile in seconds: only 1 % of the field beat the first."""

    metric: str
    age_group: str
    n: int
    quantiles_s: list[int]


class FieldAnswer(BaseModel):
    """Without division and gender: every cohort and no quantiles."""

    seasons: list[int]
    source: str
    cohorts: list[Cohort]
    quantiles: list[Quantiles]


@router.get("/stations", response_model=Page[Station])
def read_stations(request: Request) -> Response:
    """The eight stations in race order, with loads, target heights and technique tips."""
    stations = list_stations()
    return cacheable(request, page_of(stations, page=1, per_page=len(stations)))


@router.get("/exercises", response_model=Page[Exercise])
def read_exercises(request: Request, wanted: Annotated[ExerciseQuery, Query()]) -> Response:
    """The exercise library by name; every filter narrows it."""
    return cacheable(request, page_of(list_exercises(wanted), wanted.page, wanted.per_page))


@router.get("/field", response_model=FieldAnswer)
def read_field(request: Request, wanted: Annotated[FieldQuery, Query()]) -> Response:
    """Percentiles of the field of a division and gender; without them, the cohorts there are."""
    cohorts = [row for row in field_cohorts() if _fits(row, wanted)]
    quantiles: list[Quantiles] = []
    if wanted.division and wanted.gender:
        quantiles = _quantiles(wanted.division, wanted.gender, wanted)
    elif wanted.model_fields_set:
        raise Rejected("Name both division and gender, for example division=open&gender=women.", field="division")
    return cacheable(
        request,
        FieldAnswer(
            seasons=list(FIELD_SEASONS),
            source=FIELD_SOURCE,
            cohorts=[Cohort(**row._asdict()) for row in cohorts],
            quantiles=quantiles,
        ),
    )


def cacheable(request: Request, body: BaseModel) -> Response:
    """The body with its ETag, or 304 when the client has it already."""
    content = body.model_dump_json().encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"Cache-Control": CACHE_CONTROL, "ETag": etag}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


def _fits(cohort: CohortRow, wanted: FieldQuery) -> bool:
    return wanted.division in (None, cohort.division) and wanted.gender in (None, cohort.gender)


def _quantiles(division: str, gender: str, wanted: FieldQuery) -> list[Quantiles]:
    age_group = wanted.age_group or "all"
    rows = [row for row in field_rows(division, gender).quantiles if row.age_group == age_group]
    if not rows:
        raise NotFound(
            f"There is no field for {division} {gender}, age group {age_group}. /field lists those there are."
        )
    return [
        Quantiles(metric=row.metric, age_group=age_group, n=row.n, quantiles_s=list(row.quantiles_s))
        for row in rows
        if wanted.metric in (None, row.metric)
    ]
