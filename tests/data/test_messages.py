"""Threads, versions and edits of messages."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest
from psycopg.rows import DictRow

from data import db
from data.conversations import (
    ConversationChange,
    conversations,
    find_conversation,
    insert_conversation,
    update_conversation,
    update_made_title,
)
from data.db import User
from data.errors import NotFound
from data.message_changes import (
    finish_answer,
    insert_answer,
    insert_question,
    retire_from,
    update_current_version,
    update_feedback,
    update_growing,
)
from data.messages import (
    FeedbackEntry,
    FinishedAnswer,
    answer_versions,
    find_message,
    former_answer,
    messages,
    turns_query,
)

Owner = psycopg.Connection[DictRow]


def answered(user: User, conversation: UUID | None, question: str, answer: str) -> tuple[UUID, UUID, UUID]:
    """Conversation, question and answer after one turn."""
    with db.write_as(user) as conn:
        talk = conversation or insert_conversation(conn)
        question_id = insert_question(conn, talk, question)
        answer_id = insert_answer(conn, question_id)
        finish_answer(conn, answer_id, FinishedAnswer(content=answer, status="complete", origin="model"))
    return talk, question_id, answer_id


def thread(user: User, conversation: UUID) -> list[str]:
    return [message.content for message in messages(user, conversation)[0]]


def test_a_thread_is_read_in_order_and_in_pages_from_its_end(user: User) -> None:
    talk, _, _ = answered(user, None, "How deep?", "Below the knee.")
    answered(user, talk, "And how often?", "Twice a week.")

    latest, total = messages(user, talk, per_page=2)
    earlier, _ = messages(user, talk, page=2, per_page=2)

    assert total == 4
    assert [message.content for message in latest] == ["And how often?", "Twice a week."]
    assert [message.content for message in earlier] == ["How deep?", "Below the knee."]


def test_a_regenerated_answer_takes_the_place_of_the_former_which_stays_as_a_version(user: User) -> None:
    talk, question_id, first_id = answered(user, None, "How deep?", "Deep.")
    with db.write_as(user) as conn:
        second_id = insert_answer(conn, question_id)
        finish_answer(conn, second_id, FinishedAnswer(content="Below the knee.", status="complete", origin="model"))

    assert thread(user, talk) == ["How deep?", "Below the knee."]
    assert [one.version for one in answer_versions(user, question_id)] == [1, 2]
    assert find_message(user, second_id).version_count == 2

    with db.write_as(user) as conn:
        update_current_version(conn, first_id)

    assert thread(user, talk) == ["How deep?", "Deep."]


def test_an_edited_question_takes_what_followed_out_of_the_thread_and_keeps_it(user: User) -> None:
    talk, first_id, _ = answered(user, None, "How deep?", "Deep.")
    answered(user, talk, "Why?", "Rules.")
    with db.write_as(user) as conn:
        retire_from(conn, first_id)
        insert_question(conn, talk, "How deep in a race?", edited_from=first_id)

    assert thread(user, talk) == ["How deep in a race?"]
    assert find_message(user, first_id).is_current is False


def test_an_answer_that_nobody_writes_any_more_counts_as_cut(user: User, owner: Owner) -> None:
    with db.write_as(user) as conn:
        answer_id = insert_answer(conn, insert_question(conn, insert_conversation(conn), "How deep?"))
        update_growing(conn, answer_id, "Below")
    assert find_message(user, answer_id).status == "writing"

    owner.execute("alter table messages disable trigger update_updated_at")
    owner.execute("update messages set updated_at = now() - interval '2 minutes' where id = %s", (answer_id,))

    message = find_message(user, answer_id)
    assert (message.status, message.content, message.can_continue) == ("cut", "Below", True)


def test_growing_text_does_not_overwrite_a_finished_answer(user: User) -> None:
    _, _, answer_id = answered(user, None, "How deep?", "Below the knee.")

    with db.write_as(user) as conn:
        update_growing(conn, answer_id, "Below")

    assert find_message(user, answer_id).content == "Below the knee."


def test_history_holds_only_what_stands_in_the_thread_before_the_question(user: User) -> None:
    talk, _, _ = answered(user, None, "How deep?", "Deep.")
    _, second_id, _ = answered(user, talk, "Why?", "Rules.")

    (rows,) = db.read_all(user, turns_query(second_id, 16))

    assert [row["content"] for row in reversed(rows)] == ["How deep?", "Deep."]


def test_the_same_question_finds_its_former_answer_of_the_same_athlete_only(user: User, other_user: User) -> None:
    answered(user, None, "How deep? ", "Below the knee.")
    _, asked_again, _ = answered(user, None, "how deep?", "")
    _, asked_by_other, _ = answered(other_user, None, "How deep?", "")

    found = former_answer(user, "how deep?", asked_again)

    assert found is not None
    assert found.content == "Below the knee."
    assert former_answer(other_user, "How deep?", asked_by_other) is None


def test_nobody_reads_or_rates_what_others_said(user: User, other_user: User) -> None:
    talk, question_id, answer_id = answered(user, None, "How deep?", "Deep.")

    for read in (
        lambda: messages(other_user, talk),
        lambda: find_message(other_user, answer_id),
        lambda: find_conversation(other_user, talk),
    ):
        with pytest.raises(NotFound):
            read()
    for write in (
        lambda conn: update_feedback(conn, answer_id, FeedbackEntry(feedback="thumbs_up")),
        lambda conn: insert_question(conn, talk, "Mine?"),
        lambda conn: insert_answer(conn, question_id),
    ):
        with pytest.raises(NotFound), db.write_as(other_user) as conn:
            write(conn)
    assert answer_versions(other_user, question_id) == []


def test_conversations_are_found_by_title_and_by_what_was_said_and_pinned_ones_come_first(user: User) -> None:
    sled, _, _ = answered(user, None, "How do I push the sled?", "Low.")
    taper, _, _ = answered(user, None, "When do I taper?", "Ten days before.")
    with db.write_as(user) as conn:
        update_conversation(conn, sled, ConversationChange(title="Sled technique", is_pinned=True), None)
        update_made_title(conn, sled, "Made later")
        update_made_title(conn, taper, "Taper")

    listed, total = conversations(user)

    assert [(one.title, one.message_count) for one in listed] == [("Sled technique", 2), ("Taper", 2)]
    assert total == 2
    assert [one.id for one in conversations(user, "TEN DAYS")[0]] == [taper]
    assert [one.id for one in conversations(user, "technique")[0]] == [sled]
    assert conversations(user, "rowing") == ([], 0)
