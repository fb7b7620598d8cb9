"""Comments on a workout, a race, a planned session, or on the athlete in general."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, LiteralString, NamedTuple
from uuid import UUID

from psycopg import errors, sql
from pydantic import BaseModel, ConfigDict, StringConstraints

from data import db
from data.db import Connection, User
from data.errors import NotFound, Stale
from data.profiles import my_athlete_id

TargetKind = Literal["workout", "race", "plan_day", "athlete"]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=r"^[^\x00]*$")]

COLUMNS: dict[TargetKind, str] = {
    "workout": "workout_log_id",
    "race": "race_result_id",
    "plan_day": "training_plan_day_id",
}
MOST = 200
GONE = "This comment is not there. It may have been deleted."


class Target(NamedTuple):
    """What a comment is about; `id` is None for the athlete in general, `athlete_id` for your own things."""

    kind: TargetKind = "athlete"
    id: UUID | None = None
    athlete_id: UUID | None = None


class CommentEntry(BaseModel):
    """What somebody says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    body: Words


class Comment(CommentEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    athlete_id: UUID
    author_name: str
    is_mine: bool
    target_kind: TargetKind
    target_id: UUID | None
    target_title: str | None
    created_at: datetime
    updated_at: datetime


# One row per comment, named after what it is about.
COMMENT: LiteralString = """
    select comment.*, comment.author_user_id = %(reader)s as is_mine,
           case when comment.workout_log_id is not null then 'workout'
                when comment.race_result_id is not null then 'race'
                when comment.training_plan_day_id is not null then 'plan_day' else 'athlete' end as target_kind,
           coalesce(comment.workout_log_id, comment.race_result_id, comment.training_plan_day_id) as target_id,
           coalesce(
               (select coalesce(log.title, initcap(log.session_type)) || ', ' || to_char(log.date, 'FMDD Mon YYYY')
                from workout_logs log where log.id = comment.workout_log_id),
               (select race.race_name from race_results race where race.id = comment.race_result_id),
               (select coalesce(day.workout_title, initcap(day.session_type))
                from training_plan_days day where day.id = comment.training_plan_day_id)
           ) as target_title
    from comments comment
"""
OF_ATHLETE: LiteralString = (
    COMMENT + " where comment.athlete_id = coalesce(%(athlete_id)s::uuid, (select private.my_athlete_id()))"
)


def comments(user: User, target: Target) -> list[Comment]:
    """The latest 200 about one thing, oldest first. Whoever may see the thing may see them."""
    column = COLUMNS.get(target.kind)
    if column is None or target.id is None:
        return athlete_comments(user, target.athlete_id)
    query = sql.SQL(OF_ATHLETE + " and comment.{} = %(target_id)s order by comment.created_at desc limit %(most)s")
    with db.read_as(user) as conn:
        rows = conn.execute(
            query.format(sql.Identifier(column)),
            {"reader": user.id, "athlete_id": target.athlete_id, "target_id": target.id, "most": MOST},
        ).fetchall()
    return [Comment.model_validate(row) for row in reversed(rows)]


def athlete_comments(user: User, athlete_id: UUID | None = None, limit: int = MOST) -> list[Comment]:
    """The latest about anything of one athlete, oldest first; without `athlete_id` of the user's own."""
    (rows,) = db.read_all(
        user,
        (
            OF_ATHLETE + " order by comment.created_at desc limit %(most)s",
            {"reader": user.id, "athlete_id": athlete_id, "most": limit},
        ),
    )
    return [Comment.model_validate(row) for row in reversed(rows)]


def find_comment(user: User, comment_id: UUID) -> Comment:
    (rows,) = db.read_all(user, (COMMENT + " where comment.id = %(id)s", {"reader": user.id, "id": comment_id}))
    if not rows:
        raise NotFound(GONE)
    return Comment.model_validate(rows[0])


def insert_comment(conn: Connection, user: User, target: Target, entry: CommentEntry) -> UUID:
    """
    Raises:
        NotFound: there is nothing of that kind that this user may see.
    """
    athlete_id = target.athlete_id or my_athlete_id(conn)
    column = COLUMNS.get(target.kind)
    columns = ["athlete_id", "author_user_id", "author_name", "body", *([column] if column else [])]
    statement = sql.SQL("insert into comments ({}) values ({}) returning id").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.SQL(", ").join([sql.Placeholder()] * len(columns))
    )
    values = [athlete_id, user.id, author_name(conn, user), entry.body, *([target.id] if column else [])]
    try:
        row = conn.execute(statement, values).fetchone()
    except (errors.InsufficientPrivilege, errors.ForeignKeyViolation) as hidden:
        raise NotFound("What you want to comment on is not there, or is not shared with you any more.") from hidden
    comment_id: UUID = row["id"] if row else UUID(int=0)
    return comment_id


def update_comment(
    conn: Connection, user: User, comment_id: UUID, entry: CommentEntry, expected: datetime | None
) -> None:
    """
    Raises:
        NotFound: it is not there, or somebody else wrote it.
        Stale: it was changed since `expected`.
    """
    changed = conn.execute(
        "update comments set body = %(body)s where id = %(id)s"
        " and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"id": comment_id, "body": entry.body, "expected": expected},
    )
    if changed.rowcount:
        return
    mine = conn.execute("select from comments where id = %s and author_user_id = %s", (comment_id, user.id))
    if not mine.rowcount:
        raise NotFound(GONE)
    raise Stale


def delete_comment(conn: Connection, comment_id: UUID) -> None:
    if conn.execute("delete from comments where id = %s", (comment_id,)).rowcount == 0:
        raise NotFound(GONE)


def author_name(conn: Connection, user: User) -> str:
    """How the writer is called beside their words; the address is told to nobody."""
    row = conn.execute("select display_name from athlete_profiles where user_id = %s", (user.id,)).fetchone()
    return (row["display_name"] if row else None) or "Coach"
