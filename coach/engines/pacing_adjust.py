"""What bends a plan: the athlete's own strengths and the course of the event."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from coach.engines.course import COURSE_SPLITS
from coach.engines.pace_profile import PARTS
from coach.engines.split_analysis import SplitAnalysis

# One race tells a third of what it seems to, two tell half: a cautious choice, not fitted to anybody's races.
RACES_HALFWAY = 2
MOST_STRENGTH = 0.20
_VENUE_RUNS, _MIDDLE_RUNS = ("run_1", "run_8"), tuple(f"run_{number}" for number in range(2, 8))
_ENOUGH_RUNS = 3


class Strength(NamedTuple):
    """How a part is planned for this athlete: −0.03 is 3 % faster than those who finish alike; from n races."""

    gap: float
    n: int


def relative_gaps(analysis: SplitAnalysis) -> dict[str, float]:
    """One race against its cohort by part, as a fraction of the median: −0.05 is 5 % faster.

    A known course is taken out first. Without it runs 1 and 8, whose length differs by venue, count like the
    middle runs. Flagged splits are left out.
    Source: gaps as defined in the Coach K field study of the public results of seasons 7–8 (2026).

    >>> from coach.engines.split_analysis import RaceTimes, analyse_splits
    >>> relative_gaps(analyse_splits(RaceTimes("open", "men", 5_240, {"row": 300.0}), None))
    {}
    """
    known = analysis.course_factor.about_s if analysis.course_factor else {}
    gaps: dict[str, float] = {}
    for part in PARTS:
        row = analysis.row(part)
        is_comparable = part in known or part not in _VENUE_RUNS
        if is_comparable and row.cohort_gap_s is not None and row.time_s and row.cohort_median_s:
            gaps[part] = known.get(part, row.time_s) / row.cohort_median_s - 1
    middle = [gaps[run] for run in _MIDDLE_RUNS if run in gaps]
    if len(middle) >= _ENOUGH_RUNS:
        gaps = dict.fromkeys(_VENUE_RUNS, fmean(middle)) | gaps
    return gaps


def strengths_of(races: Sequence[Mapping[str, float]]) -> dict[str, Strength]:
    """The mean gap of each part, shrunk towards 0 by n ÷ (n + 2) and held within ±20 %.

    Source: shrinkage of a mean towards the group (Stein, 1956); the weight is a cautious choice of this product.

    >>> strengths_of([{"row": -0.06}])["row"]
    Strength(gap=-0.02, n=1)
    >>> strengths_of([{"row": -0.06}, {"row": -0.02, "ski_erg": 0.9}])
    {'ski_erg': Strength(gap=0.2, n=1), 'row': Strength(gap=-0.02, n=2)}
    """
    strengths: dict[str, Strength] = {}
    for part in PARTS:
        gaps = [race[part] for race in races if part in race]
        if gaps:
            shrunk = fmean(gaps) * len(gaps) / (len(gaps) + RACES_HALFWAY)
            strengths[part] = Strength(round(min(max(shrunk, -MOST_STRENGTH), MOST_STRENGTH), 4), len(gaps))
    return strengths


def with_strengths(times_s: Mapping[str, float], strengths: Mapping[str, Strength]) -> dict[str, float]:
    """The same finish, spread by what the athlete is good at: each part by its gap, then all by one factor.

    Source: definition of this product.

    >>> with_strengths({"row": 300.0, "ski_erg": 300.0}, {"row": Strength(-0.1, 3), "ski_erg": Strength(0.1, 3)})
    {'row': 270.0, 'ski_erg': 330.0}
    """
    bent = {part: time_s * (1 + (strengths[part].gap if part in strengths else 0)) for part, time_s in times_s.items()}
    scale = sum(times_s.values()) / sum(bent.values())
    return {part: time_s * scale for part, time_s in bent.items()}


def with_course(times_s: Mapping[str, float], factors: Mapping[str, float]) -> dict[str, float]:
    """The same finish at a known event: run 1, run 8, Roxzone and sleds by their factors, the rest by what is left.

    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> with_course({"roxzone": 400.0, "row": 300.0, "ski_erg": 300.0}, {"roxzone": 1.25, "row": 2.0})
    {'roxzone': 500.0, 'row': 250.0, 'ski_erg': 250.0}

    Raises:
        ValueError: the factors leave nothing for the other parts.
    """
    venue = {
        part: time_s * factors[part] for part, time_s in times_s.items() if part in set(COURSE_SPLITS) & factors.keys()
    }
    rest_s = sum(time_s for part, time_s in times_s.items() if part not in venue)
    left_s = sum(times_s.values()) - sum(venue.values())
    if not venue:
        return dict(times_s)
    if rest_s <= 0 or left_s <= 0:
        raise ValueError("the course takes the whole time: check its factors")
    return {part: venue.get(part, time_s * left_s / rest_s) for part, time_s in times_s.items()}
