"""The summaries of a whole Garmin account: centimetres, milliseconds and epochs become metres, seconds and days."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from coach.readers.activity_files.contract import UnreadableActivityFile
from coach.readers.activity_files.garmin_archive import is_garmin_archive, read_garmin_archive

BEGIN_MS = 1_777_703_400_000  # 2026-05-02 06:30 UTC
HOUR_MS = 3_600_000
RUN: dict[str, object] = {
    "activityId": 111,
    "name": "Morning Run",
    "activityType": "treadmill_running",
    "beginTimestamp": BEGIN_MS,
    "startTimeLocal": BEGIN_MS + 2 * HOUR_MS,
    "duration": 1_800_000.0,
    "movingDuration": 1_790_000.0,
    "elapsedDuration": 1_900_000.0,
    "distance": 500_000.0,
    "elevationGain": 2_500.0,
    "avgHr": 148.0,
    "maxHr": 170.0,
    "avgDoubleCadence": 168.5,
    "avgStrideLength": 110.0,
    "calories": 1676.0,
}


def archive(*activities: dict[str, object]) -> bytes:
    return json.dumps([{"summarizedActivitiesExport": list(activities)}]).encode()


def test_units_of_the_archive_become_ours() -> None:
    content = archive(RUN)

    read = read_garmin_archive(content)

    run = read.entries[0]
    assert is_garmin_archive(content)
    assert (run.distance_m, run.duration_s, run.moving_s, run.elapsed_s) == (5000.0, 1800.0, 1790.0, 1900.0)
    assert (run.ascent_m, run.stride_m, run.cadence_spm) == (25.0, 1.1, 168.5)
    assert (run.family, run.is_indoor, run.external_id) == ("run", True, "111")
    assert (run.heart_rate_avg_bpm, run.heart_rate_max_bpm) == (148, 170)


def test_the_local_start_is_the_archives_own() -> None:
    run = read_garmin_archive(archive(RUN)).entries[0]

    assert run.started_at == datetime(2026, 5, 2, 8, 30)  # noqa: DTZ001
    assert run.started_at_utc == datetime(2026, 5, 2, 6, 30)  # noqa: DTZ001


def test_without_a_local_start_utc_is_marked_as_such() -> None:
    run = read_garmin_archive(archive({**RUN, "startTimeLocal": None})).entries[0]

    assert run.started_at == run.started_at_utc
    assert not run.is_start_local


def test_energy_is_left_out_as_its_unit_is_not_known() -> None:
    assert read_garmin_archive(archive(RUN)).entries[0].calories is None


def test_legs_stand_below_their_parent_whatever_their_order() -> None:
    later = {**RUN, "activityId": 4, "startTimeLocal": BEGIN_MS + 9 * HOUR_MS}
    leg = {**RUN, "activityId": 2, "parentId": 1, "activityType": "running"}
    ride = {**RUN, "activityId": 3, "parentId": 1, "activityType": "cycling", "startTimeLocal": BEGIN_MS + 3 * HOUR_MS}
    parent = {**RUN, "activityId": 1, "activityType": "multi_sport"}

    read = read_garmin_archive(archive(later, ride, leg, parent))

    assert [(entry.external_id, entry.parent) for entry in read.entries] == [
        ("1", None),
        ("2", 0),
        ("3", 0),
        ("4", None),
    ]
    assert read.entries[0].family == "multisport"


def test_a_parent_without_its_legs_carries_the_load_itself() -> None:
    assert read_garmin_archive(archive({**RUN, "activityType": "multi_sport"})).entries[0].family == "other"


def test_what_was_not_measured_is_missing() -> None:
    run = read_garmin_archive(archive({**RUN, "distance": 0.0, "avgHr": None, "maxHr": "170"})).entries[0]

    assert (run.distance_m, run.heart_rate_avg_bpm, run.heart_rate_max_bpm) == (None, None, None)


def test_rows_without_a_day_are_refused_and_the_others_cover_their_days() -> None:
    unset = {**RUN, "beginTimestamp": -630_000_000_000, "startTimeLocal": None}
    old = {**RUN, "beginTimestamp": 0, "startTimeLocal": 0}

    read = read_garmin_archive(archive(RUN, unset, old))

    assert read.rows_read == 3
    assert [row.line for row in read.refused] == [2, 3]
    assert "clock" in read.refused[1].reason
    assert (read.covers_from, read.covers_to) == (date(2026, 5, 2), date(2026, 5, 2))


@pytest.mark.parametrize("content", [b"[]", b"{", b"[[", b'{"summarizedActivitiesExport": 3}', b"[" * 100_000])
def test_other_json_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableActivityFile, match="Garmin archive"):
        read_garmin_archive(content)


def test_numbers_beyond_reason_are_missing() -> None:
    content = archive(RUN).replace(b"500000.0", b"1" + b"0" * 400)

    assert read_garmin_archive(content).entries[0].distance_m is None
