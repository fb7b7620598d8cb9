"""Two to six race analyses side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.engines.split_analysis import SplitAnalysis
from coach.engines.splits import METRICS, SPLIT_LABELS
from coach.engines.wall_ball_rule import RuleContext, wall_ball_comparison_note

FEWEST, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class ComparedTime:
    """One race's time on one split; difference to the first race, plus is slower."""

    time_s: float | None
    difference_s: float | None
    faster_than_pct: float | None
    is_best: bool


@dataclass(frozen=True, slots=True)
class ComparedSplit:
    """One split over all races, in the order given."""

    split: str
    times: tuple[ComparedTime, ...]

    @property
    def label(self) -> str:
        """Such as "Sled push"."""
        return SPLIT_LABELS[self.split]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Races by title, 20 rows in the order of METRICS, and what to keep in mind."""

    titles: tuple[str, ...]
    splits: tuple[ComparedSplit, ...]
    notes: tuple[str, ...]


def compare_analyses(analyses: Sequence[SplitAnalysis]) -> Comparison:
    """Put two to six analyses side by side. Only trusted times can be the best; equal times share it.

    Source: definitions of this product.

    >>> from coach.engines.split_analysis import RaceTimes, analyse_splits
    >>> races = [RaceTimes("open", "men", total_s, title=title) for total_s, title in ((5_400, "May"), (5_100, "June"))]
    >>> comparison = compare_analyses([analyse_splits(race, None) for race in races])
    >>> [(time.difference_s, time.is_best) for time in comparison.splits[-1].times]
    [(0.0, False), (-300.0, True)]

    Raises:
        ValueError: fewer than two or more than six.
    """
    if not FEWEST <= len(analyses) <= MOST:
        raise ValueError(f"{len(analyses)} chosen: compare {FEWEST} to {MOST} races")
    return Comparison(
        titles=tuple(analysis.race.title for analysis in analyses),
        splits=tuple(_compared(split, analyses) for split in METRICS),
        notes=_notes(analyses),
    )


def _compared(split: str, analyses: Sequence[SplitAnalysis]) -> ComparedSplit:
    rows = [analysis.row(split) for analysis in analyses]
    trusted = [row.time_s for row in rows if row.flag is None and row.time_s is not None]
    best_s = min(trusted) if len(trusted) > 1 else None
    first_s = rows[0].time_s if rows[0].flag is None else None
    times = []
    for row in rows:
        trusted_s = row.time_s if row.flag is None else None
        difference_s = None if trusted_s is None or first_s is None else round(trusted_s - first_s, 1)
        is_best = trusted_s is not None and trusted_s == best_s
        times.append(ComparedTime(row.time_s, difference_s, row.faster_than_pct, is_best))
    return ComparedSplit(split, tuple(times))


def _notes(analyses: Sequence[SplitAnalysis]) -> tuple[str, ...]:
    races = [analysis.race for analysis in analyses]
    said: list[str] = []
    if len({(race.division, race.gender) for race in races}) > 1:
        said.append("Different divisions: loads and fields differ, so compare the ranks rather than the times.")
    rule = wall_ball_comparison_note(RuleContext(race.division, race.gender, race.event, race.season) for race in races)
    if rule:
        said.append(rule)
    if len({race.event for race in races}) > 1:
        said.append("Different events: runs 1 and 8 and the Roxzone have another length at every venue.")
    return tuple(said)
