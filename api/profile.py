"""/api/v1/profile: who is training, and for what."""

from __future__ import annotations

from fastapi import APIRouter

from api.bearer import CurrentUser
from api.problems import PROBLEM_RESPONSES
from coach.profiles import save_profile
from data.errors import NotFound
from data.profiles import Profile, ProfileEntry, find_profile

router = APIRouter(prefix="/profile", tags=["profile"], responses=PROBLEM_RESPONSES)


@router.get("")
def read_profile(user: CurrentUser) -> Profile:
    """Your profile; 404 until the first step was saved."""
    profile = find_profile(user)
    if profile is None:
        raise NotFound("You have no profile yet. Create it with PUT /api/v1/profile.")
    return profile


@router.put("")
def replace_profile(user: CurrentUser, entry: ProfileEntry) -> Profile:
    """Create or replace your profile; fields left out are cleared."""
    return save_profile(user, entry, is_complete=True)
