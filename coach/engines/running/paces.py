"""Training paces of a running score: easy, marathon, threshold, interval, repetition."""

from functools import lru_cache
from typing import Final, NamedTuple

from coach.engines.running.score import checked_score, race_time_s, speed_at

MARATHON_M: Final = 42_195.0
# What the published paces imply, as shares of the oxygen uptake at the score.
EASY_SLOW_SHARE, EASY_FAST_SHARE = 0.63, 0.735
THRESHOLD_SHARE, INTERVAL_SHARE = 0.880, 0.974
REPETITION_GAIN_S_PER_400M: Final = 6.0
PACES_SOURCE: Final = (
    "VDOT-based training (after Daniels & Gilbert): easy 63–73.5 %, threshold 88.0 % and interval 97.4 % of the oxygen "
    "uptake at the score, marathon at the predicted race pace, repetition 6 s per 400 m faster than interval"
)


class PaceTable(NamedTuple):
    """Paces of one score, all in seconds; `easy_slow` and `easy_fast` are the ends of the easy range."""

    score: float
    easy_slow_s_per_km: float
    easy_fast_s_per_km: float
    marathon_s_per_km: float
    threshold_s_per_km: float
    interval_s_per_km: float
    repetition_s_per_400m: float
    repetition_s_per_km: float


@lru_cache(maxsize=512)
def pace_table(score: float) -> PaceTable:
    """Training paces of a score from 30 to 85.

    Marathon pace is that of the equivalent marathon, not a fixed share: it drifts from 80.8 to 84.2 %.
    Source: Daniels & Gilbert (1979) for the equations; shares fitted to the tables of Daniels' Running Formula.

    >>> paces = pace_table(50)
    >>> [round(pace) for pace in paces[1:]]
    [334, 295, 271, 255, 235, 88, 220]

    Raises:
        OutsideRange: the score is outside 30 to 85.
    """
    checked_score(score)
    interval_s_per_km = _pace_s_per_km(score, INTERVAL_SHARE)
    repetition_s_per_400m = 0.4 * interval_s_per_km - REPETITION_GAIN_S_PER_400M
    return PaceTable(
        score=score,
        easy_slow_s_per_km=_pace_s_per_km(score, EASY_SLOW_SHARE),
        easy_fast_s_per_km=_pace_s_per_km(score, EASY_FAST_SHARE),
        marathon_s_per_km=race_time_s(score, MARATHON_M) / MARATHON_M * 1000,
        threshold_s_per_km=_pace_s_per_km(score, THRESHOLD_SHARE),
        interval_s_per_km=interval_s_per_km,
        repetition_s_per_400m=repetition_s_per_400m,
        repetition_s_per_km=2.5 * repetition_s_per_400m,
    )


def _pace_s_per_km(score: float, share: float) -> float:
    return 1000 / speed_at(score * share)
