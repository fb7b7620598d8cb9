"""Zips: every member by its own reader, all of a kind together, and nothing that is made to do harm."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta

import pytest

from coach.readers.activity_files.contract import Answers, UnreadableActivityFile
from coach.readers.activity_files.reading import read_activity_files
from tests.coach.readers.activity_files.fit_samples import START, activity, fit_file, records, session
from tests.coach.readers.activity_files.strava_lists import RUN, strava_list
from tests.coach.readers.activity_files.track_texts import (
    gpx_file,
    gpx_points,
    gpx_track,
    tcx_activity,
    tcx_file,
    tcx_lap,
)
from tests.coach.readers.activity_files.zip_samples import read_zip, run_on, zip_of

DAY = timedelta(days=1)


def test_all_fit_files_of_a_zip_are_one_file_oldest_first() -> None:
    (read,) = read_zip(b__fit=run_on(2), a__fit=run_on(5), c__fit=run_on(1))

    assert (read.kind, read.rows_read) == ("fit", 3)
    assert [entry.started_at.day for entry in read.entries] == [3, 4, 7]
    assert [entry.raw["file"] for entry in read.entries] == ["c.fit", "b.fit", "a.fit"]


def test_legs_still_name_their_parent_among_all_entries() -> None:
    start = START + 3 * DAY
    legs = (session(start), session(start + timedelta(hours=1), sport="cycling"), activity(start + timedelta(hours=2)))

    (read,) = read_zip(a__fit=run_on(9), b__fit=fit_file(*legs), c__fit=run_on(1))

    assert [entry.family for entry in read.entries] == ["run", "multisport", "run", "bike", "run"]
    assert [entry.parent for entry in read.entries] == [None, None, 1, 1, None]


def test_every_kind_in_a_zip_gives_its_own_file() -> None:
    track = gpx_file(gpx_track(gpx_points(range(60))))

    files = read_zip(a__fit=run_on(1), b__gpx=track, c__tcx=tcx_file(tcx_activity(tcx_lap())))

    assert [read.kind for read in files] == ["fit", "gpx", "tcx"]


def test_a_refused_file_is_named() -> None:
    (read,) = read_zip(good__fit=run_on(1), plan__fit=fit_file(file_type="workout"), bad__fit=b"no fit")

    assert (read.rows_read, len(read.entries)) == (3, 1)
    assert {row.source for row in read.refused} == {"plan.fit", "bad.fit"}


def test_the_same_file_twice_is_a_repeat() -> None:
    (read,) = read_zip(a__fit=run_on(1), b__fit=run_on(1))

    assert (read.rows_read, len(read.entries), read.repeated) == (2, 1, 1)


def test_what_holds_no_activities_is_counted_not_refused() -> None:
    (read,) = read_zip(
        a__fit=run_on(1),
        photo__jpg=b"x",
        profile__csv=b"name,sex\nx,y\n",
        steps__fit=fit_file(file_type="monitoring_b"),
    )

    assert read.refused == ()
    assert "3 other files" in read.warnings[0]


def test_what_computers_put_beside_files_is_not_mentioned() -> None:
    content = zip_of({"a.fit": run_on(1), "__MACOSX/._a.fit": b"x", "folder/.DS_Store": b"x"})

    (read,) = read_activity_files("export.zip", content)

    assert read.warnings == ()


def test_a_zip_in_a_zip_is_refused_by_name() -> None:
    (read,) = read_zip(a__fit=run_on(1), UploadedFiles__zip=zip_of({"b.fit": run_on(2)}))

    assert read.rows_read == 2
    assert [row.source for row in read.refused] == ["UploadedFiles.zip"]


def test_a_zip_of_zips_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityFile, match="further zips"):
        read_zip(a__zip=zip_of({"b.fit": run_on(2)}))


def test_a_zip_without_activities_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityFile, match="holds no activities"):
        read_zip(readme__txt=b"hello")


def test_gzipped_recordings_are_unpacked() -> None:
    (read,) = read_zip(a__fit__gz=gzip.compress(run_on(1)))

    assert read.entries[0].distance_m == 5000.0


def test_a_strava_row_and_its_recording_are_one_activity() -> None:
    start = datetime(2024, 6, 4, 6, 13, 47, tzinfo=START.tzinfo)
    recording = fit_file(
        *records(start, count=30),
        session(start, duration_s=2950, total_distance=3600.0),
        activity(start + timedelta(seconds=2950), offset_s=7200),
    )
    manual = {**RUN, 0: "9002", 1: "Jun 5, 2024, 6:00:00 AM", 12: ""}
    content = zip_of(
        {
            "activities.csv": strava_list(RUN, manual),
            "activities/9100.fit.gz": gzip.compress(recording),
            "activities/extra.fit": run_on(1),
        }
    )

    listed, recorded = read_activity_files("strava.zip", content)

    run = listed.entries[0]
    assert (listed.kind, listed.rows_read, len(listed.entries)) == ("strava_csv", 2, 2)
    assert (run.external_id, run.title, run.distance_m) == ("9001", "Morning Run", 3519.4)
    assert run.started_at == datetime(2024, 6, 4, 8, 13, 47)  # noqa: DTZ001
    assert run.samples is not None
    assert len(run.samples.elapsed_s) == 30
    assert (recorded.kind, len(recorded.entries)) == ("fit", 1)


def test_a_recording_that_cannot_be_read_leaves_its_row() -> None:
    content = zip_of({"activities.csv": strava_list(RUN), "activities/9100.fit.gz": b"\x1f\x8bbroken"})

    (read,) = read_activity_files("strava.zip", content)

    assert len(read.entries) == 1
    assert "1 recordings beside the list" in read.warnings[0]


def test_a_strava_list_in_an_unknown_language_says_what_to_do() -> None:
    content = zip_of({"activities.csv": b"tunnus,paiva,nimi\n1,4.6.2024,lenkki\n", "activities/1.fit": run_on(1)})

    files = read_activity_files("strava.zip", content)

    refused = [row for read in files for row in read.refused]
    assert [row.source for row in refused] == ["activities.csv"]
    assert "English or German" in refused[0].reason
    assert sum(len(read.entries) for read in files) == 1


def test_routes_of_an_apple_export_are_not_activities_of_their_own() -> None:
    dates = 'startDate="2026-05-02 08:30:00 +0200" endDate="2026-05-02 09:00:00 +0200"'
    xml = (
        f'<HealthData><Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" {dates}/></HealthData>'
    )
    route = gpx_file(gpx_track(gpx_points(range(60)), sport=""))
    content = zip_of(
        {
            "apple_health_export/Export.xml": xml.encode(),
            "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
            "apple_health_export/workout-routes/route_1.gpx": route,
        }
    )

    (read,) = read_activity_files("export.zip", content)

    assert (read.kind, len(read.entries)) == ("apple_health", 1)


def test_the_list_of_a_garmin_archive_is_found_in_its_folder() -> None:
    summary = {"activityId": 1, "activityType": "running", "beginTimestamp": 1_777_703_400_000, "distance": 500_000}
    document = json.dumps([{"summarizedActivitiesExport": [summary]}]).encode()
    content = zip_of(
        {
            "DI_CONNECT/DI-Connect-Fitness/x_summarizedActivities.json": document,
            "DI_CONNECT/DI-Connect-User/user_profile.json": b"{}",
        }
    )

    (read,) = read_activity_files("garmin.zip", content)

    assert (read.kind, read.entries[0].distance_m) == ("garmin_archive", 5000.0)


@pytest.mark.parametrize("padding", ["", "x"])
def test_a_long_list_is_known_wherever_its_beginning_is_cut(padding: str) -> None:
    header = "Aktivitätstyp,Datum,Titel,Distanz,Kalorien,Zeit,Ø Herzfrequenz,Ø Pace"
    day = datetime(2020, 1, 1, 7, 0)  # noqa: DTZ001
    rows = [f'Laufen,{day + number * DAY},{"ö" * 200},"5.00",300,00:27:30,150,5:30' for number in range(200)]
    content = "\n".join([header, rows[0].replace("ööö", f"{padding}ööö", 1), *rows[1:]]).encode()

    (read,) = read_activity_files("export.zip", zip_of({"liste.csv": content}), Answers(unit="km"))

    assert (read.kind, len(read.entries)) == ("garmin_csv", 200)


def test_many_recordings_share_the_room_for_samples() -> None:
    long_run = fit_file(*records(count=400), session(duration_s=400))
    tiny = {f"x{number}.gpx": b"<gpx/>" for number in range(4_990)}

    files = read_activity_files("many.zip", zip_of({"a.fit": long_run, **tiny}))

    samples = files[0].entries[0].samples
    assert samples is not None
    assert len(samples.elapsed_s) == 120
    assert samples.elapsed_s[-1] == 399.0


def test_warnings_about_many_files_are_cut_short() -> None:
    unnamed = gpx_file(gpx_track(gpx_points(range(5)), sport=""))
    members = {f"{number:02}.gpx": unnamed + b" " * number for number in range(30)}

    (read,) = read_activity_files("many.zip", zip_of(members))

    assert len(read.warnings) == 21
    assert "10 more remarks" in read.warnings[-1]
