"""A refresh looks at the week that was, rebuilds the days ahead, and leaves alone what is past or the athlete's own."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest

from coach.day_matching import override_outcome
from coach.engines.run_plan.contract import RunSession
from coach.plan_days import move_day, skip_day
from coach.plan_refresh import refresh_plan
from coach.plans import change_plan, undo
from coach.rolling_plans import MadePlan, make_rolling_plan
from coach.today import today_of
from coach.training_breaks import log_break, remove_break
from data import db
from data.db import User
from data.errors import NotFound
from data.plan_days import PlanDay, find_day
from data.plan_refreshes import plan_refreshes
from data.plan_versions import plan_versions
from data.plans import PlanEntry, find_plan
from data.rolling_plans import RollingPlanWishes
from data.training_breaks import BreakEntry, insert_break
from tests.rolling import covered, watch_run

MONDAY = date(2026, 3, 2)
SUNDAY = MONDAY + timedelta(days=6)


def wishes(**changes: Any) -> RollingPlanWishes:
    fields: dict[str, Any] = {"goal": "10k", "race_date": date(2026, 8, 2), "start_week_km": 30, "start_longest_km": 12}
    return RollingPlanWishes.model_validate(fields | changes)


@pytest.fixture
def made(user: User) -> MadePlan:
    """A plan of somebody who ran 30 km in each of the four weeks before it, long runs of 12 km."""
    for week in range(1, 5):
        for day, distance_m in ((0, 9_000), (2, 9_000), (5, 12_000)):
            watch_run(user, MONDAY - timedelta(days=7 * week - day), distance_m, distance_m * 0.36)
    covered(user, MONDAY - timedelta(days=28), MONDAY - timedelta(days=1))
    return make_rolling_plan(user, wishes(), MONDAY)


def run_all(user: User, sessions: Sequence[RunSession], first: date, last: date) -> None:
    """Every planned run of these days, as planned, uploaded."""
    for session in sessions:
        if first <= session.on <= last:
            watch_run(user, session.on, session.distance_m, session.minutes * 60.0)
    covered(user, first, last)


def put_break(user: User, entry: BreakEntry) -> None:
    """As it is kept, without the rebuilding that follows on the date of today."""
    with db.write_as(user) as conn:
        insert_break(conn, entry)


def days_from(user: User, made: MadePlan, first: date) -> list[PlanDay]:
    return [day for day in find_plan(user, made.plan_id).days if day.date >= first]


def km(days: Sequence[PlanDay], first: date, last: date) -> float:
    return sum(day.details.distance_m or 0 for day in days if first <= day.date <= last) / 1000


def test_a_week_done_as_planned_keeps_the_plan(user: User, made: MadePlan) -> None:
    run_all(user, made.built.sessions, MONDAY, SUNDAY)
    before = {day.id: day.title for day in days_from(user, made, SUNDAY)}

    refresh = refresh_plan(user, "weekly", MONDAY, SUNDAY)

    assert refresh.review["confirmed"] == refresh.review["planned"] > 0
    assert refresh.review["load_factor"] == 1
    after = {day.id: day.title for day in days_from(user, made, SUNDAY)}
    assert after.keys() >= before.keys()


def test_the_same_week_is_refreshed_once(user: User, made: MadePlan) -> None:
    first = refresh_plan(user, "weekly", MONDAY, SUNDAY)

    again = refresh_plan(user, "weekly", MONDAY, SUNDAY)

    assert again == first
    assert plan_refreshes(user)["kind"].tolist() == ["weekly", "made"]


def test_two_refreshes_at_once_are_one(user: User, made: MadePlan) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: refresh_plan(user, "weekly", MONDAY, SUNDAY), range(4)))

    assert len({refresh.id for refresh in done}) == 1
    assert plan_refreshes(user)["kind"].tolist() == ["weekly", "made"]


def test_a_manual_refresh_that_changes_nothing_makes_no_version(user: User, made: MadePlan) -> None:
    refresh_plan(user, "manual", None, SUNDAY)
    versions = len(plan_versions(user, made.plan_id))

    again = refresh_plan(user, "manual", None, SUNDAY)

    assert (again.version_number, again.changes) == (None, [])
    assert len(plan_versions(user, made.plan_id)) == versions


def test_without_uploads_the_plan_holds_its_level_and_says_so(user: User, made: MadePlan) -> None:
    planned = {session.on: session for session in made.built.sessions}
    for week in range(3):
        refresh_plan(user, "weekly", MONDAY + timedelta(weeks=week), SUNDAY + timedelta(weeks=week))

    days = days_from(user, made, MONDAY + timedelta(weeks=3))
    assert max(day.details.distance_m or 0 for day in days) <= 12_000 * 1.1 * 1.1
    weeks = [km(days, MONDAY + timedelta(weeks=week), SUNDAY + timedelta(weeks=week)) for week in range(3, 8)]
    assert weeks[0] <= 30 * 1.1 + 0.1
    assert planned


def test_a_missed_week_makes_the_next_one_smaller_and_says_why(user: User, made: MadePlan) -> None:
    before = km(days_from(user, made, MONDAY), MONDAY + timedelta(days=7), SUNDAY + timedelta(days=7))
    covered(user, MONDAY, SUNDAY)

    refresh = refresh_plan(user, "weekly", MONDAY, SUNDAY)

    after = km(days_from(user, made, MONDAY), MONDAY + timedelta(days=7), SUNDAY + timedelta(days=7))
    assert refresh.review["missed"] == refresh.review["planned"] > 0
    assert refresh.review["load_factor"] == 0.9
    assert after < before
    assert refresh.version_number is not None
    assert all(change.why for change in refresh.changes)
    assert any("did not happen" in change.why for change in refresh.changes)


def test_past_done_skipped_and_moved_sessions_stay_as_they_are(user: User, made: MadePlan) -> None:
    coming = days_from(user, made, SUNDAY + timedelta(days=1))
    moved = move_day(user, coming[0].id, coming[0].date + timedelta(days=1))
    skipped = skip_day(user, coming[4].id)
    past = [day for day in find_plan(user, made.plan_id).days if day.date <= SUNDAY]
    covered(user, MONDAY, SUNDAY)

    refresh_plan(user, "weekly", MONDAY, SUNDAY)

    assert find_day(user, moved.id) == moved
    assert find_day(user, skipped.id) == skipped
    assert [day for day in find_plan(user, made.plan_id).days if day.date <= SUNDAY] == past
    assert not [day for day in days_from(user, made, SUNDAY) if day.date == skipped.date and day.id != skipped.id]


def test_what_the_athlete_said_survives_a_refresh(user: User, made: MadePlan) -> None:
    first = find_plan(user, made.plan_id).days[0]
    override_outcome(user, first.id, "missed")

    refresh = refresh_plan(user, "weekly", MONDAY, SUNDAY)

    assert refresh.review["missed"] == 1


def test_nothing_is_planned_in_a_break_and_the_days_say_so(user: User, made: MadePlan) -> None:
    away = BreakEntry(kind="travel", first_on=MONDAY + timedelta(days=7), last_on=SUNDAY + timedelta(days=7))
    put_break(user, away)

    refresh = refresh_plan(user, "break", None, SUNDAY)

    assert not [day for day in days_from(user, made, MONDAY) if away.first_on <= day.date <= SUNDAY + timedelta(days=7)]
    assert any("break" in change.why for change in refresh.changes)


def test_an_injury_without_an_end_takes_the_next_two_weeks(user: User, made: MadePlan) -> None:
    put_break(user, BreakEntry(kind="injury", first_on=MONDAY + timedelta(days=3)))

    refresh_plan(user, "weekly", MONDAY, SUNDAY)

    coming = days_from(user, made, SUNDAY + timedelta(days=1))
    assert min(day.date for day in coming) > SUNDAY + timedelta(days=14)


def test_a_break_rebuilds_the_plan_at_once_and_without_it_the_days_come_back(user: User) -> None:
    today = today_of(user)
    made = make_rolling_plan(user, wishes(race_date=None), today)
    away = BreakEntry(kind="travel", first_on=today + timedelta(days=8), last_on=today + timedelta(days=20))
    before = len(days_from(user, made, today))

    kept = log_break(user, away)
    during = [day for day in days_from(user, made, away.first_on) if day.date <= today + timedelta(days=20)]
    remove_break(user, kept.id)

    assert during == []
    assert len(days_from(user, made, today)) >= before - 1
    assert plan_refreshes(user)["kind"].tolist() == ["break", "break", "made"]


def test_the_plan_rolls_on_into_the_month_after_next(user: User, made: MadePlan) -> None:
    in_april = date(2026, 4, 5)

    refresh = refresh_plan(user, "weekly", date(2026, 3, 30), in_april)

    plan = find_plan(user, made.plan_id)
    assert plan.end_date == date(2026, 5, 31)
    assert max(day.date for day in plan.days) > date(2026, 5, 24)
    assert any("end of next month" in change.why for change in refresh.changes)


def test_the_name_an_athlete_gave_the_plan_stays(user: User, made: MadePlan) -> None:
    plan = find_plan(user, made.plan_id)
    fields = {name: getattr(plan, name) for name in PlanEntry.model_fields}
    change_plan(user, made.plan_id, PlanEntry.model_validate(fields | {"plan_name": "My spring"}))

    refresh_plan(user, "weekly", date(2026, 3, 30), date(2026, 4, 5))

    renamed = find_plan(user, made.plan_id)
    assert (renamed.plan_name, renamed.goal) == ("My spring", "10 km on 2 Aug 2026")
    assert renamed.duration_weeks > plan.duration_weeks


def test_undoing_a_refresh_brings_the_days_back(user: User, made: MadePlan) -> None:
    before = [(day.id, day.date, day.title) for day in days_from(user, made, MONDAY)]
    covered(user, MONDAY, SUNDAY)
    refresh_plan(user, "weekly", MONDAY, SUNDAY)

    undo(user, made.plan_id)

    assert [(day.id, day.date, day.title) for day in days_from(user, made, MONDAY)] == before


def test_a_plan_of_two_years_is_archived_and_its_successor_goes_on(user: User, made: MadePlan) -> None:
    later = MONDAY + timedelta(weeks=98)

    refresh_plan(user, "weekly", later - timedelta(days=7), later - timedelta(days=1))

    assert find_plan(user, made.plan_id).status == "archived"
    with db.read_as(user) as conn:
        rows = conn.execute("select start_date from training_plans where status = 'active'").fetchall()
    assert [row["start_date"] for row in rows] == [later]


def test_without_a_plan_there_is_nothing_to_refresh(user: User) -> None:
    with pytest.raises(NotFound, match="rolls on"):
        refresh_plan(user, "manual", None, SUNDAY)


def test_the_plan_of_another_stays_as_it_is(user: User, other_user: User, made: MadePlan) -> None:
    before = find_plan(user, made.plan_id)

    with pytest.raises(NotFound):
        refresh_plan(other_user, "manual", None, SUNDAY)

    assert find_plan(user, made.plan_id) == before
