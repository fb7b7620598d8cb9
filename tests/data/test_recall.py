"""What was said before is found by its words, on the days that are meant, and only by whom it was said to."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.rows import DictRow

from data import db
from data.db import User
from data.recall import Span, recall_query, remembered_of
from tests.data.test_messages import answered

Owner = psycopg.Connection[DictRow]

SAID = (
    ("My left Achilles hurts after hill repeats.", "Then leave the hills out for two weeks."),
    ("What should I eat before a race?", "Rice and a banana three hours before."),
    ("My dog is called Bruno.", "A good name."),
)


@pytest.fixture
def _said(user: User) -> None:
    for question, answer in SAID:
        answered(user, None, question, answer)


def recalled(user: User, text: str, span: Span = Span(), without: tuple[UUID, ...] = ()) -> list[str]:  # noqa: B008
    (rows,) = db.read_all(user, recall_query(text, without, span))
    return [one.content for one in remembered_of(rows)]


@pytest.mark.usefixtures("_said")
def test_the_words_of_a_question_find_question_and_answer(user: User) -> None:
    found = recalled(user, "What did I tell you about my Achilles and hill repeats?")

    assert set(found[:2]) == {SAID[0][0], SAID[0][1]}
    assert SAID[2][0] not in found


@pytest.mark.usefixtures("_said")
def test_nothing_is_recalled_for_what_was_never_said(user: User) -> None:
    assert recalled(user, "zebra crossing rules") == []
    assert recalled(user, "") == []
    assert recalled(user, "the of and") == []


@pytest.mark.usefixtures("_said")
def test_days_narrow_what_is_recalled(user: User, owner: Owner) -> None:
    owner.execute("update messages set created_at = created_at - interval '30 days' where content like '%Achilles%'")
    today = date.today()  # noqa: DTZ011

    assert recalled(user, "Achilles hills", Span(today - timedelta(days=35), today - timedelta(days=25))) == [
        SAID[0][0]
    ]


@pytest.mark.usefixtures("_said")
def test_what_others_said_is_never_recalled(other_user: User) -> None:
    answered(other_user, None, "How are you?", "Fine.")

    assert recalled(other_user, "Achilles hills repeats") == []


def test_messages_of_the_history_are_left_out(user: User) -> None:
    _, question_id, answer_id = answered(user, None, "My Achilles hurts on hills.", "Leave hills out.")

    assert recalled(user, "Achilles hills", without=(question_id, answer_id, uuid4())) == []
