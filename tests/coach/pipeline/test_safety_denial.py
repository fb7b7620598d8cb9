"""A denial takes away what it denies, also where the athlete types without a comma or with one too many."""

from __future__ import annotations

import pytest

from coach.pipeline.safety import safety_level


@pytest.mark.parametrize(
    "text",
    [
        "no energy today, dizzy and chest tight",
        "no energy today chest tight",
        "no appetite, peeing brown since the race",
        "not sleeping, chest pains",
        "didnt finish, chest pain at 8k",
        "didnt finish chest pain at 8k",
        "prob nothing chest pain on the rower",
        "no big deal chest pain",
        "no one knows but i keep fainting",
        "heart racing for no reason on the sofa",
        "not gonna lie chest hurts",
        "i'm not suicidal but everything feels hopeless",
    ],
)
def test_a_denial_of_something_else_takes_no_emergency_away(text: str) -> None:
    assert safety_level(text) == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "no chest pain, dizziness or fainting",
        "no injuries, no dizziness",
        "not dizzy, faint or breathless",
        "never had any dizziness or chest pain",
        "I don't get dizzy when I run",
        "it wasnt chest pain",
        "havent been having chest pains",
        "without chest pain or palpitations",
    ],
)
def test_a_denied_list_stays_denied_to_its_end(text: str) -> None:
    assert safety_level(text) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "I can't see my plan in the app",
        "easy run so hard i can't talk in full sentences",
        "havent eaten since lunch, can I do the session?",
        "cut myself some slack this week",
        "hit the wall and my head went",
        "get the blood pumping before the race",
        "do you like suicides as a drill",
        "my glutes are numb from the bike saddle, any saddle recs",
        "i passed out on the sofa straight after the race, best nap ever",
        "my mate collapsed with laughter",
        "can't go on Thursday, swap it to Friday?",
        "hate my life on leg day haha",
        "200 calories a day deficit, fine?",
    ],
)
def test_words_of_a_red_flag_in_another_sense_are_none(text: str) -> None:
    assert safety_level(text) == "none"
