"""Athletes who train for a year as people do, and a plan that is rebuilt every Sunday from what it may know of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Final, Literal, NamedTuple
from uuid import UUID

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.changes import ChangeLine, Planned, change_lines, difference
from coach.engines.run_plan.contract import PlanRequest, RunPlan, RunSession
from coach.engines.run_plan.invariants import check_run_plan
from coach.engines.run_plan.invariants_refresh import check_refresh
from coach.engines.run_plan.matching import Doable, Done, family_of, matched
from coach.engines.run_plan.review import WeekReview
from coach.plan_reasons import Why, reasons_of
from coach.plan_refresh import Rebuilding, is_paused, paused_plan, review_of
from coach.plan_requests import Frame, horizon, request_of
from data.plan_grounds import BreakSpan, DoneSession, Grounds, Runner, SessionRow
from data.rolling_plans import RollingPlanWishes

Kind = Literal["perfect", "erratic", "injured", "travelling", "late uploader", "over-trainer"]
KINDS: Final[tuple[Kind, ...]] = ("perfect", "erratic", "injured", "travelling", "late uploader", "over-trainer")
GOALS: Final = ("5k", "10k", "half_marathon", "marathon", "general_fitness", "ultra", "hyrox", "sprint")
START: Final = date(2026, 3, 2)
HISTORY_WEEKS: Final = 6


class Habits(NamedTuple):
    """What an athlete of a kind does: chance to do a session, how much of it, chance of an extra run."""

    done: float
    least: float
    most: float
    extra: float


HABITS: Final[dict[Kind, Habits]] = {
    "perfect": Habits(1.0, 1.0, 1.0, 0.0),
    "erratic": Habits(0.6, 0.5, 1.3, 0.15),
    "injured": Habits(0.9, 0.9, 1.05, 0.05),
    "travelling": Habits(0.9, 0.9, 1.1, 0.05),
    "late uploader": Habits(0.9, 0.95, 1.05, 0.02),
    "over-trainer": Habits(0.95, 1.0, 1.5, 0.3),
}


class Refresh(NamedTuple):
    """One Sunday: what was known, what was built, what changed; `before` is the plan of the Sunday before."""

    sunday: date
    request: PlanRequest
    built: RunPlan
    review: WeekReview
    changes: list[ChangeLine]
    before: RunPlan | None


class Athlete:
    """One year of one athlete. `today` moves on week by week."""

    def __init__(self, kind: Kind, seed: int) -> None:
        self.kind, self.random, self.ids = kind, Random(f"{kind}{seed}"), count(1)  # noqa: S311 - repeatable, no secret
        self.week_km = self.random.choice((12, 25, 40, 60, 90))
        self.wishes = _wishes(self.random, self.week_km)
        self.score = self.random.choice((None, 34.0, 45.0, 58.0))
        self.sessions: list[SessionRow] = []
        self.contents: dict[UUID, Planned] = {}
        self.logs: list[DoneSession] = []
        self.known = 0  # of logs, how many were uploaded
        self.covered_to = START - timedelta(days=1)
        self.breaks = _breaks(kind, self.random)
        self._run_before()
        self.until = START - timedelta(days=1)
        self.built: RunPlan | None = None
        self.rebuilt(START - timedelta(days=1))

    def year(self, weeks: int) -> Iterator[Refresh]:
        for week in range(weeks):
            monday = START + timedelta(weeks=week)
            self._train(monday)
            if self.kind != "late uploader" or week % 4 == 3:
                self._upload(monday + timedelta(days=6))
            yield self.rebuilt(monday + timedelta(days=6))

    def rebuilt(self, sunday: date) -> Refresh:
        """As `coach.plan_refresh` rebuilds, without a database."""
        first = sunday + timedelta(days=1)
        grounds = self.grounds(sunday)
        review = review_of(grounds, Rebuilding("weekly", sunday - timedelta(days=6), sunday))
        frame = Frame(first, horizon(first), START, review.load_factor)
        request = request_of(grounds, self.wishes, frame)
        built = paused_plan(request) if is_paused(request) else build_run_plan(request)
        ahead = [row for row in self.sessions if row.date >= first and not row.is_completed]
        before = [self.contents[row.day_id] for row in ahead]
        after = [planned(session) for session in built.sessions]
        found = difference(before, after)
        lines = change_lines(before, after, found, reasons_of(request, review, Why(self.until, self.score)))
        self.sessions = [row for row in self.sessions if row not in ahead]
        self.sessions += [self._row(session) for session in built.sessions]
        self.until = max(self.until, request.last)
        former, self.built = self.built, built
        return Refresh(sunday, request, built, review, lines, former)

    def grounds(self, today: date) -> Grounds:
        """What may be known: uploaded runs, and breaks that began."""
        rows = [row._replace(is_covered=row.date <= self.covered_to) for row in self.sessions]
        breaks = tuple(span for span in self.breaks if span.first_on <= today + timedelta(days=7))
        runner = Runner(date_of_birth=date(1988, 5, 1), running_score=self.score)
        return Grounds(runner, breaks, tuple(self.logs[: self.known]), tuple(rows))

    def _run_before(self) -> None:
        """Six weeks of what the athlete says a normal week is."""
        for week in range(HISTORY_WEEKS, 0, -1):
            for day, share in ((1, 0.3), (3, 0.3), (6, 0.4)):
                on = START - timedelta(days=7 * week - day)
                self._log(on, self.week_km * 1000 * share)
        self.known = len(self.logs)

    def _train(self, monday: date) -> None:
        habits = HABITS[self.kind]
        for row in [row for row in self.sessions if monday <= row.date < monday + timedelta(days=7)]:
            if self._is_away(row.date) or self.random.random() >= habits.done:
                continue
            share = self.random.uniform(habits.least, habits.most)
            self._do(row, share)
        for day in range(7):
            if self.random.random() < habits.extra and not self._is_away(monday + timedelta(days=day)):
                self._log(monday + timedelta(days=day), self.random.uniform(0.1, 0.4) * self.week_km * 1000)
        self.logs[self.known :] = sorted(self.logs[self.known :], key=lambda log: log.date)

    def _do(self, row: SessionRow, share: float) -> None:
        """A run has a distance; stations and simulations have a time; strength is no running."""
        family, seconds = family_of(row.session_type, row.kind), (row.minutes or 30) * 60.0 * share
        if family == "run":
            self._log(row.date, (row.distance_m or (row.minutes or 30) * 160.0) * share, seconds)
        elif family in ("hiit", "simulation"):
            self.logs.append(
                DoneSession(row.date, family, None, seconds, False, row.kind, None, None, None, None, None)
            )

    def _is_away(self, day: date) -> bool:
        return any(span.first_on <= day and (span.last_on is None or day <= span.last_on) for span in self.breaks)

    def _log(self, on: date, distance_m: float, duration_s: float | None = None) -> None:
        seconds = duration_s or distance_m * 0.36
        effort = self.random.choice((None, 3, 4, 6, 8)) if self.kind == "over-trainer" else None
        self.logs.append(DoneSession(on, "run", distance_m, seconds, False, None, None, effort, None, None, None))

    def _upload(self, to: date) -> None:
        """Everything until this day becomes known, and finds the sessions it did."""
        new = self.logs[self.known :]
        rows = [row for row in self.sessions if not row.is_completed and row.date <= to + timedelta(days=1)]
        rows = [row for row in rows if row.date > self.covered_to - timedelta(days=2)]
        done = [Done(_doable(row), row.date) for row in self.sessions if row.is_completed]
        logs = [Doable(log.date, log.session_type, log.distance_m, log.duration_s) for log in new]
        pairs = matched([_doable(row) for row in rows], logs, done)
        for pair in pairs:
            row = rows[pair.session]
            place = self.sessions.index(row)
            self.sessions[place] = row._replace(is_completed=True, has_log=True)
            log = new[pair.log]
            self.logs[self.known + pair.log] = log._replace(is_planned=True, kind=row.kind, is_hard=row.is_hard)
        self.known, self.covered_to = len(self.logs), to

    def _row(self, session: RunSession) -> SessionRow:
        day_id = UUID(int=next(self.ids))
        self.contents[day_id] = planned(session)
        return SessionRow(
            day_id, session.on, session.title, session.session_type, session.minutes, session.kind, session.distance_m,
            session.is_hard, is_rest_day=False, is_completed=False, is_skipped=False, outcome_override=None,
            is_pinned=False, is_rolling=True, is_covered=False, has_log=False,
        )  # fmt: skip


def planned(session: RunSession) -> Planned:
    return Planned(
        session.on, session.kind, session.title, session.session_type, session.distance_m, session.minutes,
        repr(session.blocks),
    )  # fmt: skip


def broken_rules(refresh: Refresh) -> list[str]:
    """What the checkers of plans and refreshes find, hard only."""
    found = list(check_run_plan(refresh.built)) if refresh.built.weeks else []
    if refresh.before is not None:
        found += check_refresh(refresh.before, refresh.built, refresh.request.today)
    return [f"rule {finding.rule}: {finding.text}" for finding in found if finding.level == "hard"]


def _doable(row: SessionRow) -> Doable:
    seconds = row.minutes * 60.0 if row.minutes else None
    return Doable(row.date, family_of(row.session_type, row.kind), row.distance_m, seconds)


def _wishes(random: Random, week_km: float) -> RollingPlanWishes:
    goal = random.choice(GOALS)
    race = START + timedelta(days=random.randint(30, 360)) if random.random() < 0.7 else None
    return RollingPlanWishes.model_validate(
        {"goal": goal, "race_date": race, "days_per_week": random.randint(2, 6), "start_week_km": week_km,
         "experience": random.choice(("beginner", "intermediate", "advanced"))}
    )  # fmt: skip


def _breaks(kind: Kind, random: Random) -> Sequence[BreakSpan]:
    if kind not in ("injured", "travelling"):
        return ()
    lengths = (10, 25, 45) if kind == "injured" else (4, 8, 14)
    name = "injury" if kind == "injured" else "travel"
    firsts = (random.randint(20, 90), random.randint(130, 200), random.randint(240, 300))
    return [
        BreakSpan(name, START + timedelta(days=first), START + timedelta(days=first + length))
        for first, length in zip(firsts, lengths, strict=True)
    ]
