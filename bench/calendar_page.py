"""The calendar's month with two years of plan and runs behind it, against one month of both, in the running app.

Each rerun follows a change of the athlete's rows, so that nothing comes from a cache; only the rerun is timed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any, NamedTuple

import httpx

from bench.apps import RunningApp, running_app, signed_up
from bench.figure import Figure
from bench.race_page import Visit, finish_profile, opened, reruns, session_cookie
from data.sessions import cookie_name
from tests.activity_files import garmin_csv, runs

WARM_UP, ROUNDS = 5, 40
TODAY = date.today()  # noqa: DTZ011
TRAINING_DAYS = (0, 1, 3, 5, 6)


class Athlete(NamedTuple):
    email: str
    weeks: int


MONTH, YEARS = Athlete("month@example.org", 5), Athlete("years@example.org", 104)


def figures() -> Iterator[Figure]:
    with running_app() as app:
        ours_ms, floor_ms = asyncio.run(_both(app))
    yield Figure("calendar page, two years of data against a month", ours_ms, floor_ms, "ms", 1.3)


async def _both(app: RunningApp) -> tuple[float, float]:
    clients = [_trained(app, athlete) for athlete in (YEARS, MONTH)]
    cookies = [{"Cookie": f"{cookie_name()}={session_cookie(app.url, athlete.email)}"} for athlete in (YEARS, MONTH)]
    async with opened(app, cookies[0]) as years, opened(app, cookies[1]) as month:
        visits = [Visit(app, socket, "plan", "view=month") for socket in (years, month)]
        for visit in visits:
            await reruns(visit, WARM_UP)
        spent_ms: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            for client, visit, spent in zip(clients, visits, spent_ms, strict=True):
                _change_something(client)
                started = time.perf_counter()
                await reruns(visit, 1)
                spent.append((time.perf_counter() - started) * 1000)
    for client in clients:
        client.close()
    return median(spent_ms[0]), median(spent_ms[1])


def _trained(app: RunningApp, athlete: Athlete) -> httpx.Client:
    """An account with a plan of so many weeks that ends in four, five sessions each, and a run a day until today."""
    client = httpx.Client(base_url=app.url, headers=signed_up(app, athlete.email), timeout=60)
    finish_profile(client)
    monday = TODAY - timedelta(days=TODAY.weekday()) - timedelta(weeks=athlete.weeks - 5)
    days = (athlete.weeks - 5) * 7 + TODAY.weekday() + 1
    content = garmin_csv(runs(days, datetime.combine(monday, datetime.min.time()) + timedelta(hours=7)))
    client.post("/api/v1/training-plans", json=_plan(monday, athlete.weeks)).raise_for_status()
    client.post("/api/v1/activities/import", files={"file": ("Activities.csv", content)}).raise_for_status()
    return client


def _plan(monday: date, weeks: int) -> dict[str, Any]:
    sessions = [
        {"date": str(monday + timedelta(weeks=week, days=day)), "title": "Run", "session_type": "run",
         "estimated_duration_minutes": 40}
        for week in range(weeks) for day in TRAINING_DAYS
    ]  # fmt: skip
    return {"plan_name": "Plan", "start_date": str(monday), "duration_weeks": weeks, "days": sessions}


def _change_something(client: httpx.Client) -> None:
    entry = {
        "kind": "travel",
        "first_on": str(TODAY - timedelta(days=400)),
        "last_on": str(TODAY - timedelta(days=399)),
    }
    made = client.post("/api/v1/training-breaks", json=entry)
    made.raise_for_status()
    client.delete(f"/api/v1/training-breaks/{made.json()['id']}").raise_for_status()
