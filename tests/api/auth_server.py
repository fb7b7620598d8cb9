"""A real server with the account app under /auth/v1, on a free port, and the mails it would send."""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from api.auth import auth_app
from data import mail


class SignallingServer(uvicorn.Server):
    """Tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_listening.set()


def account_server(*more: Route) -> AbstractContextManager[str]:
    """The address of the server, as SUPABASE_URL would hold it. Routes given here come first."""
    return serving(Starlette(routes=[*more, Mount("/auth/v1", auth_app)]))


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app, log_level="warning", ws="none", lifespan="off")
        server = SignallingServer(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        assert server.is_listening.wait(20)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)


def mailed_links(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The links printed in the log so far, oldest first."""
    mail.send_later(lambda: None).result(20)  # one worker: when this is done, so is all before it
    texts = [record.getMessage() for record in caplog.records if record.name == "coach_k.mail"]
    assert all(record.levelno == logging.WARNING for record in caplog.records if record.name == "coach_k.mail")
    return [found.group() for text in texts if (found := re.search(r"https?://\S+", text))]


def token_of(link: str) -> str:
    found = re.search(r"token_hash=([\w-]+)", link)
    assert found
    return found.group(1)
