"""A provider of streams for benches, in a process of its own: every request gets the same words at the same pace.

`python -m bench.stream_provider WORDS PAUSE_MS` prints its port and serves until its input ends.
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress

HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
    b"connection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n"
)


def words(count: int) -> list[str]:
    """What a stream says."""
    return [f"word{number} " for number in range(count)]


def _piece(delta: dict[str, str], finish_reason: str | None = None) -> bytes:
    chunk = {
        "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "bench",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}],
    }  # fmt: skip
    return _framed(f"data: {json.dumps(chunk)}\n\n".encode())


def _framed(body: bytes) -> bytes:
    return f"{len(body):x}\r\n".encode() + body + b"\r\n"


class Provider:
    def __init__(self, count: int, pause_s: float) -> None:
        self.pieces = [_piece({"content": word}) for word in words(count)]
        self.end = _piece({}, "stop") + _framed(b"data: [DONE]\n\n") + b"0\r\n\r\n"
        self.pause_s = pause_s

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1]) for line in head.splitlines() if line.lower().startswith(b"content-length")
                )
                await reader.readexactly(length)
                writer.write(HEAD)
                for piece in self.pieces:
                    writer.write(piece)
                    await writer.drain()
                    if self.pause_s:
                        await asyncio.sleep(self.pause_s)
                writer.write(self.end)
                await writer.drain()
        writer.close()


async def main() -> None:
    provider = Provider(int(sys.argv[1]), float(sys.argv[2]) / 1000)
    server = await asyncio.start_server(provider.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
