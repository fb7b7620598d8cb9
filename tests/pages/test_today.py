"""Today: the first thing on the screen is what to do."""

from __future__ import annotations

from datetime import date, timedelta

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.races import log_race
from coach.training_breaks import log_break
from coach.workouts import log_workout
from data.db import User
from data.races import RaceEntry
from data.training_breaks import BreakEntry
from data.workouts import WorkoutEntry
from pages.today.words import detail_lines
from tests.pages.open_page import open_page, texts

Owner = psycopg.Connection[DictRow]
Patch = pytest.MonkeyPatch
TODAY = date.today()  # noqa: DTZ011 - the athlete of these tests lives in UTC, as the machine does


def logged(user: User, **changes: object) -> None:
    fields = {"date": TODAY, "session_type": "run", "duration_minutes": 45, "rpe_post": 6}
    log_workout(user, WorkoutEntry.model_validate(fields | changes))


def planned(owner: Owner, user: User, title: str, kind: str = "run") -> None:
    """One session, today."""
    owner.execute(
        """
        with mine as (select id as athlete_id from athlete_profiles where user_id = %(user_id)s),
        plan as (insert into training_plans (athlete_id, plan_name, duration_weeks, status, start_date)
                 select athlete_id, 'Spring', 1, 'active', %(monday)s from mine returning id, athlete_id),
        week as (insert into training_plan_weeks (athlete_id, training_plan_id, week_number)
                 select athlete_id, id, 1 from plan returning id, athlete_id)
        insert into training_plan_days (athlete_id, training_plan_week_id, day_of_week, session_type, workout_title,
            workout_description, estimated_duration_minutes, is_rest_day)
        select athlete_id, id, %(weekday)s, %(kind)s, %(title)s, 'Easy out, *fast* back', 50, %(kind)s = 'rest'
        from week
        """,
        {
            "user_id": user.id,
            "monday": TODAY - timedelta(days=TODAY.weekday()),
            "weekday": TODAY.isoweekday(),
            "kind": kind,
            "title": title,
        },
    )


def test_a_new_athlete_is_told_what_to_log(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "today", monkeypatch)

    assert not page.exception
    assert "No plan yet" in texts(page)
    assert [button.label for button in page.button] == ["Log a session", "Make a plan"]
    assert "Log a race or test 5 km" in texts(page)
    assert "Set a goal" in texts(page)


def test_the_planned_session_stands_on_top_with_its_action(owner: Owner, user: User, monkeypatch: Patch) -> None:
    planned(owner, user, "Tempo [run](http://x)")
    page = open_page(user, "today", monkeypatch)

    assert "Tempo \\[run\\]" in page.markdown[1].value
    assert "about 50 min" in texts(page)
    assert [button.label for button in page.button] == ["Log it", "Start timer"]
    assert page.button[0].proto.type == "primary"


def test_a_rest_day_is_not_an_empty_page(owner: Owner, user: User, monkeypatch: Patch) -> None:
    planned(owner, user, "Rest", kind="rest")
    page = open_page(user, "today", monkeypatch)

    assert "Rest today" in texts(page)


def test_what_was_logged_shows_at_once(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "today", monkeypatch)
    logged(user, title="Hills")

    page.run()

    assert "Hills · 45 min · RPE 6" in texts(page)
    metrics = {metric.label: metric.value for metric in page.metric}
    assert metrics["Sessions"] == "1"
    assert metrics["Hours [h:mm]"] == "0:45"
    assert metrics["Streak"] == "1 day"


def test_the_estimate_says_its_range_and_what_would_narrow_it(user: User, monkeypatch: Patch) -> None:
    race = {"race_name": "Vienna", "race_date": TODAY, "gender": "women", "total_time_seconds": 5400}
    log_race(user, RaceEntry.model_validate(race))
    page = open_page(user, "today", monkeypatch)

    assert "80 of 100 such races would end between" in texts(page)
    assert "a 5 km run test" in texts(page)


def test_readiness_shows_its_formula_and_what_is_missing(user: User, monkeypatch: Patch) -> None:
    for back in range(20):
        logged(user, date=TODAY - timedelta(days=back))
    page = open_page(user, "today", monkeypatch)

    assert "readiness = Σ weight × part" in texts(page)
    assert "Not known: form, tiredness before sessions. Their weight went to the others." in texts(page)


def test_an_illness_comes_first(user: User, monkeypatch: Patch) -> None:
    log_break(user, BreakEntry(kind="illness", first_on=TODAY))
    page = open_page(user, "today", monkeypatch)

    assert "Getting well comes first" in texts(page)


def test_there_is_no_chart(user: User, monkeypatch: Patch) -> None:
    logged(user)
    page = open_page(user, "today", monkeypatch)

    assert not page.get("plotly_chart")


def test_blocks_read_like_a_coach_writes_them() -> None:
    steps = [{"exercise": "Run", "distance_m": 1000}, {"exercise": "Wall balls", "reps": 20}]
    details = {"blocks": [{"name": "Main", "rounds": 4, "rest_s": 90, "steps": steps}]}

    assert detail_lines(details) == ["**Main** 4 × (1 km Run + 20 × Wall balls), 1:30 rest"]
    assert detail_lines({"other": 1}) == []


def test_a_purpose_that_is_the_description_is_said_once() -> None:
    details = {"purpose": "Build an easy base", "blocks": []}

    assert detail_lines(details, said="Build an easy base") == []
    assert detail_lines(details, said="Keep it easy") == ["_Build an easy base_"]


def test_the_longest_run_is_said_in_kilometres(user: User, monkeypatch: Patch) -> None:
    logged(user, session_type="run", distance_m=16_450, duration_minutes=95, date=TODAY - timedelta(days=3))
    logged(user, session_type="run", distance_m=17_700, duration_minutes=102)

    shown = texts(open_page(user, "today", monkeypatch)).replace("\\", "")

    assert "Longest run 17.7 km" in shown
    assert "17,700" not in shown
