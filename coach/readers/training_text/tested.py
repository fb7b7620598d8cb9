"""Tests in a training text: what was tested on purpose, and how it went."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from coach.engines.units import System
from coach.readers.training_text.clauses import Clause, clause_of
from coach.readers.training_text.reading import DoneTest

_TESTED: Final = re.compile(r"\b(?:tested|test|retested|time trial|tt|benchmark|cooper|1 ?rm|max(?:ed)?(?: out)?)\b")
_PLAIN_STATIONS: Final = (
    "sled_push",
    "sled_pull",
    "burpee_broad_jump",
    "farmers_carry",
    "sandbag_lunges",
    "wall_balls",
)
_LENGTHS: Final = {
    ("row", 2_000.0): "row_2k", ("row", 1_000.0): "row", ("ski_erg", 1_000.0): "ski_erg",
    ("run", 1_000.0): "run_1k", ("run", 5_000.0): "run_5k",
}  # fmt: skip


def found_test(text: str, day: date, system: System) -> DoneTest | None:
    """A test of the structured ones, or one of the athlete's own; None when the text tells of no test with a result.

    >>> found_test("tested my 2k row: 7:32", date(2026, 3, 4), "metric")
    DoneTest(test_type='row_2k', value=452.0, day=datetime.date(2026, 3, 4), name=None, unit=None)
    """
    if not _TESTED.search(text):
        return None
    clause = clause_of(re.sub(r"\b1 ?rm\b|\bmax reps\b", " ", text), system)
    if "cooper" in text:
        return DoneTest("cooper", clause.distance_m, day) if clause.distance_m else None
    subject = (clause.exercise.station if clause.exercise else None) or ("run" if not clause.exercise else None)
    if clause.time and subject in _PLAIN_STATIONS:
        return DoneTest(subject, clause.time.value, day)
    if clause.time and subject and clause.distance_m:
        known = _LENGTHS.get((subject, clause.distance_m))
        name = None if known else f"{'Run' if subject == 'run' else clause.exercise_name} {clause.distance_m:g} m"
        return DoneTest(known or "custom", clause.time.value, day, name, None if known else "seconds")
    return _own_test(clause, text, day)


def _own_test(clause: Clause, text: str, day: date) -> DoneTest | None:
    """A lift's maximum, most repetitions, or the longest hold."""
    if clause.exercise is None:
        return None
    if clause.load_kg and not (clause.reps and clause.reps > 1):
        return DoneTest("custom", clause.load_kg, day, f"1RM {clause.exercise_name.lower()}", "kg")
    if clause.load_kg:
        return DoneTest("custom", clause.load_kg, day, f"{clause.reps}RM {clause.exercise_name.lower()}", "kg")
    reps = clause.reps or _number_after(text)
    if reps and not clause.time:
        return DoneTest("custom", float(reps), day, f"Most {clause.exercise_name.lower()}s", "reps")
    if clause.time:
        return DoneTest("custom", clause.time.value, day, f"{clause.exercise_name} hold", "seconds")
    return None


def _number_after(text: str) -> int | None:
    found = re.search(r": ?(\d{1,4})\s*$", text)
    return int(found[1]) if found else None
