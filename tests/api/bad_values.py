"""Everything wrong that can be done to a body: each field in turn, and the body as a whole."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

Place = tuple[str | int, ...]

LONG_TEXT = "x" * 10_000_000
DEEP: Any = json.loads("[" * 400 + "]" * 400)
VALUES: dict[str, Any] = {
    "null": None,
    "negative": -1,
    "zero": 0,
    "1e308": 1e308,
    "not a number": float("nan"),
    "NaN as text": "NaN",
    "another unit": "10 lb",
    "a list": [[]],
    "an object": {"a": 1},
    "a day far ahead": "9999-12-31",
    "emoji": "🏋️",
    "a zero character": "a\x00b",
    "half a character": "\ud800",
    "nested deeply": DEEP,
}
NEVER_ALLOWED = {"not a number", "half a character", "10 MB of text"}


class Mutation(NamedTuple):
    """A body with one thing wrong; `place` is where, `value` what stands there now."""

    name: str
    place: Place
    value: Any
    body: Any

    @property
    def may_be_allowed(self) -> bool:
        """Not what is no JSON, nor what is longer than any text."""
        return self.name not in NEVER_ALLOWED


def mutations(body: Any, *, inner: bool = True) -> Iterator[Mutation]:
    """Every field with every wrong value; without `inner` the outermost fields only."""
    for place, original in places(body):
        if len(place) > 1 and not inner:
            continue
        yield Mutation("left out", place, None, without(body, place))
        for name, value in VALUES.items():
            if name == "zero" and isinstance(original, bool):
                continue  # 0 is read as no
            yield Mutation(name, place, value, replaced(body, place, value))
        if isinstance(original, str):
            yield Mutation("10 MB of text", place, LONG_TEXT, replaced(body, place, LONG_TEXT))
        if isinstance(original, list):
            many = (original or ["x"]) * 2_000
            yield Mutation("a long list", place, many, replaced(body, place, many))
        if isinstance(original, dict):
            yield Mutation("unknown field", (*place, "surprise"), 1, replaced(body, (*place, "surprise"), 1))
    yield Mutation("unknown field", ("surprise",), 1, {**body, "surprise": 1})


def broken_bodies(body: dict[str, Any]) -> dict[str, bytes]:
    """What is not even JSON, or not an object."""
    valid = json.dumps(body)
    return {
        "nothing": b"",
        "half of it": valid[: len(valid) // 2].encode(),
        "not UTF-8": b'{"\xff\xfe": 1}',
        "a list": f"[{valid}]".encode(),
        "null": b"null",
        "a text": b'"x"',
        "10 MB of text": json.dumps(LONG_TEXT).encode(),
        "10 MB of spaces": b" " * 10_000_000,
        "100,000 levels": b"[" * 100_000 + b"]" * 100_000,
        "10,000 unknown fields": json.dumps({f"surprise {number}": 1 for number in range(10_000)}).encode(),
        "a field with a name of 10 MB": json.dumps({LONG_TEXT: 1}).encode(),
        "a field named by half a character": rb'{"\ud800": 1}',
        "a number of 5,000 digits": b'{"surprise": ' + b"9" * 5_000 + b"}",
    }


def places(body: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every field and first list element, outer ones first."""
    if isinstance(body, dict):
        inner: list[tuple[str | int, Any]] = list(body.items())
    else:
        inner = [(0, body[0])] if isinstance(body, list) and body else []
    for name, value in inner:
        yield (*at, name), value
        yield from places(value, (*at, name))


def replaced(body: Any, place: Place, value: Any) -> Any:
    changed = copy.deepcopy(body)
    stands_at(changed, place[:-1])[place[-1]] = value
    return changed


def without(body: Any, place: Place) -> Any:
    changed = copy.deepcopy(body)
    del stands_at(changed, place[:-1])[place[-1]]
    return changed


def stands_at(body: Any, place: Place) -> Any:
    """What stands at a place.

    Raises:
        LookupError: nothing does.
    """
    for part in place:
        body = body[part]
    return body
