"""The days to a race, and how they are said."""

from __future__ import annotations

from datetime import date


def days_until(race_on: date | None, today: date) -> int | None:
    """Days from the athlete's own `today`; None without a race or once it is past.

    Source: the calendar.

    >>> days_until(date(2026, 3, 9), date(2026, 3, 1)), days_until(date(2026, 2, 1), date(2026, 3, 1))
    (8, None)
    """
    if race_on is None or race_on < today:
        return None
    return (race_on - today).days


def countdown_text(days: int | None) -> str:
    """Nothing where there is no race ahead.

    Source: wording of this product.

    >>> [countdown_text(days) for days in (0, 1, 12, None)]
    ['today', 'tomorrow', 'in 12 days', '']
    """
    if days is None:
        return ""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days:,} days")
