"""What is next for one athlete: when the plan was last refreshed, and for which week."""

from __future__ import annotations

from datetime import date, datetime
from typing import LiteralString, NamedTuple
from uuid import UUID

from data import db
from data.db import User


class Turn(NamedTuple):
    """One athlete. `plan_starts_on` is None without an active rolling plan."""

    athlete_id: UUID
    time_zone: str
    plan_starts_on: date | None
    last_week_on: date | None
    last_refresh_at: datetime | None
    has_activities: bool
    last_month_on: date | None


TURN: LiteralString = """
select profile.id as athlete_id, profile.time_zone, plan.start_date as plan_starts_on,
       weekly.week_on as last_week_on, latest.created_at as last_refresh_at,
       exists (
           select from activities activity where activity.athlete_id = profile.id and activity.deleted_at is null
       ) as has_activities,
       (select max(month_on) from fitness_snapshots snapshot where snapshot.athlete_id = profile.id) as last_month_on
from athlete_profiles profile
left join lateral (
    select active.id, active.start_date
    from training_plans active
    join rolling_plans rolling on rolling.training_plan_id = active.id and rolling.athlete_id = active.athlete_id
    where active.athlete_id = profile.id and active.status = 'active' and active.deleted_at is null
    limit 1
) plan on true
left join lateral (
    select max(week_on) as week_on from plan_refreshes done
    where done.training_plan_id = plan.id and done.athlete_id = profile.id and done.kind = 'weekly'
) weekly on true
left join lateral (
    select max(created_at) as created_at from plan_refreshes done
    where done.training_plan_id = plan.id and done.athlete_id = profile.id
) latest on true
where profile.id = (select private.my_athlete_id())
"""


def own_turn(user: User) -> Turn | None:
    """None without a profile."""
    (rows,) = db.read_all(user, (TURN, ()))
    return Turn(**rows[0]) if rows else None
