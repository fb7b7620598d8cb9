"""Access tokens: ES256, signed by this server or by the Supabase project, checked here either way."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import httpx
import jwt

from data.errors import Rejected
from data.keys import signing_key
from data.settings import settings

LIFETIME_S = 3600
AUDIENCE = "authenticated"
ROLE = "authenticated"
ALGORITHMS = ["ES256", "RS256"]
REQUIRED = ["exp", "iat", "sub", "aud", "iss"]
LEEWAY_S = 10
JWKS_LIFETIME_S = 600
JWKS_COOLDOWN_S = 30


class InvalidToken(Rejected):
    """The token proves nothing: forged, expired, or made for something else."""


class Subject(NamedTuple):
    """Who an access token is issued to."""

    user_id: UUID
    email: str
    session_id: UUID
    method: str
    app_metadata: Mapping[str, Any]
    user_metadata: Mapping[str, Any]


class AccessToken(NamedTuple):
    text: str
    expires_at: int


class Claims(NamedTuple):
    """What a checked token says."""

    user_id: UUID
    email: str
    session_id: UUID | None


def issuer() -> str:
    return f"{settings().supabase_url or settings().base_url}/auth/v1"


def sign_access_token(subject: Subject) -> AccessToken:
    """A token for `LIFETIME_S`, with the claims of Supabase Auth."""
    now = int(datetime.now(UTC).timestamp())
    key = signing_key()
    claims = {
        "iss": issuer(),
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + LIFETIME_S,
        "sub": str(subject.user_id),
        "email": subject.email,
        "phone": "",
        "role": ROLE,
        "aal": "aal1",
        "amr": [{"method": subject.method, "timestamp": now}],
        "session_id": str(subject.session_id),
        "is_anonymous": False,
        "app_metadata": dict(subject.app_metadata),
        "user_metadata": dict(subject.user_metadata),
    }
    text = jwt.encode(claims, key.private, algorithm="ES256", headers={"kid": key.kid})
    return AccessToken(text, now + LIFETIME_S)


def jwks() -> dict[str, list[dict[str, str]]]:
    """The public half of our key, as `/.well-known/jwks.json` shows it."""
    return {"keys": [signing_key().jwk]}


def verify_access_token(token: str) -> Claims:
    """Check signature, algorithm, audience, issuer, times and role.

    Signing out is not seen here: a token stays good until it expires.

    Raises:
        InvalidToken: anything is wrong with it; the text never repeats the token.
    """
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        # A PyJWK pins its own algorithm: HS256 "signed" with the public key does not get through.
        claims = jwt.decode(
            token,
            _public_key(kid),
            algorithms=ALGORITHMS,
            audience=AUDIENCE,
            issuer=issuer(),
            leeway=LEEWAY_S,
            options={"require": REQUIRED},
        )
        return _claims(claims)
    except (jwt.PyJWTError, ValueError, TypeError) as wrong:
        raise InvalidToken("The access token is not valid or has expired. Sign in again.") from wrong


def _claims(claims: Mapping[str, Any]) -> Claims:
    if claims.get("role") != ROLE or claims.get("is_anonymous"):
        raise jwt.InvalidTokenError("not an athlete's token")
    session_id = claims.get("session_id")
    return Claims(UUID(claims["sub"]), str(claims.get("email") or ""), UUID(session_id) if session_id else None)


def _public_key(kid: object) -> jwt.PyJWK:
    if not isinstance(kid, str):
        raise jwt.InvalidTokenError("no key id")
    if settings().is_hosted_auth:
        return _project_keys(f"{issuer()}/.well-known/jwks.json").key(kid)
    if kid != signing_key().kid:
        raise jwt.InvalidTokenError("unknown key")
    return jwt.PyJWK(signing_key().jwk)


class ProjectKeys:
    """The public keys of a Supabase project: fetched seldom, and the last good copy kept when it does not answer."""

    def __init__(self, url: str, *, lifetime_s: float = JWKS_LIFETIME_S, cooldown_s: float = JWKS_COOLDOWN_S) -> None:
        self.url = url
        self.lifetime_s = lifetime_s
        self.cooldown_s = cooldown_s
        self._keys: dict[str, jwt.PyJWK] = {}
        self._asked_at = float("-inf")
        self._lock = threading.Lock()

    def key(self, kid: str) -> jwt.PyJWK:
        with self._lock:
            age_s = time.monotonic() - self._asked_at
            if age_s >= self.lifetime_s or (kid not in self._keys and age_s >= self.cooldown_s):
                self._ask()
            if kid not in self._keys:
                raise jwt.InvalidTokenError("unknown key")
            return self._keys[kid]

    def _ask(self) -> None:
        self._asked_at = time.monotonic()
        try:
            answer = httpx.get(self.url, timeout=5).raise_for_status().json()
            keys = jwt.PyJWKSet.from_dict(answer).keys
        except (httpx.HTTPError, ValueError, jwt.PyJWTError):
            return
        self._keys = {key.key_id: key for key in keys if key.key_id and key.algorithm_name in ALGORITHMS}


@lru_cache(maxsize=4)
def _project_keys(url: str) -> ProjectKeys:
    return ProjectKeys(url)
