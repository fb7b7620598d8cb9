"""The sentences above the charts of a split analysis; the headline itself comes from the engine."""

from __future__ import annotations

from coach.engines.clock import NO_TIME, format_clock
from coach.engines.field import faster_than_text
from coach.engines.pronoun import Pronoun
from coach.engines.split_analysis import SplitAnalysis, SplitGap, SplitRow
from coach.engines.split_notes import on_the

WORTH_SAYING_S = 5.0
FEW = "few results"


def faster_than(pct: float | None) -> str:
    """The share of the field behind you, for places that already say "faster than".

    >>> faster_than(77.4), faster_than(99.6), faster_than(0.2), faster_than(None)
    ('77 %', '> 99 %', '< 1 %', '–')
    """
    return faster_than_text(pct).removeprefix("faster than ")


def clear_losses(analysis: SplitAnalysis) -> list[SplitGap]:
    """Losses worth a sentence, the biggest first."""
    return [gap for gap in analysis.losses if gap.gap_s >= WORTH_SAYING_S]


def clear_gains(analysis: SplitAnalysis) -> list[SplitGap]:
    """Gains worth a sentence, the biggest first."""
    return [gap for gap in analysis.gains if gap.gap_s <= -WORTH_SAYING_S]


def amount(gap: SplitGap) -> str:
    return format_clock(abs(gap.gap_s))


def cohort_words(analysis: SplitAnalysis) -> str:
    """Who "people who finish like you" are, with n."""
    if analysis.cohort_n is None:
        return "No group of similar finishers."
    few = f", {FEW}" if analysis.is_cohort_small_sample else ""
    window = f"within ±{analysis.cohort_window_pct} % of {analysis.race.whom.whose} time"
    return f"{alike(analysis).capitalize()}: {window}, n = {analysis.cohort_n:,}{few}"


def alike(analysis: SplitAnalysis) -> str:
    return f"people who finish like {analysis.race.whom.thing}"


def band_title(analysis: SplitAnalysis) -> str:
    losses = clear_losses(analysis)
    if not losses:
        return f"No split is clearly slower than {alike(analysis)}"
    behind = [row for row in analysis.splits if row.split not in SUMS and is_below_band(row)]
    if not behind:
        return f"Every split is within the middle half of {alike(analysis)}"
    names = ", ".join(row.label for row in sorted(behind, key=lambda row: -(row.cohort_gap_s or 0.0))[:3])
    rest = f" and {len(behind) - 3} more" if len(behind) > 3 else ""
    return f"Slower than three quarters of {alike(analysis)}: {names}{rest}"


SUMS = frozenset({"runs_total", "stations_total", "total_seconds"})


def is_below_band(row: SplitRow) -> bool:
    """Slower than three quarters of the cohort."""
    return row.cohort_gap_s is not None and (row.time_s or 0.0) > (row.cohort_p75_s or float("inf"))


def waterfall_title(analysis: SplitAnalysis) -> str:
    losses, gains = clear_losses(analysis), clear_gains(analysis)
    they = analysis.race.whom.subject.capitalize()
    lost = f"{they} lose {amount(losses[0])} {on_the(losses[0].split)}" if losses else ""
    gained = f"gain {amount(gains[0])} {on_the(gains[0].split)}" if gains else ""
    if lost and gained:
        return f"{lost} and {gained}"
    if gained:
        return f"{they} {gained} and lose nothing"
    return lost or f"{they} are level with {alike(analysis)}"


def radar_title(stations: list[SplitRow], whom: Pronoun) -> str:
    """`stations` are those with a rank."""
    if not stations:
        return "No station can be ranked"
    ranked = sorted(stations, key=lambda row: row.faster_than_pct or 0.0)
    worst, best = ranked[0], ranked[-1]
    return (
        f"{best.label} is {whom.whose} best station (faster than {faster_than(best.faster_than_pct)}), "
        f"{_inside(worst.label)} {whom.whose} weakest ({faster_than(worst.faster_than_pct)})"
    )


def pacing_title(analysis: SplitAnalysis) -> str:
    fade, whom = analysis.fade_pct, analysis.race.whom
    if analysis.race.division == "relay":
        return f"The eight runs of {whom.whose} relay"
    if fade is None:
        return "Without run 2 or run 7 there is no fade to tell"
    if abs(fade) < 0.5:
        return f"{whom.subject.capitalize()} held {whom.whose} pace: run 7 was as fast as run 2"
    return f"Run 7 was {abs(fade):.0f} % {'slower' if fade > 0 else 'faster'} than run 2"


def finish(analysis: SplitAnalysis) -> str:
    return format_clock(analysis.race.total_s) if analysis.race.total_s else NO_TIME


def _inside(label: str) -> str:
    """A label inside a sentence; SkiErg is a name."""
    return label if label == "SkiErg" else label.lower()
