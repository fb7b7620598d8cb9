"""/api/v1/benchmarks: tests done on purpose, and the times of every level."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from api.reference import FieldDivision, FieldGender, cacheable
from coach import benchmarks as use_cases
from coach.benchmarks import LoggedBenchmark, level_reference
from coach.engines.field import Level
from data.benchmarks import TESTS, Benchmark, BenchmarkEntry, TestType, benchmarks, find_benchmark
from data.field import FIELD_SEASONS, FIELD_SOURCE
from data.records import Record

router = APIRouter(prefix="/benchmarks", tags=["benchmarks"], responses=PROBLEM_RESPONSES)


class KeptBenchmark(Benchmark):
    """The test, and the records it set."""

    records: tuple[Record, ...] = ()


class TestOutline(BaseModel):
    """A structured test; `low` and `high` are the values that can be meant."""

    test_type: str
    label: str
    unit: str
    low: float
    high: float
    how: str


class Levels(BaseModel):
    """The slowest time of each level in seconds, from `n` results of all ages."""

    division: str
    gender: str
    metric: str
    label: str
    n: int
    levels_s: dict[Level, float]


class Reference(BaseModel):
    tests: list[TestOutline]
    seasons: list[int]
    source: str
    levels: list[Levels]


@router.get("")
def list_benchmarks(
    user: CurrentUser, test_type: TestType | None = None, page: PageNumber = 1, per_page: PerPage = 20
) -> Page[Benchmark]:
    """Your tests, newest first."""
    rows = records(benchmarks(user, test_type))
    return page_of([Benchmark.model_validate(row) for row in rows], page, per_page)


@router.post("", status_code=201)
def create_benchmark(user: CurrentUser, entry: BenchmarkEntry, response: Response) -> KeptBenchmark:
    """Log a test; the unit follows from its type, a custom one names both."""
    kept = _kept(use_cases.log_benchmark(user, entry))
    response.headers["Location"] = f"/api/v1/benchmarks/{kept.id}"
    return tagged(response, kept)


@router.get("/reference", response_model=Reference)
def read_reference(
    request: Request,
    division: Annotated[FieldDivision | None, Query()] = None,
    gender: Annotated[FieldGender | None, Query()] = None,
) -> Response:
    """The tests there are, and per station the time of every level, elite (p1) to developing (p75). Public."""
    levels = [
        Levels(**times._asdict())
        for times in level_reference()
        if division in (None, times.division) and gender in (None, times.gender)
    ]
    tests = [TestOutline(test_type=name, **test._asdict()) for name, test in TESTS.items()]
    return cacheable(request, Reference(tests=tests, seasons=list(FIELD_SEASONS), source=FIELD_SOURCE, levels=levels))


@router.get("/{benchmark_id}")
def read_benchmark(user: CurrentUser, benchmark_id: UUID, response: Response) -> Benchmark:
    return tagged(response, find_benchmark(user, benchmark_id))


@router.put("/{benchmark_id}")
def change_benchmark(
    user: CurrentUser, benchmark_id: UUID, entry: BenchmarkEntry, response: Response, if_match: IfMatch = None
) -> KeptBenchmark:
    """Replace a test."""
    expected: datetime | None = expected_of(if_match)
    return tagged(response, _kept(use_cases.change_benchmark(user, benchmark_id, entry, expected)))


@router.delete("/{benchmark_id}", status_code=204)
def delete_benchmark(user: CurrentUser, benchmark_id: UUID) -> None:
    """Delete a test with the records it set."""
    use_cases.remove_benchmark(user, benchmark_id)


def _kept(logged: LoggedBenchmark) -> KeptBenchmark:
    return KeptBenchmark(**logged.benchmark.model_dump(), records=logged.records)
