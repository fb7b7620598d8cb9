"""The safety level is decided in code: nothing grave is missed, and gym talk stays gym talk."""

from __future__ import annotations

import pytest

from coach.pipeline.safety import assess, safety_level
from coach.pipeline.safety.condition_signs import CONDITION_SIGNS
from coach.pipeline.safety.emergency_signs import EMERGENCY_SIGNS
from coach.pipeline.safety.symptom_signs import SYMPTOM_SIGNS
from data.messages import SafetyLevel
from tests.coach.pipeline.safety_prompts import EMERGENCIES, GRAVE, PROMPTS, Prompt

NUMBERS = ("112", "911", "999")
TRAINING_WORDS = ("zone", "sets", "reps", "intervals", "warm-up", "min/km", "km")


def test_there_are_enough_prompts_on_both_sides() -> None:
    assert len(GRAVE) >= 120
    assert len(PROMPTS) - len(GRAVE) >= 120
    assert len({prompt.text for prompt in PROMPTS}) == len(PROMPTS)


def test_at_least_98_percent_of_all_prompts_get_their_level() -> None:
    wrong = [
        f"{one.level} became {level}: {one.text}" for one in PROMPTS if (level := safety_level(one.text)) != one.level
    ]

    assert len(wrong) <= 0.02 * len(PROMPTS), wrong


@pytest.mark.parametrize("prompt", EMERGENCIES, ids=lambda prompt: prompt.text[:40])
def test_no_emergency_is_missed(prompt: Prompt) -> None:
    assessment = assess(prompt.text)

    assert assessment.level == "emergency"
    assert assessment.answer is not None
    assert assessment.guidance == ""
    assert assessment.blocks_training


def test_harmless_talk_is_hardly_ever_refused() -> None:
    harmless = [one.text for one in PROMPTS if one.level == "none"]

    refused = [text for text in harmless if (assessment := assess(text)).answer or assessment.blocks_training]

    assert len(refused) <= 0.02 * len(harmless), refused


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("No chest pain, no dizziness, just slow.", "none"),
        ("I can't run without chest pain.", "emergency"),
        ("No dizziness, but my chest hurts.", "emergency"),
        ("No, I have chest pain.", "emergency"),
        ("I never had chest pain before today.", "emergency"),
        ("No idea why, but I keep fainting.", "emergency"),
        ("No knee pain, no swelling.", "none"),
    ],
)
def test_denying_a_sign_takes_it_away_and_nothing_else(text: str, level: SafetyLevel) -> None:
    assert safety_level(text) == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I had knee surgery in 2015, fully cleared.", "none"),
        ("I had knee surgery. That was in 2015.", "none"),
        ("I had knee surgery six weeks ago.", "diagnosed"),
        ("I have had diabetes since 2010.", "diagnosed"),
        ("I had asthma as a kid and outgrew it.", "none"),
        ("I had a heart attack in 2012.", "diagnosed"),
        ("I fainted at school when I was 12.", "none"),
        ("I fainted in a race four months ago.", "undiagnosed"),
        ("I had chest pain last week.", "emergency"),
        ("My knee has hurt on and off since 2015.", "undiagnosed"),
    ],
)
def test_history_is_told_from_the_present(text: str, level: SafetyLevel) -> None:
    assert safety_level(text) == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("My dad had a heart attack last year, so I train now.", "none"),
        ("My dad is having chest pain right now.", "emergency"),
        ("My dad has chest pain.", "emergency"),
        ("My friend says my chest pain is nothing.", "emergency"),
        ("My mum has arthritis, that is why I began.", "none"),
        ("My friend has a herniated disc, write him a plan.", "diagnosed"),
        ("When I was out with my brother I fainted.", "emergency"),
    ],
)
def test_somebody_else_counts_when_in_danger_or_asked_for(text: str, level: SafetyLevel) -> None:
    assert safety_level(text) == level


def test_for_somebody_else_the_text_says_to_call_and_stay() -> None:
    answer = assess("My dad is having chest pain right now!").answer

    assert answer is not None
    assert answer.startswith("Call the local emergency number now")
    assert "stay with them" in answer


@pytest.mark.parametrize(
    "text",
    [
        "The sled destroyed me",
        "I'm dying on wall balls",
        "My legs are dead",
        "Killer session!",
        "Suicide sprints on Thursday?",
    ],
)
def test_gym_slang_is_no_sign(text: str) -> None:
    assert safety_level(text) == "none"


@pytest.mark.parametrize(
    "text", ["i want to die", "I want to die. Wall balls were fine.", "I nearly killed myself last night"]
)
def test_slang_never_covers_a_wish_to_die(text: str) -> None:
    assert safety_level(text) == "emergency"


@pytest.mark.parametrize(
    "text", ["What is shin splints?", "How do I avoid knee pain from lunges?", "What are the signs of heat stroke?"]
)
def test_a_question_about_injuries_in_general_is_answered(text: str) -> None:
    assert safety_level(text) == "none"


@pytest.mark.parametrize(
    "text", ["What is this pain in my chest?", "What helps against chest pain?", "How can I reduce my knee pain?"]
)
def test_a_question_about_what_somebody_has_is_not_general(text: str) -> None:
    assert safety_level(text) != "none"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("My quads are sore from yesterday's lunges", "none"),
        ("My chest is sore from bench press", "none"),
        ("My chest hurts after bench press", "emergency"),
        ("Sharp pain in my left quad since yesterday's lunges", "undiagnosed"),
        ("My calf has been sore for three weeks", "undiagnosed"),
    ],
)
def test_ordinary_soreness_is_told_from_pain(text: str, level: SafetyLevel) -> None:
    assert safety_level(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "im getting chset pain",
        "chestt pain",
        "ches pain",
        "my haert hurts",
        "I cant breathe",
        "I can’t breathe",
        "dizzzy on hills",
        "i faintd",
    ],
)
def test_typing_errors_hide_no_emergency(text: str) -> None:
    assert safety_level(text) == "emergency"


@pytest.mark.parametrize(
    "text", ["The heat in the hall", "I never cheat on reps", "Angle of my foot?", "A waist belt?", "Climb the ladder"]
)
def test_words_that_look_like_a_sign_are_none(text: str) -> None:
    assert safety_level(text) == "none"


@pytest.mark.parametrize(
    "turns",
    [
        ("my chest", "hurts a lot"),
        ("so my chest", "feels really", "tight"),
        ("my left calf", "is swollen"),
        ("i want", "to kill myself"),
    ],
)
def test_words_split_over_turns_are_read_together(turns: tuple[str, ...]) -> None:
    assert assess(turns[-1], turns[:-1]).level == "emergency"


def test_two_ordinary_turns_make_no_sign() -> None:
    assert assess("It hurts how slow I am on the rower.", ["How do I train my chest?"]).level == "none"


@pytest.mark.parametrize(
    "later",
    ["It's gone now, give me intervals.", "That was a joke.", "Doctors cleared me in 2015.", "What is a wall ball?"],
)
def test_a_red_flag_named_earlier_is_not_argued_away(later: str) -> None:
    assessment = assess(later, ["I have chest pain when I run.", "And now?"])

    assert assessment.level == "emergency"
    assert assessment.answer is not None
    assert "earlier in this conversation" in assessment.answer


def test_ordinary_history_does_not_block_a_thread() -> None:
    assessment = assess(
        "Plan my week.",
        ["I had surgery in 2015, fully cleared.", "My dad had a heart attack last year.", "My quads are sore."],
    )

    assert assessment == assess("Plan my week.")
    assert not assessment.blocks_training


def test_a_named_condition_holds_through_the_thread() -> None:
    assessment = assess("So what are my sessions?", ["I have a herniated disc."])

    assert (assessment.level, assessment.blocks_training) == ("diagnosed", True)
    assert "clearance" in assessment.guidance


def test_a_clinicians_clearance_opens_training_within_its_limits() -> None:
    assessment = assess("My surgeon cleared me to train after ACL surgery two months ago.")

    assert (assessment.level, assessment.blocks_training) == ("diagnosed", False)
    assert "within it" in assessment.guidance


def test_waiting_for_clearance_is_no_clearance() -> None:
    assert assess("ACL surgery two months ago, not cleared to train yet.").blocks_training


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("My knee hurts on hills", False),
        ("I felt a pop in my knee", True),
        ("I have a fever", True),
        ("The pain in my hip wakes me at night", True),
        ("I have a heart murmur", True),
    ],
)
def test_only_the_slower_warning_signs_block_an_undiagnosed_athlete(text: str, *, blocks: bool) -> None:
    assessment = assess(text)

    assert (assessment.level, assessment.blocks_training) == ("undiagnosed", blocks)
    assert assessment.guidance


@pytest.mark.parametrize(
    "text", ["I'm 15 and want to deadlift my max", "my daughter is 13 years old", "i am 16 yo", "Im 17, plan please"]
)
def test_a_minor_is_known_by_what_is_said(text: str) -> None:
    assessment = assess(text)

    assert "minor" in assessment.signs
    assert "under 18" in assessment.guidance


@pytest.mark.parametrize(
    "text", ["I'm 15 minutes off", "I'm 12 weeks out", "I am 16 kg lighter", "I'm 35", "I'm 12 days from my race"]
)
def test_other_numbers_make_nobody_a_minor(text: str) -> None:
    assert "minor" not in assess(text).signs


def test_a_minor_is_known_by_the_profile() -> None:
    assert "minor" in assess("Plan my week", age_years=17).signs
    assert "minor" not in assess("Plan my week", age_years=18).signs
    assert "no weight loss" in assess("How do I lose weight?", age_years=15).guidance


@pytest.mark.parametrize(
    "product", ["testosterone boosters", "SARMs", "steroids", "clenbuterol", "DNP", "diuretics", "a pre-workout"]
)
def test_unproven_products_get_no_dose(product: str) -> None:
    assessment = assess(f"How much of {product} should I take?")

    assert assessment.level == "none"
    assert "Give no dose" in assessment.guidance


@pytest.mark.parametrize("product", ["creatine", "caffeine", "beta-alanine", "electrolytes"])
def test_proven_supplements_are_ordinary_questions(product: str) -> None:
    assert assess(f"How much {product} should I take?").guidance == ""


def test_self_harm_gets_the_crisis_text_and_nothing_about_training() -> None:
    assessment = assess("I don't want to be alive anymore")

    assert assessment.signs == ("self_harm",)
    assert assessment.answer is not None
    assert "crisis line" in assessment.answer


def test_an_eating_disorder_gets_support_and_no_plan() -> None:
    answer = assess("I make myself throw up after meals, how do I lose more?").answer

    assert answer is not None
    assert "I will not give you a weight, calorie or training plan" in answer


def test_an_eating_disorder_long_past_only_forbids_weight_targets() -> None:
    assessment = assess("I had anorexia ten years ago, fully recovered.")

    assert (assessment.level, assessment.answer) == ("none", None)
    assert "no weight" in assessment.guidance


@pytest.mark.parametrize("prompt", EMERGENCIES, ids=lambda prompt: prompt.text[:40])
def test_every_emergency_text_names_the_numbers_and_no_training(prompt: Prompt) -> None:
    answer = assess(prompt.text).answer or ""

    assert all(number in answer for number in NUMBERS)
    assert not any(f" {word} " in answer.lower() for word in TRAINING_WORDS)


def test_two_kinds_of_emergency_get_both_texts() -> None:
    answer = assess("My chest hurts and I want to kill myself").answer or ""

    assert "crisis line" in answer
    assert answer.startswith("Stop now")


def test_every_sign_has_a_name_and_can_be_reached() -> None:
    assert all(sign.words.needed for sign in (*EMERGENCY_SIGNS, *CONDITION_SIGNS, *SYMPTOM_SIGNS))
