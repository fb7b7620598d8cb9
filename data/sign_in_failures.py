"""The sign-in throttle: five failures within fifteen minutes, for each account and for each address."""

from __future__ import annotations

import hashlib
import ipaddress
from typing import NamedTuple

from data.db import Connection

LIMIT = 5
WINDOW_S = 15 * 60


class SignInAttempt(NamedTuple):
    """An attempt counts as a failure until it is taken back."""

    id: int
    account_hash: str


def insert_attempt(conn: Connection, email: str, address: str) -> SignInAttempt | None:
    """Count an attempt before its password is looked at; None when there were too many.

    A refused attempt is not counted, so nobody is locked out for longer than the window.
    """
    account_hash, network = hashlib.sha256(email.encode()).hexdigest(), _network(address)
    for key in sorted({f"account {account_hash}", f"address {network}"}):
        conn.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (key,))
    row = conn.execute(
        """
        with recent as (
            select account_hash, address from private.sign_in_failures
            where failed_at > now() - make_interval(secs => %(window_s)s)
            and (account_hash = %(account_hash)s or address = %(address)s)
        )
        insert into private.sign_in_failures (account_hash, address)
        select %(account_hash)s, %(address)s
        where (select count(*) from recent where account_hash = %(account_hash)s) < %(limit)s
        and (select count(*) from recent where address = %(address)s and address <> '') < %(limit)s
        returning id, account_hash
        """,
        {"account_hash": account_hash, "address": network, "window_s": WINDOW_S, "limit": LIMIT},
    ).fetchone()
    return SignInAttempt(**row) if row else None


def delete_attempt(conn: Connection, attempt: SignInAttempt) -> None:
    """The password was right: this attempt was none, and the account's earlier failures are forgotten."""
    conn.execute(
        "delete from private.sign_in_failures where id = %s or account_hash = %s",
        (attempt.id, attempt.account_hash),
    )


def delete_old_failures(conn: Connection) -> None:
    conn.execute(
        "delete from private.sign_in_failures where failed_at < now() - make_interval(secs => %s)", (WINDOW_S,)
    )


def _network(address: str) -> str:
    """One household: the IPv4 address, or the /64 of an IPv6 address. Empty when the address is unknown."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
