"""What can happen to a profile."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coach.achievements import award
from coach.fitness import update_now_within
from coach.readers.avatars import UnreadablePicture, read_avatar
from data import db
from data.avatars import delete_avatar, upsert_avatar
from data.db import Connection, User
from data.errors import NotFound, Rejected
from data.profiles import (
    Profile,
    ProfileChange,
    ProfileEntry,
    find_profile,
    lock_profile,
    refuse_stale,
    upsert_profile,
)

HEART_FIELDS = ("heart_rate_max_bpm", "heart_rate_rest_bpm", "sex", "date_of_birth")


def save_profile(user: User, entry: ProfileEntry, *, is_complete: bool, expected: datetime | None = None) -> Profile:
    """Create or replace the profile; `is_complete` once the athlete went through all steps.

    Raises:
        Rejected: the resting heart rate is not below the maximum.
        Stale: it was changed after `expected`.
    """
    whole = entry.model_copy(update=_consequences(entry))
    _refuse_heart_rates(whole)
    with db.write_as(user) as conn:
        kept = lock_profile(conn, user)
        refuse_stale(kept, expected)
        upsert_profile(conn, user, whole, is_complete=is_complete)
        _follow_heart(conn, user, kept, whole)
        award(conn, {})
    return _saved(user)


def change_profile(
    user: User, change: ProfileChange, *, is_complete: bool = False, expected: datetime | None = None
) -> Profile:
    """Change the fields that were given and leave the others.

    Raises:
        NotFound: there is no profile yet.
        Rejected: the resting heart rate is not below the maximum.
        Stale: it was changed after `expected`.
    """
    with db.write_as(user) as conn:
        change_within(conn, user, change, is_complete=is_complete, expected=expected)
    return _saved(user)


def change_within(
    conn: Connection,
    user: User,
    change: ProfileChange,
    *,
    is_complete: bool = False,
    expected: datetime | None = None,
) -> None:
    """The same inside a transaction that does more."""
    given = {name: getattr(change, name) for name in change.model_fields_set & set(ProfileEntry.model_fields)}
    kept = lock_profile(conn, user)
    if kept is None:
        raise NotFound("You have no profile yet. Fill in the first step.")
    refuse_stale(kept, expected)
    whole = kept.model_copy(update=given | _consequences(change))
    _refuse_heart_rates(whole)
    upsert_profile(conn, user, whole, is_complete=is_complete)
    _follow_heart(conn, user, kept, whole)
    award(conn, {})


def save_avatar(user: User, content: bytes) -> None:
    """Keep the picture, made small.

    Raises:
        Rejected: it cannot be read.
    """
    try:
        image = read_avatar(content)
    except UnreadablePicture as unreadable:
        raise Rejected(str(unreadable), field="avatar") from unreadable
    with db.write_as(user) as conn:
        upsert_avatar(conn, image)


def remove_avatar(user: User) -> None:
    with db.write_as(user) as conn:
        delete_avatar(conn)


def _consequences(change: ProfileChange) -> dict[str, Any]:
    """Minutes for the days of the week add up to the hours of the week."""
    hours = change.preferences.weekly_hours if "preferences" in change.model_fields_set else None
    return {} if hours is None else {"weekly_availability_hours": hours}


def _refuse_heart_rates(whole: ProfileChange) -> None:
    """Each may have been told at another time; together they have to be possible."""
    rest_bpm, max_bpm = whole.heart_rate_rest_bpm, whole.heart_rate_max_bpm
    if rest_bpm is not None and max_bpm is not None and rest_bpm >= max_bpm:
        raise Rejected("Your resting heart rate has to be below your maximum. Check both.", field="heart_rate_rest_bpm")


def _follow_heart(conn: Connection, user: User, kept: Profile | None, whole: ProfileChange) -> None:
    """Zones and load are others once what they are computed with is."""
    if kept is not None and any(getattr(kept, name) != getattr(whole, name) for name in HEART_FIELDS):
        update_now_within(conn, user)


def _saved(user: User) -> Profile:
    profile = find_profile(user)
    if profile is None:
        raise NotFound("Your profile could not be found. Sign in again.")
    return profile
