"""What is known about the running before a day: weeks, the longest runs, hard days; and where it must begin again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Final, NamedTuple

from coach.engines.run_plan.contract import Experience, KeptSession, PlanRequest, RunSession
from coach.engines.run_plan.measure import (
    counting_pace_s_per_km,
    kept_amount,
    kept_length,
    run_amount,
    run_length,
    session_amount,
    session_length,
)
from coach.engines.run_plan.method import RunMethod
from coach.engines.run_plan.phases import WEEK, week_index
from coach.engines.streaks import monday_of

GROUND_DAYS: Final = 30
GROUND_WEEKS: Final = 4
EASY_RESTART_DAYS, RESTART_SESSIONS = 14, 4
MOST_RISE: Final = 1.10
# Minutes of a first week's sessions, and of its longest, where nothing at all is known.
UNKNOWN_SESSION_MIN: Final[dict[Experience, int]] = {"beginner": 22, "intermediate": 30, "advanced": 38}
UNKNOWN_LONGEST_MIN: Final[dict[Experience, int]] = {"beginner": 25, "intermediate": 40, "advanced": 55}
STATED_LONGEST_SHARE: Final = 0.3
SPRINT_WEEK_M: Final[dict[Experience, float]] = {"beginner": 400, "intermediate": 600, "advanced": 900}
SPRINT_RISE, SPRINT_MOST = 1.04, 1.8
SPRINT_PROOF_RUNS: Final = 4
RESTART_LONGEST_MIN: Final[dict[Experience, int]] = {"beginner": 25, "intermediate": 35, "advanced": 40}
# Share of the usual week to begin again with, by days without a run.
RESTART_SHARES: Final = ((112, 0.3), (56, 0.4), (GROUND_DAYS, 0.5))


class Restart(NamedTuple):
    """Begin again on this day: a week of `week`, no run above `longest`, in the method's units."""

    on: date
    gap_days: int
    week: float
    longest: float


class Ledger:
    """Grows with every planned week, so that a later week stands on the ones before it."""

    def __init__(self, request: PlanRequest, method: RunMethod) -> None:
        self.request, self.unit = request, method.unit
        self.pace_s_per_km = counting_pace_s_per_km(request)
        self.lengths: dict[date, float] = {}
        self.weeks: dict[date, float] = defaultdict(float)
        self.hard_days: set[date] = set()
        # Hard, and not the long run.
        self.quality_days: set[date] = set()
        self.restart: Restart | None = None
        self._read_history()
        self.known_from = min(self.lengths, default=request.today)
        self.stated_week = self._stated_week()
        self.stated_longest = self._stated_longest()

    def _read_history(self) -> None:
        for run in self.request.history:
            length = run_length(run, self.unit, self.pace_s_per_km)
            if length > 0:
                self._add(run.on, run_amount(run, self.unit, self.pace_s_per_km), length)
            if run.is_hard:
                self.hard_days.add(run.on)
                self.quality_days.add(run.on)

    def _add(self, on: date, amount: float, length: float) -> None:
        self.weeks[monday_of(on)] += amount
        self.lengths[on] = max(length, self.lengths.get(on, 0.0))

    def add_session(self, session: RunSession) -> None:
        """A race is neither a week's volume nor a ground for the next long run."""
        self._add_hard(session)
        length = session_length(session, self.unit, self.pace_s_per_km)
        if session.kind != "race" and length > 0:
            self._add(session.on, session_amount(session, self.unit, self.pace_s_per_km), length)

    def add_kept(self, kept: KeptSession) -> None:
        if self.has_run_on(kept.on):
            return
        length = kept_length(kept, self.unit, self.pace_s_per_km)
        self._add_hard(kept)
        if kept.kind != "race" and length > 0:
            if not kept.is_done:
                # What is only meant proves no more than a planned run may be.
                length = min(length, self._proven_before(kept.on) * MOST_RISE or self.longest_before(kept.on))
            self._add(kept.on, kept_amount(kept, self.unit, self.pace_s_per_km), length)

    def _add_hard(self, session: RunSession | KeptSession) -> None:
        if session.is_hard:
            self.hard_days.add(session.on)
            if session.kind != "long":
                self.quality_days.add(session.on)

    def has_run_on(self, on: date) -> bool:
        return on in self.lengths

    def longest_before(self, on: date) -> float:
        """What a run of this day may build on: the longest of the 30 days before, or where running begins again."""
        if self.is_restarting(on) and self.restart is not None:
            return self.restart.longest
        longest = self._proven_before(on)
        if self.restart is not None and on - timedelta(days=GROUND_DAYS) < self.restart.on <= on:
            longest = max(longest, self.restart.longest)
        return longest

    def _proven_before(self, on: date) -> float:
        """The longest run of the 30 days before; what the athlete says counts for days before the first known run."""
        since = on - timedelta(days=GROUND_DAYS)
        longest = max((length for day, length in self.lengths.items() if since <= day < on), default=0.0)
        return max(longest, self.stated_longest) if since < self.known_from else longest

    def is_restarting(self, on: date) -> bool:
        """In the first two weeks after a month without running nothing is hard, and no run grows."""
        return self.restart is not None and 0 <= (on - self.restart.on).days < EASY_RESTART_DAYS

    def week_before(self, monday: date) -> float:
        """The most of the four weeks before; what the athlete says counts for weeks before the first known run."""
        most = max(self.known_week(monday - WEEK * number) for number in range(1, GROUND_WEEKS + 1))
        if self.restart is not None and 0 <= (monday - monday_of(self.restart.on)).days < GROUND_DAYS:
            most = max(most, self.restart.week)
        return most

    def known_week(self, monday: date) -> float:
        """What a week held; what the athlete says before the first known run."""
        amount = self.weeks.get(monday, 0.0)
        is_unknown = monday < monday_of(self.known_from)
        if self.unit == "m_intense":
            is_unknown = monday < monday_of(self.request.today)
        return max(amount, self.stated_week) if is_unknown else amount

    def gap_days(self, on: date) -> int | None:
        """Days without a run before this day; None while nothing is known."""
        last = max((day for day in self.lengths if day < on), default=None)
        return None if last is None else (on - last).days - 1

    def begin_again(self, on: date, gap_days: int) -> Restart:
        """Half of the usual week after a month without running, less after longer."""
        share = next(share for days, share in RESTART_SHARES if gap_days >= days)
        longest_s = RESTART_LONGEST_MIN[self.request.experience] * 60.0
        longest = longest_s / self.pace_s_per_km * 1000 if self.unit == "m" else longest_s
        last = max(day for day in self.lengths if day < on)
        usual_longest = max(length for day, length in self.lengths.items() if (last - day).days < GROUND_DAYS)
        longest = min(longest, usual_longest)
        week = self._usual_week(last) * share
        if self.unit != "m_intense":
            week = min(week, RESTART_SESSIONS * longest)
        self.restart = Restart(on, gap_days, week, longest)
        return self.restart

    def settle_restart(self, monday: date) -> None:
        """Running begins again with the first run of that week, which may be later than the first free day."""
        first_day = max(monday, self.request.today)
        first = min((day for day in self.lengths if first_day <= day < monday + WEEK), default=None)
        if self.restart is not None and monday_of(self.restart.on) == monday:
            self.restart = None if first is None else self.restart._replace(on=max(first, self.restart.on))
        if first is None or (self.restart is not None and self.restart.on >= first):
            return
        gap_days = self.gap_days(first)
        if gap_days is not None and gap_days >= GROUND_DAYS:
            self.begin_again(first, gap_days)

    def _usual_week(self, last: date) -> float:
        weeks = (self.weeks.get(monday_of(last) - WEEK * number, 0.0) for number in range(GROUND_WEEKS))
        return max(weeks) or self.stated_week

    def _stated_week(self) -> float:
        request = self.request
        if self.unit == "m_intense":
            return self._sprint_week()
        if self.unit == "m" and request.start_week_m:
            return request.start_week_m
        seconds = request.start_week_s or (request.start_week_m or 0.0) * self.pace_s_per_km / 1000
        if not seconds and not self.lengths:
            seconds = request.days_per_week * UNKNOWN_SESSION_MIN[request.experience] * 60.0
        return seconds / self.pace_s_per_km * 1000 if self.unit == "m" else seconds

    def _sprint_week(self) -> float:
        """No log tells metres at intensity: the start by experience, grown while hard days show that it is done."""
        request = self.request
        proofs = sum(0 < (request.today - day).days <= GROUND_DAYS for day in self.hard_days)
        steps = week_index(request, monday_of(request.today)) if proofs >= SPRINT_PROOF_RUNS else 0
        return SPRINT_WEEK_M[request.experience] * min(SPRINT_MOST, SPRINT_RISE ** max(0, steps))

    def _stated_running_week_s(self) -> float:
        request = self.request
        return request.start_week_s or (request.start_week_m or 0.0) * self.pace_s_per_km / 1000

    def _stated_longest(self) -> float:
        request = self.request
        scale = 1.0 if self.unit == "m" else self.pace_s_per_km / 1000
        week = self._stated_running_week_s() if self.unit == "m_intense" else self.stated_week
        if request.start_longest_m:
            stated = request.start_longest_m * scale
            return min(stated, week) if week else stated
        if week and (request.start_week_m or request.start_week_s):
            return max(STATED_LONGEST_SHARE * week, week / request.days_per_week)
        if self.lengths:
            return 0.0
        seconds = UNKNOWN_LONGEST_MIN[request.experience] * 60.0
        return seconds / self.pace_s_per_km * 1000 if self.unit == "m" else seconds
