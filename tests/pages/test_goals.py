"""Goals and achievements: set, follow, close, undo, celebrate."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from coach.goals import change_goal, close_goal, find_goal, set_goal, tracked_goals
from coach.races import log_race
from data.db import User
from data.goals import GoalEntry
from pages.goals.typed_goal import read_goal, typed_goal
from tests.coach.test_races import entry as race
from tests.pages.open_page import open_page, texts

Patch = pytest.MonkeyPatch
TODAY = datetime.now(UTC).date()

CELEBRATING = """
from data.cache import revision
from pages.celebrations import show_new
from pages.session import require_user
show_new(require_user(), revision(require_user()))
"""


def goal(goal_type: str = "race_time", target: float | None = 5100, **changes: Any) -> GoalEntry:
    return GoalEntry.model_validate({"goal_type": goal_type, "target_value": target} | changes)


def press(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def test_without_goals_the_page_says_what_to_do(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "goals", monkeypatch)

    assert "What do you want to reach?" in texts(page)
    assert not page.exception


def test_a_typed_goal_is_read_back_in_words_and_saved(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "goals", monkeypatch, add="1")
    page.text_input(key="new-goal-time").set_value("1:25:00").run()
    assert "Finish a race in 1\\:25\\:00" in texts(page)

    press(page, "new-goal-save")

    (kept,) = tracked_goals(user)
    assert (kept.goal_type, kept.target_value, kept.started_on) == ("race_time", 5100, date.today())  # noqa: DTZ011
    assert "add" not in page.query_params
    assert "No race yet" in texts(page)


@pytest.mark.parametrize(
    ("goal_type", "typed", "target"),
    [
        ("station_time", {"time": "4:10", "station": "ski_erg"}, 250),
        ("running_pace", {"time": "4:45"}, 285),
        ("consistency", {"target_value": 4.0}, 4),
        ("training_volume", {"target_value": 6.0}, 6),
        ("body_comp", {"target_value": 74.0}, 74),
        ("custom", {"target_value": 10.0, "title": "Ten pull-ups"}, 10),
    ],
)
def test_every_kind_of_goal_can_be_typed(
    user: User, monkeypatch: Patch, goal_type: str, typed: dict[str, Any], target: float
) -> None:
    page = open_page(user, "goals", monkeypatch, add="1")
    page.pills(key="new-goal-goal_type").set_value(goal_type).run()
    for name, value in typed.items():
        kind = "selectbox" if name == "station" else "number_input" if isinstance(value, float) else "text_input"
        getattr(page, kind)(key=f"new-goal-{name}").set_value(value).run()

    press(page, "new-goal-save")

    assert not page.exception
    (kept,) = tracked_goals(user)
    assert (kept.goal_type, kept.target_value) == (goal_type, target)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("soon", "“soon” is not a time"), ("1:25", "a finish time from 40:00"), ("", "a finish time from 40:00")],
)
def test_a_wrong_target_is_answered_beside_its_field_and_nothing_is_saved(
    user: User, monkeypatch: Patch, typed: str, words: str
) -> None:
    page = open_page(user, "goals", monkeypatch, add="1")
    page.text_input(key="new-goal-time").set_value(typed).run()

    press(page, "new-goal-save")

    assert words in texts(page).replace("\\", "")
    assert "Nothing is saved yet" in texts(page)
    assert page.text_input(key="new-goal-time").value == typed
    assert tracked_goals(user) == []


def test_changing_a_goal_starts_from_what_is_kept(user: User, monkeypatch: Patch) -> None:
    kept = set_goal(user, goal(race_format="doubles", target_date=TODAY + timedelta(days=90)))
    form = f"goal-form-{kept.id}"
    page = open_page(user, "goals", monkeypatch, goal=str(kept.id))
    assert page.text_input(key=f"{form}-time").value == "1:25:00"

    page.text_input(key=f"{form}-time").set_value("1:20:00").run()
    press(page, f"{form}-save")

    changed = find_goal(user, kept.id)
    assert (changed.target_value, changed.race_format, changed.target_date) == (4800, "doubles", kept.target_date)
    assert changed.title == "Finish a doubles race in 1:20:00"


def test_a_change_in_another_tab_is_not_overwritten_and_what_was_typed_stays(user: User, monkeypatch: Patch) -> None:
    kept = set_goal(user, goal())
    form = f"goal-form-{kept.id}"
    page = open_page(user, "goals", monkeypatch, goal=str(kept.id))
    change_goal(user, kept.id, goal(target=5000))

    page.text_input(key=f"{form}-time").set_value("1:20:00").run()
    press(page, f"{form}-save")

    assert "changed this in the meantime" in texts(page)
    assert page.text_input(key=f"{form}-time").value == "1:20:00"
    assert find_goal(user, kept.id).target_value == 5000


def test_reached_given_up_and_deleted_can_all_be_undone(user: User, monkeypatch: Patch) -> None:
    kept = set_goal(user, goal())
    page = open_page(user, "goals", monkeypatch)

    for action, status in (("complete", "completed"), ("abandon", "abandoned")):
        press(page, f"{action}-{kept.id}")
        assert find_goal(user, kept.id).status == status
        press(page, "undo_goal")
        assert find_goal(user, kept.id).status == "active"
    press(page, f"delete-{kept.id}")
    assert tracked_goals(user) == []
    press(page, "undo_goal")

    assert find_goal(user, kept.id).status == "active"
    assert not page.exception


def test_closing_a_goal_that_was_changed_elsewhere_says_so(user: User, monkeypatch: Patch) -> None:
    kept = set_goal(user, goal())
    page = open_page(user, "goals", monkeypatch)
    change_goal(user, kept.id, goal(target=5000))

    press(page, f"complete-{kept.id}")

    assert "changed this in the meantime" in texts(page)
    assert find_goal(user, kept.id).status == "active"


def test_a_closed_goal_is_folded_away_and_can_be_taken_up_again(user: User, monkeypatch: Patch) -> None:
    kept = set_goal(user, goal())
    close_goal(user, kept.id, "abandoned")
    page = open_page(user, "goals", monkeypatch)
    assert page.expander[0].label == "Reached or given up (1)"

    press(page, f"reopen-{kept.id}")

    assert find_goal(user, kept.id).status == "active"


def test_a_value_is_entered_where_no_data_can_tell(user: User, monkeypatch: Patch) -> None:
    kept = set_goal(user, goal("custom", 12, title="Read *twelve* books", target_unit="books"))
    page = open_page(user, "goals", monkeypatch)
    assert "Read \\*twelve\\* books" in texts(page)

    page.number_input(key=f"now-{kept.id}").set_value(3.0).run()
    press(page, f"save-now-{kept.id}")

    assert find_goal(user, kept.id).current_value == 3
    assert "Now 3 books" in texts(page)


def test_a_race_moves_the_goal(user: User, monkeypatch: Patch) -> None:
    log_race(user, race(race_date=TODAY - timedelta(days=30), total_time_seconds=5800))
    set_goal(user, goal(target=5400))
    log_race(user, race(race_date=TODAY, total_time_seconds=5390))

    page = open_page(user, "goals", monkeypatch)

    assert "You did it." in texts(page)
    assert "Best so far 1\\:29\\:50" in texts(page)


def test_achievements_show_what_is_earned_first_and_how_far_the_rest_is(user: User, monkeypatch: Patch) -> None:
    log_race(user, race(total_time_seconds=6000, splits={}))
    page = open_page(user, "goals", monkeypatch, view="achievements")

    shown = texts(page)
    assert "Once earned, they stay." in shown
    assert shown.index("First Race Logged") < shown.index("Five Finish Lines")
    assert "1 of 5" in shown
    assert "1:40:00 so far, under 1:30:00 wanted" in shown.replace("\\", "")
    assert "SkiErg: Log a race with its splits" in shown.replace("\\", "")

    page.pills(key="achievement_category").set_value("goals").run()
    assert "Five Finish Lines" not in texts(page)
    assert "Something to Aim At" in texts(page)


def test_an_unknown_goal_leads_back_to_the_list(user: User, other_user: User, monkeypatch: Patch) -> None:
    theirs = set_goal(other_user, goal())

    for address in (str(uuid4()), "nonsense", str(theirs.id)):
        page = open_page(user, "goals", monkeypatch, goal=address)
        assert "Not here" in texts(page)


def test_what_is_earned_later_is_celebrated_once(user: User, monkeypatch: Patch) -> None:
    set_goal(user, goal())
    monkeypatch.setattr("pages.session.current_user", lambda: user)
    page = AppTest.from_string(CELEBRATING, default_timeout=20).run()
    assert not page.toast

    log_race(user, race())
    page.run()
    told = [toast.value for toast in page.toast]

    assert len(told) == 4
    assert "more achievements" in told[-1]
    assert not page.run().toast


def test_a_goal_survives_the_form_unchanged() -> None:
    entries = [
        goal(race_format="relay", title="Team"),
        goal("station_time", 250, station="row"),
        goal("running_pace", 285, distance_m=5000),
        goal("consistency", 4, weeks=8),
        goal("training_volume", 40, target_unit="km", window="month", session_type="run"),
        goal("body_comp", 74, target_unit="kg"),
        goal("body_comp", 12, target_unit="% body fat", start_value=18, current_value=15),
        goal("custom", None, title="Enjoy it"),
    ]

    for entry in entries:
        read = read_goal(entry.goal_type, typed_goal(entry, has_own_title=True))
        assert (read.entry, read.messages) == (entry, {})
