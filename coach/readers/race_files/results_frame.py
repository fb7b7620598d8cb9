"""Kept rows to the frame of results, one row per result in file order."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from coach.engines.splits import SPLITS

from .contract import RESULT_DTYPES
from .measures import Measures, Texts
from .rows import Rows
from .times import DNF, DNS, DSQ

_IDENTITY_FIELDS = ("event_name", "season", "category", "division", "gender")


def results_frame(rows: Rows, prints: Sequence[str], flags: Sequence[list[str]]) -> pd.DataFrame:
    """The frame with RESULT_DTYPES; text is object with None, times are seconds with NaN."""
    columns: dict[str, object] = {
        **_identity_columns(rows.identities),
        **_time_columns(rows.measures),
        **rows.people._asdict(),
        "line": rows.lines,
        "fingerprint": prints,
        "flags": list(flags),
    }
    return pd.DataFrame({name: _typed(columns[name], dtype) for name, dtype in RESULT_DTYPES.items()})


def _typed(column: object, dtype: str) -> object:
    """Arrays that have their dtype go in as they are: a Series for each costs as much as reading the file."""
    is_typed = isinstance(column, np.ndarray) and column.dtype == dtype and dtype != "object"
    return column if is_typed else pd.Series(column, dtype=dtype)


def _identity_columns(identities: Texts) -> dict[str, list[object]]:
    told = {identity: tuple(getattr(identity, field) for field in _IDENTITY_FIELDS) for identity in set(identities)}
    values: list[tuple[object, ...]] = [told[identity] for identity in identities]
    return {field: [row[place] for row in values] for place, field in enumerate(_IDENTITY_FIELDS)}


def _time_columns(measures: Measures) -> dict[str, object]:
    return {
        **{split: measures.splits[:, place] for place, split in enumerate(SPLITS)},
        "status": _statuses(measures),
        "is_total_computed": measures.is_total_computed,
        "total_seconds": measures.total,
        "roxzone": measures.roxzone,
        "roxzone_printed": measures.roxzone_printed,
        "runs_total": measures.runs_total,
        "stations_total": measures.stations_total,
        "penalty_s": measures.penalty_s,
        "penalty_note": measures.penalty_note,
        "residual_s": measures.residual,
        "is_usable": ~measures.exceeds_total,
    }


def _statuses(measures: Measures) -> Texts:
    statuses = np.full(len(measures.total), "finished", dtype=object)
    statuses[np.isnan(measures.total)] = "unknown"
    for status, name in ((DNS, "dns"), (DNF, "dnf"), (DSQ, "dsq")):
        statuses[measures.status == status] = name
    return statuses
