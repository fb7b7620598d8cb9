"""Jobs in the running app: its own worker does them, and one may run beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing

import httpx

from tests.due_athletes import until
from tests.e2e.app_process import ROOT, Server

ACCOUNT = {"email": "jobs@example.org", "password": "correct horse battery"}
WISHES = {"goal": "10k", "start_week_km": 30, "start_longest_km": 10}


def health(server: Server) -> dict[str, dict[str, object]]:
    answer: dict[str, dict[str, object]] = httpx.get(f"{server.base_url}/api/v1/system/health", timeout=30).json()
    return answer


def signed_up(server: Server) -> httpx.Client:
    client = httpx.Client(base_url=server.base_url, timeout=60)
    client.post("/auth/v1/signup", json=ACCOUNT).raise_for_status()
    token = client.post("/auth/v1/token?grant_type=password", json=ACCOUNT).raise_for_status().json()
    client.headers["Authorization"] = f"Bearer {token['access_token']}"
    client.put("/api/v1/profile", json={"display_name": "Alex"}).raise_for_status()
    return client


def test_the_app_refreshes_a_plan_in_the_background(server: Server) -> None:
    with closing(signed_up(server)) as client:
        client.post("/api/v1/plans/two-months", json=WISHES).raise_for_status()
        until(lambda: health(server)["worker"]["is_alive"])

        answer = client.post("/api/v1/jobs/weekly-refresh")

        until(lambda: len(client.get("/api/v1/plans/history").json()["items"]) > 1)
        assert answer.status_code == 202
        assert health(server)["queue"]["failed"] == 0


def test_a_worker_beside_the_app_starts_and_ends_when_told(server: Server) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "coach.jobs"],
        cwd=ROOT, env={**os.environ, "COACH_HOME": str(server.home / "coach")}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert worker.stdout is not None
        told = worker.stdout.readline()
        worker.send_signal(signal.SIGTERM)

        assert worker.wait(60) == 0
    finally:
        worker.kill()
        worker.communicate()
    assert told == "Coach K's worker is ready.\n"
    assert health(server)["worker"]["is_alive"]
