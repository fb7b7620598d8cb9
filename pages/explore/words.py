"""What the explorer calls tables, columns, questions and answers."""

from __future__ import annotations

from collections.abc import Iterable

from data.exploration import Exploration, Grouping, Kind, Measure, Operator, Step, Table

OPERATOR_WORDS: dict[Operator, str] = {
    "eq": "is",
    "ne": "is not",
    "lt": "is below",
    "le": "is at most",
    "gt": "is above",
    "ge": "is at least",
    "contains": "contains",
    "starts": "starts with",
    "empty": "is missing",
    "filled": "is known",
}
DAY_WORDS: dict[Operator, str] = {"lt": "is before", "le": "is up to", "gt": "is after", "ge": "is from"}
VALUE_HINTS: dict[Kind, str] = {
    "whole": "12",
    "number": "12.5",
    "truth": "true or false",
    "day": "2026-02-07",
    "moment": "2026-02-07T18:30",
    "id": "an id",
    "text": "any words",
    "document": "any words",
}
UNITS = {"m": "m", "s": "s", "seconds": "s", "minutes": "min", "hours": "h", "kg": "kg", "cm": "cm", "pct": "%",
         "bpm": "bpm"}  # fmt: skip
ABBREVIATIONS = {"rpe": "RPE", "hyrox": "HYROX", "id": "ID", "ai": "AI"}
STEPS: tuple[Step, ...] = ("day", "week", "month", "year")
NUMBERS: tuple[Kind, ...] = ("whole", "number")


def spoken(name: str) -> str:
    """With the unit in brackets, where the name ends in one.

    >>> spoken("race_results"), spoken("distance_m"), spoken("total_time_seconds"), spoken("mean_rpe_post")
    ('Race results', 'Distance [m]', 'Total time [s]', 'Mean RPE post')
    """
    words, _, unit = name.rpartition("_")
    if words and unit in UNITS:
        return f"{spoken(words)} [{UNITS[unit]}]"
    said = name.replace("_", " ").capitalize()
    return " ".join(ABBREVIATIONS.get(word.lower(), word) for word in said.split(" "))


def within(name: str) -> str:
    """The same inside a sentence.

    >>> within("distance_m"), within("rpe_post")
    ('distance [m]', 'RPE post')
    """
    said = spoken(name)
    return said if said.split(" ")[0] in ABBREVIATIONS.values() else said[:1].lower() + said[1:]


def ids_last(columns: Iterable[object]) -> list[str]:
    """The columns as people read them: what a row is about before what only programs need."""
    names = [str(name) for name in columns]
    return sorted(names, key=lambda name: name == "id" or name.endswith(("_id", "_at")))


def operator_words(operator: Operator, kind: Kind) -> str:
    if kind in ("day", "moment") and operator in DAY_WORDS:
        return DAY_WORDS[operator]
    return OPERATOR_WORDS[operator]


def groupings(table: Table) -> dict[str, Grouping]:
    """Everything that can be grouped by, under the words for it; dates also in steps."""
    found: dict[str, Grouping] = {}
    for name, kind in table.columns.items():
        if kind in ("day", "moment"):
            found |= {f"{spoken(name)} by {step}": Grouping(column=name, step=step) for step in STEPS}
        elif kind in ("text", "truth", "whole", "id"):
            found[spoken(name)] = Grouping(column=name)
    return found


def measures(table: Table) -> dict[str, Measure]:
    """Every number a group can have, under the words for it."""
    found = {"Number of rows": Measure(function="count")}
    for name, kind in table.columns.items():
        if kind in NUMBERS:
            found |= {
                f"Sum of {within(name)}": Measure(function="sum", column=name),
                f"Mean of {within(name)}": Measure(function="mean", column=name),
            }
        if kind in (*NUMBERS, "day", "moment"):
            found |= {
                f"Smallest {within(name)}": Measure(function="min", column=name),
                f"Largest {within(name)}": Measure(function="max", column=name),
            }
    return found


def count_words(count: int, *, has_more: bool, wanted: Exploration) -> str:
    """How much of the answer is on the screen."""
    noun = "group" if wanted.is_grouped else "row"
    if has_more:
        return f"The first {count} {noun}s. An export has all of them."
    return f"{count} {noun}{'' if count == 1 else 's'}, that is all."
