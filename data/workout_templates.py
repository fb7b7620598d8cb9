"""Workout templates: an athlete's own, by name."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, StringConstraints

from data import db
from data.db import Connection, User
from data.errors import NotFound
from data.profiles import my_athlete_id
from data.workouts import NO_ZERO, WorkoutContent

TemplateName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=NO_ZERO)]


class TemplateEntry(BaseModel):
    """A session without its day, under a name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: TemplateName
    content: WorkoutContent


class Template(TemplateEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    created_at: datetime
    updated_at: datetime


def workout_templates(user: User) -> list[Template]:
    """All of this athlete's, by name."""
    (rows,) = db.read_all(
        user,
        (
            "select * from workout_templates where athlete_id = (select private.my_athlete_id())"
            " order by lower(name), name",
            (),
        ),
    )
    return [Template.model_validate(row) for row in rows]


def upsert_template(conn: Connection, entry: TemplateEntry) -> Template:
    """A template of the same name is replaced."""
    row = conn.execute(
        """
        insert into workout_templates (athlete_id, name, content)
        values (%(athlete_id)s, %(name)s, %(content)s)
        on conflict (athlete_id, name) do update set content = excluded.content
        returning *
        """,
        {
            "athlete_id": my_athlete_id(conn),
            "name": entry.name,
            "content": Jsonb(entry.content.model_dump(mode="json", exclude_none=True)),
        },
    ).fetchone()
    return Template.model_validate(row)


def delete_template(conn: Connection, template_id: UUID) -> None:
    if conn.execute("delete from workout_templates where id = %s", (template_id,)).rowcount == 0:
        raise NotFound("This template is not there. It may have been deleted.")
