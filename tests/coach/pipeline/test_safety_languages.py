"""The plainest emergency words count in six other languages, and their denial denies."""

from __future__ import annotations

import pytest

from coach.pipeline.safety import assess

CHEST_PAIN = [
    "Ich habe seit heute Morgen Brustschmerzen, soll ich laufen?",
    "Druck auf der Brust beim Rudern",
    "J'ai mal à la poitrine quand je cours",
    "une douleur dans la poitrine depuis hier",
    "Me duele el pecho cuando corro",
    "tengo dolor en el pecho",
    "Ho un dolore al petto durante la corsa",
    "mi fa male il petto",
    "Ik heb pijn op de borst",
    "pijn in mijn borst na de training",
    "Mam ból w klatce piersiowej",
    "boli mnie w klatce od rana",
]
NO_BREATH = [
    "Ich kann nicht atmen",
    "ich bekomme keine Luft mehr",
    "je n'arrive pas à respirer",
    "je ne peux plus respirer",
    "No puedo respirar bien",
    "non riesco a respirare",
    "ik kan niet ademen",
    "ik krijg geen lucht",
    "Nie mogę oddychać",
    "nie moge zlapac oddechu",
]
FAINTED = [
    "Ich bin heute ohnmächtig geworden",
    "Gestern nach dem Lauf umgekippt",
    "je me suis évanouie après la séance",
    "j'ai perdu connaissance",
    "me desmayé en la cinta",
    "he perdido... bueno, perdí el conocimiento",
    "sono svenuta durante la gara",
    "ho perso i sensi",
    "ik ben flauwgevallen",
    "Zemdlałem na treningu",
    "zemdlalam dzisiaj",
]
WANTS_TO_DIE = [
    "Ich will sterben",
    "ich möchte nicht mehr leben",
    "je veux mourir",
    "j'ai envie de mourir",
    "Quiero morir",
    "ya no quiero vivir",
    "Voglio morire",
    "non voglio più vivere",
    "ik wil dood",
    "ik wil niet meer leven",
    "Chcę umrzeć",
    "nie chcę żyć",
]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        *((text, "chest_pain") for text in CHEST_PAIN),
        *((text, "breathless") for text in NO_BREATH),
        *((text, "fainting") for text in FAINTED),
        *((text, "self_harm") for text in WANTS_TO_DIE),
    ],
)
def test_the_plainest_words_are_an_emergency_in_six_more_languages(text: str, sign: str) -> None:
    assessment = assess(text)

    assert (assessment.level, assessment.signs) == ("emergency", (sign,))


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe keine Brustschmerzen",
        "ohne Brustschmerzen",
        "sin dolor en el pecho",
        "senza dolore al petto",
        "geen pijn op de borst",
        "bez bólu, plan na tydzień",
        "Wie laufe ich schneller?",
        "Je veux courir un 10 km en 45 minutes",
        "Quiero mejorar mi tiempo",
        "Voglio correre una maratona",
        "Hoe word ik sneller?",
        "Chcę przebiec maraton",
    ],
)
def test_a_denial_or_a_plain_question_in_them_is_none(text: str) -> None:
    assert assess(text).level == "none"
