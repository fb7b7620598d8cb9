"""The one load alarm with evidence behind it: a run longer than anything of the last 30 days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

WINDOW_DAYS: Final = 30
LARGEST_RISE: Final = 1.10
ALARM_WORDS: Final = "longer than anything in the last 30 days; runners who did this were injured more often"
EVIDENCE: Final = "Frandsen et al. (2025): 5,205 runners, 588,071 sessions"


class LongestRunAlert(NamedTuple):
    """A run more than 10 % longer than the longest of the 30 days before."""

    day: date
    distance_m: float
    longest_before_m: float
    rise_pct: float


class LongestTimeAlert(NamedTuple):
    """The same by time on the feet."""

    day: date
    duration_s: float
    longest_before_s: float
    rise_pct: float


def longest_run_alerts(runs: Iterable[tuple[date, float]]) -> list[LongestRunAlert]:
    """Runs (day, distance in m) more than 10 % longer than the longest of the 30 days before, oldest first.

    Each run counts by itself, two on a day are two; runs of the same day are not "before" each other. Nothing is said
    in the first 30 days of a log, nor after 30 days without a run: then there is nothing to compare with.
    Source: Frandsen et al. (2025), BJSM 59:1203.

    >>> start = date(2026, 1, 1)
    >>> runs = [(start + timedelta(days=step), 10_000.0) for step in range(0, 35, 5)]
    >>> [round(alert.rise_pct) for alert in longest_run_alerts([*runs, (date(2026, 2, 10), 12_000.0)])]
    [20]
    """
    return [LongestRunAlert(*found) for found in _rises(runs)]


def longest_time_alerts(runs: Iterable[tuple[date, float]]) -> list[LongestTimeAlert]:
    """As `longest_run_alerts`, for (day, duration in s).

    Source: the rule of Frandsen et al. (2025) carried over to time; the study measured distance.

    >>> longest_time_alerts([])
    []
    """
    return [LongestTimeAlert(*found) for found in _rises(runs)]


def longest_before(runs: Iterable[tuple[date, float]], on: date) -> float | None:
    """The longest run (m or s, as given) of the 30 days before a day; None without any.

    Source: window of Frandsen et al. (2025).

    >>> longest_before([(date(2026, 1, 1), 9_000.0), (date(2026, 2, 1), 5_000.0)], date(2026, 2, 2))
    5000.0
    """
    first = on - timedelta(days=WINDOW_DAYS)
    return max((amount for day, amount in runs if first <= day < on and amount > 0), default=None)


def next_longest_m(runs: Iterable[tuple[date, float]], on: date) -> float | None:
    """The farthest a run of this day should be [m]: 1.10 × the longest of the 30 days before; None without any.

    Source: Frandsen et al. (2025), BJSM 59:1203.

    >>> round(next_longest_m([(date(2026, 1, 1), 20_000.0)], date(2026, 1, 8)))
    22000
    """
    longest_m = longest_before(runs, on)
    return None if longest_m is None else LARGEST_RISE * longest_m


def next_longest_s(runs: Iterable[tuple[date, float]], on: date) -> float | None:
    """As `next_longest_m`, for time on the feet [s].

    Source: the rule of Frandsen et al. (2025) carried over to time.

    >>> round(next_longest_s([(date(2026, 1, 1), 6_000.0)], date(2026, 1, 8)))
    6600
    """
    return next_longest_m(runs, on)


def alert_text(alert: LongestRunAlert) -> str:
    """What to say about an alert, without threatening anybody.

    Source: wording of this product.

    >>> alert_text(LongestRunAlert(date(2026, 2, 28), 30_870, 23_870, 29.3))[:52]
    '30.9 km on 28 Feb 2026 was 29 % longer than anything'
    """
    on = f"{alert.day.day} {alert.day:%b %Y}"
    return (
        f"{alert.distance_m / 1000:.1f} km on {on} was {alert.rise_pct:.0f} % longer than anything in the 30 days "
        f"before ({alert.longest_before_m / 1000:.1f} km); runners who did this were injured more often"
    )


def _rises(runs: Iterable[tuple[date, float]]) -> list[tuple[date, float, float, float]]:
    ordered = sorted((day, amount) for day, amount in runs if amount > 0)
    found = []
    start = 0
    for day, amount in ordered:
        start = _first_within(ordered, start, day)
        longest = max((before for earlier, before in _window(ordered, start, day)), default=None)
        is_silent = longest is None or (day - ordered[0][0]).days < WINDOW_DAYS
        if longest is not None and not is_silent and amount > LARGEST_RISE * longest:
            found.append((day, amount, longest, 100 * (amount / longest - 1)))
    return found


def _first_within(ordered: Sequence[tuple[date, float]], start: int, day: date) -> int:
    first = day - timedelta(days=WINDOW_DAYS)
    while ordered[start][0] < first:
        start += 1
    return start


def _window(ordered: Sequence[tuple[date, float]], start: int, day: date) -> Iterable[tuple[date, float]]:
    for earlier, amount in ordered[start:]:
        if earlier >= day:
            return
        yield earlier, amount
