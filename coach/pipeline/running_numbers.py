"""A runner's computed numbers in plain sentences: fitness, the plan that rolls on, the last runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from coach.day_outcomes import date_words
from coach.engines.clock import format_clock
from coach.engines.run_plan.assessment import METHOD_NAMES
from coach.engines.run_plan.reality import Outcome
from coach.engines.running.fitness import FitnessProfile
from coach.engines.running.paces import PaceTable
from coach.engines.units import System, distance_text, pace_text
from coach.pipeline.running import Running
from coach.two_months import SeenSession, TwoMonths
from data.plan_refreshes import PlanRefresh, RefreshKind
from data.recent_runs import RecentRun
from data.rolling_plans import GOALS, Goal

MOST_CHANGES, MOST_NOTES, LONGEST_NOTE, LONGEST_TITLE = 6, 3, 160, 60
OUTCOMES: Final[dict[Outcome, str]] = {
    "planned": "planned", "confirmed": "done", "assumed": "assumed done, nothing uploaded", "missed": "missed",
    "skipped": "skipped", "overridden_done": "done, as you said", "overridden_missed": "missed, as you said",
    "rest": "rest",
}  # fmt: skip
KINDS: Final[dict[RefreshKind, str]] = {
    "made": "plan made", "weekly": "weekly refresh", "manual": "refreshed", "goal_change": "goal changed",
    "break": "a break changed",
}  # fmt: skip
COUNTED: Final = {
    "confirmed": "done with a log", "assumed": "assumed done without one", "missed": "missed", "skipped": "skipped",
    "overridden_done": "done by your word", "overridden_missed": "missed by your word",
}  # fmt: skip


class RunningNumbers(NamedTuple):
    """Sentences by subject; empty where nothing is known."""

    fitness: tuple[str, ...] = ()
    rolling: tuple[str, ...] = ()
    this_week: tuple[str, ...] = ()
    next_week: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    goal_change: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        return [line for subject in self for line in subject]


def running_numbers(running: Running, day: date, system: System) -> RunningNumbers:
    plan = running.plan
    fitness = tuple(_fitness(running.fitness, system)) if running.fitness and _is_runner(running) else ()
    known = RunningNumbers(fitness=fitness, runs=tuple(_run(run, system) for run in running.runs))
    if plan is None:
        return known
    return known._replace(
        rolling=tuple(_plan(plan)),
        this_week=tuple(_week(running, day, "This week", system)),
        next_week=tuple(_week(running, day + timedelta(days=7), "Next week", system)),
        changes=tuple(_changes(running.changed)) if running.changed else (),
        counts=tuple(_counts(running)),
        goal_change=tuple(_goal_change(running.goal_change)) if running.goal_change else (),
    )


def paces_words(paces: PaceTable, system: System) -> str:
    """Every training pace of a score in one line."""

    def pace(seconds: float) -> str:
        return pace_text(system, seconds)

    return (
        f"easy {pace(paces.easy_fast_s_per_km)} to {pace(paces.easy_slow_s_per_km)},"
        f" marathon {pace(paces.marathon_s_per_km)}, threshold {pace(paces.threshold_s_per_km)},"
        f" interval {pace(paces.interval_s_per_km)}, repetition {pace(paces.repetition_s_per_km)}"
        f" ({format_clock(paces.repetition_s_per_400m)} for 400 m)"
    )


def session_words(seen: SeenSession, system: System) -> str:
    """A planned session in one line, with what became of it."""
    session = seen.session
    length = distance_text(system, session.distance_m) if session.distance_m else ""
    parts = [
        length if length not in session.title else "",
        f"{session.estimated_duration_minutes} min" if session.estimated_duration_minutes else "",
    ]
    amount = ", ".join(part for part in parts if part)
    state = "" if seen.outcome == "planned" else f" ({OUTCOMES[seen.outcome]})"
    return f"{date_words(session.date)}: {session.title}{f', {amount}' if amount else ''}{state}"


def _is_runner(running: Running) -> bool:
    return bool(running.runs or running.plan or (running.fitness and running.fitness.score is not None))


def _fitness(fitness: FitnessProfile, system: System) -> Iterator[str]:
    if fitness.score is not None:
        yield f"Running score: {fitness.score:.1f} ({fitness.confidence} confidence). {fitness.confidence_text}."
    else:
        yield f"Running score: not known. {fitness.confidence_text}."
    if fitness.paces:
        yield f"Training paces: {paces_words(fitness.paces, system)}."
    if fitness.races:
        races = ", ".join(
            f"{race.name} {format_clock(race.low_s)} to {format_clock(race.high_s)}" for race in fitness.races
        )
        yield f"Predicted race times: {races}."
    yield from _volume(fitness, system)
    if fitness.load and fitness.load.is_settled:
        load = fitness.load
        yield f"Training load: fitness {load.fitness:.0f}, fatigue {load.fatigue:.0f}, form {load.form:+.0f}."


def _volume(fitness: FitnessProfile, system: System) -> Iterator[str]:
    known = [week for week in fitness.weeks if week.distance_m is not None]
    if fitness.mean_week_m is not None:
        last = known[-1].distance_m or 0.0
        yield (
            f"Weekly running distance: {distance_text(system, fitness.mean_week_m)} as the mean of the last"
            f" {len(known)} complete weeks, {distance_text(system, last)} in the last one."
        )
    if fitness.longest_30_days_m is not None:
        ahead = fitness.next_longest_m
        most = f", so the next one is at most {distance_text(system, ahead)}" if ahead is not None else ""
        yield f"Longest run of the last 30 days: {distance_text(system, fitness.longest_30_days_m)}{most}."
    yield from (f"{alert.text.rstrip('.')}." for alert in fitness.alerts[-1:])


def _plan(seen: TwoMonths) -> Iterator[str]:
    plan = seen.plan
    race = f", race on {date_words(plan.race_date)}" if plan.race_date else ""
    yield (
        f"Running plan that rolls on: goal {GOALS[plan.goal]}{race}; {METHOD_NAMES[plan.method]};"
        f" planned to {date_words(plan.last_on)}."
    )
    yield from (f"Note of the plan: {note}" for note in seen.notes[:MOST_NOTES])


def _week(running: Running, day: date, name: str, system: System) -> Iterator[str]:
    week = running.week_of(day)
    if week is None or not week.sessions:
        yield f"{name}: nothing is planned."
        return
    sessions = [seen for seen in week.sessions if seen.outcome != "rest"]
    minutes = sum(seen.session.estimated_duration_minutes or 0 for seen in sessions)
    distance_m = sum(seen.session.distance_m or 0.0 for seen in sessions)
    amount = f", {distance_text(system, distance_m)}" if distance_m else ""
    focus = f" ({week.week.focus})" if week.week and week.week.focus else ""
    yield f"{name}, from {date_words(week.monday)}{focus}: {_sessions(len(sessions))}, {minutes} min{amount}."
    yield from (f"{name}: {session_words(seen, system)}." for seen in sessions)
    if week.week and week.week.notes:
        yield f"{name}, why: {week.week.notes}"


def _changes(refresh: PlanRefresh) -> Iterator[str]:
    summary = refresh.review.get("summary")
    looked = f" Looked at the week from {date_words(refresh.week_on)}: {summary}" if summary else ""
    yield f"Last change of the plan, on {date_words(refresh.created_at.date())} ({KINDS[refresh.kind]}).{looked}"
    for decision in refresh.review.get("decisions", ()):
        yield f"Decided: {decision.get('what', '')}. {decision.get('why', '')}"
    for change in refresh.changes[:MOST_CHANGES]:
        yield f"Changed on {date_words(change.date)}: {change.what}. Why: {change.why}"


def _counts(running: Running) -> Iterator[str]:
    told = [f"{running.counts[name]} {words}" for name, words in COUNTED.items() if running.counts.get(name)]
    if told:
        yield f"Planned sessions of the last eight weeks: {', '.join(told)}."
    if unplanned := running.counts.get("unplanned"):
        yield f"Logged without a planned session: {_sessions(unplanned)}."


def _goal_change(refresh: PlanRefresh) -> Iterator[str]:
    before: Goal | None = refresh.review.get("previous_goal")
    of = f" from {GOALS[before]}" if before in GOALS else ""
    why = str(refresh.review.get("explanation", ""))
    yield f"Goal changed on {date_words(refresh.created_at.date())}{of}. {why}".strip()


def _run(run: RecentRun, system: System) -> str:
    """What was done and how it felt; titles and notes are somebody's words, shortened."""
    amount = distance_text(system, run.distance_m) if run.distance_m else ""
    time = format_clock(run.duration_s) if run.duration_s else ""
    pace = ""
    if run.distance_m and run.duration_s:
        pace = pace_text(system, run.duration_s / run.distance_m * 1000)
    parts = [
        " in ".join(part for part in (amount, time) if part),
        pace,
        f"heart rate {run.heart_rate_avg_bpm} bpm" if run.heart_rate_avg_bpm else "",
        *(f"{name} {rating} of 10" for name, rating in _ratings(run) if rating is not None),
        f"titled “{_short(run.title, LONGEST_TITLE)}”" if run.title else "",
        f"noted “{_short(run.notes, LONGEST_NOTE)}”" if run.notes else "",
    ]
    return f"Run on {date_words(run.date)}: {', '.join(part for part in parts if part)}."


def _ratings(run: RecentRun) -> tuple[tuple[str, int | None], ...]:
    return (
        ("effort", run.effort), ("recovery", run.recovery), ("motivation", run.motivation), ("soreness", run.soreness),
    )  # fmt: skip


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _sessions(count: int) -> str:
    return "1 session" if count == 1 else f"{count} sessions"
