"""What the process does before the first request."""

from __future__ import annotations

import socket

from api.process import send_at_once


def test_connections_send_small_answers_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        send_at_once()

        with socket.create_connection(listening.getsockname()) as _, listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
