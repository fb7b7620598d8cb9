"""Coach K over the API: streams, and what can be done with what was said."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from coach import knowledge_base
from coach.pipeline import local_embedding

QUESTION = "How deep do I have to squat on wall balls so that it counts?"


@pytest.fixture(autouse=True)
def _knowledge(database: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_embedding, "is_active", lambda: False)
    knowledge_base.ingest()


def events(text: str) -> list[tuple[str, Any]]:
    """Name and data of each event of a stream; tokens have no name."""
    found = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines())
        content = lines["data"]
        found.append((lines.get("event", ""), content if content == "[DONE]" else json.loads(content)))
    return found


def asked(client: TestClient, message: str = QUESTION, **more: object) -> dict[str, Any]:
    """The message as the stream's last event tells it."""
    answer = client.post("/v1/chat", json={"message": message, **more})
    assert answer.status_code == 200, answer.text
    finished: dict[str, Any] = dict(events(answer.text))["finished"]
    return finished


def test_a_question_is_answered_as_a_stream_of_typed_events(client: TestClient) -> None:
    answer = client.post("/v1/chat", json={"message": QUESTION})

    assert answer.headers["content-type"].startswith("text/event-stream")
    told = events(answer.text)
    assert told[0][0] == "started"
    assert told[-1] == ("", "[DONE]")
    words = "".join(data["token"] for name, data in told[:-1] if not name)
    finished = dict(told)["finished"]
    assert words == finished["content"] != ""
    assert finished["id"] == told[0][1]["message_id"]
    assert (finished["status"], finished["origin"]) == ("complete", "offline")
    assert finished["rag_chunks_used"]


def test_an_answer_can_be_followed_again_from_its_first_word(client: TestClient, other_client: TestClient) -> None:
    message = asked(client)

    again = client.get(f"/v1/messages/{message['id']}/follow")

    assert dict(events(again.text))["finished"]["content"] == message["content"]
    assert other_client.get(f"/v1/messages/{message['id']}/follow").status_code == 404
    assert client.get(f"/v1/messages/{uuid4()}/follow").status_code == 404


def test_a_conversation_goes_on_and_is_listed_and_exported(client: TestClient) -> None:
    first = asked(client)
    asked(client, "And how heavy is the ball?", conversation_id=first["conversation_id"])
    path = f"/v1/conversations/{first['conversation_id']}"

    listed = client.get("/v1/conversations", params={"q": "wall balls"}).json()
    thread = client.get(f"{path}/messages").json()
    as_text = client.get(f"{path}/export").text
    as_json = client.get(f"{path}/export", params={"format": "json"}).json()

    assert listed["total"] == 1
    assert [message["role"] for message in thread["items"]] == ["user", "assistant"] * 2
    assert "And how heavy is the ball?" in as_text
    assert len(as_json["messages"]) == 4


def test_a_conversation_is_renamed_pinned_and_deleted(client: TestClient) -> None:
    made = client.post("/v1/conversations", json={"title": "Sled"})
    path = made.headers["location"].removeprefix("/api")
    stale = made.headers["etag"]

    changed = client.put(path, json={"is_pinned": True, "title": "Sled push"}, headers={"If-Match": stale})

    assert changed.json()["is_pinned"] is True
    assert client.put(path, json={"title": "x"}, headers={"If-Match": stale}).status_code == 412
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


def test_an_answer_is_rated_regenerated_and_its_version_chosen(client: TestClient) -> None:
    first = asked(client)
    path = f"/v1/messages/{first['id']}"

    rated = client.post(f"{path}/feedback", json={"feedback": "thumbs_down", "reason": "Too long"}).json()
    again = client.post(f"{path}/regenerate", json={})
    second = dict(events(again.text))["finished"]
    chosen = client.post(f"{path}/choose").json()

    assert (rated["feedback"], rated["feedback_reason"]) == ("thumbs_down", "Too long")
    assert (second["version"], second["version_count"]) == (2, 2)
    assert chosen["is_current"] is True
    assert [one["version"] for one in client.get(f"{path}/versions").json()] == [1, 2]
    assert client.post(f"/v1/messages/{first['question_id']}/feedback", json={"feedback": None}).status_code == 404


def test_an_edited_question_replaces_what_followed(client: TestClient) -> None:
    first = asked(client)

    edited = client.post(f"/v1/messages/{first['question_id']}/edit", json={"message": "How deep in a race?"})

    assert dict(events(edited.text))["finished"]["status"] == "complete"
    thread = client.get(f"/v1/conversations/{first['conversation_id']}/messages").json()["items"]
    assert thread[0]["content"] == "How deep in a race?"
    assert len(thread) == 2


def test_sources_are_the_passages_of_the_answer(client: TestClient) -> None:
    message = asked(client)

    sources = client.get(f"/v1/messages/{message['id']}/sources").json()

    assert [source["id"] for source in sources] == message["rag_chunks_used"]
    assert all(source["content"] and source["section"] for source in sources)


def test_what_was_trained_is_saved_once_when_confirmed(client: TestClient) -> None:
    message = asked(client, "Log my 5 km run in 25:00 today")
    path = f"/v1/messages/{message['id']}/actions/0"
    assert client.get("/v1/workouts").json()["total"] == 0

    confirmed = client.post(f"{path}/confirm", json={})

    assert confirmed.status_code == 200, confirmed.text
    assert client.get("/v1/workouts").json()["items"][0]["distance_m"] == 5000
    assert client.post(f"{path}/confirm", json={}).status_code == 409
    assert client.post(f"{path}/dismiss").status_code == 409
    assert client.get("/v1/workouts").json()["total"] == 1


def test_the_knowledge_base_is_searched(client: TestClient) -> None:
    found = client.get("/v1/knowledge/search", params={"q": QUESTION}).json()["items"]
    nothing = client.get("/v1/knowledge/search", params={"q": "How do I renew my passport?"}).json()

    assert list(found[0]) == ["id", "source_name", "section", "score", "content"]
    assert len(found) == 5
    assert nothing == {"items": []}


def test_facts_are_kept_ended_and_forgotten(client: TestClient) -> None:
    fact = client.post("/v1/athlete-facts", json={"name": "Shoes", "value": "size 43"}).json()

    assert client.get("/v1/athlete-facts").json()["total"] == 1
    assert client.post(f"/v1/athlete-facts/{fact['id']}/end").status_code == 204
    assert client.get("/v1/athlete-facts", params={"is_former": True}).json()["total"] == 1
    assert client.delete(f"/v1/athlete-facts/{fact['id']}").status_code == 204
    assert client.get("/v1/athlete-facts", params={"is_former": True}).json()["total"] == 0


def test_usage_says_what_is_left(client: TestClient) -> None:
    usage = client.get("/v1/usage").json()

    assert usage["has_model"] is False
    assert [tier["tier"] for tier in usage["tiers"]] == ["large", "small", "embedding"]
    assert usage["tiers"][0]["left_today"] == usage["tiers"][0]["per_day"]


def test_nothing_is_answered_without_a_token(anonymous: TestClient) -> None:
    for path in ("/v1/chat", f"/v1/messages/{uuid4()}/stop"):
        assert anonymous.post(path, json={"message": "Hi"}).status_code == 401
