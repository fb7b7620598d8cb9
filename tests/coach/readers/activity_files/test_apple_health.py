"""Apple Health exports of both shapes, read as a stream."""

from __future__ import annotations

import io
import tracemalloc
from datetime import date, datetime

import pytest

from coach.readers.activity_files.apple_health import read_apple_health
from coach.readers.activity_files.contract import ActivityEntry, ActivityFile, UnreadableActivityFile

DTD = "<!DOCTYPE HealthData [<!ELEMENT HealthData (Record|Workout)*><!ATTLIST HealthData locale CDATA #REQUIRED>]>"
DATES = 'startDate="2026-05-02 07:00:00 +0200" endDate="2026-05-02 07:31:00 +0200"'
OLD = (
    '<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30.5" durationUnit="min" '
    'totalDistance="3.1" totalDistanceUnit="mi" totalEnergyBurned="1255.2" totalEnergyBurnedUnit="kJ" '
    f'sourceName="Watch" {DATES}/>'
)


def statistic(kind: str, **numbers: str) -> str:
    attributes = " ".join(f'{name}="{number}"' for name, number in numbers.items())
    return f'<WorkoutStatistics type="HKQuantityTypeIdentifier{kind}" {attributes}/>'


def workout(*children: str, kind: str = "Running", dates: str = DATES) -> str:
    head = f'<Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="30.5" durationUnit="min" {dates}>'
    return f"{head}{''.join(children)}</Workout>"


def export(*elements: str, head: str = DTD) -> ActivityFile:
    text = f'<?xml version="1.0" encoding="UTF-8"?>{head}<HealthData locale="en_GB">{"".join(elements)}</HealthData>'
    return read_apple_health(io.BytesIO(text.encode()))


def only(read: ActivityFile) -> ActivityEntry:
    assert len(read.entries) == 1, read
    return read.entries[0]


def test_the_old_shape_has_everything_in_attributes() -> None:
    run = only(export(OLD))

    assert (run.family, run.duration_s, run.elapsed_s, run.calories) == ("run", 1830.0, 1860.0, 300)
    assert run.distance_m == pytest.approx(4988.97, abs=0.01)
    assert run.raw == {"source": "Watch"}


def test_the_new_shape_has_statistics_of_its_own() -> None:
    children = (
        statistic("DistanceWalkingRunning", sum="5.02", unit="km"),
        statistic("HeartRate", average="150.4", minimum="90", maximum="171", unit="count/min"),
        statistic("ActiveEnergyBurned", sum="310.2", unit="Cal"),
        statistic("RunningPower", average="255.5", unit="W"),
        statistic("RunningStrideLength", average="1.12", unit="m"),
        '<MetadataEntry key="HKElevationAscended" value="3450 cm"/>',
    )

    run = only(export(workout(*children)))

    assert (run.distance_m, run.calories, run.power_w, run.stride_m) == (5020.0, 310, 255.5, 1.12)
    assert (run.heart_rate_avg_bpm, run.heart_rate_max_bpm) == (150, 171)
    assert run.ascent_m == 34.5


def test_statistics_of_a_part_are_not_those_of_the_workout() -> None:
    part = f"<WorkoutActivity>{statistic('DistanceWalkingRunning', sum='9', unit='km')}</WorkoutActivity>"

    run = only(export(workout(part, statistic("DistanceWalkingRunning", sum="5", unit="km"))))

    assert run.distance_m == 5000.0


def test_the_offset_gives_the_local_start_and_utc() -> None:
    run = only(export(OLD))

    assert run.started_at == datetime(2026, 5, 2, 7, 0)  # noqa: DTZ001
    assert run.started_at_utc == datetime(2026, 5, 2, 5, 0)  # noqa: DTZ001
    assert run.is_start_local


def test_the_zone_of_the_workout_counts_more_than_the_zone_of_the_phone() -> None:
    run = only(export(workout('<MetadataEntry key="HKTimeZone" value="America/New_York"/>')))

    assert run.started_at == datetime(2026, 5, 2, 1, 0)  # noqa: DTZ001


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", ""])
def test_a_zone_nobody_knows_falls_back_to_the_offset(zone: str) -> None:
    run = only(export(workout(f'<MetadataEntry key="HKTimeZone" value="{zone}"/>')))

    assert run.started_at == datetime(2026, 5, 2, 7, 0)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("kind", "family"),
    [
        ("Running", "run"),
        ("Walking", "walk"),
        ("Hiking", "hike"),
        ("TraditionalStrengthTraining", "strength"),
        ("FunctionalStrengthTraining", "strength"),
        ("HighIntensityIntervalTraining", "cardio"),
        ("CrossTraining", "cardio"),
        ("Rowing", "row"),
        ("Cycling", "bike"),
        ("Swimming", "swim"),
        ("Yoga", "mobility"),
        ("SwimBikeRun", "other"),
        ("Curling", "other"),
    ],
)
def test_kinds_of_workouts_give_the_family(kind: str, family: str) -> None:
    assert only(export(workout(kind=kind))).family == family


def test_a_treadmill_run_is_indoors() -> None:
    assert only(export(workout('<MetadataEntry key="HKIndoorWorkout" value="1"/>'))).is_indoor


def test_a_unit_nobody_knows_is_no_number() -> None:
    assert only(export(workout(statistic("DistanceWalkingRunning", sum="5", unit="parsec")))).distance_m is None


def test_workouts_come_oldest_first_and_cover_their_days() -> None:
    later = workout(dates='startDate="2026-05-09 07:00:00 +0200" endDate="2026-05-09 08:00:00 +0200"')

    read = export(later, OLD, workout(dates='startDate="soon"'))

    assert [entry.started_at.day for entry in read.entries] == [2, 9]
    assert (read.covers_from, read.covers_to) == (date(2026, 5, 2), date(2026, 5, 9))
    assert read.rows_read == 3
    assert read.refused[0].line == 3


def test_an_export_that_breaks_off_keeps_the_workouts_before() -> None:
    text = f'<HealthData locale="en">{OLD}<Workout workoutActi'

    read = read_apple_health(io.BytesIO(text.encode()))

    assert len(read.entries) == 1
    assert "breaks off" in read.warnings[0]


def test_an_export_without_workouts_says_how_to_export() -> None:
    with pytest.raises(UnreadableActivityFile, match="Export All Health Data"):
        export('<Record type="HKQuantityTypeIdentifierStepCount" value="3"/>')


def test_entities_are_refused() -> None:
    with pytest.raises(UnreadableActivityFile, match="entities"):
        export("&a;", head='<!DOCTYPE HealthData [<!ENTITY a "ha">]>')


def test_memory_does_not_grow_with_the_records_between_workouts() -> None:
    record = '<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" value="72"/>'

    def peak_bytes(count: int) -> int:
        stream = io.BytesIO(f"<HealthData>{record * count}{OLD}</HealthData>".encode())
        tracemalloc.start()
        read_apple_health(stream)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    small = peak_bytes(2_000)

    assert peak_bytes(20_000) < 2 * small
