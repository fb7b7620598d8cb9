"""Forged and misused access tokens get nobody in, neither at the API nor at the account endpoints."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi.testclient import TestClient

from api.app import api
from api.auth import auth_app
from data.db import User
from data.keys import signing_key
from data.tokens import Subject, issuer, sign_access_token

Forge = Callable[[User], str]


def claims_of(user: User, **changed: Any) -> dict[str, Any]:
    now = int(time.time())
    good = {
        "iss": issuer(),
        "aud": "authenticated",
        "iat": now,
        "exp": now + 3600,
        "sub": str(user.id),
        "email": user.email,
        "role": "authenticated",
        "session_id": str(uuid.uuid4()),
    }
    return {name: value for name, value in {**good, **changed}.items() if value is not None}


def signed(claims: dict[str, Any], **header: Any) -> str:
    """With our own key: only the claims or the header are wrong."""
    headers = {"kid": signing_key().kid, **header}
    return jwt.encode(claims, signing_key().private, algorithm="ES256", headers=headers)


def unsigned(user: User, algorithm: str = "none") -> str:
    header = _encoded(json.dumps({"alg": algorithm, "typ": "JWT", "kid": signing_key().kid}).encode())
    return f"{header}.{_encoded(json.dumps(claims_of(user)).encode())}."


def hs256_with_the_public_key(user: User) -> str:
    # By hand: the library refuses to sign with a public key.
    public = signing_key().private.public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    header = _encoded(json.dumps({"alg": "HS256", "typ": "JWT", "kid": signing_key().kid}).encode())
    signing_input = f"{header}.{_encoded(json.dumps(claims_of(user)).encode())}"
    return f"{signing_input}.{_encoded(hmac.digest(pem, signing_input.encode(), hashlib.sha256))}"


def another_key(user: User) -> str:
    stranger = ec.generate_private_key(ec.SECP256R1())
    return jwt.encode(claims_of(user), stranger, algorithm="ES256", headers={"kid": signing_key().kid})


def changed_payload(user: User) -> str:
    header, _, signature = signed(claims_of(user)).split(".")
    return f"{header}.{_encoded(json.dumps(claims_of(user, sub=str(uuid.uuid4()))).encode())}.{signature}"


def embedded_key(user: User) -> str:
    stranger = ec.generate_private_key(ec.SECP256R1())
    jwk = jwt.algorithms.ECAlgorithm.to_jwk(stranger.public_key(), as_dict=True)
    return jwt.encode(claims_of(user), stranger, algorithm="ES256", headers={"jwk": jwk, "kid": "mine"})


ATTACKS: dict[str, Forge] = {
    "alg none": unsigned,
    "alg nOnE": lambda user: unsigned(user, "nOnE"),
    "HS256 with the public key": hs256_with_the_public_key,
    "another key": another_key,
    "a key in the header": embedded_key,
    "changed payload": changed_payload,
    "unknown kid": lambda user: signed(claims_of(user), kid="unknown"),
    "no kid": lambda user: jwt.encode(claims_of(user), signing_key().private, algorithm="ES256"),
    "wrong aud": lambda user: signed(claims_of(user, aud="anon")),
    "no aud": lambda user: signed(claims_of(user, aud=None)),
    "wrong iss": lambda user: signed(claims_of(user, iss="https://elsewhere.example/auth/v1")),
    "expired": lambda user: signed(claims_of(user, iat=int(time.time()) - 3700, exp=int(time.time()) - 100)),
    "no exp": lambda user: signed(claims_of(user, exp=None)),
    "issued in the future": lambda user: signed(claims_of(user, iat=int(time.time()) + 60)),
    "role service_role": lambda user: signed(claims_of(user, role="service_role")),
    "role anon": lambda user: signed(claims_of(user, role="anon")),
    "no role": lambda user: signed(claims_of(user, role=None)),
    "anonymous": lambda user: signed(claims_of(user, is_anonymous=True)),
    "sub is no id": lambda user: signed(claims_of(user, sub="athlete@example.org")),
    "not a token": lambda user: "not.a.token",
}


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.fixture
def client() -> TestClient:
    return TestClient(api)


@pytest.mark.parametrize("forge", ATTACKS.values(), ids=ATTACKS)
def test_a_forged_token_opens_neither_the_api_nor_the_account(user: User, client: TestClient, forge: Forge) -> None:
    header = {"Authorization": f"Bearer {forge(user)}"}

    from_api = client.get("/v1/races", headers=header)
    from_accounts = TestClient(auth_app).get("/user", headers=header)

    assert (from_api.status_code, from_api.headers["content-type"]) == (401, "application/problem+json")
    assert from_api.headers["www-authenticate"] == "Bearer"
    assert (from_accounts.status_code, from_accounts.json()["error_code"]) == (403, "bad_jwt")


def test_our_own_token_opens_the_api(user: User, client: TestClient) -> None:
    token = sign_access_token(Subject(user.id, user.email, uuid.uuid4(), "password", {}, {}))

    answer = client.get("/v1/races", headers={"Authorization": f"Bearer {token.text}"})

    assert answer.status_code == 200


@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer"}])
def test_without_a_token_the_api_says_where_to_get_one(user: User, client: TestClient, header: dict[str, str]) -> None:
    answer = client.get("/v1/races", headers=header)

    assert answer.status_code == 401
    assert "/auth/v1/token" in answer.json()["detail"]


def test_a_refusal_never_repeats_the_token(user: User, client: TestClient) -> None:
    token = signed(claims_of(user, aud="anon"))

    answer = client.get("/v1/races", headers={"Authorization": f"Bearer {token}"})

    assert token not in answer.text
