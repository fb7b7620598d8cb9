"""How Today says what it knows."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ValidationError

from coach.engines.clock import format_clock
from coach.today import Today
from data.plan_details import PlanBlock, PlanStep, SessionDetails
from data.today import LoggedSession, PlannedSession, RecentRecord
from pages.log.words import TYPE_ICONS, TYPES
from pages.split_view.cells import plain

SESSION_NAMES: dict[str, str] = {str(kind): name for kind, name in TYPES.items()}
SESSION_ICONS: dict[str, str] = {str(kind): icon for kind, icon in TYPE_ICONS.items()}
WHY_NO_ESTIMATE = {
    "gender": "Choose women or men in your profile, and there is a field to estimate your race time from.",
    "field": "There is no field to compare your division with yet.",
    "inputs": "Log a race or test 5 km, and your race time today is estimated from it.",
}


def weekday(day: date) -> str:
    """Such as "Wednesday, 4 March"."""
    return f"{day:%A}, {day.day} {day:%B}"


def countdown(days: int | None) -> str:
    """
    >>> countdown(0), countdown(1), countdown(33)
    ('Race day is today', 'Your race is tomorrow', '33 days to your race')
    """
    if days is None:
        return ""
    return {0: "Race day is today", 1: "Your race is tomorrow"}.get(days, f"{days} days to your race")


def session_lines(session: PlannedSession) -> str:
    """A planned session as Markdown: its length, its place in the plan, and what to do."""
    minutes = f"about {session.estimated_duration_minutes} min" if session.estimated_duration_minutes else ""
    focus = f" ({plain(session.week_focus)})" if session.week_focus else ""
    about = [SESSION_NAMES[session.session_type], minutes, f"week {session.week_number}{focus}"]
    lines = [":gray[" + " · ".join(part for part in about if part) + "]"]
    if session.description:
        lines.append(plain(session.description))
    return "\n\n".join([*lines, *detail_lines(session.details)])


def detail_lines(details: dict[str, Any]) -> list[str]:
    """The blocks of a session, one paragraph each; nothing for details of another shape."""
    try:
        known = SessionDetails.model_validate(details)
    except ValidationError:
        return []
    purpose = [f"_{plain(known.purpose)}_"] if known.purpose else []
    return [*purpose, *(_block(block) for block in known.blocks)]


def logged_line(session: LoggedSession) -> str:
    """Such as "Tempo run · 45 min · RPE 7"."""
    name = plain(session.title) if session.title else SESSION_NAMES[session.session_type]
    parts = [
        name,
        f"{session.minutes:.0f} min" if session.minutes else "",
        f"{session.distance_m / 1000:.1f} km" if session.distance_m else "",
        f"RPE {session.rpe_post}" if session.rpe_post else "",
        {"partial": "part of it", "skipped": "skipped"}.get(session.completion_status, ""),
    ]
    return " · ".join(part for part in parts if part)


def usual_week(today: Today) -> str:
    """What this week stands beside, or what is missing for it."""
    untimed = f" {today.week.untimed_count} without minutes." if today.week.untimed_count else ""
    usual = today.usual_week
    if usual is None:
        return f"Your usual week shows here after four weeks of logs.{untimed}"
    effort = f", RPE {usual.mean_rpe:.1f}" if usual.mean_rpe is not None else ""
    return (
        f"Mean of the four weeks before: {usual.session_count:.1f} sessions, {usual.hours:.1f} h{effort} "
        f"in a full week.{untimed}"
    )


def hours(value: float) -> str:
    """Hours and minutes, h:mm.

    >>> hours(5.25)
    '5:15'
    """
    whole, minutes = divmod(round(value * 60), 60)
    return f"{whole}:{minutes:02}"


def record_value(value: float, unit: str) -> str:
    """
    >>> record_value(272, "seconds"), record_value(4.25, "min_per_km"), record_value(102.5, "kg")
    ('4:32', '4:15 /km', '102.5 kg')
    """
    if unit == "seconds":
        return format_clock(value)
    if unit == "min_per_km":
        return f"{format_clock(value * 60)} /km"
    return f"{value:,.0f} m" if unit == "metres" else f"{value:g} {unit}"


def record_change(record: RecentRecord) -> str:
    """What it replaced; nothing for a first one."""
    if record.previous_value is None:
        return "your first"
    gap = abs(record.value - record.previous_value)
    is_less = record.value < record.previous_value
    word = {"seconds": "faster", "min_per_km": "faster"}.get(record.value_unit, "less" if is_less else "more")
    return f"{record_value(gap, record.value_unit)} {word} than before"


def record_name(record: RecentRecord) -> str:
    length = f"{record.distance_m / 1000:g} km " if record.distance_m else ""
    name = record.name or {"race_time": "race", "running_pace": "run"}.get(record.record_type, "")
    text = f"{length}{name}".strip()
    return plain(text[:1].upper() + text[1:])


def _block(block: PlanBlock) -> str:
    rounds = f"{block.rounds} × " if block.rounds > 1 else ""
    rest = f", {format_clock(block.rest_s)} rest" if block.rest_s else ""
    steps = " + ".join(_step(step) for step in block.steps)
    return f"**{plain(block.name)}** {rounds}{f'({steps})' if rounds and len(block.steps) > 1 else steps}{rest}"


def _step(step: PlanStep) -> str:
    amounts = [
        f"{step.reps} ×" if step.reps else "",
        _length(step.distance_m) if step.distance_m else "",
        format_clock(step.duration_s) if step.duration_s else "",
        plain(step.exercise),
        f"({plain(step.effort)})" if step.effort else "",
    ]
    return " ".join(amount for amount in amounts if amount)


def _length(distance_m: float) -> str:
    return f"{distance_m / 1000:g} km" if distance_m >= 1000 else f"{distance_m:g} m"
