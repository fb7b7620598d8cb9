"""Sprint training after Pfaff: fast days far apart, everything else so that they stay fast."""

from __future__ import annotations

from datetime import date
from typing import Final

from coach.engines.run_plan.contract import Method, Phase, PlanRequest, RunSession, SessionKind
from coach.engines.run_plan.method import Slot, Unit
from coach.engines.run_plan.phases import is_cutback, road_phase
from coach.engines.run_plan.sprint_sessions import NEURAL, sprint_session
from coach.engines.run_plan.training_blocks import monday_of_week

HOURS_BETWEEN_NEURAL: Final = 48
LONG_SPRINT_M: Final = 300
THREE_NEURAL_FROM: Final = 5
MASTERS_AGE, ONE_NEURAL_AGE = 40, 60
_NEURAL: Final[dict[Phase, tuple[SessionKind, ...]]] = {
    "base": ("acceleration", "power", "max_velocity"),
    "build": ("acceleration", "speed_endurance", "max_velocity"),
    "peak": ("max_velocity", "speed_endurance", "acceleration"),
    "taper": ("max_velocity", "acceleration"),
    "race": ("acceleration",),
}  # fmt: skip
_BETWEEN: Final[tuple[SessionKind, ...]] = ("tempo_run", "strength", "recovery", "tempo_run", "recovery", "recovery")
# Three fast days leave no day for lifting that is not before one of them; each has its own strength block.
_BETWEEN_THREE: Final[tuple[SessionKind, ...]] = ("tempo_run", "recovery", "strength", "tempo_run")
_AFTER_RACE: Final[tuple[SessionKind, ...]] = (
    "recovery", "tempo_run", "recovery", "strength", "recovery", "recovery", "recovery",
)  # fmt: skip


class SprintMethod:
    """Counts metres at intensity. Limits are those of Haugen et al. (2019), the order of a session is Pfaff's."""

    name: Method = "sprint"
    unit: Unit = "m_intense"

    def phases(self, request: PlanRequest, monday: date) -> Phase:
        """The phase of the week that begins on this Monday."""
        return road_phase(request, monday)

    def shape(self, request: PlanRequest, phase: Phase, week_index: int, session_count: int) -> tuple[SessionKind, ...]:
        """The kinds of a week, most important first: one to three fast days, the rest between them."""
        if phase == "recovery":
            return _AFTER_RACE[:session_count]
        kinds = _NEURAL.get(phase, _NEURAL["build"])
        if (request.race_distance_m or 0) > LONG_SPRINT_M and phase == "peak":
            kinds = ("speed_endurance", *(kind for kind in kinds if kind != "speed_endurance"))
        neural = kinds[: neural_days(request, week_index, session_count)]
        between = _BETWEEN if len(neural) < 3 else _BETWEEN_THREE
        return (*neural, *between)[:session_count]

    def hard_kinds(self) -> frozenset[SessionKind]:
        """Neural days."""
        return NEURAL

    def hours_between_hard(self) -> int:
        return HOURS_BETWEEN_NEURAL

    def session(self, request: PlanRequest, slot: Slot) -> RunSession:
        return sprint_session(request, slot)


def neural_days(request: PlanRequest, week_index: int, session_count: int) -> int:
    """Fast days of a week: two or three, in an unloading week two, with age fewer."""
    if request.age is not None and request.age >= ONE_NEURAL_AGE:
        return 1
    is_unloading = is_cutback(request, monday_of_week(request, week_index))
    is_master = request.age is not None and request.age >= MASTERS_AGE
    if request.experience == "beginner" or is_unloading or is_master or session_count < THREE_NEURAL_FROM:
        return min(2, session_count)
    return 3


SPRINT: Final = SprintMethod()
