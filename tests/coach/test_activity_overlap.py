"""One activity told twice: by hand and by a watch, by a list and by a recording, here and in another time zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from coach.activity_import import import_activities, undo_import
from coach.activity_uploads import UploadedFile
from coach.profiles import change_profile
from coach.workouts import log_workout
from data.activities import activities, find_activity
from data.db import User
from data.profiles import ProfileChange
from data.workouts import WorkoutEntry, find_workout, workouts
from tests.activity_files import Row, garmin_csv, runs
from tests.coach.readers.activity_files.fit_samples import activity as fit_activity
from tests.coach.readers.activity_files.fit_samples import fit_file, lap, records, session
from tests.coach.test_activity_import import START, accounts_for_every_row, imported, typed

UTC_START = datetime.fromisoformat("2026-05-02T06:30:00+00:00")


def fit_run(duration_s: int = 3_000, distance_m: float = 10_020.0) -> UploadedFile:
    """The run of `START` in Berlin as the watch itself keeps it."""
    end = UTC_START + timedelta(seconds=duration_s)
    laps = [lap(UTC_START, duration_s=duration_s, distance_m=distance_m)]
    whole = session(UTC_START, duration_s=duration_s, total_distance=distance_m, avg_heart_rate=151)
    return UploadedFile("run.fit", fit_file(*records(UTC_START, count=60), *laps, whole, fit_activity(end)))


def test_a_session_typed_by_hand_is_linked_and_only_filled(user: User) -> None:
    log = log_workout(user, typed(title="My own")).workout

    report = imported(user, Row(START, 10_400.0, 3_120.0))

    linked = find_workout(user, log.id)
    assert report.rows_saved == 1
    assert len(workouts(user)) == 1
    assert activities(user).iloc[0]["workout_log_id"] == log.id
    assert (linked.title, linked.distance_m, linked.rpe_post, linked.notes) == ("My own", 10_000, 6, "Windy")
    assert (linked.duration_seconds, linked.duration_minutes, linked.heart_rate_avg) == (3_120, 52, 150)


def test_undoing_leaves_a_session_typed_by_hand_as_it_was_typed(user: User) -> None:
    log = log_workout(user, typed()).workout
    report = imported(user, Row(START))

    undo_import(user, report.import_ids[0])

    kept = find_workout(user, log.id)
    typed_again = {name: getattr(kept, name) for name in WorkoutEntry.model_fields}
    assert typed_again == {name: getattr(log, name) for name in WorkoutEntry.model_fields}


def test_typed_minutes_are_not_contradicted_by_the_seconds_of_a_watch(user: User) -> None:
    log = log_workout(user, typed(duration_minutes=45)).workout

    imported(user, Row(START, 10_000.0, 2_900.0))

    kept = find_workout(user, log.id)
    assert (kept.duration_minutes, kept.duration_seconds, kept.heart_rate_avg) == (45, None, 150)


@pytest.mark.parametrize("changes", [{"distance_m": 12_000}, {"session_type": "hiit"}, {"date": date(2026, 5, 1)}])
def test_another_session_typed_by_hand_stays_apart(changes: dict[str, Any], user: User) -> None:
    log = log_workout(user, typed(**changes)).workout

    imported(user, Row(START))

    assert len(workouts(user)) == 2
    assert find_workout(user, log.id) == log


def test_two_equal_rows_of_one_file_are_one_activity_and_two_runs_of_a_day_are_two(user: User) -> None:
    twice = Row(START)
    evening = Row(START + timedelta(hours=10))

    report = imported(user, twice, twice._replace(title="Renamed"), evening)

    assert (report.rows_saved, report.rows_duplicate, report.runs) == (2, 1, 2)
    assert accounts_for_every_row(report)
    assert len(activities(user)) == len(workouts(user)) == 2


def test_the_recording_of_a_known_run_is_added_to_it(user: User) -> None:
    imported(user, Row(START, calories=None))

    report = import_activities(user, [fit_run()])

    kept = activities(user)
    detail = find_activity(user, kept.iloc[0]["id"], has_recording=True)
    assert (report.rows_saved, report.rows_duplicate, report.rows_filled) == (0, 1, 1)
    assert (len(kept), detail.source, detail.heart_rate_avg_bpm) == (1, "garmin_csv", 150)
    assert detail.recording is not None
    assert detail.recording.samples is not None
    assert len(detail.recording.laps) == 1
    assert len(detail.recording.samples["heart_rate_bpm"]) == 60


def test_undoing_a_recording_leaves_the_run_of_the_list(user: User) -> None:
    imported(user, Row(START))
    recording = import_activities(user, [fit_run()])

    undo_import(user, recording.import_ids[0])

    assert list(activities(user)["has_recording"]) == [False]


def test_a_list_and_recordings_come_in_together_as_one(user: User) -> None:
    files = [UploadedFile("Activities.csv", garmin_csv([Row(START), *runs(2)])), fit_run()]

    report = import_activities(user, files)

    assert (report.rows_read, report.rows_saved, report.rows_duplicate, report.runs) == (4, 3, 1, 3)
    assert (len(report.import_ids), len(activities(user))) == (2, 3)
    assert activities(user).iloc[0]["has_recording"]


def test_a_recording_without_a_zone_starts_where_the_athlete_lives(user: User) -> None:
    change_profile(user, ProfileChange(display_name="Alex", time_zone="Europe/Berlin"))
    end = UTC_START + timedelta(seconds=3_000)
    whole = session(UTC_START, duration_s=3_000, total_distance=10_000.0)

    import_activities(user, [UploadedFile("a.fit", fit_file(whole, fit_activity(end, offset_s=None)))])

    again = imported(user, Row(START))
    assert list(activities(user)["started_at_local"]) == [START]
    assert (again.rows_saved, again.rows_duplicate) == (0, 1)


def test_a_recording_from_an_unknown_zone_is_found_again_by_its_length(user: User) -> None:
    imported(user, Row(START + timedelta(hours=5.5), 10_000.0, 3_000.0))
    end = UTC_START + timedelta(seconds=3_000)
    whole = session(UTC_START, duration_s=3_000, total_distance=10_010.0)

    report = import_activities(user, [UploadedFile("a.fit", fit_file(whole, fit_activity(end, offset_s=None)))])

    assert (report.rows_saved, report.rows_duplicate) == (0, 1)
