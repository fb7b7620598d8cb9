"""The fitness profile: calculated on every import, test and Sunday, and kept once a month to look back on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from coach.engines.run_tests import run_test
from coach.engines.running.evidence import HardEffort
from coach.engines.running.fitness import FitnessInputs, FitnessProfile, fitness_profile, plain
from coach.engines.running.training_log import OtherSession, RunRecord
from data import db
from data.db import Connection, User
from data.fitness import (
    LOOK_BACK_DAYS,
    FitnessGrounds,
    RunTestDone,
    SessionDone,
    fitness_grounds,
    insert_snapshot,
    read_fitness_grounds,
    time_zone_here,
    upsert_fitness,
)


def update_within(conn: Connection, user: User, today: date) -> FitnessProfile:
    """Calculate the profile of this day and keep it, in a transaction that does more."""
    profile = profile_of(fitness_grounds(conn, today - timedelta(days=LOOK_BACK_DAYS), today), today)
    upsert_fitness(conn, today, profile.score, plain(profile))
    return profile


def update_now_within(conn: Connection, user: User) -> FitnessProfile:
    """The same as of today where the athlete lives."""
    return update_within(conn, user, datetime.now(ZoneInfo(time_zone_here(conn))).date())


def recalculate(user: User, today: date) -> FitnessProfile:
    """The same on its own."""
    with db.write_as(user) as conn:
        return update_within(conn, user, today)


def current_fitness(user: User, today: date) -> FitnessProfile:
    """The profile as of today, calculated from what is there; nothing is written."""
    return profile_of(read_fitness_grounds(user, today - timedelta(days=LOOK_BACK_DAYS), today), today)


def take_snapshot(user: User, month_on: date) -> bool:
    """Keep how a month ended; `month_on` is its first day. False when that was done before."""
    last = (month_on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    with db.write_as(user) as conn:
        profile = profile_of(fitness_grounds(conn, last - timedelta(days=LOOK_BACK_DAYS), last), last)
        return insert_snapshot(conn, month_on, profile.score, plain(profile))


def profile_of(grounds: FitnessGrounds, today: date) -> FitnessProfile:
    """The profile of a day; what is older than it may look back is left out, however much was read."""
    first = today - timedelta(days=LOOK_BACK_DAYS)
    sessions = tuple(session for session in grounds.sessions if session.day >= first)
    return fitness_profile(inputs_of(grounds._replace(sessions=sessions), today))


def inputs_of(grounds: FitnessGrounds, today: date) -> FitnessInputs:
    """What was read, as the engines take it."""
    body = grounds.body
    return FitnessInputs(
        today=today,
        runs=tuple(runs_of(grounds.sessions)),
        others=tuple(others_of(grounds.sessions)),
        efforts=tuple(_tests(grounds.tests)),
        sex=body.sex,
        born_on=body.date_of_birth,
        rest_bpm=body.heart_rate_rest_bpm,
        max_bpm=body.heart_rate_max_bpm,
    )


def runs_of(sessions: Iterable[SessionDone]) -> Iterable[RunRecord]:
    """The logged runs as the engines take them."""
    return (
        RunRecord(
            session.day, session.distance_m, session.duration_s, session.heart_rate_avg_bpm,
            session.heart_rate_max_bpm, session.rpe, session.ascent_m, session.effort_kind,
        )
        for session in sessions
        if session.session_type == "run"
    )  # fmt: skip


def others_of(sessions: Iterable[SessionDone]) -> Iterable[OtherSession]:
    """Everything else: it counts for load."""
    return (
        OtherSession(session.day, session.duration_s, session.heart_rate_avg_bpm, session.rpe)
        for session in sessions
        if session.session_type != "run"
    )


def _tests(tests: Iterable[RunTestDone]) -> Iterable[HardEffort]:
    for test in tests:
        found = run_test(test.test_type, test.value)
        if found is not None:
            yield HardEffort(test.day, found.distance_m, found.time_s, "test")
