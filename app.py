"""The launcher: one process that serves pages, API and sign-in, with its database.

`python app.py` becomes `streamlit run app.py` with the port and address of the settings: only that reads
Streamlit's own settings. Flags that follow are handed on.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import sys
from pathlib import Path

from data.settings import settings

ROOT = Path(__file__).resolve().parent

if __name__ == "__main__":
    chosen = settings()
    cookie_secret = hmac.new(chosen.secret.encode(), b"streamlit cookies", hashlib.sha256).hexdigest()
    os.environ.setdefault("STREAMLIT_SERVER_COOKIE_SECRET", cookie_secret)
    os.chdir(ROOT)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    flags = [f"--server.port={chosen.port}", f"--server.address={chosen.host}", *sys.argv[1:]]
    os.execv(sys.executable, [*command, *flags])  # noqa: S606  # nosec B606
else:  # imported here, because before the line above they would be paid for twice
    import streamlit as st

    from api.process import lifespan, middleware, routes

    app = st.App(ROOT / "pages" / "shell.py", routes=routes, middleware=middleware, lifespan=lifespan)
