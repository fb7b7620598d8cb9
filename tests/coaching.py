"""A coach and an athlete who know each other."""

from __future__ import annotations

from uuid import UUID

from coach.coach_access import accept_code, invite_coach
from data.coach_access import InvitationEntry, Scope, SharedAthlete
from data.db import User

EVERYTHING: tuple[Scope, ...] = ("races", "training", "body", "profile")


def coached(athlete: User, coach: User, *scopes: Scope) -> SharedAthlete:
    """The athlete as the coach sees them, after inviting and accepting."""
    invited = invite_coach(athlete, InvitationEntry(scopes=scopes or ("races", "training")))
    return accept_code(coach, invited.code)


def coached_id(athlete: User, coach: User, *scopes: Scope) -> UUID:
    return coached(athlete, coach, *scopes).athlete_id
