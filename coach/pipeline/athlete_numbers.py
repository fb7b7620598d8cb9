"""An athlete's computed numbers in plain sentences, by subject: the only numbers about them an answer may use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, cast
from uuid import UUID

import pandas as pd

from coach.engines.clock import format_clock, format_gap
from coach.engines.record_words import value_text
from coach.engines.records import Kind, RecordType, RecordUnit, exercise_key
from coach.engines.split_analysis import SplitAnalysis
from coach.engines.units import System
from coach.pipeline.running import Running
from coach.pipeline.running_numbers import RunningNumbers, running_numbers
from coach.races import analyse_race
from coach.today import Today
from data.cache import cached
from data.db import User
from data.errors import AppError
from data.races import races
from data.today import PlannedSession, RecentRecord

MOST_LOSSES = 5


class AthleteNumbers(NamedTuple):
    """Sentences by subject; empty where nothing is known."""

    race: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    readiness: tuple[str, ...] = ()
    estimate: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    last_race: tuple[str, ...] = ()
    running: RunningNumbers = RunningNumbers()

    @property
    def lines(self) -> list[str]:
        own = (self.race, self.plan, self.week, self.readiness, self.estimate, self.records, self.goals, self.last_race)
        return [*(line for subject in own for line in subject), *self.running.lines]


def athlete_numbers(user: User, today: Today, running: Running, system: System) -> AthleteNumbers:
    """From what Today computed, what is known of the running, and the analysis of the latest race."""
    return AthleteNumbers(
        race=tuple(_race(today)),
        plan=tuple(_plan(today)),
        week=tuple(_week(today)),
        readiness=tuple(_readiness(today)),
        estimate=tuple(_estimate(today)),
        records=tuple(_record(record, system) for record in today.records),
        goals=tuple(_goals(today)),
        last_race=cached(today.at, "last race lines", user.id, read=lambda: tuple(_last_race(user))),
        running=running_numbers(running, today.day, system),
    )


def _race(today: Today) -> Iterator[str]:
    if today.days_to_race is not None and today.athlete:
        yield f"Race on {today.athlete.race_date}, in {_days(today.days_to_race)}."
        if today.athlete.goal_time_minutes:
            yield f"Goal time: {format_clock(today.athlete.goal_time_minutes * 60)}."


def _plan(today: Today) -> Iterator[str]:
    for session in today.sessions:
        yield f"Planned for today: {_session(session)}"
    if today.has_plan and not today.sessions:
        yield "Nothing is planned for today."
    for done in today.logged:
        length = f", {done.minutes:.0f} min" if done.minutes else ""
        effort = f", effort {done.rpe_post} of 10" if done.rpe_post else ""
        yield f"Logged today: {done.title or done.session_type}{length}{effort}."
    if today.next_session:
        yield f"Next session, on {today.next_session.date:%A}: {_session(today.next_session)}"
    if today.unwell:
        yield f"You entered a break: {today.unwell}."


def _session(session: PlannedSession) -> str:
    state = " (done)" if session.is_completed else " (skipped)" if session.is_skipped else ""
    length = f", about {session.estimated_duration_minutes} min" if session.estimated_duration_minutes else ""
    what = f" {session.description}" if session.description else ""
    return f"{session.title} ({session.session_type}{length}){state}.{what}"


def _week(today: Today) -> Iterator[str]:
    week, usual = today.week, today.usual_week
    effort = f", mean effort {week.mean_rpe:.1f} of 10" if week.mean_rpe is not None else ""
    yield f"This week since Monday: {_sessions(week.session_count)}, {week.hours:.1f} h{effort}."
    if usual:
        mean = f", mean effort {usual.mean_rpe:.1f} of 10" if usual.mean_rpe is not None else ""
        yield (
            f"Your usual week (mean of the four weeks before): {usual.session_count:.1f} sessions,"
            f" {usual.hours:.1f} h{mean}."
        )
    if today.streak.days:
        yield f"Streak: {_days(today.streak.days)} in a row with a log."


def _readiness(today: Today) -> Iterator[str]:
    if today.readiness.score is None:
        return
    yield f"Readiness today: {today.readiness.text}."
    yield from (f"{part.name}: {part.text}" for part in today.readiness.parts if part.score is not None)


def _estimate(today: Today) -> Iterator[str]:
    estimate = today.estimate
    if estimate:
        yield (
            f"Estimated race time today ({estimate.group}): {format_clock(estimate.time_s)},"
            f" eight times in ten between {format_clock(estimate.low_s)} and {format_clock(estimate.high_s)}."
        )


def _record(record: RecentRecord, system: System) -> str:
    kind = Kind(
        cast(RecordType, record.record_type), cast(RecordUnit, record.value_unit), exercise_key(record.name or "")
    )
    value = value_text(kind, record.value, system)
    return f"Record on {record.date_achieved}: {record.name or record.record_type.replace('_', ' ')}, {value}."


def _goals(today: Today) -> Iterator[str]:
    for goal in today.goals:
        by = f" by {goal.target_date}" if goal.target_date else ""
        yield f"Goal: {goal.title}{by}."


def _last_race(user: User) -> Iterator[str]:
    """The latest finished race against the people who finish like the athlete."""
    finished = races(user)
    finished = finished[finished["total_seconds"].notna()]
    if finished.empty:
        return
    latest: pd.Series[Any] = finished.iloc[0]
    try:
        analysis = analyse_race(user, UUID(str(latest["id"])))
    except AppError:
        return
    yield f"Latest race: {latest['race_name']} on {latest['race_date']}, {format_clock(latest['total_seconds'])}."
    yield from _losses(analysis)


def _losses(analysis: SplitAnalysis) -> Iterator[str]:
    yield analysis.headline
    for gap in [loss for loss in analysis.losses if loss.gap_s > 0][:MOST_LOSSES]:
        row = analysis.row(gap.split)
        yield (
            f"{row.label}: {format_clock(row.time_s)}, {format_gap(gap.gap_s)} against the median of"
            f" {analysis.cohort_n:,} people who finish like you."
        )
    if analysis.fade_text:
        yield analysis.fade_text


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _sessions(count: int) -> str:
    return f"{count} session" if count == 1 else f"{count} sessions"
