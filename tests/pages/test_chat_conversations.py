"""Conversations with Coach K: found, renamed, pinned, exported, deleted, and nobody else's."""

from __future__ import annotations

from uuid import uuid4

import pytest

from coach.conversations import change_conversation, start_conversation
from data.conversations import ConversationChange, conversations, find_conversation
from data.db import User
from tests.pages.chat_steps import asked, chat, press, thread
from tests.pages.open_page import links, texts


def test_a_conversation_is_found_renamed_pinned_and_deleted(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = asked(user, "Hello one").conversation_id
    other = asked(user, "Thanks for the wall balls").conversation_id
    page = chat(user, monkeypatch, view="conversations")
    page = page.text_input(key="chat-search").set_value("wall").run()
    assert [label for label in links(page) if label.startswith("**")] == ["**Thanks for the wall balls**"]
    page = page.text_input(key="chat-search").set_value("").run()

    page = page.menu_button(key=f"menu-{kept}").click("Pin").run()
    page = page.menu_button(key=f"menu-{kept}").click("Rename").run()
    page.text_input(key=f"title-{kept}").set_value("Race week [x](y)")
    page = press(page, "Save")

    assert next(label for label in links(page) if label.startswith("**")) == "**Race week \\[x\\]\\(y\\)**"
    assert find_conversation(user, kept).is_pinned
    page = page.menu_button(key=f"menu-{other}").click("Delete").run()
    assert conversations(user)[1] == 2
    press(page, "Delete it")
    assert [one.id for one in conversations(user)[0]] == [kept]


def test_an_empty_title_is_refused(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = asked(user, "Hello one").conversation_id
    page = chat(user, monkeypatch, view="conversations")

    page = page.menu_button(key=f"menu-{kept}").click("Rename").run()
    page.text_input(key=f"title-{kept}").set_value("  ")
    page = press(page, "Save")

    assert "Give it a title." in texts(page)
    assert find_conversation(user, kept).title == "One"


def test_a_deleted_open_conversation_leads_to_a_new_one(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, "Hello")
    page = thread(user, answer, monkeypatch)

    page = page.menu_button(key=f"menu-{answer.conversation_id}").click("Delete").run()
    page = press(page, "Delete it")

    assert "c" not in page.query_params
    assert [title.value for title in page.title] == ["Coach K"]


def test_a_conversation_is_exported_as_markdown_and_json(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, "Hello")
    page = thread(user, answer, monkeypatch)

    page = page.menu_button(key=f"menu-{answer.conversation_id}").click("Export").run()

    assert [button.proto.label for button in page.get("download_button")] == ["Markdown", "JSON"]


def test_the_list_grows_page_by_page(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(23):
        start_conversation(user, f"Talk {number}")
    oldest = conversations(user, "Talk 0")[0][0]
    page = chat(user, monkeypatch, view="conversations")
    assert len([label for label in links(page) if label.startswith("**")]) == 20

    page = press(page, "More (3)")

    assert len([label for label in links(page) if label.startswith("**")]) == 23
    change_conversation(user, oldest.id, ConversationChange(is_pinned=True))
    assert next(label for label in links(page.run()) if label.startswith("**")) == "**Talk 0**"


@pytest.mark.parametrize("address", [str(uuid4()), "nonsense"])
def test_an_address_that_leads_nowhere_says_so(address: str, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = chat(user, monkeypatch, c=address)

    assert "Not here" in texts(page)
    assert "Start a new conversation" in links(page)


def test_somebody_elses_conversation_is_not_there(
    user: User, other_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = asked(other_user, "My secret question")

    page = thread(user, answer, monkeypatch)

    assert "This conversation is not there" in texts(page)
    assert "secret" not in texts(page)
    assert conversations(user)[1] == 0
