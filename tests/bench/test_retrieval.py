"""The questions by which search is judged are whole, and the measures measure."""

from __future__ import annotations

import pytest

from bench.retrieval.measures import hit, ndcg, recall, reciprocal_rank
from bench.retrieval.questions import Question, judgements, off_topic, questions
from bench.retrieval.report import quality, shortcomings
from coach.knowledge_base import read_knowledge

GRADES = {"a": 2, "b": 1, "c": 0, "d": 2}
AREAS = {"race", "equipment", "stations", "running", "planning", "adjusting", "body", "people", "mixed"}


def test_every_question_is_asked_once_and_judged() -> None:
    asked = questions()

    assert len(asked) >= 170
    assert len({one.id for one in asked}) == len({one.question for one in asked}) == len(asked)
    assert {one.area for one in asked} == AREAS
    assert set(judgements()) == {one.id for one in asked}
    assert 0.3 <= sum(one.held_out for one in asked) / len(asked) <= 0.36


def test_a_hundred_questions_are_about_something_else() -> None:
    others = [one.question for one in off_topic()]

    assert len(set(others)) == len(others) >= 100
    assert not set(others) & {one.question for one in questions()}
    assert all(other == other.strip() != "" for other in others)


def test_judgements_name_passages_of_today() -> None:
    known = {chunk.id for chunk in read_knowledge()}

    assert {name for graded in judgements().values() for name in graded} <= known


def test_a_hit_is_an_answer_among_the_first_five() -> None:
    assert hit(["b", "c", "a"], GRADES) == 1
    assert hit(["b", "x1", "x2", "x3", "x4", "a"], GRADES) == 0
    assert hit([], GRADES) == 0


def test_recall_counts_the_answers_found() -> None:
    assert recall(["a", "b"], GRADES) == 0.5
    assert recall(["d", "a"], GRADES) == 1
    assert recall(["a"], {"a": 1}) == 0


def test_the_reciprocal_rank_is_that_of_the_first_answer() -> None:
    assert reciprocal_rank(["b", "c", "d", "a"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank(["b"], GRADES) == 0


def test_gain_is_full_in_the_best_order_only() -> None:
    assert ndcg(["a", "d", "b", "c"], GRADES) == 1
    assert 0 < ndcg(["b", "a", "d"], GRADES) < 1
    assert ndcg(["x"], GRADES) == 0


def test_what_falls_below_the_baseline_or_the_limits_is_said() -> None:
    asked, others = [Question("q1", "race", "?", False)], [Question("o1", "off topic", "?", False)]

    fine = quality(asked, others, {"q1": ["a"], "o1": []}, {"q1": GRADES})
    poor = quality(asked, others, {"q1": [], "o1": ["a"]}, {"q1": GRADES})

    assert shortcomings("words", fine, {"hit_5": 1.0, "recall_5": 0.51}) == []
    assert shortcomings("words", fine, {"recall_5": 0.53}) == ["words: recall_5 fell from 0.530 to 0.500"]
    assert shortcomings("words", poor, None) == [
        "words: hit@5 is below 0.80",
        "words: off topic empty is below 0.90",
        "words: 1 questions of ours find nothing",
    ]
