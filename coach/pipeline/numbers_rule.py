"""Numbers of an answer that stand in none of its sources. They are marked and counted, never rewritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from coach.engines.quantities import Quantity, is_same, quantities
from coach.engines.quantity_units import Kind


def violations(answer: str, sources: Iterable[str]) -> list[str]:
    """The numbers with a unit, as the answer writes them, that no source has in this or another unit.

    A pace may stand in a source as a bare time, as it does below a heading that says what it is. "One week" in words
    is a way to speak, not a number.

    >>> violations("Hold 7:39 /mi for 5 km, then rest 90 s and drink 300 ml.", ["5 km at 4:45 /km", "rest of 1:30"])
    ['300 ml']
    """
    known: dict[Kind, list[Quantity]] = defaultdict(list)
    for source in sources:
        for one in _quantities_of(source):
            known[one.kind].append(one)
    wrong = [one for one in quantities(answer) if not (_is_said_so(one) or _is_known(one, known))]
    return list(dict.fromkeys(answer[one.start : one.end].strip() for one in wrong))


@lru_cache(maxsize=256)
def _quantities_of(source: str) -> tuple[Quantity, ...]:
    """The same passages stand behind many answers."""
    return tuple(quantities(source))


def _is_said_so(one: Quantity) -> bool:
    return one.is_word and one.step == one.value


def _is_known(one: Quantity, known: dict[Kind, list[Quantity]]) -> bool:
    if any(is_same(one, source) for source in known[one.kind]):
        return True
    if one.kind != "pace" or one.unit in ("min/km", "min/mi"):
        return False
    scale = one.step  # seconds of a pace per km behind one second that is shown
    return any(source.value * scale == one.value for source in known["time"] if source.unit == "clock")
