"""The sentences of a split analysis: what it says before anyone looks at a number."""

from __future__ import annotations

from coach.engines.clock import format_clock
from coach.engines.field import faster_than_text
from coach.engines.split_analysis import Loss, SplitAnalysis, SplitRow
from coach.engines.splits import SPLIT_LABELS

# Read inside a sentence: "you lose 1:20 on …".
IN_SENTENCE = {
    "runs_total": "the runs",
    "stations_total": "the stations",
    "roxzone": "the Roxzone",
    "ski_erg": "the SkiErg",
    "sled_push": "the sled push",
    "sled_pull": "the sled pull",
    "burpee_broad_jump": "the burpee broad jumps",
    "row": "the row",
    "farmers_carry": "the farmers carry",
    "sandbag_lunges": "the sandbag lunges",
    "wall_balls": "the wall balls",
}
WORTH_SAYING_S = 5.0


def label(split: str) -> str:
    """What a split is called in tables and on axes."""
    return SPLIT_LABELS.get(split, split)


def in_sentence(split: str) -> str:
    return IN_SENTENCE.get(split, label(split).lower())


def faster_than(pct: float | None) -> str:
    """The share of the field behind you, for places that already say "faster than".

    >>> faster_than(77.4), faster_than(99.6), faster_than(0.2), faster_than(None)
    ('77 %', '> 99 %', '< 1 %', '–')
    """
    return faster_than_text(pct).removeprefix("faster than ")


def row_of(analysis: SplitAnalysis, split: str) -> SplitRow | None:
    return next((row for row in analysis.splits if row.split == split), None)


def lost(analysis: SplitAnalysis) -> list[Loss]:
    """Where you are slower than people who finish like you, the biggest first."""
    return sorted((loss for loss in analysis.losses if loss.gap_s >= WORTH_SAYING_S), key=lambda loss: -loss.gap_s)


def gained(analysis: SplitAnalysis) -> list[Loss]:
    """Where you are faster than people who finish like you, the biggest first."""
    return sorted((loss for loss in analysis.losses if loss.gap_s <= -WORTH_SAYING_S), key=lambda loss: loss.gap_s)


def amount(loss: Loss) -> str:
    return format_clock(abs(loss.gap_s))


def headline(analysis: SplitAnalysis) -> str:
    """Where your minutes are, in one sentence."""
    losses, gains = lost(analysis), gained(analysis)
    if losses:
        named = " and ".join(f"{amount(loss)} on {in_sentence(loss.split)}" for loss in losses[:2])
        return f"Your minutes are on {in_sentence(losses[0].split)}: you lose {named}."
    if gains:
        return f"No split costs you time: you gain {amount(gains[0])} on {in_sentence(gains[0].split)}."
    if analysis.losses:
        return "Your race is even: every split is within 5 seconds of people who finish like you."
    return "There is nothing to compare your splits with yet."


def headline_detail(analysis: SplitAnalysis) -> str:
    """What the headline compares with."""
    if not analysis.losses:
        return "Add the splits you know, or the missing finish time, and the comparison appears here."
    return f"Compared with {analysis.cohort_n:,} people who finish within 10 % of your time."


def band_title(analysis: SplitAnalysis) -> str:
    losses, gains = lost(analysis), gained(analysis)
    if losses and gains:
        return f"{_start(losses[0].split)} cost you the most, {in_sentence(gains[0].split)} give the most back"
    if losses:
        return f"{_start(losses[0].split)} cost you the most against people who finish like you"
    return "Your splits against people who finish like you"


def waterfall_title(analysis: SplitAnalysis) -> str:
    losses, gains = lost(analysis), gained(analysis)
    if losses and gains:
        return (
            f"You lose {amount(losses[0])} on {in_sentence(losses[0].split)} "
            f"and gain {amount(gains[0])} on {in_sentence(gains[0].split)}"
        )
    if losses:
        return f"You lose {amount(losses[0])} on {in_sentence(losses[0].split)}"
    return "You lose no time to people who finish like you"


def radar_title(stations: list[SplitRow]) -> str:
    """`stations` are those with a rank."""
    ranked = sorted(stations, key=lambda row: row.faster_than_pct or 0.0)
    if not ranked:
        return "No station can be ranked yet"
    worst, best = ranked[0], ranked[-1]
    return (
        f"Best station: {label(best.split)}, faster than {faster_than(best.faster_than_pct)}. "
        f"Weakest: {label(worst.split)}, {faster_than(worst.faster_than_pct)}"
    )


def pacing_title(analysis: SplitAnalysis) -> str:
    fade = analysis.fade_pct
    if fade is None:
        return "Your runs, without run 2 or 7 there is no fade to tell"
    if abs(fade) < 0.5:
        return "You held your pace: run 7 was as fast as run 2"
    return f"Run 7 was {abs(fade):.0f} % {'slower' if fade > 0 else 'faster'} than run 2"


def _start(split: str) -> str:
    words = in_sentence(split)
    return words[0].upper() + words[1:]
