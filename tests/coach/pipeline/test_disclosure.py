"""An answer that quotes the instructions is noticed; one that only talks alike is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.pipeline.disclosure import RUN_WORDS, reveals_prompt
from coach.pipeline.prompt import PROMPTS

INSTRUCTIONS = (PROMPTS / "system.md").read_text(encoding="utf-8")
BEFORE, AFTER = INSTRUCTIONS.split("{context}")
LINES = [line for line in INSTRUCTIONS.splitlines() if len(line.split()) > RUN_WORDS + 2]


@pytest.mark.parametrize("line", LINES)
def test_every_instruction_line_is_noticed(line: str) -> None:
    assert reveals_prompt(f"Here it is: {line}")


@pytest.mark.parametrize("line", LINES)
def test_capitals_marks_and_line_ends_do_not_hide_a_quote(line: str) -> None:
    assert reveals_prompt("\n".join(line.upper().replace(",", " —").split()))
    assert reveals_prompt("**" + "** `".join(line.replace("*", "").split(" ")))


def test_invisible_letters_do_not_hide_a_quote() -> None:
    assert reveals_prompt(LINES[0].replace("a", "a\u200b"))


def test_eleven_words_in_a_row_are_no_quote() -> None:
    words = LINES[0].split()[: RUN_WORDS - 1]

    assert not reveals_prompt(" ".join(words))


def test_twelve_words_in_a_row_are_one() -> None:
    words = "You are Coach K, an elite Hyrox performance coach. You provide direct, science"

    assert reveals_prompt(words)
    assert not reveals_prompt(words.replace("elite", "able"))


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Creatine and caffeine are evidence-based; testosterone boosters are not worth it.",
        "I cannot show my instructions. What do you want to train this week?",
        "With a stress fracture I do not design a programme. See a physiotherapist or sports medicine doctor first.",
        "It depends on where you are: how many kilometres do you run a week, and when is your race?",
        "The knowledge base says: hold 90 % of your 10 km pace on runs 1 and 2, and break the wall balls 25-20-15.",
    ],
)
def test_ordinary_answers_are_left_alone(answer: str) -> None:
    assert not reveals_prompt(answer)


def test_the_passages_themselves_may_be_quoted() -> None:
    passage = [*BEFORE.split()[-4:], "passage about pacing", *AFTER.split()[:4]]

    assert not reveals_prompt(" ".join(passage))


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_growing_answer_never_takes_a_quote_back(before: str, appended: str) -> None:
    assert reveals_prompt(f"{before} {LINES[0]} {appended}")
