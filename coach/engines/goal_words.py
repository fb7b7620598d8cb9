"""A goal and its numbers in plain words."""

from typing import Literal

from coach.engines.clock import NO_TIME, format_clock
from coach.engines.goal_progress import DEFAULT_WEEKS, GoalProgress, GoalTerms
from coach.engines.splits import SPLIT_LABELS
from coach.engines.units import (
    M_PER_KM,
    RACE_LENGTHS_KM,
    System,
    distance_in,
    distance_m_of,
    distance_unit,
    pace_text,
    weight_in,
    weight_kg_of,
    weight_unit,
)

Measure = Literal["weight", "distance"]

_FORMATS = {"singles": "singles race", "doubles": "doubles race", "relay": "relay race", None: "race"}
_WINDOWS = {"week": "in a week", "month": "in a month", "total": "in total", None: "in a week"}


def target_text(
    terms: GoalTerms,
    *,
    station: str | None = None,
    race_format: str | None = None,
    distance_m: float | None = None,
    system: System = "metric",
) -> str:
    """What is to be reached, as a sentence without a subject.

    Source: wording of this product.

    >>> target_text(GoalTerms("race_time", 5_100), race_format="singles")
    'Finish a singles race in 1:25:00'
    >>> target_text(GoalTerms("running_pace", 285), distance_m=5_000)
    'Run 5 km at 4:45 /km'
    >>> target_text(GoalTerms("running_pace", 285), distance_m=42_195, system="imperial")
    'Run 26.2 mi at 7:39 /mi'
    >>> target_text(GoalTerms("consistency", 4, weeks=8))
    'Train 4 times a week for 8 weeks'
    >>> target_text(GoalTerms("training_volume", 40, "km", window="month"))
    'Train 40 km in a month'
    """
    value = value_text(terms, terms.target, system)
    match terms.goal_type:
        case "race_time":
            return f"Finish a {_FORMATS[race_format]} in {value}"
        case "station_time":
            return f"{SPLIT_LABELS.get(station or '', 'Station')} in {value}"
        case "running_pace":
            return f"Run {_run_length(distance_m, system)} at {value}" if distance_m else f"Run at {value}"
        case "consistency":
            times = "once" if terms.target == 1 else f"{number_text(terms.target)} times"
            weeks = terms.weeks or DEFAULT_WEEKS
            return f"Train {times} a week for {weeks} {'week' if weeks == 1 else 'weeks'}"
        case "training_volume":
            return f"Train {value} {_WINDOWS[terms.window]}"
        case _:
            return f"Reach {value}" if terms.target is not None else "No number set"


def value_text(terms: GoalTerms, value: float | None, system: System = "metric") -> str:
    """A value of this goal with its unit; a dash when there is none.

    Source: wording of this product.

    >>> value_text(GoalTerms("station_time", 240), 251.4), value_text(GoalTerms("body_comp", 74, "kg"), 76.5)
    ('4:11', '76.5 kg')
    >>> value_text(GoalTerms("body_comp", 74, "kg"), 76.5, "imperial")
    '168.7 lb'
    """
    if value is None:
        return NO_TIME
    if terms.goal_type in ("race_time", "station_time"):
        return format_clock(value)
    if terms.goal_type == "running_pace":
        return pace_text(system, value)
    if terms.goal_type == "consistency":
        return f"{number_text(value)} {'week' if value == 1 else 'weeks'}"
    measure = measure_of(terms.goal_type, terms.unit)
    if measure is None:
        return f"{number_text(value)} {terms.unit or ''}".strip()
    return f"{number_text(amount_in(system, measure, value))} {unit_in(system, measure)}"


def measure_of(goal_type: str, unit: str | None) -> Measure | None:
    """What a target counts in that is kept in SI; None for times, hours and what the athlete named.

    Source: this product: a unit typed for a goal of one's own stays as it was typed.

    >>> measure_of("body_comp", "kg"), measure_of("training_volume", "km"), measure_of("custom", "kg")
    ('weight', 'distance', None)
    """
    known: dict[tuple[str, str | None], Measure] = {
        ("body_comp", "kg"): "weight",
        ("training_volume", "km"): "distance",
    }
    return known.get((goal_type, unit))


def amount_in(system: System, measure: Measure, amount: float) -> float:
    """Kilograms or kilometres as they are typed.

    Source: `coach.engines.units`.

    >>> amount_in("imperial", "weight", 74), amount_in("imperial", "distance", 40), amount_in("metric", "distance", 40)
    (163.14, 24.8548, 40.0)
    """
    return weight_in(system, amount) if measure == "weight" else distance_in(system, amount * M_PER_KM)


def amount_of(system: System, measure: Measure, typed: float) -> float:
    """Kilograms or kilometres of a typed amount.

    Source: `coach.engines.units`.

    >>> amount_of("imperial", "weight", 163), amount_of("imperial", "distance", 25)
    (73.94, 40.234)
    """
    return weight_kg_of(system, typed) if measure == "weight" else distance_m_of(system, typed) / M_PER_KM


def unit_in(system: System, measure: Measure) -> str:
    return weight_unit(system) if measure == "weight" else distance_unit(system)


def standing_text(terms: GoalTerms, progress: GoalProgress, system: System = "metric") -> str:
    """Where it stands, and from which data; says what to do when nothing is known.

    Source: wording of this product.

    >>> standing_text(GoalTerms("race_time", 5_400), GoalProgress(5_800, 5_500, 75.0, False, "races"))
    'Best so far 1:31:40, 1:40 to go (from your races)'
    >>> standing_text(GoalTerms("consistency", 4, weeks=8), GoalProgress(0, 3, 37.5, False, "training log", 2))
    '3 of 8 weeks done, 2 of 4 workouts this week (from your training log)'
    >>> hours = GoalTerms("training_volume", 5, "hours", window="week")
    >>> standing_text(hours, GoalProgress(0, 3.4, 100.0, True, "training log", best=5.6))
    'Your best week had 5.6 hours of 5 hours; 3.4 hours this week (from your training log)'
    """
    if terms.goal_type == "consistency":
        weeks, wanted = terms.weeks or DEFAULT_WEEKS, number_text(terms.target)
        done = f"{number_text(progress.current)} of {weeks} {'week' if weeks == 1 else 'weeks'} done"
        this_week = f"{progress.this_week or 0} of {wanted} workouts this week"
        return f"{done}, {this_week} (from your training log)"
    if progress.current is None:
        return _what_to_log(terms)
    current = value_text(terms, progress.current, system)
    if terms.goal_type == "training_volume":
        return f"{_volume_text(terms, progress, system)} (from your training log)"
    where = "as you entered it" if progress.source == "typed" else f"from your {progress.source}"
    words = "Best so far" if progress.source not in ("typed", "profile") else "Now"
    return f"{words} {current}{_left(terms, progress, system)} ({where})"


def number_text(value: float | None) -> str:
    """A number without needless decimals.

    Source: none, typography only.

    >>> number_text(4.0), number_text(21.0975), number_text(1250), number_text(None)
    ('4', '21.1', '1,250', '–')
    """
    if value is None:
        return NO_TIME
    return f"{value:,.1f}".removesuffix(".0")


def _left(terms: GoalTerms, progress: GoalProgress, system: System) -> str:
    if progress.is_reached or terms.target is None or progress.current is None:
        return ""
    left = abs(progress.current - terms.target)
    is_better = progress.source not in ("typed", "profile") and progress.current <= terms.target
    return ", before this goal began" if is_better else f", {value_text(terms, left, system)} to go"


def _volume_text(terms: GoalTerms, progress: GoalProgress, system: System) -> str:
    """One full week or month reaches it for good: then that one is said first, and after it the one that runs."""
    current, target = (value_text(terms, value, system) for value in (progress.current, terms.target))
    period = {"month": "month", "total": ""}.get(terms.window or "", "week")
    running = f"this {period}" if period else "so far"
    if not period or not progress.is_reached or progress.best is None:
        return f"{current} {running} of {target}"
    return f"Your best {period} had {value_text(terms, progress.best, system)} of {target}; {current} {running}"


def _run_length(distance_m: float, system: System) -> str:
    """1, 5 and 10 km are called so everywhere."""
    shown: System = "metric" if distance_m / M_PER_KM in RACE_LENGTHS_KM else system
    return f"{number_text(distance_in(shown, distance_m))} {distance_unit(shown)}"


def _what_to_log(terms: GoalTerms) -> str:
    return {
        "race_time": "No race yet: log one, and it counts here",
        "station_time": "No time yet: a race split or a benchmark counts here",
        "running_pace": "No run yet: log one with its distance and time, and it counts here",
    }.get(terms.goal_type, "Enter where you stand to see your progress")
