"""Cards of the chat that change running: what was said stands in them, what was not can be added before saving."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.activities import find_activity
from data.db import User
from data.rolling_plans import active_rolling_plan
from data.training_breaks import training_breaks
from tests.coach.pipeline.runners import activity_of, begin_running
from tests.pages.chat_steps import asked, press, thread
from tests.pages.open_page import links, texts
from tests.rolling import watch_run

TODAY = datetime.now(UTC).date()


def test_a_break_is_given_its_last_day_on_the_card(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = thread(user, asked(user, "I have the flu"), monkeypatch)
    assert "the plan leaves these days free" in texts(page)

    last = next(box for box in page.date_input if box.label.startswith("Last day"))
    assert last.value is None
    last.set_value(TODAY + timedelta(days=4))
    page = press(page, "Save")

    assert training_breaks(user)["last_on"].to_list() == [TODAY + timedelta(days=4)]
    assert "Open Progress" in links(page)


def test_a_new_goal_is_given_its_race_day_on_the_card(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_running(user, TODAY)
    page = thread(user, asked(user, "I want to train for a half marathon"), monkeypatch)
    assert "To finish a half marathon well" in texts(page)

    race_on = TODAY + timedelta(days=120)
    next(box for box in page.date_input if box.label == "Race day").set_value(race_on)
    page = press(page, "Save")

    plan = active_rolling_plan(user)
    assert plan is not None
    assert (plan.goal, plan.race_date) == ("half_marathon", race_on)
    assert "Open the plan" in links(page)


def test_the_ratings_of_a_run_are_corrected_before_they_are_kept(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    activity_id = activity_of(user, watch_run(user, TODAY))
    page = thread(user, asked(user, "The run felt hard"), monkeypatch)

    effort = next(box for box in page.number_input if box.label.startswith("Effort"))
    assert effort.value == 8
    effort.set_value(6)
    page = press(page, "Save")

    feedback = find_activity(user, activity_id).feedback
    assert feedback is not None
    assert (feedback.effort, feedback.soreness, feedback.notes) == (6, None, "The run felt hard")
    assert "Open the run" in links(page)
