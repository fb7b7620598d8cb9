"""The knowledge base's table and its two searches, on databases with and without their own."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.rows import DictRow

from data import db
from data.db import User

Owner = psycopg.Connection[DictRow]
MIGRATION = Path(__file__).parents[2] / "migrations" / "0012_knowledge.sql"

CHUNKS = (
    ("sled-push", "Sled Push › Arms", "Keep the arms long and lean until ears, hips and foot are one line.", 1),
    ("wall-balls", "Wall Balls › Sets", "Choose sets before the race and rest by breaths.", 2),
    ("taper", "Taper", "Two weeks before the race the volume falls by half, the sled stays heavy.", 3),
    ("unembedded", "Roxzone", "Walk five steps, then run.", None),
)


def vector(direction: int | None) -> str | None:
    """A unit vector along one of the 1,536 axes."""
    return None if direction is None else str([float(axis == direction) for axis in range(1536)])


@pytest.fixture
def _knowledge(owner: Owner) -> None:
    for name, section, content, direction in CHUNKS:
        owner.execute(
            "insert into knowledge_chunks (id, source_doc, source_name, section, content, embedding)"
            " values (%s, 'stations.md', 'Stations', %s, %s, %s::extensions.vector)",
            (name, section, content, vector(direction)),
        )
    owner.execute("select private.rebuild_knowledge_terms()")


def search(user: User, question: str, direction: int | None = None, count: int = 5) -> list[str]:
    with db.read_as(user) as conn:
        found = conn.execute(
            "select id from hybrid_search_chunks(%s, %s::extensions.vector, %s, 1.0, 1.0, 50)",
            (question, vector(direction), count),
        )
        return [row["id"] for row in found]


@pytest.mark.usefixtures("_knowledge")
def test_without_an_embedding_the_words_decide(user: User) -> None:
    assert search(user, "how should my arms be when I push the sled?")[0] == "sled-push"
    assert search(user, "sets for wall balls", count=1) == ["wall-balls"]


@pytest.mark.usefixtures("_knowledge")
def test_without_words_the_embedding_decides(user: User) -> None:
    assert search(user, "the of and", direction=3)[0] == "taper"
    assert "unembedded" not in search(user, "the of and", direction=3)


@pytest.mark.usefixtures("_knowledge")
def test_what_both_rankings_find_comes_first(user: User) -> None:
    assert search(user, "race", direction=2)[0] == "wall-balls"
    assert search(user, "race", direction=3)[0] == "taper"


@pytest.mark.usefixtures("_knowledge")
def test_a_question_about_nothing_finds_nothing(user: User) -> None:
    assert search(user, "zebra") == []
    assert search(user, "") == []
    assert search(user, "' & | ! :* <-> \\") == []


@pytest.mark.usefixtures("_knowledge")
def test_the_search_returns_the_agreed_columns(user: User) -> None:
    with db.read_as(user) as conn:
        hybrid = conn.execute("select * from hybrid_search_chunks('sled', null)").fetchone()
        nearest = conn.execute("select * from match_chunks(%s::extensions.vector, 0.5, 3)", (vector(1),)).fetchall()

    shared = ["id", "content", "source_name", "section", "topic_tags"]
    assert hybrid is not None
    assert list(hybrid) == [*shared, "score"]
    assert 0 < hybrid["score"] <= 1 / 51
    assert [list(row) for row in nearest] == [[*shared, "similarity"]]
    assert (nearest[0]["id"], nearest[0]["similarity"]) == ("sled-push", 1.0)


@pytest.mark.usefixtures("_knowledge")
def test_athletes_read_the_knowledge_and_never_write_it(user: User) -> None:
    with pytest.raises(errors.InsufficientPrivilege), db.write_as(user) as conn:
        conn.execute("update knowledge_chunks set content = 'Skip the taper.'")


def test_a_project_that_has_its_own_knowledge_base_keeps_it(owner: Owner, user: User) -> None:
    owner.execute("drop table knowledge_chunks; drop function hybrid_search_chunks; drop function match_chunks")
    owner.execute("create table knowledge_chunks (id text primary key, content text not null, fts tsvector)")
    owner.execute("insert into knowledge_chunks values ('old', 'kept')")
    for function in ("hybrid_search_chunks", "match_chunks"):
        owner.execute(
            sql.SQL("create function {}(query_text text) returns text return 'old'").format(sql.Identifier(function))
        )

    owner.execute(MIGRATION.read_text(encoding="utf-8"))

    with db.read_as(user) as conn:
        assert conn.execute("select id, content from knowledge_chunks").fetchall() == [{"id": "old", "content": "kept"}]
        assert conn.execute("select hybrid_search_chunks('x') as found").fetchall() == [{"found": "old"}]
    assert owner.execute(
        "select relrowsecurity from pg_class where oid = 'public.knowledge_chunks'::regclass"
    ).fetchall() == [{"relrowsecurity": False}]
