"""The split analysis of one race: against the field, against people who finish alike and within its event."""

from dataclasses import dataclass
from typing import NamedTuple

from coach.engines.cohort import cohort_at, slower_bands
from coach.engines.course import CourseFactor, course_factor_of
from coach.engines.field import ALL_AGES, SMALL_SAMPLE_N, FieldReference, FieldScope, Level
from coach.engines.pronoun import Pronoun
from coach.engines.reconciliation import Reconciliation, reconcile
from coach.engines.run_fade import fade_verdict, slope_verdict
from coach.engines.split_notes import Proof, headline, notes, proofs
from coach.engines.split_rows import (
    Comparables,
    EventTimes,
    RaceTimes,
    SplitFlag,
    SplitGap,
    SplitRow,
    analysed_times,
    penalised_split,
    ranked_gaps,
    split_flags,
    split_rows,
)
from coach.engines.splits import Splits, fade_pct, known_time, run_slope_pct

__all__ = [
    "CourseFactor",
    "EventTimes",
    "FieldScope",
    "Proof",
    "RaceTimes",
    "SplitAnalysis",
    "SplitFlag",
    "SplitGap",
    "SplitRow",
    "analyse_splits",
]


@dataclass(frozen=True, slots=True)
class SplitAnalysis:
    """Everything said about one race. Seconds and percent; None and empty where nothing can be said.

    splits: 20 rows in the order of METRICS. losses: up to 10 items, largest loss first (gains at the end,
    with a minus); gains: those with a minus, largest gain first. cohort_n: None without a cohort.
    """

    race: RaceTimes
    headline: str
    field: FieldScope
    splits: tuple[SplitRow, ...]
    losses: tuple[SplitGap, ...]
    gains: tuple[SplitGap, ...]
    proofs: tuple[Proof, ...]
    cohort_n: int | None
    cohort_window_pct: int | None
    fade_pct: float | None
    fade_text: str | None
    run_slope_pct: float | None
    run_slope_text: str | None
    level: Level | None
    course_factor: CourseFactor | None
    reconciliation: Reconciliation
    notes: tuple[str, ...]

    def row(self, split: str) -> SplitRow:
        """The row of one of METRICS."""
        return next(row for row in self.splits if row.split == split)

    @property
    def is_cohort_small_sample(self) -> bool:
        """Fewer than 30 similar finishers, even in the wider window."""
        return self.cohort_n is not None and self.cohort_n < SMALL_SAMPLE_N


def analyse_splits(
    race: RaceTimes, field: FieldReference | None, event_times: EventTimes | None = None
) -> SplitAnalysis:
    """Analyse one race against its division and gender; divisions are never pooled, adaptive has no field.

    event_times: metric → times of all comparable finishers of the same event, division and gender with complete,
    usable splits (NaN where missing, the athlete's own included).
    Source: definitions of the Coach K field study (2026); cohort after hyranking.com/about/station-profile.

    >>> from coach.engines.splits import SPLITS
    >>> race = RaceTimes("open", "men", 5_240, dict.fromkeys(SPLITS, 300.0))
    >>> analysis = analyse_splits(race, None)
    >>> analysis.headline
    'Finished in 1:27:20. There is no group of similar finishers to compare its splits with.'
    >>> analysis.row("roxzone").time_s, analysis.row("roxzone").share_pct
    (440.0, 8.4)

    Raises:
        ValueError: the field is of another division or gender than the race.
    """
    if field is not None and (field.division, field.gender) != (race.division, race.gender):
        raise ValueError(f"a {race.division} {race.gender} race against {field.division} {field.gender}: never pooled")
    basis = _basis(race, field, event_times)
    reconciliation = reconcile(
        race.splits, race.total_s, roxzone_printed_s=race.roxzone_printed_s, penalty_s=race.penalty_s
    )
    times = analysed_times(race, reconciliation)
    penalised = penalised_split(times, basis.compared.cohort, race.penalty_s, reconciliation.penalty_place)
    flags = split_flags(race, reconciliation, penalised)
    rows = split_rows(times, flags, basis.compared)
    return _told(race, basis, reconciliation, rows)


class _Basis(NamedTuple):
    """The field of a race (None for adaptive), how it is called, and whom its splits are compared with."""

    field: FieldReference | None
    scope: FieldScope
    compared: Comparables


def _basis(race: RaceTimes, field: FieldReference | None, event_times: EventTimes | None) -> _Basis:
    if field is None or race.division == "adaptive":
        scope = FieldScope(race.division, race.gender, ALL_AGES, "", 0, is_small_sample=True)
        return _Basis(None, scope, Comparables({}, None, {} if race.division == "adaptive" else event_times or {}))
    scope = field.scope(race.age_group)
    total_s = known_time(race.total_s)
    cohort = cohort_at(field.cohort_table, total_s) if field.cohort_table and total_s else None
    return _Basis(field, scope, Comparables(field.quantiles.get(scope.age_group, {}), cohort, event_times or {}))


def _told(race: RaceTimes, basis: _Basis, reconciliation: Reconciliation, rows: tuple[SplitRow, ...]) -> SplitAnalysis:
    field, scope, cohort = basis.field, basis.scope, basis.compared.cohort
    ranked_times = {row.split: row.time_s for row in rows if row.flag is None}
    losses = ranked_gaps(rows)
    fade = _run_fade(race, ranked_times)
    total_s = ranked_times["total_seconds"]
    return SplitAnalysis(
        race=race,
        headline=headline(reconciliation, losses, rows[-1], scope, race.whom),
        field=scope,
        splits=rows,
        losses=losses,
        gains=tuple(gap for gap in reversed(losses) if gap.gap_s < 0),
        proofs=_proofs(field, losses, ranked_times, race.whom),
        cohort_n=cohort.n if cohort else None,
        cohort_window_pct=cohort.window_pct if cohort else None,
        fade_pct=fade.fade_pct,
        fade_text=fade_verdict(fade.fade_pct, race.division, race.gender),
        run_slope_pct=fade.slope_pct,
        run_slope_text=slope_verdict(fade.slope_pct, race.division, race.gender),
        level=field.level(total_s) if field and total_s else None,
        course_factor=_course_factor(field, race, ranked_times),
        reconciliation=reconciliation,
        notes=notes(race, rows, scope, cohort, reconciliation),
    )


class _RunFade(NamedTuple):
    fade_pct: float | None
    slope_pct: float | None


def _run_fade(race: RaceTimes, ranked_times: Splits) -> _RunFade:
    if race.division == "relay":
        return _RunFade(None, None)
    return _RunFade(fade_pct(ranked_times), run_slope_pct(ranked_times))


def _proofs(
    field: FieldReference | None, losses: tuple[SplitGap, ...], ranked_times: Splits, whom: Pronoun
) -> tuple[Proof, ...]:
    total_s = ranked_times["total_seconds"]
    if field is None or field.cohort_table is None or total_s is None:
        return ()
    return proofs(losses, ranked_times, slower_bands(field.cohort_table, total_s), whom)


def _course_factor(field: FieldReference | None, race: RaceTimes, ranked_times: Splits) -> CourseFactor | None:
    factors = field.course_factor(race.event) if field else None
    return course_factor_of(factors, ranked_times, race.whom) if factors else None
