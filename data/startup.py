"""Opens the database the settings name: started, migrated, seeded, with its pools open."""

from __future__ import annotations

import hashlib
import hmac
import logging
import threading
from typing import LiteralString

import psycopg
from psycopg import conninfo, sql

from data import db, job_schema
from data.embedded import EmbeddedServer
from data.errors import Unavailable
from data.field import load_field
from data.migrate import migrate
from data.settings import Settings, settings

log = logging.getLogger(__name__)

DATABASE = "coach"
APP_ROLES = ("app_login", "app_service")

WATCH_EVERY_S = 1.0

_embedded: list[tuple[EmbeddedServer, threading.Thread]] = []
_closing = threading.Event()


def open_database() -> None:
    """Start or reach the database, bring it up to date, open the pools."""
    _closing.clear()
    chosen = settings()
    if chosen.database_url:
        login_dsn, service_dsn = _hosted(chosen)
    else:
        login_dsn, service_dsn = _started(chosen)
    db.open_pools(login_dsn, service_dsn)


def close_database() -> None:
    _closing.set()
    db.close_pools()
    while _embedded:
        server, watch = _embedded.pop()
        watch.join()  # else it could start again what is being stopped
        server.stop()


def prepare(owner_dsn: str) -> None:
    """Migrations and reference data, on a database that answers."""
    applied = migrate(owner_dsn)
    if applied:
        log.info("applied %d migrations, the last is %s", len(applied), applied[-1])
    job_schema.install(owner_dsn)
    load_field(owner_dsn)


def _started(chosen: Settings) -> tuple[str, str]:
    server = EmbeddedServer(chosen.home, chosen.database_os_user)
    server.start()
    watch = threading.Thread(target=_watch, args=(server,), name="database watch", daemon=True)
    watch.start()
    _embedded.append((server, watch))
    _create_database(server)
    prepare(server.dsn(dbname=DATABASE))
    login, service = (server.dsn(user=role, dbname=DATABASE) for role in APP_ROLES)
    return login, service


def _watch(server: EmbeddedServer) -> None:
    """Start the server again when it, or the process it belonged to, was killed."""
    while not _closing.wait(WATCH_EVERY_S):
        if server.is_owner:
            continue
        try:
            server.ensure()
        except Unavailable as error:
            log.error("%s", error.text)


def _create_database(server: EmbeddedServer) -> None:
    is_there: LiteralString = "select 1 from pg_database where datname = %s"
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        if conn.execute(is_there, (DATABASE,)).fetchone() is None:
            conn.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))


def _hosted(chosen: Settings) -> tuple[str, str]:
    """The app's own roles on the named server; their passwords are derived from the secret."""
    prepare(chosen.database_url)
    with psycopg.connect(chosen.database_url, autocommit=True) as conn:
        for role in APP_ROLES:
            statement = sql.SQL("alter role {} password {}")
            conn.execute(statement.format(sql.Identifier(role), sql.Literal(_password(chosen, role))))
    login, service = (_dsn_of_role(chosen, role) for role in APP_ROLES)
    return login, service


def _password(chosen: Settings, role: str) -> str:
    return hmac.new(chosen.secret.encode(), f"database role {role}".encode(), hashlib.sha256).hexdigest()


def _dsn_of_role(chosen: Settings, role: str) -> str:
    # A pooler's user is "<role>.<project>": keep what follows the dot.
    owner = str(conninfo.conninfo_to_dict(chosen.database_url).get("user", ""))
    _, dot, project = owner.partition(".")
    return conninfo.make_conninfo(chosen.database_url, user=f"{role}{dot}{project}", password=_password(chosen, role))
