"""/api/v1/account as a program sees it."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from api.app import api
from coach.account_sessions import Visitor
from coach.accounts import sign_up
from data.db import User
from tests.api.conftest import bearer
from tests.conftest import Database

PASSWORD = "correct horse battery"


@pytest.fixture
def leaver(database: Database) -> TestClient:
    account = sign_up("leaver@example.org", PASSWORD, {}, Visitor()).account
    client = TestClient(api, headers=bearer(User(account.id, account.email)))
    client.put("/v1/profile", json={"display_name": "Kim"})
    return client


def test_everything_comes_as_one_zip(leaver: TestClient) -> None:
    answer = leaver.get("/v1/account/export")

    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="coach-k.zip"'
    with ZipFile(io.BytesIO(answer.content)) as zipped:
        tables = json.loads(zipped.read("everything.json"))["tables"]
    assert [row["display_name"] for row in tables["athlete_profiles"]] == ["Kim"]


def test_an_account_ends_with_the_word_and_the_password(leaver: TestClient) -> None:
    answer = leaver.request("DELETE", "/v1/account", json={"confirmation": "DELETE", "password": PASSWORD})

    assert answer.status_code == 204
    assert leaver.get("/v1/profile").status_code == 404
    assert leaver.put("/v1/profile", json={"display_name": "Kim"}).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"confirmation": "DELETE", "password": "guess"}, "password"),
        ({"confirmation": "", "password": PASSWORD}, "confirmation"),
        ({"confirmation": "DELETE"}, "password"),
        ({"confirmation": "DELETE", "password": "x" * 10_000_000}, "password"),
        ({"confirmation": "🗑" * 300, "password": PASSWORD}, "confirmation"),
    ],
)
def test_anything_else_deletes_nothing_and_names_the_field(
    body: dict[str, str], field: str, leaver: TestClient
) -> None:
    answer = leaver.request("DELETE", "/v1/account", json=body)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert leaver.get("/v1/profile").json()["display_name"] == "Kim"


def test_nobody_without_a_token_exports_or_deletes(anonymous: TestClient) -> None:
    exported = anonymous.get("/v1/account/export")
    deleted = anonymous.request("DELETE", "/v1/account", json={"confirmation": "DELETE", "password": PASSWORD})

    assert (exported.status_code, deleted.status_code) == (401, 401)
