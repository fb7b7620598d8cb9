"""What a race file is read into, and how a reader says that it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pandas as pd

from coach.engines.splits import SPLITS

Division = Literal["open", "pro", "doubles", "pro_doubles", "relay", "adaptive"]
Gender = Literal["men", "women", "mixed"]
Need = Literal["event_name", "division", "gender"]

DIVISIONS: tuple[Division, ...] = ("open", "pro", "doubles", "pro_doubles", "relay", "adaptive")
GENDERS: tuple[Gender, ...] = ("men", "women", "mixed")

# Text is object: a str or None, as the database driver takes it. Times are seconds, NaN when missing.
RESULT_DTYPES: dict[str, str] = {
    "event_name": "object",
    "season": "Int64",
    "line": "int64",
    "source_id": "object",
    "fingerprint": "object",
    "name": "object",
    "category": "object",
    "division": "object",
    "gender": "object",
    "age_group": "object",
    "nationality": "object",
    "status": "object",
    "is_total_computed": "bool",
    "total_seconds": "float64",
    **dict.fromkeys(SPLITS, "float64"),
    "roxzone": "float64",
    "roxzone_printed": "float64",
    "runs_total": "float64",
    "stations_total": "float64",
    "penalty_s": "float64",
    "residual_s": "float64",
    "penalty_note": "object",
    "is_usable": "bool",
    "flags": "object",
}


class UnreadableRaceFile(Exception):
    """The file cannot be read; the message says why and what to do, fit for the athlete."""


class RaceFileNeedsAnswer(Exception):
    """The file is readable but no row tells something; ask for `needs` and read again with the answers."""

    def __init__(self, message: str, needs: tuple[Need, ...]) -> None:
        super().__init__(message)
        self.needs = needs


class RaceFileAnswers(NamedTuple):
    """What the importer told us; used only where the file itself is silent."""

    event_name: str | None = None
    division: str | None = None
    gender: str | None = None


class RefusedRow(NamedTuple):
    """A row that was not read; `line` is the 1-based line of the file (item number in a JSON list)."""

    line: int
    reason: str


@dataclass(frozen=True)
class RaceFile:
    """`results`: one row per result in file order, with RESULT_DTYPES also when empty.

    rows_read == len(results) + len(refused) + rows_without_result + rows_duplicate.
    """

    results: pd.DataFrame
    refused: Sequence[RefusedRow]
    rows_read: int
    rows_without_result: int
    rows_duplicate: int
    warnings: Sequence[str]


class Table(NamedTuple):
    """A file as texts: one column per header, all equally long; `lines` says where each row stands."""

    headers: Sequence[str]
    columns: Sequence[Sequence[str]]
    lines: Sequence[int]
    refused: Sequence[RefusedRow] = ()
