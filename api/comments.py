"""/api/v1/comments and /api/v1/plan-proposals: what coach and athlete say and propose to each other."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, model_validator

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from coach import comments as use_cases
from coach import proposals as plan_proposals
from data.comments import Comment, CommentEntry, Target, TargetKind, comments, find_comment
from data.proposals import Proposal, ProposalEntry, Status, proposals

router = APIRouter(responses=PROBLEM_RESPONSES)


class About(BaseModel):
    """What it is about. `athlete_id` names whose it is; left out, it is your own."""

    model_config = ConfigDict(extra="forbid")

    target_kind: TargetKind = "athlete"
    target_id: UUID | None = None
    athlete_id: UUID | None = None

    @model_validator(mode="after")
    def whole(self) -> About:
        if (self.target_kind == "athlete") != (self.target_id is None):
            raise ValueError("Give target_kind workout, race or plan_day together with target_id, or neither.")
        return self

    @property
    def target(self) -> Target:
        return Target(self.target_kind, self.target_id, self.athlete_id)


class CommentQuery(About):
    page: PageNumber = 1
    per_page: PerPage = 20


class NewComment(CommentEntry, About):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewProposal(ProposalEntry):
    """A change of one planned session of an athlete who shares training with you."""

    athlete_id: UUID
    training_plan_day_id: UUID


@router.get("/comments", tags=["comments"])
def list_comments(user: CurrentUser, query: Annotated[CommentQuery, Query()]) -> Page[Comment]:
    """The latest 200, newest first: about one thing, or without `target_kind` about all of one athlete."""
    return page_of(comments(user, query.target)[::-1], query.page, query.per_page)


@router.post("/comments", tags=["comments"], status_code=201)
def create_comment(user: CurrentUser, comment: NewComment, response: Response) -> Comment:
    """Whoever may see the thing can read it."""
    said = use_cases.write_comment(user, comment.target, CommentEntry(body=comment.body))
    response.headers["Location"] = f"/api/v1/comments/{said.id}"
    return tagged(response, said)


@router.get("/comments/{comment_id}", tags=["comments"])
def read_comment(user: CurrentUser, comment_id: UUID, response: Response) -> Comment:
    return tagged(response, find_comment(user, comment_id))


@router.put("/comments/{comment_id}", tags=["comments"])
def change_comment(
    user: CurrentUser, comment_id: UUID, entry: CommentEntry, response: Response, if_match: IfMatch = None
) -> Comment:
    """Your own words, put differently."""
    return tagged(response, use_cases.change_comment(user, comment_id, entry, expected_of(if_match)))


@router.delete("/comments/{comment_id}", tags=["comments"], status_code=204)
def delete_comment(user: CurrentUser, comment_id: UUID) -> None:
    """Your own, or any about you."""
    use_cases.remove_comment(user, comment_id)


@router.get("/plan-proposals", tags=["plan proposals"])
def list_proposals(
    user: CurrentUser,
    athlete_id: UUID | None = None,
    status: Status | None = None,
    page: PageNumber = 1,
    per_page: PerPage = 20,
) -> Page[Proposal]:
    """What coaches propose for your plan, or with `athlete_id` what is proposed to an athlete, newest first."""
    return page_of(proposals(user, athlete_id, status), page, per_page)


@router.post("/plan-proposals", tags=["plan proposals"], status_code=201)
def create_proposal(user: CurrentUser, proposal: NewProposal) -> Proposal:
    """Nothing changes until the athlete accepts."""
    entry = ProposalEntry(proposed=proposal.proposed, reason=proposal.reason)
    return plan_proposals.propose_change(user, proposal.athlete_id, proposal.training_plan_day_id, entry)


@router.post("/plan-proposals/{proposal_id}/accept", tags=["plan proposals"])
def accept_proposal(user: CurrentUser, proposal_id: UUID) -> Proposal:
    """Make it so; 412 when the session was changed since it was proposed."""
    return plan_proposals.accept_proposal(user, proposal_id)


@router.post("/plan-proposals/{proposal_id}/decline", tags=["plan proposals"])
def decline_proposal(user: CurrentUser, proposal_id: UUID) -> Proposal:
    return plan_proposals.decline_proposal(user, proposal_id)


@router.delete("/plan-proposals/{proposal_id}", tags=["plan proposals"], status_code=204)
def delete_proposal(user: CurrentUser, proposal_id: UUID) -> None:
    """Take back what is not decided yet."""
    plan_proposals.withdraw_proposal(user, proposal_id)
