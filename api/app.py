"""The API under /api: one router per noun."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from api import events, profile, races, reference
from api.problems import install_problems

# No interactive pages: they load scripts from elsewhere. The description is at /api/openapi.json.
api = FastAPI(title="Coach K", version="1", docs_url=None, redoc_url=None)
install_problems(api)

v1 = APIRouter(prefix="/v1")
for noun in (profile, races, events, reference):
    v1.include_router(noun.router)
api.include_router(v1)
