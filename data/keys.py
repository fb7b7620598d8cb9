"""What only this server can read or sign: its ES256 key, sealed texts and form tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from data.settings import settings


class SigningKey(NamedTuple):
    kid: str
    private: ec.EllipticCurvePrivateKey
    jwk: dict[str, str]


def signing_key() -> SigningKey:
    """The key access tokens are signed with; made at the first call and kept in COACH_HOME/keys."""
    return _signing_key(settings().home / "keys" / "es256.pem")


def token_hash(token: str) -> str:
    """What is stored instead of a random token. Fast is fine here: 256 random bits cannot be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


def fresh_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def next_refresh_token(token: str) -> str:
    """The successor of a refresh token: computed, so that it can be handed out twice without being stored."""
    return base64.urlsafe_b64encode(_mac("refresh", token)).decode().rstrip("=")


def form_token(seed: str) -> str:
    """The hidden field of a form; `seed` is a cookie only this browser has."""
    return _mac("form", seed).hex()


def is_form_token(given: str, seed: str) -> bool:
    return bool(seed) and hmac.compare_digest(given.encode(), form_token(seed).encode())


def seal(text: str) -> str:
    """Encrypt and sign; `unseal` takes it back."""
    return _fernet(settings().secret).encrypt(text.encode()).decode()


def unseal(sealed: str, ttl_s: int | None = None) -> str | None:
    """The text, or None when it is not ours, changed, or older than `ttl_s`."""
    try:
        return _fernet(settings().secret).decrypt(sealed.encode(), ttl=ttl_s).decode()
    except (InvalidToken, ValueError):
        return None


def _mac(purpose: str, text: str) -> bytes:
    return hmac.digest(settings().secret.encode(), f"{purpose}:{text}".encode(), "sha256")


@lru_cache(maxsize=4)
def _fernet(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"seal:{secret}".encode()).digest()))


@lru_cache(maxsize=4)
def _signing_key(path: Path) -> SigningKey:
    if not path.exists():
        _write_new_key(path)
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{path} is not an ES256 key. Move it away and start again.")
    public = ECAlgorithm.to_jwk(private.public_key(), as_dict=True)
    kid = _thumbprint(public)
    return SigningKey(kid, private, {**public, "alg": "ES256", "use": "sig", "kid": kid})


def _write_new_key(path: Path) -> None:
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was faster; its key counts
    finally:
        draft.unlink()


def _thumbprint(jwk: dict[str, str]) -> str:
    """The key's id by RFC 7638."""
    members = {name: jwk[name] for name in ("crv", "kty", "x", "y")}
    digest = hashlib.sha256(json.dumps(members, separators=(",", ":"), sort_keys=True).encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
