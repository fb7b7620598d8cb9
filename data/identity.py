"""Who somebody is, asked of Supabase Auth: a hosted project, or our own `/auth/v1` without a socket in between.

One client per use: a client shared by two people would mix up their sessions.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal, NamedTuple
from uuid import UUID

import httpx
import jwt
from supabase_auth import AsyncGoTrueClient, AsyncMemoryStorage
from supabase_auth.errors import AuthApiError, AuthError, AuthWeakPasswordError
from supabase_auth.types import AuthResponse

from data.db import User
from data.errors import Rejected, Unavailable
from data.settings import settings

Provider = Literal["google", "apple"]
EmailLink = Literal["signup", "recovery", "email_change"]
TIMEOUT_S = 20
LOCAL_URL = "http://accounts"
STORAGE_KEY = "coach"

_local: list[Any] = []


class IdentityRefused(Rejected):
    """The account server said no; `code` is Supabase Auth's word for the reason."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class SignedIn(NamedTuple):
    user: User
    auth_session_id: UUID | None
    refresh_token: str


class Redirect(NamedTuple):
    """Where to send the browser, and the PKCE verifier it brings back."""

    url: str
    verifier: str


def use_local(app: Any) -> None:
    """Give the ASGI app that serves `/auth/v1` here; the launcher calls this once."""
    _local[:] = [app]


@asynccontextmanager
async def connect(browser: tuple[str, int]) -> AsyncIterator[Identity]:
    """Talk to the account server for one browser, whose address counts for the throttle."""
    if settings().is_hosted_auth:
        url = f"{settings().supabase_url}/auth/v1"
        http_client = httpx.AsyncClient(timeout=TIMEOUT_S)
    else:
        if not _local:
            raise Unavailable("Sign-in is not ready yet. Try again in a moment.")
        url = LOCAL_URL
        http_client = httpx.AsyncClient(transport=httpx.ASGITransport(_local[0], client=browser))
    async with http_client:
        storage = AsyncMemoryStorage()
        client = AsyncGoTrueClient(
            url=url,
            headers={"apikey": settings().supabase_anon_key},
            storage_key=STORAGE_KEY,
            storage=storage,
            auto_refresh_token=False,
            http_client=http_client,
            flow_type="pkce",
        )
        try:
            yield Identity(client, storage)
        except AuthApiError as refused:
            raise IdentityRefused(refused.code or "unknown", refused.message) from refused
        except AuthWeakPasswordError as weak:
            raise IdentityRefused("weak_password", weak.message) from weak
        except AuthError as failure:
            raise Unavailable("The account server does not answer. Try again in a moment.") from failure


class Identity:
    """One browser's conversation with the account server."""

    def __init__(self, client: AsyncGoTrueClient, storage: AsyncMemoryStorage) -> None:
        self._client = client
        self._storage = storage

    async def sign_up(self, email: str, password: str) -> SignedIn | str:
        """Signed in, or the PKCE verifier while the address waits for confirmation."""
        options = {"email_redirect_to": callback_url()}
        answer = await self._client.sign_up({"email": email, "password": password, "options": options})  # type: ignore[typeddict-item]
        return _signed_in(answer) if answer.session else await self._verifier()

    async def sign_in(self, email: str, password: str) -> SignedIn:
        return _signed_in(await self._client.sign_in_with_password({"email": email, "password": password}))

    async def recover(self, email: str) -> str:
        """Ask for a reset mail; returns the PKCE verifier a hosted project's link needs."""
        await self._client.reset_password_for_email(email, {"redirect_to": callback_url()})
        return await self._verifier()

    async def confirm(self, link_type: EmailLink, token_hash: str) -> SignedIn:
        return _signed_in(await self._client.verify_otp({"type": link_type, "token_hash": token_hash}))

    async def set_password(self, password: str) -> None:
        """Change it for whoever this conversation has signed in."""
        await self._client.update_user({"password": password})

    async def resume(self, refresh_token: str) -> SignedIn:
        """Continue a kept session; the refresh token is used up, keep the new one."""
        return _signed_in(await self._client.refresh_session(refresh_token))

    async def sign_out(self) -> None:
        await self._client.sign_out({"scope": "local"})

    async def oauth(self, provider: Provider) -> Redirect:
        options = {"redirect_to": callback_url()}
        answer = await self._client.sign_in_with_oauth({"provider": provider, "options": options})  # type: ignore[typeddict-item]
        return Redirect(answer.url, await self._verifier())

    async def exchange(self, code: str, verifier: str) -> SignedIn:
        """The session for the code an OAuth provider or a mailed link brought back."""
        answer = await self._client.exchange_code_for_session(
            {"auth_code": code, "code_verifier": verifier, "redirect_to": callback_url()}
        )
        return _signed_in(answer)

    async def _verifier(self) -> str:
        kept = await self._storage.get_item(f"{STORAGE_KEY}-code-verifier")
        return (kept or "").partition("/")[0]


async def delete_user(user_id: UUID) -> None:
    """Remove an account of a hosted project and, by the foreign keys, every row of its athlete.

    Raises:
        Unavailable: the project does not answer, or refuses the service role key.
    """
    key = settings().supabase_service_role_key
    url = f"{settings().supabase_url}/auth/v1/admin/users/{user_id}"
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S) as client:
            answer = await client.delete(url, headers={"apikey": key, "Authorization": f"Bearer {key}"})
    except httpx.HTTPError as failure:
        raise Unavailable("The account server does not answer. Nothing was deleted. Try again.") from failure
    if answer.status_code not in (200, 204, 404):  # 404: it was gone already
        raise Unavailable("The account server refused to delete the account. Ask whoever runs this Coach K.")


def callback_url() -> str:
    return f"{settings().base_url}/auth/callback"


def _signed_in(answer: AuthResponse) -> SignedIn:
    session = answer.session
    if session is None or session.user.email is None:
        raise IdentityRefused("session_not_found", "The account server gave no session.")
    # Fresh from the account server, so only read, not checked.
    claims = jwt.decode(session.access_token, options={"verify_signature": False})
    session_id = claims.get("session_id")
    user = User(UUID(session.user.id), session.user.email)
    return SignedIn(user, UUID(session_id) if session_id else None, session.refresh_token)
