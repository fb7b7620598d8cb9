"""How the words of a question find passages, and what keeps passages away from questions about something else."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.rows import DictRow

from data.db import User
from data.knowledge import KnowledgeRow, chunks_without_windows, insert_windows, replace_chunks, search_chunks

Owner = psycopg.Connection[DictRow]
Windows = dict[str, list[list[float]]]

PASSAGES = {
    "sled": ("Sled push › Arms", "Keep the arms long on the poles.", ["sled"]),
    "wall": ("Wall balls › Sets", "Throw sets of ten, ball by ball, and rest three breaths.", ["wall balls"]),
    "jump": ("Burpee broad jumps › Rhythm", "Step up, jump flat, land on both feet.", ["burpee broad jumps"]),
    "carry": ("Farmers carry › Weight", "Two kettlebells hang from your hands.", ["farmers carry"]),
    "zone": ("Roxzone › Moving through it", "Walk five steps, then run.", ["roxzone"]),
    "sore": ("Soreness › After new work", "It passes within five days.", ["recovery"]),
}


@pytest.fixture(autouse=True)
def _knowledge(owner: Owner) -> None:
    rows = [
        KnowledgeRow(name, "a.md", section.split(" › ")[0], section, words, topics, [], 0, 9, name)
        for name, (section, words, topics) in PASSAGES.items()
    ]
    with owner.transaction():
        replace_chunks(owner, rows, [])


def first(user: User, question: str) -> str | None:
    found = search_chunks(user, question)
    return found[0].id if found else None


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("how far do i jump on bbj", "jump"),
        ("wallballs", "wall"),
        ("best kb for the carry", "carry"),
        ("doms after lunges", "sore"),
    ],
)
def test_athletes_may_abbreviate(user: User, question: str, passage: str) -> None:
    assert first(user, question) == passage


@pytest.mark.parametrize(
    ("question", "passage"),
    [("roxzne", "zone"), ("raxzone", "zone"), ("burpeee", "jump"), ("framers", "carry"), ("roxznoe", "zone")],
)
def test_a_slip_of_a_key_is_forgiven(user: User, question: str, passage: str) -> None:
    assert first(user, question) == passage


@pytest.mark.parametrize("question", ["rxzne", "xoxzone", "zebra", "", "the of and", "12 34", "' & | ! :* <-> \\"])
def test_what_no_passage_says_finds_nothing(user: User, question: str) -> None:
    assert search_chunks(user, question) == []


def test_a_word_of_the_heading_counts_more_than_one_of_the_text(user: User, owner: Owner) -> None:
    both = [
        KnowledgeRow("in-text", "a.md", "Other", "Thing", "A taper of two weeks suits most.", [], [], 0, 9, "x"),
        KnowledgeRow("in-heading", "a.md", "Taper", "Length", "Two weeks suit most athletes here.", [], [], 0, 9, "y"),
    ]
    with owner.transaction():
        replace_chunks(owner, both, [])

    assert [chunk.id for chunk in search_chunks(user, "taper")] == ["in-heading", "in-text"]


def windows(angle: float) -> Windows:
    """One window per passage; only the sled's points where a question of `axis` 0 does, as far as the cosine says."""
    rest = (1 - angle**2) ** 0.5
    return {name: [axis(0, angle if name == "sled" else 0.0, rest)] for name in PASSAGES}


def axis(place: int, size: float = 1.0, rest: float = 0.0) -> list[float]:
    return [size if number == place else rest if number == 383 else 0.0 for number in range(384)]


@pytest.mark.parametrize(("cosine", "is_found"), [(0.55, True), (0.45, False)])
def test_without_a_common_word_a_close_vector_finds_passages(
    user: User, owner: Owner, cosine: float, *, is_found: bool
) -> None:
    with owner.transaction():
        insert_windows(owner, windows(cosine))

    found = search_chunks(user, "wie schwer", axis(0))

    assert [chunk.id for chunk in found][:1] == (["sled"] if is_found else [])


def test_a_far_vector_turns_a_doubtful_question_away(user: User, owner: Owner) -> None:
    with owner.transaction():
        insert_windows(owner, windows(0.0))

    assert first(user, "sled") == "sled"
    assert search_chunks(user, "sled", axis(0)) == []


def test_a_changed_passage_loses_its_windows(owner: Owner) -> None:
    with owner.transaction():
        insert_windows(owner, windows(0.5))
        changed = KnowledgeRow("sled", "a.md", "Sled", "Arms", "Bend them.", [], [], 0, 2, "new")
        replace_chunks(owner, [changed], ["wall"])

    assert chunks_without_windows(owner) == {"sled"}
