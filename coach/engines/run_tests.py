"""The run tests of the benchmark list as what they are: a distance and a time."""

from __future__ import annotations

from typing import Final, NamedTuple

COOPER_S: Final = 720.0
RUN_TESTS_M: Final = {"run_1k": 1_000.0, "run_5k": 5_000.0, "run_10k": 10_000.0}


class RunTest(NamedTuple):
    distance_m: float
    time_s: float


def run_test(test_type: str, value: float) -> RunTest | None:
    """What a result of this type was run in; None for a test of something else. The Cooper test gives metres.

    Source: Cooper (1968), 12 minutes; the others are what they say.

    >>> run_test("run_5k", 1_200), run_test("cooper", 2_800), run_test("row_2k", 450)
    (RunTest(distance_m=5000.0, time_s=1200), RunTest(distance_m=2800, time_s=720.0), None)
    """
    if test_type == "cooper":
        return RunTest(value, COOPER_S)
    distance_m = RUN_TESTS_M.get(test_type)
    return None if distance_m is None else RunTest(distance_m, value)
