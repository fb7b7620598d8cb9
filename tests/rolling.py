"""A plan that rolls on, and what watches bring to it, put there without the stories around them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID, uuid4

from coach.plans import create_plan
from data import db
from data.db import User
from data.plan_days import PlanDayEntry
from data.plan_details import SessionDetails
from data.plans import Plan, PlanDraft
from data.profiles import my_athlete_id

MONDAY = date(2026, 3, 2)


def run_on(day: date, distance_m: float = 10_000, minutes: int = 60, kind: str = "easy") -> PlanDayEntry:
    details = SessionDetails(kind=kind, distance_m=distance_m, is_hard=kind not in ("easy", "recovery"))
    title = f"{kind.capitalize()} run"
    return PlanDayEntry(date=day, title=title, session_type="run", estimated_duration_minutes=minutes, details=details)


def rolling_plan(user: User, days: Sequence[PlanDayEntry], *, weeks: int = 9) -> Plan:
    """An active plan of these sessions that counts as one that rolls on."""
    plan = create_plan(user, PlanDraft(plan_name="My plan", start_date=MONDAY, duration_weeks=weeks, days=list(days)))
    with db.write_as(user) as conn:
        conn.execute(
            "insert into rolling_plans (training_plan_id, athlete_id, goal, method, anchor_on)"
            " values (%s, %s, '10k', 'vdot', %s)",
            (plan.id, my_athlete_id(conn), MONDAY),
        )
    return plan


def watch_run(user: User, day: date, distance_m: float | None = 10_000, duration_s: float | None = 3_600) -> UUID:
    """A run from a watch, as the import leaves it: an activity and its log; the id of the log."""
    with db.write_as(user) as conn:
        athlete_id = my_athlete_id(conn)
        activity_id, log_id = uuid4(), uuid4()
        conn.execute(
            "insert into activities (id, athlete_id, family, type_name, started_at_local, distance_m, duration_s,"
            " source) values (%s, %s, 'run', 'Running', %s, %s, %s, 'garmin_csv')",
            (activity_id, athlete_id, datetime.combine(day, time(7)), distance_m, duration_s),
        )
        conn.execute(
            "insert into workout_logs (id, athlete_id, date, session_type, distance_m, duration_seconds, activity_id,"
            " is_from_activity) values (%s, %s, %s, 'run', %s, %s, %s, true)",
            (log_id, athlete_id, day, distance_m, duration_s, activity_id),
        )
    return log_id


def covered(user: User, first: date, last: date) -> None:
    """An import spoke for these days."""
    with db.write_as(user) as conn:
        conn.execute(
            "insert into activity_imports (athlete_id, file_name, file_kind, file_sha256, rows_read, rows_saved,"
            " rows_duplicate, covers_from, covers_to) values (%s, 'a.csv', 'garmin_csv', %s, 1, 1, 0, %s, %s)",
            (my_athlete_id(conn), uuid4().hex * 2, first, last),
        )
