"""Exports and saved views: what goes out comes back equal, and nothing of anybody else goes out."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from uuid import uuid4

import psycopg
import pyarrow.parquet
import pytest
from fastapi.testclient import TestClient
from psycopg import sql
from psycopg.rows import DictRow

from coach.explorer import export, text_of_cell
from coach.workouts import log_workout
from data.db import User
from data.exploration import OPERATORS, Exploration
from data.explorer import tables
from data.workouts import WorkoutEntry
from tests.coaching import coached_id
from tests.data.minimal_rows import MinimalRows, athlete_of

Owner = psycopg.Connection[DictRow]

TEXTS = [
    "=1+1",
    "'quoted",
    "''",
    "plain",
    "a,b",
    'say "hi"',
    "two\nlines",
    "back\\slash",
    "+49",
    "@x",
    "-5",
    "ünï 😀",
    "\ttab",
]


def fill(user: User) -> None:
    """Sessions with everything that could break a file."""
    for number, text in enumerate(TEXTS):
        fields = {"date": f"2026-01-{number + 1:02d}", "session_type": "run", "title": text.strip(), "notes": text,
                  "distance_m": 1000 / 3 * (number + 1), "rpe_post": number % 10 + 1 if number % 3 else None,
                  "sets": [{"exercise_name": text.strip(), "reps": 5}]}  # fmt: skip
        log_workout(user, WorkoutEntry.model_validate(fields))


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def exported(client: TestClient, table: str, **query: Any) -> list[dict[str, str]]:
    answer = client.get(f"/v1/exports/{table}", params=query)
    assert answer.status_code == 200, answer.text
    return rows_of(answer.text)


def test_an_exported_table_imports_again_equal(owner: Owner, user: User, client: TestClient) -> None:
    fill(user)
    content = client.get("/v1/exports/workout_logs").content
    header = next(csv.reader(io.StringIO(content.decode(), newline="")))
    columns = sql.SQL(", ").join(map(sql.Identifier, header))
    owner.execute("create temp table again as select * from workout_logs with no data")

    with owner.cursor().copy(sql.SQL("copy again ({}) from stdin (format csv, header)").format(columns)) as copy:
        copy.write(content)
    for column in ("title", "notes", "session_type", "completion_status"):
        name = sql.Identifier(column)
        owner.execute(sql.SQL("update again set {0} = substr({0}, 2) where {0} like '''%'").format(name))

    for one, other in (("workout_logs", "again"), ("again", "workout_logs")):
        difference = sql.SQL("select {0} from {1} except all select {0} from {2}")
        assert owner.execute(difference.format(columns, sql.Identifier(one), sql.Identifier(other))).rowcount == 0
    assert owner.execute("select from again").rowcount == len(TEXTS)


def test_a_spreadsheet_runs_no_cell_of_an_export(user: User, client: TestClient) -> None:
    fill(user)

    cells = [row["notes"] for row in exported(client, "workout_logs", order_by="date")]

    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == []
    assert [text_of_cell(cell) for cell in cells] == [text.strip() for text in TEXTS]


def test_json_lines_and_parquet_say_the_same(user: User, client: TestClient) -> None:
    fill(user)
    query = {"order_by": "date", "columns": ["date", "title", "notes", "distance_m", "rpe_post", "created_at"]}

    lines = client.get("/v1/exports/workout_logs", params={**query, "format": "jsonl"})
    parquet = client.get("/v1/exports/workout_logs", params={**query, "format": "parquet"})

    rows = [json.loads(line) for line in lines.text.splitlines()]
    table = pyarrow.parquet.read_table(io.BytesIO(parquet.content)).to_pylist()
    assert [row["notes"] for row in rows] == [row["notes"] for row in table] == [text.strip() for text in TEXTS]
    assert [row["distance_m"] for row in rows] == [row["distance_m"] for row in table]
    assert [row["rpe_post"] for row in rows] == [row["rpe_post"] for row in table]
    assert rows[0]["rpe_post"] is None
    assert str(table[0]["date"]) == rows[0]["date"] == "2026-01-01"
    assert table[0]["created_at"].tzinfo is not None


def test_every_table_can_be_exported_in_every_format(owner: Owner, user: User, client: TestClient) -> None:
    rows, me = MinimalRows(owner), athlete_of(owner, user)
    for table in rows.tables():
        rows.make(table, me)
    listed = client.get("/v1/exports", params={"per_page": 200}).json()["items"]

    assert {table["name"] for table in listed} >= set(rows.tables()) | {"hyrox_stations", "race_overview"}
    for table in listed:
        for file_format in ("csv", "jsonl", "parquet"):
            answer = client.get(f"/v1/exports/{table['name']}", params={"format": file_format})
            assert (answer.status_code, bool(answer.content)) == (200, True), table["name"]


def test_nobody_elses_rows_are_exported(owner: Owner, user: User, other_user: User, client: TestClient) -> None:
    rows, other = MinimalRows(owner), athlete_of(owner, other_user)
    for table in rows.tables():
        rows.make(table, other)
    own = [table.name for table in tables(user) if table.owner_column]

    found = {name: len(exported(client, name, athlete_id=str(other.athlete_id))) for name in own}

    assert {name: count for name, count in found.items() if count} == {}
    assert str(other.athlete_id) not in client.get("/v1/exports/race_overview").text


def test_a_shared_table_needs_the_name_of_its_athlete(user: User, other_user: User, other_client: TestClient) -> None:
    fill(user)
    athlete_id = str(coached_id(user, other_user, "training"))

    assert len(exported(other_client, "workout_logs", athlete_id=athlete_id)) == len(TEXTS)
    assert exported(other_client, "workout_logs") == []
    assert exported(other_client, "race_results", athlete_id=athlete_id) == []


@pytest.mark.parametrize("secret", ["code_hash", "image", "embedding", "fts"])
def test_secrets_and_bytes_are_no_columns(user: User, secret: str) -> None:
    assert [table.name for table in tables(user) if secret in table.columns] == []


@pytest.mark.parametrize(
    "table", ["pg_user", "auth.users", "users", "browser_sessions", "schema_migrations", "idempotency_keys", "x; drop"]
)
def test_what_is_not_in_the_catalog_is_no_table(client: TestClient, table: str) -> None:
    assert client.get(f"/v1/exports/{table}").status_code in (404, 422)


@pytest.mark.parametrize(
    ("filters", "days"),
    [
        (["date:ge:2026-01-12"], [12, 13]),
        (["rpe_post:empty:"], [1, 4, 7, 10, 13]),
        (["rpe_post:eq:2", "date:lt:2026-01-05"], [2]),
        (["distance_m:gt:4000"], [13]),
        (["title:contains:SAY"], [6]),
        (["title:starts:="], [1]),
        (["title:eq:%"], []),
        (["title:contains:'; drop table goals; --"], []),
        (["rpe_post:ne:2", "rpe_post:filled:", "date:gt:2026-01-10"], [11]),
        (["created_at:lt:2020-01-01T00:00"], []),
        (["completed_workout:contains:a,b"], [5]),
    ],
)
def test_filters_choose_the_rows(user: User, client: TestClient, filters: list[str], days: list[int]) -> None:
    fill(user)

    found = exported(client, "workout_logs", filter=filters, columns=["date"], order_by="date")

    assert [int(row["date"][-2:]) for row in found] == days


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"filter": ["rpe_post:eq:hard"]}, "filters"), ({"filter": ["rpe_post:eq:9e99"]}, "filters"),
        ({"filter": ["distance_m:gt:nan"]}, "filters"), ({"filter": ["distance_m:gt:inf"]}, "filters"),
        ({"filter": ["date:eq:yesterday"]}, "filters"), ({"filter": ["date:contains:1"]}, "filters"),
        ({"filter": ["id:eq:1"]}, "filters"), ({"filter": ["nothing:eq:1"]}, "filters"),
        ({"filter": ["title; drop:eq:1"]}, "filter"), ({"filter": ["title:like:x"]}, "filter"),
        ({"filter": ["title:eq:a\x00b"]}, "filter"), ({"filter": ["title"]}, "filter"),
        ({"filter": ["title:eq:" + "x" * 590]}, "filter"),
        ({"columns": ["nothing"]}, "columns"), ({"columns": ['"; drop']}, "columns"),
        ({"order_by": "nothing"}, "order_by"), ({"group_by": ["title:month"]}, "group_by"),
        ({"group_by": ["date:century"]}, "group_by"), ({"measure": ["sum:title"]}, "measures"),
        ({"measure": ["sum"]}, "measures"), ({"measure": ["max:id"]}, "measures"),
        ({"measure": ["evil:date"]}, "measure"),
        ({"format": "xlsx"}, "format"), ({"sql": "select 1"}, "sql"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_answered_with_its_field(client: TestClient, query: dict[str, Any], field: str) -> None:
    answer = client.get("/v1/exports/workout_logs", params=query)

    assert answer.status_code == 422
    assert field in answer.json()["errors"][0]["field"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_groups_count_sum_and_average_without_taking_missing_for_zero(user: User, client: TestClient) -> None:
    fill(user)

    (month,) = exported(
        client, "workout_logs", group_by=["date:month"],
        measure=["count", "count:rpe_post", "mean:rpe_post", "sum:duration_minutes", "max:date"],
    )  # fmt: skip

    assert (month["date_month"], month["count"], month["count_rpe_post"]) == ("2026-01-01", "13", "8")
    assert float(month["mean_rpe_post"]) == pytest.approx(sum(n % 10 + 1 for n in range(13) if n % 3) / 8)
    assert (month["sum_duration_minutes"], month["max_date"]) == ("", "2026-01-13")


def test_a_measure_without_groups_is_one_row(user: User, client: TestClient) -> None:
    fill(user)

    assert exported(client, "workout_logs", measure=["count"]) == [{"count": str(len(TEXTS))}]


def test_every_kind_of_column_can_be_asked_everything_it_offers(user: User) -> None:
    values = {"whole": "1", "number": "1.5", "truth": "true", "day": "2026-01-01", "moment": "2026-01-01T10:00+02:00",
              "id": str(uuid4()), "text": "x", "document": "x"}  # fmt: skip
    for table in tables(user):
        one_of_each = {kind: name for name, kind in table.columns.items()}
        for kind, name in one_of_each.items():
            for operator in OPERATORS[kind]:
                asked = {"column": name, "operator": operator, "value": values[kind]}
                export(user, Exploration.model_validate({"table": table.name, "filters": [asked]})).close()


def test_a_saved_view_is_kept_changed_exported_and_deleted(user: User, client: TestClient) -> None:
    fill(user)
    late = {"column": "date", "operator": "ge", "value": "2026-01-12"}
    query = {"table": "workout_logs", "columns": ["date"], "filters": [late]}
    made = client.post("/v1/saved-views", json={"name": "Late", "query": query})
    path = made.headers["location"].removeprefix("/api")

    changed = client.put(path, json={"name": "Later", "query": query}, headers={"If-Match": made.headers["etag"]})
    stale = client.put(path, json={"name": "Latest", "query": query}, headers={"If-Match": made.headers["etag"]})

    assert (made.status_code, changed.json()["name"], stale.status_code) == (201, "Later", 412)
    assert len(rows_of(client.get(f"{path}/export").text)) == 2
    assert client.get("/v1/saved-views").json()["items"] == [changed.json()]
    assert client.post("/v1/saved-views", json={"name": "Later", "query": query}).status_code == 409
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"name": "", "query": {"table": "goals"}}, {"name": "x" * 121, "query": {"table": "goals"}},
     {"name": "x", "query": {}}, {"name": "x", "query": {"table": "goals", "columns": ["nothing"]}},
     {"name": "x", "query": {"table": "goals", "sql": "select 1"}}, {"name": "a\x00b", "query": {"table": "goals"}}],
)  # fmt: skip
def test_a_bad_view_is_refused_and_not_kept(client: TestClient, wrong: dict[str, Any]) -> None:
    assert client.post("/v1/saved-views", json=wrong).status_code == 422
    assert client.get("/v1/saved-views").json()["total"] == 0


def test_somebody_elses_view_is_not_there(client: TestClient, other_client: TestClient) -> None:
    path = client.post("/v1/saved-views", json={"name": "Mine", "query": {"table": "goals"}}).headers["location"]
    path = path.removeprefix("/api")

    assert other_client.get(path).status_code == 404
    assert other_client.get(f"{path}/export").status_code == 404
    assert other_client.delete(path).status_code == 404
    assert client.get(path).status_code == 200
