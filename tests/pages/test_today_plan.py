"""Today with a plan that rolls on: targets, why, what is only assumed, and the Sunday's look at the week."""

from __future__ import annotations

import pytest

from coach.plan_refresh import refresh_plan
from coach.today import today
from data.db import User
from pages.today.words import detail_lines
from tests.pages.open_page import open_page, texts
from tests.pages.rolling_plan import TODAY, make_plan, past_sessions

Patch = pytest.MonkeyPatch


def test_todays_session_says_why_it_stands_there_and_its_method(user: User, monkeypatch: Patch) -> None:
    make_plan(user, days_ago=7, days_per_week=7)
    sessions = today(user).sessions

    page = open_page(user, "today", monkeypatch)

    assert not page.exception
    assert "VDOT-based training (after Daniels & Gilbert)" in texts(page)
    assert not sessions or "**Why today:**" in texts(page)


def test_a_step_says_its_pace_and_heart_rate() -> None:
    step = {
        "exercise": "Threshold", "duration_s": 600, "pace_fast_s_per_km": 270, "pace_slow_s_per_km": 280,
        "heart_rate_low_bpm": 160, "heart_rate_high_bpm": 168,
    }  # fmt: skip
    details = {"blocks": [{"name": "Main", "steps": [step]}], "reason": "Two easy days lie before it."}

    assert detail_lines(details) == [
        "**Main** 10:00 Threshold (4:30–4:40 /km, 160–168 bpm)",
        ":small[**Why today:** Two easy days lie before it\\.]",
    ]


def test_assumed_sessions_are_asked_about_and_answered(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    first, second = past_sessions(user)[-2:]
    page = open_page(user, "today", monkeypatch)

    assert "Did you do it?" in texts(page)
    page.button(key=f"missed_{second.session.id}").click().run()
    page.button(key=f"did_{first.session.id}").click().run()

    assert not page.exception
    assert [seen.outcome for seen in past_sessions(user)[-2:]] == ["overridden_done", "overridden_missed"]
    assert f"did_{first.session.id}" not in [button.key for button in page.button]


def test_the_week_is_told_until_it_is_read(user: User, monkeypatch: Patch) -> None:
    make_plan(user)
    refresh = refresh_plan(user, "weekly", None, TODAY)
    monkeypatch.setattr("coach.plan_now.TOLD_DAYS", 6)  # whatever weekday this runs on
    page = open_page(user, "today", monkeypatch)

    assert f"**Your week:** {refresh.review['summary']}" in texts(page).replace("\\", "")
    page.button(key="week_told").click().run()

    assert not page.exception
    assert "**Your week:**" not in texts(page)
