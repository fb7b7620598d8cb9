"""Durations as providers write them in headers."""

from __future__ import annotations

import re

PART = re.compile(r"(\d+(?:\.\d+)?)(ms|h|m|s)")
SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


def seconds_of(text: str) -> float | None:
    """Seconds of a duration; None for anything else, such as a date.

    >>> seconds_of("1m30s"), seconds_of("11ms"), seconds_of("7"), seconds_of("soon")
    (90.0, 0.011, 7.0, None)
    """
    text = text.strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    if not PART.fullmatch(text) and not re.fullmatch(f"({PART.pattern})+", text):
        return None
    return sum(float(amount) * SECONDS[unit] for amount, unit in PART.findall(text))
