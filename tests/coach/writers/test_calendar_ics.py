"""The calendar is read back by a parser of its own."""

from __future__ import annotations

from datetime import date

from icalendar import Calendar

from coach.writers.calendar_ics import calendar_ics
from tests.coach.writers.planned_sessions import MADE_AT, THRESHOLD, kept

LINK = "https://coach.example.org/plan"


def test_a_session_is_an_all_day_event_with_its_steps_and_a_link() -> None:
    content = calendar_ics([kept(THRESHOLD, 7)], LINK, MADE_AT)

    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["summary"] == "Threshold: 4 × 1.6 km, 1 min jog (60 min)"
    assert event.decoded("dtstart") == date(2026, 3, 10)
    assert event.decoded("dtend") == date(2026, 3, 11)
    assert event["url"] == f"{LINK}?day={kept(THRESHOLD, 7).id}"
    assert "- 1.6 km Threshold Run (4:10–4:18 /km)" in str(event["description"])


def test_a_moved_session_keeps_its_uid() -> None:
    moved = kept(THRESHOLD.model_copy(update={"date": date(2026, 3, 12)}), 7)

    (before,) = Calendar.from_ical(calendar_ics([kept(THRESHOLD, 7)], LINK, MADE_AT)).walk("VEVENT")
    (after,) = Calendar.from_ical(calendar_ics([moved], LINK, MADE_AT)).walk("VEVENT")

    assert before["uid"] == after["uid"]
    assert before.decoded("dtstart") != after.decoded("dtstart")


def test_done_skipped_and_rest_days_are_told_apart() -> None:
    rest = THRESHOLD.model_copy(update={"session_type": "rest", "title": "Rest"})
    sessions = [
        kept(THRESHOLD, 1, is_completed=True),
        kept(THRESHOLD, 2, is_skipped=True),
        kept(rest, 3),
    ]

    events = Calendar.from_ical(calendar_ics(sessions, LINK, MADE_AT)).walk("VEVENT")

    assert [str(event["status"]) for event in events] == ["CONFIRMED", "CANCELLED"]
    assert str(events[0]["summary"]).startswith("✓ ")


def test_minutes_are_told_once() -> None:
    easy = THRESHOLD.model_copy(update={"title": "Easy run: 40 min", "estimated_duration_minutes": 40})

    (event,) = Calendar.from_ical(calendar_ics([kept(easy, 1)], LINK, MADE_AT)).walk("VEVENT")

    assert str(event["summary"]) == "Easy run: 40 min"


def test_a_title_cannot_add_lines_of_its_own() -> None:
    hostile = THRESHOLD.model_copy(update={"title": "Run\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Other"})

    events = Calendar.from_ical(calendar_ics([kept(hostile, 1)], LINK, MADE_AT)).walk("VEVENT")

    assert len(events) == 1


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    content = calendar_ics([kept(THRESHOLD, 7)], LINK, MADE_AT)

    lines = content.split(b"\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in lines)
