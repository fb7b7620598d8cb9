"""Calls to `/auth/v1` that several tests make."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

EMAIL = "athlete@example.org"
PASSWORD = "correct horse battery"
CREDENTIALS = {"email": EMAIL, "password": PASSWORD}


def sign_up(client: TestClient, **changed: Any) -> dict[str, Any]:
    answer = client.post("/signup", json={**CREDENTIALS, **changed})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}


def sign_in(client: TestClient, password: str = PASSWORD, email: str = EMAIL) -> tuple[int, str]:
    answer = client.post("/token?grant_type=password", json={"email": email, "password": password})
    return answer.status_code, answer.json().get("error_code", "")


def code_of(client: TestClient, method: str, path: str, body: object) -> tuple[int, str]:
    answer = client.request(method, path, json=body)
    assert answer.headers["x-sb-error-code"] == answer.json()["error_code"]
    assert answer.json()["code"] == answer.status_code
    return answer.status_code, answer.json()["error_code"]
