"""What a plan is built from: wishes, profile, breaks and the running that was really done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from coach.engines.run_plan.contract import HeartRateRange, PastRun
from coach.engines.run_plan.reality import UNSAID
from coach.plan_requests import Frame, break_days, history_of, horizon, request_of
from data.plan_grounds import BreakSpan, DoneSession, Grounds, Runner, SessionRow
from data.profile_parts import Preferences, TrainingHistory
from data.rolling_plans import RollingPlanWishes

MONDAY = date(2026, 3, 2)
FRAME = Frame(MONDAY, date(2026, 5, 3), MONDAY)
WISHES = RollingPlanWishes(goal="10k")


def row(day: int, **changes: Any) -> SessionRow:
    return SessionRow(
        day_id=uuid4(), date=MONDAY + timedelta(days=day), title="Easy run", session_type="run", minutes=50,
        kind="easy", distance_m=8_000.0, is_hard=False, is_rest_day=False, is_completed=False, is_skipped=False,
        outcome_override=None, is_pinned=False, is_rolling=True, is_covered=False, has_log=False,
    )._replace(**changes)  # fmt: skip


def log(day: int, distance_m: float | None = 8_000, duration_s: float | None = 2_880, **changes: Any) -> DoneSession:
    return DoneSession(
        MONDAY + timedelta(days=day), "run", distance_m, duration_s, is_planned=False, kind=None, is_hard=None,
        effort=None, recovery=None, motivation=None, soreness=None,
    )._replace(**changes)  # fmt: skip


def grounds(*rows: SessionRow, done: tuple[DoneSession, ...] = (), **runner: Any) -> Grounds:
    return Grounds(Runner.model_validate(runner), (), done, rows)


def history(known: Grounds, first: date = MONDAY) -> list[tuple[int, float | None, bool]]:
    request = request_of(known, WISHES, FRAME._replace(first=first))
    return [((run.on - MONDAY).days, run.distance_m, run.is_assumed) for run in request.history]


def test_two_months_end_with_the_week_in_which_the_next_month_ends() -> None:
    assert horizon(date(2026, 2, 28)) == date(2026, 4, 5)
    assert horizon(date(2026, 12, 31)) == date(2027, 1, 31)
    assert horizon(date(2026, 1, 31)) == date(2026, 3, 1)


def test_what_the_wishes_leave_out_comes_from_the_profile() -> None:
    known = grounds(
        date_of_birth=date(1980, 3, 2),
        preferences=Preferences(availability_minutes={"monday": 0, "sunday": 120}, long_run_day="saturday"),
        training_history=TrainingHistory(experience="advanced", run_km_per_week=45),
        heart_rate_max_bpm=190, heart_rate_rest_bpm=50, running_score=50.0,
    )  # fmt: skip

    request = request_of(known, WISHES, FRAME)

    assert request.availability == (0, None, None, None, None, None, 120)
    assert (request.long_run_day, request.experience, request.age) == (6, "advanced", 46)
    assert (request.start_week_m, request.start_longest_m) == (45_000, None)
    assert request.paces is not None
    assert request.paces.score == 50
    assert request.heart_rates is not None
    assert request.heart_rates.easy == HeartRateRange(133, 154)


def test_what_the_wishes_say_stands_above_the_profile() -> None:
    known = grounds(training_history=TrainingHistory(experience="advanced", run_km_per_week=45))
    wishes = RollingPlanWishes(
        goal="ultra", start_week_minutes=300, start_longest_km=20, experience="beginner", long_run_day="sunday",
        availability_minutes={"friday": 40},
    )  # fmt: skip

    request = request_of(known, wishes, FRAME)

    assert (request.start_week_m, request.start_week_s, request.start_longest_m) == (None, 18_000, 20_000)
    assert (request.experience, request.long_run_day) == ("beginner", 7)
    assert request.availability == (None, None, None, None, 40, None, None)


def test_without_a_score_or_beyond_the_tables_there_are_no_paces() -> None:
    assert request_of(grounds(), WISHES, FRAME).paces is None
    assert request_of(grounds(running_score=88.0), WISHES, FRAME).paces is None


def test_impossible_heart_rates_make_no_targets() -> None:
    assert request_of(grounds(heart_rate_max_bpm=120, heart_rate_rest_bpm=110), WISHES, FRAME).heart_rates is None
    assert request_of(grounds(heart_rate_max_bpm=190), WISHES, FRAME).heart_rates is None


def test_logged_runs_are_history_and_a_confirmed_session_counts_by_its_log() -> None:
    done = (log(-3, 10_000, is_planned=True),)

    assert history(grounds(row(-3, is_completed=True, has_log=True), done=done)) == [(-3, 10_000, False)]


def test_an_assumed_session_holds_what_was_run_and_a_missed_one_is_nothing() -> None:
    done = tuple(log(day, 6_000) for day in (-14, -12, -10))

    known = grounds(row(-5, distance_m=9_000), row(-3, is_covered=True), done=done)

    assert history(known)[-1] == (-5, 6_000, True)


def test_a_session_said_to_be_done_counts_as_planned_and_one_said_to_be_missed_does_not() -> None:
    known = grounds(row(-5, outcome_override="done", is_covered=True), row(-3, outcome_override="missed"))

    assert history(known) == [(-5, 8_000, False)]


def test_a_log_without_amounts_is_not_counted_as_nothing() -> None:
    assert history(grounds(done=(log(-3, None, None),))) == []


def test_classes_count_for_hyrox_in_pieces_so_that_none_is_a_long_run() -> None:
    known = grounds(done=(log(-3, None, 3_000, session_type="hiit"),))

    runs = history_of(known, MONDAY, UNSAID, "hybrid")

    assert [run.duration_s for run in runs] == [1_200, 1_200, 600]
    assert request_of(known, WISHES, FRAME).history == ()


def test_hard_is_what_was_planned_hard_or_felt_so() -> None:
    known = grounds(done=(log(-5, effort=8), log(-4, effort=4), log(-3, is_hard=True)))

    assert [run.is_hard for run in request_of(known, WISHES, FRAME).history] == [True, False, True]


def test_the_easy_pace_is_that_of_recent_easy_runs() -> None:
    easy = tuple(log(-day, 10_000, 3_590.0 + day) for day in (3, 6, 9))

    assert request_of(grounds(done=(*easy, log(-4, 10_000, 2_400, effort=9))), WISHES, FRAME).easy_pace_s_per_km == 360
    assert request_of(grounds(done=easy[:2]), WISHES, FRAME).easy_pace_s_per_km is None


def test_pinned_sessions_and_runs_done_on_the_first_day_are_kept() -> None:
    known = grounds(row(3, is_pinned=True, kind="long"), row(4), done=(log(0, 5_000, 1_800),))

    kept = request_of(known, WISHES, FRAME).kept

    assert [(session.on, session.kind, session.is_done) for session in kept] == [
        (MONDAY + timedelta(days=3), "long", False),
        (MONDAY, "easy", True),
    ]


def test_days_away_breaks_and_days_of_skipped_or_done_sessions_are_blocked() -> None:
    wishes = RollingPlanWishes.model_validate(
        {"goal": "10k", "blocked": [{"first_on": "2026-03-20", "last_on": "2026-03-21"}]}
    )
    known = grounds(row(2, is_skipped=True), row(3, is_completed=True, has_log=True))._replace(
        breaks=(BreakSpan("travel", MONDAY - timedelta(days=3), MONDAY),)
    )

    blocked = request_of(known, wishes, FRAME).blocked

    assert sorted(day.day for day in blocked) == [2, 4, 5, 20, 21]


def test_a_break_without_an_end_takes_two_weeks_from_now() -> None:
    lasting = BreakSpan("injury", MONDAY - timedelta(days=10), None)

    assert break_days(lasting, FRAME) == {MONDAY + timedelta(days=number) for number in range(14)}


def test_a_run_that_is_only_a_distance_stays_one() -> None:
    assert request_of(grounds(done=(log(-3, 8_000, None),)), WISHES, FRAME).history == (
        PastRun(MONDAY - timedelta(days=3), 8_000, None),
    )
