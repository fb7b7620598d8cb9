"""GPX tracks: no device summed anything up, so time and distance come from the points, and holes count as neither."""

from __future__ import annotations

from datetime import datetime

import pytest

from coach.readers.activity_files.contract import UnreadableActivityFile
from coach.readers.activity_files.gpx import read_gpx
from tests.coach.readers.activity_files.track_texts import gpx_file, gpx_points, gpx_track

TPX = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"


def extension(prefix: str, *, heart_rate_bpm: int = 150, cadence: int = 84) -> str:
    return (
        f"<extensions><{prefix}:TrackPointExtension><{prefix}:hr>{heart_rate_bpm}</{prefix}:hr>"
        f"<{prefix}:cad>{cadence}</{prefix}:cad></{prefix}:TrackPointExtension></extensions>"
    )


def test_a_track_gives_time_and_distance_of_its_points() -> None:
    read = read_gpx(gpx_file(gpx_track(gpx_points(range(601)))))

    run = read.entries[0]
    assert (read.rows_read, read.refused, read.warnings) == (1, (), ())
    assert (run.family, run.type_name, run.title) == ("run", "running", "Along the river")
    assert run.distance_m == pytest.approx(1800, rel=1e-4)
    assert (run.duration_s, run.moving_s, run.elapsed_s) == (600.0, 600.0, 600.0)
    assert run.ascent_m is None
    assert run.started_at == run.started_at_utc == datetime(2026, 5, 2, 6, 30)  # noqa: DTZ001
    assert not run.is_start_local


def test_a_time_with_an_offset_tells_the_local_start() -> None:
    run = read_gpx(gpx_file(gpx_track(gpx_points(range(10), zone="+02:00")))).entries[0]

    assert run.started_at == datetime(2026, 5, 2, 6, 30)  # noqa: DTZ001
    assert run.started_at_utc == datetime(2026, 5, 2, 4, 30)  # noqa: DTZ001
    assert run.is_start_local


def test_five_minutes_without_points_count_neither_as_time_nor_as_distance() -> None:
    seconds = [*range(301), *range(600, 901)]

    read = read_gpx(gpx_file(gpx_track(gpx_points(seconds))))

    run = read.entries[0]
    assert (run.duration_s, run.moving_s, run.elapsed_s) == (600.0, 600.0, 900.0)
    assert run.distance_m == pytest.approx(1800, rel=1e-4)
    assert "5:00" in read.warnings[0]


def test_a_pause_between_segments_is_no_hole_to_warn_of() -> None:
    read = read_gpx(gpx_file(gpx_track(gpx_points(range(301)), gpx_points(range(330, 601)))))

    assert read.entries[0].duration_s == 570.0
    assert read.warnings == ()


def test_a_slow_recorder_has_no_holes() -> None:
    run = read_gpx(gpx_file(gpx_track(gpx_points(range(0, 3600, 90), m_per_s=1.2), sport="hiking"))).entries[0]

    assert run.family == "hike"
    assert run.duration_s == 3510.0


def test_standing_still_is_time_but_not_moving_time() -> None:
    still = gpx_points(range(120), m_per_s=0.0)

    run = read_gpx(gpx_file(gpx_track(still, gpx_points(range(120, 181), m_per_s=3.0)))).entries[0]

    assert run.duration_s == 179.0
    assert run.moving_s == 60.0


@pytest.mark.parametrize("prefix", ["gpxtpx", "ns3", "x"])
def test_extensions_are_known_by_their_namespace_not_by_their_prefix(prefix: str) -> None:
    points = gpx_points(range(60), extension=extension(prefix))

    run = read_gpx(gpx_file(gpx_track(points), namespaces=f'xmlns:{prefix}="{TPX}"')).entries[0]

    assert (run.heart_rate_avg_bpm, run.heart_rate_max_bpm, run.cadence_spm) == (150, 150, 168.0)
    assert run.samples is not None
    assert run.samples.heart_rate_bpm[0] == 150.0


def test_the_same_words_in_a_foreign_namespace_mean_nothing() -> None:
    points = gpx_points(range(60), extension=extension("gpxtpx"))

    run = read_gpx(gpx_file(gpx_track(points), namespaces='xmlns:gpxtpx="https://example.org/other"')).entries[0]

    assert run.heart_rate_avg_bpm is None


def test_cadence_of_both_legs_is_not_doubled() -> None:
    points = gpx_points(range(60), extension=extension("g", cadence=172))

    run = read_gpx(gpx_file(gpx_track(points), namespaces=f'xmlns:g="{TPX}"')).entries[0]

    assert run.cadence_spm == 172.0


def test_tracks_of_different_sports_are_activities_of_their_own_oldest_first() -> None:
    ride = gpx_track(gpx_points(range(2000, 2601), m_per_s=8.0), sport="cycling")
    run = gpx_track(gpx_points(range(601)), sport="trail_running")

    read = read_gpx(gpx_file(ride, run))

    assert [entry.family for entry in read.entries] == ["run", "bike"]
    assert [entry.line for entry in read.entries] == [2, 1]


def test_a_track_without_times_is_refused_and_says_what_to_do() -> None:
    planned = '<trkpt lat="52" lon="13"/><trkpt lat="52.1" lon="13"/>'

    read = read_gpx(gpx_file(gpx_track(planned), gpx_track(gpx_points(range(60)))))

    assert read.rows_read == 2
    assert len(read.entries) == 1
    assert read.refused[0].line == 1
    assert "no times" in read.refused[0].reason


def test_a_clock_that_was_never_set_is_refused() -> None:
    read = read_gpx(gpx_file(gpx_track(gpx_points(range(60), start=datetime(1990, 1, 1)))))  # noqa: DTZ001

    assert "clock" in read.refused[0].reason


def test_a_track_without_a_sport_is_kept_and_asked_about() -> None:
    read = read_gpx(gpx_file(gpx_track(gpx_points(range(60)), sport="")))

    assert read.entries[0].family == "other"
    assert "which sport" in read.warnings[0]


def test_lost_satellites_at_zero_zero_are_not_africa() -> None:
    lost = '<trkpt lat="0" lon="0"><time>2026-05-02T06:29:59Z</time></trkpt>'

    run = read_gpx(gpx_file(gpx_track(lost + gpx_points(range(60))))).entries[0]

    assert run.distance_m == pytest.approx(177, rel=1e-3)
    assert run.samples is not None
    assert run.samples.distance_m[0] is None


def test_the_meridian_of_greenwich_is_a_place() -> None:
    points = gpx_points(range(60)).replace('lon="13.4"', 'lon="0.0"')

    assert read_gpx(gpx_file(gpx_track(points))).entries[0].distance_m == pytest.approx(177, rel=1e-3)


def test_a_jump_across_town_is_not_distance() -> None:
    jump = '<trkpt lat="52.5" lon="13.4"><time>2026-05-02T06:31:00Z</time></trkpt>'

    run = read_gpx(gpx_file(gpx_track(gpx_points(range(60)) + jump))).entries[0]

    assert run.distance_m == pytest.approx(177, rel=1e-3)


def test_points_out_of_order_are_put_in_order() -> None:
    forwards = read_gpx(gpx_file(gpx_track(gpx_points(range(100))))).entries[0]

    backwards = read_gpx(gpx_file(gpx_track(gpx_points(range(99, -1, -1))))).entries[0]

    assert backwards == forwards


def test_a_file_that_breaks_off_keeps_its_points() -> None:
    whole = gpx_file(gpx_track(gpx_points(range(600))))

    read = read_gpx(whole[: len(whole) // 2])

    assert read.entries[0].duration_s is not None
    assert read.entries[0].title == "Along the river"
    assert "breaks off" in read.warnings[0]


def test_a_planned_route_is_no_activity() -> None:
    with pytest.raises(UnreadableActivityFile, match="planned route"):
        read_gpx(gpx_file('<rte><rtept lat="52" lon="13"/></rte>'))


def test_entities_are_refused_before_they_grow() -> None:
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<gpx><trk><name>&b;</name></trk></gpx>"
    )

    with pytest.raises(UnreadableActivityFile, match="entities"):
        read_gpx(laughs)


def test_elements_nested_without_end_are_refused() -> None:
    with pytest.raises(UnreadableActivityFile, match="more XML"):
        read_gpx(b"<gpx>" + b"<trk>" * 1000)
