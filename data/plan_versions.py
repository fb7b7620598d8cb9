"""Versions of a plan: a copy after every change, with its reason. What was done is never taken back."""

from __future__ import annotations

from typing import LiteralString
from uuid import UUID

import pandas as pd

from data import db
from data.db import Connection, User
from data.errors import NotFound
from data.plan_days import PlanSpan

VERSION_DTYPES = {
    "version_number": "int64", "reason": "object", "restored_version": "Int64", "session_count": "int64",
    "created_at": "object",
}  # fmt: skip
KEEP_VERSION: LiteralString = """
    insert into plan_versions (athlete_id, training_plan_id, version_number, reason, restored_version, snapshot)
    select plan.athlete_id, plan.id, (
            select coalesce(max(version_number), 0) + 1 from plan_versions known
            where known.training_plan_id = plan.id),
        %(reason)s, %(restored_version)s,
        jsonb_build_object(
            'plan', jsonb_build_object('plan_name', plan.plan_name, 'duration_weeks', plan.duration_weeks,
                'goal', plan.goal, 'difficulty', plan.difficulty, 'start_date', plan.start_date),
            'rolling', coalesce((
                select jsonb_build_object('goal', rolling.goal, 'method', method, 'race_date', race_date,
                    'race_distance_m', wishes -> 'race_distance_m', 'previous_method', previous_method,
                    'method_changed_on', method_changed_on)
                from rolling_plans rolling
                where rolling.training_plan_id = plan.id and rolling.athlete_id = plan.athlete_id), '{}'),
            'weeks', (
                select coalesce(jsonb_agg(jsonb_build_object('week_number', week_number, 'focus', focus,
                    'target_volume_hours', target_volume_hours, 'notes', notes) order by week_number), '[]')
                from training_plan_weeks week
                where week.training_plan_id = plan.id and week.athlete_id = plan.athlete_id),
            'days', (
                select coalesce(jsonb_agg(to_jsonb(day) - array['athlete_id', 'training_plan_week_id', 'is_completed',
                    'outcome_override', 'linked_workout_log_id', 'created_at', 'updated_at']
                    || jsonb_build_object('week_number', week.week_number)
                    order by week.week_number, day.day_of_week, day.position, day.id), '[]')
                from training_plan_weeks week
                join training_plan_days day on day.training_plan_week_id = week.id and day.athlete_id = week.athlete_id
                where week.training_plan_id = plan.id and week.athlete_id = plan.athlete_id))
    from training_plans plan where plan.id = %(plan_id)s
    returning version_number
"""


def changed(conn: Connection, plan_id: UUID, reason: str, *, restored_version: int | None = None) -> int:
    """Keep the plan as it now is, with why; the number of the new version. The caller holds the plan's row."""
    conn.execute(
        "update training_plans set end_date = start_date - extract(isodow from start_date)::int + 7 * duration_weeks"
        " where id = %s",
        (plan_id,),
    )
    row = conn.execute(
        KEEP_VERSION, {"plan_id": plan_id, "reason": reason[:500], "restored_version": restored_version}
    ).fetchone()
    return int(row["version_number"]) if row else 0


def plan_versions(user: User, plan_id: UUID) -> pd.DataFrame:
    """One row per version of a plan, newest first; dtypes VERSION_DTYPES."""
    (rows,) = db.read_all(
        user,
        (
            "select *, jsonb_array_length(snapshot -> 'days') as session_count from plan_versions"
            " where training_plan_id = %s and athlete_id = (select private.my_athlete_id())"
            " order by version_number desc",
            (plan_id,),
        ),
    )
    return db.frame(rows, VERSION_DTYPES)


def version_to_undo_to(conn: Connection, plan_id: UUID) -> int | None:
    """The version before the one whose content the plan has now; None when there is none."""
    row = conn.execute(
        "select coalesce(restored_version, version_number) - 1 as before from plan_versions"
        " where training_plan_id = %s order by version_number desc limit 1",
        (plan_id,),
    ).fetchone()
    return int(row["before"]) or None if row else None


def reason_of(conn: Connection, plan_id: UUID, version_number: int) -> str:
    """
    Raises:
        NotFound: there is no such version.
    """
    row = conn.execute(
        "select reason from plan_versions where training_plan_id = %s and version_number = %s",
        (plan_id, version_number),
    ).fetchone()
    if row is None:
        raise NotFound("This version of the plan is not there.")
    return str(row["reason"])


def restore_snapshot(conn: Connection, plan: PlanSpan, version_number: int) -> None:
    """Bring back a version: name, dates, weeks and every session that is open; what is done, or said, stays."""
    key = {"plan_id": plan.id, "athlete_id": plan.athlete_id, "number": version_number}
    for statement in (
        _RESTORE_PLAN, _RESTORE_GOAL, _DROP_LATER_DAYS, _RESTORE_WEEKS, _RESTORE_DAYS, _DROP_EMPTY_WEEKS,
    ):  # fmt: skip
        conn.execute(statement, key)


# Sessions that were done, or of which the athlete said what became, keep their days: the start stays, and the plan
# stays long enough to hold them.
_RESTORE_PLAN: LiteralString = """
    update training_plans plan set plan_name = kept.plan_name, goal = kept.goal, difficulty = kept.difficulty,
        start_date = case when done.last_week is null then kept.start_date else plan.start_date end,
        duration_weeks = greatest(kept.duration_weeks, done.last_week)
    from plan_versions version,
        jsonb_to_record(version.snapshot -> 'plan') as kept (plan_name text, duration_weeks int, goal text,
            difficulty text, start_date date),
        (select max(week_number) as last_week from plan_sessions
         where plan_id = %(plan_id)s and (is_completed or outcome_override is not null)) as done
    where plan.id = %(plan_id)s and version.training_plan_id = plan.id and version.version_number = %(number)s
"""
# A plan that rolls on would else turn to the goal that was undone when it is refreshed. Other wishes stay: when the
# athlete can train does not belong to a goal.
_RESTORE_GOAL: LiteralString = """
    update rolling_plans rolling set goal = kept.goal, method = kept.method, race_date = kept.race_date,
        previous_method = kept.previous_method, method_changed_on = kept.method_changed_on,
        wishes = (rolling.wishes - array['race_date', 'race_distance_m']) || jsonb_strip_nulls(jsonb_build_object(
            'goal', kept.goal, 'race_date', kept.race_date, 'race_distance_m', kept.race_distance_m))
    from plan_versions version,
        jsonb_to_record(version.snapshot -> 'rolling') as kept (goal text, method text, race_date date,
            race_distance_m double precision, previous_method text, method_changed_on date)
    where rolling.training_plan_id = %(plan_id)s and kept.goal is not null
      and version.training_plan_id = %(plan_id)s and version.version_number = %(number)s
"""
_DROP_LATER_DAYS: LiteralString = """
    delete from training_plan_days day using plan_sessions session
    where session.day_id = day.id and session.plan_id = %(plan_id)s and not session.is_completed
      and session.outcome_override is null
      and not exists (
        select from plan_versions version, jsonb_array_elements(version.snapshot -> 'days') kept
        where version.training_plan_id = %(plan_id)s and version.version_number = %(number)s
          and (kept ->> 'id')::uuid = day.id)
"""
_RESTORE_WEEKS: LiteralString = """
    insert into training_plan_weeks (athlete_id, training_plan_id, week_number, focus, target_volume_hours, notes)
    select %(athlete_id)s, %(plan_id)s, kept.week_number, kept.focus, kept.target_volume_hours, kept.notes
    from plan_versions version, jsonb_to_recordset(version.snapshot -> 'weeks') as kept (week_number int, focus text,
        target_volume_hours numeric, notes text)
    where version.training_plan_id = %(plan_id)s and version.version_number = %(number)s
    on conflict (training_plan_id, athlete_id, week_number) do update set
        focus = excluded.focus, target_volume_hours = excluded.target_volume_hours, notes = excluded.notes
"""
_RESTORE_DAYS: LiteralString = """
    insert into training_plan_days as day (id, athlete_id, training_plan_week_id, day_of_week, position, workout_title,
        workout_description, workout_details, session_type, estimated_duration_minutes, is_rest_day, is_skipped,
        is_pinned, notes)
    select kept.id, week.athlete_id, week.id, kept.day_of_week, kept.position, kept.workout_title,
        kept.workout_description, kept.workout_details, kept.session_type, kept.estimated_duration_minutes,
        kept.is_rest_day, kept.is_skipped, coalesce(kept.is_pinned, false), kept.notes
    from plan_versions version, jsonb_to_recordset(version.snapshot -> 'days') as kept (id uuid, week_number int,
        day_of_week smallint, position smallint, workout_title text, workout_description text, workout_details jsonb,
        session_type text, estimated_duration_minutes int, is_rest_day boolean, is_skipped boolean, is_pinned boolean,
        notes text)
    join training_plan_weeks week on week.training_plan_id = %(plan_id)s and week.athlete_id = %(athlete_id)s
        and week.week_number = kept.week_number
    where version.training_plan_id = %(plan_id)s and version.version_number = %(number)s
      and not exists (
        select from plan_sessions session
        where session.day_id = kept.id and (session.is_completed or session.outcome_override is not null))
    on conflict (id) do update set training_plan_week_id = excluded.training_plan_week_id,
        day_of_week = excluded.day_of_week, position = excluded.position, workout_title = excluded.workout_title,
        workout_description = excluded.workout_description, workout_details = excluded.workout_details,
        session_type = excluded.session_type, estimated_duration_minutes = excluded.estimated_duration_minutes,
        is_rest_day = excluded.is_rest_day, is_skipped = excluded.is_skipped, is_pinned = excluded.is_pinned,
        is_completed = false, linked_workout_log_id = null, notes = excluded.notes
"""
_DROP_EMPTY_WEEKS: LiteralString = """
    delete from training_plan_weeks week
    where week.training_plan_id = %(plan_id)s
      and not exists (select from training_plan_days day where day.training_plan_week_id = week.id)
      and not exists (
        select from plan_versions version, jsonb_array_elements(version.snapshot -> 'weeks') kept
        where version.training_plan_id = %(plan_id)s and version.version_number = %(number)s
          and (kept ->> 'week_number')::int = week.week_number)
"""
