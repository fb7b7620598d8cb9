"""/api/v1/athlete-facts: what Coach K keeps in mind about you."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of
from api.problems import PROBLEM_RESPONSES
from coach import athlete_facts as use_cases
from data.athlete_facts import Fact, FactEntry, current_facts, former_facts

router = APIRouter(prefix="/athlete-facts", tags=["athlete facts"], responses=PROBLEM_RESPONSES)


@router.get("")
def list_facts(user: CurrentUser, is_former: bool = False, page: PageNumber = 1, per_page: PerPage = 40) -> Page[Fact]:
    """What holds now, or with `is_former` what held before."""
    return page_of(former_facts(user) if is_former else current_facts(user), page, per_page)


@router.post("", status_code=201)
def remember_fact(user: CurrentUser, entry: FactEntry) -> Fact:
    """Keep something in mind; a newer value ends the one of the same name."""
    return use_cases.remember(user, entry)


@router.post("/{fact_id}/end", status_code=204)
def end_fact(user: CurrentUser, fact_id: UUID) -> None:
    """It no longer holds; it stays among the former ones."""
    use_cases.no_longer(user, fact_id)


@router.delete("/{fact_id}", status_code=204)
def forget_fact(user: CurrentUser, fact_id: UUID) -> None:
    """Gone for good."""
    use_cases.forget(user, fact_id)
