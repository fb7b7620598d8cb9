"""Times as athletes write them: "4:30", "1:02:30", "4:20,5" to seconds and back."""

import math
import re

NO_TIME = "–"
MINUS = "−"

_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{1,2}(?:[.,][0-9]{1,6})?)")
_FIX = "write it as mm:ss or h:mm:ss, for example 4:30 or 1:02:30"


def parse_clock(text: str) -> float:
    """Seconds of a typed time. Two parts are always minutes and seconds, three are hours, minutes and seconds.

    >>> parse_clock("4:30"), parse_clock("1:02:30"), parse_clock("4:20,5"), parse_clock("75:10")
    (270.0, 3750.0, 260.5, 4510.0)

    Raises:
        ValueError: the text is no such time; the message says how to write it.
    """
    typed = text.strip()
    match = _CLOCK.fullmatch(typed)
    if match is None:
        raise ValueError(f"{_shown(typed)} is not a time: {_FIX}")
    hours_text, minutes_text, seconds_text = match.groups()
    minutes, seconds = int(minutes_text), float(seconds_text.replace(",", "."))
    if seconds >= 60:
        raise ValueError(f"{_shown(typed)} has {seconds_text} seconds, but they end at 59: {_FIX}")
    if hours_text is not None and minutes >= 60:
        raise ValueError(f"{_shown(typed)} has {minutes} minutes after the hours, but they end at 59: {_FIX}")
    return int(hours_text or 0) * 3600 + minutes * 60 + seconds


def format_clock(seconds: float | None) -> str:
    """A time to whole seconds (half up), with hours only from one hour on; a dash when there is none.

    >>> format_clock(270.4), format_clock(3750), format_clock(None), format_clock(-65)
    ('4:30', '1:02:30', '–', '−1:05')
    """
    if seconds is None or not math.isfinite(seconds):
        return NO_TIME
    total = math.floor(abs(seconds) + 0.5)
    sign = MINUS if seconds < 0 and total else ""
    minutes, second = divmod(total, 60)
    hours, minute = divmod(minutes, 60)
    return f"{sign}{hours}:{minute:02}:{second:02}" if hours else f"{sign}{minute}:{second:02}"


def format_gap(seconds: float | None) -> str:
    """A difference with its sign: plus is slower. None has no gap to show.

    >>> format_gap(42), format_gap(-65), format_gap(0.2), format_gap(None)
    ('+0:42', '−1:05', '0:00', '–')
    """
    clock = format_clock(seconds)
    is_slower = clock != NO_TIME and clock != "0:00" and not clock.startswith(MINUS)
    return f"+{clock}" if is_slower else clock


def _shown(typed: str) -> str:
    return f"“{typed[:20]}…”" if len(typed) > 20 else f"“{typed}”"
