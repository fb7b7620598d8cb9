"""What every answer carries."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from api.health import health_routes
from api.middleware import STATIC, CompressedBundles, OwnSockets, SecurityHeaders, content_security_policy
from data import db
from tests.conftest import Database

BUNDLE = next(path for path in sorted((STATIC / "static" / "js").glob("index.*.js")))
BUNDLE_PATH = f"/static/js/{BUNDLE.name}"


def stricter(_request: Request) -> Response:
    return PlainTextResponse("own", headers={"content-security-policy": "default-src 'none'"})


def stream(_request: Request) -> Response:
    async def parts() -> AsyncIterator[str]:
        yield "data: 1\n\n"
        yield "data: 2\n\n"

    return StreamingResponse(parts(), media_type="text/event-stream")


@pytest.fixture
def client() -> TestClient:
    routes = [
        Route("/", lambda _request: PlainTextResponse("hello")),
        Route("/stricter", stricter),
        Route("/stream", stream),
        Mount("/static", StaticFiles(directory=STATIC / "static")),
        *health_routes,
    ]
    app = Starlette(routes=routes, middleware=[Middleware(SecurityHeaders), Middleware(CompressedBundles)])
    return TestClient(app, headers={"accept-encoding": "identity"})


def test_the_policy_allows_the_inline_script_by_its_hash_alone() -> None:
    policy = content_security_policy("<script>\n  a()\n</script><script src='x'></script>")

    digest = base64.b64encode(hashlib.sha256(b"\n  a()\n").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}' 'wasm-unsafe-eval';" in policy
    assert "'unsafe-eval'" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy


def test_the_installed_streamlit_has_the_inline_script_the_policy_allows() -> None:
    policy = content_security_policy((STATIC / "index.html").read_text(encoding="utf-8"))

    assert policy.count("'sha256-") == 1


@pytest.mark.parametrize("path", ["/", "/stream", "/nowhere", BUNDLE_PATH])
def test_every_answer_carries_the_security_headers(path: str, client: TestClient) -> None:
    headers = client.get(path).headers

    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["permissions-policy"] == "microphone=(self), camera=(), geolocation=()"


def test_an_answer_with_a_policy_of_its_own_keeps_it(client: TestClient) -> None:
    assert client.get("/stricter").headers.get_list("content-security-policy") == ["default-src 'none'"]


def test_a_stream_passes_unchanged(client: TestClient) -> None:
    with client.stream("GET", "/stream") as answer:
        assert "content-length" not in answer.headers
        assert "".join(answer.iter_text()) == "data: 1\n\ndata: 2\n\n"


def test_a_bundle_comes_compressed_and_is_the_same_bundle(client: TestClient) -> None:
    with client.stream("GET", BUNDLE_PATH, headers={"accept-encoding": "br, gzip"}) as answer:
        zipped = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "accept-encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert int(answer.headers["content-length"]) == len(zipped) < BUNDLE.stat().st_size / 2
    assert gzip.decompress(zipped) == BUNDLE.read_bytes()


@pytest.mark.parametrize(
    "headers",
    [{"accept-encoding": "identity"}, {"accept-encoding": "gzip", "range": "bytes=0-9"}],
    ids=["plain", "range"],
)
def test_a_browser_that_asks_for_plain_bytes_gets_them(headers: dict[str, str], client: TestClient) -> None:
    answer = client.get(BUNDLE_PATH, headers=headers)

    assert "content-encoding" not in answer.headers
    assert BUNDLE.read_bytes().startswith(answer.content)


@pytest.mark.parametrize(
    "path",
    ["/static/%2e%2e/%2e%2e/__init__.py", "/static/../../config.js", "/static/js/nothing.js", "/static//etc/x.js"],
)
def test_only_bundles_are_served(path: str, client: TestClient) -> None:
    assert client.get(path, headers={"accept-encoding": "gzip"}).status_code == 404


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


@pytest.mark.parametrize("origin", ["http://testserver", "https://coach.example.org", None])
def test_a_socket_of_our_own_page_is_let_in(origin: str | None) -> None:
    app = OwnSockets(Starlette(routes=[WebSocketRoute("/", echo)]), own_host="coach.example.org")

    with TestClient(app).websocket_connect("/", headers={"origin": origin} if origin else {}) as socket:
        assert socket.receive_text() == "hello"


@pytest.mark.parametrize("origin", ["http://localhost:3000", "https://elsewhere.example", "null"])
def test_a_socket_of_a_page_from_elsewhere_is_refused(origin: str) -> None:
    app = OwnSockets(Starlette(routes=[WebSocketRoute("/", echo)]), own_host="coach.example.org")

    with pytest.raises(WebSocketDisconnect), TestClient(app).websocket_connect("/", headers={"origin": origin}):
        pass


def test_health_is_ok_while_the_database_answers(client: TestClient, database: Database) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok"}


def test_health_is_503_when_the_database_is_gone(client: TestClient, database: Database) -> None:
    db.close_pools()

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["database"] == "unavailable"
