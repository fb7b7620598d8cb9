"""`make demo`: makes three athletes and a coach in the app's database, whether the app is running or not."""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import sys
from datetime import date
from typing import Final

from data import startup
from data.errors import AppError
from data.settings import settings
from demo.accounts import EMAILS
from demo.story import make_demo

SEED: Final = 2024


def main() -> int:
    options = _options()
    _quiet_streamlit()
    os.environ["CONFIRM_EMAIL"] = "false"  # nobody reads mail to this address
    try:
        if settings().is_hosted_auth:
            return _say("The demo needs local accounts. Unset SUPABASE_URL to make one.")
        startup.open_database()
        sys.stdout.write("Making two years of training, about half a minute …\n")
        sys.stdout.flush()
        kept = make_demo(options.password, options.seed, options.today)
    except AppError as error:
        return _say(error.text)
    finally:
        startup.close_database()
    addresses = "\n".join(f"  {email}" for email in EMAILS)
    sys.stdout.write(
        f"{kept}\n\nSign in at {settings().base_url}, all with the password {options.password}\n{addresses}\n"
    )
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--password", default=secrets.token_urlsafe(12), help="at least 10 characters; default: random")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the story ends here")  # noqa: DTZ011
    return parser.parse_args()


def _quiet_streamlit() -> None:
    """Password hashes bring Streamlit along, which misses its pages and says so."""
    for name in ("runtime.scriptrunner_utils.script_run_context", "runtime.caching.cache_data_api"):
        logging.getLogger(f"streamlit.{name}").disabled = True


def _say(text: str) -> int:
    sys.stderr.write(f"{text}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
