"""What a training method must be able to say, so that the plan builder can place and size its sessions."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, Protocol

from coach.engines.run_plan.contract import Method, Phase, PlanRequest, RunSession, SessionKind

Unit = Literal["m", "s", "m_intense"]
# Sessions that are no time on running legs: they count nothing in the week, and their `Slot.amount` is in seconds.
UNCOUNTED_KINDS: frozenset[SessionKind] = frozenset({"strength", "rest"})


class Slot(NamedTuple):
    """Where a session stands and how big it may be.

    `amount` is the most the whole session may be in the method's unit, warm-up and cool-down included: a session uses
    it as fully as makes sense and never exceeds it. For `UNCOUNTED_KINDS` it is seconds, for "race" it is not a limit.
    `week_amount` is the week in the same unit (for the 10 %, 8 % and 5 % caps). `max_minutes` limits
    `RunSession.minutes`: the day's availability, and the longest run the last 30 days allow. Sprint sessions are mostly
    rests: for them the longest run limits `most_running_s`, the session without rests and strength.
    """

    kind: SessionKind
    on: date
    phase: Phase
    week_index: int
    amount: float
    week_amount: float
    max_minutes: int | None
    is_cutback: bool
    most_running_s: float | None = None


class RunMethod(Protocol):
    """A training method. Everything it answers depends on its arguments only."""

    @property
    def name(self) -> Method: ...

    @property
    def unit(self) -> Unit:
        """m of running, s on running legs (runs, stations, simulations), or m of steps with zone "sprint"."""
        ...

    def shape(self, request: PlanRequest, phase: Phase, week_index: int, session_count: int) -> tuple[SessionKind, ...]:
        """Wanted kinds of a week, most important first, at most `session_count`; the builder places the race."""
        ...

    def hard_kinds(self) -> frozenset[SessionKind]:
        """Kinds that need an easy or rest day before and after; a second long run is not among them."""
        ...

    def hours_between_hard(self) -> int: ...

    def session(self, request: PlanRequest, slot: Slot) -> RunSession:
        """The session for this slot: of the kind asked for, or an easier one where the slot is too small for it."""
        ...

    def phases(self, request: PlanRequest, monday: date) -> Phase: ...
