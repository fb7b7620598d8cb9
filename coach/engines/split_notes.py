"""Sentences of a split analysis: headline, proofs and notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.engines.clock import format_clock, format_gap
from coach.engines.cohort import Cohort, SlowerBand
from coach.engines.field import SMALL_SAMPLE_N, FieldScope, faster_than_text
from coach.engines.pronoun import YOU, Pronoun
from coach.engines.reconciliation import Reconciliation
from coach.engines.split_rows import RaceTimes, SplitGap, SplitRow
from coach.engines.splits import SPLIT_LABELS, known_time
from coach.engines.wall_ball_rule import RuleContext, wall_ball_note

_ON = {
    "runs_total": "on the runs",
    "roxzone": "in the Roxzone",
    "ski_erg": "on the SkiErg",
    "burpee_broad_jump": "on the burpee broad jumps",
}
_LEAST_LOSS_S = 1.0
_MISSED_MAT_S = 120.0


@dataclass(frozen=True, slots=True)
class Proof:
    """Slower finishers who were faster on one split: the gain is realistic."""

    split: str
    share: Literal["quarter", "tenth"]
    reached_s: float
    finish_from_s: float
    finish_to_s: float
    text: str


def headline(
    reconciliation: Reconciliation,
    gaps: Sequence[SplitGap],
    total: SplitRow,
    scope: FieldScope | None,
    whom: Pronoun = YOU,
) -> str:
    """The one sentence above an analysis; gaps are ranked, largest loss first. `whom` is who raced.

    Source: wording of this product.

    >>> from coach.engines.reconciliation import reconcile
    >>> total = SplitRow("total_seconds", 5_000.0, 100.0, 77.0, None, None, None, None, None, None, None)
    >>> headline(reconcile({}, 5_000), [SplitGap("runs_total", 130.0), SplitGap("row", 4.0)], total, None)
    'You lose most on the runs: 2:10 against people who finish like you.'
    """
    they, alike = whom.subject.capitalize(), f"people who finish like {whom.thing}"
    if gaps and gaps[0].gap_s >= _LEAST_LOSS_S:
        where = on_the(gaps[0].split)
        return f"{they} lose most {where}: {format_clock(gaps[0].gap_s)} against {alike}."
    if gaps:
        best = gaps[-1]
        if best.gap_s > -_LEAST_LOSS_S:
            return f"{they} are level with {alike}."
        where = on_the(best.split)
        return f"{they} lose nothing to {alike} and gain most {where}: {format_clock(-best.gap_s)}."
    if total.time_s is None:
        return "No official time: only single splits can be compared."
    finish = f"Finished in {format_clock(total.time_s)}"
    if total.faster_than_pct is not None and scope is not None:
        finish += f", {faster_than_text(total.faster_than_pct)} of {scope.text}"
    return f"{finish}. {_why_no_gaps(reconciliation)}"


def _why_no_gaps(reconciliation: Reconciliation) -> str:
    if reconciliation.verdict == "splits_exceed_total":
        return "Its splits do not fit the official time, so only the finish is compared."
    if not reconciliation.is_usable:
        return "It has no splits, so only the finish is compared."
    return "There is no group of similar finishers to compare its splits with."


def on_the(split: str) -> str:
    """Where time is lost, as a sentence says it.

    Source: wording of this product.

    >>> on_the("sled_push"), on_the("roxzone")
    ('on the sled push', 'in the Roxzone')
    """
    return _ON.get(split, f"on the {SPLIT_LABELS[split].lower()}")


def proofs(
    gaps: Sequence[SplitGap],
    times: Mapping[str, float | None],
    bands: Sequence[SlowerBand],
    whom: Pronoun = YOU,
) -> tuple[Proof, ...]:
    """For each loss, whether over a quarter (tenth) of those 5–10 minutes slower were faster there, in every band.

    Source: Coach K field study (2026), from the p25 (p10) of the finish bands.

    >>> band = SlowerBand(5_700, 5_850, {"row": 270.0}, {"row": 280.0})
    >>> proofs([SplitGap("row", 12.0)], {"row": 290.0}, [band])[0].text
    'Row: more than a quarter of those who finished in 1:35:00–1:37:30 were faster than your 4:50 (4:40 or less).'
    """
    if not bands:
        return ()
    found = (_proof(gap.split, times.get(gap.split), bands, whom) for gap in gaps if gap.gap_s >= _LEAST_LOSS_S)
    return tuple(proof for proof in found if proof is not None)


def _proof(split: str, time_s: float | None, bands: Sequence[SlowerBand], whom: Pronoun) -> Proof | None:
    if time_s is None:
        return None
    quarter_s = max(band.p25_s[split] for band in bands)
    tenth_s = max(band.p10_s[split] for band in bands)
    if quarter_s < time_s:
        share: Literal["quarter", "tenth"] = "quarter"
    elif tenth_s < time_s:
        share = "tenth"
    else:
        return None
    reached_s = quarter_s if share == "quarter" else tenth_s
    from_s, to_s = bands[0].from_s, bands[-1].to_s
    finished = f"finished in {format_clock(from_s)}–{format_clock(to_s)}"
    text = (
        f"{SPLIT_LABELS[split]}: more than a {share} of those who {finished} were faster than "
        f"{whom.whose} {format_clock(time_s)} ({format_clock(reached_s)} or less)."
    )
    return Proof(split, share, reached_s, from_s, to_s, text)


def notes(
    race: RaceTimes, rows: Sequence[SplitRow], scope: FieldScope, cohort: Cohort | None, reconciliation: Reconciliation
) -> tuple[str, ...]:
    """What a reader must know beside the numbers, most important first.

    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> from coach.engines.reconciliation import reconcile
    >>> race = RaceTimes("adaptive", "men", None)
    >>> notes(race, [], FieldScope("adaptive", "men", "all", "", 0, True), None, reconcile({}, None))
    ('Adaptive classes have standards of their own: there is no field to compare with.',)
    """
    said = [
        _flag_note(rows),
        _penalty_note(race, rows, reconciliation),
        _roxzone_note(race, reconciliation),
        _missed_mat_note(race, rows),
        _field_note(scope),
        _cohort_note(race, scope, cohort),
        _event_note(rows),
        wall_ball_note(RuleContext(race.division, race.gender, race.event, race.season)),
        _run_note(race, scope),
    ]
    return tuple(note for note in said if note)


def _flag_note(rows: Sequence[SplitRow]) -> str | None:
    if any(row.flag == "unusable" for row in rows):
        return "The splits exceed the official time: only the finish time is compared."
    missing = _labels(rows, "missing")
    beside = _labels(rows, "beside_missing")
    if not missing or not beside:
        return None
    return f"Not measured: {missing}. The lost time may sit in {beside}, so these get no rank."


def _labels(rows: Sequence[SplitRow], flag: str) -> str:
    return ", ".join(row.label for row in rows if row.flag == flag)


def _penalty_note(race: RaceTimes, rows: Sequence[SplitRow], reconciliation: Reconciliation) -> str | None:
    if reconciliation.penalty_place is None:
        return None
    penalty = f"penalty of {format_clock(race.penalty_s)}"
    if reconciliation.penalty_place == "total":
        return f"The official time holds the {penalty}; no split does."
    holder = next((row.label for row in rows if row.flag == "holds_penalty"), None)
    if holder is not None:
        return f"{holder} most probably holds the {penalty}, so it gets no rank and no gap."
    return f"The {penalty} may sit in one of the splits or have been served on the course; gaps may contain it."


def _roxzone_note(race: RaceTimes, reconciliation: Reconciliation) -> str | None:
    printed_s = known_time(race.roxzone_printed_s)
    if printed_s is None or reconciliation.roxzone_s is None or round(printed_s) == round(reconciliation.roxzone_s):
        return None
    derived, printed = format_clock(reconciliation.roxzone_s), format_clock(printed_s)
    note = f"Roxzone {derived} is what the splits leave of the official time, as in the field; {printed} was printed."
    if reconciliation.verdict == "unexplained":
        note += f" It contains the {format_gap(reconciliation.residual_s)} that nothing explains."
    return note


def _missed_mat_note(race: RaceTimes, rows: Sequence[SplitRow]) -> str | None:
    if known_time(race.roxzone_printed_s) is not None:
        return None
    gaps = {row.split: row.cohort_gap_s or 0.0 for row in rows}
    if gaps.get("farmers_carry", 0.0) < _MISSED_MAT_S:
        return None
    return (
        "Farmers carry is far over similar finishers: without a printed Roxzone it may hold a transition (missed mat)."
    )


def _field_note(scope: FieldScope) -> str | None:
    if scope.division == "adaptive":
        return "Adaptive classes have standards of their own: there is no field to compare with."
    if scope.n == 0:
        return f"There is {scope.text}."
    return f"Few results in this field (n = {scope.n}): read ranks with care." if scope.is_small_sample else None


def _cohort_note(race: RaceTimes, scope: FieldScope, cohort: Cohort | None) -> str | None:
    total_s = known_time(race.total_s)
    if scope.n == 0 or total_s is None:
        return None
    if cohort is None:
        return f"No cohort: {format_clock(total_s)} is outside the finish times the field covers."
    window = f"±{cohort.window_pct} %, {format_clock(cohort.from_s)}–{format_clock(cohort.to_s)}"
    few = " (few results)" if cohort.n < SMALL_SAMPLE_N else ""
    note = f"People who finish like {race.whom.thing}: {window}, n = {cohort.n:,}{few}."
    if cohort.covered < 0.75:
        note += " The field covers only a part of that range."
    return note


def _event_note(rows: Sequence[SplitRow]) -> str | None:
    event_n = max((row.event_n for row in rows if row.event_n is not None), default=None)
    if event_n is None or not any(row.is_event_small_sample for row in rows):
        return None
    return f"Few results in the same event (n = {event_n}): read ranks with care."


def _run_note(race: RaceTimes, scope: FieldScope) -> str | None:
    if race.division == "relay":
        return "In a relay every run has another runner, so there is no fade."
    if scope.n == 0:
        return None
    return "Runs 1 and 8 have another length at every venue; compare them within the event only."
