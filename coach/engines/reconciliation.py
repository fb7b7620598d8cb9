"""Whether the parts of a race add up to its official time, as one line an athlete can check."""

from dataclasses import dataclass
from typing import Literal

from coach.engines.clock import format_clock, format_gap
from coach.engines.splits import SPLIT_LABELS, SPLITS, Splits, Totals, derived_roxzone_s, known_time, totals

Verdict = Literal["adds_up", "rounded", "penalty_in_total", "unexplained", "splits_exceed_total", "incomplete"]
PenaltyPlace = Literal["total", "parts", "unknown"]

# Published splits are rounded up one by one: their sum exceeds the official time by 4 to 13 s in nearly every row.
LOWEST_RESIDUAL_S, HIGHEST_RESIDUAL_S = -20.0, 5.0
_EXACT_S = 1.0
_FLOAT_NOISE_S = 1e-6


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """One race: parts, official time, their difference and what it means.

    parts_s: known splits plus the Roxzone (printed, else derived). residual_s: official − parts.
    roxzone_s: derived, without a penalty the total holds. is_usable: the splits may be analysed
    (with verdict "incomplete": the known ones). penalty_place: None without a penalty.
    """

    parts_s: float
    official_s: float | None
    residual_s: float | None
    verdict: Verdict
    text: str
    is_usable: bool
    roxzone_s: float | None
    penalty_place: PenaltyPlace | None


def reconcile(
    splits: Splits,
    total_s: float | None,
    *,
    roxzone_printed_s: float | None = None,
    penalty_s: float | None = None,
) -> Reconciliation:
    """Compare the parts with the official time, which is the truth: nothing is ever changed.

    A residual of −20 to +5 s is rounding. Source: Coach K field study of seasons 7–8 (2026): published
    parts exceed the total by a median 8 s.

    >>> even = dict.fromkeys(SPLITS, 300.0)
    >>> reconcile(even, 5_212, roxzone_printed_s=420).text
    'Parts 1:27:00, official 1:26:52, difference −0:08: splits are published rounded up, so this adds up.'
    >>> reconcile(even, 4_700).verdict
    'splits_exceed_total'
    """
    sums = totals(splits, total_s)
    official_s = known_time(total_s)
    printed_s = known_time(roxzone_printed_s)
    penalty_s = known_time(penalty_s)
    if official_s is None or sums.missing:
        return _incomplete(sums, official_s, printed_s, penalty_s)
    if sums.parts_s > official_s + _FLOAT_NOISE_S:
        return _splits_exceed_total(sums, official_s, penalty_s)
    if printed_s is None:
        return _without_printed_roxzone(sums, official_s, penalty_s)
    return _with_printed_roxzone(sums, official_s, printed_s, penalty_s)


def _splits_exceed_total(sums: Totals, official_s: float, penalty_s: float | None) -> Reconciliation:
    residual_s = official_s - sums.parts_s
    text = f"{_line(sums.parts_s, official_s)}: the splits alone exceed the official time, so they are not analysed."
    place: PenaltyPlace | None = "unknown" if penalty_s else None
    return Reconciliation(sums.parts_s, official_s, residual_s, "splits_exceed_total", text, False, None, place)


def _incomplete(
    sums: Totals, official_s: float | None, printed_s: float | None, penalty_s: float | None
) -> Reconciliation:
    parts_s = sums.parts_s + (printed_s or 0.0)
    has_splits = len(sums.missing) < len(SPLITS)
    residual_s = None if official_s is None else official_s - parts_s
    place: PenaltyPlace | None = "unknown" if penalty_s else None
    text = _incomplete_text(sums, parts_s, official_s)
    return Reconciliation(parts_s, official_s, residual_s, "incomplete", text, has_splits, None, place)


def _incomplete_text(sums: Totals, parts_s: float, official_s: float | None) -> str:
    if len(sums.missing) == len(SPLITS):
        return "No result." if official_s is None else f"Official {format_clock(official_s)}, no splits."
    missing = ", ".join(SPLIT_LABELS[split] for split in sums.missing)
    if official_s is None:
        gap = f", without {missing}" if missing else ""
        return f"Parts {format_clock(parts_s)}{gap}: no official time."
    return f"{_line(parts_s, official_s)}: {missing} missing, so there is no Roxzone and no runs or stations total."


def _without_printed_roxzone(sums: Totals, official_s: float, penalty_s: float | None) -> Reconciliation:
    left_s = official_s - sums.parts_s
    line = f"Splits {format_clock(sums.parts_s)}, official {format_clock(official_s)}"
    place: PenaltyPlace | None = "unknown" if penalty_s else None
    if sums.roxzone_s is None:
        text = f"{line}: the {format_clock(left_s)} left cannot be a Roxzone (1:30 to 40:00) and is not used."
        return Reconciliation(sums.parts_s, official_s, left_s, "unexplained", text, True, None, place)
    text = f"{line}: the {format_clock(left_s)} left is the Roxzone, as none was printed."
    if penalty_s:
        text += f" Whether it or a split holds the penalty of {format_clock(penalty_s)} cannot be told from the sum."
    return Reconciliation(official_s, official_s, 0.0, "adds_up", text, True, sums.roxzone_s, place)


def _with_printed_roxzone(sums: Totals, official_s: float, printed_s: float, penalty_s: float | None) -> Reconciliation:
    parts_s = sums.parts_s + printed_s
    residual_s = official_s - parts_s
    verdict = _verdict(residual_s, penalty_s)
    penalty_in_total_s = penalty_s if penalty_s and verdict == "penalty_in_total" else 0.0
    roxzone_s = derived_roxzone_s(sums.parts_s, official_s, penalty_in_total_s)
    text = f"{_line(parts_s, official_s)}: {_meaning(verdict, penalty_s)}."
    if roxzone_s is None:
        text += " What the splits leave cannot be a Roxzone (1:30 to 40:00) and is not used."
    place = _penalty_place(verdict) if penalty_s else None
    return Reconciliation(parts_s, official_s, residual_s, verdict, text, True, roxzone_s, place)


def _verdict(residual_s: float, penalty_s: float | None) -> Verdict:
    if abs(residual_s) < _EXACT_S:
        return "adds_up"
    if LOWEST_RESIDUAL_S <= residual_s <= HIGHEST_RESIDUAL_S:
        return "rounded"
    if penalty_s and LOWEST_RESIDUAL_S <= residual_s - penalty_s <= HIGHEST_RESIDUAL_S:
        return "penalty_in_total"
    return "unexplained"


def _penalty_place(verdict: Verdict) -> PenaltyPlace:
    if verdict == "penalty_in_total":
        return "total"
    return "unknown" if verdict == "unexplained" else "parts"


def _meaning(verdict: Verdict, penalty_s: float | None) -> str:
    penalty = format_clock(penalty_s)
    if verdict == "penalty_in_total":
        return f"this is the penalty of {penalty}; the official time holds it and no split does"
    if verdict == "unexplained":
        return "more than rounding explains" + (f", also with the penalty of {penalty}" if penalty_s else "")
    meaning = "the parts add up"
    if verdict == "rounded":
        meaning = "splits are published rounded up, so this adds up"
    return meaning + (f"; a split holds the penalty of {penalty}, or it was served on the course" if penalty_s else "")


def _line(parts_s: float, official_s: float) -> str:
    difference = format_gap(official_s - parts_s)
    return f"Parts {format_clock(parts_s)}, official {format_clock(official_s)}, difference {difference}"
