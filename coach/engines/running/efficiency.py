"""How much speed a heartbeat buys: efficiency factor, its trend, and how it fades within a run."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from statistics import fmean, median, pstdev
from typing import Final, NamedTuple, Protocol

TREND_DAYS, LEAST_RUNS = 28, 4
SHORTEST_STEADY_S: Final = 1_800.0
LARGEST_MISSING_SHARE: Final = 0.20
# Slower than a slow walk is standing; a longer hole between two samples is a pause, not running.
STANDING_M_S, LONGEST_STEP_S = 0.5, 30.0
# Assumption: minute by minute, speeds of a steady run stay within this share of their mean; repetitions do not.
STEADY_SPREAD: Final = 0.15


class EfficiencyTrend(NamedTuple):
    """Median efficiency factor [m/min per bpm] of the last 28 days and of the 28 before, with the runs behind each."""

    recent: float
    before: float
    change_pct: float
    n_recent: int
    n_before: int


class Recorded(Protocol):
    """What a device recorded over time; lists of equal length, gaps are None."""

    @property
    def elapsed_s(self) -> Sequence[float]: ...
    @property
    def speed_m_s(self) -> Sequence[float | None]: ...
    @property
    def heart_rate_bpm(self) -> Sequence[float | None]: ...


class RecordedRun(NamedTuple):
    """The least that `decoupling_pct` needs."""

    elapsed_s: Sequence[float]
    speed_m_s: Sequence[float | None]
    heart_rate_bpm: Sequence[float | None]


class _Step(NamedTuple):
    """From one sample to the next."""

    seconds: float
    speed_m_s: float
    heart_rate_bpm: float


def efficiency_factor(distance_m: float | None, duration_s: float | None, hr_avg_bpm: float | None) -> float | None:
    """Metres per minute ÷ average heart rate; None when one of them is missing. Compare like runs only.

    Source: Friel (2015), efficiency factor.

    >>> efficiency_factor(10_000, 3_000, 160), efficiency_factor(10_000, 3_000, None)
    (1.25, None)
    """
    if not distance_m or not duration_s or not hr_avg_bpm or min(distance_m, duration_s, hr_avg_bpm) <= 0:
        return None
    return distance_m / (duration_s / 60) / hr_avg_bpm


def efficiency_trend(factors: Iterable[tuple[date, float]], today: date) -> EfficiencyTrend | None:
    """Median of the last 28 days (today included) against the 28 before; None with fewer than 4 runs in either.

    Source: Friel (2015) for the factor; windows and medians are ours.

    >>> runs = [(date(2026, month, day), 1.14 + 0.06 * month) for month in (1, 2) for day in (20, 22, 24, 26)]
    >>> round(efficiency_trend(runs, date(2026, 2, 27)).change_pct, 1)
    5.0
    """
    recent: list[float] = []
    before: list[float] = []
    for day, factor in factors:
        age_days = (today - day).days
        if 0 <= age_days < TREND_DAYS:
            recent.append(factor)
        elif TREND_DAYS <= age_days < 2 * TREND_DAYS:
            before.append(factor)
    if min(len(recent), len(before)) < LEAST_RUNS:
        return None
    now, then = median(recent), median(before)
    return EfficiencyTrend(now, then, 100 * (now / then - 1), len(recent), len(before))


def decoupling_pct(samples: Recorded) -> float | None:
    """How much speed per heartbeat faded from the first half of a steady run to the second; under 5 % is aerobic.

    Halves are by moving time, over the whole run: (EF₁ − EF₂) / EF₁ · 100. None when it does not apply: less than
    30 minutes moving, speed or heart rate missing in more than 20 % of it, or not steady (repetitions).
    Source: Friel (2008), aerobic decoupling; the steadiness guard is ours.

    >>> elapsed = [float(second) for second in range(0, 3_601, 10)]
    >>> beats = [150.0 if second < 1_800 else 156.0 for second in elapsed]
    >>> round(decoupling_pct(RecordedRun(elapsed, [3.0] * len(elapsed), beats)), 1)
    3.8
    """
    steps, missing_s = _moving_steps(samples)
    moving_s = sum(step.seconds for step in steps)
    if moving_s < SHORTEST_STEADY_S or missing_s > LARGEST_MISSING_SHARE * (moving_s + missing_s):
        return None
    if not _is_steady(steps):
        return None
    first, second = _halves(steps, moving_s / 2)
    return 100 * (1 - _factor(second) / _factor(first))


def _moving_steps(samples: Recorded) -> tuple[list[_Step], float]:
    """The steps with speed and heart rate in which somebody moved, and the seconds in which one was missing."""
    steps: list[_Step] = []
    missing_s = 0.0
    rows = zip(pairwise(samples.elapsed_s), samples.speed_m_s, samples.heart_rate_bpm, strict=False)
    for (start_s, end_s), speed_m_s, heart_rate_bpm in rows:
        seconds = end_s - start_s
        if not 0 < seconds <= LONGEST_STEP_S or (speed_m_s is not None and speed_m_s < STANDING_M_S):
            continue
        if speed_m_s is None or heart_rate_bpm is None or heart_rate_bpm <= 0:
            missing_s += seconds
        else:
            steps.append(_Step(seconds, speed_m_s, heart_rate_bpm))
    return steps, missing_s


def _halves(steps: Sequence[_Step], half_s: float) -> tuple[list[_Step], list[_Step]]:
    """The steps before and after the middle; the one that crosses it is cut."""
    first: list[_Step] = []
    second: list[_Step] = []
    passed_s = 0.0
    for step in steps:
        in_first_s = min(max(half_s - passed_s, 0.0), step.seconds)
        passed_s += step.seconds
        if in_first_s > 0:
            first.append(step._replace(seconds=in_first_s))
        if in_first_s < step.seconds:
            second.append(step._replace(seconds=step.seconds - in_first_s))
    return first, second


def _factor(steps: Sequence[_Step]) -> float:
    """Mean speed ÷ mean heart rate; the seconds cancel out."""
    speed = sum(step.seconds * step.speed_m_s for step in steps)
    return speed / sum(step.seconds * step.heart_rate_bpm for step in steps)


def _mean_speed_m_s(steps: Sequence[_Step]) -> float:
    return sum(step.seconds * step.speed_m_s for step in steps) / sum(step.seconds for step in steps)


def _is_steady(steps: Sequence[_Step]) -> bool:
    minutes: list[list[_Step]] = [[]]
    passed_s = 0.0
    for step in steps:
        if passed_s >= 60 * len(minutes):
            minutes.append([])
        minutes[-1].append(step)
        passed_s += step.seconds
    speeds = [_mean_speed_m_s(minute) for minute in minutes]
    return pstdev(speeds) <= STEADY_SPREAD * fmean(speeds)
