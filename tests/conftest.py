"""A real PostgreSQL for the tests: one server per run, a fresh database per test."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import DictRow, dict_row

from data import db, startup
from data.db import User
from data.embedded import EmbeddedServer
from data.settings import settings

NewUser = Callable[..., User]
TEMPLATE = "coach_template"
_numbers = count(1)


class Database(NamedTuple):
    """Where one test's database answers, by role."""

    superuser_dsn: str
    owner_dsn: str
    login_dsn: str
    service_dsn: str


@pytest.fixture(scope="session")
def cluster() -> Iterator[EmbeddedServer]:
    home = Path(tempfile.mkdtemp(prefix="coach-test-"))
    home.chmod(0o755)
    server = EmbeddedServer(home, durable=False)
    server.start()
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        conn.execute(sql.SQL("create database {}").format(sql.Identifier(TEMPLATE)))
    startup.prepare(server.dsn(dbname=TEMPLATE))
    yield server
    server.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def bare_database(cluster: EmbeddedServer) -> Iterator[Database]:
    """A migrated database of its own, nothing connected yet."""
    name = f"coach_{next(_numbers)}"
    with psycopg.connect(cluster.dsn(), autocommit=True) as conn:
        conn.execute(
            sql.SQL("create database {} template {} strategy file_copy").format(
                sql.Identifier(name), sql.Identifier(TEMPLATE)
            )
        )
        roles = ("postgres", "app_owner", "app_login", "app_service")
        yield Database(*(cluster.dsn(user=role, dbname=name) for role in roles))
        conn.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def database(bare_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The same with the app's pools open and a home folder of its own."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    settings.cache_clear()
    db.open_pools(bare_database.login_dsn, bare_database.service_dsn)
    yield bare_database
    db.close_pools()
    settings.cache_clear()


@pytest.fixture
def owner(database: Database) -> Iterator[psycopg.Connection[DictRow]]:
    """The role that owns the tables: sees everything, so only for arranging and checking."""
    with psycopg.connect(database.owner_dsn, autocommit=True, row_factory=dict_row) as conn:
        yield conn


@pytest.fixture
def new_user(owner: psycopg.Connection[DictRow]) -> NewUser:
    """Makes accounts, with a finished profile unless `profile=False`."""

    def make(email: str = "", *, profile: bool = True) -> User:
        user = User(uuid.uuid4(), email or f"{uuid.uuid4().hex[:10]}@example.org")
        owner.execute(
            "insert into auth.users (id, aud, role, email, email_confirmed_at, created_at, updated_at)"
            " values (%s, 'authenticated', 'authenticated', %s, now(), now(), now())",
            (user.id, user.email),
        )
        if profile:
            owner.execute(
                "insert into public.athlete_profiles (user_id, display_name, sex, date_of_birth, profile_complete)"
                " values (%s, 'Alex', 'female', '1992-03-04', true)",
                (user.id,),
            )
        return user

    return make


@pytest.fixture
def user(new_user: NewUser) -> User:
    return new_user("athlete@example.org")


@pytest.fixture
def other_user(new_user: NewUser) -> User:
    return new_user("other@example.org")
