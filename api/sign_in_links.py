"""Mailed links and passwords: ask for a link, open it, set a new password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.sign_in_answers import (
    AFTER_RECOVERY,
    PASSWORD_HINT,
    TO_SIGN_IN,
    form_response,
    password_problem,
    sign_in_route,
    signed_in_response,
    words_for,
)
from api.sign_in_guard import Flow, browser_address, session_token, set_flow
from api.sign_in_pages import Field, Link, Page, page_response
from data import identity
from data.identity import EmailLink, Identity, IdentityRefused, SignedIn
from data.sessions import BrowserSession, browser_session, keep_refresh_token, revoke_sessions
from data.settings import settings

TO_NEW_LINK = Link("Ask for a new link", "/auth/reset")

RESET_PAGE = Page(
    "Set a new password",
    "Tell us your address and we send you a link.",
    submit="Send the link",
    fields=(Field("email", "Email address", "email", "username"),),
    links=(TO_SIGN_IN,),
)
CONFIRM_WORDS: dict[EmailLink, tuple[str, str]] = {
    "signup": ("Welcome to Coach K", "Confirm your address"),
    "recovery": ("Set a new password", "Continue"),
    "email_change": ("Your new address", "Confirm this address"),
}


async def show_reset(request: Request) -> Response:
    return form_response(request, RESET_PAGE)


async def reset(request: Request, form: Mapping[str, str]) -> Response:
    """The same answer whether the address is known or not."""
    email = form.get("email", "").strip()
    try:
        async with identity.connect(browser_address(request)) as account_server:
            verifier = await account_server.recover(email)
    except IdentityRefused as refused:
        status, words = words_for(refused.code)
        filled = RESET_PAGE.fields[0]._replace(value=email)
        return form_response(request, RESET_PAGE._replace(alert=words, fields=(filled,)), status)
    response = page_response(_link_sent_page(email))
    set_flow(response, Flow(verifier, AFTER_RECOVERY, is_recovery=True))
    return response


async def show_confirm(request: Request) -> Response:
    """Opening the link only asks: mail scanners open links too, and would use them up."""
    link_type = _link_type(request)
    if link_type is None or not request.query_params.get("token_hash"):
        return _dead_link()
    title, button = CONFIRM_WORDS[link_type]
    return form_response(request, Page(title, submit=button))


async def confirm(request: Request, form: Mapping[str, str]) -> Response:
    link_type = _link_type(request)
    if link_type is None:
        return _dead_link()
    try:
        async with identity.connect(browser_address(request)) as account_server:
            signed_in = await account_server.confirm(link_type, request.query_params.get("token_hash") or "-")
    except IdentityRefused:
        return _dead_link()
    is_recovery = link_type == "recovery"
    return await signed_in_response(request, signed_in, AFTER_RECOVERY if is_recovery else "/", is_recovery=is_recovery)


async def show_new_password(request: Request) -> Response:
    session = await run_in_threadpool(browser_session, session_token(request))
    return form_response(request, _new_password_page(session)) if session else _to_sign_in()


async def new_password(request: Request, form: Mapping[str, str]) -> Response:
    """A new password signs out every other browser and gives this one a new session."""
    token, password = session_token(request), form.get("password", "")
    session = await run_in_threadpool(browser_session, token)
    if session is None:
        return _to_sign_in()
    page = _new_password_page(session)
    if problem := password_problem(password):
        return form_response(request, page._replace(alert=problem), 422)
    try:
        async with identity.connect(browser_address(request)) as account_server:
            signed_in = await _proven(account_server, token, session, form.get("current_password", ""))
            await account_server.set_password(password)
    except IdentityRefused as refused:
        status, words = words_for(refused.code)
        if refused.code == "invalid_credentials":
            words = "That is not your current password. Check it, or ask for a link by mail."
        return form_response(request, page._replace(alert=words), status)
    await run_in_threadpool(revoke_sessions, session.user)
    return await signed_in_response(request, signed_in, "/")


async def _proven(account_server: Identity, token: str, session: BrowserSession, current: str) -> SignedIn:
    """Proof that it is them: the current password, or the reset link this browser came by."""
    if not session.is_recovery:
        return await account_server.sign_in(session.user.email, current or "-")
    signed_in = await account_server.resume(session.refresh_token or "-")
    await run_in_threadpool(keep_refresh_token, token, signed_in.refresh_token)
    return signed_in


def _new_password_page(session: BrowserSession) -> Page:
    current = Field("current_password", "Current password", "password", "current-password")
    new = Field("password", "New password", "password", "new-password", hint=PASSWORD_HINT)
    return Page(
        "Set a new password",
        f"For {session.user.email}. Other browsers are signed out.",
        submit="Save the new password",
        fields=(new,) if session.is_recovery else (current, new),
        username=session.user.email,
        links=(Link("Forgot your password?", "/auth/reset"), Link("Back", "/")),
    )


def _link_sent_page(email: str) -> Page:
    text = f"If there is an account for {email}, a mail with a link is on its way. It works for an hour."
    if not settings().is_hosted_auth and not settings().smtp_url:
        text += " No mail server is set up here, so the link is in the server's log: ask whoever runs this Coach K."
    return Page("Check your mail", text, links=(TO_SIGN_IN,))


def _dead_link() -> Response:
    status, words = words_for("otp_expired")
    return page_response(Page("This link does not work", alert=words, buttons=(TO_NEW_LINK,)), status)


def _to_sign_in() -> Response:
    return RedirectResponse("/auth/login?next=/auth/new-password", 303)


def _link_type(request: Request) -> EmailLink | None:
    given = request.query_params.get("type")
    return next((link_type for link_type in get_args(EmailLink) if link_type == given), None)


reset_route = sign_in_route("/auth/reset", show_reset, reset)
confirm_route = sign_in_route("/auth/confirm", show_confirm, confirm)
new_password_route = sign_in_route(AFTER_RECOVERY, show_new_password, new_password)
