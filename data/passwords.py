"""Password hashes: bcrypt, cost 12, through streamlit-authenticator's `Hasher`.

Hashing takes a quarter of a second on purpose: call it in a worker thread, never on the event loop or in a page.
"""

from __future__ import annotations

from functools import cache
from typing import Any

MIN_BYTES = 10
MAX_BYTES = 72  # bcrypt reads no more


def is_too_short(password: str) -> bool:
    return len(password.encode()) < MIN_BYTES


def is_unusable(password: str) -> bool:
    """True for what bcrypt cannot take: over 72 bytes, or a zero character."""
    return len(password.encode()) > MAX_BYTES or "\x00" in password


def hash_password(password: str) -> str:
    if is_too_short(password) or is_unusable(password):
        raise ValueError(f"a password has {MIN_BYTES} to {MAX_BYTES} bytes")
    return str(_hasher().hash(password))


def is_password(password: str, hashed: str | None) -> bool:
    """Whether the password belongs to the hash. Without a hash: the same time, then False."""
    if is_unusable(password):
        return False
    try:
        matches = bool(_hasher().check_pw(password, hashed or _hash_of_nobody()))
    except ValueError:  # not a bcrypt hash
        return False
    return matches and bool(hashed)


@cache
def _hash_of_nobody() -> str:
    return hash_password("nobody signs in with this")


@cache
def _hasher() -> Any:
    # Imported late: it brings Streamlit along, which takes 0.4 s.
    from streamlit_authenticator import Hasher

    return Hasher
