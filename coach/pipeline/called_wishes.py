"""What a model would save about running, held to what the athlete said: no day and no amount is the model's own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from coach.day_outcomes import date_words
from coach.engines.quantities import quantities
from coach.pipeline.action_entries import ROLLING_KINDS, ActionKind
from coach.pipeline.context import Context
from coach.pipeline.wished_running import NUMBER_NAMES, eased_days
from coach.pipeline.wished_runs import about_run, felt_fields, past_sessions
from coach.pipeline.wishes import Wish
from coach.readers.training_text.days import named_days
from coach.readers.training_text.spans import days_away

DAYS: Final = ("race_date", "first_on", "last_on")
CLOSE: Final = 0.5  # of a metre or minute


def checked_wish(kind: ActionKind, given: dict[str, Any], context: Context, said: str) -> Wish | None:
    """The call as a wish; None when it is about no session, run or plan of this athlete, or about nothing they said."""
    if kind in ROLLING_KINDS and context.running.plan is None:
        return None
    match kind:
        case "set_outcome":
            return _outcome(given, context)
        case "run_feedback":
            return _feedback(given, context, said)
        case "add_break":
            # A break that begins on no day they named begins today.
            days = _said_days(given, context, said)
            return Wish(kind, {"first_on": context.day.isoformat(), **days, "note": said[:500] or None})
        case "ease_week":
            return Wish(kind, given, eased_days(context.day))
    return Wish(kind, _said_amounts(_said_days(given, context, said), said))


def canonical_id(given: object) -> str:
    """An id as it is written here; empty when it is none."""
    try:
        return str(UUID(str(given)))
    except ValueError:
        return ""


def _outcome(given: dict[str, Any], context: Context) -> Wish | None:
    day_id = canonical_id(given.get("day_id"))
    session = next((seen.session for seen in past_sessions(context) if str(seen.session.id) == day_id), None)
    return Wish("set_outcome", given, f"{session.title} on {date_words(session.date)}") if session else None


def _feedback(given: dict[str, Any], context: Context, said: str) -> Wish | None:
    """The ratings are read from the athlete's own words, never taken from the call."""
    activity_id = canonical_id(given.get("activity_id"))
    run = next((one for one in context.running.runs if str(one.activity_id) == activity_id), None)
    if run is None or not said.strip():
        return None
    return Wish("run_feedback", {"activity_id": activity_id} | felt_fields(said.lower(), said), about_run(run))


def _said_days(given: dict[str, Any], context: Context, said: str) -> dict[str, Any]:
    """Without the days the message does not name."""
    named = _named(said, context.day)
    return {name: value for name, value in given.items() if name not in DAYS or str(value) in named}


def _named(said: str, day: date) -> set[str]:
    days = {one.day for is_ahead in (False, True) for one in named_days(said, day, is_ahead=is_ahead)}
    days |= {one + timedelta(days=7) for one in days if one < day}
    return {one.isoformat() for one in (*days, *(days_away(said, day) or ()))}


def _said_amounts(given: dict[str, Any], said: str) -> dict[str, Any]:
    """Without the amounts the message does not name; 0 minutes is a day off."""
    found = quantities(said)
    lengths = [one.value for one in found if one.kind == "distance"]
    minutes = [one.value / 60 for one in found if one.kind == "time"]
    numbers = {word for word in said.lower().replace("-", " ").split()}
    kept = dict(given)
    if "race_distance_m" in kept and not _is_among(kept["race_distance_m"], lengths):
        del kept["race_distance_m"]
    if "days_per_week" in kept and not numbers & _number_words(kept["days_per_week"]):
        del kept["days_per_week"]
    weekdays = kept.get("availability_minutes")
    if isinstance(weekdays, dict):
        kept["availability_minutes"] = {
            weekday: amount for weekday, amount in weekdays.items() if amount == 0 or _is_among(amount, minutes)
        }
    return kept


def _is_among(amount: object, said: list[float]) -> bool:
    return isinstance(amount, int | float) and any(abs(amount - one) <= CLOSE for one in said)


def _number_words(number: object) -> set[str]:
    """
    >>> sorted(_number_words(3))
    ['3', 'three']
    """
    is_named = isinstance(number, int) and 1 <= number <= len(NUMBER_NAMES)
    return {str(number), *([NUMBER_NAMES[int(str(number)) - 1]] if is_named else [])}
