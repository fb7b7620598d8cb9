"""What an athlete has to know about the whole plan: what it stands on, and what could not be had."""

from __future__ import annotations

from typing import Final

from coach.engines.run_plan.contract import PlanRequest
from coach.engines.run_plan.frame import MASTERS_AGE, SENIOR_AGE
from coach.engines.run_plan.ledger import Ledger
from coach.engines.run_plan.volume import ceiling

METHODS_BY_SCORE: Final = ("vdot", "hybrid")


def plan_notes(ledger: Ledger) -> tuple[str, ...]:
    """The longest-lasting first."""
    request = ledger.request
    notes = [_start_note(ledger), _pace_note(request), _age_note(request), _ceiling_note(ledger)]
    return tuple(note for note in notes if note)


def _start_note(ledger: Ledger) -> str:
    request = ledger.request
    if request.history or request.start_week_m or request.start_week_s:
        return ""
    return (
        "Nothing is known about your running yet, so the plan starts small. Log or import a few runs and the next"
        " refresh starts where you really are."
    )


def _pace_note(request: PlanRequest) -> str:
    if request.method not in METHODS_BY_SCORE or request.paces is not None:
        return ""
    return (
        "Your paces are not known yet: everything is by effort and time. Run a race or a 5 km test, and the next"
        " refresh brings paces."
    )


def _age_note(request: PlanRequest) -> str:
    if request.age is None or request.age < MASTERS_AGE:
        return ""
    if request.age < SENIOR_AGE:
        return "From 40 on recovery takes longer: two easy or free days lie between hard ones."
    return (
        "From 60 on recovery takes longer: two easy or free days lie between hard ones, and besides the long run there"
        " is at most one hard session a week."
    )


def _ceiling_note(ledger: Ledger) -> str:
    """Someone who runs more than the goal asks for holds it."""
    request = ledger.request
    most = ceiling(request, ledger.unit)
    if ledger.unit != "m" or ledger.stated_week <= most or request.history:
        return ""
    return f"You already run more than the {most / 1000:.0f} km this goal and your days ask for: the plan holds it."
