"""Errors of `/auth/v1`, in the two shapes of Supabase Auth; clients decide by the code."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from coach.account_sessions import AccountCode, AccountRefused
from data.errors import AppError, Unavailable

MAX_BODY_BYTES = 64_000
VERSION_HEADER = "X-Supabase-Api-Version"
VERSION = "2024-01-01"

CODES: dict[int, set[AccountCode]] = {
    401: {"no_authorization"},
    403: {"bad_jwt", "not_admin", "otp_expired", "session_not_found"},
    404: {"flow_state_not_found"},
    422: {"anonymous_provider_disabled", "email_exists", "same_password", "user_already_exists", "weak_password"},
    429: {"over_request_rate_limit"},
}
STATUS: dict[AccountCode, int] = {code: status for status, codes in CODES.items() for code in codes}


class SmallBodies:
    """Refuses large or unmeasured bodies before anybody reads them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        is_too_large = int(headers.get("content-length", "0")) > MAX_BODY_BYTES
        if is_too_large or "transfer-encoding" in headers:
            answer = error_response(
                Request(scope),
                413,
                "request_entity_too_large",
                f"Send at most {MAX_BODY_BYTES} bytes, with their length",
            )
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)


def install_auth_errors(app: FastAPI) -> None:
    """Map refusals, validation errors and HTTP errors to the contract's bodies."""
    app.add_exception_handler(AppError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)


def error_response(request: Request, status: int, code: str, text: str) -> JSONResponse:
    """`{code, error_code, msg}`, or `{code, message}` with the version echoed to clients that ask for it."""
    headers = {"x-sb-error-code": code}
    body: dict[str, Any] = {"code": status, "error_code": code, "msg": text}
    if request.headers.get(VERSION_HEADER) == VERSION:
        headers[VERSION_HEADER] = VERSION
        body = {"code": code, "message": text}
    if code == "weak_password":
        body["weak_password"] = {"reasons": ["length"]}
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = "900"
    return JSONResponse(body, status, headers=headers)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, AccountRefused):
        status = STATUS.get(error.code, 400)
        # The same dead session is a bad request when renewed, and forbidden when used.
        if error.code == "session_not_found" and request.url.path.endswith("/token"):
            status = 400
        return error_response(request, status, error.code, error.text)
    status = HTTPStatus.SERVICE_UNAVAILABLE if isinstance(error, Unavailable) else HTTPStatus.BAD_REQUEST
    return error_response(request, status, "unexpected_failure", str(error))


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    first = cast(RequestValidationError, error).errors()[0]
    if first["type"] == "json_invalid":
        return error_response(request, 400, "bad_json", "Could not read request body as JSON")
    # Never the value: it may be a password.
    where = ".".join(str(part) for part in first["loc"][1:]) or "body"
    return error_response(request, 400, "validation_failed", f"{where}: {first['msg']}")


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    status, detail = cast(HTTPException, error).status_code, cast(HTTPException, error).detail
    return error_response(request, status, "bad_json" if status == HTTPStatus.BAD_REQUEST else "unknown", detail)
