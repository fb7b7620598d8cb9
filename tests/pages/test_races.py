"""My races: list, form, import, analysis, delete."""

from __future__ import annotations

import pytest

from data.db import User
from tests.pages.open_page import links, open_page, texts


def test_without_races_the_page_says_what_to_do(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(user, "races", monkeypatch)

    assert not page.exception
    assert "See where your minutes are" in texts(page)
    assert {"Type a race", "From a file", "Whole event"} <= set(links(page))
