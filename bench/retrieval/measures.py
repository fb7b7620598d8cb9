"""How good a ranking is, given what each passage is worth: 2 answers the question, 1 is related, 0 is neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

ANSWERS = 2


def hit(ranking: Sequence[str], grades: Mapping[str, int], best: int = 5) -> float:
    """1 when an answering passage is among the best, else 0."""
    return float(any(grades.get(chunk_id) == ANSWERS for chunk_id in ranking[:best]))


def recall(ranking: Sequence[str], grades: Mapping[str, int], best: int = 5) -> float:
    """Share of all answering passages that are among the best."""
    wanted = {chunk_id for chunk_id, grade in grades.items() if grade == ANSWERS}
    return len(wanted & set(ranking[:best])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int], best: int = 10) -> float:
    """1 over the place of the first answering passage."""
    places = (place for place, chunk_id in enumerate(ranking[:best], 1) if grades.get(chunk_id) == ANSWERS)
    return 1 / next(places, float("inf"))


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], best: int = 10) -> float:
    """Discounted gain against the best possible order, gains 3 and 1 (Järvelin & Kekäläinen 2002)."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:best])
    return _gain([grades.get(chunk_id, 0) for chunk_id in ranking[:best]]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))
