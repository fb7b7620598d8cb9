"""What a session of a HYROX plan is made of: blocks of steps with their effort, fitted into its minutes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from coach.engines.hyrox_days import Kind
from coach.engines.hyrox_exercises import (
    EASY,
    HARD,
    LEGS,
    LIFTING,
    RACE,
    RACE_STATIONS,
    STATIONS,
    THRESHOLD,
    UPPER,
    Level,
    Phase,
    Step,
)

WARM_UP_MIN, COOL_DOWN_MIN = 10, 5
ROUND_MIN = 9.0  # one kilometre and one station of a simulation, changes included


class Block(NamedTuple):
    name: str
    steps: tuple[Step, ...]
    rounds: int = 1
    rest_s: float | None = None


class Content(NamedTuple):
    """`hard_minutes` is the time at threshold effort or above, rests left out."""

    title: str
    session_type: Literal["run", "hiit", "strength", "simulation", "recovery"]
    purpose: str
    blocks: tuple[Block, ...]
    hard_minutes: float = 0.0


class Slot(NamedTuple):
    """Where a session stands; `hard_cap_minutes` is what its week allows at threshold or above."""

    kind: Kind
    week: int
    phase: Phase
    level: Level
    minutes: int
    hard_cap_minutes: float


def content_of(slot: Slot) -> Content:
    """The session for this place in the plan.

    >>> content_of(Slot("quality_run", 6, "build", "intermediate", 50, 24)).title
    'Threshold run: 4 × 6 min'
    >>> content_of(Slot("simulation", 10, "peak", "advanced", 90, 75)).hard_minutes
    72.0
    """
    if slot.kind == "quality_run":
        return _quality_run(slot)
    if slot.kind == "quality_station":
        return _quality_station(slot)
    if slot.kind == "simulation":
        return _simulation(slot)
    if slot.kind in ("strength", "upper"):
        return _strength(slot)
    if slot.kind == "skill":
        return _skill(slot)
    return _steady(slot)


def simulation_minutes(hard_cap_minutes: float) -> int:
    """How long a simulation takes with warm-up and cool-down, to whole 5 minutes up."""
    return -(-(WARM_UP_MIN + COOL_DOWN_MIN + int(_rounds(hard_cap_minutes) * ROUND_MIN)) // 5) * 5


def _rounds(hard_cap_minutes: float) -> int:
    return max(2, min(8, int(hard_cap_minutes / ROUND_MIN)))


def _minutes(exercise: str, minutes: float, effort: str) -> Step:
    return Step(exercise, duration_s=round(minutes * 60), effort=effort)


def _around(minutes: int, main: Block, main_minutes: float) -> tuple[Block, ...]:
    """The main block between easy running that fills the rest of the session."""
    rest_minutes = max(0.0, minutes - main_minutes)
    warm_up = min(WARM_UP_MIN, rest_minutes * 2 / 3)
    return (
        Block("Warm-up", (_minutes("Easy Run", warm_up, EASY), Step("Leg Swings", reps=10))),
        main,
        Block("Cool-down", (_minutes("Easy Run", rest_minutes - warm_up, EASY),)),
    )


def _room(minutes: int) -> float:
    """What warm-up and cool-down leave."""
    return min(minutes - WARM_UP_MIN - COOL_DOWN_MIN, 50.0) if minutes >= 25 else minutes * 0.5


class _Repeats(NamedTuple):
    exercise: str
    work_min: float
    rest_min: float
    effort: str
    label: str
    purpose: str
    most: int


_HILLS = _Repeats(
    "Hill Repeats", 1, 1.5, HARD, "Hill repeats", "Strong legs for the sleds, with little strain on joints", 12
)
_FARTLEK = _Repeats("Fartlek", 1, 1.5, THRESHOLD, "Fartlek", "A friendly first step to faster running", 12)
_PACE = _Repeats("Race-Pace Kilometres", 5, 1.5, RACE, "Race-pace kilometres", "Know your race pace by feeling", 8)
_VO2 = _Repeats("VO2max Intervals", 3, 2, HARD, "Intervals", "Lift the ceiling under which race pace sits", 6)
_LONG_CRUISE = _Repeats("Cruise Intervals", 6, 1, THRESHOLD, "Threshold run", "Clear lactate at higher speed", 6)
_CRUISE = _LONG_CRUISE._replace(work_min=4)
_STRIDES = _Repeats("Strides", 0.4, 1.2, RACE, "Easy run with strides", "Keep the step quick while the volume falls", 8)


def _quality_run(slot: Slot) -> Content:
    repeats = _repeats_of(slot)
    count = _count(slot, repeats)
    if count < 2:  # a short week has room for strides at most
        repeats = _STRIDES
        count = max(2, _count(slot, repeats))
    step = Step(repeats.exercise, duration_s=round(repeats.work_min * 60), effort=repeats.effort)
    main = Block(repeats.label, (step,), count, round(repeats.rest_min * 60))
    return Content(
        f"{repeats.label}: {count} × {_length(repeats.work_min)}",
        "run",
        repeats.purpose,
        _around(slot.minutes, main, count * (repeats.work_min + repeats.rest_min)),
        count * repeats.work_min,
    )


def _count(slot: Slot, repeats: _Repeats) -> int:
    by_room = _room(slot.minutes) // (repeats.work_min + repeats.rest_min)
    return int(min(repeats.most, slot.hard_cap_minutes // repeats.work_min, by_room))


def _repeats_of(slot: Slot) -> _Repeats:
    if slot.phase == "peak":
        return _PACE
    if slot.phase == "taper":
        return _PACE._replace(exercise="400 m Repeats", work_min=2, label="Race-pace 400s")
    if slot.phase == "base":
        return _FARTLEK if slot.level == "beginner" else _HILLS
    if slot.week % 2 == 1 and slot.level != "beginner":
        return _VO2
    return _CRUISE if slot.level == "beginner" or slot.hard_cap_minutes < 18 else _LONG_CRUISE


def _length(minutes: float) -> str:
    return f"{minutes * 60:.0f} s" if minutes < 1 else f"{minutes:g} min"


def _quality_station(slot: Slot) -> Content:
    """Rounds of running and stations; two stations a week, so that all eight come round in four."""
    first = slot.week * 2 % 8
    stations = tuple(
        step._replace(distance_m=step.distance_m and step.distance_m / 2, reps=step.reps and step.reps // 5)
        for step in (RACE_STATIONS[first], RACE_STATIONS[first + 1])
    )
    run_m = 400 if slot.phase == "base" else 600
    work_min = run_m / 1000 * 5.5 + 3
    count = int(min(6, slot.hard_cap_minutes // work_min, _room(slot.minutes) // (work_min + 1)))
    if count < 1:
        return _skill(slot)
    main = Block("Compromised running", (Step("Compromised Run", run_m, effort=RACE), *stations), count, 60)
    return Content(
        f"Run and stations: {count} {'round' if count == 1 else 'rounds'}",
        "hiit",
        "Run well on the legs the stations leave you",
        _around(slot.minutes, main, count * (work_min + 1)),
        count * work_min,
    )


def _simulation(slot: Slot) -> Content:
    rounds = _rounds(slot.hard_cap_minutes)
    steps = tuple(
        part
        for station in RACE_STATIONS[:rounds]
        for part in (Step("Race-Pace Kilometres", 1000, effort=RACE), station)
    )
    name = "Full simulation" if rounds == 8 else f"Race simulation: {rounds} of 8 stations"
    return Content(
        name,
        "simulation",
        "Rehearse pace, order, changes and fuel; note every split and compare it with your plan",
        _around(slot.minutes, Block("Simulation", steps), rounds * ROUND_MIN),
        rounds * ROUND_MIN,
    )


def _strength(slot: Slot) -> Content:
    sets, reps, effort = LIFTING[slot.phase]
    lifts = UPPER[slot.level] if slot.kind == "upper" else (*LEGS[slot.level][:2], *UPPER[slot.level][:2])
    rounds = sets if slot.minutes >= 40 else max(2, sets - 1)
    lifting = Block("Strength", tuple(Step(lift, reps=reps, effort=effort) for lift in lifts), rounds, 90)
    title = "Upper body and trunk, station technique" if slot.kind == "upper" else "Strength and station technique"
    purpose = (
        "Upper body and trunk, so that your legs are fresh tomorrow"
        if slot.kind == "upper"
        else "Strength for eight stations"
    )
    return Content(title, "strength", purpose, (_warm_up(), lifting, _technique(slot)))


def _skill(slot: Slot) -> Content:
    run = Block("Easy running", (_minutes("Easy Run", max(5, slot.minutes - 15), EASY),))
    purpose = "Cheaper movement at the stations, without fatigue"
    return Content("Station technique and easy run", "hiit", purpose, (_warm_up(), _technique(slot), run))


def _warm_up() -> Block:
    return Block("Warm-up", (_minutes("Easy Row", 5, EASY), Step("World's Greatest Stretch", reps=5)))


def _technique(slot: Slot) -> Block:
    first = slot.week * 2 % 8
    return Block("Station technique", STATIONS[first : first + 2], 3, 60)


_TITLES: dict[str, tuple[str, str, str, str]] = {
    "long": ("Long run", "Long Run", EASY, "Endurance for more than an hour of racing"),
    "easy": ("Easy run", "Easy Run", EASY, "The aerobic base that carries every kilometre between the stations"),
    "shakeout": ("Shakeout", "Shakeout Session", EASY, "Loose legs and a calm head"),
    "recovery": ("Recovery walk", "Walk", "RPE 2: as slow as you like", "Let the race sink in"),
    "race": ("Race day", "", RACE, "What all of this was for"),
}


def _steady(slot: Slot) -> Content:
    if slot.kind == "sharpen":
        return _sharpen(slot)
    title, exercise, effort, purpose = _TITLES[slot.kind]
    if slot.kind == "race":
        return Content(title, "simulation", purpose, ())
    is_run = slot.kind in ("long", "easy")
    return Content(
        title, "run" if is_run else "recovery", purpose, (Block(title, (_minutes(exercise, slot.minutes, effort),)),)
    )


def _sharpen(slot: Slot) -> Content:
    count = int(max(2, min(5, slot.hard_cap_minutes, _room(slot.minutes) // 2.5)))
    main = Block("Race pace, short", (Step("Race-Pace Kilometres", duration_s=60, effort=RACE),), count, 90)
    return Content(
        f"Sharpening: {count} × 1 min",
        "run",
        "Stay quick without getting tired",
        _around(slot.minutes, main, count * 2.5),
        float(count),
    )
