"""Password hashes."""

from __future__ import annotations

import pytest

from data.passwords import hash_password, is_password, is_too_short, is_unusable


def test_a_password_matches_its_own_hash_only() -> None:
    hashed = hash_password("correct horse battery")

    assert hashed.startswith("$2b$12$")
    assert is_password("correct horse battery", hashed)
    assert not is_password("correct horse batterz", hashed)


@pytest.mark.parametrize("hashed", [None, "", "not a hash"])
def test_without_a_usable_hash_nobody_gets_in(hashed: str | None) -> None:
    assert not is_password("nobody signs in with this", hashed)


@pytest.mark.parametrize(
    ("password", "too_short", "unusable"),
    [
        ("x" * 9, True, False),
        ("x" * 10, False, False),
        ("ü" * 5, False, False),
        ("x" * 72, False, False),
        ("x" * 73, False, True),
        ("ü" * 37, False, True),
        ("ten letters\x00", False, True),
    ],
)
def test_the_limits_are_ten_to_seventy_two_bytes(password: str, too_short: bool, unusable: bool) -> None:
    assert (is_too_short(password), is_unusable(password)) == (too_short, unusable)


@pytest.mark.parametrize("password", ["short", "x" * 73])
def test_what_cannot_be_checked_later_is_not_hashed(password: str) -> None:
    with pytest.raises(ValueError, match="10 to 72 bytes"):
        hash_password(password)
