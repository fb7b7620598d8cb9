"""Requests for running plans, as different as athletes are: drawn from a seed, the same every time."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final, get_args

from coach.engines.run_plan.contract import (
    Experience,
    Goal,
    HeartRateRange,
    HeartRateTargets,
    KeptSession,
    Method,
    PastRun,
    PlanRequest,
    SessionKind,
)
from coach.engines.running.paces import pace_table

GOALS: Final[tuple[Goal, ...]] = get_args(Goal)
FIRST_DAY: Final = date(2026, 1, 5)
KEPT_KINDS: Final[tuple[SessionKind, ...]] = ("easy", "long", "threshold", "interval", "strength", "rest", "race")
RATES: Final = HeartRateTargets(
    HeartRateRange(120, 145), HeartRateRange(150, 160), HeartRateRange(162, 170), HeartRateRange(172, 182)
)


def drawn_request(number: int, goals: tuple[Goal, ...] = GOALS) -> PlanRequest:
    """Request number `number`: goal, race, volume, days, age, gaps, availability, kept sessions and the rest."""
    random = Random(number)  # noqa: S311 - the same every time is what is wanted
    today = FIRST_DAY + timedelta(days=random.randrange(400))
    anchor = today - timedelta(days=today.weekday() + 7 * random.choice((0, 0, 0, 1, 3, 7, 20)))
    last = today + timedelta(days=random.choice((6, 27, 55, 55, 60, 62, 120)))
    goal = random.choice(goals)
    week_m = random.choice((0, 5_000, 12_000, 20_000, 30_000, 40_000, 50_000, 70_000, 100_000, 160_000, 250_000))
    request = PlanRequest(
        goal=goal,
        today=today,
        last=last,
        anchor=anchor,
        race_date=_race(random, today, anchor),
        race_distance_m=_race_distance(random, goal),
        paces=pace_table(random.uniform(30, 85)) if random.random() < 0.6 else None,
        easy_pace_s_per_km=random.choice((None, 300.0, 380.0, 480.0)),
        history=_history(random, today, week_m),
        start_week_m=random.choice((None, float(week_m))),
        start_week_s=random.choice((None, None, week_m * 0.36)),
        start_longest_m=random.choice((None, week_m * 0.35, 3_000.0, 30_000.0)),
        days_per_week=random.randint(1, 7),
        availability=_availability(random),
        long_run_day=random.choice((None, None, 3, 6, 7)),
        blocked=_blocked(random, today),
        experience=random.choice(get_args(Experience)),
        age=random.choice((None, 13, 17, 25, 35, 39, 40, 52, 60, 71, 90)),
        heart_rates=random.choice((None, RATES)),
        kept=_kept(random, today, last),
        load_factor=random.choice((1.0, 1.0, 1.0, 0.9, 0.75, 0.5)),
    )
    return _with_change(random, request)


def _race(random: Random, today: date, anchor: date) -> date | None:
    """Tomorrow, in a year, or none; sometimes just run."""
    days = random.choice((None, None, 0, 1, 2, 3, 5, 9, 13, 20, 27, 34, 41, 48, 55, 58, 70, 100, 180, 365, -1, -5, -20))
    if days is None:
        return None
    race = today + timedelta(days=days + random.choice((0, 0, 1, 2, 3)))
    return race if race >= anchor else None


def _race_distance(random: Random, goal: Goal) -> float | None:
    if goal == "ultra":
        return random.choice((None, 50_000.0, 100_000.0, 161_000.0))
    if goal == "sprint":
        return random.choice((None, 100.0, 200.0, 400.0))
    return random.choice((None, None, 15_000.0)) if goal == "general_fitness" else None


def _history(random: Random, today: date, week_m: float) -> tuple[PastRun, ...]:
    """None, a few runs, half a year; with a gap at its end now and then; some without distance or time."""
    days = random.choice((0, 0, 5, 25, 60, 180))
    gap = random.choice((0, 0, 0, 0, 3, 12, 18, 25, 33, 60, 130))
    frequency = random.uniform(0.1, 0.95)
    mean_m = max(2_000.0, week_m / 7 / frequency)
    runs = []
    for number in range(gap + 1, gap + days + 1):
        if random.random() > frequency:
            continue
        distance_m = mean_m * random.uniform(0.4, 1.8)
        duration_s = distance_m / 1000 * random.uniform(280, 420)
        missing = random.random()
        runs.append(
            PastRun(
                today - timedelta(days=number),
                None if missing < 0.05 else distance_m,
                None if missing > 0.95 else duration_s,
                is_hard=random.random() < 0.2,
                is_assumed=random.random() < 0.2,
            )
        )
    return tuple(reversed(runs))


def _availability(random: Random) -> tuple[int | None, ...]:
    choices: tuple[int | None, ...] = random.choice(
        ((None,), (None, 60, 90), (0, 45, None), (0, 0, 30, 60), (0, 5, 12, 20), (90,), (0, 0, 0, None))
    )
    days = [random.choice(choices) for _ in range(7)]
    if all(room is not None and room < 10 for room in days):
        days[random.randrange(7)] = random.choice((None, 40))
    return tuple(days)


def _blocked(random: Random, today: date) -> frozenset[date]:
    """None, single days, a week, five weeks."""
    start = today + timedelta(days=random.randrange(40))
    length = random.choice((0, 0, 0, 1, 7, 14, 36))
    return frozenset(start + timedelta(days=number) for number in range(length))


def _kept(random: Random, today: date, last: date) -> tuple[KeptSession, ...]:
    count = random.choice((0, 0, 0, 1, 3, 6))
    days = sorted({today + timedelta(days=random.randrange(min(21, (last - today).days + 1))) for _ in range(count)})
    return tuple(_kept_session(random, day) for day in days)


def _kept_session(random: Random, day: date) -> KeptSession:
    kind = random.choice(KEPT_KINDS[:-1])
    minutes = 0 if kind == "rest" else random.choice((20, 45, 60, 120))
    distance_m = None if kind in ("strength", "rest") or random.random() < 0.4 else minutes * 180.0
    is_hard = kind in ("long", "threshold", "interval")
    return KeptSession(day, kind, distance_m, minutes, is_hard, is_done=random.random() < 0.3)


def _with_change(random: Random, request: PlanRequest) -> PlanRequest:
    """Three of ten have just come from another method."""
    if random.random() < 0.7:
        return request
    methods: tuple[Method, ...] = get_args(Method)
    changed = request.today - timedelta(days=random.choice((0, 0, 1, 4, 8, 13, 30)))
    return request._replace(previous_method=random.choice(methods), method_changed_on=changed)
