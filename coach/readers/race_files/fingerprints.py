"""Which rows are the same result: a fingerprint that does not depend on the file, and repeats in a file."""

import hashlib

import numpy as np

from .identity import Identity
from .measures import Mask, Texts
from .rows import Rows

_HEX_CHARS = 32
_FEW_SPLITS = 8


def fingerprints(rows: Rows) -> list[str]:
    """Hex of event, division, gender, official time and splits to a tenth of a second.

    A row with fewer than eight splits also carries its name: two athletes may share those times.
    """
    splits = rows.measures.splits
    times = np.column_stack([rows.measures.total, splits])
    tenths = np.where(np.isnan(times), -1, np.round(times * 10)).astype("<i4")
    needs_name = (~np.isnan(splits)).sum(axis=1) < _FEW_SPLITS
    prefixes = {identity: _prefix(identity) for identity in set(rows.identities)}
    prints = [
        hashlib.sha256(prefixes[identity] + row.tobytes()).hexdigest()[:_HEX_CHARS]
        for identity, row in zip(rows.identities, tenths, strict=True)
    ]
    for row in np.flatnonzero(needs_name):
        prints[row] = hashlib.sha256(f"{prints[row]}{_who(rows, int(row))}".encode()).hexdigest()[:_HEX_CHARS]
    return prints


def repeated_rows(rows: Rows, prints: list[str]) -> Mask:
    """Rows with the result id (within the event) or the fingerprint of an earlier row."""
    is_repeated = np.zeros(len(prints), dtype=bool)
    seen: set[str | tuple[str, str]] = set()
    event_keys = {identity: identity.event_key for identity in set(rows.identities)}
    sources: Texts = rows.people.source_id
    for row, (identity, fingerprint, source_id) in enumerate(zip(rows.identities, prints, sources, strict=True)):
        source = (event_keys[identity], source_id) if source_id else fingerprint
        is_repeated[row] = fingerprint in seen or source in seen
        seen.update((fingerprint, source))
    return is_repeated


def _prefix(identity: Identity) -> bytes:
    return f"{identity.event_key}|{identity.division}|{identity.gender}|".encode()


def _who(rows: Rows, row: int) -> str:
    """The name, else the result id, else the line: nameless rows with one time are still two people."""
    people = rows.people
    return str(people.name[row] or people.source_id[row] or rows.lines[row]).casefold()
