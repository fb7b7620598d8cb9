"""`python -m bench.plan_sweep [cases=20000]`: thousands of running plans, and every rule checked on each of them.

Exit code 1 when a plan breaks a hard rule. Warnings are rules of good practice that gave way to stricter ones; they are
counted by rule, and each of them stands in its plan as a note.
"""

from __future__ import annotations

import sys
from collections import Counter
from time import process_time
from typing import NamedTuple

from bench.plan_requests import GOALS, drawn_request
from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import Goal
from coach.engines.run_plan.invariants import check_run_plan
from coach.engines.run_plan.requests import ImpossiblePlan

CASES, SHOWN = 20_000, 10


class Swept(NamedTuple):
    """`refused` counts the reasons; `broken` are (case, rule, goal, text); times are processor time of building."""

    cases: int
    refused: Counter[str]
    broken: list[tuple[int, int, Goal, str]]
    warnings: Counter[int]
    build_ms: list[float]


def main(arguments: list[str]) -> int:
    cases = int(arguments[0]) if arguments else CASES
    swept = sweep(cases, GOALS if len(arguments) < 2 else tuple(goal for goal in GOALS if goal in arguments[1:]))
    _print(swept)
    return 1 if swept.broken else 0


def sweep(cases: int, goals: tuple[Goal, ...] = GOALS, first: int = 0) -> Swept:
    swept = Swept(cases, Counter(), [], Counter(), [])
    for number in range(first, first + cases):
        request = drawn_request(number, goals)
        begun = process_time()
        try:
            plan = build_run_plan(request)
        except ImpossiblePlan as refusal:
            swept.refused[str(refusal)] += 1
            continue
        swept.build_ms.append((process_time() - begun) * 1000)
        findings = check_run_plan(plan)
        swept.broken.extend((number, f.rule, request.goal, f"{f.on} {f.text}") for f in findings if f.level == "hard")
        swept.warnings.update({f.rule for f in findings if f.level == "warning"})
    return swept


def _print(swept: Swept) -> None:
    built = len(swept.build_ms)
    times = sorted(swept.build_ms)
    print(f"{swept.cases} requests, {built} plans, {sum(swept.refused.values())} refused")
    for text, count in swept.refused.most_common():
        print(f"  {count:6}  {text}")
    if times:
        p99 = times[int(len(times) * 0.99)]
        print(
            f"building (processor time): median {times[built // 2]:.1f} ms, 99 % below {p99:.1f} ms, slowest"
            f" {times[-1]:.1f} ms"
        )
    print("plans with a rule of good practice bent, and said so:")
    for rule, count in sorted(swept.warnings.items()):
        print(f"  rule {rule:2}  {count:6}  ({count / built:.1%})")
    print(f"hard violations: {len(swept.broken)}")
    for (rule, goal), count in Counter((rule, goal) for _, rule, goal, _ in swept.broken).most_common():
        print(f"  rule {rule:2}  {goal:16} {count:6}")
    for case, rule, goal, text in swept.broken[:SHOWN]:
        print(f"  case {case}, {goal}, rule {rule}: {text}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
