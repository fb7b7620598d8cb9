"""Logs find the planned sessions they did, whoever uploads them and whenever."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from coach.engines.run_plan.matching import DAYS_APART, Doable, Done, family_of, matched
from data import db
from data.db import Connection, User
from data.errors import Rejected
from data.plan_days import PlanDay, PlanDayEntry, locked_day, span_of_day
from data.plan_reality import (
    Link,
    LooseLog,
    Override,
    RealSession,
    has_loose_logs,
    hold_active_plan,
    link_days,
    loose_logs,
    real_sessions,
    update_override,
)

REST = "A day off is neither done nor missed. Choose a session."
AHEAD = "This session is still ahead. Skip it in the plan if you will not do it."


def match_within(conn: Connection, first: date, last: date) -> tuple[Link, ...]:
    """Link the logs from `first` to `last` to the open sessions of the active plan that they did.

    What is done, skipped, or said to be missed stays so. A log typed by hand without a planned session finds one only
    in a plan that rolls on. Again finds nothing more.
    """
    plan_id = hold_active_plan(conn)
    if plan_id is None or not has_loose_logs(conn, first, last):
        return ()
    reach = timedelta(days=DAYS_APART)
    sessions = real_sessions(conn, plan_id, first - reach, last + reach)
    open_days = [session.date for session in sessions if is_open(session)]
    if not open_days:
        return ()
    found = loose_logs(conn, max(first, min(open_days) - reach), min(last, max(open_days) + reach))
    logs = [log for log in found if log.activity_id or sessions[0].is_rolling]
    links = links_of(sessions, logs)
    link_days(conn, links)
    return links


def links_of(sessions: list[RealSession], logs: list[LooseLog]) -> tuple[Link, ...]:
    """Which of the logs did which of the sessions that are open."""
    waiting = [session for session in sessions if is_open(session)]
    done = [Done(_planned(session), session.log_on) for session in sessions if session.log_on is not None]
    pairs = matched([_planned(session) for session in waiting], [_logged(log) for log in logs], done)
    return tuple(
        Link(waiting[pair.session].id, logs[pair.log].id, _prescribed(waiting[pair.session])) for pair in pairs
    )


def is_open(session: RealSession) -> bool:
    """Whether a log may still be the doing of it; one that is said to be done without a log may find its log."""
    is_closed = session.is_rest_day or session.is_completed or session.is_skipped
    return not is_closed and session.outcome_override != "missed"


def override_outcome(user: User, day_id: UUID, outcome: Override | None) -> None:
    """What the athlete says became of a session stands above what was assumed or imported; None takes it back.

    Raises:
        NotFound: it is not there, not yours, or its plan was removed.
        Rejected: it is a day off, or still ahead.
    """
    with db.write_as(user) as conn:
        override_within(conn, day_id, outcome)


def override_within(conn: Connection, day_id: UUID, outcome: Override | None) -> PlanDay:
    """The same inside a transaction that does more."""
    tomorrow = datetime.now().date() + timedelta(days=1)  # noqa: DTZ005 - somewhere it is tomorrow already
    span_of_day(conn, day_id)
    day = locked_day(conn, day_id)
    if day.is_rest_day:
        raise Rejected(REST, field="outcome")
    if outcome is not None and day.date > tomorrow:
        raise Rejected(AHEAD, field="outcome")
    update_override(conn, day_id, outcome)
    return day


def _planned(session: RealSession) -> Doable:
    family = family_of(session.session_type, session.details.kind)
    return Doable(session.date, family, session.distance_m, session.duration_s)


def _logged(log: LooseLog) -> Doable:
    return Doable(log.date, log.session_type, log.distance_m, log.duration_s)


def _prescribed(session: RealSession) -> dict[str, object]:
    prescribed: dict[str, object] = session.model_dump(
        mode="json", include=set(PlanDayEntry.model_fields), exclude_none=True
    )
    return prescribed
