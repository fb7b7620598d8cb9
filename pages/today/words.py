"""How Today says what it knows."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from pydantic import ValidationError

from coach.engines.clock import format_clock
from coach.engines.goal_progress import GoalTerms
from coach.engines.goal_words import target_text
from coach.engines.record_words import value_text
from coach.engines.records import Kind, RecordUnit, exercise_key
from coach.engines.units import System, distance_text, run_length_text, step_length_text
from coach.today import Today
from coach.writers.workout_text import pace_words
from data.plan_details import PlanBlock, PlanStep, SessionDetails
from data.today import ActiveGoal, LoggedSession, PlannedSession, RecentRecord
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


def system_of(today: Today) -> System:
    return today.athlete.units_preference if today.athlete else "metric"


def session_lines(session: PlannedSession, system: System = "metric") -> str:
    """A planned session as Markdown: its length, its place in the plan, and what to do."""
    minutes = f"about {session.estimated_duration_minutes} min" if session.estimated_duration_minutes else ""
    focus = f" ({plain(session.week_focus)})" if session.week_focus else ""
    about = [SESSION_NAMES[session.session_type], minutes, f"week {session.week_number}{focus}"]
    lines = [":gray[" + " · ".join(part for part in about if part) + "]"]
    if session.description:
        lines.append(plain(session.description))
    return "\n\n".join([*lines, *detail_lines(session.details, system, said=session.description)])


def detail_lines(details: dict[str, Any], system: System = "metric", *, said: str | None = None) -> list[str]:
    """The purpose, the blocks and the reason of a session, one paragraph each; nothing for details of another shape.

    `said` stands above already: a purpose that says the same is not said again.
    """
    try:
        known = SessionDetails.model_validate(details)
    except ValidationError:
        return []
    is_said = (known.purpose or "").split() == (said or "").split()
    purpose = [f"_{plain(known.purpose)}_"] if known.purpose and not is_said else []
    why = [f":small[**Why today:** {plain(known.reason)}]"] if known.reason else []
    return [*purpose, *(_block(block, system) for block in known.blocks), *why]


def logged_line(session: LoggedSession, system: System = "metric") -> str:
    """Such as "Tempo run · 45 min · RPE 7"."""
    name = plain(session.title) if session.title else SESSION_NAMES[session.session_type]
    parts = [
        name,
        f"{session.minutes:.0f} min" if session.minutes else "",
        distance_text(system, session.distance_m) if session.distance_m else "",
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


def goal_title(goal: ActiveGoal, system: System) -> str:
    """A title of its own as it is; one made from the target in the athlete's units."""
    known = goal.details
    terms = GoalTerms(
        goal.goal_type, goal.target_value, goal.target_unit, weeks=known.get("weeks"), window=known.get("window")
    )
    metric, own = (
        target_text(
            terms,
            station=goal.station,
            race_format=known.get("race_format"),
            distance_m=known.get("distance_m"),
            system=units,
        )
        for units in ("metric", system)
    )
    return own if goal.title == metric else goal.title


def record_value(record: RecentRecord, value: float, system: System = "metric") -> str:
    """A value of what this record is in."""
    return amount_text(value, record.value_unit, system, record.name or "")


def amount_text(value: float, unit: str, system: System = "metric", name: str = "") -> str:
    """A value in the unit of a record; `name` is of what was done.

    >>> amount_text(272, "seconds"), amount_text(4.25, "min_per_km"), amount_text(102.5, "kg")
    ('4:32', '4:15 /km', '102.5 kg')
    >>> amount_text(4.25, "min_per_km", "imperial"), amount_text(21_100, "metres", "imperial", "Longest run")
    ('6:50 /mi', '13.1 mi')
    """
    return value_text(amount_kind(unit, name), value, system)


def amount_kind(unit: str, name: str) -> Kind:
    """Only the unit and what was done matter to how an amount is said and drawn."""
    return Kind("running_pace", cast(RecordUnit, unit), exercise_key(name))


def record_change(record: RecentRecord, system: System = "metric") -> str:
    """What it replaced; nothing for a first one."""
    if record.previous_value is None:
        return "your first"
    gap = abs(record.value - record.previous_value)
    is_less = record.value < record.previous_value
    word = {"seconds": "faster", "min_per_km": "faster"}.get(record.value_unit, "less" if is_less else "more")
    return f"{record_value(record, gap, system)} {word} than before"


def record_name(record: RecentRecord, system: System = "metric") -> str:
    name = record.name or {"race_time": "race", "running_pace": "run"}.get(record.record_type, "")
    text = f"{_record_length(record, system)} {name}".strip()
    return plain(text[:1].upper() + text[1:])


def _record_length(record: RecentRecord, system: System) -> str:
    if not record.distance_m:
        return ""
    if record.record_type == "running_pace":
        return run_length_text(system, record.distance_m)
    return step_length_text(system, record.distance_m, record.name or "")


def _block(block: PlanBlock, system: System) -> str:
    rounds = f"{block.rounds} × " if block.rounds > 1 else ""
    rest = f", {format_clock(block.rest_s)} rest" if block.rest_s else ""
    steps = " + ".join(_step(step, system) for step in block.steps)
    return f"**{plain(block.name)}** {rounds}{f'({steps})' if rounds and len(block.steps) > 1 else steps}{rest}"


def _step(step: PlanStep, system: System) -> str:
    fast, slow = step.pace_fast_s_per_km, step.pace_slow_s_per_km
    low, high = step.heart_rate_low_bpm, step.heart_rate_high_bpm
    targets = [
        pace_words(fast, slow, system) if fast and slow else "",
        f"{low}–{high} bpm" if low and high else "",
        plain(step.effort) if step.effort else "",
    ]
    said = ", ".join(target for target in targets if target)
    amounts = [
        f"{step.reps} ×" if step.reps else "",
        step_length_text(system, step.distance_m, step.exercise) if step.distance_m else "",
        format_clock(step.duration_s) if step.duration_s else "",
        plain(step.exercise),
        f"({said})" if said else "",
    ]
    return " ".join(amount for amount in amounts if amount)
