"""Which rows are the same result: a fingerprint that does not depend on the file, and duplicates in a file."""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .identity import Identity
from .measures import Mask, Measures

_HEX_CHARS = 32
_FEW_SPLITS = 3


def fingerprints(identities: Sequence[Identity], names: Sequence[str], measures: Measures) -> list[str]:
    """Hex of event, division, gender, official time and splits to a tenth of a second.

    A row with fewer than three splits also carries its name: two athletes may share a time.
    """
    times = np.column_stack([measures.total, measures.splits])
    tenths = np.where(np.isnan(times), -1, np.round(times * 10)).astype("<i4")
    needs_name = (~np.isnan(measures.splits)).sum(axis=1) < _FEW_SPLITS
    prefixes = {identity: _prefix(identity) for identity in set(identities)}
    return [
        hashlib.sha256(
            prefixes[identity] + row.tobytes() + (name.casefold().encode() if is_named else b"")
        ).hexdigest()[:_HEX_CHARS]
        for identity, row, name, is_named in zip(identities, tenths, names, needs_name.tolist(), strict=True)
    ]


def repeated_rows(
    identities: Sequence[Identity], prints: Sequence[str], source_ids: npt.NDArray[np.object_]
) -> Mask:
    """Rows with the result id (within the event) or fingerprint of an earlier row."""
    is_repeated = np.zeros(len(prints), dtype=bool)
    seen: set[object] = set()
    for row, (identity, fingerprint, source_id) in enumerate(zip(identities, prints, source_ids, strict=True)):
        source = (identity.event_key, source_id) if source_id else fingerprint
        if fingerprint in seen or source in seen:
            is_repeated[row] = True
        seen.add(fingerprint)
        seen.add(source)
    return is_repeated


def _prefix(identity: Identity) -> bytes:
    return f"{identity.event_key}|{identity.division}|{identity.gender}|".encode()
