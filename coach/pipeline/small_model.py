"""Small jobs for the small model: a title, an intent, what to propose. None when it cannot say: then a rule does."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from coach.pipeline.model import ModelAnswer
from coach.pipeline.provider import limit_of, model_client
from coach.pipeline.tiers import Kind, reserve, settle
from data.db import User

log = logging.getLogger(__name__)

WITHIN_S = 10.0
MAX_TOKENS = 400
Model = TypeVar("Model", bound=BaseModel)


class ToolCall(NamedTuple):
    """What the model would do; arguments are checked by whoever offers the tool."""

    name: str
    arguments: dict[str, Any]


class Job(NamedTuple):
    """What the small model is asked, and for whom."""

    kind: Kind
    user: User
    system: str
    text: str


async def filled(job: Job, form: type[Model]) -> Model | None:
    """The form filled in from the text; None without a model, budget or a valid answer."""
    schema = {"name": form.__name__, "schema": form.model_json_schema()}
    message = await _ask(job, {"response_format": {"type": "json_schema", "json_schema": schema}})
    if message is None or not message.content:
        return None
    try:
        return form.model_validate_json(message.content)
    except ValidationError:
        log.warning("the small model's %s was not valid", job.kind)
        return None


async def chosen_tools(job: Job, tools: list[dict[str, Any]]) -> list[ToolCall] | None:
    """The tools the model would use, none included; None when it could not be asked."""
    message = await _ask(job, {"tools": tools})
    if message is None:
        return None
    calls = []
    for call in message.tool_calls or []:
        try:
            arguments = json.loads(call.function.arguments)
        except (ValueError, AttributeError):
            continue
        if isinstance(arguments, dict):
            calls.append(ToolCall(call.function.name, arguments))
    return calls


async def _ask(job: Job, how: dict[str, Any]) -> Any:
    """The model's message, or None; its cost is counted either way."""
    from openai import OpenAIError

    reserved = await reserve(job.kind, job.user)
    if reserved is None:
        return None
    answer, started, message = ModelAnswer(reserved.model, status="failed"), time.monotonic(), None
    try:
        async with asyncio.timeout(WITHIN_S):
            raw = await model_client().chat.completions.with_raw_response.create(
                model=reserved.model,
                messages=[{"role": "system", "content": job.system}, {"role": "user", "content": job.text}],
                temperature=0,
                max_tokens=MAX_TOKENS,
                **how,
            )
        answer.limit = limit_of(raw.headers)
        completion = raw.parse()
        message = completion.choices[0].message if completion.choices else None
        answer.status, answer.finish_reason = "complete", "stop"
        if completion.usage:
            answer.tokens_in, answer.tokens_out = completion.usage.prompt_tokens, completion.usage.completion_tokens
    except (TimeoutError, OpenAIError, ValueError) as failure:
        log.warning("the small model did not answer for a %s: %s", job.kind, type(failure).__name__)
    await settle(reserved, answer, round((time.monotonic() - started) * 1000))
    return message
