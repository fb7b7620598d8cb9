"""The app, or an empty one, as a real process on a port of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import psutil

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "correct horse battery"  # noqa: S105 - of an account that lives as long as the bench


class RunningApp(NamedTuple):
    url: str
    process: psutil.Process
    home: Path

    def cpu_ms(self) -> float:
        """Processor time the app has used so far, its database not included."""
        used = self.process.cpu_times()
        return (used.user + used.system) * 1000


@contextmanager
def running_app(folder: Path = ROOT) -> Iterator[RunningApp]:
    """Start `app.py` of a folder and wait until it answers; it ends with the block."""
    port = _free_port()
    home = Path(tempfile.mkdtemp(prefix="coach-bench-"))
    home.chmod(0o755)
    environment = os.environ | {"PORT": str(port), "COACH_HOME": str(home), "PYTHONPATH": str(ROOT)}
    with (home / "app.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "app.py"], cwd=folder, env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_up(url, process)
        yield RunningApp(url, psutil.Process(process.pid), home)
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def signed_up(app: RunningApp, email: str = "athlete@example.org") -> dict[str, str]:
    """A new account's token, as a header."""
    answer = httpx.post(f"{app.url}/auth/v1/signup", json={"email": email, "password": PASSWORD}, timeout=30)
    answer.raise_for_status()
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/healthz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"the app at {url} did not come up")
