"""The safety level of any text whatever: never an error, never lowered by spelling, or by what is added."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.pipeline.safety import assess, safety_level
from coach.pipeline.safety.assessment import LEVELS
from data.messages import SafetyLevel
from tests.coach.pipeline.safety_prompts import EMERGENCIES, GRAVE, PROMPTS, Prompt


def rank(level: SafetyLevel) -> int:
    return LEVELS.index(level)


@given(st.text(max_size=400), st.lists(st.text(max_size=80), max_size=4), st.none() | st.integers(-5, 200))
def test_any_text_is_assessed(text: str, earlier: list[str], age_years: int | None) -> None:
    assessment = assess(text, earlier, age_years)

    assert (assessment.answer is not None) == (assessment.level == "emergency")


def test_the_longest_message_is_assessed_to_its_end() -> None:
    padding = "I ran five kilometres today and it went well. " * 170

    assert safety_level(f"{padding} My chest hurts."[-8_000:]) == "emergency"


@given(st.sampled_from(PROMPTS), st.sampled_from([str.upper, str.title, str.lower, str.swapcase]))
def test_capitals_do_not_matter(prompt: Prompt, spelled: object) -> None:
    assert callable(spelled)

    assert safety_level(spelled(prompt.text)) == safety_level(prompt.text)


@given(
    st.sampled_from(PROMPTS),
    st.sampled_from(["  ", "\t", "\u00a0", "\u2009", "   "]),
    st.sampled_from(["", " ", "\n\n"]),
)
def test_white_space_does_not_matter(prompt: Prompt, space: str, around: str) -> None:
    assert safety_level(f"{around}{prompt.text.replace(' ', space)}{around}") == safety_level(prompt.text)


@given(st.sampled_from(PROMPTS), st.sampled_from(["’", "‘", "`", "ʼ", "´", ""]))
def test_apostrophes_do_not_matter(prompt: Prompt, apostrophe: str) -> None:
    assert safety_level(prompt.text.replace("'", apostrophe)) == safety_level(prompt.text)


@given(st.sampled_from(EMERGENCIES), st.sampled_from(["´", "\uff07"]))
def test_no_keyboards_apostrophe_hides_an_emergency(prompt: Prompt, apostrophe: str) -> None:
    assert safety_level(prompt.text.replace("'", apostrophe)) == "emergency"


@settings(max_examples=300)
@given(
    st.sampled_from(EMERGENCIES),
    st.sampled_from(PROMPTS).map(lambda prompt: prompt.text) | st.text(max_size=100),
    st.sampled_from([". ", "\n", "! ", "? "]),
)
def test_appending_text_never_lowers_an_emergency(prompt: Prompt, appended: str, between: str) -> None:
    assert safety_level(f"{prompt.text}{between}{appended}") == "emergency"


@given(st.sampled_from(GRAVE), st.lists(st.sampled_from(PROMPTS), max_size=3))
def test_what_was_said_earlier_never_lowers_a_level(prompt: Prompt, earlier: list[Prompt]) -> None:
    assert rank(assess(prompt.text, [one.text for one in earlier]).level) >= rank(prompt.level)
