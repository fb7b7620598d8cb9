"""Mail: through SMTP when a server is set, else the link is printed in the log."""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from data.settings import settings

TIMEOUT_S = 20

log = logging.getLogger("coach_k.mail")


class Mail(NamedTuple):
    to: str
    subject: str
    text: str
    link: str


_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def send_later(prepare: Callable[[], Mail | None]) -> Future[None]:
    """Prepare and send beside the answer: how long that takes would tell whether an address is known here."""
    return _worker.submit(_send_prepared, prepare)


def _send_prepared(prepare: Callable[[], Mail | None]) -> None:
    try:
        if mail := prepare():
            send(mail)
    except Exception as failure:
        # The type only: the text of a database error may repeat an address.
        log.error("A mail could not be prepared: %s.", type(failure).__name__)


def send(mail: Mail) -> None:
    """Deliver one mail. A failure is logged without its address or link: the person simply asks again."""
    if not settings().smtp_url:
        # Documented exception: without a mail server the operator hands the link on.
        log.warning("No mail server is set (SMTP_URL). %s for %s: %s", mail.subject, mail.to, mail.link)
        return
    try:
        _deliver(mail)
    except (OSError, smtplib.SMTPException, ValueError) as failure:
        log.error("A mail could not be sent: %s. Check SMTP_URL.", type(failure).__name__)


def _deliver(mail: Mail) -> None:
    message = EmailMessage()
    message["From"] = settings().mail_from
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message.set_content(f"{mail.text}\n\n{mail.link}\n\nIf this was not you, ignore this mail.\n")
    with _connection() as server:
        server.send_message(message)


def _connection() -> smtplib.SMTP:
    url = urlsplit(settings().smtp_url)
    host = url.hostname or "localhost"
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, url.port or 465, timeout=TIMEOUT_S, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, url.port or 587, timeout=TIMEOUT_S)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif url.username:
            server.close()
            raise smtplib.SMTPNotSupportedError("the server offers no encryption; use smtps://")
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server
