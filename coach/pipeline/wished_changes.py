"""Sessions to move or skip, what changed of the athlete, and what to remember, in one sentence each."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final, NamedTuple

from coach.day_outcomes import date_words
from coach.engines.quantities import Quantity, quantities
from coach.engines.units import CM_PER_INCH
from coach.pipeline.context import Context
from coach.pipeline.wished_goals import clock_s
from coach.readers.training_text.days import NamedDay, named_days
from data.profiles import known_zones
from data.today import PlannedSession

_SKIP: Final = re.compile(r"\b(?:skip|skipped|skipping|cancel|drop|leave out)\b(?! (?:rope|ropes))")
_MOVE: Final = re.compile(
    r"\b(?:move|moved|shift|push|reschedule|postpone|bring forward)\b(?! (?:the sled|sled|press|ups?|-?ups?))"
)
_SESSION: Final = re.compile(
    r"\b(?:session|workout|training|run|strength|lift|intervals?|simulation|recovery|hiit|it|today|"
    r"tomorrow|planned|plan|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:'?s)?\b"
)
_KINDS: Final = ("run", "strength", "hiit", "simulation", "recovery")
_NO_PLAN = "You have no active plan with open sessions in the next two weeks, so there is nothing to move or skip."


class Change(NamedTuple):
    """The fields of a move or skip with the session they are about, or the one thing to ask."""

    fields: dict[str, Any] | None = None
    session: str = ""
    question: str | None = None


def wished_skip(text: str, context: Context) -> Change | None:
    """None when the sentence skips nothing."""
    if not (_SKIP.search(text) and _SESSION.search(text)):
        return None
    chosen = _chosen(text, named_days(text, context.day, is_ahead=True), context)
    if isinstance(chosen, str):
        return Change(question=chosen)
    return Change({"day_id": str(chosen.day_id)}, _named(chosen))


def wished_move(text: str, context: Context) -> Change | None:
    """None when the sentence moves nothing. Where it goes stands after the last "to"."""
    if not (_MOVE.search(text) and _SESSION.search(text)):
        return None
    days = named_days(text, context.day, is_ahead=True)
    place = max(text.rfind(" to "), text.rfind(" until "), text.rfind(" onto "))
    targets = [one for one in days if one.start > place >= 0]
    chosen = _chosen(text[:place] if place >= 0 else text, [one for one in days if one not in targets], context)
    if isinstance(chosen, str):
        return Change(question=chosen)
    if not targets:
        return Change(question=f"To which day should {_named(chosen)} go?")
    if targets[0].day < context.day:
        return Change(question=f"{date_words(targets[0].day)} is over. To which day should {_named(chosen)} go?")
    return Change({"day_id": str(chosen.day_id), "date": targets[0].day.isoformat()}, _named(chosen))


def open_sessions(context: Context) -> list[PlannedSession]:
    return [session for session in context.today.planned if session.is_open]


def _chosen(text: str, days: list[NamedDay], context: Context) -> PlannedSession | str:
    """The one open session that is meant, or what to ask."""
    planned = open_sessions(context)
    if not planned:
        return _NO_PLAN
    kinds = [kind for kind in _KINDS if re.search(rf"\b{kind}\b", text)]
    named = [one for one in planned if one.title.lower() in text]
    fitting = [one for one in named or planned if not kinds or named or one.session_type in kinds]
    if days:
        fitting = [one for one in fitting if one.date == days[0].day]
    elif not named:
        first: date | None = min((one.date for one in fitting), default=None)
        fitting = [one for one in fitting if one.date == first]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        when = f" on {date_words(days[0].day)}" if days else ""
        return f"No open session of your plan fits{when}. Which one do you mean?"
    return f"Which one do you mean: {' or '.join(_named(one) for one in fitting)}?"


def _named(session: PlannedSession) -> str:
    return f"{session.title} on {date_words(session.date)}"


_ZONE: Final = re.compile(r"\b[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+){1,2}\b")
_RACE_DAY: Final = re.compile(
    r"\bmy (?:next )?(?:race|hyrox|competition|event)(?: (?:date|day|in [a-z]+))? (?:is|takes place|will "
    r"be)\b|\brace (?:date|day)\b"
)
_HOURS_A_WEEK: Final = re.compile(r"\b(?:a|per|each|every) week\b|\bweekly\b")
_DIVISION: Final = re.compile(
    r"\b(?:i race|i compete|my division is|division to|i(?:'m| am) racing)\b.*?\b(open|pro|doubles|relay)\b"
)
_UNITS: Final = re.compile(
    r"\b(?:use|switch to|show (?:me )?|set (?:my )?units to|change (?:my )?units to)\b.*?\b(metric|"
    r"imperial|miles|pounds|kilomet(?:re|er)s|kilograms)\b"
)


def wished_profile(text: str, spoken: str, today: date) -> dict[str, Any] | None:
    """What a sentence says about the athlete that the profile keeps; `spoken` is the same with its capitals."""
    found = quantities(text)
    zone = _ZONE.search(spoken)
    if zone and zone[0] in known_zones() and re.search(r"\b(?:time ?zone|moved|live|living|am in|i'm in)\b", text):
        return {"time_zone": zone[0]}
    units = _UNITS.search(text)
    if units:
        return {"units_preference": "imperial" if units[1] in ("imperial", "miles", "pounds") else "metric"}
    division = _DIVISION.search(text)
    days = [one.day for one in named_days(text, today, is_ahead=True)]
    if _RACE_DAY.search(text) and days:
        return {"race_date": days[-1].isoformat()}
    return _body(text, found) or _times(text, found) or ({"division": division[1]} if division else None)


def _body(text: str, found: list[Quantity]) -> dict[str, Any] | None:
    weight = next((one for one in found if one.kind == "mass" and one.unit in ("kg", "lb")), None)
    if weight and re.search(
        r"\b(?:i weigh|i'm weighing|my (?:body ?)?weight is|weighed in|i weighed|set my weight|update my weight)\b",
        text,
    ):
        return {"weight_kg": round(weight.value, 2)}
    feet = re.search(r"\b([4-7])(?:'| ?ft| ?feet| foot) ?(\d{1,2})?", text)
    height = next((one for one in found if one.unit in ("cm", "m")), None)
    if re.search(r"\b(?:i'm|i am|my height is)\b.*\b(?:tall|height|\d cm)", text):
        if feet:
            return {"height_cm": round((int(feet[1]) * 12 + int(feet[2] or 0)) * CM_PER_INCH, 1)}
        if height:
            return {"height_cm": round(height.value * 100, 1)}
    return None


def _times(text: str, found: list[Quantity]) -> dict[str, Any] | None:
    time = next((one for one in found if one.kind == "time" and one.unit not in ("day", "week")), None)
    if time is None:
        return None
    if re.search(r"\b(?:my goal time|goal time (?:is|to)|target time)\b", text):
        return {"goal_time_minutes": round(clock_s(time, 2_400) / 60, 2)}
    if _HOURS_A_WEEK.search(text) and re.search(r"\bi (?:can|only have|have|could) (?:only )?(?:train )?", text):
        return {"weekly_availability_hours": round(time.value / 3_600, 2)}
    return None
