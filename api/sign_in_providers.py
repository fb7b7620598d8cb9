"""Google and Apple through a Supabase project: PKCE, with the verifier kept by the browser that started."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.sign_in_answers import AFTER_RECOVERY, TO_SIGN_IN, signed_in_response
from api.sign_in_guard import Flow, browser_address, kept_flow, safe_next, set_flow
from api.sign_in_pages import Page, page_response
from data import identity
from data.errors import Unavailable
from data.identity import IdentityRefused, Provider
from data.settings import settings

NOT_FINISHED = "The sign-in was not finished. Start again in this browser."


async def start(request: Request) -> Response:
    given = request.path_params["provider"]
    provider: Provider | None = next((known for known in get_args(Provider) if known == given), None)
    if provider is None or not settings().is_hosted_auth:
        return page_response(Page("Not available", "This way to sign in is not set up.", buttons=(TO_SIGN_IN,)), 404)
    async with identity.connect(browser_address(request)) as account_server:
        redirect = await account_server.oauth(provider)
    response = RedirectResponse(redirect.url, 303)
    set_flow(response, Flow(redirect.verifier, safe_next(request.query_params.get("next")), is_recovery=False))
    return response


async def finish(request: Request) -> Response:
    """Where the provider, or a hosted project's mailed link, sends the browser back with a code."""
    code, flow = request.query_params.get("code"), kept_flow(request)
    if not code or flow is None:
        return _not_finished()
    try:
        async with identity.connect(browser_address(request)) as account_server:
            signed_in = await account_server.exchange(code, flow.verifier)
    except IdentityRefused:
        return _not_finished()
    except Unavailable as failure:
        return page_response(Page("One moment", alert=failure.text, buttons=(TO_SIGN_IN,)), 503)
    target = AFTER_RECOVERY if flow.is_recovery else flow.next_path
    return await signed_in_response(request, signed_in, target, is_recovery=flow.is_recovery)


def _not_finished() -> Response:
    return page_response(Page("Not signed in", alert=NOT_FINISHED, buttons=(TO_SIGN_IN,)), 400)


oauth_route = Route("/auth/oauth/{provider}", start, methods=["GET"])
callback_route = Route("/auth/callback", finish, methods=["GET"])
