"""Loads, reps and distances in the knowledge base are those of the station table."""

from __future__ import annotations

import re
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.knowledge_base import read_knowledge

Owner = psycopg.Connection[DictRow]

DIVISIONS = {"Women Open": "open_women", "Men Open": "open_men", "Women Pro": "pro_women", "Men Pro": "pro_men"}
LOADED = {
    "sled push": "sled_push", "sled pull": "sled_pull", "farmers carry": "farmers_carry",
    "sandbag": "sandbag_lunges", "wall ball": "wall_balls",
}  # fmt: skip
LINE = re.compile(r"^- (Women Open|Men Open|Women Pro|Men Pro) (?:2 × )?(\d+) kg(?: to (\d\.\d\d) m)?$", re.MULTILINE)
# What was raced with in earlier seasons, or counted without the sled, and is said to be so.
OLD_LOADS = re.compile(r"\b(75|125) kg\b")


@pytest.fixture
def stations(owner: Owner) -> dict[str, dict[str, Any]]:
    return {row["metric_name"]: row for row in owner.execute("select * from hyrox_stations").fetchall()}


def passages(name: str) -> dict[str, str]:
    """Content by section of one file."""
    return {chunk.section: chunk.content for chunk in read_knowledge() if chunk.source_doc == name}


@pytest.mark.parametrize("station", LOADED)
def test_the_load_of_every_division_is_the_one_of_the_station_table(
    station: str, stations: dict[str, dict[str, Any]]
) -> None:
    row = stations[LOADED[station]]
    (text,) = (
        content for section, content in passages("race_station_loads.md").items() if f"› {station}" in section.lower()
    )

    found = {division: (float(load), height) for division, load, height in LINE.findall(text)}

    assert set(found) == set(DIVISIONS)
    for division, (load_kg, height_m) in found.items():
        assert load_kg == float(row[f"weight_{DIVISIONS[division]}_kg"])
        if height_m:
            sex = "women" if "Women" in division else "men"
            assert float(height_m) == float(row[f"target_height_{sex}_m"])


@pytest.mark.parametrize("division", DIVISIONS)
def test_a_division_lists_the_loads_of_all_stations(division: str, stations: dict[str, dict[str, Any]]) -> None:
    (text,) = (
        content
        for section, content in passages("race_divisions.md").items()
        if section.endswith(f"{division}: all weights and reps")
    )

    for name, row in stations.items():
        load_kg = row[f"weight_{DIVISIONS[division]}_kg"]
        if load_kg is not None:
            assert re.search(rf"\b{float(load_kg):g} kg\b", text), (division, name)
    assert re.search(r"\b100\b", text)


def test_no_passage_gives_a_sled_a_load_that_is_not_raced(stations: dict[str, dict[str, Any]]) -> None:
    """Race loads are named as such: "Men Open … 152 kg"; 75 and 125 kg only where they are called old."""
    raced = {
        float(row[f"weight_{group}_kg"])
        for row in stations.values()
        for group in DIVISIONS.values()
        if row[f"weight_{group}_kg"] is not None
    }
    claims = re.compile(
        r"\b(?:open|pro) (?:women|men)[^.\n]{0,40}? (\d+) kg(?! (?:lighter|heavier|more|less))", re.IGNORECASE
    )

    wrong = [
        (chunk.id, load)
        for chunk in read_knowledge()
        if chunk.source_doc.startswith(("sled_", "sandbag", "farmers", "wall_balls", "race_"))
        for load in claims.findall(chunk.content)
        if float(load) not in raced and not OLD_LOADS.search(f"{load} kg")
    ]

    assert wrong == []


def test_everybody_throws_a_hundred_wall_balls(stations: dict[str, dict[str, Any]]) -> None:
    assert stations["wall_balls"]["reps"] == 100
    (text,) = (
        content
        for section, content in passages("race_station_loads.md").items()
        if "wall ball weight" in section.lower()
    )

    assert "100" in text


def test_distances_are_those_of_the_table(stations: dict[str, dict[str, Any]]) -> None:
    chapters = {
        "ski_erg": "ski_erg.md", "sled_push": "sled_push.md", "sled_pull": "sled_pull.md",
        "burpee_broad_jump": "burpee_broad_jumps.md", "row": "rowing.md", "farmers_carry": "farmers_carry.md",
        "sandbag_lunges": "sandbag_lunges.md",
    }  # fmt: skip

    for metric, chapter in chapters.items():
        distance = int(stations[metric]["distance_m"])
        written = f"{distance:,} m"
        assert any(written in content for content in passages(chapter).values()), chapter
