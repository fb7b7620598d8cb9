"""What an athlete shares about themselves, as lines a coach can read."""

from __future__ import annotations

from datetime import date

from coach.engines.clock import format_clock
from coach.engines.countdown import countdown_text, days_until
from coach.engines.units import height_in, height_unit, weight_text
from data.coach_access import SharedAthlete, cached_for
from data.db import User
from data.profiles import age_in_years
from data.shared_athletes import shared_breaks
from pages.log.starts import Athlete
from pages.split_view.cells import date_cell, plain


def profile_lines(user: User, athlete: SharedAthlete, reader: Athlete) -> list[str]:
    """Markdown, in the reader's units; what is unknown or not shared is left out."""
    facts = [*_about(athlete, reader.today), *_body(athlete, reader)]
    lines = [f"- {label}: **{plain(value)}**" for label, value in facts if value]
    if athlete.shares("body"):
        lines += _breaks(user, athlete)
    return lines or ["Nothing filled in yet."]


def _about(athlete: SharedAthlete, today: date) -> list[tuple[str, str]]:
    goal, race_on = athlete.goal_time_minutes, athlete.race_date
    days = countdown_text(days_until(race_on, today))
    ahead = f", {days}" if days else ""
    return [
        ("Next race" if ahead else "Last race date", f"{date_cell(athlete.race_date)}{ahead}" if race_on else ""),
        ("Goal time", format_clock(goal * 60) if goal else ""),
        ("Division", athlete.division or ""),
        ("HYROX races before", _count(athlete.hyrox_race_count)),
        ("Phase", (athlete.current_phase or "").replace("_", " ")),
        ("Hours a week", _decimal(athlete.weekly_availability_hours)),
        ("Equipment", ", ".join(athlete.equipment_available or ())),
    ]


def _body(athlete: SharedAthlete, reader: Athlete) -> list[tuple[str, str]]:
    weight_kg, height_cm, system = athlete.weight_kg, athlete.height_cm, reader.system
    age = age_in_years(athlete.date_of_birth, reader.today) if athlete.date_of_birth else None
    return [
        ("Age", _count(age)),
        ("Weight", weight_text(system, weight_kg) if weight_kg else ""),
        ("Height", f"{height_in(system, height_cm):g} {height_unit(system)}" if height_cm else ""),
        ("Injuries and limitations", ", ".join(athlete.injuries_limitations or ())),
    ]


def _breaks(user: User, athlete: SharedAthlete) -> list[str]:
    breaks = cached_for(user, athlete, "breaks", read=lambda: shared_breaks(user, athlete.athlete_id))
    lines = []
    for row in breaks.head(10).to_dict("records"):
        until = f"to {date_cell(row['last_on'])}" if row["last_on"] else "until now"
        note = f": {plain(row['note'])}" if row["note"] else ""
        lines.append(f"- {str(row['kind']).capitalize()}, {date_cell(row['first_on'])} {until}{note}")
    return ["", "**Breaks**", "", *lines] if lines else []


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _decimal(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
