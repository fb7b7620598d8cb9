"""Taking everything along and leaving for good."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZipFile

import psycopg
import pytest
from psycopg.rows import DictRow
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from coach.account_data import delete_account, export_account, sign_out_everywhere
from coach.account_sessions import Visitor
from coach.accounts import sign_up
from coach.profiles import save_profile
from coach.races import log_race
from data.account_data import AccountDeletion
from data.db import User
from data.errors import Rejected, Unavailable
from data.profiles import ProfileEntry
from data.races import RaceEntry
from data.sessions import NewSession, session_user, start_session
from data.settings import settings
from tests.api.auth_server import account_server
from tests.conftest import Database
from tests.data.minimal_rows import MinimalRows, athlete_of

Owner = psycopg.Connection[DictRow]
PASSWORD = "correct horse battery"
HERE = Visitor("192.0.2.7")
SURE = AccountDeletion(confirmation="delete", password=PASSWORD)
RACE = RaceEntry(race_name="=Vienna", gender="women", total_time_seconds=5196, notes="hot 🥵")


@pytest.fixture
def leaver(database: Database) -> User:
    account = sign_up("leaver@example.org", PASSWORD, {}, HERE).account
    user = User(account.id, account.email)
    save_profile(user, ProfileEntry(display_name="Kim"), is_complete=True)
    return user


def unzipped(user: User) -> dict[str, bytes]:
    with export_account(user) as exported, ZipFile(exported) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name) for name in zipped.namelist()}


def rows_of(sheet: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet.decode(), newline="")))


def is_account_there(owner: Owner, user: User) -> bool:
    return owner.execute("select 1 from auth.users where id = %s", (user.id,)).fetchone() is not None


def test_the_export_holds_every_table_with_the_rows_as_they_are(leaver: User) -> None:
    log_race(leaver, RACE)

    files = unzipped(leaver)

    everything = json.loads(files["everything.json"])
    assert everything["account"]["email"] == "leaver@example.org"
    assert everything["tables"]["race_results"][0]["race_name"] == "=Vienna"
    assert everything["tables"]["race_results"][0]["notes"] == "hot 🥵"
    assert everything["tables"]["goals"] == []
    assert rows_of(files["race_results.csv"])[0]["race_name"] == "'=Vienna"
    assert rows_of(files["race_results.csv"])[0]["roxzone_printed_seconds"] == ""
    assert {f"{name}.csv" for name in everything["tables"]} == {name for name in files if name.endswith(".csv")}


def test_the_export_of_every_kind_of_row_can_be_read(owner: Owner, user: User, other_user: User) -> None:
    rows = MinimalRows(owner)
    for athlete in (athlete_of(owner, user), athlete_of(owner, other_user)):
        for table in rows.tables():
            rows.make(table, athlete)

    tables = json.loads(unzipped(user)["everything.json"])["tables"]

    me = str(athlete_of(owner, user).athlete_id)
    assert sorted(tables) == rows.tables()
    assert all(tables.values())
    assert {row.get("athlete_id", me) for of_table in tables.values() for row in of_table} == {me}


def test_the_picture_is_a_file_of_the_export(owner: Owner, user: User) -> None:
    owner.execute(
        "insert into athlete_avatars (athlete_id, image) values (%s, %s)", (athlete_of(owner, user).athlete_id, b"webp")
    )

    files = unzipped(user)

    assert files["picture.webp"] == b"webp"
    assert "image" not in json.loads(files["everything.json"])["tables"]["athlete_avatars"][0]


def test_leaving_needs_the_word_and_the_password(owner: Owner, leaver: User) -> None:
    with pytest.raises(Rejected, match="Type DELETE") as unsure:
        delete_account(leaver, AccountDeletion(confirmation="yes", password=PASSWORD), HERE)
    with pytest.raises(Rejected, match="not your password") as wrong:
        delete_account(leaver, AccountDeletion(confirmation="DELETE", password="guess"), HERE)

    assert (unsure.value.field, wrong.value.field) == ("confirmation", "password")
    assert is_account_there(owner, leaver)


def test_guessing_the_password_of_a_deletion_is_throttled(owner: Owner, leaver: User) -> None:
    for _ in range(5):
        with pytest.raises(Rejected, match="not your password"):
            delete_account(leaver, AccountDeletion(confirmation="DELETE", password="guess"), HERE)

    with pytest.raises(Rejected, match="Wait 15 minutes"):
        delete_account(leaver, SURE, HERE)

    assert is_account_there(owner, leaver)


def test_leaving_leaves_nothing_behind_and_nobody_else_notices(owner: Owner, leaver: User, other_user: User) -> None:
    rows = MinimalRows(owner)
    athlete_id = athlete_of(owner, leaver).athlete_id
    for athlete in (athlete_of(owner, leaver), athlete_of(owner, other_user)):
        for table in rows.tables():
            rows.make(table, athlete)
    token = start_session(NewSession(leaver, None, ""))
    owner.execute(
        "insert into private.idempotency_keys (user_id, key, request_sha256, body) values (%s, 'k', 'h', 'mine')",
        (leaver.id,),
    )

    delete_account(leaver, SURE, HERE)

    assert not is_account_there(owner, leaver)
    assert session_user(token) is None
    for table in rows.tables():
        column = "id" if table == "athlete_profiles" else "athlete_id"
        left = owner.execute(f"select {column} as whose from {table}").fetchall()
        assert left, table
        assert athlete_id not in {row["whose"] for row in left}, table
    assert owner.execute("select count(*) as n from private.idempotency_keys").fetchone() == {"n": 0}


def test_signing_out_everywhere_ends_every_session_of_this_account_only(leaver: User, other_user: User) -> None:
    tokens = [start_session(NewSession(leaver, None, "")) for _ in range(2)]
    others = start_session(NewSession(other_user, None, ""))

    sign_out_everywhere(leaver)

    assert [session_user(token) for token in tokens] == [None, None]
    assert session_user(others) == other_user


@contextmanager
def hosted(monkeypatch: pytest.MonkeyPatch, key: str) -> Iterator[list[tuple[str, str]]]:
    """A project of its own that notes what its admin API is asked to delete, and by whom."""
    asked: list[tuple[str, str]] = []

    async def remove(request: Request) -> Response:
        asked.append((request.path_params["user_id"], request.headers["authorization"]))
        return JSONResponse({}, 200 if request.headers["authorization"] == "Bearer service-key" else 403)

    with account_server(Route("/auth/v1/admin/users/{user_id}", remove, methods=["DELETE"])) as url:
        monkeypatch.setenv("SUPABASE_URL", url)
        monkeypatch.setenv("SUPABASE_ANON_KEY", "anon")
        monkeypatch.setenv("SUPABASE_SERVICE_ROLE_KEY", key)
        settings.cache_clear()
        yield asked


def test_a_hosted_account_is_deleted_by_the_account_server(leaver: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with hosted(monkeypatch, "service-key") as asked:
        with pytest.raises(Rejected, match="not your password"):
            delete_account(leaver, AccountDeletion(confirmation="DELETE", password="guess guess"), HERE)
        delete_account(leaver, SURE, HERE)

    assert asked == [(str(leaver.id), "Bearer service-key")]


def test_without_its_key_a_hosted_account_stays_and_the_athlete_is_told_why(
    leaver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hosted(monkeypatch, "") as asked, pytest.raises(Unavailable, match="SUPABASE_SERVICE_ROLE_KEY"):
        delete_account(leaver, SURE, HERE)

    assert asked == []


def test_a_refusing_account_server_is_said_so(leaver: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with hosted(monkeypatch, "wrong key") as asked, pytest.raises(Unavailable, match="refused to delete"):
        delete_account(leaver, SURE, HERE)

    assert len(asked) == 1
