"""TCX: laps say what the device counted, points say the rest, and pauses inside a lap are no training."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from coach.readers.activity_files.contract import UnreadableActivityFile
from coach.readers.activity_files.tcx import read_tcx
from tests.coach.readers.activity_files.track_texts import (
    START,
    tcx_activity,
    tcx_file,
    tcx_lap,
    tcx_points,
)

HEART = "<HeartRateBpm><Value>152</Value></HeartRateBpm><Cadence>85</Cadence>"


def test_laps_give_distance_time_and_heart_rate() -> None:
    lap = (
        "<Calories>120</Calories><AverageHeartRateBpm><Value>150</Value></AverageHeartRateBpm>"
        "<MaximumHeartRateBpm><Value>170</Value></MaximumHeartRateBpm>"
    )
    second = START + timedelta(seconds=600)
    laps = (
        tcx_lap(tcx_points(range(600)), inner=lap),
        tcx_lap(tcx_points(range(600, 900)), start=second, timer_s=300, distance_m=900, inner=lap),
    )

    read = read_tcx(tcx_file(tcx_activity(*laps, notes="Easy\nfelt good")))

    run = read.entries[0]
    assert (read.rows_read, read.warnings) == (1, ())
    assert (run.family, run.title, run.distance_m, run.duration_s) == ("run", "Easy", 2700.0, 900.0)
    assert (run.heart_rate_avg_bpm, run.heart_rate_max_bpm, run.calories) == (150, 170, 240)
    assert [(found.duration_s, found.distance_m) for found in run.laps] == [(600.0, 1800.0), (300.0, 900.0)]
    assert run.started_at == START
    assert not run.is_start_local


def test_white_space_before_the_declaration_is_read_over() -> None:
    read = read_tcx(tcx_file(tcx_activity(tcx_lap()), margin="          "))

    assert read.entries[0].distance_m == 1800.0


@pytest.mark.parametrize(("sport", "family"), [("Running", "run"), ("Biking", "bike"), ("Other", "other")])
def test_the_three_sports_of_tcx(sport: str, family: str) -> None:
    assert read_tcx(tcx_file(tcx_activity(tcx_lap(), sport=sport))).entries[0].family == family


def test_heart_rate_and_cadence_of_one_leg_come_from_the_points() -> None:
    run = read_tcx(tcx_file(tcx_activity(tcx_lap(tcx_points(range(600), inner=HEART))))).entries[0]

    assert (run.heart_rate_avg_bpm, run.cadence_spm) == (152, 170.0)


def test_run_cadence_stands_in_an_extension() -> None:
    inner = (
        '<Extensions><n:TPX xmlns:n="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
        "<n:Speed>3.1</n:Speed><n:RunCadence>86</n:RunCadence></n:TPX></Extensions>"
    )

    run = read_tcx(tcx_file(tcx_activity(tcx_lap(tcx_points(range(60), inner=inner))))).entries[0]

    assert run.cadence_spm == 172.0
    assert run.samples is not None
    assert run.samples.speed_m_s[0] == 3.1


def test_a_lap_without_distance_takes_what_its_points_counted() -> None:
    first = tcx_lap(tcx_points(range(601)), distance_m=None)
    second = tcx_lap(start=START + timedelta(seconds=600), timer_s=300, distance_m=900)

    run = read_tcx(tcx_file(tcx_activity(first, second))).entries[0]

    assert run.distance_m == pytest.approx(2700)


def test_points_without_distance_take_their_positions() -> None:
    def position(second: int) -> str:
        return (
            f"<Position><LatitudeDegrees>{52 + second * 3 / 111_195.08:.8f}</LatitudeDegrees>"
            "<LongitudeDegrees>13.4</LongitudeDegrees></Position>"
        )

    points = "".join(tcx_points([second], inner=position(second), with_distance=False) for second in range(601))

    run = read_tcx(tcx_file(tcx_activity(tcx_lap(points, distance_m=None)))).entries[0]

    assert run.distance_m == pytest.approx(1800, rel=1e-4)


def test_an_indoor_run_without_any_point_is_a_normal_activity() -> None:
    run = read_tcx(tcx_file(tcx_activity(tcx_lap()))).entries[0]

    assert (run.distance_m, run.duration_s, run.moving_s, run.samples) == (1800.0, 600.0, None, None)


def test_when_laps_and_points_disagree_the_laps_are_used_and_it_is_said() -> None:
    read = read_tcx(tcx_file(tcx_activity(tcx_lap(tcx_points(range(600)), distance_m=1500))))

    assert read.entries[0].distance_m == 1500.0
    assert "1.50 km" in read.warnings[0]
    assert "1.80 km" in read.warnings[0]


def test_several_tracks_in_a_lap_leave_the_pause_between_them_out_of_moving_time() -> None:
    lap = tcx_lap(tcx_points(range(301)), tcx_points(range(600, 901)), timer_s=600)

    run = read_tcx(tcx_file(tcx_activity(lap))).entries[0]

    assert (run.duration_s, run.moving_s, run.elapsed_s) == (600.0, 600.0, 900.0)


def test_two_rides_two_hours_apart_in_one_lap_do_not_count_the_hours_between() -> None:
    points = tcx_points([*range(1801), *range(9000, 10_801)], m_per_s=8.0)

    read = read_tcx(tcx_file(tcx_activity(tcx_lap(points, timer_s=10_800, distance_m=28_800), sport="Biking")))

    ride = read.entries[0]
    assert ride.duration_s == 3600.0
    assert ride.elapsed_s == 10_800.0
    assert "2:00:00" in read.warnings[0]


def test_a_short_hole_leaves_the_timer_of_the_device_alone() -> None:
    points = tcx_points([*range(301), *range(600, 901)])

    run = read_tcx(tcx_file(tcx_activity(tcx_lap(points, timer_s=900, distance_m=2700)))).entries[0]

    assert run.duration_s == 900.0
    assert run.moving_s == 600.0


def test_legs_of_a_multisport_session_stand_below_a_parent() -> None:
    later = START + timedelta(seconds=700)
    ride = tcx_activity(tcx_lap(distance_m=5000), sport="Biking")
    run = tcx_activity(tcx_lap(start=later), start=later)
    session = f"<MultiSportSession><FirstSport>{ride}</FirstSport><NextSport>{run}</NextSport></MultiSportSession>"
    single_start = START + timedelta(hours=5)

    read = read_tcx(tcx_file(session, tcx_activity(tcx_lap(start=single_start), start=single_start)))

    assert [(entry.family, entry.parent) for entry in read.entries] == [
        ("multisport", None),
        ("bike", 0),
        ("run", 0),
        ("run", None),
    ]
    assert read.entries[0].distance_m == 6800.0
    assert read.rows_read == 4


def test_an_activity_without_a_start_is_refused() -> None:
    read = read_tcx(tcx_file('<Activity Sport="Running"><Lap><TotalTimeSeconds>60</TotalTimeSeconds></Lap></Activity>'))

    assert "when it began" in read.refused[0].reason


def test_a_clock_that_was_never_set_is_refused() -> None:
    unset = datetime(1989, 12, 31)  # noqa: DTZ001

    read = read_tcx(tcx_file(tcx_activity(tcx_lap(start=unset), start=unset)))

    assert read.entries == ()
    assert "clock" in read.refused[0].reason


def test_a_course_is_no_activity() -> None:
    with pytest.raises(UnreadableActivityFile, match="course"):
        read_tcx(b"<TrainingCenterDatabase><Courses><Course/></Courses></TrainingCenterDatabase>")


def test_a_file_that_breaks_off_keeps_its_points() -> None:
    whole = tcx_file(tcx_activity(tcx_lap(tcx_points(range(600)), timer_s=None, distance_m=None)))

    read = read_tcx(whole[: len(whole) // 2])

    assert read.entries[0].duration_s is not None
    assert "breaks off" in read.warnings[0]
