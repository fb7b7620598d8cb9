"""Every form with values nobody can mean: it says what is wrong, keeps what was typed, and saves nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from coach.comments import write_comment
from coach.plans import create_plan
from coach.races import log_race
from data.cache import revision
from data.comments import CommentEntry, Target, athlete_comments
from data.db import User
from data.plan_days import PlanDay
from data.plans import PlanDraft
from data.proposals import proposals
from tests.coach.test_races import entry
from tests.coaching import coached_id
from tests.conftest import NewUser
from tests.pages.open_page import open_page, texts

Patch = pytest.MonkeyPatch

TODAY = datetime.now(UTC).date()
FAR = date(2099, 1, 1)
INPUTS = ("text_input", "text_area", "number_input", "date_input", "selectbox", "multiselect", "button_group")
Typed = dict[str, Any]


class Form(NamedTuple):
    """Where a form is, what its inputs' keys begin with, and its button."""

    page: str
    query: dict[str, str]
    keys: str
    button: str


RUN = Form("log", {"new": "run"}, "new-run-empty-", "new-run-empty-save")
RACE = Form("races", {"add": "typed"}, "new-race-", "new-race-save")
TEST = Form("records", {"new": "1"}, "new-test-", "new-test-save")
GOAL = Form("goals", {"add": "1"}, "new-goal-", "new-goal-save")
HAND = Form("plan", {"new": "hand"}, "hand_", "make_hand")

BAD: list[tuple[Form, Typed, str]] = [
    (RUN, {"duration": "10 lb"}, "“10 lb” is not a time"),
    (RUN, {"duration": "-5"}, "is not a time"),
    (RUN, {"duration": "🏋️"}, "is not a time"),
    (RUN, {"duration": "999:00:00"}, "Duration"),
    (RUN, {"duration": "45", "distance": 1e308}, "Distance"),
    (RUN, {"duration": "45", "distance": -1.0}, "more than zero"),
    (RUN, {"duration": "45", "heart_rate": 0}, "between 25 and 250"),
    (RUN, {"duration": "45", "notes": "a\x00b"}, "cannot be stored"),
    (RACE, {"race_name": "", "total": "1:28:00"}, "Name"),
    (RACE, {"race_name": "a\x00b", "total": "1:28:00"}, "cannot be stored"),
    (RACE, {"race_name": "Spring", "total": ""}, "finish time"),
    (RACE, {"race_name": "Spring", "total": "10 lb"}, "“10 lb” is not a time"),
    (RACE, {"race_name": "Spring", "total": "-1:28:00"}, "is not a time"),
    (RACE, {"race_name": "Spring", "total": "99:00:00"}, "Finish"),
    (RACE, {"race_name": "Spring", "total": "1:28:00", "sled_push": "🛷"}, "is not a time"),
    (RACE, {"race_name": "Spring", "total": "1:28:00", "penalty": "two"}, "“two” is not a time"),
    (TEST, {"test_type": "run_5k", "value": "10 lb"}, "“10 lb”"),
    (TEST, {"test_type": "run_5k", "value": "-20:00"}, "is not a time"),
    (TEST, {"test_type": "run_5k", "value": "🏃"}, "“🏃”"),
    (TEST, {"test_type": "run_5k", "value": "99:00:00"}, "cannot be right"),
    (GOAL, {"time": "10 lb"}, "“10 lb” is not a time"),
    (GOAL, {"time": "-1:25:00"}, "is not a time"),
    (GOAL, {"time": "🏁"}, "is not a time"),
    (GOAL, {"time": "99:00:00"}, "a finish time from 40\\:00"),
    (HAND, {"name": " "}, "Give the plan a name"),
    (HAND, {"name": "a\x00b"}, "cannot be stored"),
    (HAND, {"name": "Spring", "start": None}, "day"),
]


# Where somebody else's rows are not needed to see the form.
WITH_TEXT: list[tuple[str, dict[str, str]]] = [
    *((form.page, form.query) for form in (RUN, RACE, TEST, GOAL, HAND)),
    ("log", {"new": "strength"}), ("plan", {"new": "file"}), ("onboarding", {}), ("settings", {"section": "training"}),
    ("planner", {}), ("athletes", {}), ("athletes", {"tab": "sharing"}), ("explore", {}),
]  # fmt: skip


@pytest.mark.parametrize(("folder", "query"), WITH_TEXT)
def test_every_box_for_text_ends_where_the_text_may(
    folder: str, query: dict[str, str], user: User, monkeypatch: Patch
) -> None:
    page = open_page(user, folder, monkeypatch, **query)

    boxes = [*page.text_input, *page.text_area]

    assert boxes
    assert [box.label for box in boxes if not 0 < box.proto.max_chars <= 10_000] == []


def widget(page: AppTest, key: str) -> Any:
    return next(one for kind in INPUTS for one in page.get(kind) if one.key == key)


def type_in(page: AppTest, keys: str, typed: Typed) -> AppTest:
    """Each value in turn, as a person does: what is asked for next may depend on it."""
    for name, value in typed.items():
        widget(page, f"{keys}{name}").set_value(value).run()
        assert not page.exception
    return page


def press(page: AppTest, button: str) -> AppTest:
    page.button(key=button).click().run()
    assert not page.exception, page.exception[0].value
    return page


def assert_kept(page: AppTest, keys: str, typed: Typed) -> None:
    assert {name: widget(page, f"{keys}{name}").value for name in typed} == typed


def said(page: AppTest) -> str:
    return texts(page).replace("\u00a0", " ")


@pytest.mark.parametrize(("form", "typed", "words"), BAD)
def test_a_form_answers_and_saves_nothing(form: Form, typed: Typed, words: str, user: User, monkeypatch: Patch) -> None:
    page = open_page(user, form.page, monkeypatch, **form.query)
    before = revision(user)
    type_in(page, form.keys, typed)
    unanswered = said(page)

    press(page, form.button)

    assert words in said(page)
    assert said(page) != unanswered
    assert len(said(page)) < 10_000 + len(unanswered)
    assert_kept(page, form.keys, typed)
    assert revision(user) == before


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "a\x00b"}, "cannot be stored"),
        ({"name": " "}, "Tell us what to call you"),
    ],
)
def test_the_first_step_answers_beside_the_name(
    new_user: NewUser, monkeypatch: Patch, typed: Typed, words: str
) -> None:
    newcomer = new_user(profile=False)
    page = open_page(newcomer, "onboarding", monkeypatch)
    page.text_input(key="display_name").set_value(typed["name"])

    next(button for button in page.button if button.label == "Continue").click().run()

    assert words in said(page)
    assert page.text_input(key="display_name").value == typed["name"]


@pytest.mark.parametrize(
    ("section", "field", "value", "words"),
    [
        ("training", "background", "a\x00b", "cannot be stored"),
    ],
)
def test_a_section_of_the_settings_answers_beside_its_field(
    user: User, monkeypatch: Patch, section: str, field: str, value: object, words: str
) -> None:
    page = open_page(user, "settings", monkeypatch, section=section)
    before = revision(user)
    widget(page, f"settings-{section}-{field}").set_value(value)

    next(button for button in page.button if button.label == "Save").click().run()

    assert not page.exception
    assert words in said(page)
    assert widget(page, f"settings-{section}-{field}").value == value
    assert revision(user) == before


@pytest.fixture
def planned(user: User) -> PlanDay:
    day = {"date": TODAY, "title": "Easy run", "session_type": "run", "estimated_duration_minutes": 40}
    fields = {"plan_name": "Spring", "start_date": TODAY, "duration_weeks": 4, "days": [day]}
    return create_plan(user, PlanDraft.model_validate(fields)).days[0]


@pytest.mark.parametrize(
    ("action", "typed", "words"),
    [
        ("edit", {"title": ""}, "Give the session a title"),
        ("edit", {"title": "a\x00b"}, "cannot be stored"),
        ("edit", {"date": None}, "day"),
        ("edit", {"date": TODAY + timedelta(days=900)}, "plan"),
        ("complete", {"date": TODAY + timedelta(days=9)}, "Choose the day you trained"),
        ("complete", {"date": None}, "day"),
        ("complete", {"notes": "a\x00b"}, "cannot be stored"),
    ],
)
def test_a_planned_session_answers_and_stays_as_it_is(
    user: User, planned: PlanDay, monkeypatch: Patch, action: str, typed: Typed, words: str
) -> None:
    form = f"plan-day-{planned.id}-"
    page = open_page(user, "plan", monkeypatch, day=str(planned.id))
    page.button_group(key=f"{form}action").set_value(action).run()
    keys = form if action == "edit" else f"{form}complete-"
    type_in(page, keys, typed)
    before = revision(user)

    press(page, f"{form}save" if action == "edit" else f"{keys}do")

    assert words in said(page)
    assert_kept(page, keys, typed)
    assert revision(user) == before


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"name": ""}, "Give the plan a name"), ({"goal": "a\x00b"}, "cannot be stored"), ({"start": None}, "day")],
)  # fmt: skip
def test_a_plan_that_is_changed_answers_and_stays(
    user: User, planned: PlanDay, monkeypatch: Patch, typed: Typed, words: str
) -> None:
    form = f"plan-{planned.plan_id}-"
    page = open_page(user, "plan", monkeypatch, edit=str(planned.plan_id))
    before = revision(user)
    type_in(page, form, typed)

    press(page, f"{form}save")

    assert words in said(page)
    assert_kept(page, form, typed)
    assert revision(user) == before


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe" * 100, b"a,b\n1,2\n", b"week,day,title\n-1,Mon,Run\n", b"week,day,title\n1,Mon,\n"]
)
def test_a_plan_file_nobody_can_use_is_answered(user: User, monkeypatch: Patch, content: bytes) -> None:
    page = open_page(user, "plan", monkeypatch, new="file")
    before = revision(user)

    page.file_uploader(key="plan_file").upload("plan.csv", content, "text/csv").run()

    assert not page.exception
    assert page.error or page.warning
    assert revision(user) == before


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"last_on": TODAY - timedelta(days=9)}, "before the first"),
        ({"first_on": None}, "day"),
        ({"note": "a\x00b"}, "cannot be stored"),
    ],
)
def test_a_break_answers_and_is_not_noted(user: User, monkeypatch: Patch, typed: Typed, words: str) -> None:
    page = open_page(user, "progress", monkeypatch)
    page.segmented_control(key="progress_view").set_value("Breaks").run()
    before = revision(user)
    type_in(page, "new-", typed)

    press(page, "new-save")

    assert words in said(page)
    assert_kept(page, "new-", typed)
    assert revision(user) == before


@pytest.mark.parametrize("code", ["", "🏋️", "10 lb", "a\x00b", "AAAA-BBBB-CCCC"])
def test_a_code_that_is_none_is_answered(user: User, monkeypatch: Patch, code: str) -> None:
    page = open_page(user, "athletes", monkeypatch)
    page.text_input(key="code").set_value(code)

    press(page, "FormSubmitter:accept_code-Accept")

    assert page.error or page.warning
    assert page.text_input(key="code").value == code


@pytest.mark.parametrize("email", ["🏋️", "a\x00b@example.org", "a b@example.org"])
def test_an_invitation_to_no_address_is_answered(user: User, monkeypatch: Patch, email: str) -> None:
    page = open_page(user, "athletes", monkeypatch, tab="sharing")
    before = revision(user)
    page.text_input(key="invite-email").set_value(email)

    press(page, "FormSubmitter:invite-Make a code")

    assert "no e-mail address" in said(page)
    assert page.text_input(key="invite-email").value == email
    assert revision(user) == before


@pytest.mark.parametrize("body", ["", "  ", "a\x00b"])
def test_a_comment_that_says_nothing_is_answered(user: User, other_user: User, monkeypatch: Patch, body: str) -> None:
    race = log_race(user, entry())
    athlete_id = coached_id(user, other_user, "races")
    page = open_page(other_user, "athletes", monkeypatch, athlete=str(athlete_id), race=str(race.id))
    page.text_area(key=f"say-race-{race.id}-body").set_value(body)

    press(page, f"FormSubmitter:say-race-{race.id}-Send")

    assert page.error
    assert page.text_area(key=f"say-race-{race.id}-body").value == body
    assert athlete_comments(user) == []


def test_a_comment_cannot_be_changed_into_nothing(user: User, other_user: User, monkeypatch: Patch) -> None:
    athlete_id = coached_id(user, other_user, "races")
    comment = write_comment(user, Target(), CommentEntry(body="Hello"))
    page = open_page(user, "athletes", monkeypatch, tab="sharing")
    page.text_area(key=f"comment-{comment.id}-body").set_value(" ")

    press(page, f"comment-{comment.id}-save")

    assert athlete_id
    assert "Write something" in said(page)
    assert [one.body for one in athlete_comments(user)] == ["Hello"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"why": ""}, "Why"),
        ({"why": "Rest", "title": ""}, "Title"),
        ({"why": "Rest", "date": None}, "Day"),
        ({"why": "Rest", "text": "a\x00b"}, "What to do"),
    ],
)
def test_a_proposal_that_cannot_be_is_answered(
    user: User, other_user: User, planned: PlanDay, monkeypatch: Patch, typed: Typed, words: str
) -> None:
    athlete_id = str(coached_id(user, other_user))
    page = open_page(other_user, "athletes", monkeypatch, athlete=athlete_id, day=str(planned.id))
    key = f"propose-{planned.id}"
    for name, value in typed.items():
        widget(page, f"{key}-{name}").set_value(value)

    press(page, f"FormSubmitter:{key}-Propose")

    assert any(error.value.startswith(f"{words}:") for error in page.error), [error.value for error in page.error]
    assert_kept(page, f"{key}-", typed)
    assert proposals(user) == []


@pytest.mark.parametrize(
    ("column", "operator", "value"),
    [("distance_m", "ge", "10 lb"), ("distance_m", "ge", "NaN"), ("distance_m", "ge", "1e999"),
     ("rpe_post", "ge", "99999999999999999999"), ("date", "ge", "soon"), ("date", "ge", "0"),
     ("title", "eq", "a\x00b"), ("distance_m", "ge", ""), ("distance_m", "ge", "🏋️")],
)  # fmt: skip
def test_a_filter_nobody_can_read_is_answered_and_kept(
    user: User, monkeypatch: Patch, column: str, operator: str, value: str
) -> None:
    page = open_page(user, "explore", monkeypatch)
    page.selectbox(key="explore-table").set_value("workout_logs").run()
    page.button(key="explore-add").click().run()
    page.selectbox(key="explore-0-column").set_value(column).run()
    page.selectbox(key="explore-0-operator").set_value(operator).run()
    page.text_input(key="explore-0-value").set_value(value).run()

    assert not page.exception
    assert page.error or page.warning or page.info
    assert page.text_input(key="explore-0-value").value == value


@pytest.mark.parametrize("name", ["", "  ", "a\x00b"])
def test_a_view_name_that_cannot_be_is_answered(user: User, monkeypatch: Patch, name: str) -> None:
    page = open_page(user, "explore", monkeypatch)
    before = revision(user)
    page.text_input(key="view_name_").set_value(name).run()

    press(page, "save_view")

    assert page.error
    assert page.text_input(key="view_name_").value == name
    assert revision(user) == before


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe" * 100, b"a,b\n1,2\n", b"[" * 50_000, b"<html></html>"])
def test_a_results_file_nobody_can_read_is_answered(user: User, monkeypatch: Patch, content: bytes) -> None:
    page = open_page(user, "events", monkeypatch)
    before = revision(user)
    page.file_uploader(key="event_file").upload("event.csv", content, "text/csv").run()

    press(page, "import_event")

    assert page.error or page.warning
    assert revision(user) == before
