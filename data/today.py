"""Everything Today shows, read in one round trip. Nothing here looks back further than it says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, LiteralString, NamedTuple, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from data import db
from data.cache import REVISION, Revision, revision_of
from data.db import User
from data.goals import GoalType
from data.progress import days_query
from data.training_breaks import TrainingBreak, breaks_query

LOOK_BACK_DAYS = 400  # of logs: streak, week, load and readiness
AHEAD_DAYS = 14  # of planned sessions
RECORD_DAYS, MOST_RECORDS, MOST_GOALS, MOST_RACES = 60, 5, 5, 6
INPUT_DAYS = 730  # of races and tests for the estimate


class Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Athlete(Row):
    display_name: str | None
    sex: str | None
    division: str | None
    goal_time_minutes: float | None
    race_date: date | None
    hyrox_race_count: int
    time_zone: str
    units_preference: Literal["metric", "imperial"] = "metric"
    has_race_result: bool = False  # of the race on `race_date` or a later one


class PlannedSession(Row):
    """A session of the active plan."""

    day_id: UUID
    date: date
    plan_id: UUID
    plan_name: str
    week_number: int
    week_focus: str | None
    title: str
    description: str | None
    session_type: str
    estimated_duration_minutes: int | None
    details: dict[str, Any]
    is_rest_day: bool
    is_completed: bool
    is_skipped: bool
    linked_workout_log_id: UUID | None

    @property
    def is_open(self) -> bool:
        return not (self.is_rest_day or self.is_completed or self.is_skipped)


class LoggedSession(Row):
    id: UUID
    date: date
    session_type: str
    title: str | None
    minutes: float | None
    distance_m: float | None
    rpe_post: int | None
    completion_status: str


class DayTotals(NamedTuple):
    """One day with a log; see data.progress. Hundreds come at once, so they are not validated one by one."""

    day: date
    log_count: int
    session_count: int
    minutes: float | None
    rated_load: float
    rated_minutes: float
    unrated_minutes: float
    untimed_count: int
    rpe_sum: float | None
    rpe_count: int
    before_sum: float | None
    before_count: int
    hardest_rpe: float | None


class RecentRecord(Row):
    id: UUID
    record_type: str
    name: str | None
    value: float
    value_unit: str
    previous_value: float | None
    distance_m: float | None
    date_achieved: date
    is_estimate: bool


class ActiveGoal(Row):
    id: UUID
    goal_type: GoalType
    title: str
    target_value: float | None
    target_unit: str | None
    current_value: float | None
    start_value: float | None
    started_on: date
    target_date: date | None
    station: str | None = None
    details: dict[str, Any] = {}


class FinishedRace(Row):
    """A singles race or simulation with a finish time."""

    race_date: date
    race_name: str
    division: str
    gender: str
    total_time_seconds: float
    is_simulation: bool


class TestResult(Row):
    """The latest test of its type."""

    __test__ = False

    test_type: str
    test_date: date
    results: dict[str, Any]


class TodayRows(NamedTuple):
    """What is there. Days reach a day further than needed at each end: the athlete's date is not ours."""

    at: Revision
    athlete: Athlete | None
    planned: list[PlannedSession]
    logged: list[LoggedSession]
    days: list[DayTotals]
    records: list[RecentRecord]
    goals: list[ActiveGoal]
    races: list[FinishedRace]
    tests: list[TestResult]
    breaks: list[TrainingBreak]


ATHLETE: LiteralString = """
    select display_name, sex, division, goal_time_minutes, race_date, hyrox_race_count, time_zone, units_preference,
           exists (
               select from race_results race
               where race.athlete_id = athlete_profiles.id and not race.is_simulation
                 and race.race_date >= athlete_profiles.race_date - 3
           ) as has_race_result
    from athlete_profiles where user_id = %(user_id)s
"""
# By the plan's id, or the sessions of all plans ever made would be looked at.
PLANNED: LiteralString = """
    select day_id, date, plan_id, plan_name, week_number, week_focus, title, description, session_type,
           estimated_duration_minutes, details, is_rest_day, is_completed, is_skipped, linked_workout_log_id
    from plan_sessions
    where athlete_id = (select private.my_athlete_id())
      and plan_id = (
          select id from training_plans
          where athlete_id = (select private.my_athlete_id()) and status = 'active' and deleted_at is null
      )
      and date between %(day)s - 1 and %(day)s + %(ahead)s
    order by date, position, created_at
"""
LOGGED: LiteralString = """
    select id, date, session_type, title, coalesce(duration_seconds / 60, duration_minutes)::float8 as minutes,
           distance_m, rpe_post, completion_status
    from workout_logs
    where athlete_id = (select private.my_athlete_id()) and deleted_at is null
      and date between %(day)s - 1 and %(day)s + 1
    order by created_at
"""
RECORDS: LiteralString = """
    select record.id, record.record_type, record.value::float8 as value, record.value_unit,
           record.previous_value::float8 as previous_value, record.distance_m::float8 as distance_m,
           record.date_achieved, record.is_estimate, coalesce(station.station_name, record.exercise_name) as name
    from personal_records record
    left join hyrox_stations station on station.id = record.station_id
    where record.athlete_id = (select private.my_athlete_id()) and not record.needs_confirmation
      and record.record_type in ('station_time', 'exercise_weight', 'exercise_reps', 'running_pace', 'race_time')
      and record.date_achieved between %(day)s - %(record_days)s and %(day)s + 1
    order by record.date_achieved desc, record.created_at desc limit %(most_records)s
"""
GOALS: LiteralString = """
    select id, goal_type, title, target_value::float8 as target_value, target_unit,
           current_value::float8 as current_value, start_value::float8 as start_value, started_on, target_date,
           (select metric_name from hyrox_stations where id = goals.station_id) as station, details
    from goals
    where athlete_id = (select private.my_athlete_id()) and status = 'active' and deleted_at is null
    order by target_date nulls last, created_at limit %(most_goals)s
"""
RACES: LiteralString = """
    select race_date, race_name, division, gender, total_time_seconds, is_simulation
    from race_results
    where athlete_id = (select private.my_athlete_id()) and race_date between %(day)s - %(input_days)s and %(day)s + 1
      and status = 'finished' and total_time_seconds is not null and format = 'singles'
    order by race_date desc limit %(most_races)s
"""
TESTS: LiteralString = """
    select distinct on (test_type) test_type, test_date, results
    from benchmark_tests
    where athlete_id = (select private.my_athlete_id()) and test_date between %(day)s - %(input_days)s and %(day)s + 1
    order by test_type, test_date desc, created_at desc
"""
Model = TypeVar("Model", bound=BaseModel)


def today_queries(user: User, now: datetime) -> list[db.Query]:
    """The statements of Today around the date in UTC, in the order of `TodayRows`."""
    day = now.astimezone(UTC).date()
    parameters = {
        "user_id": user.id,
        "day": day,
        "ahead": AHEAD_DAYS + 1,
        "record_days": RECORD_DAYS,
        "most_records": MOST_RECORDS,
        "most_goals": MOST_GOALS,
        "most_races": MOST_RACES,
        "input_days": INPUT_DAYS,
    }
    days = days_query(day - timedelta(days=LOOK_BACK_DAYS), day + timedelta(days=1))
    return [
        (REVISION, ()),
        (ATHLETE, parameters),
        (PLANNED, parameters),
        (LOGGED, parameters),
        days,
        *((statement, parameters) for statement in (RECORDS, GOALS, RACES, TESTS)),
        breaks_query(day - timedelta(days=1), day + timedelta(days=1)),
    ]


def today_rows(user: User, now: datetime) -> TodayRows:
    """Read everything in one pipeline and one snapshot."""
    revision, athlete, *lists = db.read_all(user, *today_queries(user, now))
    planned, logged, days, records, goals, races, tests, breaks = lists
    return TodayRows(
        at=revision_of(revision),
        athlete=Athlete.model_validate(athlete[0]) if athlete else None,
        planned=_models(PlannedSession, planned),
        logged=_models(LoggedSession, logged),
        days=[DayTotals(**{name: row[name] for name in DayTotals._fields}) for row in days],
        records=_models(RecentRecord, records),
        goals=_models(ActiveGoal, goals),
        races=_models(FinishedRace, races),
        tests=_models(TestResult, tests),
        breaks=_models(TrainingBreak, breaks),
    )


def _models(model: type[Model], rows: list[db.Row]) -> list[Model]:
    return [model.model_validate(row) for row in rows]
