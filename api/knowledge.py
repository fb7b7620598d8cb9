"""/api/v1/knowledge: search the knowledge base."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from api.bearer import CurrentUser
from api.problems import PROBLEM_RESPONSES
from data.knowledge import SearchArguments, search_chunks

router = APIRouter(prefix="/knowledge", tags=["knowledge"], responses=PROBLEM_RESPONSES)


class Passage(BaseModel):
    """One passage of the knowledge base; `section` is its heading path."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    source_name: str
    section: str
    content: str


class FoundPassage(BaseModel):
    """`score` orders the passages of one answer and says nothing else."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    source_name: str
    section: str
    score: float
    content: str


class FoundPassages(BaseModel):
    items: list[FoundPassage]


@router.get("/search")
def search(
    user: CurrentUser,
    q: Annotated[str, Query(min_length=1, max_length=1_000, description="A question in your own words.")],
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> FoundPassages:
    """The passages closest to a question, best first; none when nothing is close enough."""
    found = search_chunks(user, q.replace("\x00", " "), None, SearchArguments(match_count=limit))
    return FoundPassages(items=[FoundPassage.model_validate(one) for one in found])
