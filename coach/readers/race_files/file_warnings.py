"""What an importer should know about the file as a whole."""

from collections.abc import Iterable, Iterator

import numpy as np

from .identity import Identity, has_elite_rows
from .measures import Mask, Measures


def file_warnings(measures: Measures, identities: Iterable[Identity], has_unusual_time: Mask) -> Iterator[str]:
    """Sentences about the saved results, only where there is something to say."""
    yield from _roxzone_warning(measures)
    counted = (
        (measures.is_total_computed, "no official time in the file; computed from 16 splits and Roxzone"),
        (np.isnan(measures.total) & (measures.status == 0), "splits but no official time"),
        (measures.exceeds_total, "splits that exceed the official time; these splits are not analysed"),
        (measures.has_splits & ~measures.has_all_splits, "missing splits; they stay missing"),
        (has_unusual_time, "times outside the usual range; they are kept and marked"),
    )
    for is_meant, what in counted:
        count = int(is_meant.sum())
        if count:
            yield f"{count:,} {'result has' if count == 1 else 'results have'} {what}."
    if has_elite_rows(identities):
        yield "Elite results are kept as pro: the loads are the same."


def _roxzone_warning(measures: Measures) -> Iterator[str]:
    is_printed = ~np.isnan(measures.roxzone_printed)
    with_splits = int(measures.has_splits.sum())
    if with_splits and not is_printed.any():
        computed = int((~np.isnan(measures.roxzone)).sum())
        yield f"Roxzone was not printed in this file; computed for {computed:,} of {with_splits:,} rows."
