"""What Coach K is asked to remember, to replace, or to forget."""

from __future__ import annotations

from uuid import UUID

from data import db
from data.athlete_facts import Fact, FactEntry, delete_fact, end_fact, insert_fact
from data.db import User


def remember(user: User, entry: FactEntry, source_message_id: UUID | None = None) -> Fact:
    """Keep a fact; a newer value ends the one of the same name, which stays among the former ones."""
    with db.write_as(user) as conn:
        return insert_fact(conn, entry, source_message_id)


def no_longer(user: User, fact_id: UUID) -> None:
    """It held until today."""
    with db.write_as(user) as conn:
        end_fact(conn, fact_id)


def forget(user: User, fact_id: UUID) -> None:
    """As if it had never been said."""
    with db.write_as(user) as conn:
        delete_fact(conn, fact_id)
