"""What happens when an athlete was ill or away: the open sessions of a plan move together, and the plan grows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator

from coach.day_outcomes import date_words, reason_words
from data import db
from data.db import User
from data.errors import Rejected
from data.plan_days import PlanDay, locked_span
from data.plan_details import PlanDate
from data.plan_shift import AthleteDates, athlete_dates, days_of_plan, move_days, stretch_plan
from data.plan_versions import changed
from data.plans import Plan, find_plan

LONGEST_WEEKS = 104


class ShiftEntry(BaseModel):
    """Every open session from `from_date` on, `days` later; with a negative number earlier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    from_date: PlanDate
    days: Annotated[int, Field(ge=-365, le=365)]
    # Sessions may leave the race day, or land after it.
    is_race_accepted: StrictBool = False

    @field_validator("days")
    @classmethod
    def moves(cls, days: int) -> int:
        if days == 0:
            raise ValueError("Choose by how many days; 0 moves nothing.")
        return days


class PlanShift(NamedTuple):
    """What a shift would do. Rest days move along and are no sessions; `race_on` is None when the race is past."""

    moved: tuple[PlanDay, ...]
    session_count: int
    first_on: date
    last_on: date
    duration_weeks: int
    end_date: date
    race_on: date | None
    after_race_count: int
    leaves_race_day_count: int

    @property
    def is_about_race(self) -> bool:
        return bool(self.after_race_count or self.leaves_race_day_count)


def shift_preview(user: User, plan_id: UUID, shift: ShiftEntry) -> PlanShift:
    """What `shift_plan` would do now; nothing is changed.

    Raises:
        Rejected: it cannot be done; the message says why.
    """
    plan = find_plan(user, plan_id)
    monday = plan.start_date - timedelta(days=plan.start_date.weekday())
    return _planned_shift(monday, plan.duration_weeks, plan.days, shift, athlete_dates(user))


def shift_plan(user: User, plan_id: UUID, shift: ShiftEntry, expected: datetime | None = None, why: str = "") -> Plan:
    """Move the rest of the plan as one version; what is done or skipped stays, and the plan's end grows as needed.

    Raises:
        Stale: the plan or a session of it was changed since `expected`.
        Rejected: nothing would move, a session would land before today or outside the plan, or the race is concerned
            and `is_race_accepted` does not say that this is meant.
    """
    dates = athlete_dates(user)
    with db.write_as(user) as conn:
        plan = locked_span(conn, plan_id)
        wanted = _planned_shift(plan.monday, plan.duration_weeks, days_of_plan(conn, plan), shift, dates)
        if wanted.is_about_race and not shift.is_race_accepted:
            raise Rejected(f"{race_words(wanted)} Confirm that you want this.", field="is_race_accepted")
        stretched = stretch_plan(conn, plan, wanted.duration_weeks, expected)
        move_days(conn, stretched, wanted.moved, shift.days)
        what = f"Moved everything open from {date_words(shift.from_date)} on {days_words(shift.days)}"
        changed(conn, plan_id, reason_words(what, why))
    return find_plan(user, plan_id)


def days_words(days: int) -> str:
    """
    >>> days_words(7), days_words(-1)
    ('7 days later', '1 day earlier')
    """
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"


def race_words(shift: PlanShift) -> str:
    """What the shift would do to the race; nothing when it does not touch it."""
    if shift.race_on is None or not shift.is_about_race:
        return ""
    said = []
    if shift.after_race_count:
        said.append(f"{_sessions(shift.after_race_count)} would land after your race on {date_words(shift.race_on)}.")
    if shift.leaves_race_day_count:
        said.append(f"What is planned for the race day itself, {date_words(shift.race_on)}, would leave it.")
    return " ".join(said)


def _planned_shift(
    monday: date, duration_weeks: int, days: list[PlanDay], shift: ShiftEntry, dates: AthleteDates
) -> PlanShift:
    moved = tuple(day for day in days if day.date >= shift.from_date and not (day.is_completed or day.is_skipped))
    if not moved:
        raise Rejected(f"There is no open session from {date_words(shift.from_date)} on.", field="from_date")
    by = timedelta(days=shift.days)
    first_on, last_on = moved[0].date + by, moved[-1].date + by
    _refuse_past(moved, by, dates.today)
    weeks = max(duration_weeks, (last_on - monday).days // 7 + 1)
    if weeks > LONGEST_WEEKS:
        raise Rejected(f"The plan would be {weeks} weeks long; at most {LONGEST_WEEKS} are possible.", field="days")
    if first_on < monday:
        raise Rejected(f"The plan starts on {date_words(monday)}; nothing can lie before.", field="days")
    dated = [day.date for day in moved if not day.is_rest_day]
    race_on = dates.race_on if dates.race_on and dates.race_on >= dates.today else None
    return PlanShift(
        moved, len(dated), first_on, last_on, weeks, monday + timedelta(days=7 * weeks - 1), race_on,
        0 if race_on is None else sum(on < race_on < on + by for on in dated),
        dated.count(race_on) if race_on else 0,
    )  # fmt: skip


def _refuse_past(moved: tuple[PlanDay, ...], by: timedelta, today: date) -> None:
    """What was missed already may lie anywhere; what is still to come stays to come."""
    first = next((day for day in moved if day.date >= today > day.date + by), None)
    if first is not None:
        raise Rejected(
            f"{first.title} would move from {date_words(first.date)} to {date_words(first.date + by)},"
            " which is before today.",
            field="days",
        )


def _sessions(count: int) -> str:
    return f"{count} session{'' if count == 1 else 's'}"
