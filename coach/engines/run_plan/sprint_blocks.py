"""The blocks every sprint session is put together from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from coach.engines.run_plan.contract import Block, Experience, SessionKind, SprintBest, Step, Zone
from coach.engines.run_plan.drafts import step_seconds
from coach.engines.run_plan.sprint_limits import Sets, Work
from coach.engines.run_plan.sprint_words import effort

EASY_RPE: Final = "RPE 3: loose and warm, never tiring"
NAMES: Final[dict[Work, str]] = {
    "acceleration": "Acceleration",
    "max_velocity": "Flying runs",
    "special_endurance": "Special endurance",
    "speed_endurance": "Speed endurance",
    "resisted": "Resisted runs",
    "tempo": "Tempo runs",
}
RUN_IN_M: Final[dict[Experience, int]] = {"beginner": 20, "intermediate": 30, "advanced": 40}
_TECHNIQUE: Final[dict[SessionKind, str]] = {
    "acceleration": "Falling starts, wall drills, first three steps at half speed",
    "max_velocity": "Straight-leg bounds, high knees, running over low marks, all relaxed",
    "speed_endurance": "Relaxed runs over 50 m on grass, thinking of hands and hips",
    "power": "Skips for height, skips for distance, soft landings",
}
_CIRCUIT: Final[dict[Experience, tuple[str, ...]]] = {
    "beginner": ("Step-Up", "Push-Up", "Hip Thrust", "Side Plank"),
    "intermediate": ("Reverse Lunge", "Inverted Row", "Hip Thrust", "Pallof Press"),
    "advanced": ("Single-Leg Romanian Deadlift", "Pull-Up", "Nordic Hamstring Curl", "Hanging Knee Raise"),
}
_LIFTS: Final[dict[Experience, tuple[str, ...]]] = {
    "beginner": ("Goblet Squat", "Hip Thrust", "Inverted Row", "Standing Calf Raise"),
    "intermediate": ("Back Squat", "Romanian Deadlift", "Push Press", "Standing Calf Raise"),
    "advanced": ("Back Squat", "Deadlift", "Push Press", "Nordic Hamstring Curl"),
}
POWER_ROUND_S, CIRCUIT_ROUND_S, LIFT_SET_S = 120, 240, 180


def seconds_of(blocks: Iterable[Block]) -> float:
    """How long the blocks take [s]."""
    return sum(step_seconds(step) * block.rounds for block in blocks for step in block.steps)


def warm_up(minutes: int) -> Block:
    """Jog, mobility and drills, then build-ups that rise to nine tenths of full speed."""
    jog_s, build_up_s = minutes * 20, 180
    return Block(
        "Warm-up",
        (
            Step("warmup", "E", "Easy jog", duration_s=jog_s, rpe=EASY_RPE),
            Step("warmup", "E", "Mobility and drills", duration_s=minutes * 60 - jog_s - build_up_s, rpe=EASY_RPE),
            Step("warmup", "E", "Three build-ups of 40 m, walk back", duration_s=build_up_s, rpe="RPE 5, 6, 7"),
        ),
    )


def technique(kind: SessionKind, minutes: int) -> Block:
    words = _TECHNIQUE.get(kind, "Skips, high knees, quick ankles over 20 m")
    return Block("Technique", (Step("active", "E", words, duration_s=minutes * 60, rpe="RPE 4: clean, not fast"),))


def fast_blocks(work: Work, sets: Sets, run_in_m: int, bests: tuple[SprintBest, ...]) -> tuple[Block, ...]:
    """One block per set; after each repetition a rest, between sets a longer one."""
    name, how = NAMES[work], effort(work, sets.repetition_m, bests)
    zone: Zone = "T" if work == "tempo" else "sprint"
    run = Step("interval", zone, f"{sets.repetition_m} m", distance_m=sets.repetition_m, rpe=how)
    rest = Step("rest", "rest", "Walk back and wait", duration_s=sets.rest_s)
    run_in = Step("active", "R", f"Run-in of {run_in_m} m, rising", distance_m=run_in_m)
    steps = (run_in, run, rest) if work == "max_velocity" else (run, rest)
    blocks: list[Block] = []
    for number, size in enumerate(sets.sizes, 1):
        title = name if len(sets.sizes) == 1 else f"{name}, set {number} of {len(sets.sizes)}"
        blocks.append(Block(title, steps, size))
        if number < len(sets.sizes) and sets.set_rest_s > sets.rest_s:
            between = Step("rest", "rest", "Walk and sit", duration_s=sets.set_rest_s - sets.rest_s)
            blocks.append(Block("Rest between sets", (between,)))
    return tuple(blocks)


def power_block(rounds: int) -> Block:
    """Jumps and throws: five of each, rests that keep them crisp."""
    return Block(
        "Power",
        (
            Step("active", "strength", "Five jumps forward in a row, both feet", duration_s=20, reps=5),
            Step("active", "strength", "Five throws of a medicine ball, as far as you can", duration_s=20, reps=5),
            Step("rest", "rest", "Rest", duration_s=POWER_ROUND_S - 40),
        ),
        rounds,
    )


def circuit(experience: Experience, rounds: int) -> Block:
    """General strength in rounds, a minute for each exercise with its change."""
    steps = tuple(
        Step("active", "strength", name, duration_s=60, rpe="RPE 6: three repetitions left", exercise=name, reps=8)
        for name in _CIRCUIT[experience]
    )
    return Block("Strength", steps, rounds)


def lifting(experience: Experience, sets: int) -> tuple[Block, ...]:
    """Lift by lift, every set with its rest in three minutes."""
    how, rest = "RPE 7: two repetitions left", Step("rest", "rest", "Rest", duration_s=LIFT_SET_S - 40)
    return tuple(
        Block(lift, (Step("active", "strength", lift, duration_s=40, rpe=how, exercise=lift, reps=5), rest), sets)
        for lift in _LIFTS[experience]
    )


def cool_down(minutes: int) -> Block:
    step = Step("cooldown", "E", "Walk, easy jog, mobility", duration_s=minutes * 60, rpe=EASY_RPE)
    return Block("Cool-down", (step,))
