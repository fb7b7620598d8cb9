"""The API under /api: one router per noun."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from api import (
    account,
    achievements,
    activities,
    athlete_facts,
    benchmarks,
    calendar_feed,
    chat,
    coach_access,
    comments,
    conversations,
    dashboard,
    events,
    explorer,
    fitness,
    goals,
    jobs,
    knowledge,
    pacing,
    plan_days,
    plans,
    profile,
    progress,
    races,
    records,
    reference,
    rolling_plans,
    system,
    training_breaks,
    usage,
    workouts,
)
from api.idempotency import Idempotency
from api.problems import install_problems

# No interactive pages: they load scripts from elsewhere. The description is at /api/openapi.json.
api = FastAPI(title="Coach K", version="1", docs_url=None, redoc_url=None)
install_problems(api)
api.add_middleware(Idempotency)

v1 = APIRouter(prefix="/v1")
for noun in (
    account,
    profile,
    races,
    events,
    reference,
    workouts,
    activities,
    pacing,
    dashboard,
    progress,
    fitness,
    training_breaks,
    benchmarks,
    records,
    goals,
    achievements,
    rolling_plans,
    plans,
    plan_days,
    coach_access,
    comments,
    explorer,
    chat,
    conversations,
    knowledge,
    athlete_facts,
    usage,
    calendar_feed,
    jobs,
    system,
):
    v1.include_router(noun.router)
api.include_router(v1)
