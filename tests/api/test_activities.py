"""/api/v1/activities as a program sees it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.activity_files import Row, garmin_csv, runs
from tests.coach.readers.activity_files.fit_samples import one_hour_run

START = datetime(2026, 5, 2, 8, 30)  # noqa: DTZ001 - local, as a watch shows it
REPORT = {
    "rows_read", "rows_saved", "rows_duplicate", "rows_refused", "warnings", "unit", "runs", "run_distance_m",
    "run_moving_s", "first_at", "last_at",
}  # fmt: skip
MORE = {"rows_filled", "unit_evidence", "import_ids", "language", "number_style"}
NO_UNIT = b"Activity Type,Date,Title,Distance,Time\nRunning,2026-03-14 07:00:00,Run,3.10,00:30:00\n"


def upload(client: TestClient, *contents: bytes, **answers: str) -> Any:
    files = [("file", (f"{number}.csv", content)) for number, content in enumerate(contents)]
    return client.post("/v1/activities/import", files=files, data=answers)


def first_activity(client: TestClient) -> Any:
    upload(client, garmin_csv([Row(START)]))
    return client.get("/v1/activities").json()["items"][0]


def test_an_import_answers_with_its_report(client: TestClient) -> None:
    answer = upload(client, garmin_csv(runs(3)))

    report = answer.json()
    assert answer.status_code == 201
    assert set(report) == REPORT | MORE
    assert [report[count] for count in ("rows_read", "rows_saved", "rows_duplicate", "rows_filled")] == [3, 3, 0, 0]
    assert report["rows_refused"] == []
    assert (report["unit"], report["runs"], report["run_distance_m"]) == ("km", 3, 16_110.0)
    assert (report["first_at"], report["last_at"]) == ("2025-03-01T07:30:00", "2025-03-03T07:30:00")


def test_importing_again_adds_nothing(client: TestClient) -> None:
    upload(client, garmin_csv(runs(3)))

    again = upload(client, garmin_csv(runs(3))).json()

    assert (again["rows_read"], again["rows_saved"], again["rows_duplicate"], again["import_ids"]) == (3, 0, 3, [])
    assert client.get("/v1/activities/imports").json()["total"] == 1


def test_several_files_come_in_with_one_request(client: TestClient) -> None:
    report = upload(client, garmin_csv(runs(2)), one_hour_run()).json()

    assert (report["rows_saved"], report["runs"], len(report["import_ids"])) == (3, 3, 2)


def test_what_the_file_does_not_tell_is_asked_for_and_nothing_is_saved(client: TestClient) -> None:
    asked = upload(client, NO_UNIT)
    answered = upload(client, NO_UNIT, unit="mi")

    problem = asked.json()
    assert asked.status_code == 422
    assert (problem["needs"], problem["errors"][0]["field"]) == (["unit"], "unit")
    assert problem["detail"] == problem["errors"][0]["message"]
    assert (answered.status_code, answered.json()["rows_saved"]) == (201, 1)


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"a,b\n1,2\n", b"PK\x03\x04broken"])
def test_a_file_nobody_can_read_is_a_problem_not_a_crash(content: bytes, client: TestClient) -> None:
    answer = upload(client, content)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "file"


def test_too_many_files_are_refused_with_the_limit(client: TestClient) -> None:
    answer = upload(client, *[b"x"] * 21)

    assert answer.status_code == 422
    assert "20 files" in answer.json()["detail"]


def test_activities_are_listed_filtered_and_read(client: TestClient) -> None:
    upload(client, garmin_csv([*runs(3), Row(START, None, 1_800.0, "Strength Training", "Legs")]))

    page = client.get("/v1/activities", params={"family": "run", "from": "2025-03-02", "per_page": 1}).json()
    detail = client.get(f"/v1/activities/{page['items'][0]['id']}")

    assert (page["total"], page["page"], page["per_page"], len(page["items"])) == (2, 1, 1, 1)
    assert page["items"][0]["started_at_local"] == "2025-03-03T07:30:00"
    assert detail.json()["file_name"] == "0.csv"
    assert detail.json()["recording"] is None
    assert detail.headers["etag"]
    assert client.get("/v1/activities", params={"from": "2025-03-03", "to": "2025-03-02"}).json()["total"] == 0


def test_a_recording_is_read_only_when_asked_for(client: TestClient) -> None:
    upload(client, one_hour_run())
    path = f"/v1/activities/{client.get('/v1/activities').json()['items'][0]['id']}"

    without, recorded = client.get(path).json(), client.get(path, params={"with": "recording"}).json()

    assert (without["has_recording"], without["recording"]) == (True, None)
    assert all(lap["distance_m"] and lap["duration_s"] for lap in recorded["recording"]["laps"])
    lengths = {len(column) for column in recorded["recording"]["samples"].values()}
    assert len(lengths) == 1


def test_an_activity_is_deleted_restored_and_its_import_undone(client: TestClient) -> None:
    activity_id = first_activity(client)["id"]
    import_id = client.get("/v1/activities/imports").json()["items"][0]["id"]

    deleted = client.delete(f"/v1/activities/{activity_id}")
    listed = client.get("/v1/activities", params={"is_deleted": True}).json()["total"]
    restored = client.post(f"/v1/activities/{activity_id}/restore")
    undone = client.delete(f"/v1/activities/imports/{import_id}")

    assert (deleted.status_code, listed, restored.status_code, undone.status_code) == (204, 1, 200, 204)
    assert client.get("/v1/activities").json()["total"] == client.get("/v1/workouts").json()["total"] == 0
    assert client.delete(f"/v1/activities/imports/{import_id}").status_code == 404


def test_feedback_is_given_read_and_changed(client: TestClient) -> None:
    path = f"/v1/activities/{first_activity(client)['id']}/feedback"

    missing, given, again = (
        client.get(path),
        client.post(path, json={"effort": 8}),
        client.post(path, json={"effort": 7}),
    )
    changed = client.put(path, json={"effort": 7, "notes": "Fine"}, headers={"If-Match": given.headers["etag"]})
    stale = client.put(path, json={"effort": 1}, headers={"If-Match": given.headers["etag"]})

    statuses = [answer.status_code for answer in (missing, given, again, changed, stale)]
    assert statuses == [404, 201, 409, 200, 412]
    assert client.get(path).json()["notes"] == "Fine"
    assert client.get("/v1/workouts").json()["items"][0]["rpe_post"] == 7


def test_an_effort_is_called_a_race(client: TestClient) -> None:
    path = f"/v1/activities/{first_activity(client)['id']}/effort"

    raced, wrong = client.put(path, json={"effort_kind": "race"}), client.put(path, json={"effort_kind": "easy"})

    assert raced.json()["effort_kind"] == "race"
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "effort_kind")


def test_somebody_elses_activity_is_not_there(client: TestClient, other_client: TestClient) -> None:
    path = f"/v1/activities/{first_activity(client)['id']}"
    import_id = client.get("/v1/activities/imports").json()["items"][0]["id"]

    answers = [
        other_client.get(path),
        other_client.delete(path),
        other_client.post(f"{path}/restore"),
        other_client.post(f"{path}/feedback", json={"effort": 5}),
        other_client.put(f"{path}/effort", json={"effort_kind": "race"}),
        other_client.delete(f"/v1/activities/imports/{import_id}"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert other_client.get("/v1/activities").json()["total"] == 0


def test_an_import_sent_twice_under_one_key_is_done_once(client: TestClient) -> None:
    client.headers["Idempotency-Key"] = "watch-1"
    content = garmin_csv([Row(START), Row(START + timedelta(days=1))])

    first, second = upload(client, content), upload(client, content)

    assert (first.json(), second.headers["idempotency-replayed"]) == (second.json(), "true")


def test_nobody_imports_without_a_token(anonymous: TestClient) -> None:
    assert upload(anonymous, garmin_csv(runs(1))).status_code == 401
