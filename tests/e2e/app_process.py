"""The app as a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
START_S, STOP_S = 120.0, 30.0
OWN_SETTINGS = ("PORT", "HOST", "PUBLIC_URL", "DATABASE_URL", "SUPABASE_URL", "SMTP_URL", "CONFIRM_EMAIL")


class Server(NamedTuple):
    """A running app; its log names what went wrong."""

    base_url: str
    home: Path
    log: Path
    pid: int

    @property
    def host(self) -> str:
        return self.base_url.removeprefix("http://")


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A folder every user may enter: as root the database runs as somebody else."""
    home = Path(tempfile.mkdtemp(prefix="coach-e2e-"))
    home.chmod(0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def running_app(home: Path, **environment: str) -> Iterator[Server]:
    """`python app.py` on a free port with this home folder; stopped by its process id."""
    port = free_port()
    log = home / "app.log"
    inherited = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    given = {"PORT": str(port), "HOST": "127.0.0.1", "COACH_HOME": str(home / "coach"), **environment}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            cwd=ROOT, env={**inherited, **given}, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        base_url = f"http://127.0.0.1:{port}"
        await_health(base_url, process, log)
        yield Server(base_url, home, log, process.pid)
    finally:
        stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def await_health(base_url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when `/healthz` says ok; an app that ended or takes too long fails with its log."""
    give_up_at = time.monotonic() + START_S
    while time.monotonic() < give_up_at:
        if process.poll() is not None:
            raise RuntimeError(f"The app ended with {process.returncode}:\n{log.read_text()}")
        if is_healthy(base_url):
            return
        time.sleep(0.05)
    raise RuntimeError(f"The app was not healthy after {START_S:.0f} s:\n{log.read_text()}")


def is_healthy(base_url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base_url}/healthz", timeout=5) as answer:  # noqa: S310 - our own http address
            return bool(answer.status == 200)
    except urllib.error.HTTPError as unwell:
        unwell.close()
        return False
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(STOP_S)
        raise
