"""Race result files (CSV, JSON lines, saved or pasted result pages) to results ready to be kept.

>>> header = "Event Name,Category,Name,Running 1,SkiErg,Overall Time"
>>> race_file = read_race_file(f"{header}\\n2025 PARIS,MEN,Athlete 1,4:30,4:20,1:15:00".encode(), "paris.csv")
>>> race_file.results[["event_name", "division", "gender", "total_seconds"]].to_numpy().tolist()
[['2025 Paris', 'open', 'men', 4500.0]]
"""

from .contract import (
    DIVISIONS,
    GENDERS,
    RESULT_DTYPES,
    Division,
    Gender,
    Need,
    RaceFile,
    RaceFileAnswers,
    RaceFileNeedsAnswer,
    RefusedRow,
    UnreadableRaceFile,
)
from .reading import read_race_file

__all__ = [
    "DIVISIONS",
    "GENDERS",
    "RESULT_DTYPES",
    "Division",
    "Gender",
    "Need",
    "RaceFile",
    "RaceFileAnswers",
    "RaceFileNeedsAnswer",
    "RefusedRow",
    "UnreadableRaceFile",
    "read_race_file",
]
