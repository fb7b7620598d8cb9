"""What can happen to a profile."""

from __future__ import annotations

from data import db
from data.db import User
from data.errors import NotFound
from data.profiles import Profile, ProfileEntry, find_profile, upsert_profile


def save_profile(user: User, entry: ProfileEntry, *, is_complete: bool) -> Profile:
    """Create or change the profile; `is_complete` once the athlete went through all steps."""
    with db.write_as(user) as conn:
        upsert_profile(conn, user, entry, is_complete=is_complete)
    profile = find_profile(user)
    if profile is None:
        raise NotFound("Your profile could not be found. Sign in again.")
    return profile
