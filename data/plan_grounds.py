"""What a plan that rolls on is built from: the athlete, the breaks, the runs that were done, the sessions so far."""

from __future__ import annotations

from datetime import date
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from data.db import Connection
from data.plan_reality import Override
from data.profile_parts import Preferences, TrainingHistory
from data.training_breaks import BREAKS

HISTORY_DAYS, BEFORE_LAST_RUN_DAYS = 182, 42


class Runner(BaseModel):
    """What the profile and the fitness profile say; None where they do not."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    date_of_birth: date | None = None
    heart_rate_max_bpm: int | None = None
    heart_rate_rest_bpm: int | None = None
    training_history: TrainingHistory = Field(default_factory=TrainingHistory)
    preferences: Preferences = Field(default_factory=Preferences)
    running_score: float | None = None


class BreakSpan(NamedTuple):
    """`last_on` is None while it lasts."""

    kind: str
    first_on: date
    last_on: date | None


class DoneSession(NamedTuple):
    """A log on running legs, with what it was planned as and how it felt; None where unknown."""

    date: date
    session_type: str
    distance_m: float | None
    duration_s: float | None
    is_planned: bool
    kind: str | None
    is_hard: bool | None
    effort: int | None
    recovery: int | None
    motivation: int | None
    soreness: int | None


class SessionRow(NamedTuple):
    """A session of a plan that rolls on, without its steps."""

    day_id: UUID
    date: date
    title: str
    session_type: str
    minutes: int | None
    kind: str | None
    distance_m: float | None
    is_hard: bool | None
    is_rest_day: bool
    is_completed: bool
    is_skipped: bool
    outcome_override: Override | None
    is_pinned: bool
    is_rolling: bool
    is_covered: bool
    has_log: bool


class Grounds(NamedTuple):
    """Everything, as one transaction sees it; logs and sessions by day."""

    runner: Runner
    breaks: tuple[BreakSpan, ...]
    done: tuple[DoneSession, ...]
    sessions: tuple[SessionRow, ...]


class Reach(NamedTuple):
    """`today` is the last day of which something can be known, `last` the last that is planned."""

    today: date
    last: date
    plan_id: UUID | None = None


RUNNER: LiteralString = """
    select profile.date_of_birth, profile.heart_rate_max_bpm, profile.heart_rate_rest_bpm, profile.training_history,
           profile.preferences, fitness.running_score
    from athlete_profiles profile
    left join fitness_profiles fitness on fitness.athlete_id = profile.id
    where profile.id = (select private.my_athlete_id())
"""
# Half a year; for somebody who has not run for longer, the weeks before the last run.
SINCE: LiteralString = """
    select least(%(today)s::date - %(days)s::int, (
        select max(date) from workout_logs
        where athlete_id = (select private.my_athlete_id()) and deleted_at is null and completion_status <> 'skipped'
          and session_type = 'run' and date <= %(today)s
    ) - %(before)s::int) as since
"""
DONE: LiteralString = """
    select log.date, log.session_type, log.distance_m,
           coalesce(log.duration_seconds, nullif(log.duration_minutes, 0) * 60)::float8 as duration_s,
           day.id is not null as is_planned, day.workout_details ->> 'kind' as kind,
           coalesce((day.workout_details ->> 'is_hard')::boolean,
               case when activity.effort_kind is not null then true end) as is_hard,
           coalesce(feedback.effort, log.rpe_post)::int as effort, feedback.recovery::int, feedback.motivation::int,
           feedback.soreness::int
    from workout_logs log
    left join training_plan_days day on day.id = log.training_plan_day_id and day.athlete_id = log.athlete_id
    left join activities activity on activity.id = log.activity_id and activity.athlete_id = log.athlete_id
    left join run_feedback feedback on feedback.activity_id = log.activity_id and feedback.athlete_id = log.athlete_id
    where log.athlete_id = (select private.my_athlete_id()) and log.deleted_at is null
      and log.completion_status <> 'skipped' and log.session_type in ('run', 'hiit', 'simulation')
      and log.date between %(since)s and %(today)s
    order by log.date, log.created_at, log.id
"""
# Of plans before this one, only the days until it was made where the athlete lives.
SESSIONS: LiteralString = """
    select session.day_id, session.date, session.title, session.session_type,
           session.estimated_duration_minutes as minutes, session.details ->> 'kind' as kind,
           (session.details ->> 'distance_m')::float8 as distance_m,
           (session.details ->> 'is_hard')::boolean as is_hard,
           session.is_rest_day, session.is_completed, session.is_skipped, session.outcome_override, session.is_pinned,
           session.is_rolling, session.is_covered, session.linked_workout_log_id is not null as has_log
    from plan_sessions session
    where session.athlete_id = (select private.my_athlete_id()) and session.is_rolling
      and session.date between %(since)s and %(last)s
      and (session.plan_id = %(plan_id)s or session.date < coalesce(
          (select (rolling.created_at at time zone profile.time_zone)::date
           from rolling_plans rolling join athlete_profiles profile on profile.id = rolling.athlete_id
           where rolling.training_plan_id = %(plan_id)s), %(today)s))
    order by session.date, session.position, session.created_at, session.day_id
"""


def grounds(conn: Connection, reach: Reach) -> Grounds:
    """What a plan for the days after, or from, `reach.today` stands on."""
    asked: dict[str, Any] = {
        **reach._asdict(), "first": reach.today, "days": HISTORY_DAYS, "before": BEFORE_LAST_RUN_DAYS,
    }  # fmt: skip
    since = conn.execute(SINCE, asked).fetchone()
    asked["since"] = since["since"] if since else reach.today
    with conn.pipeline():
        runner, breaks, done, sessions = (
            conn.execute(statement, asked) for statement in (RUNNER, BREAKS, DONE, SESSIONS)
        )
        rows = runner.fetchone()
        return Grounds(
            Runner.model_validate(rows or {}),
            tuple(BreakSpan(row["kind"], row["first_on"], row["last_on"]) for row in breaks.fetchall()),
            tuple(DoneSession(**row) for row in done.fetchall()),
            tuple(SessionRow(**row) for row in sessions.fetchall()),
        )
