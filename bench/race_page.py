"""Processor time of the race page per rerun against an empty page's, both without garbage collection after runs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import NamedTuple

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.analysis import claimed_race
from bench.apps import PASSWORD, ROOT, RunningApp, running_app, signed_up
from bench.figure import Figure
from data.sessions import cookie_name

WARM_UP, RERUNS, TURNS = 10, 40, 5
EMAIL = "athlete@example.org"


class Visit(NamedTuple):
    """An open page: how to ask for it again."""

    app: RunningApp
    socket: ClientConnection
    page_name: str
    query: str


def figures() -> Iterator[Figure]:
    with running_app() as app, running_app(ROOT / "bench" / "empty_app") as empty:
        with httpx.Client(base_url=app.url, headers=signed_up(app, EMAIL), timeout=30) as client:
            race = claimed_race(client)
            finish_profile(client)
        ours_ms, floor_ms = asyncio.run(_both(app, empty, f"race={race['id']}"))
    yield Figure("race page, processor time per rerun", ours_ms, floor_ms, "ms", 4.0)


async def _both(app: RunningApp, empty: RunningApp, query: str) -> tuple[float, float]:
    cookie = {"Cookie": f"{cookie_name()}={session_cookie(app.url)}"}
    async with opened(app, cookie) as ours, opened(empty, {}) as floor:
        visits = (Visit(app, ours, "races", query), Visit(empty, floor, "", ""))
        for visit in visits:
            await reruns(visit, WARM_UP)
        spent = [0.0, 0.0]
        for _ in range(TURNS):
            for place, visit in enumerate(visits):
                before_ms = visit.app.cpu_ms()
                await reruns(visit, RERUNS)
                spent[place] += visit.app.cpu_ms() - before_ms
    return spent[0] / (TURNS * RERUNS), spent[1] / (TURNS * RERUNS)


def opened(app: RunningApp, headers: dict[str, str]) -> connect:
    return connect(
        f"{app.url.replace('http', 'ws')}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
        compression=None,
        additional_headers=headers,
    )


async def reruns(visit: Visit, count: int) -> None:
    for _ in range(count):
        message = BackMsg()
        message.rerun_script.page_name = visit.page_name
        message.rerun_script.query_string = visit.query
        await visit.socket.send(message.SerializeToString())
        await _finished(visit.socket)


async def _finished(socket: ClientConnection) -> None:
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await asyncio.wait_for(socket.recv(decode=False), 60))
        kind = answer.WhichOneof("type")
        if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(answer.delta.new_element.exception.message)
        if kind == "script_finished" and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return


def finish_profile(client: httpx.Client) -> None:
    profile = {"display_name": "Alex", "sex": "male", "division": "open"}
    client.put("/api/v1/profile", json=profile).raise_for_status()


def session_cookie(url: str, email: str = EMAIL) -> str:
    """Sign in as the browser does and return the session's cookie."""
    with httpx.Client(base_url=url, headers={"Origin": url}, timeout=30) as browser:
        form = browser.get("/auth/login").text
        token = re.search(r'name="form_token" value="([^"]+)"', form)
        assert token is not None
        fields = {"email": email, "password": PASSWORD, "form_token": token[1]}
        browser.post("/auth/login", data=fields)
        return browser.cookies[cookie_name()]
