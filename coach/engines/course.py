"""What the course of an event probably did to a race: an estimate, never an official or "real" time."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.engines.clock import format_clock
from coach.engines.field import CourseFactorRow
from coach.engines.pronoun import YOU, Pronoun

# Erg factors are mostly the strength of the starters: the machines are the same everywhere.
COURSE_SPLITS = ("run_1", "run_8", "roxzone", "sled_push", "sled_pull")
_WORTH_SAYING = 0.03


@dataclass(frozen=True, slots=True)
class CourseFactor:
    """Event median ÷ usual median by metric, and the athlete's about-times on a usual course.

    about_s holds only the splits a factor is good for: run 1, run 8, Roxzone and the sleds.
    """

    event: str
    n: int
    total: float | None
    factors: Mapping[str, float]
    about_s: Mapping[str, float]
    text: str


def course_factor_of(row: CourseFactorRow, times: Mapping[str, float | None], whom: Pronoun = YOU) -> CourseFactor:
    """The event's factors applied to one race: time ÷ factor, only where the venue decides. `whom` is who raced.

    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> factors = {"total_seconds": 1.04, "roxzone": 1.2, "row": 1.05}
    >>> factor = course_factor_of(CourseFactorRow("2025 Paris", 900, factors), {"roxzone": 480.0, "row": 300.0})
    >>> factor.about_s
    {'roxzone': 400.0}
    >>> factor.text
    'At 2025 Paris (n = 900) the Roxzone took about 20 % longer than usual: your 8:00 is about 6:40 elsewhere.'
    """
    measured = {split: times.get(split) for split in COURSE_SPLITS if row.factors.get(split)}
    about_s = {split: round(time_s / row.factors[split], 1) for split, time_s in measured.items() if time_s}
    return CourseFactor(
        event=row.event,
        n=row.n,
        total=row.factors.get("total_seconds"),
        factors=dict(row.factors),
        about_s=about_s,
        text=_text(row, about_s, times, whom),
    )


def _text(row: CourseFactorRow, about_s: Mapping[str, float], times: Mapping[str, float | None], whom: Pronoun) -> str:
    where = f"At {row.event} (n = {row.n:,})"
    strongest = max(about_s, key=lambda split: abs(row.factors[split] - 1), default=None)
    if strongest is None or abs(row.factors[strongest] - 1) < _WORTH_SAYING:
        return f"{where} run 1, run 8, the Roxzone and the sleds took about as long as usual."
    factor = row.factors[strongest]
    longer = f"{abs(factor - 1) * 100:.0f} % {'longer' if factor > 1 else 'less time'}"
    mine, about = format_clock(times.get(strongest)), format_clock(about_s[strongest])
    return (
        f"{where} {_NAMES[strongest]} took about {longer} than usual: {whom.whose} {mine} is about {about} elsewhere."
    )


_NAMES = {
    "run_1": "run 1",
    "run_8": "run 8",
    "roxzone": "the Roxzone",
    "sled_push": "the sled push",
    "sled_pull": "the sled pull",
}
