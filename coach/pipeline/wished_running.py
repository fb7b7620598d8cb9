"""What a sentence wishes of the plan that rolls on: another goal, a lighter week, days away, other weekdays."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final

from coach.day_outcomes import date_words
from coach.engines.quantities import quantities
from coach.engines.streaks import monday_of
from coach.pipeline.context import Context
from coach.readers.training_text.days import NamedDay, named_days
from coach.readers.training_text.spans import days_away
from data.rolling_plans import SPRINT_M, ULTRA_M, WEEKDAYS, Goal

_NAMES: Final = (
    r"(?P<goal>half[- ]?marathons?|halfs?|ultra(?:[- ]?marathon)?s?|ultra running|marathons?|5 ?km?|10 ?km?|five k|"
    r"ten k|sprint(?:s|ing)?|hyrox|general fitness)\b"
)
_BEFORE: Final = (
    r"(?:an? |the |my |another |first |spring |autumn |fast |doing |running |\d{2,3} ?(?:km?|mi|miles?|m) )*"
)
_PLAN_GOAL: Final = (
    re.compile(rf"\b(?:train|prepare|prep|training|preparing)(?: me| now| instead)* (?:for|towards) {_BEFORE}{_NAMES}"),
    re.compile(
        r"\b(?:switch|change|move|go|switching|changing)(?: me| my (?:plan|goal|training)| the (?:plan|goal)| over|"
        rf" from [a-z0-9]+)* to {_BEFORE}(?:training for |train for )?{_BEFORE}{_NAMES}"
    ),
    re.compile(rf"\b(?:focus|concentrate|focusing)(?: more| only| now)* on {_BEFORE}{_NAMES}"),
    re.compile(rf"\b(?:my |the )(?:new )?goal (?:is|will be)(?: now)?(?: to run)? {_BEFORE}{_NAMES}"),
)
_SPEED: Final = re.compile(r"\b(?:focus|concentrate|work|focusing|working)(?: more| only| now)* on (?:my )?speed\b")
_ASKS: Final = re.compile(
    r"^(?:please |ok(?:ay)?,? |hi,? |coach,? |i (?:want|would like) to |i'd like to |let's )*"
    r"(?:train|prepare|prep|switch|change|move|go|focus|concentrate)\b"
)
NO_ROLLING: Final = (
    "You follow no running plan that rolls on yet. Make one on the Plan page with this goal; from then on you can "
    "change it here with one sentence."
)
_TIMED: Final = re.compile(r"\b(?:sub|under|below|in)[- ]?\d")
WHICH_SPEED: Final = (
    "Do you mean sprints of 60 to 400 m, or getting faster over 5 or 10 km? Write for example: switch to sprints, or: "
    "train for a 5k."
)
_TOO_MUCH: Final = re.compile(
    r"\btoo (?:hard|much|tough|heavy|intense|long)\b.{0,20}\b(?:week|plan|block|schedule|for me)\b|"
    r"\b(?:my|the|this) (?:training |week's )?(?:plan|week|block|program(?:me)?|schedule)\b.{0,20}"
    r"\btoo (?:hard|much|tough|heavy|intense)\b|"
    r"\b(?:make|lighten|ease|reduce|lower|cut)\b.{0,20}\b(?:week|plan|load|training|volume|schedule)\b"
    r"(?=.{0,20}\b(?:easier|lighter|less|down|back|off|up)\b)|"
    r"\b(?:lighten|ease|reduce)\b.{0,15}\b(?:this week|next week|my week|the week|my plan|the plan|my load)\b|"
    r"\b(?:need|want|give me|take) (?:a |an )?(?:much )?(?:easier|lighter|easy|light|recovery|down) week\b"
)
_FAR: Final = re.compile(
    r"\b(?:way|far|much|a lot|really|completely|absolutely) (?:too|easier|lighter|less)\b|\bhalf\b"
)
_AWAY: Final = re.compile(
    r"\b(?:i'm|i am|i'll be|i will be|we're|we are|we'll be) (?:away|travell?ing|gone|abroad|out of town|on (?:a )?"
    r"(?:holiday|vacation|trip|business trip))\b|\b(?:no training|block|can(?:'t|not) (?:train|run|work ?out)|"
    r"not able to (?:train|run)|won't be able to (?:train|run))\b"
)
_FROM_NOW: Final = re.compile(
    r"\b(?:any ?more|any longer|no longer|from now on|every week|in future|in the future|each week|always)\b"
)
_NOT_DAY: Final = re.compile(
    r"\b(?:can(?:'t|not)|can no longer|won't|will not|don't|do not|no|not|never)\b.{0,25}\b"
    r"(?:train(?:ing)?|run(?:ning)?|work|time|sessions?)\b|\bno longer (?:train|run)\b|\bblock\b"
)
_DAYS_A_WEEK: Final = re.compile(
    r"\b(?:can|could|only|want to|have time to)\b.{0,20}\b(?:train|run|running|training)\b.{0,10}"
    r"\b(?P<number>[1-7]|one|two|three|four|five|six|seven) (?:days?|times|sessions) (?:a|per|each|every) week\b"
)
NUMBER_NAMES: Final = ("one", "two", "three", "four", "five", "six", "seven")
_LONG_RUN: Final = re.compile(r"\blong runs?\b.{0,25}\b(?:to|on) (?P<weekday>[a-z]+days)\b")
_WEEKDAY: Final = re.compile(rf"\b(?P<day>{'|'.join(WEEKDAYS)})(?P<plural>s)?\b")
FROM_WHEN: Final = "From which day to which are you away? For example: I'm away from 3 to 10 March."


def wished_plan_goal(text: str, context: Context) -> dict[str, Any] | str | None:
    """The wishes of another goal for the plan that rolls on, or what to ask; a timed goal is one of the Goals page."""
    plan = context.running.plan
    if _TIMED.search(text):
        return None
    found = next((one for words in _PLAN_GOAL if (one := words.search(text))), None)
    if plan is None:
        return NO_ROLLING if found and _ASKS.match(text) else None
    if found is None:
        return WHICH_SPEED if _SPEED.search(text) else None
    goal = goal_named(found["goal"])
    wishes: dict[str, Any] = {"goal": goal}
    ahead = [one.day for one in named_days(text, context.day, is_ahead=True) if one.day > context.day]
    if ahead:
        wishes["race_date"] = ahead[-1].isoformat()
    distance_m = _race_m(text, goal)
    if distance_m is not None:
        wishes["race_distance_m"] = distance_m
    is_followed = goal == plan.plan.goal and set(wishes) == {"goal"}
    return None if is_followed else wishes


def goal_named(name: str) -> Goal:
    """
    >>> goal_named("ultras"), goal_named("half marathon"), goal_named("10 km"), goal_named("sprints")
    ('ultra', 'half_marathon', '10k', 'sprint')
    """
    starts: tuple[tuple[str, Goal], ...] = (
        ("half", "half_marathon"), ("ultra", "ultra"), ("marathon", "marathon"), ("5", "5k"), ("five", "5k"),
        ("10", "10k"), ("ten", "10k"), ("sprint", "sprint"), ("hyrox", "hyrox"), ("general", "general_fitness"),
    )  # fmt: skip
    return next(goal for start, goal in starts if name.startswith(start))


def wished_ease(text: str, context: Context) -> dict[str, Any] | None:
    """Less in the coming days, and how much less."""
    if context.running.plan is None or not _TOO_MUCH.search(text):
        return None
    return {"ease": "much_lighter" if _FAR.search(text) else "lighter"}


def eased_days(today: date) -> str:
    """The days that become lighter: a rebuilding begins tomorrow.

    >>> eased_days(date(2026, 3, 5)), eased_days(date(2026, 3, 8))
    ('the rest of this week', 'next week')
    """
    return "next week" if monday_of(today + timedelta(days=1)) > today else "the rest of this week"


def wished_days_away(text: str, context: Context) -> tuple[date, date] | str | None:
    """First and last day without training, or what to ask; None when it is about no days, or about every week."""
    if not _AWAY.search(text) or _FROM_NOW.search(text) or _every_week(text):
        return None
    span = days_away(text, context.day)
    if span is None:
        return FROM_WHEN if re.search(r"\b(?:away|travell?ing|holiday|vacation|trip|abroad)\b", text) else None
    if span[1] < context.day:
        return None
    return span


def wished_availability(text: str, context: Context) -> dict[str, Any] | None:
    """Other days to train from now on."""
    if context.running.plan is None:
        return None
    days = _DAYS_A_WEEK.search(text)
    if days:
        number = days["number"]
        return {"days_per_week": int(number) if number.isdigit() else NUMBER_NAMES.index(number) + 1}
    long_run = _LONG_RUN.search(text)
    if long_run and long_run["weekday"][:-1] in WEEKDAYS:
        return {"long_run_day": long_run["weekday"][:-1]}
    weekdays = _every_week(text) or (
        [one["day"] for one in _WEEKDAY.finditer(text)] if _FROM_NOW.search(text) else []
    )  # fmt: skip
    if not weekdays:
        return None
    minutes = next((one.value / 60 for one in quantities(text) if one.kind == "time" and one.value >= 60), None)
    if minutes is not None:
        return {"availability_minutes": dict.fromkeys(weekdays, round(minutes))}
    return {"availability_minutes": dict.fromkeys(weekdays, 0)} if _is_day_off(text) else None


def _is_day_off(text: str) -> bool:
    return bool(_NOT_DAY.search(text) or re.search(r"days? (?:doesn't|don't|do not|does not|no longer) works?\b", text))


def _every_week(text: str) -> list[str]:
    """Weekdays said as those of every week."""
    plural = [one["day"] for one in _WEEKDAY.finditer(text) if one["plural"]]
    return plural or re.findall(rf"\b(?:every|each) ({'|'.join(WEEKDAYS)})\b", text)


def _race_m(text: str, goal: Goal) -> float | None:
    """How long the race is, where its goal does not say it."""
    limits = {"ultra": ULTRA_M, "sprint": SPRINT_M}.get(goal)
    if limits is None:
        return None
    lengths = [one.value for one in quantities(text) if one.kind == "distance"]
    return next((length for length in lengths if limits[0] <= length <= limits[1]), None)


def day_of(days: list[NamedDay], otherwise: date) -> date:
    return days[0].day if days else otherwise


def about_session(title: str, day: date) -> str:
    return f"{title} on {date_words(day)}"
