"""What Coach K knows about an athlete beyond the profile: dated, ended by newer ones, never overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, LiteralString
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from data import db
from data.db import Connection, User
from data.errors import NotFound, Rejected
from data.profiles import my_athlete_id

NO_ZERO = r"^[^\x00]*$"
MOST_CURRENT = 40
GONE = "This is not there any more. It may have been removed."


class FactEntry(BaseModel):
    """One thing worth remembering, such as 1RM deadlift: 140 kg."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=NO_ZERO)]
    value: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=NO_ZERO)]
    unit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20, pattern=NO_ZERO)] = ""


class Fact(BaseModel):
    """A fact as kept; `valid_to` is the day a newer one, or the athlete, ended it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    name: str
    value: str
    unit: str | None
    valid_from: date
    valid_to: date | None
    source_message_id: UUID | None
    updated_at: datetime

    @property
    def words(self) -> str:
        """
        >>> Fact.model_construct(name="1RM deadlift", value="140", unit="kg", valid_from=date(2026, 3, 1)).words
        '1RM deadlift: 140 kg (since 2026-03-01)'
        """
        amount = f"{self.value} {self.unit}" if self.unit else self.value
        return f"{self.name}: {amount} (since {self.valid_from})"


FACTS: LiteralString = "select * from athlete_facts where athlete_id = (select private.my_athlete_id())"


def facts_query() -> db.Query:
    """The current facts, for reading them in one pipeline with other things."""
    return FACTS + " and valid_to is null order by lower(name)", ()


def current_facts(user: User) -> list[Fact]:
    (rows,) = db.read_all(user, facts_query())
    return [Fact.model_validate(row) for row in rows]


def former_facts(user: User) -> list[Fact]:
    """What no longer holds, latest first."""
    (rows,) = db.read_all(user, (FACTS + " and valid_to is not null order by valid_to desc, valid_from desc", ()))
    return [Fact.model_validate(row) for row in rows]


def insert_fact(conn: Connection, entry: FactEntry, source_message_id: UUID | None = None) -> Fact:
    """A newer value ends the one of the same name; the same value again changes nothing.

    Raises:
        Rejected: there are too many to keep in mind.
    """
    athlete_id = my_athlete_id(conn)
    conn.execute("select from athlete_profiles where id = %s for update", (athlete_id,))
    known = conn.execute(FACTS + " and valid_to is null and lower(name) = lower(%s)", (entry.name,)).fetchone()
    if known and (known["value"], known["unit"] or "") == (entry.value, entry.unit):
        return Fact.model_validate(known)
    if known:
        end_fact(conn, known["id"])
    row = conn.execute(
        """
        insert into athlete_facts (athlete_id, name, value, unit, source_message_id, valid_from)
        select id, %(name)s, %(value)s, nullif(%(unit)s, ''), %(source)s, (now() at time zone time_zone)::date
        from athlete_profiles where id = %(athlete_id)s
          and (select count(*) from athlete_facts where athlete_id = %(athlete_id)s and valid_to is null) < %(most)s
        returning *
        """,
        {**entry.model_dump(), "athlete_id": athlete_id, "source": source_message_id, "most": MOST_CURRENT},
    ).fetchone()
    if row is None:
        raise Rejected(f"Coach K keeps {MOST_CURRENT} things in mind. Remove one that no longer matters.")
    return Fact.model_validate(row)


def end_fact(conn: Connection, fact_id: UUID) -> None:
    """It no longer holds; it stays among the former ones."""
    changed = conn.execute(
        "update athlete_facts fact"
        " set valid_to = greatest(fact.valid_from, (now() at time zone profile.time_zone)::date)"
        " from athlete_profiles profile where profile.id = fact.athlete_id and fact.id = %s and fact.valid_to is null",
        (fact_id,),
    )
    if changed.rowcount == 0:
        raise NotFound(GONE)


def delete_fact(conn: Connection, fact_id: UUID) -> None:
    """For good: what an athlete wants forgotten is gone."""
    if conn.execute("delete from athlete_facts where id = %s", (fact_id,)).rowcount == 0:
        raise NotFound(GONE)
