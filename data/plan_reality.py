"""Planned sessions beside the logs that may be their doing, and the links between both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, LiteralString, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict

from data import db
from data.db import Connection
from data.plan_days import PlanDay, PlanDayEntry, PlanSpan, day_columns, insert_weeks

Override = Literal["done", "missed"]


class RealSession(PlanDay):
    """A session of a plan with everything that says what became of it; `log_on` is the day of its log."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    outcome_override: Override | None
    is_pinned: bool
    is_rolling: bool
    is_covered: bool
    activity_id: UUID | None
    log_on: date | None = None

    @property
    def distance_m(self) -> float | None:
        """What is planned for all of it; None where the plan counts in time."""
        return self.details.distance_m

    @property
    def duration_s(self) -> float | None:
        return self.estimated_duration_minutes * 60.0 if self.estimated_duration_minutes else None


class LooseLog(BaseModel):
    """A log of the training log that belongs to no planned session."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    date: date
    session_type: str
    title: str | None
    distance_m: float | None
    duration_s: float | None
    activity_id: UUID | None


class Link(NamedTuple):
    """A session and the log that did it; `prescribed` is what the plan had asked for, kept with the log."""

    day_id: UUID
    log_id: UUID
    prescribed: dict[str, Any]


# The columns of `data.plan_days.SESSION`, and the day of the log.
REAL_SESSIONS: LiteralString = """
    select session.*, session.day_id as id, log.date as log_on
    from plan_sessions session
    left join workout_logs log on log.id = session.linked_workout_log_id and log.athlete_id = session.athlete_id
    where session.athlete_id = (select private.my_athlete_id())
"""
LOOSE_LOGS: LiteralString = """
    select id, date, session_type, title, distance_m, activity_id,
           coalesce(duration_seconds, nullif(duration_minutes, 0) * 60)::float8 as duration_s
    from workout_logs
    where athlete_id = (select private.my_athlete_id()) and deleted_at is null and completion_status <> 'skipped'
      and training_plan_day_id is null and session_type <> 'rest' and date between %(first)s and %(last)s
    order by date, created_at, id
"""
LINK_LOGS: LiteralString = """
    update workout_logs log set training_plan_day_id = link.day_id,
        prescribed_workout = coalesce(log.prescribed_workout, link.prescribed)
    from jsonb_to_recordset(%(links)s) as link (day_id uuid, log_id uuid, prescribed jsonb)
    where log.id = link.log_id
"""
LINK_DAYS: LiteralString = """
    update training_plan_days day set is_completed = true, is_skipped = false, linked_workout_log_id = link.log_id
    from jsonb_to_recordset(%(links)s) as link (day_id uuid, log_id uuid)
    where day.id = link.day_id
"""


def hold_active_plan(conn: Connection) -> UUID | None:
    """The plan that is followed, held until the transaction ends; None when there is none."""
    row = conn.execute(
        "select id from training_plans where athlete_id = (select private.my_athlete_id()) and status = 'active'"
        " and deleted_at is null and start_date is not null for update"
    ).fetchone()
    return row["id"] if row else None


def real_sessions(conn: Connection, plan_id: UUID, first: date, last: date) -> list[RealSession]:
    """The sessions of a plan from `first` to `last`, in order."""
    rows = conn.execute(
        REAL_SESSIONS + " and session.plan_id = %(plan_id)s and session.date between %(first)s and %(last)s"
        " order by session.date, session.position, session.created_at, session.day_id",
        {"plan_id": plan_id, "first": first, "last": last},
    ).fetchall()
    return [real_session_of(row) for row in rows]


def real_sessions_query(plan_id: UUID, first: date, last: date) -> db.Query:
    """For reading the same in one pipeline with other things."""
    return (
        REAL_SESSIONS + " and session.plan_id = %(plan_id)s and session.date between %(first)s and %(last)s"
        " order by session.date, session.position, session.created_at, session.day_id",
        {"plan_id": plan_id, "first": first, "last": last},
    )


def real_session_query(day_id: UUID) -> db.Query:
    """One session of any plan of this athlete."""
    return REAL_SESSIONS + " and session.day_id = %s", (day_id,)


def real_session_of(row: db.Row) -> RealSession:
    """Details that another program kept in a shape of its own are shown as none."""
    try:
        return RealSession.model_validate(row)
    except ValueError:
        return RealSession.model_validate({**row, "details": {}})


def has_loose_logs(conn: Connection, first: date, last: date) -> bool:
    return conn.execute(LOOSE_LOGS + " limit 1", {"first": first, "last": last}).fetchone() is not None


def loose_logs(conn: Connection, first: date, last: date) -> list[LooseLog]:
    rows = conn.execute(LOOSE_LOGS, {"first": first, "last": last}).fetchall()
    return [LooseLog.model_validate(row) for row in rows]


def loose_logs_query(first: date, last: date) -> db.Query:
    return LOOSE_LOGS, {"first": first, "last": last}


def link_days(conn: Connection, links: Sequence[Link]) -> None:
    """Each session is done with its log, and the log keeps what was prescribed."""
    if not links:
        return
    rows = [{"day_id": str(link.day_id), "log_id": str(link.log_id), "prescribed": link.prescribed} for link in links]
    conn.execute(LINK_LOGS, {"links": Jsonb(rows)})
    conn.execute(LINK_DAYS, {"links": Jsonb(rows)})


def update_override(conn: Connection, day_id: UUID, outcome: Override | None) -> None:
    conn.execute("update training_plan_days set outcome_override = %s where id = %s", (outcome, day_id))


def update_days(conn: Connection, plan: PlanSpan, entries: Mapping[UUID, PlanDayEntry]) -> None:
    """Each session becomes what its entry says, on the day it says, and stays the same row."""
    if not entries:
        return
    rows = [day_columns(plan, entry) | {"id": str(day_id)} for day_id, entry in entries.items()]
    insert_weeks(conn, plan, {row["week_number"] for row in rows})
    conn.execute(
        """
        update training_plan_days day set training_plan_week_id = week.id, day_of_week = planned.day_of_week,
            workout_title = planned.title, workout_description = planned.description,
            workout_details = planned.details, session_type = planned.session_type,
            estimated_duration_minutes = planned.minutes, is_rest_day = planned.session_type = 'rest',
            notes = planned.notes
        from jsonb_to_recordset(%(rows)s) as planned (id uuid, week_number int, day_of_week smallint, title text,
            description text, details jsonb, session_type text, minutes int, notes text)
        join training_plan_weeks week on week.training_plan_id = %(plan_id)s and week.athlete_id = %(athlete_id)s
            and week.week_number = planned.week_number
        where day.id = planned.id
        """,
        {"rows": Jsonb(rows), "plan_id": plan.id, "athlete_id": plan.athlete_id},
    )


def delete_days(conn: Connection, day_ids: Sequence[UUID]) -> None:
    if day_ids:
        conn.execute("delete from training_plan_days where id = any (%s)", (list(day_ids),))
