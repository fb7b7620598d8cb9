"""What the running engines need to know of each session that was logged."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from coach.engines.running.efficiency import efficiency_factor
from coach.engines.running.evidence import EffortKind, HardEffort
from coach.engines.running.heart_rate import SessionPeak
from coach.engines.running.intensity import Portion


class RunRecord(NamedTuple):
    """One run. `effort` marks a whole run as a race, a test or a confirmed hard effort; None is training.

    `portions` are its laps where they are known. An assumed run was planned and never logged: it proves nothing.
    """

    day: date
    distance_m: float | None = None
    duration_s: float | None = None
    hr_avg_bpm: float | None = None
    hr_max_bpm: float | None = None
    rpe: float | None = None
    ascent_m: float | None = None
    effort: EffortKind | None = None
    is_assumed: bool = False
    portions: tuple[Portion, ...] = ()


class OtherSession(NamedTuple):
    """Training that is no run: it counts for load only."""

    day: date
    duration_s: float | None = None
    hr_avg_bpm: float | None = None
    rpe: float | None = None
    is_assumed: bool = False


def hard_efforts(runs: Iterable[RunRecord]) -> list[HardEffort]:
    """The runs that were a race, a test or a confirmed hard effort, where distance and time are known.

    Source: rule of this product: training never sets a score.

    >>> day = date(2026, 3, 3)
    >>> hard_efforts([RunRecord(day, 5_000, 1_200), RunRecord(day, None, 1_200, effort="race")])
    []
    """
    return [
        HardEffort(run.day, run.distance_m, run.duration_s, run.effort, run.ascent_m, run.is_assumed)
        for run in runs
        if run.effort is not None and run.distance_m and run.duration_s
    ]


def efficiency_factors(runs: Iterable[RunRecord]) -> list[tuple[date, float]]:
    """Efficiency factor of each training run; races and tests are left out, they are run at another effort.

    Source: Friel (2015), compare like with like.

    >>> efficiency_factors([RunRecord(date(2026, 3, 3), 10_000, 3_000, 160)])
    [(datetime.date(2026, 3, 3), 1.25)]
    """
    factors = (
        (run.day, efficiency_factor(run.distance_m, run.duration_s, run.hr_avg_bpm)) for run in runs if not run.effort
    )
    return [(day, factor) for day, factor in factors if factor is not None]


def portions_of(run: RunRecord) -> Sequence[Portion]:
    """The laps of a run, or the run as one portion; empty without a duration.

    Source: none needed.

    >>> portions_of(RunRecord(date(2026, 3, 3), 10_000, 3_000, 160))
    (Portion(duration_s=3000, heart_rate_bpm=160, pace_s_per_km=300.0),)
    """
    if run.portions or not run.duration_s:
        return run.portions
    pace_s_per_km = run.duration_s / run.distance_m * 1000 if run.distance_m else None
    return (Portion(run.duration_s, run.hr_avg_bpm, pace_s_per_km),)


def session_peaks(runs: Iterable[RunRecord]) -> list[SessionPeak]:
    """Highest and average heart rate of each run.

    Source: none needed.

    >>> session_peaks([RunRecord(date(2026, 3, 3), hr_avg_bpm=150, hr_max_bpm=180)])
    [SessionPeak(max_bpm=180, avg_bpm=150)]
    """
    return [SessionPeak(run.hr_max_bpm, run.hr_avg_bpm) for run in runs]
