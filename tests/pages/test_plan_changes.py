"""What changed and why, another goal, the history, two months at once, and the way out to calendar and watch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.day_matching import override_outcome
from coach.plan_refresh import refresh_plan
from data.calendar_feeds import find_feed
from data.db import User
from data.plan_refreshes import latest_refresh, plan_refreshes
from data.rolling_plans import active_rolling_plan
from tests.pages.open_page import open_page, texts
from tests.pages.rolling_plan import TODAY, make_plan, past_sessions

Patch = pytest.MonkeyPatch


def test_a_fresh_look_says_what_changed_and_why(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    for seen in past_sessions(user)[-4:]:
        override_outcome(user, seen.session.id, "missed")
    page = open_page(user, "plan", monkeypatch)

    page.button(key="refresh_now").click().run()

    refresh = latest_refresh(user)
    assert not page.exception
    assert refresh is not None
    assert refresh.kind == "manual"
    assert refresh.review["summary"] in texts(page).replace("\\", "")
    assert refresh.changes[0].what in texts(page).replace("\\", "")
    assert refresh.changes[0].why in texts(page).replace("\\", "")


def test_a_week_is_looked_at_once(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    refresh_plan(user, "weekly", None, TODAY)

    page = open_page(user, "plan", monkeypatch, history="1")

    assert not page.exception
    assert "**Sunday's look at your week**" in texts(page)
    assert "**The plan was made**" in texts(page)
    assert len(plan_refreshes(user)) == 2


def test_another_goal_is_explained_before_and_after(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    page = open_page(user, "plan", monkeypatch, goal="1")
    assert "save_goal" not in [button.key for button in page.button]
    page.button_group(key="goal-goal").set_value("ultra").run()

    assert "How the plan turns" in texts(page)
    assert "time-based ultra training" in texts(page)
    page.button(key="save_goal").click().run()

    plan = active_rolling_plan(user)
    assert not page.exception
    assert plan is not None
    assert (plan.goal, plan.method) == ("ultra", "ultra")
    assert "time-based ultra training" in texts(page)
    assert "goal" not in page.query_params


def test_a_race_that_is_over_is_no_new_goal(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    page = open_page(user, "plan", monkeypatch, goal="1")

    page.date_input(key="goal-race_date").set_value(TODAY - timedelta(days=2)).run()

    assert "This race is over" in texts(page)
    assert "save_goal" not in [button.key for button in page.button]


def test_the_race_of_the_plan_is_counted_down_to(user: User, monkeypatch: Patch) -> None:
    make_plan(user, race_date=TODAY + timedelta(days=40))

    page = open_page(user, "plan", monkeypatch)

    assert "Your race is in 40 days" in texts(page)


def test_two_months_stand_on_one_screen(user: User, monkeypatch: Patch) -> None:
    make_plan(user)

    page = open_page(user, "plan", monkeypatch, view="months")

    days = [button for button in page.button if str(button.key).startswith("on_")]
    assert not page.exception
    assert len(days) in (56, 63, 70)
    assert "sessions done (" in texts(page)
    assert "≈" in "".join(button.label for button in days)
    page.button(key=f"on_{TODAY + timedelta(days=1)}").click().run()
    assert page.query_params["on"] in (
        (TODAY + timedelta(days=1)).isoformat(),
        [(TODAY + timedelta(days=1)).isoformat()],
    )


def test_the_address_of_the_calendar_is_shown_once(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    page = open_page(user, "plan", monkeypatch, feed="1")
    assert not page.code

    page.button(key="make_feed").click().run()
    assert "/calendar/" in page.code[0].value
    assert page.code[0].value.endswith(".ics")
    assert "Whoever has this address can read your plan" in texts(page)

    page = open_page(user, "plan", monkeypatch, feed="1")
    assert not page.code
    assert "Google Calendar" in texts(page)
    page.button(key="end_feed").click().run()
    assert find_feed(user) is None


def test_a_week_goes_to_the_watch(user: User, monkeypatch: Patch) -> None:
    make_plan(user)

    page = open_page(user, "plan", monkeypatch, feed="1")

    labels = [str(one.proto.label) for one in page.get("download_button")]
    assert any(label.startswith("Next week to your watch") for label in labels)
    assert "GARMIN/NewFiles" in texts(page)
