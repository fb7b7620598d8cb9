"""The launcher: one ASGI process that serves pages, API and sign-in, with its database.

`python app.py` starts it with the port and address of the settings.
"""

from __future__ import annotations

import gc
import hashlib
import hmac
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import psutil
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount

from api.app import api
from api.auth import auth_app
from api.health import health_routes
from api.middleware import CompressedBundles, SecurityHeaders
from api.sign_in import sign_in_routes
from data import startup
from data.settings import settings

ROOT = Path(__file__).resolve().parent
# What the first page would import otherwise, while somebody waits for it.
HEAVY = ("pandas", "pyarrow", "plotly.graph_objects", "streamlit_authenticator", "pages.theme")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Opens the database in the main thread: the embedded server ends with the thread that started it."""
    try:
        startup.open_database()
        import_heavy_modules()
        send_at_once()
        sys.stdout.write(f"Coach K is ready at {settings().base_url}\n")
        sys.stdout.flush()
        yield
    finally:
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


app = st.App(
    ROOT / "pages" / "shell.py",
    routes=[*health_routes, *sign_in_routes, Mount("/auth/v1", auth_app), Mount("/api", api)],
    middleware=[Middleware(SecurityHeaders), Middleware(CompressedBundles)],
    lifespan=lifespan,
)


def launch() -> NoReturn:
    """Become `streamlit run app.py`: only that reads Streamlit's own settings and flags."""
    chosen = settings()
    cookie_secret = hmac.new(chosen.secret.encode(), b"streamlit cookies", hashlib.sha256).hexdigest()
    os.environ.setdefault("STREAMLIT_SERVER_COOKIE_SECRET", cookie_secret)
    os.chdir(ROOT)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    flags = [f"--server.port={chosen.port}", f"--server.address={chosen.host}", *sys.argv[1:]]
    os.execv(sys.executable, [*command, *flags])  # noqa: S606


if __name__ == "__main__":
    launch()
