"""Goals in a sentence: what to reach, and by when."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final

from coach.engines.quantities import Quantity, quantities
from coach.engines.units import M_PER_KM, System
from coach.readers.training_text.clauses import clause_of
from coach.readers.training_text.days import named_days

_WISH: Final = re.compile(
    r"\b(?:my (?:new )?goal|(?:set|add|new|change my) (?:a |my |as )?(?:new )?goal|i want to|i'd like to|"
    r"i would like to|"
    r"i(?:'m| am) aiming|i aim|aim(?:ing)? (?:for|to)|my target|i plan to get|goal:|target:)"
)
_ONLY_GOAL: Final = re.compile(r"^(?:please )?(?:set|add|create|make) (?:me )?(?:a |my )?(?:new )?goal[.! ]*$")
_RACE: Final = re.compile(r"\b(?:hyrox|race|finish|sub[- ]?\d)")
_RUNS: Final = re.compile(r"\b(?:run|5k|10k|half marathon|marathon|parkrun)\b")
_LENGTHS: Final = ((re.compile(r"\bhalf[- ]marathon\b"), 21_097.5), (re.compile(r"\bmarathon\b"), 42_195.0))
_WEEKS_AHEAD: Final = re.compile(r"\b(?:in|within) (\d{1,2}) (weeks?|months?)\b")
_SUB: Final = re.compile(r"\bsub[- ]?(?=\d)")
_BARE_MINUTES: Final = re.compile(
    r"\b(?:sub|under|below|in) (\d{2,3})(?= ?(?:hyrox|race|finish|$|[.!,]| by\b| at\b| for\b))"
)
_FOR_WEEKS: Final = re.compile(r"\bfor (\d{1,2}) weeks\b")
WHICH_GOAL = "What do you want to reach, and by when? For example: run 5 km in 22:00 by 1 June."


def wished_goal(text: str, today: date, system: System) -> dict[str, Any] | None:
    """The fields of a goal, or None when the sentence wishes for none with a number.

    >>> wished_goal("my goal is to run 5k in 20:00 by 1 june", date(2026, 3, 4), "metric")
    {'goal_type': 'running_pace', 'target_value': 240.0, 'distance_m': 5000.0, 'target_date': '2026-06-01'}
    """
    if not _WISH.search(text):
        return None
    by = _by(text, today)
    plain = _without_days(text, today)
    plain = _BARE_MINUTES.sub(r"in \1 min", _SUB.sub("sub ", plain)) if _RACE.search(plain) else plain
    found = quantities(plain)
    goal = _habit(plain, found) or _timed(plain, found, system) or _weight(plain, found)
    if goal is None:
        return None
    return goal | ({"target_date": by.isoformat()} if by else {})


def asks_for_goal(text: str) -> bool:
    return _ONLY_GOAL.match(text) is not None


def clock_s(one: Quantity, shortest_s: float) -> float:
    """Seconds of a clock whose two parts are hours and minutes when minutes and seconds would be too short."""
    is_hours = one.unit == "clock" and one.value < shortest_s and one.step == 1.0
    return one.value * 60 if is_hours else one.value


def _by(text: str, today: date) -> date | None:
    ahead = [one.day for one in named_days(text, today, is_ahead=True) if one.day > today]
    if ahead:
        return ahead[-1]
    counted = _WEEKS_AHEAD.search(text)
    if counted is None:
        return None
    return today + timedelta(days=int(counted[1]) * (7 if counted[2].startswith("week") else 30))


def _without_days(text: str, today: date) -> str:
    for one in named_days(text, today, is_ahead=True):
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return _WEEKS_AHEAD.sub(" ", text)


def _habit(text: str, found: list[Quantity]) -> dict[str, Any] | None:
    often = next((one for one in found if one.kind == "per_week"), None)
    weeks = _FOR_WEEKS.search(text)
    lasting = {"weeks": int(weeks[1])} if weeks else {}
    if often is not None:
        return {"goal_type": "consistency", "target_value": often.value} | lasting
    window = re.search(r"\b(?:a|per|each|every) (week|month)\b", text)
    if window is None:
        return None
    for kind, unit, scale in (("distance", "km", M_PER_KM), ("time", "hours", 3_600.0)):
        amount = next((one for one in found if one.kind == kind and one.unit not in ("week", "day", "clock")), None)
        if amount is not None:
            value = round(amount.value / scale, 2)
            return {"goal_type": "training_volume", "target_value": value, "target_unit": unit, "window": window[1]}
    return None


def _timed(text: str, found: list[Quantity], system: System) -> dict[str, Any] | None:
    time = next((one for one in found if one.kind == "time" and one.unit not in ("day", "week")), None)
    pace = next((one for one in found if one.kind == "pace"), None)
    length_m = next((metres for words, metres in _LENGTHS if words.search(text)), None)
    length_m = length_m or next((round(one.value, 1) for one in found if one.kind == "distance"), None)
    clause = clause_of(text, system)
    if clause.exercise and clause.exercise.station and time:
        return {"goal_type": "station_time", "station": clause.exercise.station, "target_value": time.value}
    if pace:
        at = {"distance_m": length_m} if length_m else {}
        return {"goal_type": "running_pace", "target_value": round(pace.value, 4)} | at
    if time and length_m and length_m >= 400 and (_RUNS.search(text) or not _RACE.search(text)):
        seconds = clock_s(time, length_m / M_PER_KM * 120)
        return {
            "goal_type": "running_pace",
            "target_value": round(seconds * M_PER_KM / length_m, 4),
            "distance_m": length_m,
        }
    if time and _RACE.search(text):
        team = next(({"race_format": name} for name in ("doubles", "relay") if name in text), {})
        return {"goal_type": "race_time", "target_value": clock_s(time, 2_400)} | team
    return None


def _weight(text: str, found: list[Quantity]) -> dict[str, Any] | None:
    if not re.search(r"\b(?:weigh|weight|down to|body ?weight|up to)\b", text):
        return None
    amount = next((one for one in found if one.kind == "mass" and one.unit in ("kg", "lb")), None)
    return {"goal_type": "body_comp", "target_value": round(amount.value, 2), "target_unit": "kg"} if amount else None
