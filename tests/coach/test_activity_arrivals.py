"""What arrives is sorted into new, known and filled, before anything is written."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from coach.activity_arrivals import Arrivals
from coach.activity_uploads import ReadFile
from coach.readers.activity_files.contract import ActivityEntry, ActivityFile, Lap
from data.activity_changes import KnownActivity

START = datetime(2026, 5, 2, 8, 30)  # noqa: DTZ001 - local, as a watch shows it


def entry(line: int = 1, **changes: Any) -> ActivityEntry:
    fields = {"family": "run", "type_name": "Running", "started_at": START, "distance_m": 10_000.0, "duration_s": 3_000}
    return ActivityEntry(line, **{**fields, **changes})


def read(*entries: ActivityEntry, **changes: Any) -> ReadFile:
    content = ActivityFile("garmin_csv", len(entries), entries, **changes)
    return ReadFile(uuid4(), "a.csv", "0" * 64, content, dict(enumerate(entries)), [])


def known(**changes: Any) -> KnownActivity:
    fields = {
        "family": "run", "started_at_local": START, "started_at": None, "distance_m": 10_000.0, "duration_s": 3_000.0,
        "source": "garmin_csv", "external_id": None, "is_deleted": False, "missing": ["title", "recording"],
    }  # fmt: skip
    return KnownActivity(uuid4(), **{**fields, **changes})


def test_legs_point_at_their_parent_whatever_the_order() -> None:
    legs = [
        entry(1, family="swim", distance_m=750.0, duration_s=900, parent=2),
        entry(2, started_at=START + timedelta(minutes=20), distance_m=5_000.0, duration_s=1_500, parent=2),
        entry(3, family="multisport", distance_m=25_000.0, duration_s=6_000),
    ]
    arrivals = Arrivals([], "UTC")

    taken = arrivals.take(read(*legs))

    parents = [row.parent_id for row in arrivals.new]
    assert parents == [taken.ids[2], taken.ids[2], None]


def test_values_that_cannot_be_are_unknown_and_texts_are_cut() -> None:
    wild = entry(
        heart_rate_avg_bpm=300, ascent_m=-5.0, cadence_spm=float("nan"), calories=0, distance_m=1e9, title="x" * 400,
        type_name="\x00" + "y" * 200, power_w=float("inf"), descent_m=0.0,
    )  # fmt: skip
    arrivals = Arrivals([], "UTC")

    arrivals.take(read(wild))

    (row,) = arrivals.new
    assert (row.heart_rate_avg_bpm, row.ascent_m, row.cadence_spm, row.calories, row.distance_m, row.power_w) == (
        None,
    ) * 6
    assert (row.descent_m, len(row.title or ""), row.type_name) == (0.0, 300, "y" * 120)


def test_only_what_is_missing_is_filled_and_only_once() -> None:
    there = known()
    arrivals = Arrivals([there], "UTC")
    told = entry(title="Told", heart_rate_avg_bpm=150, laps=(Lap(600.0, 2_000.0),))

    first, second = arrivals.take(read(told)), arrivals.take(read(told))

    (fill,) = arrivals.fills
    assert (fill.activity_id, dict(fill.columns)) == (there.id, {"title": "Told", "recording": None})
    assert (list(first.filled), list(second.filled)) == ([there.id], [])
    assert len(arrivals.recordings) == 1


def test_a_deleted_activity_is_known_and_left_alone() -> None:
    arrivals = Arrivals([known(is_deleted=True)], "UTC")

    taken = arrivals.take(read(entry(title="Told")))

    assert (taken.new, taken.rows_duplicate, arrivals.fills) == (frozenset(), 1, [])


def test_repeated_rows_count_as_duplicates_and_the_days_end_with_usable_rows() -> None:
    rows = [entry(1), entry(2, started_at=START + timedelta(days=3))]

    taken = Arrivals([], "UTC").take(read(*rows, repeated=2, covers_from=date(2026, 5, 2), covers_to=date(2031, 1, 1)))

    assert taken.rows_duplicate == 2
    assert taken.covers == (date(2026, 5, 2), date(2026, 5, 4))


def test_recordings_speak_for_no_days() -> None:
    assert Arrivals([], "UTC").take(read(entry())).covers is None
