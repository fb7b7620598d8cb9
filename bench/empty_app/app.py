"""The floor: an app that shows nothing, launched and compressed like ours."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from api.middleware import CompressedBundles

HERE = Path(__file__).resolve().parent


async def healthz(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


app = st.App(HERE / "empty.py", routes=[Route("/healthz", healthz)], middleware=[Middleware(CompressedBundles)])

if __name__ == "__main__":
    flags = (
        f"--server.port={os.environ['PORT']}", "--server.address=127.0.0.1", "--server.headless=true",
        "--server.fileWatcherType=none", "--runner.postScriptGC=false", "--browser.gatherUsageStats=false",
        "--client.toolbarMode=minimal",
    )  # fmt: skip
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(HERE / "app.py"), *flags])  # noqa: S606
