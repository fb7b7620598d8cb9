"""A split analysis as JSON."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from coach.engines.split_analysis import SplitAnalysis


class FromEngine(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class RaceOutline(FromEngine):
    """The race as analysed; seconds."""

    title: str
    event: str | None
    season: int | None
    division: str
    gender: str
    age_group: str | None
    total_s: float | None


class FieldOutline(FromEngine):
    """Whom `faster_than_pct` speaks about."""

    division: str
    gender: str
    age_group: str
    seasons: str
    n: int
    is_small_sample: bool


class Split(FromEngine):
    """One of the 16 splits, roxzone, runs_total, stations_total or total_seconds. Gap: plus is slower."""

    split: str
    time_s: float | None
    share_pct: float | None
    faster_than_pct: float | None
    cohort_median_s: float | None
    cohort_p25_s: float | None
    cohort_p75_s: float | None
    cohort_gap_s: float | None
    event_faster_than_pct: float | None
    event_n: int | None
    flag: str | None


class Loss(FromEngine):
    split: str
    gap_s: float


class CourseFactor(FromEngine):
    """The event's median over the usual event's; partly course, partly the field that came."""

    event: str
    n: int
    total: float | None
    factors: dict[str, float]
    text: str


class Reconciliation(FromEngine):
    """Do the parts add up to the official time?"""

    parts_s: float
    official_s: float | None
    residual_s: float | None
    verdict: str
    text: str


class Analysis(FromEngine):
    """Where the minutes are. `losses` are ranked, the largest first; gains have a minus."""

    race: RaceOutline
    headline: str
    field: FieldOutline
    splits: list[Split]
    losses: list[Loss]
    cohort_n: int | None
    cohort_window_pct: int | None
    fade_pct: float | None
    run_slope_pct: float | None
    level: str | None
    course_factor: CourseFactor | None
    reconciliation: Reconciliation
    notes: list[str]


def analysis_of(analysis: SplitAnalysis) -> Analysis:
    return Analysis.model_validate(analysis)
