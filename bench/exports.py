"""Export of 100,000 workouts against a bare COPY TO STDOUT of the same rows, and the memory it takes."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from typing import LiteralString

import psycopg

from bench.figure import Figure, paired_ms
from bench.imports import database
from coach.explorer import FORMATS, ExportFormat, export, pieces_of
from data.db import User
from data.exploration import Exploration

ROWS, ROUNDS, MEMORY_LIMIT_MB = 100_000, 7, 100.0
TABLE = "workout_logs"
FLOORS: dict[ExportFormat, LiteralString] = {
    "csv": "copy (select * from public.workout_logs) to stdout (format csv, header)",
    "jsonl": "copy (select row_to_json(row) from (select * from public.workout_logs) row) to stdout",
}
FILL: LiteralString = """
insert into public.workout_logs (athlete_id, date, session_type, title, duration_minutes, distance_m, rpe_post, notes,
    completed_workout)
select profile.id, date '2016-01-01' + number %% 3650, (array['run', 'strength', 'hiit'])[1 + number %% 3],
       'Session ' || number, 30 + number %% 60, 1000.5 * (1 + number %% 20), 1 + number %% 10,
       case when number %% 7 = 0 then '=HYPERLINK("x")' else 'Felt fine, "light" legs' end,
       '{"sets": [{"exercise_name": "Deadlift", "reps": 5, "weight_kg": 100}], "intervals": []}'
from generate_series(1, %s) number, public.athlete_profiles profile
"""


def figures() -> Iterator[Figure]:
    with database() as (owner_dsn, user), psycopg.connect(owner_dsn, autocommit=True) as conn:
        conn.execute(FILL, (ROWS,))
        conn.execute("analyze public.workout_logs")
        before_mb = _peak_mb()
        for file_format in FLOORS:
            yield _speed(conn, user, file_format)
        for file_format in FORMATS:
            _read(user, file_format)
        yield Figure("peak memory added by exports", _peak_mb() - before_mb, MEMORY_LIMIT_MB, "MB", 1.0)


def _speed(conn: psycopg.Connection, user: User, file_format: ExportFormat) -> Figure:
    ours_ms, floor_ms = paired_ms(lambda: _read(user, file_format), lambda: _copy(conn, FLOORS[file_format]), ROUNDS)
    return Figure(f"export of {ROWS:,} rows as {file_format}, against COPY", ours_ms, floor_ms, "ms", 2.0)


def _read(user: User, file_format: ExportFormat) -> int:
    return sum(len(piece) for piece in pieces_of(export(user, Exploration(table=TABLE), file_format)))


def _copy(conn: psycopg.Connection, statement: LiteralString) -> int:
    with conn.cursor().copy(statement) as copy:
        return sum(len(piece) for piece in copy)


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
