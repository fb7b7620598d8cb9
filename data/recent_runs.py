"""The last runs with how they felt, for what is said about them."""

from __future__ import annotations

from datetime import date
from typing import LiteralString
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from data import db


class RecentRun(BaseModel):
    """A logged run. Ratings and words are the athlete's own; None where they said nothing.

    `plan_day_id` is the planned session it did, `activity_id` what a watch recorded of it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    date: date
    title: str | None
    distance_m: float | None
    duration_s: float | None
    heart_rate_avg_bpm: int | None
    effort: int | None
    recovery: int | None
    motivation: int | None
    soreness: int | None
    notes: str | None
    activity_id: UUID | None
    plan_day_id: UUID | None


RECENT_RUNS: LiteralString = """
    select log.id, log.date, coalesce(log.title, activity.title) as title, log.distance_m,
           coalesce(log.duration_seconds, nullif(log.duration_minutes, 0) * 60)::float8 as duration_s,
           log.heart_rate_avg as heart_rate_avg_bpm, coalesce(feedback.effort, log.rpe_post) as effort,
           feedback.recovery, feedback.motivation, feedback.soreness, feedback.notes,
           log.activity_id, log.training_plan_day_id as plan_day_id
    from workout_logs log
    left join activities activity on activity.id = log.activity_id and activity.athlete_id = log.athlete_id
    left join run_feedback feedback on feedback.activity_id = log.activity_id and feedback.athlete_id = log.athlete_id
    where log.athlete_id = (select private.my_athlete_id()) and log.deleted_at is null
      and log.completion_status <> 'skipped' and log.session_type = 'run' and log.date <= %s
    order by log.date desc, log.created_at desc, log.id limit %s
"""


def recent_runs_query(until: date, most: int) -> db.Query:
    """Newest first, for reading in one pipeline with other things."""
    return RECENT_RUNS, (until, most)
