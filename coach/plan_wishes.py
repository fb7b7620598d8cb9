"""What an athlete asks of a plan that rolls on, short of another goal: a lighter week, days away, other weekdays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Literal

from coach.engines.streaks import monday_of
from coach.plan_refresh import Rebuilding, rebuild_within, refresh_within
from data.db import Connection, User
from data.plan_refreshes import PlanRefresh
from data.profile_parts import Weekday
from data.rolling_plans import DaysAway, RollingPlan, RollingPlanWishes, held_rolling_plan, update_goal

Ease = Literal["lighter", "much_lighter"]
# What is left of the coming week; our own, within the half that a review may take off.
EASED_SHARE: Final[dict[Ease, float]] = {"lighter": 0.8, "much_lighter": 0.6}


def ease_week_within(conn: Connection, user: User, ease: Ease, today: date) -> PlanRefresh:
    """Less for the rest of this week, or for the next one from its Sunday on; later refreshes keep to it.

    Raises:
        NotFound: no plan rolls on.
        Rejected: the plan cannot be rebuilt; it stays as it is.
    """
    share, week = EASED_SHARE[ease], monday_of(today + timedelta(days=1))
    told = {"eased_week": week.isoformat(), "eased_share": share}
    return refresh_within(conn, user, Rebuilding("manual", _last_week(today), today, None, told, share))


def block_dates_within(conn: Connection, away: DaysAway, today: date) -> PlanRefresh:
    """No training on these days; days away that are over are forgotten.

    Raises:
        NotFound: no plan rolls on.
        Rejected: the plan cannot be rebuilt; it stays as it is.
    """
    plan = held_rolling_plan(conn)
    kept = [known for known in plan.wishes.blocked if known.last_on >= today and known != away]
    return _rebuilt(conn, plan, {"blocked": [*kept, away]}, today)


def change_availability_within(
    conn: Connection, wishes: Mapping[str, object], known_minutes: Mapping[Weekday, int], today: date
) -> PlanRefresh:
    """Other days to train; a weekday that is not named stays as it was. `known_minutes` are those of the profile.

    Raises:
        NotFound: no plan rolls on.
        Rejected: the plan cannot be rebuilt; it stays as it is.
    """
    plan = held_rolling_plan(conn)
    changed = dict(wishes)
    minutes = changed.get("availability_minutes")
    if isinstance(minutes, Mapping):
        before = plan.wishes.availability_minutes
        changed["availability_minutes"] = {**(known_minutes if before is None else before), **minutes}
    return _rebuilt(conn, plan, changed, today)


def _rebuilt(conn: Connection, plan: RollingPlan, changed: Mapping[str, object], today: date) -> PlanRefresh:
    wanted = RollingPlanWishes.model_validate(plan.wishes.model_dump() | dict(changed))
    update_goal(conn, plan, wanted, plan.method, today + timedelta(days=1))
    asked = Rebuilding("manual", _last_week(today), today, "You changed when you can train.")
    return rebuild_within(conn, held_rolling_plan(conn), wanted, asked)


def _last_week(today: date) -> date:
    """The Monday of the last week that is over tomorrow."""
    return monday_of(today + timedelta(days=1)) - timedelta(days=7)
