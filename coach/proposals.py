"""A coach proposes how a planned session should be; the athlete decides."""

from __future__ import annotations

from uuid import UUID

from coach.plan_days import change_within
from data import db
from data.daily_limits import PROPOSALS_A_DAY, check_daily_limit
from data.db import User
from data.proposals import (
    Proposal,
    ProposalEntry,
    decide_proposal,
    delete_proposal,
    find_proposal,
    insert_proposal,
)


def propose_change(user: User, athlete_id: UUID, day_id: UUID, entry: ProposalEntry) -> Proposal:
    """Nothing in the plan changes until the athlete accepts.

    Raises:
        NotFound: the session is not there, or not shared.
        Rejected: there were too many within a day.
    """
    with db.write_as(user) as conn:
        check_daily_limit(conn, user, PROPOSALS_A_DAY)
        return find_proposal(conn, user, insert_proposal(conn, user, athlete_id, day_id, entry))


def accept_proposal(user: User, proposal_id: UUID) -> Proposal:
    """The session becomes what was proposed, as one more version of the plan; both or neither.

    What a proposal does not name, such as the blocks of the session, becomes empty as in the coach's proposal.

    Raises:
        Conflict: it was decided before, or the session is done.
        Stale: the session was changed since the coach saw it.
    """
    with db.write_as(user) as conn:
        decide_proposal(conn, proposal_id, "accepted")
        proposal = find_proposal(conn, user, proposal_id)
        why = f"{proposal.author_name or 'Coach'} proposed: {proposal.reason}"
        change_within(conn, proposal.training_plan_day_id, proposal.proposed, proposal.day_updated_at, why)
        return find_proposal(conn, user, proposal_id)


def decline_proposal(user: User, proposal_id: UUID) -> Proposal:
    with db.write_as(user) as conn:
        decide_proposal(conn, proposal_id, "declined")
        return find_proposal(conn, user, proposal_id)


def withdraw_proposal(user: User, proposal_id: UUID) -> None:
    """The coach takes back what is not decided yet; the athlete may delete any."""
    with db.write_as(user) as conn:
        delete_proposal(conn, proposal_id)
