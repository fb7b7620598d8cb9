"""Sessions of VDOT-based training (after Daniels & Gilbert): from easy running to repetitions, fitted into a slot."""

from __future__ import annotations

from typing import Final, NamedTuple

from coach.engines.run_plan.contract import Block, Experience, PlanRequest, RunSession, SessionKind, Step
from coach.engines.run_plan.method import Slot
from coach.engines.run_plan.race_days import race_distance_m
from coach.engines.run_plan.vdot_repeats import CAPS, ZONE_OF, Quality, Repeats, WorkZone, repeats_for
from coach.engines.run_plan.vdot_steps import (
    Runner,
    blocks_m,
    easy_step,
    jog_step,
    runner_of,
    step_m,
    stride_step,
    work_step,
    zone_pace_s_per_km,
    zone_seconds,
)
from coach.engines.run_plan.vdot_words import PURPOSE, guidance, reason

HARD_KINDS: Final[frozenset[SessionKind]] = frozenset(
    {"long", "marathon_pace", "threshold", "interval", "repetition", "sharpen", "race"}
)
# Easy running before and after the hard part, in metres at least and at most.
WARM_UP_M, COOL_DOWN_M = (1_500, 5_000), (800, 3_000)
SHORT_AROUND_S: Final = 12 * 60
WARM_UP_SHARE: Final = 0.6
STRIDE_S, STRIDE_JOG_S, STRIDES = 20, 60, (3, 8)
RECOVERY_MOST_S: Final = 40 * 60
DOSES: Final[dict[Experience, float]] = {"beginner": 0.75, "intermediate": 0.9, "advanced": 1.0}
LIGHT_DOSE: Final = 0.8
_EASIER: Final[dict[Quality, Quality | None]] = {
    "marathon_pace": "threshold", "interval": "threshold", "threshold": None, "repetition": None,
}  # fmt: skip
_NAMES: Final[dict[SessionKind, str]] = {
    "easy": "Easy run", "recovery": "Recovery run", "long": "Long run", "strides": "Easy run with strides",
    "marathon_pace": "Marathon pace", "threshold": "Threshold", "interval": "Intervals", "repetition": "Repetitions",
    "sharpen": "Sharpening", "race": "Race day",
}  # fmt: skip


class _Room(NamedTuple):
    """Who runs, where the session stands, and how many metres it may have."""

    request: PlanRequest
    runner: Runner
    slot: Slot
    most_m: float


def vdot_session(request: PlanRequest, slot: Slot) -> RunSession:
    """The session for this place: of the kind asked for, or the next easier one the slot has room for."""
    runner = runner_of(request)
    room = _Room(request, runner, slot, _most_m(runner, slot))
    if slot.kind == "race":
        return _race(room)
    if slot.kind in ZONE_OF:
        return _quality(room, slot.kind)
    if slot.kind == "sharpen":
        return _sharpen(room)
    if slot.kind == "strides":
        return _strides(room)
    return _easy(room, slot.kind if slot.kind in ("long", "recovery") else "easy")


def _most_m(runner: Runner, slot: Slot) -> float:
    if slot.max_minutes is None:
        return slot.amount
    return min(slot.amount, slot.max_minutes * 60 / runner.easy_s_per_km * 1000)


def _finished(room: _Room, kind: SessionKind, title: str, blocks: tuple[Block, ...]) -> RunSession:
    runner, slot = room.runner, room.slot
    zone_s = zone_seconds(runner, blocks)
    distance_m = blocks_m(runner, blocks) if runner.has_known_pace else None
    return RunSession(
        on=slot.on,
        kind=kind,
        session_type="recovery" if kind == "recovery" else "run",
        title=title,
        minutes=int(sum(zone_s.values()) // 60),
        distance_m=None if distance_m is None else float(int(distance_m)),
        zone_s=zone_s,
        blocks=blocks,
        purpose=PURPOSE[kind],
        reason=reason(kind, slot.phase, is_cutback=slot.is_cutback),
        guidance=guidance(
            kind,
            slot.week_index,
            has_paces=runner.paces is not None,
            is_beginner=room.request.experience == "beginner",
        ),
        is_hard=kind in HARD_KINDS,
    )


def _easy(room: _Room, kind: SessionKind) -> RunSession:
    most_m = room.most_m
    if kind == "recovery":
        most_m = min(most_m, RECOVERY_MOST_S / room.runner.easy_s_per_km * 1000)
    step = easy_step(room.runner, "active", _NAMES[kind], most_m)
    length = f"{step.duration_s // 60} min" if step.duration_s is not None else _kilometres(step.distance_m or 0)
    return _finished(room, kind, f"{_NAMES[kind]}: {length}", (Block(_NAMES[kind], (step,)),))


def _kilometres(metres: float) -> str:
    """
    >>> _kilometres(12_000), _kilometres(8_400), _kilometres(800)
    ('12 km', '8.4 km', '0.8 km')
    """
    return f"{metres / 1000:g} km"


def _strides(room: _Room) -> RunSession:
    """Easy running, then strides: at most a twentieth of the week, as all running this fast."""
    runner = room.runner
    stride_m = STRIDE_S / zone_pace_s_per_km(runner, "R") * 1000
    each_m = step_m(runner, stride_step(STRIDE_S)) + step_m(runner, jog_step(STRIDE_JOG_S))
    wanted = STRIDES[0] + 1 + room.slot.week_index % 4
    count = int(min(wanted, STRIDES[1], CAPS["R"][0] * room.slot.week_amount // stride_m, room.most_m // (3 * each_m)))
    if count < STRIDES[0]:
        return _easy(room, "easy")
    run = easy_step(runner, "active", _NAMES["easy"], room.most_m - count * each_m)
    strides = Block("Strides", (stride_step(STRIDE_S), jog_step(STRIDE_JOG_S)), count)
    return _finished(
        room, "strides", f"Easy run with {count} strides of {STRIDE_S} s", (Block("Easy run", (run,)), strides)
    )


def _quality(room: _Room, kind: Quality) -> RunSession:
    runner, slot = room.runner, room.slot
    week_m = slot.week_amount * _dose(room)
    repeats = repeats_for(kind, runner, slot.week_index, week_m, room.most_m - _least_around_m(runner))
    if repeats is None:
        easier = _EASIER[kind]
        return _strides(room) if easier is None else _quality(room, easier)
    main = _main_block(runner, kind, repeats)
    return _finished(room, kind, _title(runner, kind, repeats), _around(room, main))


def _dose(room: _Room) -> float:
    """How much of what the caps allow: less for beginners, in cutback weeks and in the taper."""
    is_light = room.slot.is_cutback or room.slot.phase in ("taper", "maintain")
    return DOSES[room.request.experience] * (LIGHT_DOSE if is_light else 1.0)


def _least_around_m(runner: Runner) -> float:
    """What warm-up and cool-down take at least: a shorter way for slower runners."""
    return min(WARM_UP_M[0] + COOL_DOWN_M[0], SHORT_AROUND_S / runner.easy_s_per_km * 1000)


def _main_block(runner: Runner, kind: SessionKind, repeats: Repeats) -> Block:
    work = work_step(runner, repeats.zone, _NAMES[kind], repeats.length)
    is_one_piece = repeats.times == 1
    return Block(_NAMES[kind], (work,) if is_one_piece else (work, jog_step(repeats.jog_s)), repeats.times)


def _around(room: _Room, main: Block) -> tuple[Block, ...]:
    """The hard part between easy running that fills the rest of the session, within reason."""
    runner = room.runner
    left_m = room.most_m - blocks_m(runner, (main,))
    warm_up_m = min(WARM_UP_M[1], left_m * WARM_UP_SHARE)
    warm_up = easy_step(runner, "warmup", "Easy running to warm up", warm_up_m)
    cool_down = easy_step(
        runner, "cooldown", "Easy running to cool down", min(COOL_DOWN_M[1], left_m - step_m(runner, warm_up))
    )
    return Block("Warm-up", (warm_up,)), main, Block("Cool-down", (cool_down,))


def _title(runner: Runner, kind: SessionKind, repeats: Repeats) -> str:
    """
    >>> _title(Runner(None, 400.0, False, None), "threshold", Repeats("T", 4, 300, 60))
    'Threshold: 4 × 5 min, 1 min jog'
    """
    if runner.paces is None:
        length = _clock(repeats.length)
    else:
        length = f"{repeats.length} m" if repeats.length < 1_000 else _kilometres(repeats.length)
    if repeats.times == 1:
        return f"{_NAMES[kind]}: {length} in one piece"
    return f"{_NAMES[kind]}: {repeats.times} × {length}, {_clock(repeats.jog_s)} jog"


def _clock(seconds: int) -> str:
    """
    >>> _clock(45), _clock(60), _clock(210)
    ('45 s', '1 min', '3:30 min')
    """
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{seconds} s"
    return f"{minutes} min" if not rest else f"{minutes}:{rest:02d} min"


def _sharpen(room: _Room) -> RunSession:
    """A third to a half of a usual session: intervals for short races, threshold for long ones."""
    runner, slot = room.runner, room.slot
    kind: Quality = "interval" if race_distance_m(room.request) <= 12_500 else "threshold"
    least_m = _least_around_m(runner)
    repeats = repeats_for(kind, runner, 1 if kind == "interval" else 0, slot.week_amount, room.most_m - least_m)
    repeats = repeats or repeats_for("threshold", runner, 0, slot.week_amount, room.most_m - least_m)
    if repeats is None:
        return _strides(room)
    few = repeats._replace(times=min(repeats.times, 4 if repeats.zone == "I" else 3))
    return _finished(
        room, "sharpen", _title(runner, "sharpen", few), _around(room, _main_block(runner, "sharpen", few))
    )


def _race(room: _Room) -> RunSession:
    """The race takes what it takes: the minutes, at marathon or threshold pace, are only a guess for the calendar."""
    distance_m = race_distance_m(room.request)
    zone: WorkZone = "M" if distance_m > 30_000 else "T"
    minutes = round(distance_m / 1000 * zone_pace_s_per_km(room.runner, zone) / 60)
    step = Step("active", zone, "The race, by feel", distance_m=round(distance_m))
    session = _finished(room, "race", _NAMES["race"], (Block("Race", (step,)),))
    return session._replace(
        title=f"Race day: {_kilometres(round(distance_m / 1000, 1) * 1000)}",
        distance_m=distance_m,
        minutes=minutes,
        zone_s={zone: minutes * 60.0},
    )
