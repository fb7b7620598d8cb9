"""A running plan from what is known about an athlete: grows, holds back, tapers, races, recovers, begins again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import HeartRateRange, HeartRateTargets, KeptSession, PastRun, PlanRequest, RunPlan
from coach.engines.running.paces import pace_table
from tests.coach.engines.run_plan.plan_cases import MONDAY, hard_rules, one, request, runs

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def kilometres(plan: RunPlan) -> list[int]:
    return [round(week.amount / 1000) for week in plan.weeks]


def test_volume_grows_in_small_steps_with_a_cutback_before_the_last_three_weeks() -> None:
    plan = build_run_plan(request("half_marathon", race_in_weeks=9))

    loading = [week for week in plan.weeks if week.phase in ("base", "build", "peak")]
    assert [week.is_cutback for week in loading] == [False, False, False, True, False, False, False]
    assert kilometres(plan)[2] > kilometres(plan)[1] > kilometres(plan)[0] >= 40
    assert kilometres(plan)[3] < kilometres(plan)[2] * 0.9


def test_the_same_request_gives_the_same_plan() -> None:
    wanted = request("marathon")

    assert build_run_plan(wanted) == build_run_plan(wanted)


def test_the_race_is_on_its_day_with_two_quiet_days_before_and_a_recovery_after() -> None:
    plan = build_run_plan(request("half_marathon", race_in_weeks=6))
    race = one(plan, "race")

    around = [session for session in plan.sessions if -2 <= (session.on - race.on).days <= 7 and session != race]

    assert race.on == plan.request.race_date
    assert race.distance_m == 21_097.5
    assert around
    assert not any(session.is_hard for session in around)
    assert [week.phase for week in plan.weeks[5:]] == ["race", "recovery", "maintain", "maintain"]


def test_a_marathon_keeps_its_last_long_run_two_to_four_weeks_away() -> None:
    plan = build_run_plan(request("marathon", week_km=60, race_in_weeks=9))
    race = one(plan, "race")
    longest = max(session.distance_m or 0 for session in plan.sessions if session.kind != "race")

    last = max(s.on for s in plan.sessions if s.kind != "race" and (s.distance_m or 0) >= 0.9 * longest)

    assert 14 <= (race.on - last).days <= 28


def test_the_taper_halves_the_volume_and_keeps_the_days_and_something_fast() -> None:
    plan = build_run_plan(request("marathon", week_km=60, race_in_weeks=9))

    peak, last_but_one = max(kilometres(plan)), plan.weeks[7]

    assert 0.5 < last_but_one.amount / 1000 / peak < 0.65
    assert len(last_but_one.sessions) == 5
    assert any(session.zone_s.get("T", 0) > 0 for session in last_but_one.sessions)


def test_weeks_and_runs_stand_on_what_was_really_run_not_on_what_the_athlete_says() -> None:
    known = request(week_km=90)._replace(history=runs(MONDAY - DAY * 90, MONDAY - DAY * 2, distance_m=6_000))

    plan = build_run_plan(known)

    assert plan.weeks[0].amount <= 24_000 * 1.10
    assert max(session.distance_m or 0 for session in plan.weeks[0].sessions) <= 6_600


def test_what_the_athlete_says_counts_for_the_days_before_the_first_known_run() -> None:
    yesterday = (PastRun(MONDAY - DAY, 5_000, 1_650),)

    plan = build_run_plan(request(week_km=50)._replace(history=yesterday, start_longest_m=15_000))

    assert plan.weeks[0].amount > 48_000


def test_after_six_weeks_off_running_begins_with_half_and_nothing_hard_for_two_weeks() -> None:
    known = request(week_km=60)._replace(history=runs(MONDAY - DAY * 150, MONDAY - DAY * 43, distance_m=12_000))

    plan = build_run_plan(known)

    assert plan.weeks[0].amount <= 0.6 * 48_000
    assert not any(session.is_hard for week in plan.weeks[:2] for session in week.sessions)
    assert all(session.minutes <= 45 for session in plan.weeks[0].sessions)
    assert any("days without a run" in note for note in plan.weeks[0].notes)


def test_after_two_weeks_off_the_first_week_is_smaller_and_says_why() -> None:
    rested = build_run_plan(request()._replace(history=runs(MONDAY - DAY * 90, MONDAY - DAY * 17)))
    steady = build_run_plan(request()._replace(history=runs(MONDAY - DAY * 90, MONDAY - DAY * 2)))

    assert rested.weeks[0].amount < 0.85 * steady.weeks[0].amount
    assert any("days without a run" in note for note in rested.weeks[0].notes)


def test_a_beginner_of_whom_nothing_is_known_runs_short_by_time_and_effort() -> None:
    nothing = PlanRequest("5k", MONDAY, MONDAY + WEEK * 8, MONDAY, days_per_week=3, experience="beginner")

    plan = build_run_plan(nothing)

    first = plan.weeks[0].sessions
    assert len(first) == 3
    assert all(15 <= session.minutes <= 30 and session.distance_m is None for session in first)
    steps = [step for session in plan.sessions for block in session.blocks for step in block.steps]
    assert not any(step.pace_fast_s_per_km or step.pace_slow_s_per_km or step.distance_m for step in steps)
    assert all(step.rpe for step in steps)
    assert any("Nothing is known" in note for note in plan.notes)


def test_an_easy_pace_without_a_score_gives_distances_but_no_pace_targets() -> None:
    plan = build_run_plan(request()._replace(paces=None, easy_pace_s_per_km=360))

    steps = [step for session in plan.sessions for block in session.blocks for step in block.steps]
    assert all(session.distance_m for session in plan.sessions)
    assert not any(step.pace_fast_s_per_km for step in steps)


def test_a_score_gives_the_paces_of_the_table_and_heart_rates_where_they_are_known() -> None:
    rates = HeartRateTargets(*(HeartRateRange(low, low + 10) for low in (120, 150, 160, 175)))
    plan = build_run_plan(request()._replace(heart_rates=rates))
    table = pace_table(50)

    work = next(step for step in one(plan, "threshold").blocks[1].steps if step.zone == "T")

    assert work.pace_fast_s_per_km is not None
    assert work.pace_slow_s_per_km is not None
    assert work.pace_fast_s_per_km < table.threshold_s_per_km < work.pace_slow_s_per_km
    assert work.heart_rate == HeartRateRange(160, 170)


def test_availability_and_blocked_days_are_kept_whatever_it_costs() -> None:
    rooms = (0, 45, 0, 45, 0, 0, 90)
    holiday = frozenset(MONDAY + WEEK * 2 + DAY * number for number in range(7))

    plan = build_run_plan(request()._replace(availability=rooms, blocked=holiday))

    assert all(session.minutes <= rooms[session.on.weekday()] for session in plan.sessions if session.kind != "race")
    assert plan.weeks[2].sessions == ()
    assert plan.weeks[2].notes == ("No day of this week is free for training.",)


def test_the_long_run_falls_on_the_day_that_is_wished_for() -> None:
    plan = build_run_plan(request()._replace(long_run_day=3))

    long_days = {session.on.isoweekday() for session in plan.sessions if session.kind == "long"}

    assert long_days == {3}


def test_days_that_lie_together_make_hard_sessions_easy_and_the_week_says_so() -> None:
    plan = build_run_plan(request()._replace(availability=(0, 0, 0, 0, 0, None, None), days_per_week=2))

    assert [session.kind for session in plan.weeks[0].sessions] == ["easy", "long"]
    assert any("lie close together" in note for week in plan.weeks for note in week.notes)


def test_kept_sessions_count_and_nothing_is_put_on_their_days() -> None:
    kept = KeptSession(MONDAY + DAY, "interval", 9_000, 50, is_hard=True)

    plan = build_run_plan(request()._replace(kept=(kept,)))

    days = {session.on for session in plan.sessions}
    quality = [session for session in plan.weeks[0].sessions if session.is_hard and session.kind != "long"]
    assert kept.on not in days
    assert MONDAY not in {session.on for session in quality}
    assert len(quality) <= 1
    assert plan.weeks[0].amount <= 44_000


def test_a_plan_that_begins_on_a_friday_plans_a_weekend_not_a_week() -> None:
    plan = build_run_plan(request()._replace(today=MONDAY + DAY * 4))

    assert len(plan.weeks[0].sessions) <= 3
    assert plan.weeks[0].amount < 0.6 * plan.weeks[1].amount


def test_a_lower_load_takes_its_share_of_the_first_week_only() -> None:
    usual, lower = build_run_plan(request()), build_run_plan(request()._replace(load_factor=0.7))

    assert lower.weeks[0].amount == pytest.approx(usual.weeks[0].amount * 0.7, rel=0.05)
    assert lower.weeks[1].amount > lower.weeks[0].amount
    assert any("30 % less" in note for note in lower.weeks[0].notes)


def test_from_60_on_there_is_one_hard_session_beside_the_long_run() -> None:
    plan = build_run_plan(request()._replace(age=63))

    for week in plan.weeks:
        assert sum(session.is_hard and session.kind not in ("long", "race") for session in week.sessions) <= 1
    assert any("From 60 on" in note for note in plan.notes)


def test_after_the_race_a_refresh_plans_its_recovery() -> None:
    marathon = request("marathon", week_km=60, race_in_weeks=4)
    race = marathon.race_date
    assert race is not None
    history = runs(MONDAY - DAY * 60, race - DAY * 2, every=2, distance_m=12_000)

    plan = build_run_plan(marathon._replace(today=race + DAY, last=race + WEEK * 6, history=history))

    assert plan.weeks[0].phase == "recovery"
    assert not any(session.is_hard for session in plan.sessions if (session.on - race).days <= 15)
    assert min(session.on for session in plan.sessions) > race + DAY * 2


def test_a_race_tomorrow_leaves_only_easy_running_before_it() -> None:
    plan = build_run_plan(request()._replace(race_date=MONDAY + DAY))

    before = [session for session in plan.sessions if session.on == MONDAY]

    assert one(plan, "race").on == MONDAY + DAY
    assert all(not session.is_hard and session.minutes <= 25 for session in before)


def test_a_race_in_a_year_leaves_two_months_of_base() -> None:
    plan = build_run_plan(request("marathon")._replace(race_date=MONDAY + WEEK * 52))

    assert {week.phase for week in plan.weeks} == {"base"}
    assert hard_rules(plan) == set()


def test_a_plan_made_late_in_the_week_neither_crams_nor_leaves_crumbs() -> None:
    saturday = MONDAY + 5 * DAY
    before = runs(MONDAY - 42 * DAY, MONDAY - 2 * DAY, distance_m=7_000)
    long_runs = runs(MONDAY - 36 * DAY, MONDAY - DAY, every=7, distance_m=19_000)
    done = tuple(PastRun(MONDAY + number * DAY, 8_000, 2_640) for number in (1, 2, 3))
    wanted = request("marathon", week_km=45)._replace(
        today=saturday, history=(*before, *long_runs, *done), long_run_day=7, last=saturday + 29 * DAY
    )

    first = build_run_plan(wanted).weeks[0]

    lengths_m = {session.kind: session.distance_m or 0 for session in first.sessions}
    assert all(session.minutes >= 10 for session in first.sessions)
    assert lengths_m["long"] <= 0.45 * first.amount
    assert max(lengths_m[kind] for kind in lengths_m if kind != "long") <= 0.25 * first.amount
