"""Whatever is uploaded: it is known by its bytes, and it is read or clearly refused."""

from __future__ import annotations

import contextlib
import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.readers.activity_files.contract import ActivityFile, Answers, UnreadableActivityFile
from coach.readers.activity_files.reading import read_activity_files, read_activity_path
from tests.coach.readers.activity_files.fit_samples import START, activity, fit_file, records, session
from tests.coach.readers.activity_files.strava_lists import RUN, strava_list
from tests.coach.readers.activity_files.track_texts import (
    gpx_file,
    gpx_points,
    gpx_track,
    tcx_activity,
    tcx_file,
    tcx_lap,
    tcx_points,
)
from tests.coach.readers.activity_files.zip_samples import zip_of

RUN_FIT = fit_file(*records(count=20), session(duration_s=20, total_distance=60.0), activity(START))
GPX = gpx_file(gpx_track(gpx_points(range(30))))
TCX = tcx_file(tcx_activity(tcx_lap(tcx_points(range(30)))))
GARMIN = (
    b"Activity Type,Date,Title,Distance,Time,Avg Run Cadence,Avg Pace,Avg Stride Length\n"
    b'Running,2026-05-01 07:00:00,Easy,"5.00",00:27:00,168,5:24,1.10\n'
)
APPLE = (
    b'<?xml version="1.0"?><HealthData><Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" '
    b'startDate="2026-05-02 07:00:00 +0200" endDate="2026-05-02 07:30:00 +0200"/></HealthData>'
)
ARCHIVE = b'[{"summarizedActivitiesExport": [{"beginTimestamp": 1777703400000, "distance": 500000}]}]'
SAMPLES = {
    "fit": RUN_FIT,
    "gpx": GPX,
    "tcx": TCX,
    "garmin_csv": GARMIN,
    "strava_csv": strava_list(RUN),
    "apple_health": APPLE,
    "garmin_archive": ARCHIVE,
}
STARTS = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1f\x8b\x08", b"PK\x03\x04", b"<gpx>", b"<HealthData>", b"[", b"{"]


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_is_known_by_its_bytes_whatever_its_name(kind: str) -> None:
    (read,) = read_activity_files("upload.bin", SAMPLES[kind])

    assert (read.kind, len(read.entries)) == (kind, 1)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_gzip_around_a_file_changes_nothing(kind: str) -> None:
    assert read_activity_files("upload.gz", gzip.compress(SAMPLES[kind])) == read_activity_files("x", SAMPLES[kind])


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_on_disk_is_read_like_one_in_memory(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(SAMPLES[kind])

    assert read_activity_path(path, "upload") == read_activity_files("upload", SAMPLES[kind])


def test_a_zip_on_disk_is_read_like_one_in_memory(tmp_path: Path) -> None:
    content = zip_of({"apple_health_export/export.xml": APPLE, "run.fit": RUN_FIT})
    path = tmp_path / "export.zip"
    path.write_bytes(content)

    assert read_activity_path(path, "export.zip") == read_activity_files("export.zip", content)


def test_an_apple_export_with_a_byte_order_mark_is_streamed_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(b"\xef\xbb\xbf\n" + APPLE)

    (read,) = read_activity_path(path, "export.xml")

    assert len(read.entries) == 1


def test_answers_reach_the_reader() -> None:
    content = strava_list({**RUN, 1: "03/04/2024, 06:13:47"})

    (asked,) = read_activity_files("activities.csv", content)
    (answered,) = read_activity_files("activities.csv", content, Answers(date_order="month_first"))

    assert asked.questions
    assert answered.entries[0].started_at.month == 3


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("a.fit", b"", "empty"),
        ("a.xlsx", b"anything", "save it as CSV"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.html", b"<!DOCTYPE html><html><body>x</body></html>", "web page"),
        ("a.xml", b"<ClinicalDocument/>", "medical half"),
        ("a.kml", b'<kml xmlns="http://www.opengis.net/kml/2.2"/>', "map without times"),
        ("a.json", b'{"steps": 3}', "no file of activities"),
        ("a.gz", b"\x1f\x8bbroken", "cannot be unpacked"),
        ("a.zip", b"PK\x03\x04broken", "damaged"),
        ("a.gz", gzip.compress(zip_of({"run.fit": RUN_FIT})), "zip inside"),
    ],
)
def test_what_is_no_activity_is_refused_with_what_to_do(name: str, content: bytes, advice: str) -> None:
    with pytest.raises(UnreadableActivityFile, match=advice):
        read_activity_files(name, content)


def assert_sound(files: tuple[ActivityFile, ...]) -> None:
    for read in files:
        if not read.questions:
            assert read.rows_read == len(read.entries) + read.repeated + len(read.refused)
        for place, entry in enumerate(read.entries):
            assert entry.parent is None or entry.parent < place
            for measured in (entry.distance_m, entry.duration_s, entry.heart_rate_avg_bpm, entry.calories):
                assert measured is None or measured > 0


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes_are_read_or_clearly_refused(start: bytes, rest: bytes) -> None:
    with contextlib.suppress(UnreadableActivityFile):
        assert_sound(read_activity_files("upload", start + rest))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.floats(0, 1), st.binary(min_size=1, max_size=12), st.booleans())
def test_any_damage_to_a_good_file_is_read_or_clearly_refused(
    kind: str, where: float, noise: bytes, is_cut: bool
) -> None:
    content = SAMPLES[kind]
    place = int(where * len(content))
    damaged = content[:place] + noise + (b"" if is_cut else content[place + len(noise) :])

    with contextlib.suppress(UnreadableActivityFile):
        assert_sound(read_activity_files("upload", damaged))


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 1), st.binary(min_size=1, max_size=12))
def test_any_damage_to_a_zip_is_read_or_clearly_refused(where: float, noise: bytes) -> None:
    content = zip_of({"run.fit": RUN_FIT, "activities.csv": strava_list(RUN), "track.gpx": GPX})
    place = int(where * len(content))

    with contextlib.suppress(UnreadableActivityFile):
        assert_sound(read_activity_files("upload.zip", content[:place] + noise + content[place + len(noise) :]))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["time", "ele", "lat", "type", "name"]),
            st.text(st.characters(exclude_characters="<&>\"'", exclude_categories=["Cs", "Cc"]), max_size=25),
        ),
        max_size=6,
    )
)
def test_any_text_inside_a_track_is_read_or_clearly_refused(cells: list[tuple[str, str]]) -> None:
    parts = "".join(f"<{name}>{text}</{name}>" for name, text in cells)
    point = f'<trkpt lat="{cells[0][1] if cells else 1}" lon="9">{parts}</trkpt>'

    with contextlib.suppress(UnreadableActivityFile):
        assert_sound(read_activity_files("a.gpx", gpx_file(gpx_track(point * 2 + gpx_points(range(3))))))
