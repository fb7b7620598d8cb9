"""What every sign-in route answers with: a form, a refusal in plain words, or a signed-in browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.sign_in_guard import (
    FormRefused,
    form_seed,
    safe_next,
    session_token,
    set_form_seed,
    set_session,
    token_for,
    trusted_form,
)
from api.sign_in_pages import Link, Page, page_response
from data.errors import Unavailable
from data.identity import SignedIn
from data.passwords import MAX_BYTES, MIN_BYTES, is_too_short, is_unusable
from data.sessions import NewSession, revoke_session, start_session

Show = Callable[[Request], Awaitable[Response]]
Submit = Callable[[Request, Mapping[str, str]], Awaitable[Response]]

AFTER_RECOVERY = "/auth/new-password"
TO_SIGN_IN = Link("Sign in", "/auth/login")
TO_RESET = Link("Forgot your password?", "/auth/reset")
PASSWORD_HINT = f"At least {MIN_BYTES} characters. A sentence you remember works well."

UNKNOWN = "That did not work. Try again in a moment."
WORDS: dict[str, tuple[int, str]] = {
    "invalid_credentials": (401, "That address and password do not match. Check both, or set a new password."),
    "email_not_confirmed": (403, "Open the link in our mail first. Setting a new password gets you a new link."),
    "user_banned": (403, "This account is closed. Ask whoever runs this Coach K."),
    "user_already_exists": (409, "There is an account with this address already. Sign in, or set a new password."),
    "email_exists": (409, "There is an account with this address already. Sign in, or set a new password."),
    "signup_disabled": (403, "New accounts are switched off here. Ask whoever runs this Coach K."),
    "weak_password": (422, f"Choose a password of at least {MIN_BYTES} characters."),
    "same_password": (422, "That is your password already. Choose a new one."),
    "validation_failed": (422, "That address does not look right. Write it like name@example.org."),
    "otp_expired": (403, "This link was used already or is too old. Ask for a new one."),
    "over_request_rate_limit": (429, "Too many tries. Wait 15 minutes, then try again."),
    "over_email_send_rate_limit": (429, "A mail went out just now. Wait a minute, then ask again."),
}


def sign_in_route(path: str, show: Show, submit: Submit) -> Route:
    """One address: GET shows its page, POST takes its form after the checks all forms need."""

    async def answer(request: Request) -> Response:
        try:
            if request.method == "POST":
                return await submit(request, await trusted_form(request))
            return await show(request)
        except FormRefused as refused:
            return page_response(Page("Try again", alert=refused.text, buttons=(TO_SIGN_IN,)), 403)
        except Unavailable as failure:
            again = Link("Try again", request.url.path)
            return page_response(Page("One moment", alert=failure.text, buttons=(again,)), 503)

    return Route(path, answer, methods=["GET", "POST"])


def form_response(request: Request, page: Page, status: int = 200) -> Response:
    """A page whose form only this browser can send."""
    seed = form_seed(request)
    response = page_response(page._replace(hidden={"form_token": token_for(seed), **page.hidden}), status)
    set_form_seed(response, seed)
    return response


def words_for(code: str) -> tuple[int, str]:
    """Status and words for a code of the account server."""
    return WORDS.get(code, (400, UNKNOWN))


def password_problem(password: str) -> str:
    """What is wrong with a new password; empty when nothing is."""
    if is_too_short(password):
        return words_for("weak_password")[1]
    if is_unusable(password):
        return f"That password is too long: {MAX_BYTES} letters are the limit, fewer with accents or emoji."
    return ""


async def signed_in_response(
    request: Request, signed_in: SignedIn, next_path: str, *, is_recovery: bool = False
) -> Response:
    """A fresh session for this browser, whatever cookie it had before."""
    if former := session_token(request):
        await run_in_threadpool(revoke_session, former)
    session = NewSession(signed_in.user, signed_in.auth_session_id, signed_in.refresh_token, is_recovery)
    token = await run_in_threadpool(start_session, session)
    response = RedirectResponse(safe_next(next_path), 303)
    set_session(response, token)
    return response
