"""Athletes who talk to Coach K, and a provider that answers or fails as told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from llmock.pytest_plugin import LLMock
from llmock.testing import LLMockServer

from coach import answers, knowledge_base
from coach.pipeline import local_embedding, provider
from coach.profiles import change_profile
from data.db import User
from data.profiles import ProfileChange
from data.settings import settings


@pytest.fixture(scope="session")
def provider_server() -> Iterator[LLMockServer]:
    with LLMockServer() as server:
        yield server


@pytest.fixture(scope="session")
def embedding_server() -> Iterator[LLMockServer]:
    with LLMockServer() as server:
        yield server


@pytest.fixture
def faults(
    provider_server: LLMockServer, embedding_server: LLMockServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LLMock]:
    """The provider of Coach K's model in this test; `faults.requests` is what it was asked. No small model."""
    faults = LLMock(provider_server).reset().tool_mode("off")
    embeddings = LLMock(embedding_server).reset()
    for name, server in (("NEBIUS", faults), ("OPENAI", embeddings)):
        monkeypatch.setenv(f"{name}_BASE_URL", server.base_url())
        monkeypatch.setenv(f"{name}_API_KEY", "test-key")
    monkeypatch.setenv("NEBIUS_SMALL_MODEL", "")
    settings.cache_clear()
    yield faults
    answers.run(provider.close_clients())
    settings.cache_clear()


@pytest.fixture
def knowledge(database: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole knowledge base, as at the first start, searched by words alone whatever is installed."""
    monkeypatch.setattr(local_embedding, "is_active", lambda: False)
    knowledge_base.ingest()


@pytest.fixture
def talker(user: User) -> User:
    """An athlete who agreed that a model may read what they write."""
    change_profile(user, ProfileChange(display_name="Alex", consents_to_ai=True))
    return user
