"""Security headers, sockets of our own pages only, compressed bundles. Pure ASGI, so streams pass unbuffered."""

from __future__ import annotations

import base64
import gzip
import hashlib
import mimetypes
import re
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = (Path(streamlit.__file__).parent / "static").resolve()
YEAR_S = 31_536_000
COMPRESSED = (".js", ".css")


def content_security_policy(index_html: str) -> str:
    """Only what the app itself serves, plus the inline scripts of this index page by their hashes."""
    scripts = re.findall(r"<script>(.*?)</script>", index_html, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {allowed} 'wasm-unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob: data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


class SecurityHeaders:
    """Adds the headers; an answer that sets a stricter one of its own keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "content-security-policy": content_security_policy((STATIC / "index.html").read_text(encoding="utf-8")),
            "x-content-type-options": "nosniff",
            "referrer-policy": "strict-origin-when-cross-origin",
            "permissions-policy": "microphone=(self), camera=(), geolocation=()",
            "cross-origin-opener-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return await self.app(scope, receive, send_with_headers)


class OwnSockets:
    """Refuses a websocket that a page from elsewhere opens; Streamlit itself lets any port of localhost in."""

    def __init__(self, app: ASGIApp, own_host: str = "") -> None:
        self.app = app
        self.own_host = own_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin and urlsplit(origin).netloc not in (headers.get("host"), self.own_host or None):
                return await send({"type": "websocket.close", "code": 1008})
        return await self.app(scope, receive, send)


class CompressedBundles:
    """Streamlit serves its scripts and styles uncompressed; this zips each once and keeps it in memory."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.zipped: dict[Path, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        bundle = _wanted_bundle(scope)
        if bundle is None:
            return await self.app(scope, receive, send)
        if bundle not in self.zipped:
            self.zipped[bundle] = await to_thread.run_sync(_zip, bundle)
        return await _bundle_response(bundle, self.zipped[bundle])(scope, receive, send)


def _wanted_bundle(scope: Scope) -> Path | None:
    """The bundle this request asks for, when the browser takes it compressed."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    path: str = scope["path"]
    if not (path.startswith("/static/") and path.endswith(COMPRESSED)):
        return None
    headers = Headers(scope=scope)
    if "gzip" not in headers.get("accept-encoding", "") or "range" in headers:
        return None
    bundle = (STATIC / path.removeprefix("/")).resolve()
    return bundle if bundle.is_relative_to(STATIC) and bundle.is_file() else None


def _zip(bundle: Path) -> bytes:
    return gzip.compress(bundle.read_bytes(), 6, mtime=0)


def _bundle_response(bundle: Path, zipped: bytes) -> Response:
    return Response(
        zipped,
        media_type=mimetypes.guess_type(bundle.name)[0],
        headers={
            "content-encoding": "gzip",
            "vary": "accept-encoding",
            "cache-control": f"public, immutable, max-age={YEAR_S}",
        },
    )
