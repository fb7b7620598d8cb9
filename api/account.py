"""/api/v1/account: take everything along, or leave for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from api.bearer import CurrentUser
from api.problems import PROBLEM_RESPONSES
from coach import account_data as use_cases
from coach.account_sessions import Visitor
from data.account_data import AccountDeletion

router = APIRouter(prefix="/account", tags=["account"], responses=PROBLEM_RESPONSES)

PIECE_BYTES = 256 * 1024


@router.get("/export", response_class=StreamingResponse, responses={200: {"content": {"application/zip": {}}}})
def export_account(user: CurrentUser) -> StreamingResponse:
    """Everything we keep about you: one zip with a CSV file per table, the same as JSON, and your picture."""
    exported = use_cases.export_account(user)
    headers = {"content-disposition": 'attachment; filename="coach-k.zip"', "cache-control": "no-store"}
    return StreamingResponse(_pieces(exported), media_type="application/zip", headers=headers)


@router.delete("", status_code=204)
def delete_account(user: CurrentUser, deletion: AccountDeletion, request: Request) -> None:
    """Delete your account and everything in it, for good. Send the word DELETE and your password again."""
    visitor = Visitor(request.client.host if request.client else "", request.headers.get("user-agent", ""))
    use_cases.delete_account(user, deletion, visitor)


def _pieces(exported: IO[bytes]) -> Iterator[bytes]:
    with exported:
        while piece := exported.read(PIECE_BYTES):
            yield piece
