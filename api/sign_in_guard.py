"""What protects the sign-in forms: cookies, origin, form tokens, and where `next` may lead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from data.errors import Rejected
from data.keys import form_token, fresh_token, is_form_token, seal, unseal
from data.sessions import LIFETIME_S, cookie_name
from data.settings import settings

MAX_FORM_BYTES = 20_000
FLOW_S = 3600


class FormRefused(Rejected):
    """The form did not come from our own page in this browser."""


class Flow(NamedTuple):
    """What a browser has to bring back from a sign-in that continues elsewhere."""

    verifier: str
    next_path: str
    is_recovery: bool


async def trusted_form(request: Request) -> Mapping[str, str]:
    """The fields of a form that this browser got from us.

    Raises:
        FormRefused: another origin, no or a wrong form token, or not a plain form.
    """
    if not _is_own_origin(request) or not _is_small_form(request):
        raise FormRefused("This form was not sent from this page. Open it again.")
    fields = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    given = fields.get("form_token", "")
    if not any(is_form_token(given, request.cookies.get(name, "")) for name in (_form_cookie(), cookie_name())):
        raise FormRefused("This page was open for too long. Try again.")
    return fields


def form_seed(request: Request) -> str:
    """The secret of this browser that its form tokens are made from; new when it has none."""
    return request.cookies.get(_form_cookie()) or fresh_token()


def token_for(seed: str) -> str:
    return form_token(seed)


def set_form_seed(response: Response, seed: str) -> None:
    _set(response, _form_cookie(), seed, FLOW_S * 24)


def session_token(request: Request) -> str:
    return request.cookies.get(cookie_name(), "")


def set_session(response: Response, token: str) -> None:
    _set(response, cookie_name(), token, LIFETIME_S)
    clear(response, _form_cookie())
    clear(response, _flow_cookie())


def clear_session(response: Response) -> None:
    clear(response, cookie_name())


def set_flow(response: Response, flow: Flow) -> None:
    _set(response, _flow_cookie(), seal(json.dumps(flow)), FLOW_S)


def kept_flow(request: Request) -> Flow | None:
    text = unseal(request.cookies.get(_flow_cookie(), ""), ttl_s=FLOW_S)
    return Flow(*json.loads(text)) if text else None


def clear(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", secure=_is_https(), httponly=True, samesite="lax")


def safe_next(path: str | None) -> str:
    """A path on this site, else the start page: one leading slash, nothing a browser would read as a host."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return "/"
    # Browsers drop tabs and line breaks, which would turn "/\t/host" into "//host".
    return path if path.isprintable() and "\\" not in path else "/"


def browser_address(request: Request) -> tuple[str, int]:
    return (request.client.host, request.client.port) if request.client else ("", 0)


def _is_own_origin(request: Request) -> bool:
    origin = request.headers.get("origin", "")
    return origin in (settings().base_url, f"{request.url.scheme}://{request.headers.get('host', '')}")


def _is_small_form(request: Request) -> bool:
    length = request.headers.get("content-length", "")
    media_type = request.headers.get("content-type", "").partition(";")[0].strip()
    is_small = length.isdecimal() and int(length) <= MAX_FORM_BYTES
    return is_small and media_type == "application/x-www-form-urlencoded"


def _set(response: Response, name: str, value: str, max_age_s: int) -> None:
    response.set_cookie(name, value, max_age=max_age_s, path="/", secure=_is_https(), httponly=True, samesite="lax")


def _is_https() -> bool:
    return settings().base_url.startswith("https://")


def _form_cookie() -> str:
    return "__Host-ck_form" if _is_https() else "ck_form"


def _flow_cookie() -> str:
    return "__Host-ck_flow" if _is_https() else "ck_flow"
