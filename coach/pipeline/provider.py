"""The clients of the model's and the embeddings' providers: one each per process, kept open, on one loop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.engines.provider_time import seconds_of
from data.model_calls import ProviderLimit
from data.settings import settings

if TYPE_CHECKING:  # takes most of a second to import, so the first answer imports it
    from openai import AsyncOpenAI

SILENCE_S = 25.0  # between two pieces of a stream
CONNECT_S = 5.0
KEPT_OPEN_S = 60.0  # longer than most people type


def model_client() -> AsyncOpenAI:
    chosen = settings()
    return _client(chosen.nebius_base_url, chosen.nebius_api_key)


def embedding_client() -> AsyncOpenAI:
    chosen = settings()
    return _client(chosen.openai_base_url, chosen.openai_api_key)


@lru_cache(maxsize=4)
def _client(base_url: str, api_key: str) -> AsyncOpenAI:
    """Retries are ours alone: the library's own would hide that Coach K is warming up."""
    import httpx2
    from openai import AsyncOpenAI, DefaultAsyncHttpx2Client

    timeout = httpx2.Timeout(SILENCE_S, connect=CONNECT_S)
    limits = httpx2.Limits(max_connections=200, max_keepalive_connections=50, keepalive_expiry=KEPT_OPEN_S)
    return AsyncOpenAI(
        base_url=base_url,
        api_key=api_key,
        max_retries=0,
        timeout=timeout,
        http_client=DefaultAsyncHttpx2Client(timeout=timeout, limits=limits),
    )


async def close_clients() -> None:
    """On the loop that used them, before it ends."""
    chosen = settings()
    for base_url, api_key in (
        (chosen.nebius_base_url, chosen.nebius_api_key),
        (chosen.openai_base_url, chosen.openai_api_key),
    ):
        if _client.cache_info().currsize and api_key:
            await _client(base_url, api_key).close()
    _client.cache_clear()


def limit_of(headers: Mapping[str, str]) -> ProviderLimit | None:
    """What a provider's rate-limit headers say is left; None when there are none."""
    requests, tokens = (_count(headers.get(f"x-ratelimit-remaining-{kind}")) for kind in ("requests", "tokens"))
    if requests is None and tokens is None:
        return None
    resets_s = seconds_of(headers.get("x-ratelimit-reset-requests", ""))
    resets_at = None if resets_s is None else datetime.now(UTC) + timedelta(seconds=min(resets_s, 86_400))
    return ProviderLimit(requests, tokens, resets_at)


def _count(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
