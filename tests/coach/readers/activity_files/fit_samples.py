"""FIT files as watches write them, built message by message; every number in them is invented."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from garmin_fit_sdk import CrcCalculator, Encoder, Profile

MESSAGE_NUMBER: Mapping[str, int] = Profile["mesg_num"]
START = datetime(2026, 5, 2, 6, 30, tzinfo=UTC)
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
BERLIN_S = 7200

Fields = dict[str, object]


def seconds_of(moment: datetime) -> int:
    """FIT's own count of a moment."""
    return int((moment - FIT_EPOCH).total_seconds())


def fit_file(*messages: tuple[str, Fields], file_type: str = "activity") -> bytes:
    """A FIT file of these messages, `("SESSION", {...})` each, below its `file_id`."""
    encoder = Encoder()
    file_id: Fields = {"type": file_type, "manufacturer": "development", "product": 1, "time_created": START}
    for name, fields in (("FILE_ID", file_id), *messages):
        encoder.write_mesg({"mesg_num": MESSAGE_NUMBER[name], **fields})
    return bytes(encoder.close())


def session(start: datetime = START, *, duration_s: int = 3600, **fields: object) -> tuple[str, Fields]:
    known: Fields = {
        "start_time": start,
        "timestamp": start + timedelta(seconds=duration_s),
        "sport": "running",
        "sub_sport": "generic",
        "total_elapsed_time": float(duration_s),
        "total_timer_time": float(duration_s),
    }
    return "SESSION", {**known, **fields}


def activity(end: datetime, *, offset_s: int | None = BERLIN_S, **fields: object) -> tuple[str, Fields]:
    local: Fields = {} if offset_s is None else {"local_timestamp": seconds_of(end) + offset_s}
    return "ACTIVITY", {"timestamp": end, "num_sessions": 1, "type": "manual", **local, **fields}


def lap(start: datetime, *, duration_s: int, distance_m: float, **fields: object) -> tuple[str, Fields]:
    known: Fields = {
        "start_time": start,
        "timestamp": start + timedelta(seconds=duration_s),
        "total_elapsed_time": float(duration_s),
        "total_timer_time": float(duration_s),
        "total_distance": distance_m,
    }
    return "LAP", {**known, **fields}


def records(
    start: datetime = START, *, count: int = 3600, speed_m_s: float = 3.0, **fields: object
) -> Sequence[tuple[str, Fields]]:
    """One record a second: positions, distance, heart rate, speed, altitude, cadence of one leg."""
    return [
        (
            "RECORD",
            {
                "timestamp": start + timedelta(seconds=second),
                "position_lat": 626_000_000 + second * 320,
                "position_long": 160_000_000,
                "distance": speed_m_s * second,
                "heart_rate": 140 + second % 20,
                "enhanced_speed": speed_m_s,
                "enhanced_altitude": 40.0 + second % 30,
                "cadence": 84,
                "fractional_cadence": 0.5,
                "temperature": 18,
                **fields,
            },
        )
        for second in range(count)
    ]


def one_hour_run() -> bytes:
    """A run of an hour: 3,600 records and seven laps, with what a watch sums up at its end."""
    end = START + timedelta(hours=1)
    laps = [
        lap(
            START + timedelta(seconds=number * 500),
            duration_s=min(500, 3600 - number * 500),
            distance_m=1500.0,
            avg_heart_rate=150,
            max_heart_rate=160,
            avg_cadence=84,
            avg_fractional_cadence=0.5,
            total_ascent=8,
        )
        for number in range(8)
    ]
    summary = session(
        total_distance=10_797.0,
        total_moving_time=3590.0,
        avg_heart_rate=150,
        max_heart_rate=171,
        avg_cadence=84,
        avg_fractional_cadence=0.5,
        total_ascent=64,
        total_descent=62,
        total_calories=712,
        total_training_effect=3.4,
        avg_power=271,
        avg_step_length=1065.0,
        enhanced_avg_speed=3.0,
        enhanced_max_speed=4.0,
    )
    start_event: tuple[str, Fields] = ("EVENT", {"timestamp": START, "event": "timer", "event_type": "start"})
    return fit_file(start_event, *records(), *laps, summary, activity(end, total_timer_time=3600.0))


def spliced(content: bytes, raw_messages: bytes) -> bytes:
    """The file with raw messages at its end, its length and checksum set right."""
    body = content[14:-2] + raw_messages
    header = bytearray(content[:14])
    struct.pack_into("<I", header, 4, len(body))
    struct.pack_into("<H", header, 12, CrcCalculator.calculate_crc(bytes(header[:12]), 0, 12))
    whole = bytes(header) + body
    return whole + struct.pack("<H", CrcCalculator.calculate_crc(whole, 0, len(whole)))


def compressed_records(start: datetime = START, *, count: int = 60) -> bytes:
    """Records whose time stands in five bits of their header: heart rate and distance [cm], one a second."""
    first = seconds_of(start)
    timed_definition = bytes((0x42, 0, 0, 20, 0, 3, 253, 4, 0x86, 3, 1, 0x02, 5, 4, 0x86))
    definition = bytes((0x43, 0, 0, 20, 0, 2, 3, 1, 0x02, 5, 4, 0x86))
    messages = [timed_definition, struct.pack("<BIBI", 0x02, first, 140, 0), definition]
    for second in range(1, count):
        header = 0x80 | (3 << 5) | ((first + second) & 0x1F)
        messages.append(struct.pack("<BBI", header, 140 + second % 10, second * 300))
    return b"".join(messages)
