"""The frame of one week: which days may hold a session, what is there already, and how many sessions are left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import ceil
from typing import Final, NamedTuple

from coach.engines.run_plan.contract import KeptSession, Phase, PlanRequest
from coach.engines.run_plan.days import Board
from coach.engines.run_plan.ledger import Ledger
from coach.engines.run_plan.method import RunMethod
from coach.engines.run_plan.phases import is_cutback, week_index
from coach.engines.run_plan.race_days import is_quiet, race_distance_m, recovery_days

SHORTEST_DAY_MIN, SHORTEST_HARD_DAY_MIN = 10, 30
ROOM_MIN: Final = 240
# No long run so many days before the race: a week for half marathon and longer, else four days.
LONG_BEFORE_DAYS: Final = {True: 6, False: 4}
BLEND_DAYS, FIRST_BLEND_DAYS = 14, 7
# From this age on one more easy day lies between hard ones; from the second at most one quality session a week.
MASTERS_AGE, SENIOR_AGE = 40, 60


class Frame(NamedTuple):
    """One week as it stands before anything is planned in it."""

    monday: date
    phase: Phase
    week_index: int
    is_cutback: bool
    free: tuple[date, ...]
    kept: tuple[KeptSession, ...]
    session_count: int
    quality_count: int
    has_race: bool

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


def frame_of(ledger: Ledger, method: RunMethod, monday: date) -> Frame:
    request = ledger.request
    kept = tuple(kept for kept in request.kept if 0 <= (kept.on - monday).days < 7)
    has_race = places_race(request, kept, monday)
    free = tuple(day for day in _days(monday) if _is_free(ledger, day))
    return Frame(
        monday,
        method.phases(request, monday),
        week_index(request, monday),
        is_cutback(request, monday),
        free,
        kept,
        min(len(free), _sessions_left(ledger, monday, kept, has_race=has_race)),
        _quality_left(ledger, method, monday, kept),
        has_race,
    )


def _days(monday: date) -> Iterable[date]:
    return (monday + timedelta(days=number) for number in range(7))


def places_race(request: PlanRequest, kept: Iterable[KeptSession], monday: date) -> bool:
    """Whether the race is in this week and not among the kept sessions."""
    race = request.race_date
    if race is None or not request.today <= race <= request.last or not 0 <= (race - monday).days < 7:
        return False
    return not any(session.kind == "race" and session.on == race for session in kept)


def room_min(request: PlanRequest, day: date) -> int | None:
    """Minutes of this weekday; None is not limited."""
    return request.availability[day.weekday()]


def _is_free(ledger: Ledger, day: date) -> bool:
    request = ledger.request
    room = room_min(request, day)
    if not request.today <= day <= request.last or day in request.blocked or day == request.race_date:
        return False
    if room is not None and room < SHORTEST_DAY_MIN:
        return False
    is_taken = any(kept.on == day for kept in request.kept) or ledger.has_run_on(day)
    return not is_taken and not _rests_after_race(request, day)


def _rests_after_race(request: PlanRequest, day: date) -> bool:
    """No run at all in the first fifth of the recovery: one day after 10 km, three after a marathon."""
    if request.race_date is None:
        return False
    return 0 < (day - request.race_date).days <= max(1, recovery_days(request) // 5)


def _sessions_left(ledger: Ledger, monday: date, kept: Iterable[KeptSession], *, has_race: bool) -> int:
    """The days a week the athlete wants, less what is done or kept, in proportion in a week that is cut off."""
    request = ledger.request
    sunday = monday + timedelta(days=6)
    day_count = (min(sunday, request.last) - max(monday, request.today)).days + 1
    planned = len([session for session in kept if session.kind != "rest"]) + has_race
    done = sum(ledger.has_run_on(day) for day in _days(monday) if not any(session.on == day for session in kept))
    left = request.days_per_week - planned - done
    return max(0, min(left, ceil(request.days_per_week * day_count / 7)))


def _quality_left(ledger: Ledger, method: RunMethod, monday: date, kept: Iterable[KeptSession]) -> int:
    """Two a week, one from 60 on; what is kept or was run hard this week is off. One long run does not count."""
    request = ledger.request
    most = 2 if method.unit != "m_intense" else 3
    if request.age is not None and request.age >= SENIOR_AGE:
        most = 1
    kept_days = {session.on for session in kept if session.is_hard and session.kind != "long"}
    done = sum(day in ledger.hard_days for day in _days(monday) if day < request.today)
    more_long_runs = max(0, sum(session.kind == "long" for session in kept) - 1)
    return max(0, most - len(kept_days) - done - more_long_runs)


def board_of(ledger: Ledger, method: RunMethod, frame: Frame) -> Board:
    """The week as a board for placing: days as numbers, what is hard around it, and how far apart hard days are."""
    request, monday = ledger.request, frame.monday
    hard_around = {day for day in ledger.hard_days if -4 <= (day - monday).days <= 10}
    hard_around |= {kept.on for kept in request.kept if kept.is_hard and -4 <= (kept.on - monday).days <= 10}
    quality_days = [day for day in frame.free if _may_be_quality(ledger, day)]
    long_days = [day for day in frame.free if _may_be_long(ledger, day)]
    rooms = tuple(_room(ledger, day) if day in frame.free else 0 for day in _days(monday))
    return Board(
        tuple((day - monday).days for day in frame.free),
        tuple((day - monday).days for day in quality_days),
        tuple((day - monday).days for day in long_days),
        tuple(sorted((day - monday).days for day in hard_around)),
        gap_days(request, method),
        rooms,
        None if request.long_run_day is None else request.long_run_day - 1,
    )


def gap_days(request: PlanRequest, method: RunMethod) -> int:
    """Least days from one hard day to the next: an easy one between, two from 40 on."""
    gap = max(2, method.hours_between_hard() // 24)
    return gap + 1 if request.age is not None and request.age >= MASTERS_AGE and gap < 3 else gap


def _room(ledger: Ledger, day: date) -> int:
    room = room_min(ledger.request, day)
    return ROOM_MIN if room is None else min(ROOM_MIN, room)


def is_easy_only(ledger: Ledger, day: date) -> bool:
    """Around the race, and in the first two weeks after a month without running."""
    return ledger.is_restarting(day) or is_quiet(ledger.request, day)


def _may_be_quality(ledger: Ledger, day: date) -> bool:
    return (
        not is_easy_only(ledger, day) and _room(ledger, day) >= SHORTEST_HARD_DAY_MIN and not _is_blended(ledger, day)
    )


def _is_blended(ledger: Ledger, day: date) -> bool:
    """In the first seven days of a new method only one session may be hard: whether it has been."""
    changed = ledger.request.method_changed_on
    if ledger.request.previous_method is None or changed is None or not 0 <= (day - changed).days < FIRST_BLEND_DAYS:
        return False
    first_days = {changed + timedelta(days=number) for number in range(FIRST_BLEND_DAYS)}
    return bool(ledger.quality_days & first_days)


def _may_be_long(ledger: Ledger, day: date) -> bool:
    request = ledger.request
    if is_easy_only(ledger, day):
        return False
    if request.race_date is None or day > request.race_date:
        return True
    is_far = race_distance_m(request) >= 20_000 or request.goal == "hyrox"
    return (request.race_date - day).days >= LONG_BEFORE_DAYS[is_far]


def is_blending(request: PlanRequest, monday: date) -> bool:
    """Whether this week begins within two weeks of a change of method."""
    changed = request.method_changed_on
    if request.previous_method is None or changed is None:
        return False
    return changed - timedelta(days=6) <= monday < changed + timedelta(days=BLEND_DAYS)


def is_first_blend(request: PlanRequest, monday: date) -> bool:
    """Whether this week has days of the first seven of a new method."""
    changed = request.method_changed_on
    return is_blending(request, monday) and changed is not None and monday < changed + timedelta(days=FIRST_BLEND_DAYS)
