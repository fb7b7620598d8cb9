"""Rebuilding a plan that rolls on: look at the week, build again from tomorrow, keep what stays, say what changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from coach.day_matching import match_within
from coach.engines.run_plan.changes import Difference, change_lines, difference
from coach.engines.run_plan.contract import PlanRequest, RunPlan
from coach.engines.run_plan.reality import outcome_of
from coach.engines.run_plan.review import Decision, ReviewedRun, ReviewedSession, WeekReview, review_week
from coach.engines.streaks import monday_of
from coach.fitness import update_within
from coach.plan_reasons import Why, reasons_of
from coach.plan_requests import Frame, break_days, horizon, request_of
from coach.rolling_plans import (
    MOST_WEEKS,
    checked_plan,
    goal_words,
    make_within,
    plan_name_of,
    shape_of,
    week_count,
    without_past_race,
)
from coach.run_sessions import all_planned, day_entry_of, weeks_of
from data import db
from data.db import Connection, User
from data.plan_days import PlanDayEntry, insert_days, locked_span
from data.plan_grounds import Grounds, Reach, grounds
from data.plan_reality import RealSession, delete_days, real_sessions, update_days
from data.plan_refreshes import (
    PlanChange,
    PlanRefresh,
    RefreshEntry,
    RefreshKind,
    eased_share,
    insert_refresh,
    last_score,
    weekly_refresh,
)
from data.plan_versions import changed
from data.plans import upsert_weeks
from data.rolling_plans import RollingPlan, RollingPlanWishes, held_rolling_plan, update_length, update_name

REASONS: dict[RefreshKind, str] = {
    "made": "Made the plan",
    "weekly": "Weekly refresh",
    "manual": "Refreshed the plan",
    "goal_change": "Changed the goal",
    "break": "A break changed",
}
MOST_LINES = 60


class Rebuilding(NamedTuple):
    """What a rebuilding is about. `goal_reason` explains other wishes; `told` is kept with the review.

    `eased` is the share of the coming week that the athlete asked for, 0.5 to 1.
    """

    kind: RefreshKind
    week_on: date
    today: date
    goal_reason: str | None = None
    told: Mapping[str, object] = {}
    eased: float | None = None


class Rebuilt(NamedTuple):
    """The plan as built again, what it was built from, and how it differs."""

    plan: RollingPlan
    known: Grounds
    built: RunPlan
    review: WeekReview
    before: list[RealSession]


def refresh_plan(user: User, kind: RefreshKind, week_on: date | None, today: date) -> PlanRefresh:
    """Rebuild the active plan from tomorrow on; `week_on` is the Monday of the week to look at, the last by default.

    A weekly refresh happens once per week: again it answers what it did. What is past, done, skipped, moved or written
    by the athlete stays as it is.

    Raises:
        NotFound: no plan rolls on.
        Rejected: the plan cannot be rebuilt; it stays as it is.
    """
    with db.write_as(user) as conn:
        looked_at = week_on or monday_of(today + timedelta(days=1)) - timedelta(days=7)
        return refresh_within(conn, user, Rebuilding(kind, monday_of(looked_at), today))


def refresh_within(conn: Connection, user: User, asked: Rebuilding) -> PlanRefresh:
    """The same inside a transaction that does more: runs find their sessions, fitness is calculated anew."""
    plan = held_rolling_plan(conn)
    known = weekly_refresh(conn, plan.training_plan_id, asked.week_on) if asked.kind == "weekly" else None
    if known is not None:
        return known
    match_within(conn, asked.week_on - timedelta(days=7), asked.today)
    update_within(conn, user, asked.today)
    return rebuild_within(conn, plan, plan.wishes, asked)


def rebuild_within(conn: Connection, plan: RollingPlan, wishes: RollingPlanWishes, asked: Rebuilding) -> PlanRefresh:
    """Build again from tomorrow on and keep the outcome; a plan that is as long as plans get gets a successor."""
    first = asked.today + timedelta(days=1)
    last = horizon(first)
    if week_count(monday_of(plan.start_date), last) > MOST_WEEKS:
        return make_within(conn, without_past_race(wishes, first), first).refresh
    known = grounds(conn, Reach(asked.today, last, plan.training_plan_id))
    share = asked.eased or eased_share(conn, plan.training_plan_id, monday_of(first))
    review = eased_review(review_of(known, asked), share)
    frame = Frame(first, last, plan.anchor_on, review.load_factor, plan.previous_method, plan.method_changed_on)
    request = request_of(known, wishes, frame)
    built = paused_plan(request) if is_paused(request) else checked_plan(request)
    before = [session for session in real_sessions(conn, plan.training_plan_id, first, last) if is_open(session)]
    return _kept(conn, Rebuilt(plan, known, built, review, before), wishes, asked)


def eased_review(review: WeekReview, share: float | None) -> WeekReview:
    """The coming week holds at most the share the athlete asked for; what the week itself decided stays."""
    if share is None or share >= review.load_factor:
        return review
    decision = Decision("A lighter week", "You asked for a lighter week.")
    return review._replace(load_factor=share, decisions=(*review.decisions, decision))


def is_paused(request: PlanRequest) -> bool:
    """Whether a break, or days away, leave no day to train."""
    return (request.last - request.today).days < len(request.blocked)


def paused_plan(request: PlanRequest) -> RunPlan:
    """No session at all, and why."""
    return RunPlan(request, request.method, (), ("Every planned day is blocked, so nothing is planned until then.",))


def is_open(session: RealSession) -> bool:
    """Whether a refresh may change it."""
    is_closed = session.is_completed or session.is_skipped or session.is_pinned
    return not is_closed and session.outcome_override is None


def review_of(known: Grounds, asked: Rebuilding) -> WeekReview:
    """The week that is looked at, as known now."""
    ends = asked.week_on + timedelta(days=7)
    today = min(ends, asked.today + timedelta(days=1))
    sessions = [
        ReviewedSession(row.date, row.kind, outcome_of(row, today), row.minutes, row.distance_m)
        for row in known.sessions
        if asked.week_on <= row.date < ends
    ]
    runs = [
        ReviewedRun(log.date, log.distance_m, log.duration_s, log.is_planned, log.kind, log.effort, log.recovery,
                    log.motivation, log.soreness)
        for log in known.done
        if log.session_type == "run"
    ]  # fmt: skip
    week = Frame(asked.week_on, ends - timedelta(days=1), asked.week_on)
    away = frozenset[date]().union(*(break_days(span, week) for span in known.breaks))
    return review_week(asked.week_on, sessions, runs, frozenset(day for day in away if day <= asked.today))


def _kept(conn: Connection, made: Rebuilt, wishes: RollingPlanWishes, asked: Rebuilding) -> PlanRefresh:
    """Only what differs is written; when nothing does, there is no new version."""
    plan_id = made.plan.training_plan_id
    _reach(conn, made, wishes, has_new_goal=asked.kind == "goal_change")
    entries = [day_entry_of(session, made.built.method) for session in made.built.sessions]
    before, after = all_planned(made.before), all_planned(entries)
    found = difference(before, after)
    number = None
    if not found.is_nothing or asked.kind == "goal_change":
        _write(conn, made, entries, found)
        number = changed(conn, plan_id, asked.goal_reason or f"{REASONS[asked.kind]}: {made.review.summary}")
    why = Why(made.plan.last_on, last_score(conn, plan_id), asked.goal_reason)
    reasons = reasons_of(made.built.request, made.review, why)
    lines = change_lines(before, after, found, reasons)
    entry = RefreshEntry(
        kind=asked.kind,
        week_on=asked.week_on,
        version_number=number,
        review={**_review_json(made), **asked.told},
        changes=[PlanChange(date=line.date, what=line.what, why=line.why) for line in lines[:MOST_LINES]],
    )
    return insert_refresh(conn, plan_id, entry)


def _reach(conn: Connection, made: Rebuilt, wishes: RollingPlanWishes, *, has_new_goal: bool) -> None:
    """The plan is as long as its weeks reach; a new goal gives it its name, else the athlete's own stays."""
    last = max(made.built.request.last, made.plan.last_on)
    weeks = week_count(monday_of(made.plan.start_date), last)
    if weeks != made.plan.duration_weeks:
        update_length(conn, made.plan.training_plan_id, weeks)
    if has_new_goal:
        update_name(conn, made.plan.training_plan_id, plan_name_of(wishes), goal_words(wishes))


def _write(conn: Connection, made: Rebuilt, entries: list[PlanDayEntry], found: Difference) -> None:
    span = locked_span(conn, made.plan.training_plan_id)
    delete_days(conn, [made.before[number].id for number in found.removed])
    update_days(conn, span, {made.before[pair.before].id: entries[pair.after] for pair in found.replaced})
    if found.added:
        insert_days(conn, span, [entries[number] for number in found.added])
    upsert_weeks(conn, span, weeks_of(made.built, span.monday))


def _review_json(made: Rebuilt) -> dict[str, object]:
    review = made.review._asdict()
    told = {name: value for name, value in review.items() if isinstance(value, int | float | str) or value is None}
    feelings = {name: review[name]._asdict() for name in ("recovery", "motivation", "soreness")}
    decisions = [decision._asdict() for decision in made.review.decisions]
    return {**told, **feelings, "decisions": decisions, **shape_of(made.built)}
