"""What coach and athlete say to each other about a workout, a race or a plan."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from data import db
from data.comments import (
    Comment,
    CommentEntry,
    Target,
    delete_comment,
    find_comment,
    insert_comment,
    update_comment,
)
from data.daily_limits import COMMENTS_A_DAY, check_daily_limit
from data.db import User


def write_comment(user: User, target: Target, entry: CommentEntry) -> Comment:
    """Say something about a thing of your own, or of an athlete who shares it with you.

    Raises:
        NotFound: it is not there, or not shared.
        Rejected: there were too many within a day.
    """
    with db.write_as(user) as conn:
        check_daily_limit(conn, user, COMMENTS_A_DAY)
        comment_id = insert_comment(conn, user, target, entry)
    return find_comment(user, comment_id)


def change_comment(user: User, comment_id: UUID, entry: CommentEntry, expected: datetime | None = None) -> Comment:
    """Only the author changes the words."""
    with db.write_as(user) as conn:
        update_comment(conn, user, comment_id, entry, expected)
    return find_comment(user, comment_id)


def remove_comment(user: User, comment_id: UUID) -> None:
    """Authors take back what they said, athletes what was said about them."""
    with db.write_as(user) as conn:
        delete_comment(conn, comment_id)
