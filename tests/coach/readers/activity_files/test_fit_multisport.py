"""Several sports in one FIT file: a parent, its legs and transitions, counted once."""

from __future__ import annotations

from datetime import timedelta

from coach.readers.activity_files.contract import ActivityEntry, ActivityFile
from coach.readers.activity_files.fit import read_fit
from tests.coach.readers.activity_files.fit_samples import (
    START,
    activity,
    fit_file,
    lap,
    records,
    session,
)

HOUR = timedelta(hours=1)


def only(read: ActivityFile) -> ActivityEntry:
    assert len(read.entries) == 1, read
    assert read.rows_read == 1
    return read.entries[0]


def test_a_multisport_file_is_a_parent_with_its_legs_and_transitions() -> None:
    starts = [START, START + timedelta(minutes=30), START + timedelta(minutes=32), START + timedelta(minutes=92)]
    legs = [
        session(starts[0], duration_s=1800, sport="swimming", sub_sport="open_water", total_distance=1500.0),
        session(starts[1], duration_s=120, sport="transition", sub_sport="swim_to_bike_transition"),
        session(starts[2], duration_s=3600, sport="cycling", total_distance=30_000.0, avg_heart_rate=140),
        session(starts[3], duration_s=1800, sport="running", total_distance=6000.0, avg_heart_rate=160,
                max_heart_rate=175),
    ]  # fmt: skip
    run_laps = [lap(starts[3], duration_s=900, distance_m=3000.0), lap(starts[0], duration_s=1800, distance_m=1500.0)]
    last_leg_only = activity(START + timedelta(minutes=122), num_sessions=4, total_timer_time=1800.0)

    read = read_fit(fit_file(*records(starts[3], count=10), *run_laps, *legs, last_leg_only))

    parent, *parts = read.entries
    assert read.rows_read == 5
    assert (parent.family, parent.parent) == ("multisport", None)
    assert [(leg.family, leg.parent) for leg in parts] == [("swim", 0), ("other", 0), ("bike", 0), ("run", 0)]
    assert parent.duration_s == 1800 + 120 + 3600 + 1800
    assert parent.distance_m == 37_500.0
    assert parent.elapsed_s == 7320.0
    assert parent.heart_rate_avg_bpm == round((140 * 3600 + 160 * 1800) / 5400)
    assert (len(parts[0].laps), len(parts[3].laps)) == (1, 1)
    assert parts[3].samples is not None
    assert parts[0].samples is None


def test_a_session_that_sums_up_the_others_is_no_leg() -> None:
    total = session(duration_s=3600, sport="multisport", total_distance=15_000.0)
    ride = session(duration_s=1800, sport="cycling", total_distance=10_000.0)
    run = session(START + HOUR / 2, duration_s=1800, total_distance=5_000.0)

    read = read_fit(fit_file(total, ride, run))

    assert [entry.family for entry in read.entries] == ["multisport", "bike", "run"]
    assert read.entries[0].distance_m == 15_000.0


def test_a_multisport_session_without_legs_carries_the_load_itself() -> None:
    assert only(read_fit(fit_file(session(sport="multisport")))).family == "other"


def test_a_session_written_twice_counts_once_with_its_last_numbers() -> None:
    run = only(read_fit(fit_file(session(total_distance=900.0), session(total_distance=1000.0))))

    assert run.distance_m == 1000.0


def test_two_files_chained_are_two_activities() -> None:
    second = START + timedelta(hours=5)
    chained = fit_file(session(), activity(START + HOUR)) + fit_file(session(second), activity(second + HOUR))

    read = read_fit(chained)

    assert [entry.parent for entry in read.entries] == [None, None]
    assert [entry.family for entry in read.entries] == ["run", "run"]
