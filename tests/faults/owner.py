"""A process that starts or joins the embedded server, says which, and stays until its input ends.

usage: python -m tests.faults.owner HOME
"""

import sys
from pathlib import Path

from data.embedded import EmbeddedServer

if __name__ == "__main__":
    server = EmbeddedServer(Path(sys.argv[1]), durable=False)
    sys.stdout.write(f"{server.start()}\n")
    sys.stdout.flush()
    sys.stdin.read()
    server.stop()
