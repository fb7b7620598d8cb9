"""What a running plan is built from, and what comes out: weeks of sessions with steps, targets and reasons."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from coach.engines.running.paces import PaceTable

Goal = Literal["5k", "10k", "half_marathon", "marathon", "ultra", "sprint", "hyrox", "general_fitness"]
Method = Literal["vdot", "ultra", "sprint", "hybrid"]
Phase = Literal["base", "build", "peak", "taper", "race", "recovery", "maintain"]
Experience = Literal["beginner", "intermediate", "advanced"]
SessionKind = Literal[
    "easy", "recovery", "long", "second_long", "strides", "marathon_pace", "threshold", "interval", "repetition",
    "sharpen", "race",
    "steady", "tempo", "hill_interval",
    "acceleration", "max_velocity", "speed_endurance", "tempo_run", "power",
    "strength", "stations", "simulation", "rest",
]  # fmt: skip
SessionType = Literal["run", "hiit", "strength", "simulation", "recovery", "rest"]
# R and faster are sprint efforts; "easy" has no upper limit but the easy range.
Zone = Literal["E", "M", "T", "I", "R", "sprint", "rest", "strength"]
StepKind = Literal["warmup", "active", "interval", "recovery", "rest", "cooldown"]
METHOD_OF_GOAL: dict[Goal, Method] = {
    "5k": "vdot", "10k": "vdot", "half_marathon": "vdot", "marathon": "vdot", "general_fitness": "vdot",
    "ultra": "ultra", "sprint": "sprint", "hyrox": "hybrid",
}  # fmt: skip
RACE_DISTANCE_M: dict[Goal, float] = {"5k": 5_000, "10k": 10_000, "half_marathon": 21_097.5, "marathon": 42_195}


class PastRun(NamedTuple):
    """A run that was done. An assumed one may hold a ceiling; `held_runs` has cut it so that it never raises one."""

    on: date
    distance_m: float | None
    duration_s: float | None
    is_hard: bool = False
    is_assumed: bool = False


class KeptSession(NamedTuple):
    """A session in the planned days that stays as it is: done already, or moved or written by the athlete."""

    on: date
    kind: SessionKind
    distance_m: float | None
    minutes: int
    is_hard: bool
    is_done: bool = False


class HeartRateRange(NamedTuple):
    low_bpm: int
    high_bpm: int


class HeartRateTargets(NamedTuple):
    """What the athlete's own maximum and resting rate give; None where they are unknown."""

    easy: HeartRateRange
    marathon: HeartRateRange
    threshold: HeartRateRange
    interval: HeartRateRange


class SprintBest(NamedTuple):
    """A best time over a sprint distance, typed in by the athlete: exports say almost nothing about sprints."""

    distance_m: int
    time_s: float


class PlanRequest(NamedTuple):
    """Everything a plan depends on. Weekdays are 1 (Monday) to 7.

    `today` is the first day that may be planned, `last` the last; days before `today` are history. `availability`
    has the minutes of each weekday from Monday: None is not limited, 0 is a day off. `start_week_m` (or `_s` for
    methods counted in time) and `start_longest_m` are what the athlete says a normal week is, used only where
    `history` knows nothing. `anchor` is the Monday of the plan's first week: it fixes the rhythm of cutback weeks, so
    that a refresh keeps the structure. `load_factor` (0.5 to 1.0) is what a weekly review decided for the first
    planned week.
    """

    goal: Goal
    today: date
    last: date
    anchor: date
    race_date: date | None = None
    race_distance_m: float | None = None
    paces: PaceTable | None = None
    # Of recent easy runs; turns minutes into distance where no score is known.
    easy_pace_s_per_km: float | None = None
    history: tuple[PastRun, ...] = ()
    start_week_m: float | None = None
    start_week_s: float | None = None
    start_longest_m: float | None = None
    days_per_week: int = 4
    availability: tuple[int | None, ...] = (None,) * 7
    long_run_day: int | None = None
    blocked: frozenset[date] = frozenset()
    experience: Experience = "intermediate"
    age: int | None = None
    heart_rates: HeartRateTargets | None = None
    kept: tuple[KeptSession, ...] = ()
    load_factor: float = 1.0
    previous_method: Method | None = None
    method_changed_on: date | None = None
    sprint_bests: tuple[SprintBest, ...] = ()

    @property
    def method(self) -> Method:
        return METHOD_OF_GOAL[self.goal]


class Step(NamedTuple):
    """One thing to do: for a time, a distance or until the lap button; with a pace, heart rate or effort to aim at.

    `pace_fast_s_per_km` < `pace_slow_s_per_km`. Without both the step has no pace target.
    """

    kind: StepKind
    zone: Zone
    text: str
    duration_s: int | None = None
    distance_m: int | None = None
    pace_fast_s_per_km: float | None = None
    pace_slow_s_per_km: float | None = None
    heart_rate: HeartRateRange | None = None
    rpe: str | None = None
    exercise: str | None = None
    reps: int | None = None


class Block(NamedTuple):
    """Steps one after the other, `rounds` times."""

    name: str
    steps: tuple[Step, ...]
    rounds: int = 1


class RunSession(NamedTuple):
    """One session. `minutes` and `distance_m` are for all of it, warm-up and cool-down too; a race counts itself.

    `zone_s` is the planned time per zone and sums to minutes × 60 (± a minute). `purpose` says what it trains,
    `reason` why it stands on this day, `guidance` how the method wants it done.
    """

    on: date
    kind: SessionKind
    session_type: SessionType
    title: str
    minutes: int
    distance_m: float | None
    zone_s: dict[Zone, float]
    blocks: tuple[Block, ...]
    purpose: str
    reason: str
    guidance: str
    is_hard: bool = False


class RunWeek(NamedTuple):
    """Monday to Sunday. `amount` counts what the method counts (m, s, or m at intensity), kept and done included."""

    monday: date
    phase: Phase
    focus: str
    is_cutback: bool
    amount: float
    sessions: tuple[RunSession, ...]
    notes: tuple[str, ...] = ()


class Finding(NamedTuple):
    """A rule the plan breaks ("hard": must not happen) or bends with a stated reason ("warning")."""

    rule: int
    level: Literal["hard", "warning"]
    on: date
    text: str


class RunPlan(NamedTuple):
    """`notes` are what the athlete has to know about the whole: what could not be had, and why."""

    request: PlanRequest
    method: Method
    weeks: tuple[RunWeek, ...]
    notes: tuple[str, ...]

    @property
    def sessions(self) -> tuple[RunSession, ...]:
        return tuple(session for week in self.weeks for session in week.sessions)
