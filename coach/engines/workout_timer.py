"""The clock of a session: which round it is and how much of it is left, from the time that has passed."""

import math
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

Kind = Literal["intervals", "emom", "amrap", "rounds"]
Phase = Literal["ready", "work", "rest", "done"]

LEAD_IN_S: Final = 5.0
LONGEST_S: Final = 86_400.0


class TimerPlan(NamedTuple):
    """What is to be timed.

    intervals: `rounds` × `work_s`, with `rest_s` between them. emom: a new round every `work_s`.
    amrap: as many rounds as fit into `work_s`. rounds: `rounds` rounds, each as long as it takes.
    """

    kind: Kind
    rounds: int
    work_s: float
    rest_s: float = 0.0

    @property
    def total_s(self) -> float | None:
        """How long it takes; None when it takes as long as it takes."""
        if self.kind == "rounds":
            return None
        if self.kind == "amrap":
            return self.work_s
        return self.rounds * self.work_s + (self.rounds - 1) * self.rest_s


class Moment(NamedTuple):
    """What the clock shows. `shown_s` counts down, in kind "rounds" up; `round` starts at 1."""

    phase: Phase
    round: int
    shown_s: float


class Interval(NamedTuple):
    """Equal efforts to be logged."""

    repeats: int
    duration_s: float
    rest_s: float | None


@dataclass(frozen=True)
class Timer:
    """A timer that runs or is paused. `started_at` is a time of day in seconds; `laps_s` are ends of rounds."""

    plan: TimerPlan
    started_at: float | None = None
    before_s: float = -LEAD_IN_S
    laps_s: tuple[float, ...] = ()

    @property
    def is_running(self) -> bool:
        return self.started_at is not None

    def elapsed_s(self, now: float) -> float:
        """Time on the clock without pauses; negative while it counts in.

        >>> Timer(TimerPlan("amrap", 1, 600), started_at=100.0).elapsed_s(130.0)
        25.0
        """
        return self.before_s + (max(0.0, now - self.started_at) if self.started_at is not None else 0.0)

    def started(self, now: float) -> "Timer":
        return self if self.is_running else replace(self, started_at=now)

    def paused(self, now: float) -> "Timer":
        return replace(self, started_at=None, before_s=self.elapsed_s(now))

    def next_round(self, now: float) -> "Timer":
        """The round that ends now; before the start and after the end there is none."""
        elapsed_s = self.elapsed_s(now)
        if elapsed_s <= 0 or self.moment(now).phase == "done":
            return self
        return replace(self, laps_s=(*self.laps_s, elapsed_s))

    def moment(self, now: float) -> Moment:
        """What the clock shows now.

        >>> Timer(TimerPlan("intervals", 3, 60, 30), started_at=0.0, before_s=0.0).moment(100.0)
        Moment(phase='work', round=2, shown_s=50.0)
        """
        return moment(self.plan, self.elapsed_s(now), len(self.laps_s))

    def active_s(self, now: float) -> float:
        """Time trained so far, at most the plan's."""
        elapsed_s = min(max(0.0, self.elapsed_s(now)), self.plan.total_s or LONGEST_S, LONGEST_S)
        if self.plan.kind == "rounds" and len(self.laps_s) >= self.plan.rounds:
            return self.laps_s[-1]
        return elapsed_s


def moment(plan: TimerPlan, elapsed_s: float, laps: int = 0) -> Moment:
    """What the clock shows `elapsed_s` after the start, with `laps` rounds ended by hand.

    >>> moment(TimerPlan("emom", 10, 60), 125.0)
    Moment(phase='work', round=3, shown_s=55.0)
    >>> moment(TimerPlan("intervals", 2, 60, 30), 75.0)
    Moment(phase='rest', round=1, shown_s=15.0)
    >>> moment(TimerPlan("amrap", 1, 600), -3.0)
    Moment(phase='ready', round=1, shown_s=3.0)
    """
    if elapsed_s < 0:
        return Moment("ready", 1, -elapsed_s)
    if plan.kind == "rounds":
        is_done = laps >= plan.rounds or elapsed_s >= LONGEST_S
        return Moment("done" if is_done else "work", min(laps + 1, plan.rounds), elapsed_s)
    total_s = plan.total_s or 0.0
    if elapsed_s >= total_s:
        return Moment("done", laps + 1 if plan.kind == "amrap" else plan.rounds, 0.0)
    if plan.kind == "amrap":
        return Moment("work", laps + 1, total_s - elapsed_s)
    lap, within_s = divmod(elapsed_s, plan.work_s + plan.rest_s)
    if within_s < plan.work_s:
        return Moment("work", int(lap) + 1, plan.work_s - within_s)
    return Moment("rest", int(lap) + 1, plan.work_s + plan.rest_s - within_s)


def done_intervals(timer: Timer, now: float) -> list[Interval]:
    """What was done so far, to be logged: whole rounds, or the rounds as long as each of them took.

    >>> done_intervals(Timer(TimerPlan("intervals", 8, 20, 10), started_at=0.0, before_s=0.0), 85.0)
    [Interval(repeats=3, duration_s=20, rest_s=10)]
    >>> done_intervals(Timer(TimerPlan("rounds", 2, 0), before_s=400.0, laps_s=(180.0, 400.0)), 0.0)
    [Interval(repeats=1, duration_s=180.0, rest_s=None), Interval(repeats=1, duration_s=220.0, rest_s=None)]
    """
    plan = timer.plan
    if plan.kind in ("rounds", "amrap"):
        starts = (0.0, *timer.laps_s)
        return [Interval(1, round(end - start, 1), None) for start, end in zip(starts, timer.laps_s, strict=False)]
    cycle_s = plan.work_s + plan.rest_s
    # The last round is whole without its rest.
    whole = math.floor((timer.active_s(now) + plan.rest_s) / cycle_s + 1e-9)
    rest_s = plan.rest_s or None
    return [Interval(min(whole, plan.rounds), plan.work_s, rest_s)] if whole else []
