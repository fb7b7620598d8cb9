"""Recorded columns thinned to what a chart can show."""

from __future__ import annotations

from collections.abc import Sequence

MOST_POINTS = 2_000


def kept_places(count: int, most: int = MOST_POINTS) -> Sequence[int]:
    """Places to keep of `count` points, evenly spread, the first and the last among them.

    >>> list(kept_places(3)), list(kept_places(9, most=3))
    ([0, 1, 2], [0, 4, 8])
    """
    if count <= most:
        return range(count)
    return [place * (count - 1) // (most - 1) for place in range(most)]
