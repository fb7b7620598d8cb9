"""A goal and its numbers in plain words."""

from coach.engines.clock import NO_TIME, format_clock
from coach.engines.goal_progress import DEFAULT_WEEKS, GoalProgress, GoalTerms
from coach.engines.splits import SPLIT_LABELS

_FORMATS = {"singles": "singles race", "doubles": "doubles race", "relay": "relay race", None: "race"}
_WINDOWS = {"week": "in a week", "month": "in a month", "total": "in total", None: "in a week"}


def target_text(
    terms: GoalTerms, *, station: str | None = None, race_format: str | None = None, distance_m: float | None = None
) -> str:
    """What is to be reached, as a sentence without a subject.

    Source: wording of this product.

    >>> target_text(GoalTerms("race_time", 5_100), race_format="singles")
    'Finish a singles race in 1:25:00'
    >>> target_text(GoalTerms("running_pace", 285), distance_m=5_000)
    'Run 5 km at 4:45 /km'
    >>> target_text(GoalTerms("consistency", 4, weeks=8))
    'Train 4 times a week for 8 weeks'
    >>> target_text(GoalTerms("training_volume", 40, "km", window="month"))
    'Train 40 km in a month'
    """
    value = value_text(terms, terms.target)
    match terms.goal_type:
        case "race_time":
            return f"Finish a {_FORMATS[race_format]} in {value}"
        case "station_time":
            return f"{SPLIT_LABELS.get(station or '', 'Station')} in {value}"
        case "running_pace":
            return f"Run {number_text(distance_m / 1000)} km at {value}" if distance_m else f"Run at {value}"
        case "consistency":
            times = "once" if terms.target == 1 else f"{number_text(terms.target)} times"
            weeks = terms.weeks or DEFAULT_WEEKS
            return f"Train {times} a week for {weeks} {'week' if weeks == 1 else 'weeks'}"
        case "training_volume":
            return f"Train {value} {_WINDOWS[terms.window]}"
        case _:
            return f"Reach {value}" if terms.target is not None else "No number set"


def value_text(terms: GoalTerms, value: float | None) -> str:
    """A value of this goal with its unit; a dash when there is none.

    Source: wording of this product.

    >>> value_text(GoalTerms("station_time", 240), 251.4), value_text(GoalTerms("body_comp", 74, "kg"), 76.5)
    ('4:11', '76.5 kg')
    """
    if value is None:
        return NO_TIME
    if terms.goal_type in ("race_time", "station_time"):
        return format_clock(value)
    if terms.goal_type == "running_pace":
        return f"{format_clock(value)} /km"
    if terms.goal_type == "consistency":
        return f"{number_text(value)} {'week' if value == 1 else 'weeks'}"
    return f"{number_text(value)} {terms.unit or ''}".strip()


def standing_text(terms: GoalTerms, progress: GoalProgress) -> str:
    """Where it stands, and from which data; says what to do when nothing is known.

    Source: wording of this product.

    >>> standing_text(GoalTerms("race_time", 5_400), GoalProgress(5_800, 5_500, 75.0, False, "races"))
    'Best so far 1:31:40, 1:40 to go (from your races)'
    >>> standing_text(GoalTerms("consistency", 4, weeks=8), GoalProgress(0, 3, 37.5, False, "training log", 2))
    '3 of 8 weeks done, 2 of 4 workouts this week (from your training log)'
    """
    if terms.goal_type == "consistency":
        weeks, wanted = terms.weeks or DEFAULT_WEEKS, number_text(terms.target)
        done = f"{number_text(progress.current)} of {weeks} {'week' if weeks == 1 else 'weeks'} done"
        this_week = f"{progress.this_week or 0} of {wanted} workouts this week"
        return f"{done}, {this_week} (from your training log)"
    if progress.current is None:
        return _what_to_log(terms)
    current = value_text(terms, progress.current)
    if terms.goal_type == "training_volume":
        running = {"month": "this month", "total": "so far"}.get(terms.window or "", "this week")
        return f"{current} {running} of {value_text(terms, terms.target)} (from your training log)"
    where = "as you entered it" if progress.source == "typed" else f"from your {progress.source}"
    words = "Best so far" if progress.source not in ("typed", "profile") else "Now"
    return f"{words} {current}{_left(terms, progress)} ({where})"


def number_text(value: float | None) -> str:
    """A number without needless decimals.

    Source: none, typography only.

    >>> number_text(4.0), number_text(21.0975), number_text(1250), number_text(None)
    ('4', '21.1', '1,250', '–')
    """
    if value is None:
        return NO_TIME
    return f"{value:,.1f}".removesuffix(".0")


def _left(terms: GoalTerms, progress: GoalProgress) -> str:
    if progress.is_reached or terms.target is None or progress.current is None:
        return ""
    left = abs(progress.current - terms.target)
    is_better = progress.source not in ("typed", "profile") and progress.current <= terms.target
    return ", before this goal began" if is_better else f", {value_text(terms, left)} to go"


def _what_to_log(terms: GoalTerms) -> str:
    return {
        "race_time": "No race yet: log one, and it counts here",
        "station_time": "No time yet: a race split or a benchmark counts here",
        "running_pace": "No run yet: log one with its distance and time, and it counts here",
    }.get(terms.goal_type, "Enter where you stand to see your progress")
