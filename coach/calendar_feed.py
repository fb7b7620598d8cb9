"""The calendar that goes out: a secret address to subscribe to, and workout files for a watch."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from coach.writers.calendar_ics import calendar_ics
from coach.writers.workout_fit import workout_fit
from coach.writers.workout_text import workout_text
from data import db
from data.calendar_feeds import delete_feed, note_reading, owner_of_feed, upsert_feed
from data.db import User
from data.errors import NotFound
from data.plan_days import PlanDay, day_of, days_query, find_day
from data.profiles import Units, find_profile
from data.settings import settings

BEHIND, AHEAD = timedelta(days=60), timedelta(days=400)
_NOT_IN_NAMES = re.compile(r"[^\w\-.+× ]+")


class WorkoutFile(NamedTuple):
    name: str
    content: bytes


def new_feed_address(user: User) -> str:
    """Where to subscribe from now on; an earlier address ends."""
    with db.write_as(user) as conn:
        secret = upsert_feed(conn)
    return f"{settings().base_url}/calendar/{secret}.ics"


def end_feed(user: User) -> None:
    with db.write_as(user) as conn:
        delete_feed(conn)


def calendar_of(secret: str, now: datetime | None = None) -> bytes:
    """The active plan of whoever has this address, 60 days back and all that is ahead, as iCalendar.

    Raises:
        NotFound: nobody has this address (any more).
    """
    user = owner_of_feed(secret)
    moment = now or datetime.now(UTC)
    with db.write_as(user) as conn:
        note_reading(conn)
    today = moment.date()
    (rows,) = db.read_all(user, days_query(today - BEHIND, today + AHEAD))
    return calendar_ics([day_of(row) for row in rows], f"{settings().base_url}/plan", moment, _units(user))


def workout_file(user: User, day_id: UUID) -> WorkoutFile:
    """One session as a FIT workout."""
    day = find_day(user, day_id)
    return WorkoutFile(_file_name(day), workout_fit(day, datetime.now(UTC)))


def workout_words(user: User, day_id: UUID) -> str:
    """One session as plain text."""
    return workout_text(find_day(user, day_id), _units(user))


def week_files(user: User, monday: date) -> WorkoutFile:
    """A week's sessions that are still open as FIT workouts in one zip.

    Raises:
        NotFound: nothing is planned in it.
    """
    (rows,) = db.read_all(user, days_query(monday, monday + timedelta(days=6)))
    days = [day for day in map(day_of, rows) if day.session_type != "rest" and not (day.is_completed or day.is_skipped)]
    if not days:
        raise NotFound("Nothing is open in this week of your plan, so there is nothing to send to a watch.")
    made_at = datetime.now(UTC)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for number, day in enumerate(days, start=1):
            folder.writestr(f"{number:02d} {_file_name(day)}", workout_fit(day, made_at))
    return WorkoutFile(f"coach-k-week-{monday.isoformat()}.zip", packed.getvalue())


def _file_name(day: PlanDay) -> str:
    """Such as "2026-11-30 Threshold 4 × 1.6 km.fit": what no file system refuses."""
    title = " ".join(_NOT_IN_NAMES.sub(" ", day.title).split())[:60].strip(". ") or "Session"
    return f"{day.date.isoformat()} {title}.fit"


def _units(user: User) -> Units:
    profile = find_profile(user)
    return profile.units_preference if profile else "metric"
