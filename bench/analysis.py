"""The analysis endpoint, over HTTP, against the bare query of the rows it needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import LiteralString

import httpx
import psycopg

from bench.apps import running_app, signed_up
from bench.figure import Figure, paired_ms
from data.embedded import EmbeddedServer
from data.startup import DATABASE
from tests.sample_event import official_csv

ROUNDS = 200
CLAIM: LiteralString = "select set_config('request.jwt.claims', %s, true)"
RACE: LiteralString = "select * from race_results where id = %s"
SPLITS: LiteralString = "select * from race_split_times where race_result_id = %s"
EVENT_ROWS: LiteralString = """
select run_1, ski_erg, run_2, sled_push, run_3, sled_pull, run_4, burpee_broad_jump, run_5, row, run_6, farmers_carry,
       run_7, sandbag_lunges, run_8, wall_balls, roxzone, runs_total, stations_total, total_seconds
from event_results where event_id = %s and division = %s and gender = %s and is_usable and roxzone is not null
"""


def figures() -> Iterator[Figure]:
    with running_app() as app, httpx.Client(base_url=app.url, headers=signed_up(app), timeout=30) as client:
        race = claimed_race(client)
        user = client.get("/auth/v1/user").json()
        claims = json.dumps({"sub": user["id"], "role": "authenticated"})
        dsn = EmbeddedServer(app.home).dsn(user="app_login", dbname=DATABASE)
        with psycopg.connect(dsn, autocommit=True) as conn:
            ours_ms, floor_ms = paired_ms(
                lambda: client.get(f"/api/v1/races/{race['id']}/analysis").raise_for_status(),
                lambda: _bare_rows(conn, claims, race),
                ROUNDS,
            )
        yield Figure("race analysis endpoint, event of 2,500 rows", ours_ms, floor_ms, "ms", 3.0)


def _bare_rows(conn: psycopg.Connection, claims: str, race: dict[str, str]) -> None:
    with conn.transaction():
        conn.execute(CLAIM, (claims,))
        conn.execute(RACE, (race["id"],)).fetchall()
        conn.execute(SPLITS, (race["id"],)).fetchall()
        conn.execute(EVENT_ROWS, (race["event_id"], race["division"], race["gender"])).fetchall()


def claimed_race(client: httpx.Client) -> dict[str, str]:
    event = client.post("/api/v1/events", files={"file": ("event.csv", official_csv(2500))}).raise_for_status().json()
    path = f"/api/v1/events/{event['event_id']}/results"
    row = client.get(path, params={"division": "open", "gender": "men", "per_page": 200}).json()["items"][150]
    race: dict[str, str] = client.post(f"{path}/{row['id']}/claim").raise_for_status().json()
    return race
