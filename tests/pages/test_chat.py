"""The chat: asking, answers and what can be done with them, and what is never lost."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from coach.profiles import change_profile
from data.conversations import conversations
from data.db import User
from data.messages import answer_versions, find_message
from data.profiles import ProfileChange, find_profile
from data.settings import settings
from data.workouts import workouts
from tests.pages.chat_steps import asked, chat, labels, open_popover, press, said, thread
from tests.pages.open_page import links, texts

RUN = "Ran 8 km in 42:10 this morning, RPE 6."


def test_an_empty_thread_greets_with_four_questions_of_the_day(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = chat(user, monkeypatch)

    assert [title.value for title in page.title] == ["Coach K"]
    assert len(labels(page)) == 4
    assert "Consent" not in " ".join(links(page))


def test_a_question_is_answered_offline_and_says_so(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = chat(user, monkeypatch)

    page = page.chat_input[0].set_value("Hello there").run()

    (conversation,), _ = conversations(user)
    assert page.query_params["c"] == str(conversation.id)
    assert "Hello there" in texts(page)
    assert said(user, conversation.id)[1].split(".")[0] in texts(page)
    assert "**offline**" in texts(page)


def test_a_suggested_question_is_asked_with_one_tap(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = chat(user, monkeypatch)
    first = labels(page)[0]

    page = press(page, first)

    (conversation,), _ = conversations(user)
    assert said(user, conversation.id)[0] == first


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("   ", "Write something first."),
        ("a\x00b", "cannot be stored"),
        ("x" * 8_001, "at most 8,000 characters; this one has 8,001"),
    ],
)
def test_what_cannot_be_sent_is_explained_and_kept(
    text: str, message: str, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = chat(user, monkeypatch)

    page = page.chat_input[0].set_value(text).run()

    assert message in texts(page)
    assert page.chat_input[0].proto.value == text
    assert conversations(user)[1] == 0


def test_without_consent_a_quiet_line_leads_to_it_where_a_model_is_set_up(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEBIUS_API_KEY", "test-key")
    settings.cache_clear()

    assert "Settings › Consent" in links(chat(user, monkeypatch))

    profile = find_profile(user)
    assert profile is not None
    change_profile(user, ProfileChange(consents_to_ai=True), expected=profile.updated_at)
    assert "Settings › Consent" not in links(chat(user, monkeypatch))


def test_an_edited_question_is_answered_anew(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, "Hello")
    page = open_popover(thread(user, answer, monkeypatch), f"edit-{answer.question_id}")

    page.text_area[0].set_value("Hello again")
    page = press(page, "Send again")

    assert said(user, answer.conversation_id)[0] == "Hello again"
    assert "Hello again" in texts(page)


def test_a_reworded_question_keeps_its_answer(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, "Helo")
    page = open_popover(thread(user, answer, monkeypatch), f"edit-{answer.question_id}")

    page.text_area[0].set_value("Hello")
    press(page, "Save")

    assert said(user, answer.conversation_id) == ["Hello", answer.content]


def test_an_emptied_question_is_refused_beside_its_input(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, "Hello")
    page = open_popover(thread(user, answer, monkeypatch), f"edit-{answer.question_id}")

    page.text_area[0].set_value(" ")
    page = press(page, "Send again")

    assert ":red[Write something first.]" in texts(page)
    assert page.text_area[0].value == " "
    assert said(user, answer.conversation_id)[0] == "Hello"


def test_answers_have_versions_to_go_back_to(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, "Hello")

    page = press(thread(user, answer, monkeypatch), "Regenerate")
    assert "2 of 2" in texts(page)
    page = press(page, "Previous")

    assert "1 of 2" in texts(page)
    assert answer.question_id is not None
    assert [one.is_current for one in answer_versions(user, answer.question_id)] == [True, False]


def test_thumbs_down_asks_for_the_reason_and_keeps_it(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, "Hello")
    page = thread(user, answer, monkeypatch)

    page = page.feedback[0].set_value(0).run()
    page.text_input[0].set_value("Too short")
    page = press(page, "Send")

    kept = find_message(user, answer.id)
    assert (kept.feedback, kept.feedback_reason) == ("thumbs_down", "Too short")
    assert "your reason is kept" in texts(page)


def test_the_sources_stand_with_title_section_and_text(
    user: User, owner: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = asked(user, "Hello")
    owner.execute(
        "insert into knowledge_chunks (id, source_doc, source_name, section, content, topic_tags, chunk_index,"
        " word_count)"
        " values ('a-1', 'a', 'Sled push', 'Race › Pace', 'Short steps ![x](https://evil.example/x)', '{}', 0, 3)"
    )
    owner.execute("update messages set rag_chunks_used = '{a-1,gone-1}' where id = %s", (answer.id,))

    page = open_popover(thread(user, answer, monkeypatch), f"sources-{answer.id}")

    assert "**Sled push**" in texts(page)
    assert "Short steps x (https" in texts(page)
    assert "![" not in texts(page)
    assert "no longer in the knowledge base" in texts(page)


def test_an_answer_is_copied_as_it_was_written(
    user: User, owner: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = asked(user, "Hello")
    owner.execute("update messages set content = 'Costs $5 :red[x]' where id = %s", (answer.id,))

    page = open_popover(thread(user, answer, monkeypatch), f"copy-{answer.id}")

    assert [block.value for block in page.code] == ["Costs $5 :red[x]"]


@pytest.mark.parametrize(
    ("ended", "words", "ways"),
    [
        ("status = 'cut', failure = 'The answer was cut off.'", "cut off", {"Continue", "Answer offline"}),
        ("status = 'stopped'", "You stopped this answer", {"Continue"}),
        ("finish_reason = 'length'", "length limit", {"Continue"}),
        ("status = 'failed', content = '', failure = 'Busy.'", "Busy", {"Try again", "Answer offline"}),
    ],
)
def test_an_answer_that_ended_early_says_why_and_shows_the_ways_on(
    ended: str, words: str, ways: set[str], user: User, owner: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = asked(user, "Hello")
    owner.execute(f"update messages set {ended} where id = '{answer.id}'")

    page = thread(user, answer, monkeypatch)

    assert words in texts(page)
    assert ways <= set(labels(page))


def test_numbers_without_a_source_are_marked(
    user: User, owner: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = asked(user, "Hello")
    owner.execute("update messages set number_violations = '{4:10,72 kg}' where id = %s", (answer.id,))

    page = thread(user, answer, monkeypatch)

    assert "2 numbers in this answer are not from your data or the sources: 4\\:10, 72 kg" in texts(page)


def test_a_red_flag_is_answered_calmly_and_first(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, "I have chest pain when I run")

    page = thread(user, answer, monkeypatch)

    assert "Your health comes first" in texts(page)


def test_what_was_trained_is_checked_and_saved_once(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, RUN)
    page = thread(user, answer, monkeypatch)

    distance = next(box for box in page.number_input if box.label == "Distance (km)")
    assert distance.value == 8.0
    distance.set_value(8.5)
    page = press(page, "Save")

    logged = workouts(user)
    assert logged["distance_m"].to_list() == [8_500.0]
    assert "**Saved**" in texts(page)
    assert "Open it in the training log" in links(page)
    assert "Save" not in labels(page)


def test_a_wrong_value_on_a_card_stays_and_says_what_is_wrong(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, RUN)
    page = thread(user, answer, monkeypatch)

    duration = next(box for box in page.text_input if box.label.startswith("Duration"))
    duration.set_value("a while")
    next(box for box in page.number_input if box.label.startswith("Effort")).set_value(14)
    page = press(page, "Save")

    assert "is not a time" in texts(page)
    assert next(box for box in page.text_input if box.label.startswith("Duration")).value == "a while"
    next(box for box in page.text_input if box.label.startswith("Duration")).set_value("42:00")
    page = press(page, "Save")
    assert "less than or equal to 10" in texts(page)
    assert workouts(user).empty


def test_a_proposal_can_be_left(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(user, RUN)

    page = press(thread(user, answer, monkeypatch), "Not now")

    assert "not saved" in texts(page)
    assert workouts(user).empty


def test_earlier_messages_come_when_asked_for(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asked(user, "Question number 0")
    for number in range(1, 17):
        last = asked(user, f"Question number {number}", first.conversation_id)
    page = thread(user, last, monkeypatch)
    assert "Question number 0" not in texts(page).split("\n", 1)[1]

    page = press(page, "Earlier messages (4)")

    assert "Question number 0" in texts(page).split("\n", 1)[1]
    assert not any(label.startswith("Earlier") for label in labels(page))


def test_the_words_of_questions_answers_and_titles_cannot_dress_up_the_page(
    user: User, owner: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "![x](https://evil.example/?q=1) :red[now] <b>x</b>"
    answer = asked(user, evil)
    owner.execute("update messages set content = %s where id = %s", (evil, answer.id))
    owner.execute("update conversations set title = %s where id = %s", (evil, answer.conversation_id))

    page = thread(user, answer, monkeypatch)

    shown = texts(page).replace("\\[", "").replace("\\<", "").replace("\\:", "").replace("\\!", "")
    assert "evil.example" in shown or "evil\\.example" in shown
    assert not any(sign in shown for sign in ("![", "](", ":red[", "<b>"))
