"""HYROX training, our own method: runs by score, stations on tired legs, strength away from the hard days."""

from __future__ import annotations

from datetime import date
from typing import Final

from coach.engines.run_plan.contract import Method, Phase, PlanRequest, RunSession, SessionKind
from coach.engines.run_plan.hybrid_sessions import HARD_KINDS, hybrid_session
from coach.engines.run_plan.method import Slot, Unit
from coach.engines.run_plan.phases import road_phase
from coach.engines.run_plan.training_blocks import monday_of_week

# From this weekday on a rehearsal in the middle of the second week before lies two weeks or more before the race.
FRIDAY: Final = 5
# A first, shorter rehearsal, and the last one two to three weeks before the race.
FIRST_SIMULATION_WEEKS: Final = 6
_LIGHT: Final[dict[Phase, tuple[SessionKind, ...]]] = {
    "taper": ("sharpen", "easy", "stations", "easy", "strength", "recovery", "recovery"),
    "race": ("sharpen", "easy", "recovery", "easy", "recovery", "recovery", "recovery"),
    "recovery": ("recovery", "easy", "recovery", "easy", "recovery", "recovery", "recovery"),
}  # fmt: skip


class HybridMethod:
    """Counts seconds: a kilometre between stations costs more than one on the road."""

    name: Method = "hybrid"
    unit: Unit = "s"

    def phases(self, request: PlanRequest, monday: date) -> Phase:
        """The phase of the week that begins on this Monday: as on the road, counted back from the race."""
        return road_phase(request, monday)

    def shape(self, request: PlanRequest, phase: Phase, week_index: int, session_count: int) -> tuple[SessionKind, ...]:
        """The kinds of a week, most important first."""
        if phase in _LIGHT:
            return _LIGHT[phase][:session_count]
        run = _quality_run(request, phase, week_index)
        if phase != "base" and is_simulation_week(request, week_index):
            kinds: tuple[SessionKind, ...] = ("simulation", "long", "easy", "strength", "easy", "recovery", "recovery")
        elif session_count <= 3:  # one quality day: runs and stations take turns
            kinds = ("stations" if week_index % 2 else run, "long", "strength")
        else:
            kinds = ("long", "stations", run, "strength", "easy", "easy", "recovery")
        return kinds[:session_count]

    def hard_kinds(self) -> frozenset[SessionKind]:
        return HARD_KINDS

    def hours_between_hard(self) -> int:
        return 24

    def session(self, request: PlanRequest, slot: Slot) -> RunSession:
        return hybrid_session(request, slot)


def _quality_run(request: PlanRequest, phase: Phase, week_index: int) -> SessionKind:
    """Threshold for beginners and near the race; else intervals take turns with it."""
    if request.experience == "beginner" or phase == "peak":
        return "threshold"
    return "interval" if week_index % 2 else "threshold"


def is_simulation_week(request: PlanRequest, week_index: int) -> bool:
    """Whether this week holds a rehearsal: the last so that its middle lies two to three weeks before the race.

    >>> day = date(2026, 3, 2)
    >>> request = PlanRequest("hyrox", day, date(2026, 5, 3), day, race_date=date(2026, 5, 2))
    >>> [week for week in range(9) if is_simulation_week(request, week)]
    [2, 6]
    """
    if request.race_date is None:
        return False
    monday = monday_of_week(request, week_index)
    weeks_left = (request.race_date - monday).days // 7
    last = 2 if request.race_date.isoweekday() >= FRIDAY else 3
    return weeks_left in (last, FIRST_SIMULATION_WEEKS)


HYBRID: Final = HybridMethod()
