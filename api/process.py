"""What the one process serves beside the pages, and what it does from start to stop."""

from __future__ import annotations

import gc
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Mount, Route

from api.app import api
from api.auth import auth_app
from api.calendar_feed import calendar_routes
from api.health import health_routes
from api.middleware import CompressedBundles, OwnSockets, SecurityHeaders
from api.sign_in import sign_in_routes
from coach import answers, knowledge_base
from coach.jobs import JobWorker
from data import startup
from data.settings import settings

FAVICON = Path(__file__).parent / "favicon.png"
# What the first page would import otherwise, while somebody waits for it.
HEAVY = (
    "pandas",
    "pyarrow",
    "plotly.graph_objects",
    "streamlit.elements.arrow",
    "streamlit_authenticator",
    "pages.theme",
)


def favicon(_request: Request) -> FileResponse:
    """In place of Streamlit's own, which its index page names."""
    return FileResponse(FAVICON, headers={"cache-control": "public, max-age=86400"})


routes: list[BaseRoute] = [
    *health_routes,
    *calendar_routes,
    *sign_in_routes,
    Mount("/auth/v1", auth_app),
    Mount("/api", api),
    Route("/favicon.png", favicon),
]
middleware = [
    Middleware(SecurityHeaders),
    Middleware(OwnSockets, own_host=urlsplit(settings().base_url).netloc),
    Middleware(CompressedBundles),
]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Everything a request needs is there before the first one, and closed after the last."""
    worker: JobWorker | None = None
    try:
        startup.open_database()
        knowledge_base.ingest_in_background()
        import_heavy_modules()
        send_at_once()
        if settings().worker == "in_process":
            worker = JobWorker()
            worker.start()
        sys.stdout.write(f"Coach K is ready at {settings().base_url}\n")
        sys.stdout.flush()
        yield
    finally:
        if worker:
            worker.stop()
        answers.stop_all()
        startup.close_database()


def import_heavy_modules() -> None:
    """Then freezes what they made, so that the garbage collector never walks it again."""
    # streamlit-authenticator asks for a page when imported; there is none, and that is fine.
    chatter = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    chatter.setLevel(logging.ERROR)
    for name in HEAVY:
        import_module(name)
    chatter.setLevel(logging.WARNING)
    gc.collect()
    gc.freeze()


def send_at_once() -> None:
    """Let connections inherit TCP_NODELAY: Streamlit's socket leaves it off, and every small answer waits 40 ms."""
    for listening in psutil.Process().net_connections(kind="tcp"):
        if listening.status == psutil.CONN_LISTEN:
            with socket.socket(fileno=os.dup(listening.fd)) as handle:
                handle.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
