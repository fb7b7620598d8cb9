"""How training time is divided between easy, moderate and hard, and what such a division is called."""

import math
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from coach.engines.running.heart_rate import FASTEST_BPM, HeartRates, reserve_share
from coach.engines.running.paces import PaceTable

Band = Literal["easy", "moderate", "hard"]
Basis = Literal["heart rate", "pace"]
Shape = Literal["polarised", "pyramidal", "threshold"]
LEAST_SESSIONS: Final = 8
# A week: whatever is longer was not measured but mistyped.
LONGEST_PORTION_S: Final = 604_800.0
# Zones 1–2, 3–4 and 5 of the heart-rate reserve.
MODERATE_FROM_SHARE, HARD_FROM_SHARE = 0.70, 0.90


class Portion(NamedTuple):
    """A part of a session run alike: a lap, or the whole session when no more is known. None is unknown."""

    duration_s: float
    heart_rate_bpm: float | None
    pace_s_per_km: float | None


class IntensitySplit(NamedTuple):
    """Shares of time. `unknown_s` could not be told by the basis; `shape` only from 8 sessions on."""

    easy_pct: float
    moderate_pct: float
    hard_pct: float
    basis: Basis
    n_sessions: int
    total_s: float
    unknown_s: float
    shape: Shape | None
    text: str


def band_of_heart_rate(heart_rate_bpm: float, hr: HeartRates) -> Band:
    """Easy below 70 % of the heart-rate reserve (zones 1–2), hard from 90 % (zone 5), moderate between.

    Source: three-zone model of Seiler & Kjerland (2006); the edges in shares of the reserve are ours.

    >>> [band_of_heart_rate(bpm, HeartRates(50, 190)) for bpm in (140, 150, 180)]
    ['easy', 'moderate', 'hard']
    """
    share = reserve_share(heart_rate_bpm, hr)
    return "easy" if share < MODERATE_FROM_SHARE else "moderate" if share < HARD_FROM_SHARE else "hard"


def band_of_pace(pace_s_per_km: float, paces: PaceTable) -> Band:
    """Easy up to the fast end of easy pace, hard from midway between threshold and interval pace.

    Source: three-zone model of Seiler & Kjerland (2006); the edges by pace are ours.

    >>> from coach.engines.running.paces import pace_table
    >>> [band_of_pace(pace, pace_table(50)) for pace in (330, 255, 235)]
    ['easy', 'moderate', 'hard']
    """
    if pace_s_per_km >= paces.easy_fast_s_per_km:
        return "easy"
    hard_from_s_per_km = (paces.threshold_s_per_km + paces.interval_s_per_km) / 2
    return "moderate" if pace_s_per_km > hard_from_s_per_km else "hard"


def intensity_split(
    sessions: Iterable[Sequence[Portion]], hr: HeartRates | None, paces: PaceTable | None
) -> IntensitySplit | None:
    """Shares of time by heart rate or by pace, whichever tells more of the time; never both in one split.

    A session that is one portion counts whole by its average, which hides short hard parts: with laps it is finer.
    Source: Seiler & Kjerland (2006); names by the order of the three shares, after Treff et al. (2019).

    >>> run = [Portion(3_600, 130, None)]
    >>> split = intensity_split([run] * 8, HeartRates(50, 190), None)
    >>> split.easy_pct, split.n_sessions, split.basis
    (100.0, 8, 'heart rate')
    """
    counted = [timed for session in sessions if (timed := _timed(session))]
    by_heart_rate = _banded(counted, "heart rate", (hr, paces))
    by_pace = _banded(counted, "pace", (hr, paces))
    basis: Basis = "heart rate" if _known_s(by_heart_rate) >= _known_s(by_pace) else "pace"
    banded = by_heart_rate if basis == "heart rate" else by_pace
    total_s = _known_s(banded)
    return None if total_s <= 0 else _split(banded, basis, total_s)


def _timed(session: Sequence[Portion]) -> list[Portion]:
    return [portion for portion in session if 0 < portion.duration_s <= LONGEST_PORTION_S]


_BandedSession = list[tuple[Band | None, float]]


def _banded(
    sessions: list[list[Portion]], basis: Basis, known: tuple[HeartRates | None, PaceTable | None]
) -> list[_BandedSession]:
    return [[(_band(portion, basis, known), portion.duration_s) for portion in session] for session in sessions]


def _band(portion: Portion, basis: Basis, known: tuple[HeartRates | None, PaceTable | None]) -> Band | None:
    """None where the portion does not say it: no heart beats 0 times, and no pace is 0."""
    hr, paces = known
    beats, pace_s_per_km = portion.heart_rate_bpm or 0.0, portion.pace_s_per_km or 0.0
    if basis == "heart rate":
        return band_of_heart_rate(beats, hr) if hr is not None and 0 < beats <= FASTEST_BPM else None
    return band_of_pace(pace_s_per_km, paces) if paces is not None and 0 < pace_s_per_km < math.inf else None


def _known_s(banded: list[_BandedSession]) -> float:
    return sum(seconds for session in banded for band, seconds in session if band is not None)


def _split(banded: list[_BandedSession], basis: Basis, total_s: float) -> IntensitySplit:
    seconds_of: dict[Band | None, float] = {"easy": 0.0, "moderate": 0.0, "hard": 0.0, None: 0.0}
    for session in banded:
        for band, seconds in session:
            seconds_of[band] += seconds
    easy, moderate, hard = (100 * seconds_of[band] / total_s for band in ("easy", "moderate", "hard"))
    n_sessions = sum(any(band is not None for band, _ in session) for session in banded)
    shape = _shape(easy, moderate, hard) if n_sessions >= LEAST_SESSIONS else None
    is_by_average = all(len(session) == 1 for session in banded)
    text = f"Share of time by {basis}{', each session by its average' if is_by_average else ''}, {n_sessions} sessions"
    return IntensitySplit(easy, moderate, hard, basis, n_sessions, total_s, seconds_of[None], shape, text)


def _shape(easy: float, moderate: float, hard: float) -> Shape | None:
    """All easy, or mostly hard, has no name."""
    if moderate >= easy and moderate >= hard:
        return "threshold"
    if easy <= hard or moderate == hard:
        return None
    return "pyramidal" if moderate > hard else "polarised"
