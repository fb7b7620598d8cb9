"""How much one author may write within a day: whoever reads it did not ask for it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from psycopg import sql

from data.db import Connection, User
from data.errors import Rejected


class DailyLimit(NamedTuple):
    """At most so many rows of a table by one author within 24 hours."""

    table: Literal["comments", "plan_proposals"]
    most: int
    refusal: str


COMMENTS_A_DAY = DailyLimit(
    "comments", 200, "You have written 200 comments within a day. That is the most; write on tomorrow."
)
PROPOSALS_A_DAY = DailyLimit(
    "plan_proposals", 50, "You have proposed 50 changes within a day. That is the most; propose more tomorrow."
)


def check_daily_limit(conn: Connection, user: User, limit: DailyLimit) -> None:
    """Two of one author wait for each other until the transaction ends, so that nobody gets past the limit.

    Raises:
        Rejected: there are as many as may be.
    """
    conn.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{limit.table} of {user.id}",))
    counted = conn.execute(
        sql.SQL(
            "select count(*) as written from {} where author_user_id = %s and created_at > now() - interval '1 day'"
        ).format(sql.Identifier(limit.table)),
        (user.id,),
    ).fetchone()
    if counted is not None and counted["written"] >= limit.most:
        raise Rejected(limit.refusal)
