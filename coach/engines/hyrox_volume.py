"""How many minutes each week and each session of a HYROX plan may hold."""

from __future__ import annotations

from collections.abc import Sequence

from coach.engines.hyrox_days import RUNS, Kind
from coach.engines.hyrox_exercises import Level
from coach.engines.hyrox_request import PlanRequest, is_cutback
from coach.engines.hyrox_sessions import simulation_minutes

SHORTEST_SESSION_MIN, LONGEST_SESSION_MIN = 15, 75
GROWTH: dict[Level, float] = {"beginner": 1.05, "intermediate": 1.06, "advanced": 1.07}
MINUTES_A_DAY: dict[Level, int] = {"beginner": 60, "intermediate": 75, "advanced": 90}
LONGEST_RUN_MIN: dict[Level, int] = {"beginner": 90, "intermediate": 105, "advanced": 120}
CUTBACK, TAPER = 0.85, (0.56, 0.44)
MAX_RISE, MAX_RUN_RISE = 1.10, 1.10
SIMULATION_SHARE, LONG_RUN_SHARE = 0.25, 0.45
# Minutes of sessions whose length the week does not decide.
FIXED: dict[Kind, int] = {"shakeout": 20, "recovery": 20, "race": 0}
WEIGHTS: dict[Kind, float] = {"long": 1.6, "quality_station": 1.1, "strength": 0.9, "upper": 0.9, "easy": 0.9}
Kinds = Sequence[tuple[int, Kind]]


def ceiling_minutes(request: PlanRequest) -> int:
    """What the training days of a week hold at most."""
    return request.days_per_week * MINUTES_A_DAY[request.level]


def target_minutes(request: PlanRequest, number: int, done: Sequence[int]) -> int:
    """Minutes week `number` may hold; `done` are those of the weeks before it.

    At most 10 % above the longest of the last four weeks (Nielsen 2014), 15 % less every fourth week, and in the two
    weeks of taper 41 to 60 % below the peak (Bosquet 2007).
    """
    if number > request.weeks - 2:
        return int(max(done) * TAPER[number - request.weeks + 1])
    if is_cutback(request, number):
        return int(done[-1] * CUTBACK)
    allowed = int(max([request.start_minutes, *done][-4:]) * MAX_RISE)
    grown = sum(not is_cutback(request, week) and not is_cutback(request, week - 1) for week in range(2, number + 1))
    wanted = request.start_minutes * GROWTH[request.level] ** grown
    return int(min(wanted, allowed, ceiling_minutes(request)))


def session_minutes(kinds: Kinds, target: int, level: Level, longest_run: int | None) -> dict[int, int]:
    """Minutes by day of the week, in steps of five; the race counts nothing.

    No run is longer than 1.10 × `longest_run`, the longest of the last 30 days (Frandsen 2025), and the long run is
    at most 45 % of its week (Daniels, published plans).
    """
    minutes = {day: FIXED[kind] for day, kind in kinds if kind in FIXED}
    minutes |= {day: simulation_minutes(target * SIMULATION_SHARE) for day, kind in kinds if kind == "simulation"}
    open_kinds = {day: kind for day, kind in kinds if day not in minutes}
    minutes |= _shares(open_kinds, target - sum(minutes.values()), level)
    if longest_run is not None:
        most = int(longest_run * MAX_RUN_RISE)
        most = most // 5 * 5 if most // 5 * 5 > longest_run else most
        minutes |= {day: min(minutes[day], most) for day, kind in kinds if kind in RUNS}
    for day in (day for day, kind in kinds if kind == "long"):
        others = sum(minutes.values()) - minutes[day]
        minutes[day] = min(minutes[day], int(others * LONG_RUN_SHARE / (1 - LONG_RUN_SHARE)) // 5 * 5)
    return minutes


def _shares(kinds: dict[int, Kind], left: int, level: Level) -> dict[int, int]:
    """`left` minutes spread by weight; what rounding leaves over or takes too much is settled in steps of five."""
    weights = {day: WEIGHTS.get(kind, 1.0) for day, kind in kinds.items()}
    most = {day: LONGEST_RUN_MIN[level] if kind == "long" else LONGEST_SESSION_MIN for day, kind in kinds.items()}
    whole = sum(weights.values()) or 1.0
    shares = {
        day: max(SHORTEST_SESSION_MIN, min(most[day], int(left * weight / whole) // 5 * 5))
        for day, weight in weights.items()
    }
    spare = left - sum(shares.values())
    for day in sorted(shares, key=lambda day: (-weights[day], day)):
        if spare >= 5 and shares[day] + 5 <= most[day]:
            shares[day] += 5
            spare -= 5
        elif spare < 0 and shares[day] > 10:
            shares[day] -= 5
            spare += 5
    return shares
