"""Whatever is wrong in a request: a 4xx that names the field, and nothing saved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import jsonschema_rs
import psycopg
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from psycopg import sql
from psycopg.rows import DictRow

from api.app import api
from coach.account_sessions import Visitor
from coach.accounts import sign_up
from data.db import User
from tests.api.bad_values import LONG_TEXT, Mutation, broken_bodies, mutations, stands_at
from tests.api.conftest import bearer
from tests.api.valid_bodies import BODIES, FORMS, PASSWORD, Form, World
from tests.conftest import Database, NewUser

Owner = psycopg.Connection[DictRow]

DESCRIPTION = api.openapi()
OPERATIONS: dict[str, Any] = {
    f"{method.upper()} {path}": operation
    for path, methods in DESCRIPTION["paths"].items()
    for method, operation in methods.items()
}
LONGEST_REFUSAL = 20_000
# What these answer is something else than what was sent.
UPSIDE_DOWN = ("2026-03-01", "2026-02-01")
NOT_ECHOED = {
    "POST /v1/pacing/plan", "POST /v1/training-plans/template", "DELETE /v1/account",
    "POST /v1/chat", "POST /v1/messages/{message_id}/regenerate", "POST /v1/messages/{question_id}/edit",
    "PUT /v1/messages/{question_id}", "POST /v1/messages/{message_id}/feedback",
    "POST /v1/messages/{message_id}/actions/{index}/confirm",
    "POST /v1/plans/two-months", "POST /v1/plans/preview", "PUT /v1/plans/goal-change",
    "PUT /v1/plans/assumptions/{day_id}",
}  # fmt: skip
# What was prescribed is what the plan says, whatever is sent.
SAID_BY_PLAN = ("POST /v1/training-plans/{plan_id}/days/{day_id}/complete", "prescribed_workout")
# Follows from the minutes of the weekdays when those are told.
COMPUTED = {"weekly_availability_hours"}
BAD_QUERIES = ("-1", "0", "1000000000", "1e308", "NaN", "soon", "9999-12-31", "2026-13-45", "🏋️", "a\x00b", "x" * 50_000)


PAGED = [
    name
    for name, operation in OPERATIONS.items()
    if any(place["name"] == "page" for place in operation.get("parameters", []))
]


def schema_of(operation: str) -> Any:
    schema = OPERATIONS[operation]["requestBody"]["content"]["application/json"]["schema"]
    return {**schema, "components": DESCRIPTION["components"]}


def operations_by_schema() -> Iterator[tuple[str, bool]]:
    """Each operation, and whether its body is of a kind no other before it has."""
    known: set[str] = set()
    for operation in BODIES:
        kind = json.dumps({**schema_of(operation), "components": None})
        yield operation, kind not in known
        known.add(kind)


@pytest.fixture
def world(database: Database, new_user: NewUser) -> Iterator[World]:
    account = sign_up("athlete@example.org", PASSWORD, {}, Visitor()).account
    users = (User(account.id, account.email), new_user())
    athlete, coach = (TestClient(api, headers=bearer(user), raise_server_exceptions=False) for user in users)
    with athlete, coach:
        assert athlete.put("/v1/profile", json={"display_name": "Alex"}).status_code == 200
        yield World(athlete, coach)


def kept(owner: Owner) -> dict[str, int]:
    """Rows of every table that belongs to athletes, and how often any of them was changed."""
    tables = owner.execute(
        "select class.relname as name from pg_class class join pg_attribute attribute on attrelid = class.oid"
        " where relkind = 'r' and relnamespace = 'public'::regnamespace and attname in ('athlete_id', 'user_id')"
    ).fetchall()
    counts = [
        sql.SQL("select {}::text as name, count(*) as n from {}").format(sql.Literal(name), sql.Identifier(name))
        for name in sorted({table["name"] for table in tables})
    ]
    changes = sql.SQL("select 'changes', sum(revision)::bigint from athlete_revisions")
    return {row["name"]: row["n"] for row in owner.execute(sql.SQL(" union all ").join([*counts, changes]))}


def forget_tries(owner: Owner) -> None:
    """Who tries often is slowed down, which is not what is tested here; names of views are taken once."""
    owner.execute("truncate private.coach_code_failures, private.sign_in_failures, public.saved_views")


def sent(world: World, operation: str, content: bytes, media_type: str = "application/json") -> Response:
    method, path = operation.split(" ")
    headers = {"content-type": media_type}
    return world.sender_of(operation).request(method, world.filled(path), content=content, headers=headers)


def is_problem(answer: Response) -> bool:
    is_refused = 400 <= answer.status_code < 500 and len(answer.content) < LONGEST_REFUSAL
    return is_refused and answer.headers["content-type"] == "application/problem+json" and bool(answer.json()["detail"])


def names(answer: Response, field: object) -> bool:
    return any(error["field"].split(".")[0] == str(field) and error["message"] for error in answer.json()["errors"])


def described(mutation: Mutation, answer: Response) -> str:
    place = ".".join(str(part) for part in mutation.place)
    return f"{place} {mutation.name}: {answer.status_code} {answer.text[:200]}"


def reads_back(mutation: Mutation, answer: Response) -> bool:
    """What was accepted is in the answer as it was sent; 1.0 is 1."""
    if mutation.value is None or mutation.place[0] in COMPUTED:
        return True
    body = answer.json()
    found = stands_at(body.get("workout", body), mutation.place)
    return bool(found == mutation.value) or (isinstance(found, int) and float(found) == mutation.value)


def test_every_operation_with_a_body_has_a_valid_one() -> None:
    with_body = {name for name, operation in OPERATIONS.items() if "requestBody" in operation}

    assert set(BODIES) | set(FORMS) == with_body


@pytest.mark.parametrize("operation", BODIES)
def test_the_valid_bodies_are_valid_and_name_every_field(operation: str, world: World) -> None:
    body = world.filled(BODIES[operation])
    name = schema_of(operation).get("$ref", "#/components/schemas/ClaimEntry").rpartition("/")[2]

    answer = sent(world, operation, json.dumps(body).encode())

    assert answer.status_code < 300, answer.text
    assert set(body) == set(DESCRIPTION["components"]["schemas"][name]["properties"])


@pytest.mark.parametrize(("operation", "is_new_kind"), list(operations_by_schema()))
def test_a_wrong_field_is_named_and_nothing_is_saved(
    operation: str, is_new_kind: bool, world: World, owner: Owner
) -> None:
    world.filled(operation)
    valid = jsonschema_rs.validator_for(schema_of(operation), validate_formats=True)
    # A kind of body that was tested whole is tested on its outer fields again.
    wrong, allowed = sorted_out(mutations(world.filled(BODIES[operation]), inner=is_new_kind), valid)
    before = kept(owner)

    refused = [(mutation, sent(world, operation, json.dumps(mutation.body).encode())) for mutation in wrong]

    failed = [
        described(mutation, answer)
        for mutation, answer in refused
        if not (is_problem(answer) and names(answer, mutation.place[0]))
    ]
    assert failed == []
    assert kept(owner) == before
    assert not_understood(world, owner, operation, allowed) == []


def sorted_out(every: Iterable[Mutation], validator: Any) -> tuple[list[Mutation], list[Mutation]]:
    """Those the description of the API forbids, and those it allows."""
    wrong: list[Mutation] = []
    allowed: list[Mutation] = []
    for mutation in every:
        is_allowed = mutation.may_be_allowed and validator.is_valid(mutation.body)
        (allowed if is_allowed else wrong).append(mutation)
    return wrong, allowed


def not_understood(world: World, owner: Owner, operation: str, allowed: list[Mutation]) -> list[str]:
    """Neither kept as sent nor refused with words and without a trace."""
    failed = []
    for mutation in allowed:
        forget_tries(owner)
        world.filled(operation)
        before = kept(owner)
        answer = sent(world, operation, json.dumps(mutation.body).encode())
        if answer.status_code < 300:
            is_said_by_plan = (operation, mutation.place[0]) == SAID_BY_PLAN
            is_fine = operation in NOT_ECHOED or is_said_by_plan or reads_back(mutation, answer)
            world.known.clear()
        else:
            is_fine = is_problem(answer) and kept(owner) == before
        if not is_fine:
            failed.append(described(mutation, answer))
    return failed


@pytest.mark.parametrize("operation", BODIES)
def test_a_broken_body_is_refused_and_nothing_is_saved(operation: str, world: World, owner: Owner) -> None:
    body = world.filled(BODIES[operation])
    world.filled(operation)
    before = kept(owner)
    is_optional = not OPERATIONS[operation]["requestBody"].get("required")

    answers = {
        name: sent(world, operation, content)
        for name, content in broken_bodies(body).items()
        if not (is_optional and name in ("nothing", "null"))
    }
    answers["another kind of content"] = sent(world, operation, json.dumps(body).encode(), "text/plain")

    assert {name: answer.text[:200] for name, answer in answers.items() if not is_problem(answer)} == {}
    assert kept(owner) == before


def bad_forms(form: Form) -> Iterator[tuple[str, Form]]:
    """Everything wrong with one field or the file of a form."""
    for field in form.fields:
        for value in ("a\x00b", LONG_TEXT, "x" * 1_000):
            yield field, form._replace(fields={**form.fields, field: value})
    for content in (b"", b"\x00" * 1_000, b"\xff\xfe\x00", LONG_TEXT.encode(), b'"' * 100_000, b"a,b\n1,2\n"):
        yield "file", form._replace(content=content)


def posted(world: World, operation: str, form: Form) -> Response:
    method, path = operation.split(" ")
    files = {"file": (form.file_name, form.content)} if form.content is not None else None
    return world.athlete.request(method, path, files=files, data=form.fields)


@pytest.mark.parametrize("operation", FORMS)
def test_a_bad_upload_is_refused_and_nothing_is_saved(operation: str, world: World, owner: Owner) -> None:
    before = kept(owner)

    answers = [(field, posted(world, operation, form)) for field, form in bad_forms(FORMS[operation])]
    answers.append(("file", posted(world, operation, FORMS[operation]._replace(content=None))))
    as_json = sent(world, operation, json.dumps(FORMS[operation].fields).encode())

    assert [(field, answer.text[:200]) for field, answer in answers if not is_problem(answer)] == []
    assert [
        (field, answer.text[:200])
        for field, answer in answers
        if answer.status_code == 422 and not answer.json()["errors"]
    ] == []
    assert is_problem(as_json)
    assert kept(owner) == before
    assert posted(world, operation, FORMS[operation]).status_code < 300


def bad_queries(operation: str) -> Iterator[dict[str, str]]:
    for place in OPERATIONS[operation].get("parameters", []):
        if place["in"] == "query":
            yield from ({place["name"]: value} for value in BAD_QUERIES)


def test_a_bad_query_is_refused_or_finds_nothing(world: World) -> None:
    failed = []
    for operation in (name for name in OPERATIONS if name.startswith("GET ")):
        path = world.filled(operation.removeprefix("GET ").replace("{table}", "workout_logs"))
        for query in bad_queries(operation):
            answer = world.athlete.get(path, params=query)
            if answer.status_code >= 300 and not is_problem(answer):
                failed.append(f"{operation} {str(query)[:60]}: {answer.status_code} {answer.text[:200]}")

    assert failed == []


@pytest.mark.parametrize(("name", "value"), [("page", "-1"), ("per_page", "1000000000"), ("per_page", "many")])
def test_a_page_that_cannot_be_is_named(name: str, value: str, world: World) -> None:
    for operation in PAGED:
        path = world.filled(operation.removeprefix("GET "))

        answer = world.athlete.get(path, params={"first": "2026-01-01", "last": "2026-01-31", name: value})

        assert answer.status_code == 422, operation
        assert f"query.{name}" in [error["field"] for error in answer.json()["errors"]]


def test_days_upside_down_find_nothing_or_are_refused(world: World) -> None:
    for operation, described_as in OPERATIONS.items():
        known = {place["name"] for place in described_as.get("parameters", [])}
        pair = next((pair for pair in (("first", "last"), ("first_date", "last_date")) if set(pair) <= known), None)
        if pair:
            answer = world.athlete.get(operation.removeprefix("GET "), params=dict(zip(pair, UPSIDE_DOWN, strict=True)))

            assert is_problem(answer) or answer.json().get("total", 0) == 0, answer.text[:300]
