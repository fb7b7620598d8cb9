"""Steps with pace, heart rate and effort to aim at, and how long and far each of them is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from coach.engines.run_plan.contract import Block, HeartRateRange, HeartRateTargets, PlanRequest, Step, StepKind, Zone
from coach.engines.run_plan.measure import counting_pace_s_per_km, known_easy_pace_s_per_km
from coach.engines.running.paces import PaceTable

# A target is a small window around the pace of the table.
PACE_WINDOW: Final = 0.01
PACED = Literal["E", "M", "T", "I", "R"]
EFFORTS: Final[dict[PACED, str]] = {
    "E": "RPE 3 of 10: you can talk in full sentences",
    "M": "RPE 5 of 10: steady, a sentence at a time",
    "T": "RPE 7 of 10: comfortably hard, a few words at a time",
    "I": "RPE 8–9 of 10: hard, the last one as fast as the first",
    "R": "RPE 9 of 10: fast and relaxed, never a sprint",
}
# Without a pace table: speed beside easy running, to count how far a timed step may go.
_FASTER: Final[dict[PACED, float]] = {"E": 1.0, "M": 0.86, "T": 0.81, "I": 0.75, "R": 0.70}


class Runner(NamedTuple):
    """What targets are made of. `easy_s_per_km` counts; it is shown only when `has_known_pace`."""

    paces: PaceTable | None
    easy_s_per_km: float
    has_known_pace: bool
    rates: HeartRateTargets | None


def runner_of(request: PlanRequest) -> Runner:
    has_known_pace = known_easy_pace_s_per_km(request) is not None
    return Runner(request.paces, counting_pace_s_per_km(request), has_known_pace, request.heart_rates)


def zone_pace_s_per_km(runner: Runner, zone: PACED) -> float:
    """The pace of a zone; the middle of the easy range."""
    paces = runner.paces
    if paces is None:
        return runner.easy_s_per_km * _FASTER[zone]
    return {
        "E": runner.easy_s_per_km,
        "M": paces.marathon_s_per_km,
        "T": paces.threshold_s_per_km,
        "I": paces.interval_s_per_km,
        "R": paces.repetition_s_per_km,
    }[zone]


def easy_step(runner: Runner, kind: StepKind, text: str, length_m: float) -> Step:
    """Easy running of at most `length_m`: hundreds of metres with a pace table, else whole minutes."""
    if runner.paces is not None:
        return _targeted(runner, Step(kind, "E", text, distance_m=int(length_m // 100) * 100))
    return _targeted(runner, Step(kind, "E", text, duration_s=int(length_m / 1000 * runner.easy_s_per_km // 60) * 60))


def jog_step(duration_s: int) -> Step:
    """Between two repetitions: slow, no target."""
    return Step("recovery", "E", "Easy jog or walk", duration_s=duration_s, rpe=EFFORTS["E"])


def work_step(runner: Runner, zone: PACED, text: str, length: int) -> Step:
    """A repetition: `length` in metres with a pace table, else in seconds."""
    if runner.paces is not None:
        return _targeted(runner, Step("interval", zone, text, distance_m=length))
    return _targeted(runner, Step("interval", zone, text, duration_s=length))


def stride_step(duration_s: int) -> Step:
    """Too short for a pace on the watch."""
    return Step("interval", "R", "Stride: quick, tall and loose", duration_s=duration_s, rpe=EFFORTS["R"])


def _targeted(runner: Runner, step: Step) -> Step:
    zone = paced_zone(step.zone)
    fast, slow = _window(runner, zone)
    return step._replace(
        pace_fast_s_per_km=fast, pace_slow_s_per_km=slow, heart_rate=_rate(runner, zone), rpe=EFFORTS[zone]
    )


def _window(runner: Runner, zone: PACED) -> tuple[float | None, float | None]:
    if runner.paces is None:
        return None, None
    if zone == "E":
        return runner.paces.easy_fast_s_per_km, runner.paces.easy_slow_s_per_km
    pace = zone_pace_s_per_km(runner, zone)
    return pace * (1 - PACE_WINDOW), pace * (1 + PACE_WINDOW)


def _rate(runner: Runner, zone: PACED) -> HeartRateRange | None:
    """The heart is too slow to follow repetitions of a minute."""
    rates = runner.rates
    if rates is None or zone == "R":
        return None
    return {"E": rates.easy, "M": rates.marathon, "T": rates.threshold, "I": rates.interval}[zone]


def paced_zone(zone: Zone) -> PACED:
    """The zone for targets; anything that is no run at a pace counts as easy."""
    if zone == "M" or zone == "T" or zone == "I" or zone == "R":
        return zone
    return "E"


def step_s(runner: Runner, step: Step) -> float:
    if step.duration_s is not None:
        return float(step.duration_s)
    return (step.distance_m or 0) / 1000 * zone_pace_s_per_km(runner, paced_zone(step.zone))


def step_m(runner: Runner, step: Step) -> float:
    """Metres of a step. Without a pace table all of a run is counted at the easy pace."""
    if step.distance_m is not None:
        return float(step.distance_m)
    zone = paced_zone(step.zone) if runner.paces is not None else "E"
    return (step.duration_s or 0) / zone_pace_s_per_km(runner, zone) * 1000


def blocks_m(runner: Runner, blocks: Iterable[Block]) -> float:
    return sum(step_m(runner, step) * block.rounds for block in blocks for step in block.steps)


def zone_seconds(runner: Runner, blocks: Iterable[Block]) -> dict[Zone, float]:
    """Planned seconds per zone."""
    seconds: dict[Zone, float] = {}
    for block in blocks:
        for step in block.steps:
            seconds[step.zone] = seconds.get(step.zone, 0.0) + step_s(runner, step) * block.rounds
    return seconds
