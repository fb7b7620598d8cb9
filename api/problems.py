"""Every error of the API as problem+json (RFC 9457)."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException

from coach.events import NeedsAnswer
from data.errors import AppError, Conflict, NotFound, Rejected, Stale, Unavailable, sentence_of

MOST_FIELDS, LONGEST_FIELD = 20, 200  # an answer does not repeat everything somebody may send

STATUS: dict[type[AppError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Stale: HTTPStatus.PRECONDITION_FAILED,
    Conflict: HTTPStatus.CONFLICT,
    Rejected: HTTPStatus.UNPROCESSABLE_ENTITY,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}


class FieldProblem(BaseModel):
    field: str
    message: str


class Problem(BaseModel):
    """What went wrong. `errors` names the fields; `needs` the answers a results file leaves open."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = []
    needs: list[str] = []


PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}, "description": HTTPStatus(status).phrase}
    for status in (401, 404, 409, 412, 422, 503)
}


def install_problems(api: FastAPI) -> None:
    """Map the app's errors, validation errors and HTTP errors to one shape."""
    api.add_exception_handler(AppError, _app_error)
    api.add_exception_handler(RequestValidationError, _validation_error)
    api.add_exception_handler(ValidationError, _validation_error)
    api.add_exception_handler(HTTPException, _http_error)


def problem_response(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(problem.model_dump(), problem.status, headers=headers, media_type="application/problem+json")


async def _app_error(request: Request, error: Exception) -> JSONResponse:
    error = cast(AppError, error)  # registered for this type only
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    fields = [FieldProblem(field=error.field, message=error.text)] if error.field else []
    needs = list(error.needs) if isinstance(error, NeedsAnswer) else []
    return problem_response(Problem(title=status.phrase, status=status, detail=error.text, errors=fields, needs=needs))


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    error = cast(RequestValidationError, error)
    fields = [FieldProblem(field=_field(one["loc"]), message=sentence_of(one)) for one in error.errors()[:MOST_FIELDS]]
    detail = "; ".join(f"{one.field}: {one.message}" if one.field else one.message for one in fields)
    return problem_response(Problem(title="Unprocessable Content", status=422, detail=detail, errors=fields))


def _field(place: Sequence[int | str]) -> str:
    """The path inside the body; a field may itself be called body, and as long as somebody likes."""
    inner = place[1:] if place[:1] == ("body",) else place
    return ".".join(str(part) for part in inner)[:LONGEST_FIELD]


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    error = cast(HTTPException, error)
    return problem_response(
        Problem(title=HTTPStatus(error.status_code).phrase, status=error.status_code, detail=str(error.detail)),
        headers=dict(error.headers) if error.headers else None,
    )
