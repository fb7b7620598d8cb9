"""How open sessions of a plan move together, and what the athlete's calendar says about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from data import db
from data.db import Connection, User
from data.errors import NotFound, Stale
from data.plan_days import PlanDay, PlanSpan, all_days_query, check_fullness, day_of, insert_weeks


class AthleteDates(NamedTuple):
    """Today where the athlete lives, and the day that matters; None while there is none."""

    today: date
    race_on: date | None


def athlete_dates(user: User) -> AthleteDates:
    """
    Raises:
        NotFound: this account has no profile, so it has no plan either.
    """
    (rows,) = db.read_all(
        user,
        (
            "select (now() at time zone time_zone)::date as today, race_date as race_on from athlete_profiles"
            " where id = (select private.my_athlete_id())",
            (),
        ),
    )
    if not rows:
        raise NotFound("This plan is not there. It may have been deleted.")
    return AthleteDates(**rows[0])


def days_of_plan(conn: Connection, plan: PlanSpan) -> list[PlanDay]:
    sql, parameters = all_days_query(plan.id)
    return [day_of(row) for row in conn.execute(sql, parameters).fetchall()]


def stretch_plan(conn: Connection, plan: PlanSpan, duration_weeks: int, expected: datetime | None) -> PlanSpan:
    """The plan, at least as long as it was.

    Raises:
        Stale: the plan, or a session in it, was changed since `expected`.
    """
    changed = conn.execute(
        "update training_plans set duration_weeks = %(weeks)s"
        " where id = %(id)s and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"weeks": duration_weeks, "id": plan.id, "expected": expected},
    )
    if not changed.rowcount:
        raise Stale
    return plan._replace(duration_weeks=duration_weeks)


def move_days(conn: Connection, plan: PlanSpan, days: Sequence[PlanDay], by_days: int) -> None:
    """Each of these sessions `by_days` days later, all in one statement; the plan reaches that far.

    Raises:
        Rejected: a day would hold too many sessions.
    """
    dates = [date.fromordinal(day.date.toordinal() + by_days) for day in days]
    insert_weeks(conn, plan, {plan.week_number(on) for on in dates})
    conn.execute(
        """
        update training_plan_days day set training_plan_week_id = week.id, day_of_week = extract(isodow from moved.date)
        from unnest(%(ids)s::uuid[], %(dates)s::date[]) as moved (id, date), training_plan_weeks week
        where day.id = moved.id and week.training_plan_id = %(plan_id)s and week.athlete_id = day.athlete_id
          and week.week_number = (moved.date - %(monday)s::date) / 7 + 1
        """,
        {"ids": [day.id for day in days], "dates": dates, "plan_id": plan.id, "monday": plan.monday},
    )
    check_fullness(conn, plan)
