"""Idempotency-Key on every create: a request sent again gets the first answer again and makes nothing twice."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, problem_response
from data.idempotency import KeptAnswer, Key, claim_key, keep_answer, kept_answer, release_key
from data.tokens import InvalidToken, verify_access_token

MAX_KEY_LENGTH = 200
KEPT_HEADERS = ("content-type", "location", "etag")
WAIT_S, POLL_S = 15.0, 0.05
ABANDONED = (
    "The first request with this Idempotency-Key was broken off, and may have been carried out."
    " Look whether it was; if not, send it again under a new key."
)


class Idempotency:
    """Pure ASGI, around the API. Requests without a key pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" and scope["method"] == "POST" else Headers()
        name = headers.get("idempotency-key", "")
        token = headers.get("authorization", "").removeprefix("Bearer ")
        if not name or not token:
            return await self.app(scope, receive, send)
        try:
            claims = await run_in_threadpool(verify_access_token, token)
        except InvalidToken:
            return await self.app(scope, receive, send)
        if len(name) > MAX_KEY_LENGTH:
            return await _refusal(422, "The Idempotency-Key is longer than 200 characters.")(scope, receive, send)
        body = await _whole_body(receive)
        key = Key(claims.user_id, name, _fingerprint(scope, headers, body))
        answer = await self._answer(key, scope, body)
        await answer(scope, receive, send)

    async def _answer(self, key: Key, scope: Scope, body: bytes) -> Response:
        """Done by the one who claims the key; everybody else waits for what it answers."""
        for _ in range(int(WAIT_S / POLL_S)):
            if await run_in_threadpool(claim_key, key):
                return await self._work(key, scope, body)
            kept = await run_in_threadpool(kept_answer, key)
            if kept and kept.request_sha256 != key.request_sha256:
                return _refusal(422, "This Idempotency-Key was used for another request. Choose a new one.")
            if kept and kept.status is not None:
                return _replayed(kept.status, kept)
            if kept and kept.is_abandoned:
                return _refusal(409, ABANDONED)
            await asyncio.sleep(POLL_S)
        return _refusal(409, "The first request with this Idempotency-Key is still being worked on. Try again.")

    async def _work(self, key: Key, scope: Scope, body: bytes) -> Response:
        recorded = _Recorder()
        try:
            await self.app(scope, _replay(body), recorded.send)
        except BaseException:
            await run_in_threadpool(release_key, key)
            raise
        if recorded.status >= 500:
            await run_in_threadpool(release_key, key)
        else:
            kept = {name: value for name, value in recorded.headers.items() if name in KEPT_HEADERS}
            await run_in_threadpool(keep_answer, key, recorded.status, kept, recorded.body)
        return Response(recorded.body, recorded.status, headers=recorded.headers)


class _Recorder:
    """Takes an answer in as the server would send it."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: dict[str, str] = {}
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            pairs: Iterable[tuple[bytes, bytes]] = message.get("headers", [])
            self.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs}
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


def _fingerprint(scope: Scope, headers: Headers, body: bytes) -> str:
    """Of path, query and body; a multipart body has a new boundary each time, so its length stands for it."""
    is_multipart = headers.get("content-type", "").startswith("multipart/")
    told = str(len(body)).encode() if is_multipart else body
    return hashlib.sha256(b"\0".join([scope["path"].encode(), scope["query_string"], told])).hexdigest()


async def _whole_body(receive: Receive) -> bytes:
    parts, more = [], True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


def _replay(body: bytes) -> Receive:
    messages = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Message:
        return next(messages, {"type": "http.disconnect"})

    return receive


def _replayed(status: int, kept: KeptAnswer) -> Response:
    return Response(bytes(kept.body), status, headers={**kept.headers, "idempotency-replayed": "true"})


def _refusal(status: int, detail: str) -> Response:
    title = {409: "Conflict", 422: "Unprocessable Content"}[status]
    return problem_response(Problem(title=title, status=status, detail=detail))
