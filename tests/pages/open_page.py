"""Opens a page through the shell as a signed-in athlete, with a real session row."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.db import User
from data.sessions import NewSession, start_session

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"


def open_page(user: User, page: str, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """The page after its first run; `page` is the folder's name. Cookies cannot be set in AppTest."""
    token = start_session(NewSession(user, None, ""))
    monkeypatch.setattr("pages.session.session_token", lambda: token)
    shell = AppTest.from_file(SHELL, default_timeout=20)
    shell.run()
    for name, value in query.items():
        shell.query_params[name] = value
    return shell.switch_page(f"{page}/page.py").run()


def texts(page: AppTest) -> str:
    """Everything a reader sees as text."""
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.info, page.error, page.warning, page.success)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def links(page: AppTest) -> list[str]:
    return [str(link.proto.label) for link in page.get("page_link")]
