"""Sign in, sign up and sign out: plain pages that set and clear an opaque cookie."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.auth import auth_app
from api.sign_in_answers import (
    PASSWORD_HINT,
    TO_RESET,
    TO_SIGN_IN,
    form_response,
    password_problem,
    sign_in_route,
    signed_in_response,
    words_for,
)
from api.sign_in_guard import Flow, browser_address, clear_session, safe_next, session_token, set_flow
from api.sign_in_links import confirm_route, new_password_route, reset_route
from api.sign_in_pages import Field, Link, Page, page_response
from api.sign_in_providers import callback_route, oauth_route
from data import identity
from data.errors import Rejected, Unavailable
from data.identity import IdentityRefused
from data.sessions import browser_session, revoke_session, session_user
from data.settings import settings

identity.use_local(auth_app)


async def show_login(request: Request) -> Response:
    return await _unless_signed_in(request, _login_page(request))


async def login(request: Request, form: Mapping[str, str]) -> Response:
    email, password = form.get("email", "").strip(), form.get("password", "")
    try:
        async with identity.connect(browser_address(request)) as account_server:
            signed_in = await account_server.sign_in(email or "-", password or "-")
    except IdentityRefused as refused:
        status, words = words_for(refused.code)
        return form_response(request, _login_page(request, email)._replace(alert=words), status)
    return await signed_in_response(request, signed_in, request.query_params.get("next", "/"))


async def show_sign_up(request: Request) -> Response:
    return await _unless_signed_in(request, _sign_up_page(request))


async def sign_up(request: Request, form: Mapping[str, str]) -> Response:
    email, password = form.get("email", "").strip(), form.get("password", "")
    page, next_path = _sign_up_page(request, email), safe_next(request.query_params.get("next"))
    if problem := password_problem(password):
        return form_response(request, page._replace(alert=problem), 422)
    try:
        async with identity.connect(browser_address(request)) as account_server:
            answer = await account_server.sign_up(email or "-", password)
    except IdentityRefused as refused:
        status, words = words_for(refused.code)
        return form_response(request, page._replace(alert=words), status)
    if isinstance(answer, str):
        response = page_response(_check_mail_page(email))
        set_flow(response, Flow(answer, next_path, is_recovery=False))
        return response
    return await signed_in_response(request, answer, next_path)


async def show_logout(request: Request) -> Response:
    if await run_in_threadpool(session_user, session_token(request)) is None:
        return RedirectResponse("/", 303)
    back = Link("Stay signed in", "/")
    return form_response(request, Page("Sign out of Coach K?", submit="Sign out", buttons=(back,)))


async def logout(request: Request, form: Mapping[str, str]) -> Response:
    """Ends the session here first, then at the account server, which may be out of reach."""
    token = session_token(request)
    session = await run_in_threadpool(browser_session, token)
    await run_in_threadpool(revoke_session, token)
    if session and session.refresh_token:
        await _end_at_account_server(request, session.refresh_token)
    response = RedirectResponse("/", 303)
    clear_session(response)
    return response


async def _end_at_account_server(request: Request, refresh_token: str) -> None:
    try:
        async with identity.connect(browser_address(request)) as account_server:
            await account_server.resume(refresh_token)
            await account_server.sign_out()
    except (Rejected, Unavailable):
        return  # its session ends by itself; this browser is signed out either way


async def _unless_signed_in(request: Request, page: Page) -> Response:
    if await run_in_threadpool(session_user, session_token(request)):
        return RedirectResponse(safe_next(request.query_params.get("next")), 303)
    return form_response(request, page)


def _login_page(request: Request, email: str = "") -> Page:
    return Page(
        "Sign in",
        submit="Sign in",
        fields=(
            Field("email", "Email address", "email", "username", email),
            Field("password", "Password", "password", "current-password"),
        ),
        buttons=_provider_buttons(request),
        links=(Link("Create an account", _with_next(request, "/auth/signup")), TO_RESET),
    )


def _sign_up_page(request: Request, email: str = "") -> Page:
    return Page(
        "Create your account",
        "An address and a password are enough. Your profile comes next.",
        submit="Create account",
        fields=(
            Field("email", "Email address", "email", "username", email),
            Field("password", "Password", "password", "new-password", hint=PASSWORD_HINT),
        ),
        buttons=_provider_buttons(request),
        links=(Link("I have an account", _with_next(request, "/auth/login")),),
    )


def _check_mail_page(email: str) -> Page:
    text = f"We sent a link to {email}. Open it to finish. Nothing there after a few minutes? Look in the spam folder."
    return Page("Check your mail", text, links=(TO_SIGN_IN,))


def _provider_buttons(request: Request) -> tuple[Link, ...]:
    if not settings().is_hosted_auth:
        return ()
    return tuple(
        Link(f"Continue with {provider.title()}", _with_next(request, f"/auth/oauth/{provider}"))
        for provider in ("google", "apple")
    )


def _with_next(request: Request, path: str) -> str:
    next_path = safe_next(request.query_params.get("next"))
    return path if next_path == "/" else f"{path}?{urlencode({'next': next_path})}"


sign_in_routes: list[Route] = [
    sign_in_route("/auth/login", show_login, login),
    sign_in_route("/auth/signup", show_sign_up, sign_up),
    sign_in_route("/auth/logout", show_logout, logout),
    reset_route,
    confirm_route,
    new_password_route,
    oauth_route,
    callback_route,
]
