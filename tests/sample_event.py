"""A made-up event in the official export's format: plausible numbers, nobody's results."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

import numpy as np

LABELS = (
    "Running 1", "1000m SkiErg", "Running 2", "50m Sled Push", "Running 3", "50m Sled Pull", "Running 4",
    "80m Burpee Broad Jump", "Running 5", "1000m Row", "Running 6", "200m Farmers Carry", "Running 7",
    "100m Sandbag Lunges", "Running 8", "Wall Balls",
)  # fmt: skip
HEADER = (
    "Location", "Continent", "Country", "Season", "Category", "Name", "IDP", "Event_Code", *LABELS,
    "Roxzone Time", "Run Total", "Nationality", "Age_Group", "Overall_Time", "Overall_Time_Sec",
)  # fmt: skip
TYPICAL_S = (282, 272, 300, 180, 322, 305, 324, 340, 334, 294, 326, 130, 326, 320, 360, 421)
RUN_COLUMNS = range(0, 16, 2)


class Category(NamedTuple):
    text: str
    code: str
    share: float
    pace: float
    age_groups: tuple[str, ...]


CATEGORIES = (
    Category("MEN", "H", 0.45, 1.0, ("25-29", "30-34", "35-39", "40-44")),
    Category("WOMEN", "H", 0.3, 1.08, ("25-29", "30-34", "35-39", "40-44")),
    Category("PRO MEN", "HPRO", 0.1, 0.93, ("25-29", "30-34")),
    Category("MIXED", "HD", 0.1, 0.93, ("XU29", "30-39")),
    Category("TEAM RELAY WOMEN", "HMR", 0.05, 1.0, ("U40",)),
)


def official_csv(rows: int = 2500, seed: int = 1, location: str = "2025 SPRINGFIELD") -> bytes:
    """UTF-8 with BOM, comma, splits in float seconds rounded up, Roxzone printed 4 to 13 s too large."""
    random = np.random.default_rng(seed)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    shares = np.array([category.share for category in CATEGORIES])
    for number, choice in enumerate(random.choice(len(CATEGORIES), size=rows, p=shares / shares.sum()), start=1):
        writer.writerow(_row(random, number, CATEGORIES[choice], location))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _row(random: np.random.Generator, number: int, category: Category, location: str) -> list[object]:
    level = category.pace * random.lognormal(0.02, 0.16)
    splits = np.ceil(np.array(TYPICAL_S) * level * random.lognormal(0, 0.07, 16))
    roxzone = int(430 * level**1.4)
    total = int(splits.sum()) + roxzone
    clock = f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"
    return [
        location, "EUROPE", "AT", 8, category.text, f"Athlete {number:05}", f"S{number:05}", category.code,
        *(f"{split:.1f}" for split in splits), f"{roxzone + random.integers(4, 14)}.0",
        f"{splits[list(RUN_COLUMNS)].sum():.1f}", random.choice(["AUT", "GER", "SUI", "ITA"]),
        random.choice(category.age_groups), clock, total,
    ]  # fmt: skip
