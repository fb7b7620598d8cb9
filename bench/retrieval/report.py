"""What one way of searching reaches, and whether that is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean
from typing import NamedTuple

from bench.retrieval.measures import hit, ndcg, recall, reciprocal_rank
from bench.retrieval.questions import Question

LARGEST_DROP = 0.02
LEAST_HIT = {"words": 0.80, "words and local vectors": 0.88}
LEAST_OFF_TOPIC_EMPTY = 0.90
Rankings = Mapping[str, Sequence[str]]
Judgements = Mapping[str, Mapping[str, int]]


class Quality(NamedTuple):
    """Means over questions; `empty` and `unjudged` are counts, unjudged passages among the first five."""

    hit_5: float
    recall_5: float
    mrr_10: float
    ndcg_10: float
    off_topic_empty: float
    empty: int
    unjudged: int

    @property
    def line(self) -> str:
        return (
            f"hit@5 {self.hit_5:.3f}  recall@5 {self.recall_5:.3f}  MRR@10 {self.mrr_10:.3f}"
            f"  nDCG@10 {self.ndcg_10:.3f}  off topic empty {self.off_topic_empty:.3f}"
            f"  in domain empty {self.empty}  unjudged {self.unjudged}"
        )


def quality(asked: Sequence[Question], others: Sequence[Question], found: Rankings, grades: Judgements) -> Quality:
    """Of the rankings `found` for the questions `asked` and for `others`, which are about something else."""
    pairs = [(found[question.id], grades[question.id]) for question in asked]
    return Quality(
        hit_5=mean(hit(*pair) for pair in pairs),
        recall_5=mean(recall(*pair) for pair in pairs),
        mrr_10=mean(reciprocal_rank(*pair) for pair in pairs),
        ndcg_10=mean(ndcg(*pair) for pair in pairs),
        off_topic_empty=mean(not found[question.id] for question in others),
        empty=sum(not ranking for ranking, _ in pairs),
        unjudged=sum(chunk_id not in graded for ranking, graded in pairs for chunk_id in ranking[:5]),
    )


def shortcomings(name: str, reached: Quality, before: Mapping[str, float] | None) -> list[str]:
    """What keeps this way of searching from passing; `before` is the baseline."""
    short = []
    if reached.hit_5 < LEAST_HIT[name]:
        short.append(f"{name}: hit@5 is below {LEAST_HIT[name]:.2f}")
    if reached.off_topic_empty < LEAST_OFF_TOPIC_EMPTY:
        short.append(f"{name}: off topic empty is below {LEAST_OFF_TOPIC_EMPTY:.2f}")
    if reached.empty:
        short.append(f"{name}: {reached.empty} questions of ours find nothing")
    now = reached._asdict()
    for measure, former in (before or {}).items():
        if now[measure] < former - LARGEST_DROP:
            short.append(f"{name}: {measure} fell from {former:.3f} to {now[measure]:.3f}")
    return short
