"""Settings, System: when the plan is next refreshed, what went wrong, and whether the worker lives."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.rows import DictRow
from streamlit.testing.v1 import AppTest

from data.db import User
from data.job_queue import own_waiting
from data.job_turns import own_turn
from tests.due_athletes import start_rolling_plan
from tests.pages.open_page import links, open_page, texts

Owner = psycopg.Connection[DictRow]


def system_of(user: User, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    page = open_page(user, "settings", monkeypatch, section="system")
    assert not page.exception
    return page


def keep_run(owner: Owner, user: User, reason: str) -> None:
    """A finished refresh of three athletes that failed for one of them."""
    turn = own_turn(user)
    assert turn is not None
    owner.execute(
        "insert into private.job_runs (kind, started_at, finished_at, athletes_done, athletes_failed, failures) values"
        " ('weekly_refresh', '2026-03-01 23:00+00', '2026-03-01 23:01:05+00', 1200, 1,"
        " jsonb_build_array(jsonb_build_object('athlete_id', %s::text, 'reason', %s::text)))",
        (str(turn.athlete_id), reason),
    )
    owner.execute("update private.job_runs set started_at = now() - interval '1 hour', finished_at = now()")


def test_without_a_rolling_plan_the_way_to_one_is_shown(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = system_of(user, monkeypatch)

    assert "no rolling plan yet" in texts(page)
    assert "Make a plan" in links(page)
    assert [button.label for button in page.button if button.key == "system-refresh"] == []


def test_the_next_refresh_is_told_on_the_athletes_clock(
    owner: Owner, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_rolling_plan(owner, user, zone="Pacific/Kiritimati")

    page = system_of(user, monkeypatch)

    assert "The next refresh is on Sunday, " in texts(page)
    assert ", 23:00. There has been none yet." in texts(page)


def test_a_refresh_can_be_started_and_only_once(owner: Owner, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    start_rolling_plan(owner, user)
    page = system_of(user, monkeypatch)

    page.button(key="system-refresh").click().run()

    assert not page.exception
    assert own_waiting(user) == 1
    assert [toast.value for toast in page.toast] == ["Your plan is being refreshed."]
    assert page.button(key="system-refresh").disabled


def test_an_own_failure_is_told_in_a_sentence_that_cannot_be_markup(
    owner: Owner, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_run(owner, user, "See [here](http://example.org).")

    page = system_of(user, monkeypatch)

    assert "did not work" in texts(page)
    assert "](http://example.org)" not in texts(page)


def test_runs_show_counts_and_nobody_elses_failure(
    owner: Owner, user: User, other_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_run(owner, other_user, "A secret of somebody else.")

    page = system_of(user, monkeypatch)

    assert "1200 done, 1 failed · 60 min 00 s" in texts(page)
    assert "A secret" not in texts(page)
    assert str(other_user.id) not in texts(page)


def test_it_is_said_when_no_worker_runs(owner: Owner, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    without = texts(system_of(user, monkeypatch))
    owner.execute("insert into jobs.procrastinate_workers default values")

    with_one = texts(system_of(user, monkeypatch))

    assert "No worker is running. What is due waits until one is started." in without
    assert "The worker is running." in with_one
    assert "Nothing has run yet." in with_one
