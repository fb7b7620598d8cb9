"""The files of one embedded cluster: made once, checked before every start."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

import psutil

from data.embedded_site import MAJOR_VERSION, PORT, Account, Site, run_as
from data.errors import Unavailable

PR_SET_PDEATHSIG = 1
LARGEST_LOG_BYTES = 10_000_000
# Written into postgresql.conf once, where the operator may change them.
TUNING = {
    "max_connections": "60",
    "shared_buffers": "128MB",
    "max_wal_size": "512MB",  # bounds the time a recovery takes
    "wal_compression": "pglz",
    "random_page_cost": "1.1",
    "idle_in_transaction_session_timeout": "60s",
    "log_min_duration_statement": "500",
    "log_parameter_max_length": "0",  # health data has no place in a log
    "log_error_verbosity": "terse",
    "lc_messages": "C",
    "timezone": "UTC",
    "log_timezone": "UTC",
}

if sys.platform == "linux":
    _prctl = ctypes.CDLL(None).prctl  # loaded before any fork


def create_cluster(site: Site, *, durable: bool) -> None:
    """Into a sibling folder, then renamed: what a killed initdb leaves behind is never taken for a cluster."""
    for leftover in site.folder.glob(".postgres-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=".postgres-", dir=site.folder))
    if site.account:
        os.chown(fresh, site.account.uid, site.account.gid)
    command = [str(site.programs / "initdb"), "-D", str(fresh), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
    command += [] if durable else ["--no-sync"]
    command += [word for name, value in TUNING.items() for word in ("-c", f"{name}={value}")]
    finished = run_as(site.account, command, ends_with_parent(signal.SIGKILL))
    if finished.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise Unavailable(f"The database cannot be created in {site.folder}: {finished.stderr.strip()[-500:]}")
    fresh.rename(site.cluster)
    sync_folder(site.folder)


def check_version(cluster: Path) -> None:
    try:
        found = (cluster / "PG_VERSION").read_text().strip()
    except (FileNotFoundError, NotADirectoryError):
        raise Unavailable(f"{cluster} holds no database. Move it away, or restore it from a backup.") from None
    except PermissionError:
        raise Unavailable(f"{cluster} belongs to another OS user: start the app as that user.") from None
    if found != MAJOR_VERSION:
        raise Unavailable(
            f"{cluster} was made by PostgreSQL {found}, this is {MAJOR_VERSION}."
            " Dump it with the old version and restore it; docs/operations.md says how."
        )


def remove_misleading_locks(site: Site) -> None:
    """PostgreSQL refuses to start when a lock file is damaged, or names a process that has nothing to do with it.

    A file that names a dead process stays: PostgreSQL reads from it whether parts of that server still run.
    """
    for lock in (site.cluster / "postmaster.pid", site.socket_folder / f".s.PGSQL.{PORT}.lock"):
        if _is_misleading(lock, site.cluster):
            lock.unlink(missing_ok=True)


def _is_misleading(lock: Path, cluster: Path) -> bool:
    try:
        named = psutil.Process(int(lock.read_text().split()[0]))
        return named.name() != "postgres" or str(cluster) not in named.cmdline()
    except (ValueError, IndexError, psutil.ZombieProcess):  # a zombie counts as alive for PostgreSQL
        return True
    except (FileNotFoundError, psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def ends_with_parent(signal_number: int) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends the signal when the thread that started the child is gone."""
    parent = os.getpid()

    def ask_kernel() -> None:
        if sys.platform == "linux":
            _prctl(PR_SET_PDEATHSIG, signal_number)
            if os.getppid() != parent:  # it ended before the kernel knew
                os._exit(1)

    return ask_kernel


@contextmanager
def log_for_appending(site: Site) -> Iterator[FileIO]:
    """Owned by the server's user; never through a link somebody left in its place."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    with FileIO(os.open(site.log_file, flags, 0o600), "a") as log_file:
        _give(log_file.fileno(), site.account)
        yield log_file


def rotate_log(log_file: Path) -> int:
    """Keep one old log; returns where the next start begins to write."""
    size = log_file.stat().st_size if log_file.exists() else 0
    if size <= LARGEST_LOG_BYTES:
        return size
    log_file.replace(log_file.with_suffix(".log.1"))
    return 0


def last_fatal(log_file: Path, start: int, pid: int) -> str:
    """What this process said when it gave up, or nothing. A predecessor may still be writing to the same log."""
    with log_file.open("rb") as lines:
        lines.seek(start)
        said = [
            line.partition(f"[{pid}] FATAL:")[2].strip() for line in lines.read().decode(errors="replace").splitlines()
        ]
    return next((text for text in reversed(said) if text), "")


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _give(handle: int, account: Account | None) -> None:
    if account:
        os.fchown(handle, account.uid, account.gid)
