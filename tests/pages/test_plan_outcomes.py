"""What became of each session is marked, explained and corrected with a tap."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from psycopg.rows import DictRow
from streamlit.testing.v1 import AppTest

from coach.plan_days import complete_day, skip_day
from data.db import User
from data.plan_days import find_day
from data.workouts import WorkoutEntry
from tests.pages.open_page import links, open_page, texts
from tests.pages.rolling_plan import TODAY, make_plan, past_sessions
from tests.rolling import covered

Owner = psycopg.Connection[DictRow]
Patch = pytest.MonkeyPatch


def label_of(page: AppTest, day_id: object) -> str:
    return str(page.button(key=f"day_{day_id}").label)


def test_every_outcome_has_a_mark_and_a_word(user: User, owner: Owner, monkeypatch: Patch) -> None:
    make_plan(user)
    of_a_week = [seen.session for seen in past_sessions(user)][4:9]
    done, skipped, said_missed, said_done = of_a_week[:4]
    complete_day(user, done.id, WorkoutEntry(date=done.date, session_type="run", duration_minutes=41, distance_m=7_500))
    skip_day(user, skipped.id)
    for session, outcome in ((said_missed, "missed"), (said_done, "done")):
        owner.execute("update training_plan_days set outcome_override = %s where id = %s", (outcome, session.id))
    labels = []
    for session in of_a_week:
        page = open_page(user, "plan", monkeypatch, on=session.date.isoformat())
        labels.append(label_of(page, session.id))

    assert "Done: 7.5 km · 41 min ✓" in labels[0]
    assert "Skipped –" in labels[1]
    assert "Missed, set by you ✗\\*" in labels[2]
    assert "Done, set by you ✓\\*" in labels[3]
    assert "Assumed done ≈" in labels[4]
    assert "≈ Assumed done" in texts(page)


def test_a_session_that_an_upload_does_not_know_was_missed(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    session = past_sessions(user)[0].session
    covered(user, session.date, session.date + timedelta(days=1))

    page = open_page(user, "plan", monkeypatch, on=session.date.isoformat())

    assert "Missed ✗" in label_of(page, session.id)


def test_the_dialog_says_what_how_and_why(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    session = past_sessions(user)[0].session

    page = open_page(user, "plan", monkeypatch, day=str(session.id))

    shown = texts(page)
    assert not page.exception
    assert "Why here" in shown
    assert "How" in shown
    assert "Time per zone: " in shown
    assert "Method: VDOT-based training (after Daniels & Gilbert)" in shown
    assert {"For your watch (FIT)", "As text"} <= {str(one.proto.label) for one in page.get("download_button")}


def test_an_assumed_session_is_denied_in_the_dialog(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    session = past_sessions(user)[-1].session
    page = open_page(user, "plan", monkeypatch, day=str(session.id))

    assert "the plan assumes that you did it" in texts(page)
    page.button(key=f"plan-day-{session.id}-say-missed").click().run()

    assert not page.exception
    assert past_sessions(user)[-1].outcome == "overridden_missed"
    assert "day" not in page.query_params


def test_a_done_session_stands_beside_what_was_planned(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    session = past_sessions(user)[-1].session
    entry = WorkoutEntry(
        date=session.date, session_type="run", duration_minutes=50, distance_m=10_000, heart_rate_avg=151, rpe_post=4
    )
    complete_day(user, session.id, entry)

    page = open_page(user, "plan", monkeypatch, day=str(session.id))

    assert "| Pace | – | 5:00 /km |" in texts(page)
    assert "| Mean heart rate | – | 151 bpm |" in texts(page)


def test_assumptions_are_corrected_with_one_tap_and_taken_back(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    session = past_sessions(user)[-1].session
    page = open_page(user, "plan", monkeypatch, assumptions="1")
    count = len(past_sessions(user))

    assert f"**{count} of {count} sessions count as done:** ≈ {count} assumed done" in texts(page)
    page.button(key=f"say-{session.id}-missed").click().run()
    assert past_sessions(user)[-1].outcome == "overridden_missed"
    assert f"**{count - 1} of {count} sessions count as done:**" in texts(page)

    page.button(key=f"say-{session.id}-back").click().run()

    assert past_sessions(user)[-1].outcome == "assumed"


def test_runs_without_a_plan_stand_apart(user: User, owner: Owner, monkeypatch: Patch) -> None:
    make_plan(user)
    owner.execute(
        "insert into workout_logs (athlete_id, date, session_type, title, distance_m, duration_minutes)"
        " select id, %s, 'run', 'With friends', 5000, 30 from athlete_profiles",
        (TODAY - timedelta(days=1),),
    )
    page = open_page(user, "plan", monkeypatch, assumptions="1")

    assert "Without a planned session" in texts(page)
    assert any("With friends" in label for label in links(page))


def test_moving_says_what_speaks_against_a_day(user: User, monkeypatch: Patch) -> None:
    make_plan(user, race_date=None)
    session = past_sessions(user)[-1].session
    page = open_page(user, "plan", monkeypatch, day=str(session.id))
    page.button_group(key=f"plan-day-{session.id}-action").set_value("move").run()
    days = page.radio(key=f"plan-day-{session.id}-move-day")

    assert any("not ideal" in option for option in days.options)
    page.button(key=f"plan-day-{session.id}-move-do").click().run()

    assert not page.exception
    assert find_day(user, session.id).date >= TODAY


@pytest.mark.parametrize("query", [{"assumptions": "1"}, {"goal": "1"}])
def test_without_a_plan_that_rolls_on_the_page_says_so(user: User, monkeypatch: Patch, query: dict[str, str]) -> None:
    page = open_page(user, "plan", monkeypatch, **query)

    assert not page.exception
    assert "You have no plan that rolls on" in texts(page)
