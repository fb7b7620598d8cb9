"""Bodies of `/auth/v1`: what clients send and what they get, in the shapes of Supabase Auth."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from coach.account_sessions import Session
from coach.accounts import SignedUp
from data.accounts import Account
from data.tokens import LIFETIME_S


class Body(BaseModel):
    """Unknown members are ignored, as Supabase Auth does."""

    model_config = ConfigDict(frozen=True)


class SignUpBody(Body):
    email: str | None = None
    phone: str | None = None
    password: str | None = None
    data: dict[str, Any] | None = None


class TokenBody(Body):
    email: str | None = None
    phone: str | None = None
    password: str | None = None
    refresh_token: str | None = None


class RecoverBody(Body):
    email: str


class ResendBody(Body):
    type: Literal["signup", "email_change", "sms", "phone_change"]
    email: str | None = None


class VerifyBody(Body):
    type: str
    token: str | None = None
    token_hash: str | None = None
    email: str | None = None


class UserBody(Body):
    email: str | None = None
    phone: str | None = None
    password: str | None = None
    data: dict[str, Any] | None = None
    app_metadata: dict[str, Any] | None = None


class IdentityOut(BaseModel):
    identity_id: UUID
    id: UUID
    user_id: UUID
    identity_data: dict[str, Any]
    provider: str
    last_sign_in_at: datetime | None
    created_at: datetime | None
    updated_at: datetime | None
    email: str


class UserOut(BaseModel):
    id: UUID
    aud: str = "authenticated"
    role: str = "authenticated"
    email: str
    phone: str = ""
    email_confirmed_at: datetime | None
    confirmed_at: datetime | None
    confirmation_sent_at: datetime | None
    recovery_sent_at: datetime | None
    new_email: str | None
    email_change_sent_at: datetime | None
    last_sign_in_at: datetime | None
    app_metadata: dict[str, Any]
    user_metadata: dict[str, Any]
    identities: list[IdentityOut]
    created_at: datetime | None
    updated_at: datetime | None
    is_anonymous: bool = False


class SessionOut(BaseModel):
    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the name of a scheme
    expires_in: int = LIFETIME_S
    expires_at: int
    refresh_token: str
    user: UserOut


def user_out(account: Account, *, is_invented: bool = False) -> UserOut:
    """An account as clients see it. An invented one has no identities: that is the contract's sign."""
    return UserOut(
        id=account.id,
        email=account.email,
        email_confirmed_at=account.email_confirmed_at,
        confirmed_at=account.email_confirmed_at,
        confirmation_sent_at=account.confirmation_sent_at,
        recovery_sent_at=account.recovery_sent_at,
        new_email=account.email_change or None,
        email_change_sent_at=account.email_change_sent_at,
        last_sign_in_at=account.last_sign_in_at,
        app_metadata=account.raw_app_meta_data or {},
        user_metadata=account.raw_user_meta_data or {},
        identities=[] if is_invented else [_identity(account)],
        created_at=account.created_at,
        updated_at=account.updated_at,
    )


def session_out(session: Session) -> SessionOut:
    return SessionOut(
        access_token=session.access_token,
        expires_at=session.expires_at,
        refresh_token=session.refresh_token,
        user=user_out(session.account),
    )


def signed_up_out(signed_up: SignedUp) -> dict[str, Any]:
    """A session, or the user alone while the address waits for confirmation.

    The contract says "one of" two shapes whose members are all optional. The null says which of the two it is not.
    """
    if signed_up.session:
        session = session_out(signed_up.session).model_dump(mode="json", exclude_none=True)
        return {**session, "confirmation_sent_at": None}
    user = user_out(signed_up.account, is_invented=signed_up.is_invented).model_dump(mode="json", exclude_none=True)
    return {**user, "expires_at": None}


def _identity(account: Account) -> IdentityOut:
    return IdentityOut(
        identity_id=account.id,
        id=account.id,
        user_id=account.id,
        identity_data={
            "sub": str(account.id),
            "email": account.email,
            "email_verified": account.email_confirmed_at is not None,
            "phone_verified": False,
        },
        provider="email",
        last_sign_in_at=account.last_sign_in_at,
        created_at=account.created_at,
        updated_at=account.updated_at,
        email=account.email,
    )
