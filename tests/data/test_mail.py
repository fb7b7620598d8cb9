"""Mail through a real SMTP conversation."""

from __future__ import annotations

import email
import email.policy
import logging
import socketserver
import threading
from collections.abc import Iterator

import pytest

from data.mail import Mail, send
from data.settings import settings

MAIL = Mail(
    "athlete@example.org", "Set a new password", "Open this link:", "http://localhost/auth/confirm?token_hash=x"
)


class Mailbox(socketserver.ThreadingTCPServer):
    """Takes one mail after the other and keeps them."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mails: list[str] = []


class Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.answer("220 ready")
        while line := self.rfile.readline().decode().strip():
            command = line.upper()
            if command == "DATA":
                self.answer("354 go on")
                self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
            self.answer("221 bye" if command == "QUIT" else "250 fine")

    def answer(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with Mailbox() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{server.server_address[1]}")
        monkeypatch.setenv("MAIL_FROM", "coach@example.org")
        settings.cache_clear()
        yield server
        server.shutdown()
        thread.join()
    settings.cache_clear()


def test_a_mail_arrives_with_its_link(mailbox: Mailbox, caplog: pytest.LogCaptureFixture) -> None:
    send(MAIL)

    message = email.message_from_string(mailbox.mails[0], policy=email.policy.default)
    assert (message["To"], message["From"]) == (MAIL.to, "coach@example.org")
    assert message["Subject"] == MAIL.subject
    assert MAIL.link in mailbox.mails[0]
    assert MAIL.link not in caplog.text


def test_a_failure_is_logged_without_address_and_link(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SMTP_URL", f"smtp://user:secret@127.0.0.1:{mailbox.server_address[1]}")
    settings.cache_clear()

    send(MAIL)

    assert mailbox.mails == [], "a password is never sent unencrypted"
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert not {MAIL.to, MAIL.link, "secret"} & set(caplog.text.split())


def test_without_a_server_the_link_is_printed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SMTP_URL", "")
    settings.cache_clear()

    send(MAIL)

    assert MAIL.link in caplog.text
