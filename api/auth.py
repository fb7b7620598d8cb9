"""`/auth/v1`: the part of Supabase Auth's contract that local accounts serve. Mount `auth_app` there.

Endpoints are plain `def`: each runs in a worker thread, where a password hash may take its time.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Header, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.auth_errors import SmallBodies, install_auth_errors
from api.auth_models import (
    RecoverBody,
    ResendBody,
    SessionOut,
    SignUpBody,
    TokenBody,
    UserBody,
    UserOut,
    VerifyBody,
    session_out,
    signed_up_out,
    user_out,
)
from coach import account_links, account_sessions, accounts
from coach.account_sessions import AccountRefused, CurrentAccount, Session, Visitor
from data import mail
from data.accounts import LinkType
from data.settings import settings
from data.tokens import jwks

JWKS_MAX_AGE_S = 600

LINK_TYPES: dict[str, LinkType] = {
    "signup": "signup",
    "email": "signup",
    "recovery": "recovery",
    "email_change": "email_change",
}


auth_app = FastAPI(title="Coach K accounts", openapi_url=None, docs_url=None, redoc_url=None)
auth_app.add_middleware(SmallBodies)
install_auth_errors(auth_app)


def visitor(request: Request) -> Visitor:
    return Visitor(request.client.host if request.client else "", request.headers.get("user-agent", ""))


def current_account(authorization: Annotated[str, Header()] = "") -> CurrentAccount:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise AccountRefused("no_authorization", "This endpoint requires a valid Bearer token")
    return account_sessions.current_account(token.strip())


From = Annotated[Visitor, Depends(visitor)]
Current = Annotated[CurrentAccount, Depends(current_account)]


@auth_app.post("/signup")
def sign_up(body: SignUpBody, visitor: From) -> dict[str, Any]:
    if body.phone:
        raise AccountRefused("phone_provider_disabled", "Phone signups are disabled")
    if not body.email or body.password is None:
        raise AccountRefused("anonymous_provider_disabled", "Sign up with an email address and a password")
    signed_up = accounts.sign_up(body.email, body.password, body.data or {}, visitor)
    mail.send_later(lambda: signed_up.mail)
    return signed_up_out(signed_up)


@auth_app.post("/token", response_model_exclude_none=True)
def issue_token(grant_type: str, body: TokenBody, visitor: From) -> SessionOut:
    if grant_type == "refresh_token":
        return session_out(account_sessions.refresh_session(body.refresh_token or ""))
    if grant_type == "pkce":
        raise AccountRefused("flow_state_not_found", "invalid flow state, no valid flow state found")
    if grant_type != "password":
        raise AccountRefused("invalid_credentials", "unsupported_grant_type")
    if body.phone:
        raise AccountRefused("phone_provider_disabled", "Phone logins are disabled")
    if not body.email or body.password is None:
        raise AccountRefused("validation_failed", "missing email or phone")
    return session_out(accounts.sign_in(body.email, body.password, visitor))


@auth_app.get("/user", response_model_exclude_none=True)
def read_user(current: Current) -> UserOut:
    return user_out(current.account)


@auth_app.put("/user", response_model_exclude_none=True)
def update_user(body: UserBody, current: Current) -> UserOut:
    if body.app_metadata is not None:
        raise AccountRefused("not_admin", "Updating app_metadata requires admin privileges")
    if body.phone:
        raise AccountRefused("phone_provider_disabled", "Phone numbers are not supported")
    changed = accounts.change_account(current, accounts.Change(body.email, body.password, body.data))
    mail.send_later(lambda: changed.mail)
    return user_out(changed.account)


@auth_app.post("/logout", status_code=204, response_class=Response)
def sign_out(current: Current, scope: Literal["global", "local", "others"] = "global") -> None:
    account_sessions.sign_out(current, scope)


@auth_app.post("/recover")
def recover(body: RecoverBody) -> dict[str, str]:
    email = accounts.normal_email(body.email)
    mail.send_later(lambda: account_links.recover(email))
    return {}


@auth_app.post("/resend")
def resend(body: ResendBody) -> dict[str, str]:
    link_type = body.type
    if link_type not in ("signup", "email_change") or not body.email:
        raise AccountRefused("validation_failed", "Resend needs an email address and the type signup or email_change")
    email = accounts.normal_email(body.email)
    mail.send_later(lambda: account_links.resend(email, link_type))
    return {}


@auth_app.post("/verify", response_model_exclude_none=True)
def verify(body: VerifyBody, visitor: From) -> SessionOut:
    if body.token_hash and not body.token and not body.email:
        return session_out(_verify(body.type, body.token_hash, visitor))
    if body.token and body.email:
        return session_out(_verify(body.type, body.token, visitor, accounts.normal_email(body.email)))
    raise AccountRefused("validation_failed", "Verify requires either a token hash, or an email address and a token")


@auth_app.get("/verify")
def open_link(
    token: str, link_type: Annotated[str, Query(alias="type")], visitor: From, redirect_to: str = ""
) -> RedirectResponse:
    """The link of a mail, opened: back to the app with the session, or the refusal, in the fragment."""
    target = _safe_target(redirect_to)
    try:
        session = _verify(link_type, token, visitor)
    except AccountRefused as refused:
        fragment = {"error": "access_denied", "error_code": refused.code, "error_description": refused.text}
        return RedirectResponse(f"{target}#{urlencode(fragment)}", 303)
    answer = session_out(session)
    fragment = {
        "access_token": answer.access_token,
        "expires_at": str(answer.expires_at),
        "expires_in": str(answer.expires_in),
        "refresh_token": answer.refresh_token,
        "token_type": answer.token_type,
        "type": link_type,
    }
    return RedirectResponse(f"{target}#{urlencode(fragment)}", 303)


@auth_app.get("/settings")
def public_settings() -> dict[str, Any]:
    providers = ("anonymous_users", "apple", "google", "phone")
    return {
        "external": {"email": True, **dict.fromkeys(providers, False)},
        "disable_signup": False,
        "mailer_autoconfirm": not settings().confirm_email,
        "phone_autoconfirm": False,
        "sms_provider": "",
        "saml_enabled": False,
    }


@auth_app.get("/health")
def health() -> dict[str, str]:
    return {"version": "1", "name": "Coach K accounts", "description": "Local accounts with Supabase Auth's contract"}


@auth_app.get("/.well-known/jwks.json")
def keys(response: Response) -> dict[str, list[dict[str, str]]]:
    response.headers["Cache-Control"] = f"public, max-age={JWKS_MAX_AGE_S}"
    return jwks()


def _verify(link_type: str, token: str, visitor: Visitor, email: str | None = None) -> Session:
    if link_type not in LINK_TYPES:
        raise AccountRefused("otp_expired", "Email link is invalid or has expired")
    return account_links.verify_link(LINK_TYPES[link_type], token, visitor, email)


def _safe_target(redirect_to: str) -> str:
    """Only our own pages: the fragment carries a session."""
    home = settings().base_url
    return redirect_to.partition("#")[0] if redirect_to.startswith(f"{home}/") else f"{home}/"
