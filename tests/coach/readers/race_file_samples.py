"""Invented race files with the quirks of real ones."""

from collections.abc import Sequence

import pandas as pd

from coach.readers.race_files import RaceFile, RaceFileAnswers, read_race_file

OFFICIAL_LABELS = (
    "Running 1,1000m SkiErg,Running 2,50m Sled Push,Running 3,50m Sled Pull,Running 4,80m Burpee Broad Jump,"
    "Running 5,1000m Row,Running 6,200m Farmers Carry,Running 7,100m Sandbag Lunges,Running 8,Wall Balls"
)
# Sixteen splits in race order, 4,700 s together.
SPLITS_S = (270, 280, 290, 180, 300, 300, 300, 330, 305, 290, 300, 130, 300, 325, 340, 460)
SPLITS_SUM_S = sum(SPLITS_S)
ANSWERS = RaceFileAnswers("2025 Paris", "open", "men")
SILENT = RaceFileAnswers()


def csv_of(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def official_row(
    splits: Sequence[float | None] = SPLITS_S,
    *,
    total: str = "01:26:00",
    roxzone: str = "",
    category: str = "MEN",
    name: str = "Athlete 1",
    result_id: str = "",
) -> str:
    times = ",".join("" if split is None else f"{split:.1f}" for split in splits)
    return f"2025 PARIS,7,{category},{name},{result_id},H,{times},{roxzone},,{total}"


OFFICIAL_HEADER = f"Location,Season,Category,Name,IDP,Event_Code,{OFFICIAL_LABELS},Roxzone Time,Run Total,Overall_Time"


def official_file(*rows: str) -> RaceFile:
    return read(csv_of(OFFICIAL_HEADER, *rows))


def read(content: bytes, answers: RaceFileAnswers = SILENT) -> RaceFile:
    return read_race_file(content, "results.csv", answers)


def only(race_file: RaceFile) -> pd.Series:
    """The one result of a file."""
    assert len(race_file.results) == 1, race_file
    return race_file.results.iloc[0]
