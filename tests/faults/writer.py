"""A process that writes until it is killed: imports of many rows and single rows, in turn.

Says "FIRST LAST" on a line of its own once the server has acknowledged those numbers.
usage: python -m tests.faults.writer HOME
"""

import sys
from pathlib import Path

import psycopg

from data.embedded import EmbeddedServer

IMPORT_SIZE = 2_000
SIZES = (IMPORT_SIZE, *([1] * 10))
TABLE = "create table if not exists written (number bigint primary key, size int not null, first bigint not null)"


def write_until_killed(server: EmbeddedServer) -> None:
    while True:
        server.ensure()
        try:
            with psycopg.connect(server.dsn(), autocommit=True) as conn:
                write(conn)
        except psycopg.OperationalError:
            continue  # the server was killed: what it did not acknowledge may be lost


def write(conn: psycopg.Connection) -> None:
    conn.execute(TABLE)
    row = conn.execute("select coalesce(max(number), 0) + 1 from written").fetchone()
    first = row[0] if row else 1
    while True:
        for size in SIZES:
            insert(conn, first, size)
            sys.stdout.write(f"{first} {first + size - 1}\n")
            sys.stdout.flush()
            first += size


def insert(conn: psycopg.Connection, first: int, size: int) -> None:
    if size == 1:
        conn.execute("insert into written values (%s, 1, %s)", (first, first))
        return
    with conn.transaction(), conn.cursor().copy("copy written (number, size, first) from stdin") as rows:
        for number in range(first, first + size):
            rows.write_row((number, size, first))


if __name__ == "__main__":
    write_until_killed(EmbeddedServer(Path(sys.argv[1])))
