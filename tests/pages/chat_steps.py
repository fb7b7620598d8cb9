"""Steps of the tests about the chat."""

from __future__ import annotations

from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from coach import questions
from data.db import User
from data.messages import Message, find_message, messages
from tests.pages.open_page import open_page

PATIENCE_S = 20.0


def asked(user: User, text: str, conversation_id: UUID | None = None) -> Message:
    """The finished answer to a question."""
    answer = questions.ask(user, text, conversation_id)
    assert answer.wait(PATIENCE_S)
    return find_message(user, answer.id)


def chat(user: User, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    page = open_page(user, "chat", monkeypatch, **query)
    assert not page.exception
    return page


def thread(user: User, answer: Message, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return chat(user, monkeypatch, c=str(answer.conversation_id))


def press(page: AppTest, label: str) -> AppTest:
    page = next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def open_popover(page: AppTest, key: str) -> AppTest:
    page.session_state[key] = True
    return page.run()


def said(user: User, conversation_id: UUID) -> list[str]:
    return [message.content for message in messages(user, conversation_id)[0]]
