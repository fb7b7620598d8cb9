"""The PostgreSQL server that comes with the app: started, joined, watched and stopped here."""

from __future__ import annotations

import atexit
import fcntl
import logging
import os
import queue
import shlex
import signal
import subprocess  # nosec B404
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Literal

import psycopg
from psycopg import conninfo

from data import embedded_cluster
from data.embedded_site import PORT, SERVER_ENVIRONMENT, Site, leave_note, locate, make_folder
from data.errors import Unavailable
from data.settings import settings

log = logging.getLogger(__name__)

STOP_TIMEOUT_S = 60
# A killed predecessor's last processes need a moment to go; until then a new server ends with one of these.
PASSING_FAILURES = ("already exists", "is still in use")
# Given at every start, whatever the configuration file says: nobody else gets in, and we can read the log.
FIXED = {"listen_addresses": "", "unix_socket_permissions": "0700", "log_line_prefix": "%m [%p] "}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedServer:
    """One cluster in a home folder. Whoever starts the server owns it; a second process on the folder joins.

    On Linux the server shuts down cleanly when its owner ends in whatever way. Elsewhere a killed owner
    leaves it running, and the next start joins it.
    """

    def __init__(self, home: Path, os_user: str = "", *, durable: bool = True) -> None:
        """`os_user` counts only when the app runs as root. `durable=False` may lose everything: for tests."""
        self.home = home.resolve()
        self.os_user = os_user
        self.durable = durable
        self._process: subprocess.Popen[bytes] | None = None

    @cached_property
    def site(self) -> Site:
        return locate(self.home, self.os_user)

    @property
    def is_owner(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def dsn(self, user: str = "postgres", dbname: str = "postgres") -> str:
        """Keyword form: a URI breaks on paths with spaces."""
        return conninfo.make_conninfo("", user=user, dbname=dbname, host=str(self.site.socket_folder), port=PORT)

    def is_alive(self) -> bool:
        """Asks the server itself; pid files lie."""
        try:
            with psycopg.connect(self.dsn(), connect_timeout=3, autocommit=True) as conn:
                answer = conn.execute("show data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return answer == (str(self.site.cluster),)

    def ensure(self, timeout_s: float = 120) -> None:
        """After a failed connect: start the server again if it (or the process that owned it) is gone."""
        if not self.is_alive():
            self.start(timeout_s)

    def start(self, timeout_s: float = 120) -> Literal["started", "joined"]:
        """Any thread may call this: the server belongs to a thread of its own that lives as long as it.

        Raises:
            Unavailable: it cannot run here; the text says what to do.
        """
        deadline = time.monotonic() + timeout_s
        self.home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        with _alone_in(self.home, deadline):
            make_folder(self.site.socket_folder, 0o700, self.site.account)  # before trusting who answers in it
            if not self.is_alive():
                self._prepare()
                self._launch(deadline)
        return "started" if self.is_owner else "joined"

    def stop(self) -> None:
        """Fast shutdown of a server we own: clients are disconnected, everything committed is kept."""
        atexit.unregister(self.stop)
        if self._process is None or not self.is_owner:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            log.error("the database did not shut down in %d s; it will recover at the next start", STOP_TIMEOUT_S)
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()

    def _prepare(self) -> None:
        site = self.site
        if not site.cluster.exists():
            embedded_cluster.create_cluster(site, durable=self.durable)
            leave_note(self.home, site)
        embedded_cluster.check_version(site.cluster)

    def _launch(self, deadline: float) -> None:
        log_start = embedded_cluster.rotate_log(self.site.log_file)
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                embedded_cluster.remove_misleading_locks(self.site)
                self._process = self._spawned()
                atexit.register(self.stop)
            if self._answers_before_it_ends(self._process, deadline) or self.is_alive():
                return
            if self._process.returncode and self._process.returncode > 0:  # 0 and below: somebody stopped it
                failure = embedded_cluster.last_fatal(self.site.log_file, log_start, self._process.pid)
                if not failure.endswith(PASSING_FAILURES):
                    reason = failure or "it gives no reason"
                    raise Unavailable(f"The database does not start: {reason}. See {self.site.log_file}")
            time.sleep(0.2)
        raise Unavailable(f"The database does not answer in time. See {self.site.log_file}")

    def _answers_before_it_ends(self, process: subprocess.Popen[bytes], deadline: float) -> bool:
        while process.poll() is None and time.monotonic() < deadline:
            if self.is_alive():
                return True
            time.sleep(0.03)
        return False

    def _spawned(self) -> subprocess.Popen[bytes]:
        """The kernel's parent-death signal follows the thread, not the process: so one thread stays with the server."""
        result: queue.SimpleQueue[subprocess.Popen[bytes] | OSError] = queue.SimpleQueue()

        def keep() -> None:
            try:
                process = self._popen()
            except OSError as error:
                result.put(error)
                return
            result.put(process)
            process.wait()

        threading.Thread(target=keep, name="embedded-postgres", daemon=True).start()
        started = result.get()
        if isinstance(started, OSError):
            raise Unavailable(f"The database does not start: {started}") from started
        return started

    def _popen(self) -> subprocess.Popen[bytes]:
        account = self.site.account
        user, group = (account.uid, account.gid) if account else (None, None)
        options = FIXED | {"unix_socket_directories": _quoted(self.site.socket_folder)}
        options |= {} if self.durable else FORGETFUL
        with embedded_cluster.log_for_appending(self.site) as log_file:
            return subprocess.Popen(  # noqa: S603  # nosec B603
                [
                    str(self.site.programs / "postgres"),
                    *("-D", str(self.site.cluster), "-p", str(PORT)),
                    *(word for name, value in options.items() for word in ("-c", f"{name}={value}")),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log_file,
                stderr=log_file,
                cwd="/",
                env=SERVER_ENVIRONMENT,
                user=user,
                group=group,
                extra_groups=[] if account else None,
                umask=0o077,
                start_new_session=True,  # Ctrl-C is for the app, which then stops the server
                preexec_fn=embedded_cluster.ends_with_parent(signal.SIGINT),
            )


@contextmanager
def _alone_in(home: Path, deadline: float) -> Iterator[None]:
    """One starter at a time per home folder; the kernel takes the lock back when its holder dies."""
    handle = os.open(home, os.O_RDONLY)
    try:
        while not _is_locked(handle):
            if time.monotonic() > deadline:
                raise Unavailable(f"Another process has been starting the database in {home} for too long; stop it.")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _quoted(folder: Path) -> str:
    doubled = str(folder).replace('"', '""')
    return f'"{doubled}"'


def run_alone() -> None:
    """Run the server without the app until Ctrl-C or SIGTERM: for backup, restore and psql."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = EmbeddedServer(settings().home, settings().database_os_user)
    try:
        said = server.start()
        host, programs = (shlex.quote(str(path)) for path in (server.site.socket_folder, server.site.programs))
        log.info("%s; in another terminal:\nexport PGHOST=%s PGUSER=postgres PATH=%s:$PATH", said, host, programs)
        signal.pause()
    except KeyboardInterrupt:
        server.stop()


if __name__ == "__main__":
    run_alone()
