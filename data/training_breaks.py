"""Injury, illness and travel: days on which training was not normal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Literal, LiteralString
from uuid import UUID

import pandas as pd
from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator, model_validator

from data import db
from data.days import Day
from data.db import Connection, User
from data.errors import NotFound, Stale
from data.profiles import my_athlete_id

BreakKind = Literal["injury", "illness", "travel"]
# Postgres text cannot hold the zero character.
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00]*$")]

LONGEST_DAYS = 3 * 365

BREAK_DTYPES = {
    "id": "object", "kind": "object", "first_on": "object", "last_on": "object", "note": "object",
    "updated_at": "object",
}  # fmt: skip
GONE = "This entry is not there. It may have been deleted."


class BreakEntry(BaseModel):
    """`last_on` is left out while it lasts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: BreakKind
    first_on: Day
    last_on: Day | None = None
    note: Note | None = None

    @field_validator("first_on")
    @classmethod
    def plausible_start(cls, first_on: date) -> date:
        latest = date.today() + timedelta(days=366)  # noqa: DTZ011 - a trip may be planned
        if not date(1990, 1, 1) <= first_on <= latest:
            raise ValueError("Choose a first day between 1990 and a year from now.")
        return first_on

    @model_validator(mode="after")
    def in_order(self) -> BreakEntry:
        if self.last_on is None:
            return self
        if self.last_on < self.first_on:
            raise ValueError("The last day is before the first one.")
        if (self.last_on - self.first_on).days > LONGEST_DAYS:
            raise ValueError("That is longer than three years: check the dates.")
        return self


class TrainingBreak(BreakEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    created_at: datetime
    updated_at: datetime

    def covers(self, day: date) -> bool:
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


BREAKS: LiteralString = """
    select id, kind, first_on, last_on, note, created_at, updated_at from training_breaks
    where athlete_id = (select private.my_athlete_id()) and first_on <= %(last)s
      and (last_on is null or last_on >= %(first)s)
    order by first_on desc, created_at desc
"""


def breaks_query(first: date, last: date) -> db.Query:
    """Those that touch these days, for reading in one pipeline with other things."""
    return BREAKS, {"first": first, "last": last}


def training_breaks(user: User, first: date = date.min, last: date = date.max) -> pd.DataFrame:
    """One row per break that touches these days, newest first; dtypes BREAK_DTYPES."""
    (rows,) = db.read_all(user, breaks_query(first, last))
    return db.frame(rows, BREAK_DTYPES)


def find_break(user: User, break_id: UUID) -> TrainingBreak:
    (rows,) = db.read_all(user, ("select * from training_breaks where id = %s", (break_id,)))
    if not rows:
        raise NotFound(GONE)
    return TrainingBreak.model_validate(rows[0])


def insert_break(conn: Connection, entry: BreakEntry) -> UUID:
    row = conn.execute(
        "insert into training_breaks (athlete_id, kind, first_on, last_on, note)"
        " values (%(athlete_id)s, %(kind)s, %(first_on)s, %(last_on)s, %(note)s) returning id",
        {**entry.model_dump(), "athlete_id": my_athlete_id(conn)},
    ).fetchone()
    break_id: UUID = row["id"] if row else UUID(int=0)
    return break_id


def update_break(conn: Connection, break_id: UUID, entry: BreakEntry, expected: datetime | None) -> None:
    """
    Raises:
        Stale: it changed since `expected`.
        NotFound: it is gone.
    """
    changed = conn.execute(
        "update training_breaks set kind = %(kind)s, first_on = %(first_on)s, last_on = %(last_on)s, note = %(note)s"
        " where id = %(id)s and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {**entry.model_dump(), "id": break_id, "expected": expected},
    )
    if changed.rowcount == 0:
        known = conn.execute("select from training_breaks where id = %s", (break_id,)).fetchone()
        raise NotFound(GONE) if known is None else Stale()


def delete_break(conn: Connection, break_id: UUID) -> None:
    if conn.execute("delete from training_breaks where id = %s", (break_id,)).rowcount == 0:
        raise NotFound(GONE)
