"""What a FIT file recorded during one session: its records, laps and timer, as columns and sums."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .contract import Lap, Samples
from .fit_messages import Message, Messages, measured, number
from .track_points import Position, travelled_m
from .track_samples import kept_places

_MOST_LAPS = 1_000
_SEMICIRCLE_DEG = 180 / 2**31


class Recorded(NamedTuple):
    """Records and laps of one session, oldest first, with the timer's events; times count from FIT's epoch [s]."""

    records: Sequence[Message]
    laps: Sequence[Message]
    events: Sequence[Message]


def timed(messages: Sequence[Message], name: str = "timestamp") -> list[Message]:
    """The messages that carry this time, oldest first."""
    with_time = [message for message in messages if isinstance(message.get(name), int)]
    return sorted(with_time, key=lambda message: number(message, name) or 0)


def recorded(messages: Messages) -> Recorded:
    """Everything a file during."""
    timer_events = [event for event in messages.get("event_mesgs", ()) if event.get("event") == "timer"]
    return Recorded(
        timed(messages.get("record_mesgs", ())),
        timed(messages.get("lap_mesgs", ()), "start_time"),
        timed(timer_events),
    )


def recorded_between(whole: Recorded, start_s: float, end_s: float) -> Recorded:
    """What was recorded from `start_s` on and before `end_s`; a lap belongs to where it began."""
    return Recorded(
        _between(whole.records, "timestamp", (start_s, end_s)),
        _between(whole.laps, "start_time", (start_s, end_s)),
        _between(whole.events, "timestamp", (start_s, end_s)),
    )


def samples_of(during: Recorded, start_s: float, *, cadence_factor: float | None) -> Samples | None:
    """Thinned columns; None without records. `cadence_factor` is None where cadence counts no steps."""
    records = [during.records[place] for place in kept_places(len(during.records))]
    if not records:
        return None
    return Samples(
        elapsed_s=tuple(max((number(record, "timestamp") or start_s) - start_s, 0.0) for record in records),
        distance_m=tuple(number(record, "distance") for record in records),
        heart_rate_bpm=tuple(measured(record, "heart_rate") for record in records),
        speed_m_s=tuple(number(record, "enhanced_speed", "speed") for record in records),
        altitude_m=tuple(number(record, "enhanced_altitude", "altitude") for record in records),
        cadence_spm=tuple(_record_cadence(record, cadence_factor) for record in records),
    )


def laps_of(during: Recorded, *, cadence_factor: float | None) -> tuple[Lap, ...]:
    return tuple(
        Lap(
            duration_s=measured(lap, "total_timer_time", "total_elapsed_time"),
            distance_m=measured(lap, "total_distance"),
            heart_rate_avg_bpm=measured(lap, "avg_heart_rate"),
            heart_rate_max_bpm=measured(lap, "max_heart_rate"),
            cadence_spm=summed_cadence(lap, cadence_factor),
            ascent_m=number(lap, "total_ascent"),
        )
        for lap in during.laps[:_MOST_LAPS]
    )


def summed_cadence(summary: Message, factor: float | None) -> float | None:
    """Average cadence of a session or lap [steps per minute], its fraction added."""
    whole = number(summary, "avg_running_cadence", "avg_cadence")
    return _cadence(whole, number(summary, "avg_fractional_cadence"), factor)


def last_distance_m(during: Recorded) -> float | None:
    """The distance the device had counted at its last record."""
    counted = (measured(record, "distance") for record in reversed(during.records))
    return next((metres for metres in counted if metres is not None), None)


def position_distance_m(during: Recorded) -> float | None:
    """Distance along the recorded positions, for files in which the device counted none."""
    metres = travelled_m(list(_positions(during.records)))
    return metres if metres > 0 else None


def heart_rates(during: Recorded) -> list[float]:
    return [rate for record in during.records if (rate := measured(record, "heart_rate")) is not None]


def timer_s(during: Recorded, end_s: float) -> float | None:
    """Seconds between the timer's starts and stops; None without a start."""
    running_since: float | None = None
    total, has_started = 0.0, False
    for event in during.events:
        at_s, kind = number(event, "timestamp") or 0.0, str(event.get("event_type"))
        if kind == "start" and running_since is None:
            running_since, has_started = at_s, True
        elif kind.startswith("stop") and running_since is not None:
            total, running_since = total + at_s - running_since, None
    if running_since is not None:
        total += max(end_s - running_since, 0.0)
    return total if has_started and total > 0 else None


def laps_timer_s(during: Recorded) -> float | None:
    """The laps' timer together; None when one lap has none."""
    seconds = [measured(lap, "total_timer_time") for lap in during.laps]
    known = [lap_s for lap_s in seconds if lap_s is not None]
    return sum(known) if known and len(known) == len(seconds) else None


def _between(messages: Sequence[Message], name: str, span: tuple[float, float]) -> Sequence[Message]:
    def moment(message: Message) -> float:
        return number(message, name) or 0.0

    return messages[bisect_left(messages, span[0], key=moment) : bisect_left(messages, span[1], key=moment)]


def _positions(records: Sequence[Message]) -> Iterator[Position]:
    for record in records:
        latitude, longitude = number(record, "position_lat"), number(record, "position_long")
        # 0/0 is how some devices write that they have no satellite.
        if latitude is not None and longitude is not None and (latitude or longitude):
            yield Position(latitude * _SEMICIRCLE_DEG, longitude * _SEMICIRCLE_DEG)


def _record_cadence(record: Message, factor: float | None) -> float | None:
    return _cadence(number(record, "cadence"), number(record, "fractional_cadence"), factor)


def _cadence(whole: float | None, fraction: float | None, factor: float | None) -> float | None:
    if factor is None or not whole:
        return None
    return factor * (whole + (fraction or 0.0))
