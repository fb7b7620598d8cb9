"""One unit of load for an athlete's whole series: heart rate and effort are never mixed unsaid."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from coach.engines.running.heart_rate import HeartRates, LoadUnit, Sex, srpe_or_none, trimp_or_none

# Fewer sessions with both say too little about how the two units go together.
LEAST_OVERLAP: Final = 10
UNIT_NAMES: Final[dict[LoadUnit, str]] = {"trimp": "TRIMP (heart rate)", "srpe": "session RPE × minutes"}
_OTHER_UNIT: Final[dict[LoadUnit, LoadUnit]] = {"trimp": "srpe", "srpe": "trimp"}


class SessionLoad(NamedTuple):
    """One session in both units, None where it cannot be computed."""

    day: date
    duration_s: float | None
    trimp: float | None
    srpe: float | None


class LoadSeries(NamedTuple):
    """Load per day in one unit. `scale` is what one unit of the other counts, None when it was not needed or known.

    Days of `unknown_days` have a session whose load is not known: their entry in `loads`, if any, is only a part.
    """

    unit: LoadUnit | None
    loads: dict[date, float]
    scale: float | None
    overlap_count: int
    scaled_count: int
    unknown_count: int
    unknown_days: frozenset[date]
    text: str


def session_in_both_units(
    day: date,
    duration_s: float | None,
    measured: tuple[float | None, float | None],
    hr: HeartRates | None,
    sex: Sex | None,
) -> SessionLoad:
    """A session as `SessionLoad`; `measured` is its average heart rate [bpm] and its RPE.

    Source: Banister (1991) and Foster et al. (2001), see `trimp_or_none` and `srpe_or_none`.

    >>> session_in_both_units(date(2026, 3, 2), 3_600, (None, 5), None, None).srpe
    300.0
    """
    hr_avg_bpm, rpe = measured
    return SessionLoad(day, duration_s, trimp_or_none(duration_s, hr_avg_bpm, hr, sex), srpe_or_none(duration_s, rpe))


def one_unit(sessions: Iterable[SessionLoad]) -> LoadSeries:
    """The series in the unit that covers more minutes (heart rate when even).

    Sessions known only in the other unit are scaled by the athlete's own sessions with both, when there are at least
    ten; else they are unknown and counted.
    Source: rule of this product, because Banister's and Foster's units have no common scale.

    >>> monday = date(2026, 3, 2)
    >>> series = one_unit([SessionLoad(monday, 3_600, 90.0, 300.0), SessionLoad(monday, 1_800, None, 100.0)])
    >>> series.unit, series.loads[monday], series.unknown_count
    ('srpe', 400.0, 0)
    """
    counted = list(sessions)
    unit = _unit_of_most_minutes(counted)
    if unit is None:
        unknown_days = frozenset(session.day for session in counted)
        return LoadSeries(None, {}, None, 0, 0, len(counted), unknown_days, "No session has heart rate or RPE yet")
    scale, overlap_count = _scale(counted, unit)
    loads: dict[date, float] = {}
    unknown: list[date] = []
    scaled_count = 0
    for session in counted:
        value = _value(session, unit)
        other = _value(session, _OTHER_UNIT[unit])
        if value is None and other is not None and scale is not None:
            value, scaled_count = other * scale, scaled_count + 1
        if value is None:
            unknown.append(session.day)
        else:
            loads[session.day] = loads.get(session.day, 0.0) + value
    used_scale = scale if scaled_count else None
    text = _text(unit, used_scale, (scaled_count, overlap_count, len(unknown)))
    return LoadSeries(unit, loads, used_scale, overlap_count, scaled_count, len(unknown), frozenset(unknown), text)


def _unit_of_most_minutes(sessions: Sequence[SessionLoad]) -> LoadUnit | None:
    by_heart_rate_s = sum(session.duration_s or 0 for session in sessions if session.trimp is not None)
    by_effort_s = sum(session.duration_s or 0 for session in sessions if session.srpe is not None)
    if not by_heart_rate_s and not by_effort_s:
        return None
    return "trimp" if by_heart_rate_s >= by_effort_s else "srpe"


def _scale(sessions: Sequence[SessionLoad], unit: LoadUnit) -> tuple[float | None, int]:
    """What one of the other unit is worth, by the sums of the sessions that have both, and how many those are."""
    both = [session for session in sessions if session.trimp is not None and session.srpe is not None]
    other_sum = sum(_value(session, _OTHER_UNIT[unit]) or 0.0 for session in both)
    if len(both) < LEAST_OVERLAP or other_sum <= 0:
        return None, len(both)
    return sum(_value(session, unit) or 0.0 for session in both) / other_sum, len(both)


def _value(session: SessionLoad, unit: LoadUnit) -> float | None:
    return session.trimp if unit == "trimp" else session.srpe


def _text(unit: LoadUnit, scale: float | None, counts: tuple[int, int, int]) -> str:
    scaled_count, overlap_count, unknown_count = counts
    parts = [f"Load in {UNIT_NAMES[unit]}"]
    if scale is not None:
        other = UNIT_NAMES[_OTHER_UNIT[unit]]
        parts.append(f"{scaled_count} counted from {other} × {scale:.2f}, by your {overlap_count} sessions with both")
    if unknown_count:
        parts.append(f"{unknown_count} of unknown load")
    return "; ".join(parts)
