"""What an achievement still asks for, in words."""

from __future__ import annotations

from coach.achievements import Achievement
from coach.engines.achievements import ConditionProgress
from coach.engines.clock import format_clock
from coach.engines.goal_words import number_text
from coach.engines.splits import SPLIT_LABELS

CLOCK_METRICS = frozenset({"race_total_s", "race_improvement_s", "longest_workout_s"})
NOTHING_YET = {
    "race_total_s": "Log a finished race",
    "race_improvement_s": "Log a second race of the same kind",
    "longest_workout_s": "Log a workout with its duration",
    "faster_than_pct": "Log a race with its splits",
    "stations_in_faster_half": "Log a race with its splits",
    "fade_pct": "Log a race with runs 2 and 7",
}
SESSIONS = {"run": "runs", "strength": "strength", "hiit": "high intensity"}


def progress_words(achievement: Achievement) -> str:
    """Where the athlete stands in each condition; several are joined by what they need: and, or."""
    parts = achievement.progress.conditions
    told = [_condition_words(part, is_alone=len(parts) == 1) for part in parts]
    return (" or " if achievement.joined == "any" else " · ").join(dict.fromkeys(told))


def _condition_words(part: ConditionProgress, *, is_alone: bool) -> str:
    metric, value = part.condition.metric, part.value
    name = "" if is_alone else _name(part)
    if value is None:
        return f"{name}{NOTHING_YET.get(metric, 'Nothing yet')}"
    return f"{name}{_standing(part, value)}"


def _standing(part: ConditionProgress, value: float) -> str:
    metric, limit = part.condition.metric, part.condition.limit
    if metric == "faster_than_pct":
        return f"Faster than {value:.0f} % so far, {limit:.0f} % wanted"
    if metric == "fade_pct":
        return f"{value:+.1f} % at best, {limit:.0f} % wanted".replace("-", "−")
    if metric == "training_s":
        return f"{number_text(value / 3600)} of {number_text(limit / 3600)} hours"
    if metric in CLOCK_METRICS:
        word = "under " if part.condition.kind == "below" else ""
        return f"{format_clock(value)} so far, {word}{format_clock(limit)} wanted"
    return f"{number_text(value)} of {number_text(limit)}"


def _name(part: ConditionProgress) -> str:
    """Which of several conditions this is: "SkiErg: "."""
    values = [str(value) for wanted in part.condition.where.values() for value in wanted]
    named = [SPLIT_LABELS.get(value) or SESSIONS.get(value) for value in values]
    known = [name for name in named if name]
    return f"{known[0]}: " if known else ""
