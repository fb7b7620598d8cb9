"""Local accounts: sign up, sign in, change. The words and codes are those of Supabase Auth."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from coach.account_links import new_link
from coach.account_sessions import AccountRefused, CurrentAccount, Session, Visitor, open_session, refuse_banned
from data import db
from data.accounts import (
    Account,
    delete_links,
    find_account,
    find_account_by_id,
    insert_account,
    update_email,
    update_email_change,
    update_metadata,
    update_password,
)
from data.auth_sessions import delete_sessions
from data.db import Connection
from data.mail import Mail
from data.passwords import MAX_BYTES, MIN_BYTES, hash_password, is_password, is_too_short, is_unusable
from data.sessions import delete_browser_sessions
from data.settings import settings
from data.sign_in_failures import delete_attempt, delete_old_failures, insert_attempt

# Looser than mail standards where self-hosters need it (coach@gym.local), strict about what could split a header.
EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(\.[\w-]+)*")
EMAIL_MAX_LENGTH = 254
METADATA_MAX_BYTES = 8_000  # it travels in every access token


class SignedUp(NamedTuple):
    """Without a session the address has to be confirmed first."""

    account: Account
    session: Session | None
    mail: Mail | None
    is_invented: bool


class Change(NamedTuple):
    """What an athlete wants changed; None stays as it is."""

    email: str | None = None
    password: str | None = None
    metadata: Mapping[str, Any] | None = None


class Changed(NamedTuple):
    account: Account
    mail: Mail | None


def sign_up(email: str, password: str, metadata: Mapping[str, Any], visitor: Visitor) -> SignedUp:
    """Create an account. With confirmation on, a known address gets an invented answer: nobody learns who is here."""
    email, hashed = normal_email(email), hash_password(usable_password(password))
    is_confirmed = not settings().confirm_email
    with db.as_service() as conn:
        account = insert_account(conn, email, hashed, usable_metadata(metadata), is_confirmed=is_confirmed)
        if account is None:
            return _known_address(conn, email, metadata)
        if is_confirmed:
            session = open_session(conn, account, visitor, "password")
            return SignedUp(session.account, session, None, is_invented=False)
        mail = new_link(conn, account, "signup")
        account = find_account_by_id(conn, account.id) or account
        return SignedUp(account, None, mail, is_invented=False)


def sign_in(email: str, password: str, visitor: Visitor) -> Session:
    """Open a session. An unknown address takes as long as a wrong password and gets the same answer."""
    account = proven_account(email, password, visitor)
    refuse_banned(account)
    if account.email_confirmed_at is None:
        raise AccountRefused("email_not_confirmed", "Email not confirmed")
    with db.as_service() as conn:
        return open_session(conn, account, visitor, "password")


def proven_account(email: str, password: str, visitor: Visitor) -> Account:
    """The account this password belongs to; wrong ones count, and too many are refused for a while."""
    with db.as_service() as conn:
        delete_old_failures(conn)
        attempt = insert_attempt(conn, email.strip().lower(), visitor.address)
        account = find_account(conn, email.strip().lower())
    if attempt is None:
        raise AccountRefused("over_request_rate_limit", "Too many failed sign-ins. Wait 15 minutes, then try again.")
    # Between two transactions: the hash takes a quarter of a second, and no connection waits for it.
    is_right = is_password(password, account.encrypted_password if account else None)
    if account is None or not is_right:
        raise AccountRefused("invalid_credentials", "Invalid login credentials")
    with db.as_service() as conn:
        delete_attempt(conn, attempt)
    return account


def change_account(current: CurrentAccount, change: Change) -> Changed:
    """Change address, password or metadata. A new password ends every other session, and every browser's."""
    account, mail = current.account, None
    hashed = _new_hash(account, change.password) if change.password is not None else None
    with db.as_service() as conn:
        if change.metadata is not None:
            merged = {**(account.raw_user_meta_data or {}), **change.metadata}
            update_metadata(conn, account.id, usable_metadata(merged))
        if hashed is not None:
            update_password(conn, account.id, hashed)
            delete_sessions(conn, account.id, current.session_id, "others")
            delete_browser_sessions(conn, account.id)
            delete_links(conn, account.id)
        if change.email is not None and normal_email(change.email) != account.email:
            mail = _change_email(conn, account, normal_email(change.email))
        return Changed(find_account_by_id(conn, account.id) or account, mail)


def normal_email(text: str) -> str:
    email = text.strip().lower()
    if len(email) > EMAIL_MAX_LENGTH or not EMAIL.fullmatch(email):
        raise AccountRefused("validation_failed", "Unable to validate email address: invalid format")
    return email


def usable_password(password: str) -> str:
    if is_unusable(password):
        raise AccountRefused("validation_failed", f"Password cannot be longer than {MAX_BYTES} bytes")
    if is_too_short(password):
        raise AccountRefused("weak_password", f"Password should be at least {MIN_BYTES} characters.")
    return password


def usable_metadata(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same, when Postgres can keep it: no NaN, no zero characters, no broken Unicode, not too long."""
    try:
        text = json.dumps(metadata, allow_nan=False)
        json.dumps(metadata, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as wrong:
        raise AccountRefused("validation_failed", "data must be plain JSON") from wrong
    if "\\u0000" in text or len(text) > METADATA_MAX_BYTES:
        raise AccountRefused("validation_failed", f"data must be under {METADATA_MAX_BYTES} bytes of plain JSON")
    return metadata


def _known_address(conn: Connection, email: str, metadata: Mapping[str, Any]) -> SignedUp:
    if not settings().confirm_email:
        raise AccountRefused("user_already_exists", "User already registered")
    account = find_account(conn, email)
    if account is not None and account.email_confirmed_at is None:
        mail = new_link(conn, account, "signup")
        return SignedUp(find_account_by_id(conn, account.id) or account, None, mail, is_invented=False)
    return SignedUp(_invented_account(email, metadata), None, None, is_invented=True)


def _invented_account(email: str, metadata: Mapping[str, Any]) -> Account:
    now = datetime.now(UTC)
    return Account(
        id=uuid4(),
        email=email,
        encrypted_password=None,
        email_confirmed_at=None,
        confirmation_sent_at=now,
        recovery_sent_at=None,
        email_change=None,
        email_change_sent_at=None,
        last_sign_in_at=None,
        raw_app_meta_data={"provider": "email", "providers": ["email"]},
        raw_user_meta_data=dict(metadata),
        banned_until=None,
        created_at=now,
        updated_at=now,
    )


def _new_hash(account: Account, password: str) -> str:
    if is_password(usable_password(password), account.encrypted_password):
        raise AccountRefused("same_password", "New password should be different from the old password.")
    return hash_password(password)


def _change_email(conn: Connection, account: Account, email: str) -> Mail | None:
    if find_account(conn, email) is not None:
        raise AccountRefused("email_exists", "A user with this email address has already been registered")
    if settings().confirm_email:
        update_email_change(conn, account.id, email)
        return new_link(conn, account, "email_change", email)
    if not update_email(conn, account.id, email):
        raise AccountRefused("email_exists", "A user with this email address has already been registered")
    return None
