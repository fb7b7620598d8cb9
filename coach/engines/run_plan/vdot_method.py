"""VDOT-based training (after Daniels & Gilbert): which sessions a week of 5 km to marathon training has."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from coach.engines.run_plan.contract import Experience, Goal, Method, Phase, PlanRequest, RunSession, SessionKind
from coach.engines.run_plan.method import Slot
from coach.engines.run_plan.phases import road_phase
from coach.engines.run_plan.vdot_sessions import HARD_KINDS, vdot_session

Pair = tuple[SessionKind, SessionKind]
# The two hard sessions of a week, in turn by week: the first is the one a small week keeps.
_TURNS: Final[dict[Goal, dict[Phase, tuple[Pair, ...]]]] = {
    "5k": {
        "base": (("repetition", "threshold"), ("threshold", "repetition")),
        "build": (("interval", "threshold"), ("interval", "repetition")),
        "peak": (("interval", "threshold"), ("threshold", "repetition"), ("interval", "repetition")),
    },
    "10k": {
        "base": (("threshold", "repetition"), ("repetition", "threshold")),
        "build": (("interval", "threshold"), ("threshold", "interval")),
        "peak": (("threshold", "interval"), ("interval", "threshold")),
    },
    "half_marathon": {
        "base": (("threshold", "repetition"),),
        "build": (("threshold", "interval"), ("interval", "threshold")),
        "peak": (("threshold", "marathon_pace"), ("threshold", "interval")),
    },
    "marathon": {
        "base": (("threshold", "repetition"),),
        "build": (("threshold", "interval"), ("marathon_pace", "interval"), ("threshold", "repetition")),
        "peak": (("marathon_pace", "threshold"), ("threshold", "marathon_pace")),
    },
    "general_fitness": {
        "base": (("threshold", "repetition"), ("repetition", "threshold")),
        "build": (("interval", "threshold"), ("threshold", "repetition")),
    },
}  # fmt: skip
_MAINTAIN: Final[tuple[Pair, ...]] = (("threshold", "strides"), ("repetition", "strides"))
_FILLERS: Final[tuple[SessionKind, ...]] = ("easy", "strides", "easy", "recovery", "easy", "easy", "recovery")
_BEGINNER_FILLERS: Final[tuple[SessionKind, ...]] = ("easy", "easy", "recovery", "easy", "recovery", "easy", "easy")
_TAPER: Final[tuple[SessionKind, ...]] = ("sharpen", "easy", "strides", "easy", "easy", "recovery", "easy")
_AFTER_RACE: Final[tuple[SessionKind, ...]] = ("easy", "recovery", "easy", "recovery", "easy", "recovery", "recovery")
TWO_HARD_FROM: Final[dict[Experience, int]] = {"beginner": 8, "intermediate": 5, "advanced": 4}
FIRST_EASY_WEEKS: Final = 2


class VdotMethod:
    """Counts metres."""

    name: Method = "vdot"
    unit: Literal["m", "s", "m_intense"] = "m"

    def phases(self, request: PlanRequest, monday: date) -> Phase:
        return road_phase(request, monday)

    def shape(self, request: PlanRequest, phase: Phase, week_index: int, session_count: int) -> tuple[SessionKind, ...]:
        """The kinds of a week, most important first."""
        if phase == "recovery":
            return _AFTER_RACE[:session_count]
        if phase == "race":
            return _TAPER[:session_count]
        if phase == "taper":
            return (*_first_of_taper(request, week_index, session_count), *_TAPER[1:])[:session_count]
        hard = _hard_sessions(request, phase, week_index, session_count)
        fillers = _FILLERS if request.experience != "beginner" else _BEGINNER_FILLERS
        return ("long", *hard, *fillers)[:session_count]

    def hard_kinds(self) -> frozenset[SessionKind]:
        return HARD_KINDS

    def hours_between_hard(self) -> int:
        return 24

    def session(self, request: PlanRequest, slot: Slot) -> RunSession:
        return vdot_session(request, slot)


def _first_of_taper(request: PlanRequest, week_index: int, session_count: int) -> tuple[SessionKind, ...]:
    """One short fast session, and a long run that is shorter than before."""
    fast: SessionKind = "threshold" if request.goal == "marathon" and week_index % 2 == 0 else "sharpen"
    return ("long", fast) if session_count >= 3 else (fast,)


def _hard_sessions(request: PlanRequest, phase: Phase, week_index: int, session_count: int) -> tuple[SessionKind, ...]:
    """Beginners none in base and one later; others one, and two from five runs a week on (advanced: four)."""
    turns = _MAINTAIN if phase == "maintain" else _TURNS[request.goal].get(phase, _MAINTAIN)
    pair = turns[week_index % len(turns)]
    if request.experience == "beginner":
        if week_index < FIRST_EASY_WEEKS:
            return ()
        if phase == "base" or session_count < 3:
            return ("strides",)
        return (pair[0],)
    if session_count < 2:
        return ()
    return pair if session_count >= TWO_HARD_FROM[request.experience] else pair[:1]


VDOT: Final = VdotMethod()
