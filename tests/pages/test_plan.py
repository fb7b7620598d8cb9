"""The plan: calendar, session dialog, making plans, versions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow
from streamlit.testing.v1 import AppTest

from coach.plan_days import change_day, complete_day, move_day
from coach.plans import create_plan
from coach.profiles import change_profile
from coach.workouts import log_workout
from data.db import User
from data.plan_days import PlanDayEntry, find_day
from data.plan_versions import plan_versions
from data.plans import Plan, PlanDraft, active_plan, find_plan, plans
from data.profiles import ProfileChange
from data.workouts import WorkoutEntry, workouts
from tests.pages.open_page import open_page, texts

Patch = pytest.MonkeyPatch
Owner = psycopg.Connection[DictRow]


@pytest.fixture
def today() -> date:
    return datetime.now(UTC).date()


@pytest.fixture
def plan(user: User, today: date) -> Plan:
    monday = today - timedelta(days=today.weekday())
    days = [
        session(today),
        session(today, title="Gym [x](y)", session_type="strength"),
        session(monday + timedelta(days=9)),
    ]
    return create_plan(user, PlanDraft(plan_name="Spring", start_date=monday, duration_weeks=4, days=days))


def session(day: date, **changes: Any) -> PlanDayEntry:
    fields = {"date": day, "title": "Easy run", "session_type": "run", "estimated_duration_minutes": 40}
    return PlanDayEntry.model_validate(fields | changes)


def labels(page: AppTest) -> str:
    return "\n".join(button.label for button in page.button)


def open_session(user: User, plan: Plan, monkeypatch: Patch, action: str = "") -> AppTest:
    """The dialog of the plan's first session, with an action chosen."""
    day_id = plan.days[0].id
    page = open_page(user, "plan", monkeypatch, day=str(day_id))
    if action:
        page.button_group(key=f"plan-day-{day_id}-action").set_value(action).run()
    assert not page.exception
    return page


def test_without_a_plan_the_page_says_how_to_make_one(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "plan", monkeypatch)

    assert not page.exception
    assert "No plan yet" in texts(page)
    assert {"HYROX template", "By hand", "From a file"} <= {button.label for button in page.button}


def test_the_week_shows_sessions_with_type_and_state_in_words(user: User, plan: Plan, monkeypatch: Patch) -> None:
    complete_day(user, plan.days[0].id, WorkoutEntry(date=plan.days[0].date, session_type="run", duration_minutes=40))

    page = open_page(user, "plan", monkeypatch)

    assert "**This week: 1 of 2 sessions done** · 40 min of 1 h 20 min" in texts(page)
    assert ":blue-badge[Run] **Easy run** 40 min · Done: 40 min ✓" in labels(page)
    assert ":violet-badge[Strength] **Gym \\[x\\]\\(y\\)** 40 min · Planned ○" in labels(page)


def test_what_was_not_done_is_called_missed(user: User, today: date, monkeypatch: Patch) -> None:
    monday = today - timedelta(days=today.weekday() + 7)
    create_plan(user, PlanDraft(plan_name="Old", start_date=monday, duration_weeks=2, days=[session(monday)]))

    page = open_page(user, "plan", monkeypatch, on=monday.isoformat())

    assert "Missed ✗" in labels(page)


def test_a_log_without_a_plan_stands_in_the_calendar(user: User, plan: Plan, today: date, monkeypatch: Patch) -> None:
    log_workout(user, WorkoutEntry(date=today, session_type="run", title="With friends", duration_minutes=30))

    page = open_page(user, "plan", monkeypatch)

    links = [str(link.proto.label) for link in page.get("page_link")]
    assert any("With friends" in label and "Logged, not planned: 30 min +" in label for label in links)


def test_the_month_shows_a_button_for_every_day(user: User, plan: Plan, today: date, monkeypatch: Patch) -> None:
    elsewhere = today + timedelta(days=1 if today.day < 20 else -1)
    page = open_page(user, "plan", monkeypatch, view="month", on=elsewhere.isoformat())

    button = page.button(key=f"on_{today}")
    assert ":blue[○] *Easy run*" in button.label
    assert ":violet[○]" in button.label
    days = [button for button in page.button if str(button.key).startswith("on_")]
    assert len(days) % 7 == 0


@pytest.mark.parametrize("query", [{"on": "never"}, {"on": "9999-12-31"}, {"view": "year"}, {"add": "x"}])
def test_an_address_somebody_typed_breaks_nothing(
    user: User, plan: Plan, monkeypatch: Patch, query: dict[str, str]
) -> None:
    assert not open_page(user, "plan", monkeypatch, **query).exception


@pytest.mark.parametrize("query", [{"versions": "x"}, {"edit": "x"}, {"day": "x"}])
def test_a_broken_link_says_so(user: User, plan: Plan, monkeypatch: Patch, query: dict[str, str]) -> None:
    page = open_page(user, "plan", monkeypatch, **query)

    assert not page.exception
    assert "link is not complete" in texts(page)


def test_completing_logs_the_session_and_closes_the_dialog(user: User, plan: Plan, monkeypatch: Patch) -> None:
    page = open_session(user, plan, monkeypatch)
    form = f"plan-day-{plan.days[0].id}-complete"
    page.number_input(key=f"{form}-minutes").set_value(45)
    page.button_group(key=f"{form}-rpe").set_value(6)
    page.button(key=f"{form}-do").click().run()

    logged = workouts(user).iloc[0]
    assert (logged["duration_minutes"], logged["rpe_post"]) == (45, 6)
    assert find_day(user, plan.days[0].id).linked_workout_log_id == logged["id"]
    assert "day" not in page.query_params


def test_a_session_is_moved_with_its_reason(user: User, plan: Plan, monkeypatch: Patch) -> None:
    page = open_session(user, plan, monkeypatch, "move")
    form, to = f"plan-day-{plan.days[0].id}-move", plan.days[0].date + timedelta(days=1)
    page.radio(key=f"{form}-day").set_value(to.isoformat())
    page.text_input(key=f"{form}-why").set_value("Tired")
    page.button(key=f"{form}-do").click().run()

    assert find_day(user, plan.days[0].id).date == to
    assert plan_versions(user, plan.id).iloc[0]["reason"].endswith(": Tired")


def test_a_session_cannot_leave_the_plan(user: User, plan: Plan, monkeypatch: Patch) -> None:
    page = open_session(user, plan, monkeypatch, "move")
    form = f"plan-day-{plan.days[0].id}-move"
    page.radio(key=f"{form}-day").set_value("Another day").run()
    page.date_input(key=f"{form}-to").set_value(plan.days[0].date + timedelta(days=300))
    page.button(key=f"{form}-do").click().run()

    assert "outside this plan" in texts(page)
    assert find_day(user, plan.days[0].id).date == plan.days[0].date


@pytest.mark.parametrize(("action", "reason"), [("skip", "Skipped"), ("remove", "Removed"), ("copy", "Copied")])
def test_a_session_is_skipped_removed_or_copied(
    user: User, plan: Plan, monkeypatch: Patch, action: str, reason: str
) -> None:
    page = open_session(user, plan, monkeypatch, action)

    page.button(key=f"plan-day-{plan.days[0].id}-{action}-do").click().run()

    assert not page.exception
    assert plan_versions(user, plan.id).iloc[0]["reason"].startswith(reason)


def test_an_edit_somebody_else_overtook_keeps_what_was_typed(user: User, plan: Plan, monkeypatch: Patch) -> None:
    day = plan.days[0]
    page = open_session(user, plan, monkeypatch, "edit")
    form = f"plan-day-{day.id}"
    page.text_input(key=f"{form}-title").set_value("Mine")
    change_day(user, day.id, session(day.date, title="Theirs"))

    page.button(key=f"{form}-save").click().run()

    assert "Somebody (maybe you in another tab) changed this" in texts(page)
    assert "It is now: **Theirs**" in texts(page)
    assert page.text_input(key=f"{form}-title").value == "Mine"
    assert find_day(user, day.id).title == "Theirs"
    page.button(key=f"{form}-mine").click().run()
    page.button(key=f"{form}-save").click().run()
    assert find_day(user, day.id).title == "Mine"


def test_the_newer_version_can_be_shown_instead(user: User, plan: Plan, monkeypatch: Patch) -> None:
    day = plan.days[0]
    page = open_session(user, plan, monkeypatch, "edit")
    page.text_input(key=f"plan-day-{day.id}-title").set_value("Mine")
    change_day(user, day.id, session(day.date, title="Theirs"))
    page.button(key=f"plan-day-{day.id}-save").click().run()

    page.button(key=f"plan-day-{day.id}-reload").click().run()

    assert "**Theirs**" in texts(page)
    assert find_day(user, day.id).title == "Theirs"


def test_an_empty_title_is_answered_beside_its_field(user: User, plan: Plan, monkeypatch: Patch) -> None:
    page = open_session(user, plan, monkeypatch, "edit")
    page.text_input(key=f"plan-day-{plan.days[0].id}-title").set_value(" ")
    page.button(key=f"plan-day-{plan.days[0].id}-save").click().run()

    assert "Give the session a title" in texts(page)
    assert find_day(user, plan.days[0].id).title == "Easy run"


def test_a_session_is_added(user: User, plan: Plan, today: date, monkeypatch: Patch) -> None:
    page = open_page(user, "plan", monkeypatch, add=today.isoformat())
    page.text_input(key="plan-day-new-title").set_value("Läufe 🏃")
    page.button(key="plan-day-new-save").click().run()

    assert not page.exception
    assert "Läufe 🏃" in [day.title for day in find_plan(user, plan.id).days]


def test_undo_on_the_page_takes_back_the_last_change(user: User, plan: Plan, monkeypatch: Patch) -> None:
    move_day(user, plan.days[0].id, plan.days[0].date + timedelta(days=1))
    page = open_page(user, "plan", monkeypatch)

    page.button(key="undo").click().run()

    assert find_day(user, plan.days[0].id).date == plan.days[0].date


def test_the_versions_lead_back(user: User, plan: Plan, monkeypatch: Patch) -> None:
    move_day(user, plan.days[0].id, plan.days[0].date + timedelta(days=1), why="Work")
    page = open_page(user, "plan", monkeypatch, versions=str(plan.id))

    assert "Work" in texts(page)
    page.button(key="restore_1").click().run()

    assert find_day(user, plan.days[0].id).date == plan.days[0].date
    assert "Went back to version 1" in texts(page)


def test_a_template_is_shown_before_it_is_kept(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "plan", monkeypatch, new="template")

    assert not page.exception
    assert "Long run" in texts(page)
    assert plans(user).empty
    page.button(key="use_template").click().run()
    kept = active_plan(user)
    assert kept is not None
    assert kept.duration_weeks == 12


def test_too_few_days_for_a_template_are_answered(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "plan", monkeypatch, new="template")
    page.button_group(key="wish_days").set_value([1, 2]).run()

    assert "at least as many days" in texts(page)


def test_a_plan_is_made_by_hand(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "plan", monkeypatch, new="hand")
    page.button(key="make_hand").click().run()
    assert "Give the plan a name." in texts(page)

    page.text_input(key="hand_name").set_value("Spring")
    page.button(key="make_hand").click().run()

    assert list(plans(user)["plan_name"]) == ["Spring"]


def test_a_plan_is_archived_removed_and_brought_back(user: User, plan: Plan, monkeypatch: Patch) -> None:
    page = open_page(user, "plan", monkeypatch, plans="1")
    for label, status in (
        ("Archive", "archived"),
        ("Follow this plan", "active"),
        ("Remove", ""),
        ("Bring back", "archived"),
    ):
        page.button(key=f"{label}_{plan.id}").click().run()

        assert list(plans(user)["status"]) == ([status] if status else [])


def test_the_plan_itself_is_changed(user: User, plan: Plan, monkeypatch: Patch) -> None:
    page = open_page(user, "plan", monkeypatch, edit=str(plan.id))
    page.text_input(key=f"plan-{plan.id}-name").set_value("Summer")
    page.number_input(key=f"plan-{plan.id}-weeks").set_value(6)
    page.button(key=f"plan-{plan.id}-save").click().run()

    changed = find_plan(user, plan.id)
    assert (changed.plan_name, changed.duration_weeks) == ("Summer", 6)


def open_shift(user: User, plan: Plan, monkeypatch: Patch, days: int) -> AppTest:
    page = open_page(user, "plan", monkeypatch)
    page.button(key="shift_plan").click().run()
    page.number_input(key=f"shift-{plan.id}-days").set_value(days).run()
    assert not page.exception
    return page


def test_the_rest_of_the_plan_is_moved_after_it_was_told(user: User, plan: Plan, monkeypatch: Patch) -> None:
    page = open_shift(user, plan, monkeypatch, 21)
    before = {day.id: day.date for day in plan.days}

    assert "open sessions move 21 days later" in texts(page)
    assert "The plan becomes 1 week longer" in texts(page)
    assert find_plan(user, plan.id) == plan
    page.text_input(key=f"shift-{plan.id}-why").set_value("Flu")
    page.button(key=f"shift-{plan.id}-do").click().run()

    moved = find_plan(user, plan.id)
    today = min(day.date for day in plan.days if day.date >= datetime.now(UTC).date())
    assert {day.id: day.date for day in moved.days} == {
        key: on + timedelta(days=21) if on >= today else on for key, on in before.items()
    }
    assert plan_versions(user, plan.id).iloc[0]["reason"].endswith(" on 21 days later: Flu")
    assert "shift" not in page.query_params


def test_a_move_over_the_race_waits_for_a_word(user: User, plan: Plan, owner: Owner, monkeypatch: Patch) -> None:
    owner.execute("update athlete_profiles set race_date = %s", (plan.days[0].date + timedelta(days=1),))
    page = open_shift(user, plan, monkeypatch, 7)

    assert "2 sessions would land after your race on" in texts(page)
    assert page.button(key=f"shift-{plan.id}-do").disabled
    page.checkbox(key=f"shift-{plan.id}-race").check().run()
    page.button(key=f"shift-{plan.id}-do").click().run()

    assert find_day(user, plan.days[0].id).date == plan.days[0].date + timedelta(days=7)


@pytest.mark.parametrize(("days", "words"), [(0, "0 moves nothing"), (-2, "which is before today")])
def test_a_move_that_cannot_be_is_answered(user: User, plan: Plan, monkeypatch: Patch, days: int, words: str) -> None:
    page = open_shift(user, plan, monkeypatch, days)

    assert words in texts(page)
    assert f"shift-{plan.id}-do" not in [button.key for button in page.button]


def test_a_plan_that_changed_after_the_preview_is_not_moved(user: User, plan: Plan, monkeypatch: Patch) -> None:
    page = open_shift(user, plan, monkeypatch, 7)
    change_day(user, plan.days[0].id, session(plan.days[0].date, title="Theirs"))

    page.button(key=f"shift-{plan.id}-do").click().run()

    assert find_day(user, plan.days[0].id).date == plan.days[0].date


def test_the_legend_is_no_caption_because_a_caption_pales_its_badges(
    user: User, plan: Plan, monkeypatch: Patch
) -> None:
    page = open_page(user, "plan", monkeypatch)

    assert not [caption for caption in page.caption if "-badge[" in str(caption.value)]
    assert any("blue-badge[Run]" in str(element.value) and "✓ Done" in str(element.value) for element in page.markdown)


def test_the_countdown_stands_under_the_title(user: User, plan: Plan, today: date, monkeypatch: Patch) -> None:
    change_profile(user, ProfileChange(race_date=today + timedelta(days=12)))

    page = open_page(user, "plan", monkeypatch)

    shown = [str(getattr(element, "value", "")) for element in page.main]
    countdown = next(place for place, text in enumerate(shown) if "Your race is in 12 days" in text)
    assert shown.index("Spring") < countdown
