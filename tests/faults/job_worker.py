"""A worker on the database of a home folder, until it is killed; each refresh only keeps that the week was done.

Says "ready" on a line of its own once its connections are open.
usage: python -m tests.faults.job_worker HOME
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from coach.jobs import JobWorker
from data import db, startup
from data.embedded import EmbeddedServer
from data.job_queue import Pace
from tests.due_athletes import keep_refresh

SUNDAY_NIGHT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

if __name__ == "__main__":
    server = EmbeddedServer(Path(sys.argv[1]))
    db.open_pools(*(server.dsn(user=role, dbname=startup.DATABASE) for role in startup.APP_ROLES))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    JobWorker(lambda: SUNDAY_NIGHT, {"refresh_athlete": keep_refresh}, Pace(tick_s=0.5, poll_s=0.5)).run()
