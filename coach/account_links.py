"""Links by mail: confirm an address, reset a password. Each works once and for a limited time."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal
from urllib.parse import urlencode

from coach.account_sessions import AccountRefused, Session, Visitor, open_session
from data import db
from data.accounts import (
    Account,
    LinkType,
    find_account,
    find_account_by_id,
    is_link_recent,
    take_link,
    update_confirmed,
    update_email,
    upsert_link,
)
from data.db import Connection
from data.keys import fresh_token
from data.mail import Mail
from data.settings import settings

LIFETIMES: dict[LinkType, timedelta] = {
    "signup": timedelta(days=1),
    "recovery": timedelta(hours=1),
    "email_change": timedelta(days=1),
}
MAIL_PAUSE = timedelta(seconds=60)

SUBJECTS: dict[LinkType, str] = {
    "signup": "Confirm your address for Coach K",
    "recovery": "Set a new password for Coach K",
    "email_change": "Confirm your new address for Coach K",
}
TEXTS: dict[LinkType, str] = {
    "signup": "Open this link within a day to confirm your address and start training:",
    "recovery": "Open this link within an hour to set a new password:",
    "email_change": "Open this link within a day to use this address from now on:",
}


def new_link(conn: Connection, account: Account, link_type: LinkType, to: str | None = None) -> Mail | None:
    """The mail with a fresh link, or None within a minute of the last one: nobody's mailbox is flooded."""
    if is_link_recent(conn, account.id, link_type, MAIL_PAUSE):
        return None
    token = fresh_token()
    upsert_link(conn, account.id, link_type, token, LIFETIMES[link_type])
    query = urlencode({"token_hash": token, "type": link_type})
    link = f"{settings().base_url}/auth/confirm?{query}"
    return Mail(to or account.email, SUBJECTS[link_type], TEXTS[link_type], link)


def recover(email: str) -> Mail | None:
    """The mail to send. The caller answers the same whether there is one or not."""
    with db.as_service() as conn:
        account = find_account(conn, email)
        return new_link(conn, account, "recovery") if account else None


def resend(email: str, link_type: Literal["signup", "email_change"]) -> Mail | None:
    """A second confirmation mail, when one is still due."""
    with db.as_service() as conn:
        account = find_account(conn, email)
        if account is None:
            return None
        if link_type == "signup":
            return new_link(conn, account, "signup") if account.email_confirmed_at is None else None
        return new_link(conn, account, "email_change", account.email_change) if account.email_change else None


def verify_link(link_type: LinkType, token: str, visitor: Visitor, email: str | None = None) -> Session:
    """Sign in with a mailed token. Unknown, used and expired ones are refused alike."""
    with db.as_service() as conn:
        user_id = take_link(conn, link_type, token)
        account = find_account_by_id(conn, user_id) if user_id else None
        if account is None or email not in (None, account.email, account.email_change):
            raise AccountRefused("otp_expired", "Email link is invalid or has expired")
        if link_type == "email_change":
            _change_email(conn, account)
        else:
            # Whoever opened the link reads that mailbox, by whichever link.
            update_confirmed(conn, account.id)
        return open_session(conn, account, visitor, "otp")


def _change_email(conn: Connection, account: Account) -> None:
    if not account.email_change:
        raise AccountRefused("otp_expired", "Email link is invalid or has expired")
    if not update_email(conn, account.id, account.email_change):
        raise AccountRefused("email_exists", "A user with this email address has already been registered")
