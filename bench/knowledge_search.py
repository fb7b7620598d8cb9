"""One search of the knowledge base against its bare SQL, and against ten milliseconds."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import cycle

import psycopg

from bench.database import new_database, own_server, use
from bench.figure import Figure, paired_ms
from bench.retrieval.questions import questions
from coach.knowledge_base import ingest
from data import db
from data.db import User
from data.knowledge import PIPELINE, SEARCH, search_chunks

ROUNDS = 210
BARE, MOST_MS = 3.0, 10.0
READER = User(uuid.UUID(int=1), "reader@example.org")


def figures() -> Iterator[Figure]:
    with own_server() as server:
        use(new_database(server, "knowledge"))
        ingest()
        with psycopg.connect(server.dsn(user="app_login", dbname="knowledge"), autocommit=True) as bare:
            ours, floor = cycle(questions()), cycle(questions())
            ours_ms, floor_ms = paired_ms(
                lambda: search_chunks(READER, next(ours).question),
                lambda: _bare_search(bare, next(floor).question),
                ROUNDS,
            )
    yield Figure("a search of the knowledge base against its bare SQL", ours_ms, floor_ms, "ms", BARE)
    yield Figure("a search of the knowledge base against ten milliseconds", ours_ms, MOST_MS, "ms", 1.0)


def _bare_search(conn: psycopg.Connection, question: str) -> None:
    """The same statements as the same role over a connection that is open, fetched and thrown away."""
    with conn.pipeline():
        conn.execute("begin")
        conn.execute(db.CLAIM, (READER.claims, db.TIMEOUT))
        cursor = conn.execute(SEARCH, (question, None, *PIPELINE))
        conn.execute("commit")
        cursor.fetchall()
