"""Keys and access tokens."""

from __future__ import annotations

import stat
import uuid
from collections.abc import Iterator
from pathlib import Path

import jwt
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from data.keys import form_token, is_form_token, next_refresh_token, seal, signing_key, unseal
from data.settings import settings
from data.tokens import InvalidToken, ProjectKeys, Subject, jwks, sign_access_token, verify_access_token
from tests.api.auth_server import serving


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def subject() -> Subject:
    return Subject(uuid.uuid4(), "athlete@example.org", uuid.uuid4(), "password", {}, {})


def test_a_token_says_who_it_is_for() -> None:
    athlete = subject()

    claims = verify_access_token(sign_access_token(athlete).text)

    assert claims == (athlete.user_id, athlete.email, athlete.session_id)


def test_the_claims_are_those_of_supabase_auth() -> None:
    token = sign_access_token(subject())

    claims = jwt.decode(token.text, options={"verify_signature": False})

    required = {"aud", "exp", "iat", "sub", "email", "phone", "role", "aal", "session_id", "is_anonymous"}
    assert required <= claims.keys()
    assert claims["iss"] == "http://localhost:8501/auth/v1"
    assert claims["exp"] - claims["iat"] == 3600


def test_the_key_is_made_once_and_readable_by_its_owner_only(home: Path) -> None:
    token = sign_access_token(subject()).text
    path = home / "keys" / "es256.pem"

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir() if entry.suffix != ".pem"] == []
    assert verify_access_token(token)


def test_another_installation_does_not_accept_our_tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = sign_access_token(subject()).text
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "other"))
    settings.cache_clear()

    with pytest.raises(InvalidToken):
        verify_access_token(token)


def test_the_published_key_has_no_private_part() -> None:
    (published,) = jwks()["keys"]

    assert published.keys() == {"kty", "crv", "x", "y", "kid", "alg", "use"}


def test_a_form_token_belongs_to_one_browser() -> None:
    token = form_token("seed of this browser")

    assert is_form_token(token, "seed of this browser")
    assert not is_form_token(token, "seed of another")
    assert not is_form_token(form_token(""), "")


def test_a_sealed_text_opens_unchanged_only() -> None:
    sealed = seal("verifier")

    assert unseal(sealed) == "verifier"
    assert unseal(sealed[:-2] + "AA") is None
    assert unseal("é") is None
    assert unseal(sealed, ttl_s=-1) is None


def test_the_next_refresh_token_is_computed_and_differs() -> None:
    assert next_refresh_token("first") == next_refresh_token("first") != "first"


class KeyServer:
    """Publishes our key, counts how often it is asked, and can be out of order."""

    def __init__(self) -> None:
        self.asked = 0
        self.is_out_of_order = False
        self.published: list[dict[str, str]] = [signing_key().jwk]

    async def answer(self, request: Request) -> Response:
        self.asked += 1
        if self.is_out_of_order:
            return Response("out of order", 500)
        return JSONResponse({"keys": self.published})


@pytest.fixture
def key_server() -> KeyServer:
    return KeyServer()


@pytest.fixture
def url(key_server: KeyServer) -> Iterator[str]:
    with serving(Starlette(routes=[Route("/jwks.json", key_server.answer)])) as address:
        yield f"{address}/jwks.json"


def test_keys_are_asked_for_once(key_server: KeyServer, url: str) -> None:
    keys = ProjectKeys(url)

    assert [keys.key(signing_key().kid).key_id for _ in range(100)] == [signing_key().kid] * 100
    assert key_server.asked == 1


def test_invented_key_ids_do_not_make_us_ask_again(key_server: KeyServer, url: str) -> None:
    keys = ProjectKeys(url)
    keys.key(signing_key().kid)

    for number in range(100):
        with pytest.raises(jwt.InvalidTokenError):
            keys.key(f"invented {number}")

    assert key_server.asked == 1


def test_a_new_key_is_found_after_the_cooldown(key_server: KeyServer, url: str) -> None:
    keys = ProjectKeys(url, cooldown_s=0)
    keys.key(signing_key().kid)
    key_server.published.append({**signing_key().jwk, "kid": "new"})

    assert keys.key("new").key_id == "new"


def test_the_last_good_copy_outlives_an_outage(key_server: KeyServer, url: str) -> None:
    keys = ProjectKeys(url, lifetime_s=0)
    keys.key(signing_key().kid)
    key_server.is_out_of_order = True

    assert keys.key(signing_key().kid).key_id == signing_key().kid
    assert key_server.asked == 2


def test_shared_secrets_in_a_key_set_are_not_keys(key_server: KeyServer, url: str) -> None:
    key_server.published = [{"kty": "oct", "k": "c2VjcmV0", "kid": "shared", "alg": "HS256"}]

    with pytest.raises(jwt.InvalidTokenError):
        ProjectKeys(url).key("shared")
