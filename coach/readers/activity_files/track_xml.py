"""XML of watches and phones as a stream of elements, with entities off and limits on."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Literal, NamedTuple, Protocol
from zipfile import BadZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from .contract import UnreadableActivityFile

MAX_BYTES = 60 * 1024 * 1024
_MAX_ELEMENTS = 1_500_000
_MAX_DEPTH = 60
_SNIFFED_BYTES = 64 * 1024
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,60})[\s>/]")
_ENTITIES = "The file defines XML entities, which no watch does; it is not opened. Export the activity again."
_TOO_MANY = "The file holds more XML than any activity needs; it is not opened. Export the activity again."


class XmlElement(Protocol):
    """What is used of the parser's elements."""

    @property
    def tag(self) -> object: ...
    @property
    def text(self) -> str | None: ...
    def get(self, key: str, /) -> str | None: ...
    def iter(self) -> Iterator[XmlElement]: ...
    def __iter__(self) -> Iterator[XmlElement]: ...
    def clear(self) -> None: ...


class XmlEvent(NamedTuple):
    """`name` without its namespace. `cut` comes last when the file breaks off before its end."""

    kind: Literal["start", "end", "cut"]
    name: str
    element: XmlElement


class XmlTime(NamedTuple):
    """A moment in UTC without a zone, and the seconds from UTC to local time where the file writes them."""

    utc: datetime
    offset_s: int | None


def root_name(content: bytes) -> str:
    """The name of the outermost element, without its namespace; empty for what is no XML."""
    start = without_margin(content[:_SNIFFED_BYTES])
    if not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return ""
    text = start.decode("utf-16" if start[0] > 0x7F else "utf-8", errors="replace")
    found = _ROOT.search(text)
    return found.group(1) if found else ""


def without_margin(content: bytes) -> bytes:
    """Without a byte order mark and white space before the first tag, which some platforms write."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()


def xml_events(content: bytes) -> Iterator[XmlEvent]:
    """Starts and ends of all elements, in order.

    Raises:
        UnreadableActivityFile: no XML, entities, or far too much of it.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableActivityFile("The file is larger than 60 MB; no single activity is. Export it again.")
    return xml_stream_events(io.BytesIO(without_margin(content)), most=_MAX_ELEMENTS)


def xml_stream_events(stream: IO[bytes], most: int) -> Iterator[XmlEvent]:
    """Like `xml_events`, for a stream that is read as it goes; `most` is the number of elements allowed."""
    root: XmlElement | None = None
    depth = count = 0
    try:
        for kind, element in iterparse(stream, events=("start", "end")):
            root = element if root is None else root
            count, depth = count + (kind == "start"), depth + (1 if kind == "start" else -1)
            if count > most or depth > _MAX_DEPTH:
                raise UnreadableActivityFile(_TOO_MANY)
            yield XmlEvent("start" if kind == "start" else "end", local_name(element), element)
    except DefusedXmlException:
        raise UnreadableActivityFile(_ENTITIES) from None
    except (ParseError, ValueError, LookupError, EOFError, OSError, BadZipFile, zlib.error) as error:
        if isinstance(error, UnreadableActivityFile):
            raise
        if root is None:
            raise UnreadableActivityFile("The file is no readable XML. Export the activity again.") from None
        yield XmlEvent("cut", "", root)


def local_name(element: XmlElement) -> str:
    # Comments and processing instructions have a function where elements have a name.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: XmlElement) -> str:
    return element.tag.rpartition("}")[0].lstrip("{") if isinstance(element.tag, str) else ""


def child_text(element: XmlElement, *path: str) -> str:
    """The text at the end of this path of names, whatever their namespaces; empty when it is not there."""
    found = element
    for name in path:
        inside = next((child for child in found if local_name(child) == name), None)
        if inside is None:
            return ""
        found = inside
    return (found.text or "").strip()


def child_number(element: XmlElement, *path: str) -> float | None:
    return as_number(child_text(element, *path))


def as_number(text: str | None) -> float | None:
    """A finite number; None for everything else."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if abs(number) < 1e12 else None


def as_time(text: str | None) -> XmlTime | None:
    """A time as XML writes it; None when it is none. Without a zone, or with Z, local time is not known."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
        if moment.tzinfo is None:
            return XmlTime(moment, None)
        offset = moment.utcoffset()
        utc = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return XmlTime(utc, int(offset.total_seconds()) if offset else None)
