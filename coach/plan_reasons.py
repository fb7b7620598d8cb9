"""Why a plan was rebuilt, in words an athlete can check."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from coach.engines.run_plan.changes import Reasons
from coach.engines.run_plan.contract import PlanRequest
from coach.engines.run_plan.reality import unproven_share
from coach.engines.run_plan.review import WeekReview
from coach.engines.streaks import monday_of


class Why(NamedTuple):
    """What the plan was before: how far it reached, the score it was built with; and the goal, where that changed."""

    until: date
    score_before: float | None
    goal_reason: str | None = None


def reasons_of(request: PlanRequest, review: WeekReview, why: Why) -> Reasons:
    """What the week decided, the score, the longest run, the weeks that were."""
    decisions = " ".join(decision.why for decision in review.decisions)
    score = request.paces.score if request.paces else None
    has_new_score = score is not None and why.score_before != score
    return Reasons(
        default=why.goal_reason or volume_words(request),
        until=why.until,
        first_week_ends=monday_of(request.today) + timedelta(days=6),
        first_week=decisions if review.load_factor < 1 else None,
        longest=longest_words(request),
        paces=f"Your running score is now {score:.1f}." if has_new_score else None,
        blocked={day: "No training on this day: you are away or on a break." for day in request.blocked},
    )


def longest_words(request: PlanRequest) -> str | None:
    """The longest run of 30 days in kilometres; None where none is known."""
    since = request.today - timedelta(days=30)
    runs = [(run.distance_m, run.on) for run in request.history if run.distance_m is not None and run.on >= since]
    if not runs:
        return None
    longest_m, on = max(runs)
    return (
        f"The longest run of the last 30 days is {longest_m / 1000:.1f} km ({on.day} {on:%b}); from there each step is"
        " at most 10 %."
    )


def volume_words(request: PlanRequest) -> str:
    """What the coming weeks stand on."""
    monday = monday_of(request.today)
    weeks: dict[date, float] = {}
    for run in request.history:
        if run.distance_m is not None and monday_of(run.on) >= monday - timedelta(weeks=4):
            weeks[monday_of(run.on)] = weeks.get(monday_of(run.on), 0.0) + run.distance_m
    unproven = unproven_share(request.history, monday - timedelta(days=7))
    told = "Nothing was uploaded, so assumed runs hold your level and raise nothing. " if unproven == 1.0 else ""
    if not weeks:
        return f"{told}No run is known from the last four weeks, so the plan starts carefully."
    return f"{told}The coming weeks stand on your biggest of the last four: {max(weeks.values()) / 1000:.0f} km."
