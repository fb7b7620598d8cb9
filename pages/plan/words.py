"""What the plan calls things, and one colour and one mark per meaning."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, Literal

from coach.engines.clock import format_clock
from coach.engines.plan_weeks import KnownSession, Seen, Totals
from coach.engines.run_plan.reality import Outcome, outcome_of
from coach.engines.units import System, distance_in, distance_unit, step_length_text
from coach.writers.workout_text import pace_words
from data.plan_details import PlanBlock, PlanStep, SessionType, Zone
from data.rolling_plans import Method
from pages.split_view.cells import number_of

State = Outcome | Literal["logged"]

TYPES: dict[SessionType, str] = {
    "run": "Run", "hiit": "Stations", "strength": "Strength", "simulation": "Simulation", "recovery": "Recovery",
    "rest": "Rest day",
}  # fmt: skip
# Names of Streamlit's text colours; every type also says its name.
COLORS: dict[str, str] = {
    "run": "blue", "hiit": "orange", "strength": "violet", "simulation": "red", "recovery": "green", "rest": "gray",
}  # fmt: skip
STATES: dict[State, str] = {
    "planned": "Planned", "confirmed": "Done", "assumed": "Assumed done", "missed": "Missed", "skipped": "Skipped",
    "overridden_done": "Done, set by you", "overridden_missed": "Missed, set by you", "rest": "Rest",
    "logged": "Logged, not planned",
}  # fmt: skip
MARKS: dict[State, str] = {
    "planned": "○", "confirmed": "✓", "assumed": "≈", "missed": "✗", "skipped": "–", "overridden_done": "✓*",
    "overridden_missed": "✗*", "rest": "·", "logged": "+",
}  # fmt: skip
ZONES: dict[Zone, str] = {
    "E": "Easy", "M": "Marathon pace", "T": "Threshold", "I": "Intervals", "R": "Repetitions", "sprint": "Sprint",
    "rest": "Rest", "strength": "Strength",
}  # fmt: skip
METHODS: dict[Method, str] = {
    "vdot": "VDOT-based training (after Daniels & Gilbert)", "ultra": "Ultra, time-based (after Koop)",
    "sprint": "Sprint (after Pfaff)", "hybrid": "HYROX hybrid (our own)",
}  # fmt: skip
METHOD_LINES: dict[Method, str] = {
    "vdot": "Most running is easy; a few sessions at paces from your running score build threshold, speed and stamina.",
    "ultra": "Counted in time and effort, not kilometres: blocks of hard climbs first, long back-to-back runs last.",
    "sprint": "Few, fast and fully rested efforts: acceleration, top speed and speed endurance with two days between.",
    "hybrid": "Easy running as the base, runs on tired legs and the eight stations as what a HYROX race asks for.",
}  # fmt: skip
PHASES: dict[str, str] = {
    "base": "Base", "build": "Build", "peak": "Peak", "taper": "Taper", "race": "Race", "recovery": "Recovery",
    "maintain": "Maintain",
}  # fmt: skip
EXPERIENCE = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def state_of(row: Mapping[Hashable, Any], today: date) -> State:
    """What became of a row of the calendar."""
    if row["kind"] == "logged":
        return "skipped" if row["is_skipped"] else "logged"
    return outcome_of_row(row, today)


def outcome_of_row(row: Mapping[Hashable, Any], today: date) -> Outcome:
    """What became of a planned session, from a row of any frame that says what is known of it."""
    known = {name: row[name] for name in KnownSession._fields}
    said = known["outcome_override"]  # a frame says NaN where nothing was said
    return outcome_of(KnownSession(**known | {"outcome_override": said if isinstance(said, str) else None}), today)


def mark_of(state: State) -> str:
    """As Markdown.

    >>> mark_of("missed"), mark_of("overridden_missed")
    ('✗', '✗\\\\*')
    """
    return MARKS[state].replace("*", "\\*")


def seen_of(row: Mapping[Hashable, Any], today: date) -> Seen:
    """A row of the calendar with its amounts."""
    done_min, done_m = number_of(row["done_minutes"]), number_of(row["done_m"])
    state = state_of(row, today)
    if row["kind"] == "logged":
        return Seen(state, done_min=done_min, done_m=done_m)
    return Seen(state, number_of(row["minutes"]), number_of(row["distance_m"]), done_min, done_m)


def day_words(day: date) -> str:
    """
    >>> day_words(date(2026, 2, 7))
    'Sat 7 Feb'
    """
    return f"{day:%a} {day.day} {day:%b}"


def hours_words(minutes: float) -> str:
    """
    >>> hours_words(95), hours_words(40)
    ('1 h 35 min', '40 min')
    """
    hours, rest = divmod(round(minutes), 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def length_words(distance_m: float | None, minutes: float | None, system: System) -> str:
    """
    >>> length_words(8_000, 45, "metric"), length_words(None, 40, "imperial"), length_words(None, None, "metric")
    ('8 km · 45 min', '40 min', '')
    """
    parts = (far_words(distance_m, system), hours_words(minutes) if minutes else "")
    return " · ".join(part for part in parts if part)


def far_words(distance_m: float | None, system: System) -> str:
    """To a tenth: what is planned by time is no more exact than that.

    >>> far_words(7_824, "metric"), far_words(8_000, "imperial"), far_words(None, "metric")
    ('7.8 km', '5 mi', '')
    """
    if not distance_m:
        return ""
    return f"{f'{distance_in(system, distance_m):,.1f}'.removesuffix('.0')} {distance_unit(system)}"


def block_words(block: PlanBlock) -> str:
    """The first line of a block: its name, rounds and rest."""
    rounds = f" · {block.rounds} rounds" if block.rounds > 1 else ""
    rest = f" · rest {format_clock(block.rest_s)}" if block.rest_s else ""
    return f"{block.name}{rounds}{rest}"


def step_words(step: PlanStep, system: System = "metric") -> str:
    """
    >>> step_words(PlanStep(exercise="Easy Run", distance_m=8_000), "imperial")
    'Easy Run · 4.97 mi'
    >>> step_words(PlanStep(exercise="Easy Run", duration_s=600, effort="RPE 3"))
    'Easy Run · 10:00 · RPE 3'
    >>> step_words(PlanStep(exercise="Run", duration_s=600, pace_fast_s_per_km=300, pace_slow_s_per_km=310,
    ...                     heart_rate_low_bpm=150, heart_rate_high_bpm=160))
    'Run · 10:00 · 5:00–5:10 /km · 150–160 bpm'
    """
    amount = [
        f"{step.reps} ×" if step.reps else "",
        step_length_text(system, step.distance_m, step.exercise) if step.distance_m else "",
        format_clock(step.duration_s) if step.duration_s else "",
    ]
    return " · ".join(part for part in (step.exercise, *amount, *_targets(step, system)) if part)


def _targets(step: PlanStep, system: System) -> list[str]:
    fast, slow = step.pace_fast_s_per_km, step.pace_slow_s_per_km
    low, high = step.heart_rate_low_bpm, step.heart_rate_high_bpm
    return [
        pace_words(fast, slow, system) if fast and slow else "",
        f"{low}–{high} bpm" if low and high else "",
        step.effort or "",
    ]


def zone_words(zone_s: dict[Zone, float] | None) -> str:
    """
    >>> zone_words({"E": 1_800, "T": 1_200, "rest": 30})
    'Easy 30 min · Threshold 20 min · Rest 1 min'
    """
    return " · ".join(
        f"{ZONES[zone]} {max(1, round(seconds / 60))} min" for zone, seconds in (zone_s or {}).items() if seconds > 0
    )


def totals_words(totals: Totals, system: System) -> str:
    """How many sessions and how much, done of planned.

    >>> from coach.engines.plan_weeks import totals_of
    >>> totals_words(totals_of([Seen("confirmed", 40, 8_000, 42, 8_200), Seen("assumed", 30, 5_000)]), "metric")
    '2 of 2 sessions done (1 assumed) · 8.2 of 13 km · 42 min of 1 h 10 min'
    >>> totals_words(totals_of([Seen("planned", 40)]), "metric")
    '0 of 1 sessions done · 40 min planned'
    """
    assumed = f" ({totals.assumed_count} assumed)" if totals.assumed_count else ""
    parts = [f"{totals.done_count} of {totals.planned_count} sessions done{assumed}"]
    if totals.planned_m:
        parts.append(_of_words(_number(totals.done_m, system), far_words(totals.planned_m, system)))
    if totals.planned_min:
        done = hours_words(totals.done_min) if totals.done_min else ""
        parts.append(_of_words(done, hours_words(totals.planned_min)))
    return " · ".join(parts)


def unplanned_words(totals: Totals, system: System) -> str:
    """
    >>> from coach.engines.plan_weeks import totals_of
    >>> unplanned_words(totals_of([Seen("logged", done_min=30, done_m=5_000)]), "metric")
    '1 without a plan: 5 km · 30 min'
    """
    if not totals.unplanned_count:
        return ""
    amount = length_words(totals.unplanned_m, totals.unplanned_min, system)
    return f"{totals.unplanned_count} without a plan" + (f": {amount}" if amount else "")


def _number(distance_m: float | None, system: System) -> str:
    """The number alone: the unit follows."""
    return far_words(distance_m, system).rpartition(" ")[0]


def _of_words(done: str, planned: str) -> str:
    return f"{done} of {planned}" if done else f"{planned} planned"
