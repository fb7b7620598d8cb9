"""A small made-up field of open men around the medians of the public one."""

import numpy as np
import pytest

from coach.engines.cohort import ProfileRow
from coach.engines.field import CourseFactorRow, FieldReference, QuantileRow, field_reference
from coach.engines.split_analysis import RaceTimes
from coach.engines.splits import RUNS, SPLITS, STATIONS

# Medians of open men finishing in 1:30:00; the 16 splits and the Roxzone add up to it.
PLAN_S: dict[str, float] = {
    "run_1": 306, "ski_erg": 276, "run_2": 303, "sled_push": 185, "run_3": 327, "sled_pull": 314,
    "run_4": 329, "burpee_broad_jump": 352, "run_5": 341, "row": 298, "run_6": 332, "farmers_carry": 134,
    "run_7": 331, "sandbag_lunges": 331, "run_8": 366, "wall_balls": 432, "roxzone": 443,
}  # fmt: skip
OPEN_MEN_TOTAL_S = {
    1: 3_749, 5: 4_089, 10: 4_311, 25: 4_737, 50: 5_339, 75: 6_146, 90: 7_088, 95: 7_824, 99: 9_433,
}  # fmt: skip
PLAN_TOTAL_S = 5_400.0


def plan_metrics() -> dict[str, float]:
    runs_s = sum(PLAN_S[run] for run in RUNS)
    stations_s = sum(PLAN_S[station] for station in STATIONS)
    return PLAN_S | {"runs_total": runs_s, "stations_total": stations_s}


def total_quantiles() -> list[float]:
    return list(np.interp(range(1, 100), list(OPEN_MEN_TOTAL_S), list(OPEN_MEN_TOTAL_S.values())).round())


def profile_rows(n: int = 400, start_s: int = 4_500, end_s: int = 6_600) -> list[ProfileRow]:
    """Bands whose medians are the plan's, scaled to the middle of the band; tenths and quarters 10 and 5 % apart."""
    return [
        ProfileRow(from_s, from_s + 150, metric, n, *(time_s * (from_s + 75) / 5_400 * factor for factor in SPREAD))
        for from_s in range(start_s, end_s, 150)
        for metric, time_s in plan_metrics().items()
    ]


SPREAD = (0.9, 0.95, 1.0, 1.05, 1.1)


@pytest.fixture(scope="session")
def open_men() -> FieldReference:
    everyone = [QuantileRow("all", "total_seconds", 49_746, total_quantiles())]
    everyone += [
        QuantileRow("all", metric, 49_746, [time_s * (0.6 + 0.008 * percent) for percent in range(1, 100)])
        for metric, time_s in plan_metrics().items()
    ]
    veterans = [QuantileRow("60-64", metric, 25, quantiles_s) for _, metric, _, quantiles_s in everyone]
    factors = {"total_seconds": 1.02, "run_1": 1.2, "roxzone": 0.9, "sled_push": 1.1, "row": 1.05}
    return field_reference(
        "open", "men", everyone + veterans, profile_rows(), [CourseFactorRow("2025 Paris", 900, factors)]
    )


@pytest.fixture
def plan_race() -> RaceTimes:
    """An open man whose every split is the median of those who finish like him."""
    return RaceTimes("open", "men", PLAN_TOTAL_S, {split: PLAN_S[split] for split in SPLITS}, event="2025 Vienna")
