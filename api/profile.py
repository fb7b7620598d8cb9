"""/api/v1/profile: who is training, and for what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile

from api.bearer import CurrentUser
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from coach import profiles as use_cases
from coach.readers.avatars import MAX_BYTES
from data.avatars import find_avatar
from data.errors import NotFound
from data.profiles import Profile, ProfileChange, ProfileEntry, find_profile

router = APIRouter(prefix="/profile", tags=["profile"], responses=PROBLEM_RESPONSES)


@router.get("")
def read_profile(user: CurrentUser, response: Response) -> Profile:
    """Your profile; 404 until the first step was saved."""
    profile = find_profile(user)
    if profile is None:
        raise NotFound("You have no profile yet. Create it with PUT /api/v1/profile.")
    return tagged(response, profile)


@router.put("")
def replace_profile(user: CurrentUser, entry: ProfileEntry, response: Response, if_match: IfMatch = None) -> Profile:
    """Create or replace your profile; fields left out are cleared, consents withdrawn."""
    expected = expected_of(if_match)
    return tagged(response, use_cases.save_profile(user, entry, is_complete=True, expected=expected))


@router.patch("")
def change_profile(user: CurrentUser, change: ProfileChange, response: Response, if_match: IfMatch = None) -> Profile:
    """Change the fields you send and leave the others."""
    return tagged(response, use_cases.change_profile(user, change, expected=expected_of(if_match)))


@router.get("/avatar", response_class=Response, responses={200: {"content": {"image/webp": {}}}})
def read_avatar(user: CurrentUser) -> Response:
    """Your picture, 256 × 256 pixels; 404 without one."""
    image = find_avatar(user)
    if image is None:
        raise NotFound("You have no picture.")
    return Response(image, media_type="image/webp")


@router.put("/avatar", status_code=204)
def replace_avatar(user: CurrentUser, file: Annotated[UploadFile, File()]) -> None:
    """A PNG, JPEG or WebP picture of up to 8 MB; kept small and square, without its metadata."""
    use_cases.save_avatar(user, file.file.read(MAX_BYTES + 1))


@router.delete("/avatar", status_code=204)
def delete_avatar(user: CurrentUser) -> None:
    use_cases.remove_avatar(user)
