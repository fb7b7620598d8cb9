"""Plans that roll on: what the athlete wishes, and which training plan follows it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from data import db
from data.db import Connection, User
from data.errors import NotFound
from data.plan_details import PlanDate
from data.profile_parts import Experience, Minutes, Weekday
from data.profiles import my_athlete_id

Goal = Literal["5k", "10k", "half_marathon", "marathon", "ultra", "sprint", "hyrox", "general_fitness"]
Method = Literal["vdot", "ultra", "sprint", "hybrid"]
GOALS: dict[Goal, str] = {
    "5k": "5 km", "10k": "10 km", "half_marathon": "Half marathon", "marathon": "Marathon", "ultra": "Ultra",
    "sprint": "Sprint", "hyrox": "HYROX", "general_fitness": "General fitness",
}  # fmt: skip
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPRINT_M = (60.0, 400.0)
ULTRA_M = (42_196.0, 400_000.0)
LONGEST_BLOCK_DAYS = 366


class DaysAway(BaseModel):
    """Days without training, first and last included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_on: PlanDate
    last_on: PlanDate

    @model_validator(mode="after")
    def in_order(self) -> DaysAway:
        if self.last_on < self.first_on:
            raise ValueError("The last day is before the first one.")
        if (self.last_on - self.first_on).days > LONGEST_BLOCK_DAYS:
            raise ValueError("That is more than a year without training: check the dates.")
        return self

    @property
    def days(self) -> list[date]:
        return [self.first_on + timedelta(days=number) for number in range((self.last_on - self.first_on).days + 1)]


class RollingPlanWishes(BaseModel):
    """What the athlete wants and can. What is left out is taken from the profile, the log, or a careful default.

    `start_week_km` or `start_week_minutes` say what a normal week is now, and count only where the log says nothing.
    A weekday that is left out of `availability_minutes` is not limited; 0 minutes is a day off.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    goal: Goal
    race_date: PlanDate | None = None
    race_distance_m: Annotated[float, Field(gt=0, le=400_000, allow_inf_nan=False)] | None = None
    days_per_week: int = 4
    start_week_km: float | None = None
    start_week_minutes: int | None = None
    start_longest_km: float | None = None
    availability_minutes: dict[Weekday, Minutes] | None = None
    blocked: Annotated[list[DaysAway], Field(max_length=60)] = Field(default_factory=list)
    long_run_day: Weekday | None = None
    experience: Experience | None = None

    @field_validator("days_per_week")
    @classmethod
    def possible_days(cls, days: int) -> int:
        if not 1 <= days <= 7:
            raise ValueError("Choose 1 to 7 days a week.")
        return days

    @field_validator("start_week_km")
    @classmethod
    def plausible_week(cls, week_km: float | None) -> float | None:
        if week_km is not None and not 0 <= week_km <= 300:
            raise ValueError("A normal week is 0 to 300 km.")
        return week_km

    @field_validator("start_week_minutes")
    @classmethod
    def plausible_minutes(cls, minutes: int | None) -> int | None:
        if minutes is not None and not 0 <= minutes <= 2_400:
            raise ValueError("A normal week is 0 to 2,400 minutes of training.")
        return minutes

    @field_validator("start_longest_km")
    @classmethod
    def plausible_longest(cls, longest_km: float | None) -> float | None:
        if longest_km is not None and not 0 <= longest_km <= 120:
            raise ValueError("The longest run of the last 30 days is 0 to 120 km.")
        return longest_km

    @model_validator(mode="after")
    def distance_of_the_goal(self) -> RollingPlanWishes:
        distance_m = self.race_distance_m
        if distance_m is None:
            return self
        if self.goal == "sprint" and not SPRINT_M[0] <= distance_m <= SPRINT_M[1]:
            raise ValueError("A sprint is 60 to 400 m.")
        if self.goal == "ultra" and not ULTRA_M[0] <= distance_m <= ULTRA_M[1]:
            raise ValueError("An ultra is longer than a marathon and at most 400 km.")
        if self.goal not in ("sprint", "ultra"):
            raise ValueError("Leave the distance out: the goal says it. Only an ultra or a sprint needs one.")
        return self

    @model_validator(mode="after")
    def longest_within_the_week(self) -> RollingPlanWishes:
        if self.start_week_km and self.start_longest_km and self.start_longest_km > self.start_week_km:
            raise ValueError("The longest run cannot be longer than the whole week.")
        return self

    @property
    def blocked_days(self) -> frozenset[date]:
        return frozenset(day for away in self.blocked for day in away.days)


class RollingPlan(BaseModel):
    """The active plan that rolls on: its wishes, its method, and where its weeks begin."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    training_plan_id: UUID
    plan_name: str
    start_date: date
    duration_weeks: int
    goal: Goal
    method: Method
    race_date: date | None
    anchor_on: date
    wishes: RollingPlanWishes
    previous_method: Method | None
    method_changed_on: date | None
    created_at: datetime
    updated_at: datetime

    @property
    def last_on(self) -> date:
        """The last day its weeks reach."""
        return self.start_date - timedelta(days=self.start_date.weekday()) + timedelta(days=7 * self.duration_weeks - 1)


NONE_ACTIVE = "You have no plan that rolls on. Make one first."
ACTIVE: LiteralString = """
    select rolling.*, plan.plan_name, plan.start_date, plan.duration_weeks
    from rolling_plans rolling
    join training_plans plan on plan.id = rolling.training_plan_id and plan.athlete_id = rolling.athlete_id
    where rolling.athlete_id = (select private.my_athlete_id())
      and plan.status = 'active' and plan.deleted_at is null
"""


def active_rolling_plan(user: User) -> RollingPlan | None:
    (rows,) = db.read_all(user, (ACTIVE, ()))
    return _plan_of(rows[0]) if rows else None


def held_rolling_plan(conn: Connection) -> RollingPlan:
    """The plan that is followed, held until the transaction ends.

    Raises:
        NotFound: none rolls on.
    """
    return _only(conn.execute(ACTIVE + " for update of plan").fetchone())


def active_within(conn: Connection) -> RollingPlan:
    """The same, only read."""
    return _only(conn.execute(ACTIVE).fetchone())


def _only(row: db.Row | None) -> RollingPlan:
    if row is None:
        raise NotFound(NONE_ACTIVE)
    return _plan_of(row)


def _plan_of(row: db.Row) -> RollingPlan:
    """A row that another program wrote may keep no wishes: its goal and its race are some."""
    known = {"goal": row["goal"], "race_date": row["race_date"]}
    return RollingPlan.model_validate({**row, "wishes": known | row["wishes"]})


def insert_rolling_plan(
    conn: Connection, plan_id: UUID, wishes: RollingPlanWishes, method: Method, anchor_on: date
) -> None:
    conn.execute(
        "insert into rolling_plans (training_plan_id, athlete_id, goal, method, race_date, anchor_on, wishes)"
        " values (%(plan_id)s, %(athlete_id)s, %(goal)s, %(method)s, %(race_date)s, %(anchor_on)s, %(wishes)s)",
        {**_columns(wishes), "plan_id": plan_id, "athlete_id": my_athlete_id(conn), "method": method,
         "anchor_on": anchor_on},
    )  # fmt: skip


def update_goal(
    conn: Connection, plan: RollingPlan, wishes: RollingPlanWishes, method: Method, changed_on: date
) -> None:
    """Other wishes; when the method changes too, what it was and since when."""
    conn.execute(
        "update rolling_plans set goal = %(goal)s, race_date = %(race_date)s, wishes = %(wishes)s,"
        " previous_method = case when method <> %(method)s then method else previous_method end,"
        " method_changed_on = case when method <> %(method)s then %(changed_on)s::date else method_changed_on end,"
        " method = %(method)s where training_plan_id = %(plan_id)s",
        {**_columns(wishes), "plan_id": plan.training_plan_id, "method": method, "changed_on": changed_on},
    )


def update_length(conn: Connection, plan_id: UUID, duration_weeks: int) -> None:
    conn.execute("update training_plans set duration_weeks = %s where id = %s", (duration_weeks, plan_id))


def update_name(conn: Connection, plan_id: UUID, plan_name: str, goal: str) -> None:
    conn.execute("update training_plans set plan_name = %s, goal = %s where id = %s", (plan_name, goal, plan_id))


def _columns(wishes: RollingPlanWishes) -> dict[str, Any]:
    return {
        "goal": wishes.goal,
        "race_date": wishes.race_date,
        "wishes": Jsonb(wishes.model_dump(mode="json", exclude_none=True)),
    }
