"""The sessions of training plans: what to do on which day, and whether it was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any, LiteralString, NamedTuple
from uuid import UUID, uuid4

import pandas as pd
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, Field

from data import db
from data.db import Connection, User
from data.errors import NotFound, Rejected, Stale
from data.plan_details import PlanDate, SessionDetails, SessionType, Text, Title

DAY_DTYPES = {
    "day_id": "object", "date": "object", "plan_id": "object", "week_number": "int64", "title": "object",
    "description": "object", "session_type": "object", "estimated_duration_minutes": "Int64", "is_rest_day": "bool",
    "is_completed": "bool", "is_skipped": "bool", "linked_workout_log_id": "object", "details": "object",
    "updated_at": "object",
}  # fmt: skip
MAX_SESSIONS_A_DAY = 20


class PlanDayEntry(BaseModel):
    """A session as somebody plans it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: PlanDate
    title: Title
    session_type: SessionType
    estimated_duration_minutes: Annotated[int, Field(ge=0, le=1440)] | None = None
    description: Text | None = None
    details: SessionDetails = Field(default_factory=SessionDetails)
    notes: Text | None = None


class PlanDay(PlanDayEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    plan_id: UUID
    week_number: int
    position: int
    is_rest_day: bool
    is_completed: bool
    is_skipped: bool
    linked_workout_log_id: UUID | None
    created_at: datetime
    updated_at: datetime


class PlanSpan(NamedTuple):
    """A plan whose row this transaction holds: whatever changes it comes one after the other."""

    id: UUID
    athlete_id: UUID
    monday: date
    duration_weeks: int

    def week_number(self, day: date) -> int:
        """
        Raises:
            Rejected: the plan does not reach that far.
        """
        number = (day - self.monday).days // 7 + 1
        if not 1 <= number <= self.duration_weeks:
            last = self.monday + timedelta(days=7 * self.duration_weeks - 1)
            raise Rejected(
                f"{_words(day)} is outside this plan, which runs from {_words(self.monday)} to {_words(last)}.",
                field="date",
            )
        return number


GONE = "This session is not there. It may have been removed from the plan."
SESSION: LiteralString = (
    "select session.*, session.day_id as id from plan_sessions session"
    " where athlete_id = (select private.my_athlete_id())"
)


def day_of(row: db.Row) -> PlanDay:
    """Details that another program kept in a shape of its own are shown as none."""
    try:
        return PlanDay.model_validate(row)
    except ValueError:
        return PlanDay.model_validate({**row, "details": {}})


def find_day(user: User, day_id: UUID) -> PlanDay:
    (rows,) = db.read_all(user, (SESSION + " and day_id = %s", (day_id,)))
    return _only(rows)


def plan_days(user: User, first: date, last: date) -> pd.DataFrame:
    """One row per session of the active plan from `first` to `last`, in order; dtypes DAY_DTYPES."""
    (rows,) = db.read_all(user, days_query(first, last))
    return db.frame(rows, DAY_DTYPES)


def days_query(first: date, last: date) -> db.Query:
    """For reading the same in one pipeline with other things."""
    return (
        SESSION + " and plan_status = 'active' and date between %s and %s order by date, position, created_at, day_id",
        (first, last),
    )


def all_days_query(plan_id: UUID) -> db.Query:
    """Every session of one plan, in order."""
    return SESSION + " and plan_id = %s order by date, position, created_at, day_id", (plan_id,)


def locked_span(conn: Connection, plan_id: UUID) -> PlanSpan:
    """Hold the plan until the transaction ends.

    Raises:
        NotFound: it is not there, deleted, or not yours.
    """
    row = conn.execute(
        "select id, athlete_id, start_date - extract(isodow from start_date)::int + 1 as monday, duration_weeks"
        " from training_plans where id = %s and deleted_at is null and start_date is not null for update",
        (plan_id,),
    ).fetchone()
    if row is None:
        raise NotFound("This plan is not there. It may have been deleted.")
    return PlanSpan(**row)


def span_of_day(conn: Connection, day_id: UUID) -> PlanSpan:
    """The plan this session belongs to, held."""
    row = conn.execute(SESSION + " and day_id = %s", (day_id,)).fetchone()
    if row is None:
        raise NotFound(GONE)
    return locked_span(conn, row["plan_id"])


def locked_day(conn: Connection, day_id: UUID) -> PlanDay:
    """The session as it is now, held until the transaction ends."""
    conn.execute("select id from training_plan_days where id = %s for update", (day_id,))
    return _only(conn.execute(SESSION + " and day_id = %s", (day_id,)).fetchall())


def insert_days(conn: Connection, plan: PlanSpan, entries: Sequence[PlanDayEntry]) -> list[UUID]:
    """Add sessions, each after those its day has; weeks come into being as needed. Ids in the order of `entries`.

    Raises:
        Rejected: a day lies outside the plan or is full.
    """
    rows = [day_columns(plan, entry) | {"id": str(uuid4()), "number": number} for number, entry in enumerate(entries)]
    insert_weeks(conn, plan, {row["week_number"] for row in rows})
    conn.execute(
        """
        insert into training_plan_days (id, athlete_id, training_plan_week_id, day_of_week, position, workout_title,
            workout_description, workout_details, session_type, estimated_duration_minutes, is_rest_day, notes)
        select planned.id, week.athlete_id, week.id, planned.day_of_week,
               row_number() over (partition by week.id, planned.day_of_week order by planned.number) + (
                   select coalesce(max(position), 0) from training_plan_days there
                   where there.training_plan_week_id = week.id and there.athlete_id = week.athlete_id
                     and there.day_of_week = planned.day_of_week),
               planned.title, planned.description, planned.details, planned.session_type, planned.minutes,
               planned.session_type = 'rest', planned.notes
        from jsonb_to_recordset(%(rows)s) as planned (id uuid, number int, week_number int, day_of_week smallint,
            title text, description text, details jsonb, session_type text, minutes int, notes text)
        join training_plan_weeks week on week.training_plan_id = %(plan_id)s and week.athlete_id = %(athlete_id)s
            and week.week_number = planned.week_number
        """,
        {"rows": Jsonb(rows), "plan_id": plan.id, "athlete_id": plan.athlete_id},
    )
    check_fullness(conn, plan)
    return [UUID(row["id"]) for row in rows]


def insert_weeks(conn: Connection, plan: PlanSpan, numbers: Iterable[int]) -> None:
    """Weeks that are there already stay as they are."""
    conn.execute(
        "insert into training_plan_weeks (athlete_id, training_plan_id, week_number)"
        " select %s, %s, number from unnest(%s::int[]) number"
        " on conflict (training_plan_id, athlete_id, week_number) do nothing",
        (plan.athlete_id, plan.id, sorted(numbers)),
    )


def update_day(conn: Connection, plan: PlanSpan, day_id: UUID, entry: PlanDayEntry, expected: datetime | None) -> None:
    """Replace what is planned.

    Raises:
        Stale: it is not the session of `expected` any more.
    """
    columns = day_columns(plan, entry)
    insert_weeks(conn, plan, [columns["week_number"]])
    changed = conn.execute(
        """
        update training_plan_days day set training_plan_week_id = week.id, day_of_week = %(day_of_week)s,
            workout_title = %(title)s, workout_description = %(description)s, workout_details = %(details)s,
            session_type = %(session_type)s, estimated_duration_minutes = %(minutes)s,
            is_rest_day = %(session_type)s = 'rest', notes = %(notes)s
        from training_plan_weeks week
        where day.id = %(id)s and (%(expected)s::timestamptz is null or day.updated_at = %(expected)s)
          and week.training_plan_id = %(plan_id)s and week.athlete_id = day.athlete_id
          and week.week_number = %(week_number)s
        """,
        {**columns, "details": Jsonb(columns["details"]), "id": day_id, "plan_id": plan.id, "expected": expected},
    )
    _check_changed(changed.rowcount)
    check_fullness(conn, plan)


def update_skipped(conn: Connection, day_id: UUID, *, is_skipped: bool, expected: datetime | None) -> None:
    changed = conn.execute(
        "update training_plan_days set is_skipped = %(is_skipped)s, is_completed = false, linked_workout_log_id = null"
        " where id = %(id)s and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"id": day_id, "is_skipped": is_skipped, "expected": expected},
    )
    _check_changed(changed.rowcount)


def update_completed(conn: Connection, day_id: UUID, workout_log_id: UUID, expected: datetime | None) -> None:
    changed = conn.execute(
        "update training_plan_days set is_completed = true, is_skipped = false, linked_workout_log_id = %(log_id)s"
        " where id = %(id)s and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"id": day_id, "log_id": workout_log_id, "expected": expected},
    )
    _check_changed(changed.rowcount)


def pin_day(conn: Connection, day_id: UUID) -> None:
    """The athlete moved or wrote it: a plan that rolls on leaves it as it is."""
    conn.execute("update training_plan_days set is_pinned = true where id = %s and not is_pinned", (day_id,))


def delete_day(conn: Connection, day_id: UUID, expected: datetime | None) -> None:
    changed = conn.execute(
        "delete from training_plan_days"
        " where id = %(id)s and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"id": day_id, "expected": expected},
    )
    _check_changed(changed.rowcount)


def _check_changed(row_count: int) -> None:
    """The row was held before, so it is there: unchanged means it was not the one that was seen."""
    if not row_count:
        raise Stale


def check_fullness(conn: Connection, plan: PlanSpan) -> None:
    full = conn.execute(
        "select from training_plan_days day join training_plan_weeks week on week.id = day.training_plan_week_id"
        " where week.training_plan_id = %s group by week.id, day.day_of_week having count(*) > %s limit 1",
        (plan.id, MAX_SESSIONS_A_DAY),
    ).fetchone()
    if full is not None:
        raise Rejected(f"A day holds at most {MAX_SESSIONS_A_DAY} sessions.", field="date")


def day_columns(plan: PlanSpan, entry: PlanDayEntry) -> dict[str, Any]:
    """A session as its row keeps it."""
    return {
        "week_number": plan.week_number(entry.date),
        "day_of_week": entry.date.isoweekday(),
        "title": entry.title,
        "description": entry.description,
        "details": entry.details.model_dump(exclude_none=True),
        "session_type": entry.session_type,
        "minutes": entry.estimated_duration_minutes,
        "notes": entry.notes,
    }


def _words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _only(rows: list[db.Row]) -> PlanDay:
    if not rows:
        raise NotFound(GONE)
    return day_of(rows[0])
