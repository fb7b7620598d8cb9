"""Sessions of local accounts: opened by a proof of identity, renewed by refresh tokens, ended by signing out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from data import db
from data.accounts import Account, find_account_by_id, update_signed_in
from data.auth_sessions import (
    RefreshToken,
    Scope,
    delete_sessions,
    insert_refresh_token,
    insert_session,
    is_live,
    is_unused,
    lock_refresh_token,
    update_revoked,
    update_used,
)
from data.db import Connection
from data.errors import Rejected
from data.keys import fresh_token, next_refresh_token
from data.tokens import InvalidToken, Subject, sign_access_token, verify_access_token

AccountCode = Literal[
    "bad_json",
    "bad_jwt",
    "anonymous_provider_disabled",
    "email_exists",
    "email_not_confirmed",
    "flow_state_not_found",
    "invalid_credentials",
    "no_authorization",
    "not_admin",
    "otp_expired",
    "over_request_rate_limit",
    "phone_provider_disabled",
    "refresh_token_already_used",
    "refresh_token_not_found",
    "same_password",
    "session_expired",
    "session_not_found",
    "user_already_exists",
    "user_banned",
    "validation_failed",
    "weak_password",
]


class AccountRefused(Rejected):
    """A sign-up, sign-in or change that cannot be; `code` is Supabase Auth's word for the reason."""

    def __init__(self, code: AccountCode, text: str) -> None:
        super().__init__(text)
        self.code: AccountCode = code


class Visitor(NamedTuple):
    """Where a request comes from."""

    address: str = ""
    user_agent: str = ""


class Session(NamedTuple):
    account: Account
    access_token: str
    expires_at: int
    refresh_token: str


class CurrentAccount(NamedTuple):
    """The account a bearer token stands for, and the session it belongs to."""

    account: Account
    session_id: UUID


def open_session(conn: Connection, account: Account, visitor: Visitor, method: str) -> Session:
    refuse_banned(account)
    session_id = insert_session(conn, account.id, visitor.user_agent[:300], visitor.address)
    refresh_token = fresh_token()
    insert_refresh_token(conn, session_id, refresh_token)
    return _session(update_signed_in(conn, account.id), session_id, refresh_token, method)


def refresh_session(refresh_token: str) -> Session:
    """A new access and refresh token for a refresh token, which is then used up.

    A client that lost the answer may ask once more within seconds. Any later reuse means that two parties hold the
    token, so the whole session is revoked.
    """
    with db.as_service() as conn:
        presented = lock_refresh_token(conn, refresh_token)
        if presented is None:
            raise AccountRefused("refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found")
        refuse_dead(presented)
        account = find_account_by_id(conn, presented.user_id)
        if account is None:
            raise AccountRefused("session_not_found", "The session's account is gone.")
        refuse_banned(account)
        successor = next_refresh_token(refresh_token)
        if not presented.is_used:
            update_used(conn, presented)
            insert_refresh_token(conn, presented.session_id, successor)
            return _session(account, presented.session_id, successor, "token_refresh")
        if presented.is_just_used and is_unused(conn, presented.session_id, successor):
            return _session(account, presented.session_id, successor, "token_refresh")
        update_revoked(conn, presented.session_id)
    # Raised out here: inside, the revocation would be rolled back.
    raise AccountRefused("refresh_token_already_used", "Invalid Refresh Token: Already Used")


def current_account(access_token: str) -> CurrentAccount:
    """Who the token belongs to, asked of the database: a signed-out token is refused at once."""
    try:
        claims = verify_access_token(access_token)
    except InvalidToken as invalid:
        raise AccountRefused("bad_jwt", str(invalid)) from invalid
    with db.as_service() as conn:
        account = find_account_by_id(conn, claims.user_id)
        if claims.session_id is None or account is None or not is_live(conn, claims.session_id, account.id):
            raise AccountRefused("session_not_found", "Session from session_id claim in JWT does not exist")
    return CurrentAccount(account, claims.session_id)


def sign_out(current: CurrentAccount, scope: Scope) -> None:
    with db.as_service() as conn:
        delete_sessions(conn, current.account.id, current.session_id, scope)


def refuse_banned(account: Account) -> None:
    if account.banned_until is not None and account.banned_until > datetime.now(UTC):
        raise AccountRefused("user_banned", "User is banned")


def refuse_dead(presented: RefreshToken) -> None:
    if presented.is_revoked:
        raise AccountRefused("refresh_token_already_used", "Invalid Refresh Token: Already Used")
    if presented.is_expired:
        raise AccountRefused("session_expired", "Invalid Refresh Token: Session Expired")


def _session(account: Account, session_id: UUID, refresh_token: str, method: str) -> Session:
    token = sign_access_token(
        Subject(
            user_id=account.id,
            email=account.email,
            session_id=session_id,
            method=method,
            app_metadata=account.raw_app_meta_data or {},
            user_metadata=account.raw_user_meta_data or {},
        )
    )
    return Session(account, token.text, token.expires_at, refresh_token)
