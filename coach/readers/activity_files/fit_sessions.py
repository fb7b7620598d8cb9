"""The sessions of a FIT file to activities: one alone, or the legs of a multisport activity below their parent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from .contract import ActivityEntry
from .fit_messages import Message, Messages, measured, number, utc_time
from .fit_records import (
    Recorded,
    heart_rates,
    laps_of,
    laps_timer_s,
    last_distance_m,
    position_distance_m,
    recorded,
    recorded_between,
    samples_of,
    summed_cadence,
    timed,
    timer_s,
)
from .fit_sports import family_of, is_indoor_sport, is_stepping, type_name_of

_QUARTER_S, _WIDEST_OFFSET_S = 900, 15 * 3600
_FASTEST_RUN_M_S = 12.5
_EARLIEST_RECORD_S, _LATEST_RECORD_S = 10, 600


class Span(NamedTuple):
    """A session with what was recorded in it. `fallback_timer_s` is the activity's, where there is one session."""

    session: Message
    during: Recorded
    start_s: float
    end_s: float
    fallback_timer_s: float | None


def sessions_of(messages: Messages) -> list[Message]:
    """Sessions oldest first, without one that only sums up the others.

    Some devices write a session again with better numbers: then the last one counts.
    """
    distinct = {
        (number(session, "start_time"), _word(session, "sport"), _word(session, "sub_sport")): session
        for session in timed(_with_start(messages), "start_time")
    }
    legs = [session for session in distinct.values() if _word(session, "sport") != "multisport"]
    return legs or list(distinct.values())


def spans_of(messages: Messages, sessions: Sequence[Message]) -> list[Span]:
    starts = [number(session, "start_time") or 0.0 for session in sessions]
    activity_timers = [measured(activity, "total_timer_time") for activity in messages.get("activity_mesgs", ())]
    whole, spans = recorded(messages), []
    for place, session in enumerate(sessions):
        until = starts[place + 1] if place + 1 < len(starts) else _after(session)
        # A record or two may be a few seconds older than the session they belong to.
        during = recorded_between(whole, starts[place] - (0 if place else _EARLIEST_RECORD_S), until)
        last = number(during.records[-1], "timestamp") if during.records else None
        end = number(session, "timestamp") or last or starts[place]
        fallback = activity_timers[0] if len(sessions) == len(activity_timers) == 1 else None
        spans.append(Span(session, during, starts[place], max(end, starts[place]), fallback))
    return spans


def session_entry(span: Span, offset_s: int | None) -> ActivityEntry:
    """One session; `offset_s` from UTC to local time where the file tells it."""
    session, during = span.session, span.during
    sport, sub_sport = _word(session, "sport"), _word(session, "sub_sport")
    family, is_indoor = family_of(sport, sub_sport), is_indoor_sport(sub_sport)
    cadence_factor = 2.0 if is_stepping(family) else None
    average_bpm, highest_bpm = _heart_rate(session, during)
    started_at_utc = utc_time(span.start_s)
    stride_mm = measured(session, "avg_step_length") if is_stepping(family) else None
    fastest_m_s = measured(session, "enhanced_max_speed", "max_speed") if family == "run" else None
    return ActivityEntry(
        line=1,
        family=family,
        type_name=type_name_of(sport, sub_sport),
        started_at=started_at_utc + timedelta(seconds=offset_s or 0),
        started_at_utc=started_at_utc,
        distance_m=_distance_m(session, during, is_indoor=is_indoor),
        duration_s=_duration_s(span),
        moving_s=measured(session, "total_moving_time"),
        elapsed_s=measured(session, "total_elapsed_time") or (span.end_s - span.start_s) or None,
        heart_rate_avg_bpm=_rounded(average_bpm),
        heart_rate_max_bpm=_rounded(highest_bpm),
        cadence_spm=summed_cadence(session, cadence_factor),
        stride_m=None if stride_mm is None else stride_mm / 1000,
        ascent_m=_climbed_m(session, "total_ascent", is_indoor=is_indoor),
        descent_m=_climbed_m(session, "total_descent", is_indoor=is_indoor),
        calories=_rounded(measured(session, "total_calories")),
        aerobic_effect=measured(session, "total_training_effect"),
        power_w=measured(session, "avg_power"),
        best_pace_s_per_km=1000 / fastest_m_s if fastest_m_s and fastest_m_s <= _FASTEST_RUN_M_S else None,
        is_indoor=is_indoor,
        laps=laps_of(during, cadence_factor=cadence_factor),
        samples=samples_of(during, span.start_s, cadence_factor=cadence_factor),
        raw=_raw(session),
        is_start_local=offset_s is not None,
    )


def local_offset_s(messages: Messages) -> int | None:
    """Seconds from UTC to the local time on the watch, to the quarter of an hour; None when the file does not say."""
    for activity in messages.get("activity_mesgs", ()):
        utc, local = number(activity, "timestamp"), number(activity, "local_timestamp")
        if utc is not None and local is not None and abs(local - utc) <= _WIDEST_OFFSET_S:
            return round((local - utc) / _QUARTER_S) * _QUARTER_S
    return None


def session_from_records(messages: Messages) -> Message | None:
    """A session made of records and laps, for a file that breaks off before its own; None when nothing was recorded."""
    records = timed(messages.get("record_mesgs", ()))
    if not records:
        return None
    sports = [*messages.get("sport_mesgs", ()), *messages.get("lap_mesgs", ())]
    told = next((message for message in sports if message.get("sport") is not None), {})
    return {
        "start_time": records[0]["timestamp"],
        "timestamp": records[-1]["timestamp"],
        "sport": told.get("sport"),
        "sub_sport": told.get("sub_sport"),
    }


def _after(session: Message) -> float:
    """When the last session's records are over, at the latest; a damaged record can claim any time."""
    end = number(session, "timestamp")
    return float("inf") if end is None else end + _LATEST_RECORD_S


def _with_start(messages: Messages) -> list[Message]:
    """Sessions with a start; where it is missing, the end less the elapsed time."""
    sessions = []
    for session in messages.get("session_mesgs", ()):
        end, elapsed = number(session, "timestamp"), number(session, "total_elapsed_time", "total_timer_time")
        if isinstance(session.get("start_time"), int):
            sessions.append(session)
        elif end is not None and elapsed is not None:
            sessions.append({**session, "start_time": int(end - elapsed)})
    return sessions


def _distance_m(session: Message, during: Recorded, *, is_indoor: bool) -> float | None:
    """The device's own distance; from positions only where it counted none and was outdoors."""
    counted = measured(session, "total_distance") or last_distance_m(during)
    return counted if counted or is_indoor else position_distance_m(during)


def _duration_s(span: Span) -> float | None:
    return (
        measured(span.session, "total_timer_time")
        or span.fallback_timer_s
        or timer_s(span.during, span.end_s)
        or laps_timer_s(span.during)
        or measured(span.session, "total_elapsed_time")
        or (span.end_s - span.start_s)
        or None
    )


def _heart_rate(session: Message, during: Recorded) -> tuple[float | None, float | None]:
    average, highest = measured(session, "avg_heart_rate"), measured(session, "max_heart_rate")
    if average is not None and highest is not None:
        return average, highest
    rates = heart_rates(during)
    if not rates:
        return average, highest
    return average or sum(rates) / len(rates), highest or max(rates)


def _climbed_m(session: Message, name: str, *, is_indoor: bool) -> float | None:
    """Metres up or down. Outdoors 0 is a flat route; indoors it was not measured."""
    return measured(session, name) if is_indoor else number(session, name)


def _rounded(found: float | None) -> int | None:
    return None if found is None else round(found)


def _word(session: Message, name: str) -> str:
    found = session.get(name)
    return "" if found is None else str(found)


def _raw(session: Message) -> dict[str, str]:
    fields = {"sport": "sport", "sub_sport": "sub_sport", "profile": "sport_profile_name"}
    return {key: word for key, name in fields.items() if (word := _word(session, name))}
