"""Maximum heart rate, zones, and what a session weighs by heart rate or by effort."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from coach.engines.load import session_load

Sex = Literal["male", "female", "other"]
MaxFormula = Literal["220_minus_age", "tanaka", "nes"]
LoadUnit = Literal["trimp", "srpe"]
ZONE_NAMES: Final = ("very easy", "easy", "steady", "threshold", "hard")
ZONE_EDGES_PCT: Final = (50, 60, 70, 80, 90, 100)
# No heart of an adult beats outside these during exercise.
SLOWEST_PEAK_BPM, FASTEST_BPM = 100, 225
# Assumptions: the average of a session lies above this share of a true peak, and a true peak is nearly reached twice.
LEAST_AVERAGE_SHARE: Final = 0.6
CONFIRMED_WITHIN_BPM: Final = 5
# Assumption: a peak further below the estimate only says that no session was hard enough.
TRUSTED_BELOW_ESTIMATE_BPM: Final = 10
_MEN, _WOMEN = (0.64, 1.92), (0.86, 1.67)


class HeartRates(NamedTuple):
    """Resting and maximal heart rate, beats per minute. `source` says where the maximum comes from."""

    rest_bpm: float
    max_bpm: float
    source: str = ""


class SessionPeak(NamedTuple):
    """Highest and average heart rate of one session; None where the device did not say."""

    max_bpm: float | None
    avg_bpm: float | None


class HeartRateZone(NamedTuple):
    """Zone 1 to 5; `low_bpm` belongs to it, `high_bpm` is where the next one begins."""

    number: int
    name: str
    low_bpm: int
    high_bpm: int


class Load(NamedTuple):
    value: float
    unit: LoadUnit


def estimated_max_bpm(age: float, formula: MaxFormula = "tanaka") -> float:
    """Maximal heart rate for an age: an average, single people are easily 10 beats off.

    Source: 208 − 0.7 · age Tanaka et al. (2001); 211 − 0.64 · age Nes et al. (2013); 220 − age Fox et al. (1971).

    >>> [round(estimated_max_bpm(40, name), 1) for name in ("220_minus_age", "tanaka", "nes")]
    [180.0, 180.0, 185.4]

    Raises:
        ValueError: age is not from 10 to 100.
    """
    if not 10 <= age <= 100:
        raise ValueError("Maximum heart rate is estimated for ages from 10 to 100; check the date of birth")
    intercept, slope = {"220_minus_age": (220.0, 1.0), "tanaka": (208.0, 0.7), "nes": (211.0, 0.64)}[formula]
    return intercept - slope * age


def observed_max_bpm(sessions: Iterable[SessionPeak]) -> float | None:
    """The highest heart rate that can be believed, None when there is none.

    A peak counts when the session's average fits it (at least 60 %) and another session came within 5 beats of it:
    a strap that slipped shows 207 once, at an average of 105.
    Source: the two guards are ours.

    >>> observed_max_bpm([SessionPeak(207, 105), SessionPeak(186, 160), SessionPeak(184, 155), SessionPeak(None, 150)])
    186
    """
    peaks = sorted((peak for session in sessions if (peak := _believable_peak(session)) is not None), reverse=True)
    return next((high for high, lower in pairwise(peaks) if high - lower <= CONFIRMED_WITHIN_BPM), None)


def _believable_peak(session: SessionPeak) -> float | None:
    high, average = session
    if high is None or average is None or not SLOWEST_PEAK_BPM <= high <= FASTEST_BPM:
        return None
    return high if LEAST_AVERAGE_SHARE * high <= average <= high else None


def karvonen_zones(hr: HeartRates) -> tuple[HeartRateZone, ...]:
    """Five zones of 10 % of the heart-rate reserve each, from 50 % to the maximum.

    Source: Karvonen et al. (1957): rest + share · (max − rest).

    >>> [(zone.low_bpm, zone.high_bpm) for zone in karvonen_zones(HeartRates(50, 190))]
    [(120, 134), (134, 148), (148, 162), (162, 176), (176, 190)]

    Raises:
        ValueError: the resting heart rate is not below the maximum, or one is no heart rate.
    """
    checked = checked_heart_rates(hr)
    edges = [
        round(checked.rest_bpm + percent / 100 * (checked.max_bpm - checked.rest_bpm)) for percent in ZONE_EDGES_PCT
    ]
    return tuple(HeartRateZone(step + 1, name, edges[step], edges[step + 1]) for step, name in enumerate(ZONE_NAMES))


def checked_heart_rates(hr: HeartRates) -> HeartRates:
    """The heart rates themselves, when a reserve can be computed from them.

    Source: plausibility of this product.

    >>> checked_heart_rates(HeartRates(50, 190)).max_bpm
    190

    Raises:
        ValueError: the resting heart rate is not below the maximum, or one is no heart rate.
    """
    if not (25 <= hr.rest_bpm < hr.max_bpm <= 230):
        raise ValueError(
            "The resting heart rate must be below the maximum, both from 25 to 230 beats per minute; check your profile"
        )
    return hr


def reserve_share(heart_rate_bpm: float, hr: HeartRates) -> float:
    """Share of the heart-rate reserve in use: 0 at rest, 1 at the maximum; not limited to them.

    Source: Karvonen et al. (1957).

    >>> reserve_share(120, HeartRates(50, 190))
    0.5
    """
    checked = checked_heart_rates(hr)
    return (heart_rate_bpm - checked.rest_bpm) / (checked.max_bpm - checked.rest_bpm)


def trimp(duration_s: float, hr_avg_bpm: float, hr: HeartRates, sex: Sex | None) -> float:
    """Training impulse of a session: minutes · x · a·e^(b·x), x = share of the heart-rate reserve.

    a, b are 0.64, 1.92 for men and 0.86, 1.67 for women; the men's where sex is another or not known. An average above
    the maximum counts as the maximum: then the maximum is set too low. It depends on both heart rates: say them.
    Source: Banister (1991), Modeling elite athletic performance; constants by Morton et al. (1990).

    >>> [round(trimp(3_600, 150, HeartRates(50, 195), sex), 2) for sex in ("male", "female")]
    [99.55, 112.58]

    Raises:
        ValueError: no duration, or an average not above the resting heart rate.
    """
    if not (math.isfinite(duration_s) and duration_s > 0):
        raise ValueError("Training impulse needs a duration in seconds")
    share = min(reserve_share(hr_avg_bpm, hr), 1.0)
    if share <= 0:
        raise ValueError("The average heart rate must be above the resting heart rate; check the resting heart rate")
    factor, exponent = _WOMEN if sex == "female" else _MEN
    return duration_s / 60 * share * factor * math.exp(exponent * share)


def activity_load(
    duration_s: float | None, hr_avg_bpm: float | None, rpe: float | None, hr: HeartRates | None, sex: Sex | None
) -> Load | None:
    """What a session weighs: by heart rate where there is one, else by effort, else unknown (None, never 0).

    Source: Banister (1991) and Foster et al. (2001), see `trimp` and `session_load`.

    >>> activity_load(3_600, None, 5, None, "male")
    Load(value=300.0, unit='srpe')
    >>> activity_load(3_600, None, None, HeartRates(50, 190), "male") is None
    True
    """
    by_heart_rate = trimp_or_none(duration_s, hr_avg_bpm, hr, sex)
    if by_heart_rate is not None:
        return Load(by_heart_rate, "trimp")
    by_effort = srpe_or_none(duration_s, rpe)
    return None if by_effort is None else Load(by_effort, "srpe")


def trimp_or_none(
    duration_s: float | None, hr_avg_bpm: float | None, hr: HeartRates | None, sex: Sex | None
) -> float | None:
    """`trimp`, or None when a part is missing or no heart rate of a session.

    Source: as `trimp`.

    >>> trimp_or_none(3_600, 45, HeartRates(50, 190), "male") is None
    True
    """
    if duration_s is None or not 0 < duration_s < math.inf or hr_avg_bpm is None or hr is None:
        return None
    if not hr.rest_bpm < hr_avg_bpm <= FASTEST_BPM:
        return None
    return trimp(duration_s, hr_avg_bpm, hr, sex)


def srpe_or_none(duration_s: float | None, rpe: float | None) -> float | None:
    """Effort × minutes, or None when one is missing.

    Source: Foster et al. (2001).

    >>> srpe_or_none(1_800, 6), srpe_or_none(1_800, None)
    (180.0, None)
    """
    return session_load(rpe, duration_s / 60) if duration_s is not None and 0 < duration_s < math.inf else None


def chosen_heart_rates(
    rest_bpm: float | None, max_bpm: float | None, age: float | None, peaks: Sequence[SessionPeak]
) -> HeartRates | None:
    """The heart rates to compute with: the athlete's own maximum, else the observed one, else Tanaka's for the age.

    An observed maximum more than 10 beats below the estimate only says that no session was hard enough.
    Source: choice of this product; Tanaka et al. (2001).

    >>> chosen_heart_rates(50, None, 40, [SessionPeak(186, 160), SessionPeak(184, 155)])
    HeartRates(rest_bpm=50, max_bpm=186, source='observed in your sessions')
    """
    estimate = estimated_max_bpm(age) if age is not None and 10 <= age <= 100 else None
    observed = observed_max_bpm(peaks)
    if rest_bpm is None:
        return None
    if max_bpm is not None:
        chosen = HeartRates(rest_bpm, max_bpm, "as you entered it")
    elif observed is not None and (estimate is None or observed >= estimate - TRUSTED_BELOW_ESTIMATE_BPM):
        chosen = HeartRates(rest_bpm, observed, "observed in your sessions")
    elif estimate is not None:
        chosen = HeartRates(rest_bpm, estimate, "estimated from your age (Tanaka)")
    else:
        return None
    return chosen if 25 <= chosen.rest_bpm < chosen.max_bpm <= 230 else None
