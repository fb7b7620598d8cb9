"""What can happen to a whole plan: made, imported, changed, followed, set aside, taken back a step."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from coach.achievements import award
from coach.plan_templates import session_type_of
from coach.readers.plan_file import PlanFile, RefusedLine, UnreadablePlanFile, read_plan_file
from data import db
from data.db import Connection, User
from data.errors import Conflict, Rejected
from data.plan_days import PlanDayEntry, insert_days, locked_span
from data.plan_versions import changed, reason_of, restore_snapshot, version_to_undo_to
from data.plans import (
    Plan,
    PlanDraft,
    PlanEntry,
    find_plan,
    has_done_days,
    insert_plan,
    last_used_week,
    mark_plan_deleted,
    plans,
    unmark_plan_deleted,
    update_plan,
    update_status,
    upsert_weeks,
)

MADE = "Made the plan"


class ImportedPlan(NamedTuple):
    """What became of each line of a plan file. Importing the same plan again saves nothing and finds the first."""

    plan_id: UUID | None
    rows_read: int
    rows_saved: int
    rows_duplicate: int
    rows_refused: tuple[RefusedLine, ...]


def create_plan(user: User, draft: PlanDraft, *, is_active: bool = True, reason: str = MADE) -> Plan:
    """Keep a plan with its weeks and sessions; when active, the plan that was is archived."""
    with db.write_as(user) as conn:
        plan_id = insert_plan(conn, draft)
        span = locked_span(conn, plan_id)
        insert_days(conn, span, draft.days)
        upsert_weeks(conn, span, draft.weeks)
        if is_active:
            update_status(conn, plan_id, "active")
        changed(conn, plan_id, reason)
        award(conn, {"training_plan_id": str(plan_id)})
    return find_plan(user, plan_id)


def change_plan(user: User, plan_id: UUID, entry: PlanEntry, expected: datetime | None = None, why: str = "") -> Plan:
    """Name, goal, start and length; another start moves every session with it.

    Raises:
        Stale: the plan or a session of it was changed since `expected`.
        Rejected: sessions would fall out of the plan, or done ones would move.
    """
    with db.write_as(user) as conn:
        span = locked_span(conn, plan_id)
        if entry.duration_weeks < last_used_week(conn, plan_id):
            raise Rejected(
                "There are sessions after that many weeks. Move or remove them first.", field="duration_weeks"
            )
        moves = (_monday(entry.start_date) - span.monday).days
        if moves and has_done_days(conn, plan_id):
            raise Rejected(
                "You have done sessions of this plan, so its start stays. Move the coming sessions instead.",
                field="start_date",
            )
        update_plan(conn, plan_id, entry, expected)
        what = f"Moved the whole plan by {moves} days" if moves else "Changed the plan's name, goal or length"
        changed(conn, plan_id, f"{what}: {why.strip()}" if why.strip() else what)
    return find_plan(user, plan_id)


def activate_plan(user: User, plan_id: UUID) -> Plan:
    """Follow this plan from now on; the one that was active is archived."""
    with db.write_as(user) as conn:
        locked_span(conn, plan_id)
        update_status(conn, plan_id, "active")
        award(conn, {"training_plan_id": str(plan_id)})
    return find_plan(user, plan_id)


def archive_plan(user: User, plan_id: UUID) -> Plan:
    with db.write_as(user) as conn:
        locked_span(conn, plan_id)
        update_status(conn, plan_id, "archived")
    return find_plan(user, plan_id)


def remove_plan(user: User, plan_id: UUID) -> None:
    """Out of all lists; `restore_plan` brings it back. What was logged stays."""
    with db.write_as(user) as conn:
        locked_span(conn, plan_id)
        mark_plan_deleted(conn, plan_id)


def restore_plan(user: User, plan_id: UUID) -> Plan:
    """A removed plan, back as an archived one."""
    with db.write_as(user) as conn:
        unmark_plan_deleted(conn, plan_id)
    return find_plan(user, plan_id)


def undo(user: User, plan_id: UUID) -> Plan:
    """One step back; again goes back one more. Done sessions stay done.

    Raises:
        Conflict: the plan is as it was made.
    """
    with db.write_as(user) as conn:
        locked_span(conn, plan_id)
        number = version_to_undo_to(conn, plan_id)
        if number is None:
            raise Conflict("There is nothing to undo: the plan is as you made it.")
        _restore(conn, plan_id, number, f"Undid “{reason_of(conn, plan_id, number + 1)}”")
    return find_plan(user, plan_id)


def restore_version(user: User, plan_id: UUID, version_number: int) -> Plan:
    """The plan as it was then, kept as its newest version; done sessions stay done."""
    with db.write_as(user) as conn:
        locked_span(conn, plan_id)
        reason_of(conn, plan_id, version_number)
        _restore(conn, plan_id, version_number, f"Went back to version {version_number}")
    return find_plan(user, plan_id)


def import_plan(user: User, content: bytes, plan_name: str, start_on: date | None, *, is_active: bool) -> ImportedPlan:
    """A plan from a CSV file; lines that cannot be used are named with their reason.

    Raises:
        Rejected: no line of the file can be used.
    """
    file = read_plan_entries(content, start_on)
    if not file.sessions:
        return ImportedPlan(None, file.rows_read, 0, len(file.repeated), file.refused)
    draft = _draft_of(file, plan_name)
    known = _same_plan(user, draft)
    if known is not None:
        return ImportedPlan(known, file.rows_read, 0, len(file.sessions) + len(file.repeated), file.refused)
    plan = create_plan(user, draft, is_active=is_active, reason="Imported the plan from a file")
    return ImportedPlan(plan.id, file.rows_read, len(file.sessions), len(file.repeated), file.refused)


def read_plan_entries(content: bytes, start_on: date | None) -> PlanFile:
    """The file as it would be imported, for a preview."""
    try:
        return read_plan_file(content, start_on)
    except UnreadablePlanFile as wrong:
        raise Rejected(str(wrong), field="file") from wrong


def _draft_of(file: PlanFile, plan_name: str) -> PlanDraft:
    first, last = file.sessions[0].date, file.sessions[-1].date
    weeks = (last - _monday(first)).days // 7 + 1
    if weeks > 104:
        raise Rejected(f"The sessions span {weeks} weeks; a plan has at most 104. Check the dates.", field="file")
    days = [
        PlanDayEntry(
            date=session.date,
            title=session.title,
            session_type=session_type_of(session.session_type),
            estimated_duration_minutes=session.minutes,
            description=session.description,
        )
        for session in file.sessions
    ]
    name = plan_name.strip()[:200] or "Imported plan"
    return PlanDraft(plan_name=name, start_date=_monday(first), duration_weeks=weeks, days=days)


def _same_plan(user: User, draft: PlanDraft) -> UUID | None:
    """A plan of this name and start with the very same sessions."""
    listed = plans(user)
    alike = listed[(listed["plan_name"] == draft.plan_name) & (listed["start_date"] == draft.start_date)]
    wanted = sorted(_key(day) for day in draft.days)
    for plan_id in alike["id"]:
        if sorted(_key(day) for day in find_plan(user, plan_id).days) == wanted:
            found: UUID = plan_id
            return found
    return None


def _key(day: PlanDayEntry) -> tuple[date, str, str, int, str]:
    return (day.date, day.title, day.session_type, day.estimated_duration_minutes or -1, day.description or "")


def _restore(conn: Connection, plan_id: UUID, number: int, reason: str) -> None:
    restore_snapshot(conn, locked_span(conn, plan_id), number)
    changed(conn, plan_id, reason, restored_version=number)


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())
