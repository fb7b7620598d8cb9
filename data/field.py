"""The field an athlete is compared with: percentiles, finish bands and course factors of seasons 7 and 8."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import LiteralString, NamedTuple

import psycopg
from psycopg.rows import DictRow

from data import db
from data.db import Connection

SEEDS = Path(__file__).resolve().parent.parent / "migrations" / "seeds"
FIELD_SEASONS = (7, 8)
FIELD_SOURCE = "aggregated from public HYROX results of seasons 7–8 (2024/25–2025/26), 151,485 complete rows"

QUANTILES = """
select age_group, metric, n, quantiles_s from public.field_quantiles
where division = %s and gender = %s order by age_group, metric
"""
PROFILES = """
select finish_from_s, finish_to_s, metric, n, p10, p25, p50, p75, p90 from public.field_profiles
where division = %s and gender = %s order by finish_from_s, metric
"""
COURSE_FACTORS = """
select event, n, factors from public.course_factors
where division = %s and gender = %s order by event
"""
COHORTS = """
select division, gender, age_group, n from public.field_quantiles
where metric = 'total_seconds' order by division, gender, age_group <> 'all', age_group
"""
LOADED = "select checksum from private.reference_loads where name = 'field'"
REMEMBER = """
insert into private.reference_loads (name, checksum) values ('field', %s)
on conflict (name) do update set checksum = excluded.checksum, loaded_at = now()
"""


class QuantileRow(NamedTuple):
    """`quantiles_s` are p1 … p99: the first is the time only 1 % of the field beat."""

    age_group: str
    metric: str
    n: int
    quantiles_s: tuple[int, ...]


class ProfileRow(NamedTuple):
    """How the people who finished in [finish_from_s, finish_to_s) did in one metric, in seconds."""

    finish_from_s: int
    finish_to_s: int
    metric: str
    n: int
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float


class CourseFactorRow(NamedTuple):
    """`factors` by metric: 1.05 means the event's median was 5 % slower than the usual event's."""

    event: str
    n: int
    factors: Mapping[str, float]


class FieldRows(NamedTuple):
    """Everything known about one division and gender; all three are empty when nothing is."""

    quantiles: tuple[QuantileRow, ...]
    profiles: tuple[ProfileRow, ...]
    course_factors: tuple[CourseFactorRow, ...]


class CohortRow(NamedTuple):
    division: str
    gender: str
    age_group: str
    n: int


class _Table(NamedTuple):
    file_name: str
    delete: LiteralString
    copy: LiteralString
    line: Callable[[Mapping[str, str]], tuple[object, ...]]


# Reference rows never change while the app runs, so each division and gender is read once per process.
_rows: dict[tuple[str, str], FieldRows] = {}
_cohorts: list[CohortRow] = []


def field_rows(division: str, gender: str, conn: Connection | None = None) -> FieldRows:
    """The reference rows of one division and gender, in one round trip the first time, then from memory.

    Within a transaction pass its connection: waiting for a second one could wait for ever.
    """
    known = _rows.get((division, gender))
    if known is not None:
        return known
    rows = _read_rows(division, gender, conn)
    if rows.quantiles:
        _rows[division, gender] = rows
    return rows


def field_cohorts() -> list[CohortRow]:
    """Which division, gender and age group can be compared with, and how many finishers stand behind each."""
    if not _cohorts:
        with db.read_reference() as conn:
            _cohorts[:] = [CohortRow(**row) for row in conn.execute(COHORTS)]
    return list(_cohorts)


def forget_field() -> None:
    """Read again from the database next time."""
    _rows.clear()
    _cohorts.clear()


def load_field(owner_dsn: str, folder: Path = SEEDS) -> int:
    """Copy the field's files into their tables; returns the number of rows written, 0 when nothing changed.

    Readers see the old rows or the new ones, never a mix.
    """
    checksum = _checksum(folder)
    with psycopg.connect(owner_dsn) as conn:
        if _loaded_checksum(conn) == checksum:
            return 0
        # A second process that starts at the same time waits here, then finds the work done.
        conn.execute("lock table private.reference_loads in exclusive mode")
        if _loaded_checksum(conn) == checksum:
            return 0
        written = sum(_copy(conn, table, folder) for table in _TABLES)
        conn.execute(REMEMBER, (checksum,))
    forget_field()
    return written


def _read_rows(division: str, gender: str, within: Connection | None) -> FieldRows:
    cohort = (division, gender)
    with nullcontext(within) if within else db.read_reference() as conn, conn.pipeline():
        quantiles, profiles, factors = (conn.execute(sql, cohort) for sql in (QUANTILES, PROFILES, COURSE_FACTORS))
        return FieldRows(
            tuple(_quantile_row(row) for row in quantiles),
            tuple(ProfileRow(**row) for row in profiles),
            tuple(CourseFactorRow(**row) for row in factors),
        )


def _quantile_row(row: DictRow) -> QuantileRow:
    return QuantileRow(row["age_group"], row["metric"], row["n"], tuple(row["quantiles_s"]))


def _checksum(folder: Path) -> str:
    digest = hashlib.sha256()
    for table in _TABLES:
        digest.update((folder / table.file_name).read_bytes())
    return digest.hexdigest()


def _loaded_checksum(conn: psycopg.Connection) -> str | None:
    row = conn.execute(LOADED).fetchone()
    return str(row[0]) if row else None


def _copy(conn: psycopg.Connection, table: _Table, folder: Path) -> int:
    conn.execute(table.delete)
    written = 0
    with (
        (folder / table.file_name).open(encoding="utf-8", newline="") as lines,
        conn.cursor() as cursor,
        cursor.copy(table.copy) as copy,
    ):
        for line in csv.DictReader(lines):
            copy.write_row(table.line(line))
            written += 1
    return written


def _quantile_line(line: Mapping[str, str]) -> tuple[object, ...]:
    quantiles_s = ",".join(line[f"p{percent}"] for percent in range(1, 100))
    return (*_cells(line, "division gender age_group metric n"), f"{{{quantiles_s}}}")


def _profile_line(line: Mapping[str, str]) -> tuple[object, ...]:
    return _cells(line, "division gender finish_from_s finish_to_s metric n p10 p25 p50 p75 p90")


def _course_line(line: Mapping[str, str]) -> tuple[object, ...]:
    names = ("event", "division", "gender", "n")
    factors = {metric: float(factor) for metric, factor in line.items() if metric not in names}
    return (*(line[name] for name in names), json.dumps(factors))


def _cells(line: Mapping[str, str], names: str) -> tuple[str, ...]:
    return tuple(line[name] for name in names.split())


_TABLES: Iterable[_Table] = (
    _Table(
        "field_quantiles.csv",
        "delete from public.field_quantiles",
        "copy public.field_quantiles (division, gender, age_group, metric, n, quantiles_s) from stdin",
        _quantile_line,
    ),
    _Table(
        "field_profiles.csv",
        "delete from public.field_profiles",
        "copy public.field_profiles (division, gender, finish_from_s, finish_to_s, metric, n, p10, p25, p50, p75, p90)"
        " from stdin",
        _profile_line,
    ),
    _Table(
        "course_factors.csv",
        "delete from public.course_factors",
        "copy public.course_factors (event, division, gender, n, factors) from stdin",
        _course_line,
    ),
)
