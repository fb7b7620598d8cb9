"""Plan proposals: a planned session as a coach would have it, waiting for the athlete's word."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, LiteralString
from uuid import UUID

from psycopg import errors
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, StringConstraints

from data import db
from data.comments import author_name
from data.db import Connection, User
from data.errors import Conflict, NotFound
from data.plan_days import PlanDayEntry

Status = Literal["proposed", "accepted", "declined"]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000, pattern=r"^[^\x00]*$")]

GONE = "This proposal is not there. It may have been taken back."


class ProposalEntry(BaseModel):
    """The whole session as it should be, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    proposed: PlanDayEntry
    reason: Reason


class Proposal(ProposalEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    athlete_id: UUID
    training_plan_day_id: UUID
    author_name: str
    is_mine: bool
    status: Status
    # The session as it is now, and whether it is still the one the coach saw.
    current: PlanDayEntry | None
    is_outdated: bool
    day_updated_at: datetime
    decided_at: datetime | None
    created_at: datetime
    updated_at: datetime


PROPOSAL: LiteralString = """
    select proposal.*, proposal.author_user_id = %(reader)s as is_mine,
           day.updated_at is distinct from proposal.day_updated_at as is_outdated,
           case when day.day_id is not null then jsonb_build_object(
               'date', day.date, 'title', day.title, 'session_type', day.session_type,
               'estimated_duration_minutes', day.estimated_duration_minutes, 'description', day.description,
               'notes', day.notes) end as current
    from plan_proposals proposal
    left join plan_sessions day on day.day_id = proposal.training_plan_day_id and day.athlete_id = proposal.athlete_id
"""


def proposals(user: User, athlete_id: UUID | None = None, status: Status | None = None) -> list[Proposal]:
    """Newest first; of the athlete named, else of the user's own plan."""
    (rows,) = db.read_all(
        user,
        (
            PROPOSAL + " where proposal.athlete_id = coalesce(%(athlete_id)s::uuid, (select private.my_athlete_id()))"
            " and (%(status)s::text is null or proposal.status = %(status)s)"
            " order by proposal.created_at desc limit 200",
            {"reader": user.id, "athlete_id": athlete_id, "status": status},
        ),
    )
    return [proposal for row in rows if (proposal := _readable(row))]


def find_proposal(conn: Connection, user: User, proposal_id: UUID) -> Proposal:
    wanted = {"reader": user.id, "id": proposal_id}
    row = conn.execute(PROPOSAL + " where proposal.id = %(id)s", wanted).fetchone()
    if row is None:
        raise NotFound(GONE)
    return Proposal.model_validate(row)


def insert_proposal(conn: Connection, user: User, athlete_id: UUID, day_id: UUID, entry: ProposalEntry) -> UUID:
    """
    Raises:
        NotFound: there is no such session in a plan that this user may see.
    """
    proposed = entry.proposed.model_dump(mode="json", exclude_none=True)
    try:
        row = conn.execute(
            "insert into plan_proposals"
            " (athlete_id, author_user_id, author_name, training_plan_day_id, day_updated_at, proposed, reason)"
            " select athlete_id, %(author)s, %(name)s, day_id, updated_at, %(proposed)s, %(reason)s"
            " from plan_sessions where athlete_id = %(athlete_id)s and day_id = %(day_id)s returning id",
            {
                "author": user.id,
                "name": author_name(conn, user),
                "proposed": Jsonb(proposed),
                "reason": entry.reason,
                "athlete_id": athlete_id,
                "day_id": day_id,
            },
        ).fetchone()
    except errors.InsufficientPrivilege as hidden:
        raise NotFound("This session is not there, or is not shared with you any more.") from hidden
    if row is None:
        raise NotFound("This session is not there. It may have been removed from the plan.")
    proposal_id: UUID = row["id"]
    return proposal_id


def decide_proposal(conn: Connection, proposal_id: UUID, status: Literal["accepted", "declined"]) -> None:
    """The athlete's word, once; the row stays held until the transaction ends.

    Raises:
        NotFound: it is not there, or it is not about this athlete's plan.
        Conflict: it is decided already.
    """
    changed = conn.execute(
        "update plan_proposals set status = %s, decided_at = now() where id = %s and status = 'proposed'",
        (status, proposal_id),
    )
    if changed.rowcount:
        return
    mine = conn.execute(
        "select from plan_proposals where id = %s and athlete_id = (select private.my_athlete_id())", (proposal_id,)
    ).rowcount
    if not mine:
        raise NotFound(GONE)
    raise Conflict("You have decided about this proposal already.")


def delete_proposal(conn: Connection, proposal_id: UUID) -> None:
    if conn.execute("delete from plan_proposals where id = %s", (proposal_id,)).rowcount == 0:
        raise NotFound(GONE)


def _readable(row: db.Row) -> Proposal | None:
    """A proposal that another program kept in a shape of its own cannot be shown, and hides no other."""
    try:
        return Proposal.model_validate(row)
    except ValueError:
        return None
