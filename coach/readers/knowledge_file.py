"""A file of the knowledge base → its chunks. The format is described in coach/knowledge/README.md."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NamedTuple

HEADING = re.compile(r"^(#{1,4}) (.+)$")
NOTE = re.compile(r"^> (asks|topics): (.+)$")
FIELDS = frozenset({"area", "topics", "facts", "updated"})
FENCE = "---"


class UnreadableKnowledgeFile(ValueError):
    """The file breaks the format; the text says where."""


class Chunk(NamedTuple):
    """One stand-alone passage: what is retrieved, quoted and named as a source."""

    id: str
    source_doc: str
    source_name: str
    section: str  # the heading path below the file's title: "Technique › Arm position"
    content: str
    topic_tags: tuple[str, ...]
    asks: tuple[str, ...]
    chunk_index: int

    @property
    def word_count(self) -> int:
        return len(self.content.split())

    @property
    def content_hash(self) -> str:
        """Changes with anything that search or an answer would show."""
        parts = (self.source_name, self.section, self.content, *self.topic_tags, *self.asks)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class KnowledgeFile(NamedTuple):
    """The header of a file and its chunks in order."""

    area: str
    facts: str
    updated: str
    chunks: tuple[Chunk, ...]


def read_knowledge_file(name: str, text: str) -> KnowledgeFile:
    """
    Raises:
        UnreadableKnowledgeFile: a header field is missing, a passage has no heading, asks or words, or two have the
            same path.
    """
    header, body = _header(name, text)
    title, passages = _passages(name, body)
    chunks = tuple(
        _chunk(name, title, passage, index, _listed(header["topics"], ",")) for index, passage in enumerate(passages)
    )
    if len({chunk.id for chunk in chunks}) < len(chunks):
        twice = next(chunk.id for chunk in chunks if sum(other.id == chunk.id for other in chunks) > 1)
        raise UnreadableKnowledgeFile(f"{name}: two passages are called {twice}.")
    return KnowledgeFile(header["area"], header["facts"], header["updated"], chunks)


class _Passage(NamedTuple):
    path: tuple[str, ...]
    lines: list[str]


def _header(name: str, text: str) -> tuple[dict[str, str], str]:
    start, _, rest = text.partition(f"{FENCE}\n")
    head, closed, body = rest.partition(f"\n{FENCE}\n")
    fields = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    if start or not closed or FIELDS - fields.keys():
        raise UnreadableKnowledgeFile(f"{name}: the file begins with a header of {', '.join(sorted(FIELDS))}.")
    return fields, body


def _passages(name: str, body: str) -> tuple[str, list[_Passage]]:
    """The title of the file, and its passages: the text below a heading, up to the next heading."""
    title, path = "", list[str]()
    passages: list[_Passage] = []
    for line in body.splitlines():
        heading = HEADING.match(line)
        if heading is None:
            if passages and passages[-1].path == tuple(path):
                passages[-1].lines.append(line)
            elif line.strip():
                raise UnreadableKnowledgeFile(f"{name}: “{line[:40]}” stands under no heading.")
            continue
        depth, words = len(heading[1]), heading[2].strip()
        if depth == 1:
            title = words
            continue
        path = [*path[: depth - 2], words]
        passages.append(_Passage(tuple(path), []))
    filled = [passage for passage in passages if any(line.strip() for line in passage.lines)]
    if not title or not filled:
        raise UnreadableKnowledgeFile(f"{name}: there is no title or no passage.")
    return title, filled


def _chunk(name: str, title: str, passage: _Passage, index: int, topics: tuple[str, ...]) -> Chunk:
    notes = {found[1]: found[2] for line in passage.lines if (found := NOTE.match(line))}
    content = "\n".join(line for line in passage.lines if not NOTE.match(line)).strip()
    asks = _listed(notes.get("asks", ""), "|")
    if not asks or not content:
        raise UnreadableKnowledgeFile(f"{name}: {' › '.join(passage.path)} has no asks or no words.")
    return Chunk(
        id="/".join(_slug(part) for part in (name.removesuffix(".md"), *passage.path)),
        source_doc=name,
        source_name=title,
        section=" › ".join(passage.path),
        content=content,
        topic_tags=tuple(dict.fromkeys((*topics, *_listed(notes.get("topics", ""), ",")))),
        asks=asks,
        chunk_index=index,
    )


def _listed(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _slug(words: str) -> str:
    """
    >>> _slug("VO₂max: 4 × 4 min")
    'vo2max-4-4-min'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
