"""Whether the app can work: asked by people, supervisors and tests."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from data import db


def healthz(_request: Request) -> JSONResponse:
    """200 while the database answers, else 503."""
    if not db.answers():
        return JSONResponse({"status": "unavailable", "database": "unavailable"}, status_code=503)
    return JSONResponse({"status": "ok", "database": "ok"}, headers={"cache-control": "no-store"})


health_routes = [Route("/healthz", healthz, methods=["GET"])]
