"""Planned sessions as a calendar that phones and desktops subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event

from coach.engines.units import System
from coach.writers.workout_text import workout_text
from data.plan_days import PlanDay

# How often a subscriber should look again. The plan changes at night, and when somebody changes it by hand.
REFRESH = timedelta(hours=6)


def calendar_ics(sessions: Iterable[PlanDay], link: str, now: datetime, system: System = "metric") -> bytes:
    """One all-day event per session, rest days left out; `link` is the address of the plan.

    An event keeps its UID for as long as the session lives, so a moved one moves in every calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Coach K//Training plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Coach K plan")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for session in sessions:
        if session.session_type != "rest":
            calendar.add_component(_event(session, link, now, system))
    content: bytes = calendar.to_ical()
    return content


def _event(session: PlanDay, link: str, now: datetime, system: System) -> Event:
    event = Event()
    event.add("uid", f"{session.id}@coach-k")
    event.add("dtstamp", now)
    event.add("last-modified", session.updated_at)
    event.add("dtstart", session.date)
    event.add("dtend", session.date + timedelta(days=1))
    event.add("summary", _summary(session))
    event.add("description", workout_text(session, system))
    event.add("url", day_link(link, session.id))
    event.add("transp", "TRANSPARENT")  # a session does not make the day busy
    event.add("status", "CANCELLED" if session.is_skipped else "CONFIRMED")
    return event


def day_link(link: str, day_id: UUID) -> str:
    """Where the session is opened: the plan with its dialog."""
    return f"{link}?day={day_id}"


def _summary(session: PlanDay) -> str:
    """The title with its minutes, unless it tells them itself."""
    length = f"{session.estimated_duration_minutes} min" if session.estimated_duration_minutes else ""
    about = session.title if length in session.title else f"{session.title} ({length})"
    return f"✓ {about}" if session.is_completed else about
