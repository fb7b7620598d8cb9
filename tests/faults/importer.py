"""A program that imports one made-up event after the other until it is killed.

Says "EVENT_ID ROWS_SAVED" on a line of its own for each import the app has answered.
usage: python -m tests.faults.importer URL EMAIL PASSWORD
"""

from __future__ import annotations

import secrets
import sys

import httpx

from tests.sample_event import official_csv

ROWS = 300


def import_until_killed(client: httpx.Client) -> None:
    while True:
        content = official_csv(ROWS, location=f"2025 TOWN{secrets.token_hex(6)}")
        try:
            answer = client.post("/api/v1/events", files={"file": ("event.csv", content)})
        except httpx.TransportError:
            continue
        if answer.status_code == 201:
            report = answer.json()
            sys.stdout.write(f"{report['event_id']} {report['rows_saved']}\n")
            sys.stdout.flush()


def signed_in(url: str, email: str, password: str) -> httpx.Client:
    account = {"email": email, "password": password}
    client = httpx.Client(base_url=url, timeout=30)
    token = client.post("/auth/v1/token?grant_type=password", json=account).raise_for_status().json()
    client.headers["Authorization"] = f"Bearer {token['access_token']}"
    return client


if __name__ == "__main__":
    import_until_killed(signed_in(*sys.argv[1:]))
