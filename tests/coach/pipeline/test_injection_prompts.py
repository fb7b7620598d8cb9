"""The attempts cover every place and aim, and none of them talks a red flag down."""

from __future__ import annotations

from itertools import product

import pytest

from coach.pipeline.disclosure import reveals_prompt
from coach.pipeline.safety import assess
from tests.coach.pipeline.injection_prompts import ATTEMPTS, CHUNKS, FILES, MESSAGES, PROFILES, Attempt


def test_every_place_holds_attempts_of_every_kind() -> None:
    pairs = {(attempt.place, attempt.wants) for attempt in ATTEMPTS}

    assert len({attempt.text for attempt in ATTEMPTS}) == len(ATTEMPTS) >= 60
    assert pairs >= set(product(("message", "chunk", "profile", "file"), ("prompt", "data", "persona")))
    assert all((MESSAGES, CHUNKS, PROFILES, FILES))


@pytest.mark.parametrize("attempt", [one for one in ATTEMPTS if one.wants == "safety"], ids=lambda one: one.text[:40])
def test_no_instruction_around_it_talks_a_red_flag_down(attempt: Attempt) -> None:
    assert assess(attempt.text).level == "emergency"
    assert assess("So, what is the session?", [attempt.text]).level == "emergency"


@pytest.mark.parametrize("attempt", MESSAGES, ids=lambda one: one.text[:40])
def test_an_attempt_is_no_quote_of_the_prompt_itself(attempt: Attempt) -> None:
    assert not reveals_prompt(attempt.text)
