"""Sharing with a coach: invite, accept, choose what is shared, end it; and the coach's roster."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Hashable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from coach.engines.roster import AthleteState, LoadTrend, days_to_race, flags, load_trend
from data import db, shared_athletes
from data.coach_access import (
    CoachGrant,
    Invitation,
    InvitationEntry,
    Outcome,
    Scope,
    SharedAthlete,
    SharedScopes,
    accept_invitation,
    delete_invitation,
    delete_old_invitations,
    end_coaching,
    find_athlete,
    find_grant,
    insert_invitation,
    revoke_grant,
    update_grant,
)
from data.db import User
from data.errors import Rejected, Unavailable
from data.mail import Mail, send_later
from data.profiles import known_zones
from data.settings import settings

# Without letters and digits that are taken for each other; 31^12 codes are too many to try.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH, GROUP = 12, 4
REFUSALS: dict[Outcome, str] = {
    "unknown": "This code is not valid. It works once and for seven days: ask for a new one.",
    "other_address": "This invitation is for another e-mail address. Sign in with that one, or ask for a new code.",
    "own": "This is your own code. Give it to your coach.",
}
THROTTLED = "Too many wrong codes. Wait 15 minutes, then try again."


class NewInvitation(NamedTuple):
    """The only moment the code is known: we keep its hash."""

    invitation: Invitation
    code: str
    link: str
    is_mailed: bool


class RosterRow(NamedTuple):
    """One athlete of a coach; None for what is unknown or not shared."""

    athlete_id: UUID
    name: str
    scopes: tuple[Scope, ...]
    last_session_on: date | None
    last_session_title: str | None
    sessions_7d: int | None
    unrated_28d: int | None
    trend: LoadTrend | None
    race_date: date | None
    days_to_race: int | None
    flags: tuple[str, ...]


def invite_coach(user: User, entry: InvitationEntry) -> NewInvitation:
    """A fresh code for a coach, mailed when an address is given and mail is set up.

    Raises:
        Rejected: there were too many today, or the address is the athlete's own.
    """
    if entry.email == user.email.lower():
        raise Rejected("This is your own address. Give the one of your coach.", field="email")
    code = fresh_code()
    with db.write_as(user) as conn:
        delete_old_invitations(conn)
        invitation = insert_invitation(conn, entry, code_hash(code))
    link = f"{settings().base_url}/athletes?code={code}"
    is_mailed = bool(entry.email and settings().smtp_url)
    if entry.email and is_mailed:
        mail = Mail(entry.email, "An athlete invites you to coach on Coach K", _mail_text(code), link)
        send_later(lambda: mail)
    return NewInvitation(invitation, code, link, is_mailed)


def withdraw_invitation(user: User, invitation_id: UUID) -> None:
    with db.write_as(user) as conn:
        delete_invitation(conn, invitation_id)


def accept_code(user: User, code: str) -> SharedAthlete:
    """Become the coach of whoever made this code.

    Raises:
        Rejected: the code is wrong, used, expired, for somebody else, or the coach's own.
        Unavailable: too many wrong ones.
    """
    with db.write_as(user) as conn:
        acceptance = accept_invitation(conn, code_hash(code))
    if acceptance.outcome == "throttled":
        raise Unavailable(THROTTLED)
    if acceptance.athlete_id is None:
        raise Rejected(REFUSALS[acceptance.outcome], field="code")
    return find_athlete(user, acceptance.athlete_id)


def change_scopes(user: User, grant_id: UUID, shared: SharedScopes, expected: datetime | None = None) -> CoachGrant:
    """What this coach sees from now on.

    Raises:
        Stale: it was changed since `expected`.
    """
    with db.write_as(user) as conn:
        update_grant(conn, grant_id, shared.scopes, expected)
        return find_grant(conn, grant_id)


def revoke_access(user: User, grant_id: UUID) -> None:
    """From this moment the coach sees nothing any more."""
    with db.write_as(user) as conn:
        revoke_grant(conn, grant_id)


def stop_coaching(user: User, athlete_id: UUID) -> None:
    with db.write_as(user) as conn:
        end_coaching(conn, athlete_id)


def roster(user: User) -> list[RosterRow]:
    """The athletes of this coach in one query, those with something to look at first."""
    rows = shared_athletes.roster(user, datetime.now(UTC).date()).to_dict("records")
    return sorted((_roster_row(row) for row in rows), key=lambda row: (-len(row.flags), row.name.lower()))


def read_athlete(user: User, athlete_id: UUID) -> SharedAthlete:
    """An athlete who shares something with this coach, as of now."""
    return find_athlete(user, athlete_id)


def fresh_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, CODE_LENGTH, GROUP))


def code_hash(code: str) -> str:
    """What is kept of a code, however it was typed.

    >>> code_hash("abcd efgh jkmn") == code_hash("ABCD-EFGH-JKMN")
    True
    """
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def _roster_row(row: dict[Hashable, Any]) -> RosterRow:
    known: dict[str, Any] = {str(name): None if _is_missing(value) else value for name, value in row.items()}
    state = AthleteState(
        today=_today(known["time_zone"]),
        shares_training="training" in known["scopes"],
        **{name: known[name] for name in AthleteState._fields if name in known},
    )
    return RosterRow(
        athlete_id=known["athlete_id"],
        name=known["display_name"] or "Athlete without a name",
        scopes=tuple(known["scopes"]),
        last_session_on=known["last_session_on"],
        last_session_title=known["last_session_title"],
        sessions_7d=known["sessions_7d"],
        unrated_28d=known["unrated_28d"],
        trend=load_trend(state),
        race_date=known["race_date"],
        days_to_race=days_to_race(state),
        flags=tuple(flags(state)),
    )


def _is_missing(value: Any) -> bool:
    return value is None or (not isinstance(value, list) and value != value) or str(value) == "<NA>"


def _today(time_zone: str) -> date:
    """Where the athlete is."""
    return datetime.now(ZoneInfo(time_zone) if time_zone in known_zones() else UTC).date()


def _mail_text(code: str) -> str:
    return (
        "Somebody who trains with Coach K would like to share training and races with you."
        f" Open this link within seven days, or type the code {code} on the page Athletes:"
    )
