"""The API as a program calls it: with and without a token."""

from __future__ import annotations

import uuid

import pytest
from fastapi.testclient import TestClient

from api.app import api
from data.db import User
from data.tokens import Subject, sign_access_token
from tests.conftest import Database


def bearer(user: User) -> dict[str, str]:
    """The header of a signed-in program."""
    token = sign_access_token(Subject(user.id, user.email, uuid.uuid4(), "password", {}, {}))
    return {"Authorization": f"Bearer {token.text}"}


@pytest.fixture
def anonymous(database: Database) -> TestClient:
    return TestClient(api)


@pytest.fixture
def client(user: User) -> TestClient:
    return TestClient(api, headers=bearer(user))


@pytest.fixture
def other_client(other_user: User) -> TestClient:
    return TestClient(api, headers=bearer(other_user))
