"""Assumption and reality: what became of a planned session, and what of it may count as done for the next weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, Protocol

from coach.engines.run_plan.contract import PastRun
from coach.engines.streaks import monday_of

Outcome = Literal[
    "planned", "confirmed", "assumed", "missed", "skipped", "overridden_done", "overridden_missed", "rest"
]  # fmt: skip
Override = Literal["done", "missed"]
# What an athlete did, or may be taken to have done.
DONE: Final[frozenset[Outcome]] = frozenset({"confirmed", "assumed", "overridden_done"})
LONGEST_RUN_DAYS: Final = 30
CEILING_WEEKS: Final = 4


class SessionFacts(Protocol):
    """What is known of a planned session. `is_covered`: an import speaks for its day."""

    @property
    def date(self) -> date: ...
    @property
    def is_rest_day(self) -> bool: ...
    @property
    def is_completed(self) -> bool: ...
    @property
    def is_skipped(self) -> bool: ...
    @property
    def outcome_override(self) -> Override | None: ...
    @property
    def is_rolling(self) -> bool: ...
    @property
    def is_covered(self) -> bool: ...


class Start(NamedTuple):
    """What the athlete says a normal week is, where no run is known. None where they did not say."""

    week_m: float | None = None
    week_s: float | None = None
    longest_m: float | None = None


UNSAID: Final = Start()


class _Session(NamedTuple):
    """A session for the doctest."""

    date: date
    is_rest_day: bool = False
    is_completed: bool = False
    is_skipped: bool = False
    outcome_override: Override | None = None
    is_rolling: bool = True
    is_covered: bool = False


def outcome_of(session: SessionFacts, today: date) -> Outcome:
    """What became of a session, seen from `today`.

    What the athlete said stands above a log, a log above a skip. An open session of the past was missed when an
    import covers its day, and assumed done while nothing speaks for that day; in a plan that does not roll on, open
    and past is missed.
    Source: our rules for plans whose runs are uploaded late, or never.

    >>> outcome_of(_Session(date(2026, 3, 2)), today=date(2026, 3, 3))
    'assumed'
    >>> outcome_of(_Session(date(2026, 3, 2), is_covered=True), today=date(2026, 3, 3))
    'missed'
    """
    if session.is_rest_day:
        return "rest"
    if session.outcome_override is not None:
        return "overridden_done" if session.outcome_override == "done" else "overridden_missed"
    if session.is_completed:
        return "confirmed"
    if session.is_skipped:
        return "skipped"
    if session.date >= today:
        return "planned"
    return "assumed" if session.is_rolling and not session.is_covered else "missed"


def held_runs(actual: Iterable[PastRun], assumed: Iterable[PastRun], start: Start = UNSAID) -> tuple[PastRun, ...]:
    """All runs by day, the assumed ones cut so that they may hold a ceiling and never raise one.

    An assumed run is at most as long as the longest run of the 30 days before it, and a week with assumed runs at
    most as big as the biggest of the four weeks before it; runs that were cut count as cut. Where no run is known,
    `start` stands in; where that says nothing either, an assumed run is left out: it proves nothing.
    Source: the rules for weeks and longest runs, applied to what was done (after Frandsen 2025 and Nielsen 2014).

    >>> done = [PastRun(date(2026, 3, 1), 20_000, 6_600)]
    >>> planned = [PastRun(date(2026, 3, 8), 22_000, 7_260, is_assumed=True)]
    >>> [(run.on.day, run.distance_m) for run in held_runs(done, planned)]
    [(1, 20000), (8, 20000.0)]
    """
    kept: list[PastRun] = []
    # An actual run of a day or week counts before an assumed one of the same.
    both = sorted((*actual, *assumed), key=lambda run: (monday_of(run.on), run.is_assumed, run.on))
    for run in both:
        held = _held(run, kept, start) if run.is_assumed else run
        if held is not None:
            kept.append(held)
    return tuple(sorted(kept, key=lambda run: (run.on, run.is_assumed)))


def unproven_share(runs: Sequence[PastRun], first: date) -> float | None:
    """The share of runs since `first` that were only assumed; None without a run.

    Source: a count of runs, not of kilometres.

    >>> unproven_share([PastRun(date(2026, 3, 2), 5_000, None, is_assumed=True)], date(2026, 3, 1))
    1.0
    """
    recent = [run.is_assumed for run in runs if run.on >= first]
    return sum(recent) / len(recent) if recent else None


class _Measure(NamedTuple):
    """One way to count a run, and what the athlete says of it."""

    of: Callable[[PastRun], float | None]
    said_longest: float | None
    said_week: float | None


def _held(run: PastRun, kept: Sequence[PastRun], start: Start) -> PastRun | None:
    """The assumed run no bigger than what `kept` proves; None when nothing proves anything of it."""
    measures = (
        _Measure(lambda known: known.distance_m, start.longest_m, start.week_m),
        _Measure(lambda known: known.duration_s, None, start.week_s),
    )
    shares = [share for measure in measures if (share := _share(run, kept, measure)) is not None]
    share = min(1.0, *shares) if shares else 0.0
    if share <= 0:
        return None
    return run._replace(
        distance_m=None if run.distance_m is None else run.distance_m * share,
        duration_s=None if run.duration_s is None else run.duration_s * share,
    )


def _share(run: PastRun, kept: Sequence[PastRun], measure: _Measure) -> float | None:
    """How much of the run is proven by this measure; None where it cannot tell."""
    wanted, week_room = measure.of(run), _week_room(run, kept, measure)
    if not wanted or week_room is None:
        return None
    if _is_after_gap(run, kept):
        return 0.0
    longest = _longest(run, kept, measure)
    return min(week_room, week_room if longest is None else longest) / wanted


def _is_after_gap(run: PastRun, kept: Sequence[PastRun]) -> bool:
    """Runs are known, but none of the 30 days before: nothing proves how long this one may be."""
    since = run.on - timedelta(days=LONGEST_RUN_DAYS)
    return since >= _known_from(kept, run.on) and not any(since <= known.on < run.on for known in kept)


def _longest(run: PastRun, kept: Sequence[PastRun], measure: _Measure) -> float | None:
    """The longest of the 30 days before; what the athlete says counts for days before the first known run."""
    since = run.on - timedelta(days=LONGEST_RUN_DAYS)
    longest = max(_all_known((known for known in kept if since <= known.on < run.on), measure) or (), default=None)
    said = measure.said_longest if since < _known_from(kept, run.on) else None
    return max((amount for amount in (longest, said) if amount is not None), default=None)


def _week_room(run: PastRun, kept: Sequence[PastRun], measure: _Measure) -> float | None:
    """What the biggest of the four weeks before leaves for this run after the others of its week."""
    monday = monday_of(run.on)
    earliest = monday - timedelta(weeks=CEILING_WEEKS)
    window = [known for known in kept if earliest <= known.on < monday + timedelta(days=7)]
    if _all_known(window, measure) is None:
        return None
    weeks: defaultdict[date, float] = defaultdict(float)
    for known in window:
        weeks[monday_of(known.on)] += measure.of(known) or 0.0
    this_week = weeks.pop(monday, 0.0)
    said = measure.said_week if earliest < monday_of(_known_from(kept, run.on)) else None
    biggest = max((*weeks.values(), *((said,) if said else ())), default=None)
    return None if biggest is None else max(0.0, biggest - this_week)


def _known_from(kept: Sequence[PastRun], on: date) -> date:
    return min((known.on for known in kept), default=on)


def _all_known(runs: Iterable[PastRun], measure: _Measure) -> list[float] | None:
    """The amounts of these runs; None when one of them does not know it."""
    amounts = [measure.of(run) for run in runs]
    known = [amount for amount in amounts if amount is not None]
    return known if len(known) == len(amounts) else None
