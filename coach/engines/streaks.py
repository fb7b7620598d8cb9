"""Days and weeks in a row."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

LOOK_BACK_DAYS = 400
WEEK_GOAL = 3


class Streak(NamedTuple):
    """`days` in a row up to today, or up to yesterday while today is open; `is_longer`: it began before we looked."""

    days: int
    is_today_logged: bool
    is_longer: bool

    @property
    def text(self) -> str:
        """Such as "12 days"."""
        return f"{self.days}{'+' if self.is_longer else ''} {'day' if self.days == 1 else 'days'}"


def day_streak(logged_on: Collection[date], today: date, look_back_days: int = LOOK_BACK_DAYS) -> Streak:
    """Days in a row with a log that was not skipped; recovery and rest count. Nothing older is looked at.

    Source: definition of this product (achievements: streak_days).

    >>> monday = date(2026, 3, 2)
    >>> day_streak({monday, monday - timedelta(days=1)}, monday + timedelta(days=1)).text
    '2 days'
    >>> day_streak({monday}, monday + timedelta(days=2)).days
    0
    """
    is_today_logged = today in logged_on
    day = today if is_today_logged else today - timedelta(days=1)
    days = 0
    while day in logged_on:
        days += 1
        day -= timedelta(days=1)
    return Streak(days, is_today_logged, is_longer=(today - day).days >= look_back_days)


def week_streak(session_days: Iterable[date], today: date) -> int:
    """Weeks (Monday to Sunday) in a row with at least three sessions; the current one counts once it has them.

    Takes one day per session, so that two sessions on a day count twice.
    Source: definition of this product (achievements: streak_weeks).

    >>> week_streak([date(2026, 3, 2)] * 3 + [date(2026, 2, 24)] * 3, date(2026, 3, 11))
    2
    """
    counts = Counter(monday_of(day) for day in session_days)
    week = monday_of(today)
    weeks = 0
    if counts[week] < WEEK_GOAL:
        week -= timedelta(days=7)
    while counts[week] >= WEEK_GOAL:
        weeks += 1
        week -= timedelta(days=7)
    return weeks


def monday_of(day: date) -> date:
    """The Monday of the day's week.

    >>> monday_of(date(2026, 3, 8))
    datetime.date(2026, 3, 2)
    """
    return day - timedelta(days=day.weekday())
