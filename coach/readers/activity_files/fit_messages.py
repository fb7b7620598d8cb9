"""The bytes of a FIT file to its messages: Garmin's decoder first, a second one where the first gives up."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count, islice
from typing import Any, NamedTuple, cast

from fitdecode import FIT_FRAME_DATA, CrcCheck, ErrorHandling, FitReader
from garmin_fit_sdk import Decoder, Stream

Message = Mapping[str, object]
Messages = Mapping[str, Sequence[Message]]

FIT_EPOCH = datetime(1989, 12, 31)  # noqa: DTZ001 - a FIT time is UTC by definition and kept naive
# Smaller numbers count from the moment the device was switched on: its clock was never set.
FIRST_CLOCK_TIME = 0x10000000
_HEAD_BYTES = 512
_MOST_MESSAGES = 1_000_000
_CRC_POLYNOMIAL = 0xA001


class DecodedFit(NamedTuple):
    """Messages by kind (`session_mesgs`, `record_mesgs`, …); times are whole seconds of FIT's own epoch."""

    messages: Messages
    is_whole: bool


def is_fit(content: bytes) -> bool:
    return content[8:12] == b".FIT"


def decode_fit(content: bytes) -> DecodedFit:
    """Whatever two decoders can make of the bytes; never raises."""
    messages, has_errors = _by_garmin(content)
    if has_errors or not messages.get("record_mesgs"):
        messages = _longer_of_each(messages, _by_fitdecode(content))
    return DecodedFit(messages, not has_errors and _is_checksum_right(content))


def file_type(content: bytes) -> str | None:
    """What the file says it is (`activity`, `workout`, `monitoring_b`), read from its first bytes."""
    head, _ = _by_garmin(content[:_HEAD_BYTES])
    for message in head.get("file_id_mesgs", ()):
        if message.get("type") is not None:
            return str(message["type"])
    return None


def number(message: Message, *names: str) -> float | None:
    """The first of these fields that holds a number."""
    for name in names:
        found = message.get(name)
        if isinstance(found, int | float) and math.isfinite(found):
            return float(found)
    return None


def measured(message: Message, *names: str) -> float | None:
    """Like `number`, but 0 means that nothing was measured."""
    found = number(message, *names)
    return found if found is not None and found > 0 else None


def utc_time(seconds: float) -> datetime:
    return FIT_EPOCH + timedelta(seconds=seconds)


def _by_garmin(content: bytes) -> tuple[Messages, bool]:
    """Fields as they were written; spread out of their packed form only where a file packs them.

    Spreading takes time, and would write the narrow speed and altitude over the wide ones.
    """
    messages, has_errors = _garmin_messages(content, is_spread=False)
    return _garmin_messages(content, is_spread=True) if _is_packed(messages) else (messages, has_errors)


def _garmin_messages(content: bytes, *, is_spread: bool) -> tuple[Messages, bool]:
    # Our own checksum is several times quicker than the decoder's, and raw times spare one object per record.
    messages, errors = Decoder(Stream.from_byte_array(bytearray(content))).read(
        enable_crc_check=False,
        convert_datetimes_to_dates=False,
        expand_components=is_spread,
        merge_heart_rates=is_spread,
        mesg_listener=_stop_after(_MOST_MESSAGES),
    )
    return cast(Messages, messages), bool(errors)


def _is_packed(messages: Messages) -> bool:
    """Heart rate in messages of its own (swimming), or speed and distance in one field (old foot pods)."""
    return bool(messages.get("hr_mesgs")) or any(
        "compressed_speed_distance" in record for record in messages.get("record_mesgs", ())[:10]
    )


def _stop_after(most: int) -> Callable[[int, dict[str, Any]], None]:
    """Stops a decoder at a file that was made to fill the memory."""
    numbers = count()

    def on_message(_kind: int, _message: dict[str, Any]) -> None:
        if next(numbers) > most:
            raise ValueError("too many messages")

    return on_message


def _by_fitdecode(content: bytes) -> Messages:
    messages: dict[str, list[Message]] = {}
    try:
        for name, message in islice(_frames(content), _MOST_MESSAGES):
            messages.setdefault(f"{name}_mesgs", []).append(message)
    except Exception:  # a damaged file ends anywhere, in any way; what came before counts
        return messages
    return messages


def _frames(content: bytes) -> Iterator[tuple[str, Message]]:
    with FitReader(content, check_crc=CrcCheck.DISABLED, error_handling=ErrorHandling.IGNORE) as reader:
        for frame in reader:
            if frame.frame_type == FIT_FRAME_DATA:
                yield frame.name, {field.name: _raw_time(field.value) for field in frame.fields}


def _raw_time(found: object) -> object:
    if not isinstance(found, datetime):
        return found
    return int((found.replace(tzinfo=None) - FIT_EPOCH).total_seconds())


def _longer_of_each(one: Messages, other: Messages) -> Messages:
    return {kind: max(one.get(kind, ()), other.get(kind, ()), key=len) for kind in {*one, *other}}


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        remainder = byte
        for _ in range(8):
            remainder = (remainder >> 1) ^ (_CRC_POLYNOMIAL if remainder & 1 else 0)
        table.append(remainder)
    return tuple(table)


_CRC_TABLE = _crc_table()


def _is_checksum_right(content: bytes) -> bool:
    """Checks every file of a chain: CRC-16 over header and body, as its last two bytes."""
    start = 0
    while start < len(content):
        header_bytes, body_bytes = content[start], int.from_bytes(content[start + 4 : start + 8], "little")
        end = start + header_bytes + body_bytes
        if header_bytes < 12 or end + 2 > len(content):
            return False
        if _crc(content[start:end]) != int.from_bytes(content[end : end + 2], "little"):
            return False
        start = end + 2
    return True


def _crc(content: bytes) -> int:
    checksum = 0
    for byte in content:
        checksum = (checksum >> 8) ^ _CRC_TABLE[(checksum ^ byte) & 0xFF]
    return checksum
