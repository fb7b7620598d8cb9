"""The field of a division and gender, built once per process."""

from __future__ import annotations

from functools import lru_cache

from coach.engines.cohort import ProfileRow
from coach.engines.field import CourseFactorRow, FieldReference, QuantileRow, field_reference
from data.db import Connection
from data.field import field_rows


@lru_cache(maxsize=32)
def field_of(division: str, gender: str) -> FieldReference | None:
    """The field of a division and gender; None where nothing is known (adaptive, mixed pro doubles)."""
    rows = field_rows(division, gender)
    if not rows.quantiles:
        return None
    return field_reference(
        division,
        gender,
        (QuantileRow(*row) for row in rows.quantiles),
        (ProfileRow(*row) for row in rows.profiles),
        (CourseFactorRow(*row) for row in rows.course_factors),
    )


def field_within(conn: Connection, division: str, gender: str) -> FieldReference | None:
    """The same inside a transaction: what is not in memory yet is read over its own connection."""
    return field_of(division, gender) if field_rows(division, gender, conn).quantiles else None
