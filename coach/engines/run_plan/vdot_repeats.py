"""Which repetitions a session gets: their length in turn by week, as many as week and session allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from coach.engines.run_plan.vdot_steps import Runner, zone_pace_s_per_km

Quality = Literal["marathon_pace", "threshold", "interval", "repetition"]
WorkZone = Literal["M", "T", "I", "R"]
ZONE_OF: Final[dict[Quality, WorkZone]] = {
    "marathon_pace": "M", "threshold": "T", "interval": "I", "repetition": "R",
}  # fmt: skip
# Share of the week and most metres in one session. Daniels allows 20 % at marathon pace; 15 % leaves room for the
# week's other hard session within 80 % easy.
CAPS: Final[dict[WorkZone, tuple[float, float]]] = {
    "M": (0.15, 29_000), "T": (0.10, 16_000), "I": (0.08, 10_000), "R": (0.05, 8_000),
}  # fmt: skip
MOST_WORK_S: Final[dict[WorkZone, float]] = {"M": 110 * 60, "T": 60 * 60, "I": 30 * 60, "R": 25 * 60}
# Metres with a pace table; the order is the turn of the weeks.
_LENGTHS_M: Final[dict[WorkZone, tuple[int, ...]]] = {
    "M": (3_000, 5_000, 4_000, 8_000, 6_000), "T": (1_000, 1_600, 2_000, 1_200), "I": (1_000, 800, 1_200, 600, 500),
    "R": (400, 200, 300),
}  # fmt: skip
# Seconds without one.
_LENGTHS_S: Final[dict[WorkZone, tuple[int, ...]]] = {
    "M": (900, 1_200, 1_500), "T": (300, 480, 600, 360), "I": (180, 240, 210), "R": (30, 45, 60),
}  # fmt: skip
# Where the week is too small for two of the above.
_SHORTER_M: Final[dict[WorkZone, tuple[int, ...]]] = {"M": (2_000, 1_500), "T": (800, 600), "I": (), "R": ()}
_SHORTER_S: Final[dict[WorkZone, tuple[int, ...]]] = {"M": (600, 480), "T": (240, 180), "I": (), "R": ()}
_FEWEST: Final[dict[WorkZone, int]] = {"M": 1, "T": 2, "I": 2, "R": 4}
_MOST: Final[dict[WorkZone, int]] = {"M": 4, "T": 8, "I": 8, "R": 16}
# An interval lasts three to five minutes; with a little grace for round distances.
_INTERVAL_S: Final = (175.0, 305.0)
TEMPO_S: Final = (12 * 60, 25 * 60)
TEMPO_TURN: Final = 4
# This week's length is taken when it uses so much of what the week allows, else the one that uses most.
ENOUGH_SHARE: Final = 0.75


class Repeats(NamedTuple):
    """`times` × `length` (metres with a pace table, else seconds) with `jog_s` after each; 0 when it is one piece."""

    zone: WorkZone
    times: int
    length: int
    jog_s: int


def repeats_for(kind: Quality, runner: Runner, week_index: int, week_m: float, room_m: float) -> Repeats | None:
    """The repetitions of this week that fit; None when not even the fewest do.

    `room_m` is what warm-up and cool-down leave, jogs included. Caps after Daniels' Running Formula: threshold 10 %,
    intervals the lesser of 10 km and 8 %, repetitions the lesser of 8 km and 5 % of the week.

    >>> runner = Runner(None, 400.0, False, None)
    >>> repeats_for("threshold", runner, 0, 40_000, 8_000)
    Repeats(zone='T', times=5, length=300, jog_s=60)
    >>> repeats_for("interval", runner, 0, 3_000, 3_000) is None
    True
    """
    zone = ZONE_OF[kind]
    cap = _cap(zone, runner, week_m)
    if zone == "T" and week_index % TEMPO_TURN == TEMPO_TURN - 1:
        tempo = _tempo(runner, cap, room_m)
        if tempo is not None:
            return tempo
    fitted = [_fitted(zone, runner, length, cap, room_m) for length in _candidates(zone, runner, week_index)]
    usable = [repeats for repeats in fitted if repeats is not None]
    enough = [repeats for repeats in usable if work_length(repeats) >= ENOUGH_SHARE * cap]
    return next(iter(enough), max(usable, key=work_length, default=None))


def _cap(zone: WorkZone, runner: Runner, week_m: float) -> float:
    """Most work of one session: metres with a pace table, else seconds."""
    share, most_m = CAPS[zone]
    pace = zone_pace_s_per_km(runner, zone) / 1000
    if runner.paces is not None:
        return min(share * week_m, most_m, MOST_WORK_S[zone] / pace)
    return min(share * week_m * runner.easy_s_per_km / 1000, most_m * pace, MOST_WORK_S[zone])


def _candidates(zone: WorkZone, runner: Runner, week_index: int) -> Sequence[int]:
    """This week's length first, then the others from long to short."""
    if runner.paces is None:
        return _in_turn(_LENGTHS_S[zone], _SHORTER_S[zone], week_index)
    lengths = _LENGTHS_M[zone]
    if zone == "I":
        pace = zone_pace_s_per_km(runner, zone) / 1000
        lengths = tuple(m for m in lengths if _INTERVAL_S[0] <= m * pace <= _INTERVAL_S[1])
    return _in_turn(lengths, _SHORTER_M[zone], week_index)


def _in_turn(lengths: tuple[int, ...], shorter: tuple[int, ...], week_index: int) -> Sequence[int]:
    if not lengths:
        return shorter
    first = lengths[week_index % len(lengths)]
    return (first, *sorted((length for length in lengths + shorter if length != first), reverse=True))


def _fitted(zone: WorkZone, runner: Runner, length: int, cap: float, room_m: float) -> Repeats | None:
    jog_s = jog_seconds(zone, _work_s(zone, runner, length))
    each_m = _metres(zone, runner, length) + jog_s / runner.easy_s_per_km * 1000
    count = int(min(cap // length, room_m // each_m, _MOST[zone]))
    return Repeats(zone, count, length, jog_s) if count >= _FEWEST[zone] else None


def _tempo(runner: Runner, cap: float, room_m: float) -> Repeats | None:
    """One piece of 12 to 25 minutes at threshold."""
    pace = zone_pace_s_per_km(runner, "T") / 1000
    scale = pace if runner.paces is not None else 1.0
    room = room_m if runner.paces is not None else room_m * runner.easy_s_per_km / 1000
    most = min(cap, room, TEMPO_S[1] / scale)
    step = 500 if runner.paces is not None else 60
    length = int(most // step) * step
    return Repeats("T", 1, length, 0) if length * scale >= TEMPO_S[0] else None


def _work_s(zone: WorkZone, runner: Runner, length: int) -> float:
    return length * zone_pace_s_per_km(runner, zone) / 1000 if runner.paces is not None else float(length)


def _metres(zone: WorkZone, runner: Runner, length: int) -> float:
    """Counted as the session counts: at the easy pace where no other is known."""
    return float(length) if runner.paces is not None else length / runner.easy_s_per_km * 1000


def jog_seconds(zone: WorkZone, work_s: float) -> int:
    """Threshold a fifth of the work, intervals about as long as it, repetitions two and a half times.

    >>> jog_seconds("T", 300), jog_seconds("I", 236), jog_seconds("R", 88)
    (60, 210, 210)
    """
    share = {"M": 0.1, "T": 0.2, "I": 1.0, "R": 2.5}[zone]
    return max(60, int(work_s * share // 30) * 30)


def work_length(repeats: Repeats) -> int:
    return repeats.times * repeats.length
