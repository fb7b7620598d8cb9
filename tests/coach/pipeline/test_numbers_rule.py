"""Numbers of an answer that stand in none of its sources."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from coach.pipeline import numbers_rule
from coach.pipeline.numbers_rule import violations

SOURCES = [
    "Push the sled 50 m. Rest 90 s between 4 sets of 8–12 reps at 60 kg; hold 4:45 /km, RPE 7, for 6 to 8 weeks.",
    "Athlete profile: 35yo male, race in 112 days. Goal time: 1:20:00. Record: 5 km run, 25:00 (5:00 /km).",
]


@pytest.mark.parametrize(
    "answer",
    [
        "Push 50 m, rest 1:30, then 4 × 8.",
        "Hold 7:39 /mi at effort 7 of 10 for 8 weeks.",
        "60 kg is 132 lb, and 132.3 lb to a tenth.",
        "You have 112 days, which is 16 weeks.",
        "Goal: 80 min, or 1.33 h.",
        "1. Station 3, run 7 and zone 2 on 4 March 2026, the 2nd of 16.",
        "Give it one week.",
        "",
    ],
)
def test_what_a_source_says_may_be_said_in_other_units(answer: str) -> None:
    assert violations(answer, SOURCES) == []


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("Push 40 m.", ["40 m"]),
        ("Do 5 sets of 8.", ["5 sets"]),
        ("Rest 60–90 s.", ["60"]),
        ("Hold 4:40 /km, then 4:40 /km again.", ["4:40 /km"]),
        ("Drink 500 ml at 150 bpm.", ["500 ml", "150 bpm"]),
        ("Run two weeks.", ["two weeks"]),
        ("Lift 65 kg for 10% more.", ["65 kg", "10%"]),
    ],
)
def test_what_no_source_says_is_named_once(answer: str, wrong: list[str]) -> None:
    assert violations(answer, SOURCES) == wrong


def test_a_pace_below_its_heading_counts() -> None:
    assert violations("Run it at 4:20 /km.", ["| pace per km | 4:20 | 4:30 |"]) == []
    assert violations("Run it at 4:40 /km.", ["| pace per km | 4:20 | 4:30 |"]) == ["4:40 /km"]


def test_every_passage_of_the_knowledge_base_stands_in_itself() -> None:
    folder = Path(numbers_rule.__file__).parents[1] / "knowledge"
    files = sorted(path for path in folder.glob("*.md") if path.name != "README.md")

    for path in files:
        text = path.read_text(encoding="utf-8")
        assert violations(text, [text]) == [], path.name
    assert files


def test_the_examples_hold() -> None:
    assert doctest.testmod(numbers_rule).failed == 0
