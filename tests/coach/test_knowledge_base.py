"""The knowledge base is put into the database once, and brought up to date when its files change."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.knowledge_base import Ingested, ingest, read_knowledge
from data.db import User
from data.knowledge import chunks_by_id, search_chunks

Owner = psycopg.Connection[DictRow]

PASSAGE = """---
area: stations
topics: sled push
facts: HYROX rulebook 2025/26
updated: 2026-11-28
---

# Sled push

## Technique

### Arm position
> asks: should my arms be straight on the sled?

{words}

### Hand height
> asks: how high do I hold the poles?

Hold the poles at the height of your chest.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sled_push.md").write_text(PASSAGE.format(words="Keep the arms long."), encoding="utf-8")
    (tmp_path / "README.md").write_text("Not a chapter.", encoding="utf-8")
    return tmp_path


def test_what_is_there_already_is_not_written_again(database: object, folder: Path) -> None:
    assert ingest(folder) == Ingested(total=2, written=2, removed=0)
    assert ingest(folder) == Ingested(total=2, written=0, removed=0)


def test_a_changed_passage_is_replaced_and_loses_its_vector(owner: Owner, folder: Path) -> None:
    ingest(folder)
    owner.execute("update knowledge_chunks set embedding = array_fill(0.1::real, array[1536])::extensions.vector")
    (folder / "sled_push.md").write_text(PASSAGE.format(words="Keep the arms bent."), encoding="utf-8")

    assert ingest(folder) == Ingested(total=2, written=1, removed=0)

    rows = owner.execute("select content, embedding is null as is_bare from knowledge_chunks order by id").fetchall()
    assert [(row["content"], row["is_bare"]) for row in rows] == [
        ("Keep the arms bent.", True),
        ("Hold the poles at the height of your chest.", False),
    ]


def test_a_passage_that_is_gone_is_removed(owner: Owner, folder: Path) -> None:
    ingest(folder)
    (folder / "sled_push.md").unlink()

    assert ingest(folder) == Ingested(total=0, written=0, removed=2)
    assert owner.execute("select count(*) as n from private.knowledge_terms").fetchone() == {"n": 0}


def test_a_question_finds_the_passage_that_answers_it(database: object, user: User) -> None:
    ingest()

    found = search_chunks(user, "How deep do I have to squat on wall balls so that it counts?")

    assert len(found) == 5
    assert "wall-ball" in found[0].id
    assert [chunk.id for chunk in chunks_by_id(user, [found[1].id, "gone", found[0].id])] == [found[1].id, found[0].id]


@pytest.mark.parametrize("question", ["", "the of and", "How do I renew my passport?", "' & | ! :* <-> \\"])
def test_a_question_about_something_else_finds_nothing(question: str, database: object, user: User) -> None:
    ingest()

    assert search_chunks(user, question) == []


def test_every_passage_keeps_the_format() -> None:
    odd = [
        chunk.id
        for chunk in read_knowledge()
        if not (120 <= chunk.word_count <= 180 and 3 <= len(chunk.asks) <= 5 and chunk.topic_tags)
    ]

    assert odd == []


def test_no_two_passages_ask_the_same() -> None:
    seen: dict[str, str] = {}
    twice = []
    for chunk in read_knowledge():
        for ask in chunk.asks:
            if seen.setdefault(ask.lower(), chunk.id) != chunk.id:
                twice.append((ask, seen[ask.lower()], chunk.id))

    assert twice == []
