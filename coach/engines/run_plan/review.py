"""What a week was, planned beside done, and how much the next one may hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import mean
from typing import Final, NamedTuple

from coach.engines.run_plan.reality import Outcome

# RPE of 10 a session of each kind is meant to be; kinds that are not here are easy.
PLANNED_EFFORT: Final[dict[str, float]] = {
    "long": 4, "second_long": 4, "steady": 7, "marathon_pace": 6, "threshold": 7, "tempo": 8, "interval": 8.5,
    "hill_interval": 9, "repetition": 8.5, "sharpen": 6, "race": 10, "simulation": 8, "stations": 7,
    "speed_endurance": 9, "max_velocity": 9, "acceleration": 9,
}  # fmt: skip
EASY_EFFORT: Final = 3.5
MUCH_HARDER, LEAST_RATED = 2.0, 2
SORE, TIRED, UNMOTIVATED = 7.0, 3.5, 3.0
TREND_DAYS, TREND_CHANGE = 28, 1.5
LEAST_LOAD: Final = 0.5
# What a reason takes off the next week; reasons together take off no more than half.
HARDER_FACTOR, SORE_FACTOR, TIRED_FACTOR, MISSED_FACTOR, RETURN_FACTOR = 0.9, 0.9, 0.9, 0.9, 0.85
BREAK_DAYS_TO_RETURN: Final = 4
COUNTED: Final[frozenset[Outcome]] = frozenset({"confirmed", "assumed", "missed", "skipped", "overridden_done",
                                                "overridden_missed"})  # fmt: skip


class ReviewedSession(NamedTuple):
    """A planned session of the week and what became of it."""

    on: date
    kind: str | None
    outcome: Outcome
    minutes: int | None
    distance_m: float | None


class ReviewedRun(NamedTuple):
    """A run that was done, and how it felt, 1 to 10; None where that was not said."""

    on: date
    distance_m: float | None
    duration_s: float | None
    is_planned: bool = False
    kind: str | None = None
    effort: int | None = None
    recovery: int | None = None
    motivation: int | None = None
    soreness: int | None = None


class Decision(NamedTuple):
    """What follows for the next week, and why."""

    what: str
    why: str


class Feeling(NamedTuple):
    """The mean of the week, and of the three weeks before; None where nothing was said."""

    week: float | None
    before: float | None

    @property
    def change(self) -> float | None:
        return None if self.week is None or self.before is None else self.week - self.before


class WeekReview(NamedTuple):
    """One week. Amounts are None where nothing of the week has them; `load_factor` is for the next week."""

    week_on: date
    planned: int
    confirmed: int
    assumed: int
    missed: int
    skipped: int
    unplanned: int
    planned_minutes: int | None
    done_minutes: int | None
    planned_m: float | None
    done_m: float | None
    longest_m: float | None
    effort_above_plan: float | None
    recovery: Feeling
    motivation: Feeling
    soreness: Feeling
    load_factor: float
    decisions: tuple[Decision, ...]
    summary: str


def review_week(
    week_on: date, sessions: Sequence[ReviewedSession], runs: Sequence[ReviewedRun], break_days: frozenset[date]
) -> WeekReview:
    """The week from this Monday, from its sessions and the runs of the four weeks that end with it.

    Signs of too much take something off the next week; feeling good adds nothing beyond what the rules allow.
    Source: our own; effort beside plan as in session RPE (Foster), a good signal never outvotes a limit.

    >>> monday = date(2026, 3, 2)
    >>> review_week(monday, [ReviewedSession(monday, "easy", "missed", 40, 7_000)], [], frozenset()).summary
    'One session planned: 1 missed.'
    """
    planned = [session for session in sessions if session.outcome in COUNTED]
    week = [run for run in runs if week_on <= run.on < week_on + timedelta(days=7)]
    above = effort_above_plan(week)
    recovery, motivation, soreness = (
        feeling_of(runs, week_on, name) for name in ("recovery", "motivation", "soreness")
    )
    counts = {outcome: sum(session.outcome == outcome for session in planned) for outcome in COUNTED}
    missed = counts["missed"] + counts["overridden_missed"]
    unplanned = sum(not run.is_planned for run in week)
    away = sum(week_on <= day < week_on + timedelta(days=7) for day in break_days)
    decisions, factor = _decisions(_Signs(len(planned), missed, above, recovery, motivation, soreness, away))
    return WeekReview(
        week_on=week_on,
        planned=len(planned),
        confirmed=counts["confirmed"] + counts["overridden_done"],
        assumed=counts["assumed"],
        missed=missed,
        skipped=counts["skipped"],
        unplanned=unplanned,
        planned_minutes=_whole(_sum(session.minutes for session in planned)),
        done_minutes=_whole(_sum(run.duration_s / 60 for run in week if run.duration_s is not None)),
        planned_m=_sum(session.distance_m for session in planned),
        done_m=_sum(run.distance_m for run in week),
        longest_m=max((run.distance_m for run in week if run.distance_m is not None), default=None),
        effort_above_plan=above,
        recovery=recovery,
        motivation=motivation,
        soreness=soreness,
        load_factor=factor,
        decisions=decisions,
        summary=_summary(len(planned), counts, unplanned),
    )


def effort_above_plan(runs: Iterable[ReviewedRun]) -> float | None:
    """How much harder the rated runs felt than they were meant to be [RPE]; None with fewer than two.

    Source: our own.

    >>> day = date(2026, 3, 2)
    >>> effort_above_plan([ReviewedRun(day, 8_000, None, kind="easy", effort=6)] * 2)
    2.5
    """
    above = [
        run.effort - PLANNED_EFFORT.get(run.kind, EASY_EFFORT)
        for run in runs
        if run.effort is not None and run.kind is not None
    ]
    return mean(above) if len(above) >= LEAST_RATED else None


def feeling_of(runs: Iterable[ReviewedRun], week_on: date, name: str) -> Feeling:
    """The mean rating of the week and of the three weeks before it.

    Source: our own.
    """
    rated = [(run.on, rating) for run in runs if (rating := getattr(run, name)) is not None]
    start = week_on - timedelta(days=TREND_DAYS - 7)
    week = [rating for on, rating in rated if week_on <= on < week_on + timedelta(days=7)]
    before = [rating for on, rating in rated if start <= on < week_on]
    return Feeling(mean(week) if week else None, mean(before) if before else None)


class _Signs(NamedTuple):
    planned: int
    missed: int
    above: float | None
    recovery: Feeling
    motivation: Feeling
    soreness: Feeling
    break_days: int


def _decisions(signs: _Signs) -> tuple[tuple[Decision, ...], float]:
    """Every reason that holds, and what they leave of the next week."""
    found: list[tuple[float, Decision]] = []
    if signs.break_days >= BREAK_DAYS_TO_RETURN:
        found.append((RETURN_FACTOR, Decision("Come back slowly", _break_words(signs.break_days))))
    elif signs.planned and signs.missed * 2 >= signs.planned:
        found.append((MISSED_FACTOR, Decision("A smaller week", _missed_words(signs))))
    if signs.above is not None and signs.above >= MUCH_HARDER:
        why = f"Your runs felt {signs.above:.1f} points of 10 harder than they were meant to be."
        found.append((HARDER_FACTOR, Decision("A smaller week", why)))
    if (sore := signs.soreness).week is not None and (sore.week >= SORE or (sore.change or 0) >= 2 * TREND_CHANGE):
        found.append((SORE_FACTOR, Decision("A smaller week", f"You were sore: {sore.week:.1f} of 10.")))
    if (rest := signs.recovery).week is not None and (rest.week <= TIRED or (rest.change or 0) <= -2 * TREND_CHANGE):
        found.append((TIRED_FACTOR, Decision("A smaller week", f"You recovered badly: {rest.week:.1f} of 10.")))
    factor = max(LEAST_LOAD, _product(part for part, _ in found))
    return (*(decision for _, decision in found), *_words_only(signs, has_reduced=bool(found))), round(factor, 3)


def _words_only(signs: _Signs, *, has_reduced: bool) -> Iterable[Decision]:
    """What is worth saying and takes nothing off."""
    will = signs.motivation
    if will.week is not None and will.week <= UNMOTIVATED:
        yield Decision("The same amount", "You had little desire to run. Change the place or take somebody with you.")
    felt_good = signs.above is not None and signs.above <= -1
    if felt_good and not has_reduced:
        yield Decision("No extra", "The week felt easy. The plan still grows only as fast as its rules allow.")


def _break_words(days: int) -> str:
    return f"{days} days of the week were a break, so the next one starts with less."


def _missed_words(signs: _Signs) -> str:
    return f"{signs.missed} of {signs.planned} sessions did not happen, so the next week asks for less."


def _summary(planned: int, counts: dict[Outcome, int], unplanned: int) -> str:
    named: tuple[tuple[int, str], ...] = (
        (counts["confirmed"] + counts["overridden_done"], "done"),
        (counts["assumed"], "assumed done, nothing was uploaded"),
        (counts["missed"] + counts["overridden_missed"], "missed"),
        (counts["skipped"], "skipped"),
    )
    parts = ", ".join(f"{count} {words}" for count, words in named if count)
    extra = f" {unplanned} {'run' if unplanned == 1 else 'runs'} without a planned session." if unplanned else ""
    if not planned:
        return f"Nothing was planned.{extra}"
    start = "One session planned" if planned == 1 else f"{planned} sessions planned"
    return f"{start}: {parts}.{extra}"


def _product(factors: Iterable[float]) -> float:
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def _sum(amounts: Iterable[float | None]) -> float | None:
    """None when nothing is known: missing is never zero."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _whole(amount: float | None) -> int | None:
    return None if amount is None else round(amount)
