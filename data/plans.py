"""Training plans: what is planned for the weeks until a day that matters. At most one is active."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, LiteralString
from uuid import UUID

import pandas as pd
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, Field

from data import db
from data.db import Connection, User
from data.errors import NotFound, Stale
from data.plan_days import PlanDay, PlanDayEntry, PlanSpan, all_days_query, day_of
from data.plan_details import Line, PlanDate, Text, Title
from data.profiles import my_athlete_id

Difficulty = Literal["beginner", "intermediate", "advanced", "custom"]
PlanStatus = Literal["active", "archived", "draft"]

PLAN_DTYPES = {
    "id": "object", "plan_name": "object", "status": "object", "difficulty": "object", "goal": "object",
    "duration_weeks": "int64", "start_date": "object", "end_date": "object", "session_count": "int64",
    "completed_count": "int64", "is_deleted": "bool", "updated_at": "object",
}  # fmt: skip


class PlanEntry(BaseModel):
    """A plan as somebody names it. Its weeks run Monday to Sunday; the first is the one `start_date` lies in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plan_name: Title
    start_date: PlanDate
    duration_weeks: Annotated[int, Field(ge=1, le=104)]
    goal: Annotated[Line, Field(max_length=300)] | None = None
    difficulty: Difficulty = "custom"


class PlanWeek(BaseModel):
    """What a week is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    week_number: Annotated[int, Field(ge=1, le=104)]
    focus: Annotated[Line, Field(max_length=200)] | None = None
    target_volume_hours: Annotated[float, Field(ge=0, le=80, allow_inf_nan=False)] | None = None
    notes: Text | None = None


class PlanDraft(PlanEntry):
    """A whole plan to be kept: by hand, from a template, from a file."""

    weeks: Annotated[list[PlanWeek], Field(max_length=104)] = Field(default_factory=list)
    days: Annotated[list[PlanDayEntry], Field(max_length=1500)] = Field(default_factory=list)


class Plan(PlanEntry):
    """A plan as we keep it, with everything in it; sessions in order."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    status: PlanStatus
    is_ai_generated: bool
    end_date: date
    created_at: datetime
    updated_at: datetime
    weeks: list[PlanWeek] = Field(default_factory=list)
    days: list[PlanDay] = Field(default_factory=list)


PLAN: LiteralString = (
    "select plan.* from training_plans plan"
    " where athlete_id = (select private.my_athlete_id()) and deleted_at is null and start_date is not null"
)
WEEKS: LiteralString = (
    "select week_number, focus, target_volume_hours::float8, notes from training_plan_weeks"
    " where athlete_id = (select private.my_athlete_id()) and training_plan_id = %s order by week_number"
)
GONE = "This plan is not there. It may have been deleted."


def find_plan(user: User, plan_id: UUID) -> Plan:
    plan_rows, week_rows, day_rows = db.read_all(
        user, (PLAN + " and id = %s", (plan_id,)), (WEEKS, (plan_id,)), all_days_query(plan_id)
    )
    if not plan_rows:
        raise NotFound(GONE)
    return Plan.model_validate({**plan_rows[0], "weeks": week_rows, "days": [day_of(row) for row in day_rows]})


def active_plan(user: User) -> Plan | None:
    """The plan Today follows, without its weeks and sessions."""
    (rows,) = db.read_all(user, (PLAN + " and status = 'active'", ()))
    return Plan.model_validate(rows[0]) if rows else None


def plans(user: User, *, with_deleted: bool = False) -> pd.DataFrame:
    """One row per plan, the active one first, then the latest; dtypes PLAN_DTYPES. Rest days are no sessions."""
    (rows,) = db.read_all(
        user,
        (
            """
            select plan.*, plan.deleted_at is not null as is_deleted,
                   coalesce(sessions.session_count, 0) as session_count,
                   coalesce(sessions.completed_count, 0) as completed_count
            from training_plans plan
            left join lateral (
                select count(*)::int as session_count, count(*) filter (where is_completed)::int as completed_count
                from plan_sessions session
                where session.plan_id = plan.id and session.athlete_id = plan.athlete_id and not session.is_rest_day
            ) sessions on true
            where plan.athlete_id = (select private.my_athlete_id()) and plan.start_date is not null
              and (plan.deleted_at is null or %s)
            order by plan.deleted_at is not null, plan.status = 'active' desc, plan.start_date desc,
                     plan.created_at desc
            """,
            (with_deleted,),
        ),
    )
    return db.frame(rows, PLAN_DTYPES)


def insert_plan(conn: Connection, entry: PlanEntry) -> UUID:
    """A draft without sessions."""
    row = conn.execute(
        "insert into training_plans (athlete_id, plan_name, duration_weeks, goal, difficulty, start_date)"
        " values (%(athlete_id)s, %(plan_name)s, %(duration_weeks)s, %(goal)s, %(difficulty)s, %(start_date)s)"
        " returning id",
        {**_columns(entry), "athlete_id": my_athlete_id(conn)},
    ).fetchone()
    plan_id: UUID = row["id"] if row else UUID(int=0)
    return plan_id


def upsert_weeks(conn: Connection, plan: PlanSpan, weeks: Sequence[PlanWeek]) -> None:
    """What these weeks are about; weeks not named stay as they are."""
    rows = [week.model_dump() for week in weeks if week.week_number <= plan.duration_weeks]
    conn.execute(
        """
        insert into training_plan_weeks (athlete_id, training_plan_id, week_number, focus, target_volume_hours, notes)
        select %s, %s, week_number, focus, target_volume_hours, notes
        from jsonb_to_recordset(%s) as week (week_number int, focus text, target_volume_hours numeric, notes text)
        on conflict (training_plan_id, athlete_id, week_number) do update set
            focus = excluded.focus, target_volume_hours = excluded.target_volume_hours, notes = excluded.notes
        """,
        (plan.athlete_id, plan.id, Jsonb(list({row["week_number"]: row for row in rows}.values()))),
    )


def update_plan(conn: Connection, plan_id: UUID, entry: PlanEntry, expected: datetime | None) -> None:
    """
    Raises:
        Stale: the plan, or a session in it, was changed since `expected`.
    """
    changed = conn.execute(
        "update training_plans set plan_name = %(plan_name)s, duration_weeks = %(duration_weeks)s, goal = %(goal)s,"
        " difficulty = %(difficulty)s, start_date = %(start_date)s"
        " where id = %(id)s and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {**_columns(entry), "id": plan_id, "expected": expected},
    )
    if not changed.rowcount:
        raise Stale


def last_used_week(conn: Connection, plan_id: UUID) -> int:
    """The last week with a session; 0 while there is none."""
    row = conn.execute(
        "select coalesce(max(week_number), 0)::int as last from plan_sessions where plan_id = %s", (plan_id,)
    ).fetchone()
    return int(row["last"]) if row else 0


def has_done_days(conn: Connection, plan_id: UUID) -> bool:
    row = conn.execute("select from plan_sessions where plan_id = %s and is_completed limit 1", (plan_id,)).fetchone()
    return row is not None


def update_status(conn: Connection, plan_id: UUID, status: PlanStatus) -> None:
    """Making a plan active archives the one that was: there is at most one."""
    if status == "active":
        conn.execute(
            "update training_plans set status = 'archived' where athlete_id = (select private.my_athlete_id())"
            " and status = 'active' and deleted_at is null and id <> %s",
            (plan_id,),
        )
    conn.execute("update training_plans set status = %s where id = %s", (status, plan_id))


def mark_plan_deleted(conn: Connection, plan_id: UUID) -> None:
    conn.execute("update training_plans set deleted_at = now(), status = 'archived' where id = %s", (plan_id,))


def unmark_plan_deleted(conn: Connection, plan_id: UUID) -> None:
    if conn.execute("update training_plans set deleted_at = null where id = %s", (plan_id,)).rowcount == 0:
        raise NotFound(GONE)


def _columns(entry: PlanEntry) -> dict[str, Any]:
    return entry.model_dump(include=set(PlanEntry.model_fields))
