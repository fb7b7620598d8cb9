"""Settings come from the environment, and mistakes in them are told at once."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from data.settings import Settings


def test_an_address_without_scheme_is_refused() -> None:
    with pytest.raises(ValidationError, match="whole address"):
        Settings(public_url="coach.example.org")


def test_links_lead_to_localhost_until_a_public_address_is_set() -> None:
    assert Settings(port=9000, public_url="").base_url == "http://localhost:9000"
    assert Settings(public_url="https://coach.example.org/").base_url == "https://coach.example.org"


def test_a_secret_is_made_once_and_only_the_owner_can_read_it(tmp_path: Path) -> None:
    first, second = (Settings(coach_home=tmp_path, secret_key="").secret for _ in range(2))

    assert first == second
    assert len(first) > 40
    assert stat.S_IMODE((tmp_path / "keys" / "secret").stat().st_mode) == 0o600


def test_a_port_outside_the_range_is_refused() -> None:
    with pytest.raises(ValidationError):
        Settings(port=70_000)
