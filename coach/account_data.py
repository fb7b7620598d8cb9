"""An account as a whole: take everything along, sign out everywhere, leave for good."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import IO, Any, Final
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from coach.account_sessions import AccountRefused, Visitor
from coach.accounts import proven_account
from coach.exports import harmless
from data import account_data, db, identity
from data.account_data import AccountDeletion, OwnedRow, OwnedTable, account_rows, signed_in_browsers
from data.accounts import find_account_by_id
from data.auth_sessions import delete_sessions
from data.avatars import find_avatar
from data.db import User
from data.errors import NotFound, Rejected, Unavailable
from data.identity import IdentityRefused
from data.sessions import delete_browser_sessions
from data.settings import settings

CONFIRMATION: Final = "DELETE"
WRONG_PASSWORD: Final = "That is not your password. Nothing was deleted."  # noqa: S105 - a sentence
ABOUT: Final = """Everything Coach K keeps about you.

One .csv file per table, for spreadsheets; texts that a spreadsheet would run as a formula start with an apostrophe.
everything.json holds the same rows exactly as they are stored. Times are seconds or minutes as the column says,
weights kilograms, distances metres; moments are ISO 8601 with their offset. An empty cell is unknown, never zero.
"""


def export_account(user: User) -> IO[bytes]:
    """A zip file, at its start: a CSV file per table, everything.json, the picture. Gone once it is closed."""
    exported = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    with ZipFile(exported, "w", ZIP_DEFLATED) as zipped, tempfile.TemporaryFile() as everything:
        zipped.writestr("README.txt", ABOUT)
        everything.write(b'{"account": ' + json.dumps(_account(user)).encode() + b', "tables": {')
        with account_rows(user) as owned:
            _write_tables(zipped, everything, owned.tables, owned.rows)
        everything.write(b"}}\n")
        everything.seek(0)
        with zipped.open("everything.json", "w", force_zip64=True) as entry:
            shutil.copyfileobj(everything, entry)
        if picture := find_avatar(user):
            zipped.writestr("picture.webp", picture)
    exported.seek(0)
    return exported


def sign_out_everywhere(user: User) -> None:
    """End every browser's session, this one too; local programs lose theirs as well."""
    with db.as_service() as conn:
        if settings().is_hosted_auth:
            delete_browser_sessions(conn, user.id)
        else:
            delete_sessions(conn, user.id, uuid4(), "global")


def delete_account(user: User, deletion: AccountDeletion, visitor: Visitor) -> None:
    """Remove the account and everything in it.

    Raises:
        Rejected: the word or the password is wrong; nothing was deleted.
        Unavailable: this installation may not delete accounts of its account server.
    """
    if deletion.confirmation.strip().upper() != CONFIRMATION:
        raise Rejected(f"Type {CONFIRMATION} to say that you mean it. Nothing was deleted.", field="confirmation")
    if settings().is_hosted_auth:
        asyncio.run(_delete_hosted(user, deletion.password, visitor))
        with db.as_service() as conn:
            account_data.delete_answers(conn, user.id)
        return
    _prove_local(user, deletion.password, visitor)
    with db.as_service() as conn:
        account_data.delete_account(conn, user.id)


def _prove_local(user: User, password: str, visitor: Visitor) -> None:
    with db.as_service() as conn:
        account = find_account_by_id(conn, user.id)
    if account is None:
        raise NotFound("This account is not there any more.")
    try:
        proven_account(account.email, password, visitor)
    except AccountRefused as refused:
        is_wrong = refused.code == "invalid_credentials"
        raise Rejected(WRONG_PASSWORD if is_wrong else refused.text, field="password") from refused


async def _delete_hosted(user: User, password: str, visitor: Visitor) -> None:
    if not settings().supabase_service_role_key:
        raise Unavailable(
            "This Coach K may not delete accounts by itself. Ask whoever runs it to set SUPABASE_SERVICE_ROLE_KEY,"
            " or to delete your account in the Supabase project. Nothing was deleted."
        )
    try:
        async with identity.connect((visitor.address, 0)) as account_server:
            signed_in = await account_server.sign_in(user.email, password or "-")
    except IdentityRefused as refused:
        is_wrong = refused.code == "invalid_credentials"
        raise Rejected(WRONG_PASSWORD if is_wrong else refused.text, field="password") from refused
    if signed_in.user.id != user.id:
        raise Rejected(WRONG_PASSWORD, field="password")
    await identity.delete_user(user.id)


def _account(user: User) -> dict[str, Any]:
    """Who it is, and where they are signed in."""
    with db.as_service() as conn:
        browsers = signed_in_browsers(conn, user.id)
        account = None if settings().is_hosted_auth else find_account_by_id(conn, user.id)
    return {
        "id": str(user.id),
        "email": account.email if account else user.email,
        "created_at": _moment(account.created_at) if account else None,
        "last_sign_in_at": _moment(account.last_sign_in_at) if account else None,
        "metadata": (account.raw_user_meta_data if account else None) or {},
        "browsers": [{name: _moment(at) for name, at in browser._asdict().items()} for browser in browsers],
        "exported_at": _moment(datetime.now(UTC)),
    }


def _write_tables(zipped: ZipFile, everything: IO[bytes], tables: list[OwnedTable], rows: Iterable[OwnedRow]) -> None:
    """The rows come table after table; a table without any still gets its header."""
    columns = {table.name: table.columns for table in tables}
    written = 0
    for name, of_table in groupby(rows, key=attrgetter("table")):
        everything.write(f"{', ' if written else ''}{json.dumps(name)}: [".encode())
        _write_table(zipped, everything, name, columns.pop(name), of_table)
        everything.write(b"\n]")
        written += 1
    for name, header in columns.items():
        everything.write(f"{', ' if written else ''}{json.dumps(name)}: []".encode())
        zipped.writestr(f"{name}.csv", _line(header))
        written += 1


def _write_table(
    zipped: ZipFile, everything: IO[bytes], name: str, columns: list[str], rows: Iterable[OwnedRow]
) -> None:
    separator = "\n"
    with zipped.open(f"{name}.csv", "w", force_zip64=True) as sheet:
        sheet.write(_line(columns))
        for row in rows:
            everything.write(f"{separator}{row.text}".encode())
            separator = ",\n"
            values = json.loads(row.text)
            sheet.write(_line(_cell(values[column]) for column in columns))


def _line(cells: Iterable[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return json.dumps(value, ensure_ascii=False)


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
