"""Who may read whose rows: invitations of athletes, and the grants they lead to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Literal, LiteralString, NamedTuple, TypeVar, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from data import cache, db
from data.cache import Revision
from data.db import Connection, User
from data.errors import NotFound, Rejected, Stale
from data.profiles import my_athlete_id

Scope = Literal["races", "training", "body", "profile"]
Outcome = Literal["accepted", "unknown", "throttled", "own", "other_address"]
T = TypeVar("T")

SCOPES: tuple[Scope, ...] = get_args(Scope)
INVITATIONS_A_DAY, MAILS_A_DAY = 20, 5
GONE = "This athlete is not there, or does not share anything with you any more."

Scopes = Annotated[tuple[Scope, ...], Field(min_length=1, max_length=8)]
Address = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        to_lower=True,
        max_length=254,
        pattern=r"^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(\.[\w-]+)*$",
    ),
]


class SharedScopes(BaseModel):
    """What an athlete lets a coach see."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scopes: Scopes = ("races", "training")

    @field_validator("scopes")
    @classmethod
    def each_once(cls, scopes: tuple[Scope, ...]) -> tuple[Scope, ...]:
        return tuple(scope for scope in SCOPES if scope in scopes)


class InvitationEntry(SharedScopes):
    """An invitation; with an address only the account of that address can accept it."""

    email: Address | None = None


class Invitation(BaseModel):
    """An invitation that nobody has accepted yet. Its code is known to whoever was told it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    email: str | None
    scopes: tuple[Scope, ...]
    expires_at: datetime
    created_at: datetime


class CoachGrant(BaseModel):
    """A coach who may see, or until `revoked_at` could see, rows of the athlete."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    athlete_id: UUID
    coach_user_id: UUID
    coach_name: str | None
    coach_email: str
    scopes: tuple[Scope, ...]
    accepted_at: datetime
    revoked_at: datetime | None
    updated_at: datetime


class SharedAthlete(BaseModel):
    """An athlete as a coach may see them; what is not shared is None."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    athlete_id: UUID
    revision: int
    display_name: str | None
    scopes: tuple[Scope, ...]
    granted_at: datetime
    time_zone: str
    race_date: date | None
    goal_time_minutes: float | None
    sex: str | None
    division: str | None
    hyrox_race_count: int | None
    current_phase: str | None
    weekly_availability_hours: float | None
    equipment_available: tuple[str, ...] | None
    date_of_birth: date | None
    weight_kg: float | None
    height_cm: float | None
    injuries_limitations: tuple[str, ...] | None

    @property
    def name(self) -> str:
        return self.display_name or "Athlete without a name"

    @property
    def at(self) -> Revision:
        """The athlete's revision, for the cache keys of whoever reads their rows."""
        return self.athlete_id, self.revision

    def shares(self, scope: Scope) -> bool:
        return scope in self.scopes


class Acceptance(NamedTuple):
    """What became of a code; the athlete when it was accepted."""

    outcome: Outcome
    athlete_id: UUID | None


GRANT: LiteralString = "select * from coach_grants where athlete_id = (select private.my_athlete_id())"
SHARED: LiteralString = (
    "select shared.*, known.revision from private.shared_profiles() shared"
    " join athlete_revisions known on known.athlete_id = shared.athlete_id"
)


def invitations(user: User) -> list[Invitation]:
    """Those that can still be accepted, newest first."""
    (rows,) = db.read_all(
        user,
        (
            "select * from coach_invitations where athlete_id = (select private.my_athlete_id())"
            " and expires_at > now() order by created_at desc",
            (),
        ),
    )
    return [Invitation.model_validate(row) for row in rows]


def coach_grants(user: User) -> list[CoachGrant]:
    """Everybody who can see, or could see, rows of this athlete; those who can come first."""
    (rows,) = db.read_all(user, (GRANT + " order by revoked_at desc nulls first, accepted_at desc", ()))
    return [CoachGrant.model_validate(row) for row in rows]


def find_grant(conn: Connection, grant_id: UUID) -> CoachGrant:
    row = conn.execute(GRANT + " and id = %s", (grant_id,)).fetchone()
    if row is None:
        raise NotFound("This coach is not there.")
    return CoachGrant.model_validate(row)


def shared_athletes(user: User) -> list[SharedAthlete]:
    """The athletes who share something with this user, by name."""
    (rows,) = db.read_all(user, (SHARED + " order by lower(shared.display_name), shared.athlete_id", ()))
    return [SharedAthlete.model_validate(row) for row in rows]


def find_athlete(user: User, athlete_id: UUID) -> SharedAthlete:
    """One of them. Ask for it before any cached frame: only this says that the grant still stands.

    Raises:
        NotFound: there is no such athlete, or nothing is shared any more.
    """
    (rows,) = db.read_all(user, (SHARED + " where shared.athlete_id = %s", (athlete_id,)))
    if not rows:
        raise NotFound(GONE)
    return SharedAthlete.model_validate(rows[0])


def cached_for(reader: User, athlete: SharedAthlete, name: str, *arguments: object, read: Callable[[], T]) -> T:
    """A frame of another athlete, kept per reader: two coaches of one athlete may see different things."""
    return cache.cached(athlete.at, f"shared {name}", reader.id, *arguments, read=read)


def insert_invitation(conn: Connection, entry: InvitationEntry, code_hash: str) -> Invitation:
    """
    Raises:
        Rejected: there were too many within a day.
    """
    athlete_id = my_athlete_id(conn)
    conn.execute("select from athlete_profiles where id = %s for update", (athlete_id,))
    row = conn.execute(
        """
        with recent as (
            select email from coach_invitations
            where athlete_id = %(athlete_id)s and created_at > now() - interval '1 day'
        )
        insert into coach_invitations (athlete_id, code_hash, email, scopes)
        select %(athlete_id)s, %(code_hash)s, %(email)s::text, %(scopes)s::text[]
        where (select count(*) from recent) < %(most)s
          and (%(email)s::text is null or (select count(email) from recent) < %(most_mails)s)
        returning *
        """,
        {
            "athlete_id": athlete_id,
            "code_hash": code_hash,
            "email": entry.email,
            "scopes": list(entry.scopes),
            "most": INVITATIONS_A_DAY,
            "most_mails": MAILS_A_DAY,
        },
    ).fetchone()
    if row is None:
        raise Rejected("You have sent many invitations today. Try again tomorrow, or give somebody a code you have.")
    return Invitation.model_validate(row)


def delete_invitation(conn: Connection, invitation_id: UUID) -> None:
    """Take an invitation back. One that was mailed stays counted for the day, so that it is only ended."""
    changed = conn.execute(
        "update coach_invitations set expires_at = now() where id = %s and expires_at > now()", (invitation_id,)
    )
    if changed.rowcount == 0:
        raise NotFound("This invitation is not there. It may have been accepted, or its time is over.")


def delete_old_invitations(conn: Connection) -> None:
    conn.execute(
        "delete from coach_invitations where athlete_id = (select private.my_athlete_id())"
        " and expires_at < now() and created_at < now() - interval '1 day'"
    )


def accept_invitation(conn: Connection, code_hash: str) -> Acceptance:
    (row,) = conn.execute("select * from private.accept_coach_invitation(%s)", (code_hash,)).fetchall()
    return Acceptance(row["outcome"], row["accepted_athlete_id"])


def update_grant(conn: Connection, grant_id: UUID, scopes: tuple[Scope, ...], expected: datetime | None) -> None:
    """
    Raises:
        NotFound: there is no such coach, or their access has ended.
        Stale: it was changed since `expected`.
    """
    changed = conn.execute(
        "update coach_grants set scopes = %(scopes)s where id = %(id)s and revoked_at is null"
        " and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"id": grant_id, "scopes": list(scopes), "expected": expected},
    )
    if changed.rowcount:
        return
    if find_grant(conn, grant_id).revoked_at is not None:
        raise NotFound("The access of this coach has ended. Invite them again.")
    raise Stale


def revoke_grant(conn: Connection, grant_id: UUID) -> None:
    """Whenever, and also twice: ending access never fails because somebody else changed it."""
    changed = conn.execute(
        "update coach_grants set revoked_at = now() where id = %s and revoked_at is null", (grant_id,)
    )
    if changed.rowcount == 0:
        find_grant(conn, grant_id)


def end_coaching(conn: Connection, athlete_id: UUID) -> None:
    row = conn.execute("select private.leave_athlete(%s) as has_left", (athlete_id,)).fetchone()
    if row is None or not row["has_left"]:
        raise NotFound(GONE)
