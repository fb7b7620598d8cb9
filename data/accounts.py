"""Local accounts: rows of auth.users and the one-time tokens of mailed links."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from psycopg.errors import UniqueViolation
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict

from data.db import Connection
from data.keys import token_hash

LinkType = Literal["signup", "recovery", "email_change"]


class Account(BaseModel):
    """One row of auth.users, as far as local accounts use it."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    email: str
    encrypted_password: str | None
    email_confirmed_at: datetime | None
    confirmation_sent_at: datetime | None
    recovery_sent_at: datetime | None
    email_change: str | None
    email_change_sent_at: datetime | None
    last_sign_in_at: datetime | None
    raw_app_meta_data: dict[str, Any] | None
    raw_user_meta_data: dict[str, Any] | None
    banned_until: datetime | None
    created_at: datetime | None
    updated_at: datetime | None


def insert_account(
    conn: Connection, email: str, hashed: str, metadata: Mapping[str, Any], *, is_confirmed: bool
) -> Account | None:
    """The new account, or None when the address has one already."""
    row = conn.execute(
        """
        insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at,
                                raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
        values (gen_random_uuid(), 'authenticated', 'authenticated', %(email)s, %(hashed)s,
                case when %(is_confirmed)s then now() end,
                '{"provider": "email", "providers": ["email"]}', %(metadata)s, now(), now())
        on conflict (email) where (is_sso_user = false) do nothing
        returning *
        """,
        {"email": email, "hashed": hashed, "is_confirmed": is_confirmed, "metadata": Jsonb(dict(metadata))},
    ).fetchone()
    return Account.model_validate(row) if row else None


def find_account(conn: Connection, email: str) -> Account | None:
    row = conn.execute(
        "select * from auth.users where email = %s and not is_sso_user and deleted_at is null", (email,)
    ).fetchone()
    return Account.model_validate(row) if row else None


def find_account_by_id(conn: Connection, user_id: UUID) -> Account | None:
    row = conn.execute("select * from auth.users where id = %s and deleted_at is null", (user_id,)).fetchone()
    return Account.model_validate(row) if row else None


def update_signed_in(conn: Connection, user_id: UUID) -> Account:
    row = conn.execute(
        "update auth.users set last_sign_in_at = now(), updated_at = now() where id = %s returning *", (user_id,)
    ).fetchone()
    return Account.model_validate(row)


def update_password(conn: Connection, user_id: UUID, hashed: str) -> None:
    conn.execute(
        "update auth.users set encrypted_password = %s, updated_at = now() where id = %s",
        (hashed, user_id),
    )


def update_metadata(conn: Connection, user_id: UUID, metadata: Mapping[str, Any]) -> None:
    conn.execute(
        "update auth.users set raw_user_meta_data = %s, updated_at = now() where id = %s",
        (Jsonb(dict(metadata)), user_id),
    )


def update_confirmed(conn: Connection, user_id: UUID) -> None:
    conn.execute(
        "update auth.users set email_confirmed_at = coalesce(email_confirmed_at, now()), updated_at = now()"
        " where id = %s",
        (user_id,),
    )


def update_email(conn: Connection, user_id: UUID, email: str) -> bool:
    """False when another account has the address."""
    try:
        with conn.transaction():
            conn.execute(
                "update auth.users set email = %s, email_change = null, updated_at = now() where id = %s",
                (email, user_id),
            )
    except UniqueViolation:
        return False
    conn.execute("update private.browser_sessions set email = %s where user_id = %s", (email, user_id))
    return True


def update_email_change(conn: Connection, user_id: UUID, email: str) -> None:
    """Remember the address an account wants, until its link is opened."""
    conn.execute("update auth.users set email_change = %s, updated_at = now() where id = %s", (email, user_id))


def upsert_link(conn: Connection, user_id: UUID, link_type: LinkType, token: str, lifetime: timedelta) -> None:
    """Keep the hash of a mailed token; an older link of the same type stops working."""
    conn.execute(
        """
        insert into auth.one_time_tokens (token_hash, user_id, token_type, expires_at)
        values (%(token_hash)s, %(user_id)s, %(link_type)s, now() + %(lifetime)s)
        on conflict (user_id, token_type) do update
            set token_hash = excluded.token_hash, created_at = now(), expires_at = excluded.expires_at
        """,
        {"token_hash": token_hash(token), "user_id": user_id, "link_type": link_type, "lifetime": lifetime},
    )
    conn.execute(
        """
        update auth.users set
            confirmation_sent_at = case when %(link_type)s = 'signup' then now() else confirmation_sent_at end,
            recovery_sent_at = case when %(link_type)s = 'recovery' then now() else recovery_sent_at end,
            email_change_sent_at = case when %(link_type)s = 'email_change' then now() else email_change_sent_at end
        where id = %(user_id)s
        """,
        {"user_id": user_id, "link_type": link_type},
    )


def is_link_recent(conn: Connection, user_id: UUID, link_type: LinkType, within: timedelta) -> bool:
    row = conn.execute(
        "select 1 from auth.one_time_tokens where user_id = %s and token_type = %s and created_at > now() - %s",
        (user_id, link_type, within),
    ).fetchone()
    return row is not None


def take_link(conn: Connection, link_type: LinkType, token: str) -> UUID | None:
    """Whose link it is; it is gone afterwards. None when it is unknown, used or expired."""
    row = conn.execute(
        """
        delete from auth.one_time_tokens where token_hash = %s and token_type = %s
        returning user_id, expires_at > now() as is_valid
        """,
        (token_hash(token), link_type),
    ).fetchone()
    return row["user_id"] if row and row["is_valid"] else None


def delete_links(conn: Connection, user_id: UUID) -> None:
    conn.execute("delete from auth.one_time_tokens where user_id = %s", (user_id,))
