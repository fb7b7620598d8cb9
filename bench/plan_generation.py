"""How long a plan of two months takes to build and to check, for each goal, beside the 50 ms it may take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from bench.figure import Figure
from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import METHOD_OF_GOAL, PastRun, PlanRequest
from coach.engines.run_plan.invariants import check_run_plan
from coach.engines.running.paces import pace_table

TODAY = date(2026, 3, 2)
MOST_MS, ROUNDS = 50.0, 30


def figures() -> Iterator[Figure]:
    history = tuple(
        PastRun(TODAY - timedelta(days=7 * week - day), metres, metres * 0.36)
        for week in range(26, 0, -1)
        for day, metres in ((1, 10_000.0), (3, 12_000.0), (6, 20_000.0))
    )
    for goal in METHOD_OF_GOAL:
        request = PlanRequest(
            goal, TODAY, TODAY + timedelta(days=62), TODAY, race_date=TODAY + timedelta(days=90),
            paces=pace_table(45.0), history=history, days_per_week=5,
        )  # fmt: skip
        yield Figure(f"a plan for {goal}, built and checked", median(_times_ms(request)), MOST_MS, "ms", 1.0)


def _times_ms(request: PlanRequest) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        check_run_plan(build_run_plan(request))
        times.append((perf_counter() - started) * 1000)
    return times


if __name__ == "__main__":
    for figure in figures():
        print(figure.line)
