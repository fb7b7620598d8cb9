"""A made-up race and a made-up field to compare it with."""

from __future__ import annotations

from coach.engines.cohort import ProfileRow
from coach.engines.field import CourseFactorRow, FieldReference, QuantileRow, field_reference
from coach.engines.split_analysis import RaceTimes, SplitAnalysis, analyse_splits
from coach.engines.splits import METRICS, SPLITS

SPLIT_TIMES = {
    "run_1": 282.0, "ski_erg": 272.0, "run_2": 300.0, "sled_push": 180.0, "run_3": 322.0, "sled_pull": 305.0,
    "run_4": 324.0, "burpee_broad_jump": 340.0, "run_5": 334.0, "row": 294.0, "run_6": 326.0, "farmers_carry": 130.0,
    "run_7": 326.0, "sandbag_lunges": 320.0, "run_8": 360.0, "wall_balls": 421.0,
}  # fmt: skip
TOTAL_S = 5280.0


def field() -> FieldReference:
    """Everybody around the sample race: wall balls 30 s faster, sled push 20 s slower, the rest alike."""
    roxzone_s = TOTAL_S - sum(SPLIT_TIMES.values())
    runs_s = sum(time_s for split, time_s in SPLIT_TIMES.items() if split.startswith("run"))
    middle = SPLIT_TIMES | {
        "wall_balls": 391.0,
        "sled_push": 200.0,
        "roxzone": roxzone_s,
        "runs_total": runs_s,
        "stations_total": TOTAL_S - roxzone_s - runs_s,
        "total_seconds": TOTAL_S,
    }
    quantiles = [
        QuantileRow("all", metric, 4_000, [middle[metric] * (0.7 + 0.006 * percent) for percent in range(1, 100)])
        for metric in METRICS
    ]
    profiles = [
        ProfileRow(start, start + 150, metric, 400, *(middle[metric] * factor for factor in (0.9, 0.95, 1, 1.05, 1.1)))
        for start in range(4200, 6600, 150)
        for metric in METRICS[:-1]
    ]
    factors = [CourseFactorRow("2025 Springfield", 900, {"roxzone": 1.2, "total_seconds": 1.01})]
    return field_reference("open", "men", quantiles, profiles, factors)


def analysis(**changes: float | None) -> SplitAnalysis:
    """The sample race with some splits changed; None takes one away."""
    splits = {split: changes.get(split, SPLIT_TIMES[split]) for split in SPLITS}
    return analyse_splits(RaceTimes("open", "men", TOTAL_S, splits, event="2025 Springfield", season=8), field())
