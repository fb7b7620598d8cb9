"""How activities are kept: sets of rows, texts no database can hold, and what is seen by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.rows import DictRow

from data import db
from data.activities import FileKind, activities, find_activity
from data.activity_changes import hold_athlete, insert_activities, known_activities
from data.activity_imports import NewImport, Unit, imports, insert_import, last_unit
from data.activity_logs import insert_logs, typed_logs
from data.cache import revision
from data.db import User
from data.new_activities import BOUNDS, NewActivity
from data.row_sets import as_json, storable

Owner = psycopg.Connection[DictRow]
START = datetime(2026, 5, 2, 8, 30)  # noqa: DTZ001 - local, as a watch shows it


def new_import(unit: Unit | None = "km", kind: FileKind = "garmin_csv") -> NewImport:
    return NewImport(uuid4(), "a.csv", kind, "0" * 64, unit, 1, 1, 0, 0, {}, None, None)


def new_activity(import_id: UUID, raw: dict[str, str] | None = None) -> NewActivity:
    measures = [bound.highest for bound in BOUNDS.values()]
    head = (uuid4(), import_id, None, "run", "Running", START, START.replace(tzinfo=UTC), "Tempo")
    return NewActivity._make((*head, *measures, False, "garmin_csv", "7", raw or {}, {}))


def keep(user: User, made: NewImport, *rows: NewActivity) -> None:
    with db.write_as(user) as conn:
        hold_athlete(conn)
        insert_import(conn, made)
        insert_activities(conn, rows)


def kept(user: User, *raws: dict[str, str]) -> list[NewActivity]:
    made = new_import()
    rows = [new_activity(made.id, raw) for raw in raws]
    keep(user, made, *rows)
    return rows


def test_the_largest_values_of_every_column_are_kept(user: User) -> None:
    (row,) = kept(user, {})

    found = find_activity(user, row.id)

    assert {column: getattr(found, column) for column in BOUNDS} == {
        column: bound.highest for column, bound in BOUNDS.items()
    }
    assert (found.started_at_local, found.started_on, found.file_name) == (START, date(2026, 5, 2), "a.csv")


@pytest.mark.parametrize("column", BOUNDS)
def test_the_table_refuses_what_is_out_of_bounds(column: str, user: User) -> None:
    made = new_import()
    beyond = NewActivity._make(
        BOUNDS[name].highest + 1 if name == column else value for name, value in new_activity(made.id)._asdict().items()
    )

    with pytest.raises(psycopg.Error):
        keep(user, made, beyond)

    assert len(activities(user)) == 0


def test_rows_with_texts_that_cannot_be_stored_are_kept_without_them(user: User, owner: Owner) -> None:
    kept(user, {"Title": "a\x00b", "Note": "\ud800", "Quote": '"\\ {} \t 🏃'})

    (row,) = owner.execute("select raw from activities").fetchall()

    assert row["raw"] == {"Title": "ab", "Note": "?", "Quote": '"\\ {} \t 🏃'}


def test_what_is_storable_stays_as_it_is() -> None:
    assert storable([{"a\x00": ("b\ud800", 1.5, None)}]) == [{"a": ["b?", 1.5, None]}]
    assert as_json({"gone": float("nan"), "backslash": "\\u0000"}) == '{"gone":null,"backslash":"\\\\u0000"}'


def test_a_set_of_rows_raises_the_revision_once(user: User) -> None:
    kept(user, {})
    before = revision(user)[1]

    kept(user, {}, {}, {})

    assert revision(user)[1] == before + 2  # the import and the set


def test_an_empty_set_is_no_set(user: User) -> None:
    with db.write_as(user) as conn:
        hold_athlete(conn)
        insert_logs(conn, [])

        assert typed_logs(conn, date(2020, 1, 1), date(2030, 1, 1)) == []


def test_known_activities_are_found_by_day_or_by_the_id_of_the_platform(user: User, other_user: User) -> None:
    (row,) = kept(user, {})

    with db.read_as(user) as conn:
        by_day = known_activities(conn, START.date(), START.date(), [])
        by_id = known_activities(conn, date(2020, 1, 1), date(2020, 1, 1), ["7"])
        missed = known_activities(conn, date(2020, 1, 1), date(2020, 1, 1), ["8"])
    with db.read_as(other_user) as conn:
        theirs = known_activities(conn, START.date(), START.date(), ["7"])

    assert [one.id for one in by_day] == [one.id for one in by_id] == [row.id]
    assert by_day[0].missing == ["recording"]
    assert missed == theirs == []


def test_the_last_unit_is_that_of_the_kind(user: User) -> None:
    with db.write_as(user) as conn:
        hold_athlete(conn)
        for made in (new_import("km"), new_import("mi", "strava_csv"), new_import(None)):
            insert_import(conn, made)

    assert (last_unit(user, "garmin_csv"), last_unit(user, "strava_csv"), last_unit(user, "fit")) == ("km", "mi", None)
    assert len(imports(user)) == 3
