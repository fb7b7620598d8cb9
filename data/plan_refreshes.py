"""Every rebuilding of a plan that rolls on: what the week was, what changed, and why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

import pandas as pd
from psycopg.errors import UniqueViolation
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict

from data import db
from data.db import Connection, User
from data.errors import Conflict
from data.profiles import my_athlete_id

RefreshKind = Literal["made", "weekly", "manual", "goal_change", "break"]
REFRESH_DTYPES = {
    "id": "object", "training_plan_id": "object", "kind": "object", "week_on": "object", "version_number": "Int64",
    "review": "object", "changes": "object", "created_at": "object",
}  # fmt: skip
REFRESHES: LiteralString = (
    "select * from plan_refreshes where athlete_id = (select private.my_athlete_id())"
    " order by created_at desc, id limit %s"
)


class PlanChange(BaseModel):
    """One thing that became different, in words, and why."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    date: date
    what: str
    why: str


class RefreshEntry(BaseModel):
    """A rebuilding to be kept. `week_on` is the Monday of the week that was looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: RefreshKind
    week_on: date
    version_number: int | None = None
    review: dict[str, Any] = {}
    changes: list[PlanChange] = []


class PlanRefresh(RefreshEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    training_plan_id: UUID
    created_at: datetime


def insert_refresh(conn: Connection, plan_id: UUID, entry: RefreshEntry) -> PlanRefresh:
    """
    Raises:
        Conflict: the week was refreshed already.
    """
    try:
        row = conn.execute(
            "insert into plan_refreshes (athlete_id, training_plan_id, kind, week_on, version_number, review, changes)"
            " values (%(athlete_id)s, %(plan_id)s, %(kind)s, %(week_on)s, %(version_number)s, %(review)s, %(changes)s)"
            " returning *",
            {
                **entry.model_dump(),
                "review": Jsonb(entry.review),
                "changes": Jsonb([change.model_dump(mode="json") for change in entry.changes]),
                "plan_id": plan_id,
                "athlete_id": my_athlete_id(conn),
            },
        ).fetchone()
    except UniqueViolation as known:
        raise Conflict("This week was looked at already.") from known
    return PlanRefresh.model_validate(row)


def weekly_refresh(conn: Connection, plan_id: UUID, week_on: date) -> PlanRefresh | None:
    """The one of this week, if it was done."""
    row = conn.execute(
        "select * from plan_refreshes where training_plan_id = %s and week_on = %s and kind = 'weekly'",
        (plan_id, week_on),
    ).fetchone()
    return PlanRefresh.model_validate(row) if row else None


def eased_share(conn: Connection, plan_id: UUID, monday: date) -> float | None:
    """The share of the week from this Monday that the athlete asked for; None where they did not."""
    row = conn.execute(
        "select (review ->> 'eased_share')::float8 as share from plan_refreshes"
        " where training_plan_id = %s and review ->> 'eased_week' = %s order by created_at desc, id limit 1",
        (plan_id, monday.isoformat()),
    ).fetchone()
    return row["share"] if row else None


def refreshes_query(most: int = 60) -> db.Query:
    """For reading them in one pipeline with other things."""
    return REFRESHES, (most,)


def plan_refreshes(user: User, most: int = 60) -> pd.DataFrame:
    """One row per rebuilding of any plan, newest first; dtypes REFRESH_DTYPES."""
    (rows,) = db.read_all(user, refreshes_query(most))
    return db.frame(rows, REFRESH_DTYPES)


def latest_refresh(user: User) -> PlanRefresh | None:
    (rows,) = db.read_all(user, refreshes_query(1))
    return PlanRefresh.model_validate(rows[0]) if rows else None


def last_score(conn: Connection, plan_id: UUID) -> float | None:
    """The running score the plan was last built with; None when it had none."""
    row = conn.execute(
        "select (review ->> 'running_score')::float8 as score from plan_refreshes"
        " where training_plan_id = %s order by created_at desc, id limit 1",
        (plan_id,),
    ).fetchone()
    return row["score"] if row else None


def rolling_versions_query() -> db.Query:
    """The versions of every plan that rolls or rolled on, newest first."""
    return (
        "select version.training_plan_id as plan_id, version.version_number, version.reason, version.created_at"
        " from plan_versions version"
        " join rolling_plans rolling on rolling.training_plan_id = version.training_plan_id"
        " and rolling.athlete_id = version.athlete_id"
        " where version.athlete_id = (select private.my_athlete_id()) order by version.created_at desc limit 500",
        (),
    )
