"""How a plan that rolls on came to be what it is: its versions and its rebuildings, newest first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from data import db
from data.db import User
from data.plan_refreshes import PlanChange, PlanRefresh, RefreshKind, refreshes_query, rolling_versions_query


class HistoryLine(BaseModel):
    """A version, a rebuilding, or both; a rebuilding that changed nothing has no version."""

    model_config = ConfigDict(frozen=True)

    plan_id: UUID
    at: datetime
    version_number: int | None
    reason: str
    kind: RefreshKind | None = None
    week_on: date | None = None
    review: dict[str, Any] = {}
    changes: list[PlanChange] = []


NOTHING_CHANGED = "Looked at the week; nothing had to change"


def plan_history(user: User) -> list[HistoryLine]:
    """All of it, for every plan that rolls or rolled on."""
    version_rows, refresh_rows = db.read_all(user, rolling_versions_query(), refreshes_query(500))
    refreshes = [PlanRefresh.model_validate(row) for row in refresh_rows]
    by_version = {(known.training_plan_id, known.version_number): known for known in refreshes}
    lines = [_line_of_version(row, by_version.get((row["plan_id"], row["version_number"]))) for row in version_rows]
    lines += [
        _line(known.training_plan_id, known.created_at, NOTHING_CHANGED, known)
        for known in refreshes
        if known.version_number is None
    ]
    return sorted(lines, key=lambda line: (line.at, line.version_number or 0), reverse=True)


def _line_of_version(row: db.Row, refresh: PlanRefresh | None) -> HistoryLine:
    if refresh is not None:
        return _line(row["plan_id"], row["created_at"], row["reason"], refresh)
    return HistoryLine(
        plan_id=row["plan_id"], at=row["created_at"], version_number=row["version_number"], reason=row["reason"]
    )


def _line(plan_id: UUID, at: datetime, reason: str, refresh: PlanRefresh) -> HistoryLine:
    return HistoryLine(
        plan_id=plan_id,
        at=at,
        version_number=refresh.version_number,
        reason=reason,
        kind=refresh.kind,
        week_on=refresh.week_on,
        review=refresh.review,
        changes=refresh.changes,
    )
