"""How an activity felt: the athlete's own ratings and words, one set per activity."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, LiteralString
from uuid import UUID

from psycopg.errors import UniqueViolation
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from data import db
from data.db import Connection, User
from data.errors import Conflict, NotFound, Stale
from data.profiles import my_athlete_id
from data.workouts import NO_ZERO, Effort

Notes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000, pattern=NO_ZERO)]

MISSING = "You have not said yet how this one felt."
THERE = "You have said how this one felt. Change that instead."
FEEDBACK: LiteralString = """
    select feedback.id, feedback.activity_id, feedback.effort, feedback.recovery, feedback.motivation,
           feedback.soreness, feedback.notes, feedback.created_at, feedback.updated_at
    from run_feedback feedback
    where feedback.athlete_id = (select private.my_athlete_id()) and feedback.activity_id = %s
"""


class FeedbackEntry(BaseModel):
    """Ratings from 1 to 10; effort is the RPE of the whole activity. What is not rated is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    effort: Effort | None = None
    recovery: Effort | None = None
    motivation: Effort | None = None
    soreness: Effort | None = None
    notes: Annotated[Notes | None, Field(description="Your own words, up to 5,000 characters.")] = None

    @model_validator(mode="after")
    def says_something(self) -> FeedbackEntry:
        if not any((self.effort, self.recovery, self.motivation, self.soreness, self.notes)):
            raise ValueError("Rate at least one thing from 1 to 10, or write a note.")
        return self


class Feedback(FeedbackEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    activity_id: UUID
    created_at: datetime
    updated_at: datetime


def feedback_query(activity_id: UUID) -> db.Query:
    """For reading it in one pipeline with other things."""
    return FEEDBACK, (activity_id,)


def find_feedback(user: User, activity_id: UUID) -> Feedback:
    """
    Raises:
        NotFound: nothing was said, or it is not yours.
    """
    (rows,) = db.read_all(user, feedback_query(activity_id))
    if not rows:
        raise NotFound(MISSING)
    return Feedback.model_validate(rows[0])


def kept_feedback(conn: Connection, activity_id: UUID) -> Feedback | None:
    """As this transaction sees it, held until it ends."""
    row = conn.execute(FEEDBACK + " for update", (activity_id,)).fetchone()
    return Feedback.model_validate(row) if row else None


def insert_feedback(conn: Connection, activity_id: UUID, entry: FeedbackEntry) -> None:
    """
    Raises:
        Conflict: there is some already.
    """
    try:
        conn.execute(
            "insert into run_feedback (athlete_id, activity_id, effort, recovery, motivation, soreness, notes)"
            " values (%(athlete_id)s, %(activity_id)s, %(effort)s, %(recovery)s, %(motivation)s, %(soreness)s,"
            " %(notes)s)",
            {**_columns(entry), "athlete_id": my_athlete_id(conn), "activity_id": activity_id},
        )
    except UniqueViolation as there:
        raise Conflict(THERE) from there


def update_feedback(conn: Connection, feedback: Feedback, entry: FeedbackEntry, expected: datetime | None) -> None:
    """Replace everything that was said.

    Raises:
        Stale: it was changed since `expected`.
    """
    if expected is not None and feedback.updated_at != expected:
        raise Stale
    conn.execute(
        "update run_feedback set effort = %(effort)s, recovery = %(recovery)s, motivation = %(motivation)s,"
        " soreness = %(soreness)s, notes = %(notes)s where id = %(id)s",
        {**_columns(entry), "id": feedback.id},
    )


def _columns(entry: FeedbackEntry) -> dict[str, object]:
    return {**entry.model_dump(include=set(FeedbackEntry.model_fields)), "notes": entry.notes or None}
