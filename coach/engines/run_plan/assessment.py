"""What a new goal asks for beside what is there, in plain words, and how training gets from one to the other."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Final, NamedTuple

from coach.engines.run_plan.contract import Goal, Method, PlanRequest
from coach.engines.streaks import monday_of

GOAL_NAMES: Final[dict[Goal, str]] = {
    "5k": "a 5 km race", "10k": "a 10 km race", "half_marathon": "a half marathon", "marathon": "a marathon",
    "ultra": "an ultra", "sprint": "sprints", "hyrox": "HYROX", "general_fitness": "general fitness",
}  # fmt: skip
METHOD_NAMES: Final[dict[Method, str]] = {
    "vdot": "VDOT-based training (after Daniels & Gilbert)", "ultra": "time-based ultra training (after Koop)",
    "sprint": "sprint training (after Pfaff)", "hybrid": "HYROX hybrid training (our own)",
}  # fmt: skip
# The week and the longest run [km] one should have reached before the taper to finish well; our own, on the low side.
NEEDED_KM: Final[dict[Goal, tuple[float, float]]] = {
    "5k": (15, 6), "10k": (22, 10), "half_marathon": (32, 17), "marathon": (45, 28), "ultra": (55, 32),
    "hyrox": (20, 8),
}  # fmt: skip
TAPER_WEEKS: Final[dict[Goal, int]] = {"marathon": 3, "ultra": 2, "half_marathon": 2}
RISE, BUILD_SHARE = 1.08, 0.75
BLEND: Final = "For up to two weeks nothing grows and the new kind of session comes in one at a time."


class Standing(NamedTuple):
    """What is there: mean and biggest of the last four weeks and the longest run of 30 days; None where unknown."""

    mean_week_km: float | None
    biggest_week_km: float | None
    longest_km: float | None
    running_score: float | None


class Assessment(NamedTuple):
    """`lines` say what is there and what is asked, `explanation` how the plan goes from one to the other."""

    lines: tuple[str, ...]
    is_realistic: bool
    explanation: str


def standing_of(request: PlanRequest) -> Standing:
    """What was really run in the four weeks before the plan begins. An assumed run counts no more than it holds.

    Source: our own.
    """
    first = request.today - timedelta(days=28)
    weeks: defaultdict[date, float] = defaultdict(float)
    longest: list[float] = []
    for run in request.history:
        if run.distance_m is None:
            continue
        if run.on >= first:
            weeks[monday_of(run.on)] += run.distance_m / 1000
        if run.on >= request.today - timedelta(days=30):
            longest.append(run.distance_m / 1000)
    total = sum(weeks.values())
    return Standing(
        total / 4 if weeks else None,
        max(weeks.values(), default=None),
        max(longest, default=None),
        request.paces.score if request.paces else None,
    )


def assess_goal(request: PlanRequest, previous_method: Method) -> Assessment:
    """The new goal of a request beside what is there.

    What can be reached grows by about 8 % in three of four weeks until the taper.
    Source: our own, within the rule for longest runs (Frandsen 2025).

    >>> day = date(2026, 3, 2)
    >>> told = assess_goal(PlanRequest("marathon", day, day, day, race_date=date(2026, 3, 29)), "vdot")
    >>> told.is_realistic
    False
    """
    there = standing_of(request)
    lines = [_there_words(there)]
    is_realistic = True
    needed = NEEDED_KM.get(request.goal)
    if needed is not None:
        lines.append(
            f"To finish {GOAL_NAMES[request.goal]} well, weeks of about {needed[0]:g} km and one run of about"
            f" {needed[1]:g} km before the taper help."
        )
        is_realistic, words = _reach(request, there, needed)
        lines.append(words)
    return Assessment(tuple(lines), is_realistic, _explanation(request, previous_method))


def _there_words(there: Standing) -> str:
    parts = []
    if there.mean_week_km is not None and there.longest_km is not None:
        parts.append(
            f"In the last four weeks you ran {there.mean_week_km:.0f} km a week, and {there.longest_km:.1f} km at most."
        )
    else:
        parts.append("No run is known from the last four weeks.")
    if there.running_score is not None:
        parts.append(f"Your running score is {there.running_score:.1f}.")
    return " ".join(parts)


def _reach(request: PlanRequest, there: Standing, needed: tuple[float, float]) -> tuple[bool, str]:
    """Whether the time that is left is enough, and in words."""
    if request.race_date is None:
        return True, "Without a race day there is no hurry: the plan grows step by step."
    weeks_left = (request.race_date - request.today).days // 7
    growing = max(0, weeks_left - TAPER_WEEKS.get(request.goal, 1)) * BUILD_SHARE
    longest = there.longest_km if there.longest_km is not None else (request.start_longest_m or 5_000) / 1000
    reached = longest * RISE**growing
    if reached >= needed[1] * 0.9:
        return True, f"{weeks_left} weeks are enough to get there step by step."
    return False, (
        f"In {weeks_left} weeks a run of about {reached:.0f} km can be reached safely. Take the race as an experience"
        " and not as a test, or choose a later one."
    )


def _explanation(request: PlanRequest, previous: Method) -> str:
    if previous == request.method:
        return "The kind of training stays. Your paces and your level stay too; what the weeks aim at changes."
    return (
        f"The kind of training changes from {METHOD_NAMES[previous]} to {METHOD_NAMES[request.method]}. Your paces and"
        f" your level stay. {BLEND}"
    )
