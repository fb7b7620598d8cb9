"""Benchmark tests: what an athlete tested on purpose, and how it went."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Final, Literal, LiteralString, NamedTuple
from uuid import UUID

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from data import db
from data.days import Day
from data.db import Connection, User
from data.errors import NotFound, Stale
from data.profiles import my_athlete_id

TestType = Literal[
    "run_1k", "run_5k", "cooper", "row_2k", "ski_erg", "row", "sled_push", "sled_pull", "burpee_broad_jump",
    "farmers_carry", "sandbag_lunges", "wall_balls", "custom",
]  # fmt: skip
TestUnit = Literal["seconds", "metres", "kg", "reps"]
TestDivision = Literal["open", "pro"]
# Postgres text cannot hold the zero character.
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^[^\x00]*$")]

BENCHMARK_DTYPES = {
    "id": "object", "test_date": "object", "test_type": "object", "name": "object", "value": "float64",
    "unit": "object", "division": "object", "notes": "object", "created_at": "object", "updated_at": "object",
}  # fmt: skip
MISSING = "This test is not there. It may have been deleted."


class StructuredTest(NamedTuple):
    """A structured test: what it is called, its unit, and which values can be meant (`low` to `high`)."""

    label: str
    unit: TestUnit
    low: float
    high: float
    how: str


TESTS: Final[dict[str, StructuredTest]] = {
    "run_1k": StructuredTest("1 km run", "seconds", 120, 1_800, "flat, rested, even pace"),
    "run_5k": StructuredTest("5 km run", "seconds", 700, 7_200, "flat, rested, even pace"),
    "cooper": StructuredTest("Cooper test", "metres", 500, 6_000, "as far as you get in 12 minutes of running"),
    "row_2k": StructuredTest("2 km row", "seconds", 300, 3_600, "from a standing wheel"),
    "ski_erg": StructuredTest("SkiErg 1 km", "seconds", 120, 1_800, "from a standing wheel"),
    "row": StructuredTest("Row 1 km", "seconds", 120, 1_800, "from a standing wheel"),
    "sled_push": StructuredTest("Sled push", "seconds", 20, 1_800, "4 × 12.5 m with race weight"),
    "sled_pull": StructuredTest("Sled pull", "seconds", 30, 1_800, "4 × 12.5 m with race weight"),
    "burpee_broad_jump": StructuredTest("Burpee broad jump", "seconds", 60, 2_400, "80 m"),
    "farmers_carry": StructuredTest("Farmers carry", "seconds", 30, 1_800, "200 m with race weight"),
    "sandbag_lunges": StructuredTest("Sandbag lunges", "seconds", 60, 2_400, "100 m with race weight"),
    "wall_balls": StructuredTest("Wall balls", "seconds", 60, 2_700, "100 reps with race weight"),
}
CUSTOM_RANGES: Final[dict[str, tuple[float, float]]] = {
    "seconds": (1, 86_400), "metres": (1, 500_000), "kg": (0.5, 1_000), "reps": (1, 10_000),
}  # fmt: skip


class BenchmarkEntry(BaseModel):
    """A test as somebody enters it. `name` and `unit` belong to a custom test; `division` says whose weights."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    test_date: Day
    test_type: TestType
    unit: Annotated[TestUnit | None, Field(validate_default=True)] = None
    name: Annotated[Name | None, Field(validate_default=True)] = None
    value: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    division: TestDivision | None = None
    notes: Note | None = None

    @field_validator("test_date")
    @classmethod
    def past_date(cls, tested_on: date) -> date:
        tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - somewhere it is tomorrow already
        if not date(1990, 1, 1) <= tested_on <= tomorrow:
            raise ValueError("Choose the day of the test: between 1990 and today.")
        return tested_on

    @field_validator("unit")
    @classmethod
    def unit_of_type(cls, unit: TestUnit | None, info: ValidationInfo) -> TestUnit | None:
        """A structured test has its unit; saying it is not needed, saying another one is wrong."""
        test = TESTS.get(info.data.get("test_type", ""))
        if test is not None and unit not in (None, test.unit):
            raise ValueError(f"{test.label} is measured in {test.unit}.")
        if test is None and unit is None and "test_type" in info.data:
            raise ValueError("Choose the unit of your own test: seconds, metres, kg or reps.")
        return test.unit if test else unit

    @field_validator("name")
    @classmethod
    def name_of_custom(cls, name: str | None, info: ValidationInfo) -> str | None:
        is_custom = info.data.get("test_type") == "custom"
        if is_custom and name is None:
            raise ValueError("Give your own test a name.")
        if name is not None and "test_type" in info.data and not is_custom:
            raise ValueError("Only a custom test has a name of its own.")
        return name

    @field_validator("value")
    @classmethod
    def possible(cls, value: float, info: ValidationInfo) -> float:
        test, unit = TESTS.get(info.data.get("test_type", "")), info.data.get("unit")
        if test is None and unit is None:
            return value
        low, high = (test.low, test.high) if test else CUSTOM_RANGES[str(unit)]
        if not low <= value <= high:
            text, shortest, longest = (quantity_text(unit or "", number) for number in (value, low, high))
            raise ValueError(f"{text} cannot be right: expected {shortest} to {longest}.")
        return value

    @property
    def label(self) -> str:
        return TESTS[self.test_type].label if self.test_type in TESTS else self.name or "Custom test"


def quantity_text(unit: str, value: float) -> str:
    """
    >>> quantity_text("seconds", 95), quantity_text("metres", 2600)
    ('1:35', '2,600 metres')
    """
    if unit != "seconds":
        return f"{value:,.10g} {unit}"
    minutes, seconds = divmod(round(value), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class Benchmark(BenchmarkEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    created_at: datetime
    updated_at: datetime


BENCHMARK: LiteralString = """
    select id, test_date, test_type, (results ->> 'value')::float8 as value, results ->> 'unit' as unit,
           results ->> 'name' as name, results ->> 'division' as division, notes, created_at, updated_at
    from benchmark_tests where athlete_id = (select private.my_athlete_id())
"""


IN_ORDER: LiteralString = (
    " and (%(type)s::text is null or test_type = %(type)s) order by test_date desc, created_at desc, id"
)


def benchmarks(user: User, test_type: TestType | None = None) -> pd.DataFrame:
    """One row per test, newest first; dtypes BENCHMARK_DTYPES."""
    (rows,) = db.read_all(user, (BENCHMARK + IN_ORDER, {"type": test_type}))
    return db.frame(rows, BENCHMARK_DTYPES)


def benchmark_list(user: User) -> list[Benchmark]:
    """The same as models."""
    (rows,) = db.read_all(user, (BENCHMARK + IN_ORDER, {"type": None}))
    return [Benchmark.model_validate(row) for row in rows]


def find_benchmark(user: User, benchmark_id: UUID) -> Benchmark:
    (rows,) = db.read_all(user, (BENCHMARK + " and id = %s", (benchmark_id,)))
    return benchmark_of(rows)


def benchmark_of(rows: list[db.Row]) -> Benchmark:
    if not rows:
        raise NotFound(MISSING)
    return Benchmark.model_validate(rows[0])


def insert_benchmark(conn: Connection, entry: BenchmarkEntry) -> Benchmark:
    row = conn.execute(
        "insert into benchmark_tests (athlete_id, test_date, test_type, results, notes)"
        " values (%(athlete_id)s, %(test_date)s, %(test_type)s, %(results)s::jsonb, %(notes)s)"
        " returning id, created_at, updated_at",
        {**_columns(entry), "athlete_id": my_athlete_id(conn)},
    ).fetchone()
    return Benchmark(**entry.model_dump(), **(row or {}))


def update_benchmark(
    conn: Connection, benchmark_id: UUID, entry: BenchmarkEntry, expected: datetime | None
) -> Benchmark:
    """
    Raises:
        NotFound: it is not there.
        Stale: it was changed since `expected`.
    """
    row = conn.execute(
        "update benchmark_tests set test_date = %(test_date)s, test_type = %(test_type)s,"
        " results = %(results)s::jsonb, notes = %(notes)s"
        " where id = %(id)s and (%(expected)s::timestamptz is null or updated_at = %(expected)s)"
        " returning id, created_at, updated_at",
        {**_columns(entry), "id": benchmark_id, "expected": expected},
    ).fetchone()
    if row is None:
        benchmark_of(conn.execute(BENCHMARK + " and id = %s", (benchmark_id,)).fetchall())
        raise Stale
    return Benchmark(**entry.model_dump(), **row)


def delete_benchmark(conn: Connection, benchmark_id: UUID) -> None:
    if conn.execute("delete from benchmark_tests where id = %s", (benchmark_id,)).rowcount == 0:
        raise NotFound(MISSING)


def _columns(entry: BenchmarkEntry) -> dict[str, Any]:
    results = entry.model_dump(include={"value", "unit", "name", "division"}, exclude_none=True)
    return {**entry.model_dump(include={"test_date", "test_type", "notes"}), "results": json.dumps(results)}
