"""/api/v1/fitness: what the training log says about a runner: now, month by month, week by week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.problems import PROBLEM_RESPONSES
from coach.engines.running.evidence import Confidence, EffortKind
from coach.engines.running.fitness import plain
from coach.engines.running.heart_rate import LoadUnit
from coach.engines.running.intensity import Basis, Shape
from coach.fitness import current_fitness, recalculate
from coach.fitness_picture import fitness_trends
from coach.today import today_of
from data.fitness import snapshots

router = APIRouter(prefix="/fitness", tags=["fitness"], responses=PROBLEM_RESPONSES)

USUAL_WEEKS = 12


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class ScoreEffort(Part):
    """The race or test the running score comes from."""

    score: float
    day: date
    kind: EffortKind
    distance_m: float
    time_s: float
    age_days: int
    confidence: Confidence
    text: str


class Paces(Part):
    """Training paces of the running score; easy is a range."""

    easy_slow_s_per_km: float
    easy_fast_s_per_km: float
    marathon_s_per_km: float
    threshold_s_per_km: float
    interval_s_per_km: float
    repetition_s_per_400m: float
    repetition_s_per_km: float


class RaceTime(Part):
    """What to expect over a distance; `why` says how sure that is."""

    name: str
    distance_m: float
    low_s: float
    mid_s: float
    high_s: float
    why: str


class CriticalSpeed(Part):
    speed_m_s: float
    reserve_m: float
    n: int


class HeartRates(Part):
    rest_bpm: float
    max_bpm: float
    source: str


class Zone(Part):
    number: int
    name: str
    low_bpm: int
    high_bpm: int


class Load(Part):
    """`text` names the unit and what is unknown; before 42 days of log it is not settled."""

    unit: LoadUnit
    fitness: float
    fatigue: float
    form: float
    is_settled: bool
    monotony: float | None
    strain: float | None
    unknown_count: int
    convention: str
    text: str


class CompleteWeek(Part):
    monday: date
    distance_m: float | None
    run_count: int
    unmeasured_count: int


class Efficiency(Part):
    """Median metres per minute and heartbeat of the last 28 days and of the 28 before."""

    recent: float
    before: float
    change_pct: float
    n_recent: int
    n_before: int


class Intensity(Part):
    """Shares of running time in the last 28 days, by one `basis`."""

    easy_pct: float
    moderate_pct: float
    hard_pct: float
    basis: Basis
    n_sessions: int
    total_s: float
    unknown_s: float
    shape: Shape | None
    text: str


class LongRun(Part):
    """A run much longer than the 30 days before it."""

    day: date
    distance_m: float
    longest_before_m: float
    rise_pct: float
    text: str


class Fitness(Part):
    """What is not known is null, and `missing` says how to fill it. `next_longest_m` is the ceiling for tomorrow."""

    today: date
    score: float | None
    effort: ScoreEffort | None
    confidence: Confidence
    confidence_text: str
    paces: Paces | None
    races: list[RaceTime]
    critical_speed: CriticalSpeed | None
    heart_rates: HeartRates | None
    zones: list[Zone]
    load: Load | None
    weeks: list[CompleteWeek]
    mean_week_m: float | None
    longest_30_days_m: float | None
    next_longest_m: float | None
    efficiency: Efficiency | None
    intensity: Intensity | None
    alerts: list[LongRun]
    missing: list[str]


class Snapshot(BaseModel):
    """How a month ended; `profile` has the shape of the current fitness of that day."""

    model_config = ConfigDict(extra="ignore")

    month_on: date
    running_score: float | None
    profile: dict[str, Any]
    created_at: datetime


class Week(Part):
    """Monday to Sunday. Distance, time and longest run are of runs; load is of all sessions."""

    week_start: date
    is_complete: bool
    session_count: int
    run_count: int
    distance_m: float | None
    unmeasured_count: int
    duration_s: float | None
    untimed_count: int
    longest_run_m: float | None
    load: float | None
    unknown_load_days: int
    fitness: float | None
    fatigue: float | None
    form: float | None
    is_settled: bool
    efficiency: float | None
    efficiency_count: int
    easy_pct: float | None
    moderate_pct: float | None
    hard_pct: float | None


class FitnessTrends(Part):
    """Oldest first. One load unit and one basis of intensity hold for all weeks."""

    weeks: list[Week]
    load_unit: Literal["trimp", "srpe"] | None
    load_text: str
    convention: str
    intensity_basis: Basis | None


@router.get("/current")
def read_current(user: CurrentUser) -> Fitness:
    """Score, paces, race times, zones, load and volume as of today, and what is missing."""
    return Fitness.model_validate(plain(current_fitness(user, today_of(user))))


@router.post("/recalculate")
def recalculate_fitness(user: CurrentUser) -> Fitness:
    """Calculate it and keep it; that happens by itself with every import, test and race."""
    return Fitness.model_validate(plain(recalculate(user, today_of(user))))


@router.get("/snapshots")
def list_snapshots(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[Snapshot]:
    """How each month ended, oldest first."""
    return page_of([Snapshot.model_validate(row) for row in records(snapshots(user))], page, per_page)


@router.get("/trends")
def read_trends(
    user: CurrentUser,
    first: Annotated[date | None, Query(description="Twelve weeks before `last` when left out.")] = None,
    last: Annotated[date | None, Query(description="Today where you live when left out.")] = None,
) -> FitnessTrends:
    """Week by week: distance, time, load, fitness, fatigue and form, efficiency, longest run, intensity."""
    today = today_of(user)
    until = last or today
    since = first or max(until, date.min + timedelta(weeks=USUAL_WEEKS)) - timedelta(weeks=USUAL_WEEKS)
    return FitnessTrends.model_validate(fitness_trends(user, since, until, today))
