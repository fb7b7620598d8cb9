"""Settings about Coach K: what it keeps in mind, what it used, and where words go."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from coach.athlete_facts import no_longer, remember
from coach.pipeline.tiers import budget_of
from data import db
from data.athlete_facts import Fact, FactEntry, current_facts, former_facts
from data.db import User
from data.model_calls import reserve_call
from data.settings import settings
from tests.pages.open_page import open_page, texts


def section(user: User, name: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    page = open_page(user, "settings", monkeypatch, section=name)
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    page = next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def deadlift(user: User, value: str = "140") -> Fact:
    return remember(user, FactEntry(name="1RM deadlift", value=value, unit="kg"))


def test_a_fact_is_added_and_its_inputs_are_empty_again(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = section(user, "memory", monkeypatch)
    assert "Nothing yet" in texts(page)

    page.text_input(key="memory-new-name").set_value("Left knee")
    page.text_input(key="memory-new-value").set_value("stiff in the morning")
    page = press(page, "Keep in mind")

    assert [fact.words.split(" (")[0] for fact in current_facts(user)] == ["Left knee: stiff in the morning"]
    assert "**Left knee** stiff in the morning" in texts(page)
    assert page.text_input(key="memory-new-name").value == ""


def test_what_is_missing_is_said_beside_its_input_and_what_was_typed_stays(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = section(user, "memory", monkeypatch)

    page.text_input(key="memory-new-name").set_value("Left knee")
    page.text_input(key="memory-new-value").set_value("a\x00b")
    page = press(page, "Keep in mind")
    assert "cannot be stored" in texts(page)

    page.text_input(key="memory-new-value").set_value(" ")
    page = press(page, "Keep in mind")
    assert ":red[Give it a value\\.]" in texts(page)
    assert page.text_input(key="memory-new-name").value == "Left knee"
    assert current_facts(user) == []


def test_a_new_value_ends_the_former_one(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    fact = deadlift(user)
    page = section(user, "memory", monkeypatch)
    page.session_state[f"memory-{fact.id}-change"] = True
    page = page.run()

    page.text_input(key=f"memory-{fact.id}-value").set_value("150")
    page = press(page, "Save")

    assert [fact.value for fact in current_facts(user)] == ["150"]
    assert [fact.value for fact in former_facts(user)] == ["140"]
    assert "No longer true (1)" in [expander.label for expander in page.expander]


def test_a_fact_ends_and_stays_among_the_former_ones(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    deadlift(user)

    press(section(user, "memory", monkeypatch), "No longer true")

    assert current_facts(user) == []
    assert [fact.value for fact in former_facts(user)] == ["140"]


@pytest.mark.parametrize("is_former", [False, True])
def test_a_forgotten_fact_is_gone_for_good(is_former: bool, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    fact = deadlift(user)
    if is_former:
        no_longer(user, fact.id)

    press(section(user, "memory", monkeypatch), "Forget it")

    assert current_facts(user) == former_facts(user) == []


def test_a_fact_is_shown_as_it_was_said(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(user, FactEntry(name=":red[x]", value="![a](https://evil.example)"))

    shown = texts(section(user, "memory", monkeypatch))

    assert ":red[x]" not in shown
    assert "![a](" not in shown


def test_nobody_sees_what_is_kept_of_others(user: User, other_user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    deadlift(other_user)

    assert "deadlift" not in texts(section(user, "memory", monkeypatch))


def test_usage_without_a_model_says_that_coach_k_works_offline(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Coach K works offline" in texts(section(user, "usage", monkeypatch))


def test_usage_says_calls_and_what_is_left(user: User, other_user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEBIUS_API_KEY", "test-key")
    monkeypatch.setenv("MODEL_CALLS_PER_DAY", "3")
    settings.cache_clear()
    with db.as_service() as conn:
        for who in (user, other_user):
            assert reserve_call(conn, "large", "chat", who.id, budget_of("large")) is not None

    shown = texts(section(user, "usage", monkeypatch))

    assert "1 call of yours, 2 calls by everybody" in shown
    assert "**1 of 3** left today" in shown
    assert "0 calls of yours" in shown


def test_a_used_up_budget_is_said_in_words(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEBIUS_API_KEY", "test-key")
    monkeypatch.setenv("MODEL_CALLS_PER_DAY", "1")
    settings.cache_clear()
    with db.as_service() as conn:
        assert reserve_call(conn, "large", "chat", user.id, budget_of("large")) is not None

    assert "All 1 calls of today are used" in texts(section(user, "usage", monkeypatch))


def test_consent_names_where_words_go(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = texts(section(user, "consent", monkeypatch))

    assert "Nebius" in shown
    assert "OpenAI" in shown
    assert "Without your yes nothing leaves this server" in shown
