"""A list names no unit: it is found from steps, strides and paces, asked for where it cannot be, never guessed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from coach.readers.activity_files.contract import ActivityFile, Answers
from coach.readers.activity_files.garmin_csv import read_garmin_csv
from tests.coach.readers.activity_files.garmin_exports import KM_M, MILE_M, Done, Style, written

MONDAY = datetime(2026, 5, 4, 7, 0)  # noqa: DTZ001
OUTDOORS = Done("run", MONDAY, 500, 1500)
TREADMILL = Done("treadmill", MONDAY + timedelta(hours=1), 600, 2100)
TRACK = Done("track", MONDAY + timedelta(hours=2), 161, 470)
STRENGTH = Done("strength", MONDAY + timedelta(hours=3), 0, 2700)

PACED = "Activity Type,Date,Distance,Calories,Time,Avg Pace"


def paced_runs(count: int, distance: float, minutes_per_unit: float) -> bytes:
    """Runs without cadence and stride, one a day."""
    pace_s = round(minutes_per_unit * 60)
    seconds = round(distance * pace_s)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    rows = [
        f"Running,2026-05-{day:02} 07:00:00,{distance:.2f},300,{clock},{pace_s // 60}:{pace_s % 60:02}"
        for day in range(1, count + 1)
    ]
    return "\n".join([PACED, *rows]).encode()


def warnings_about_unit(read: ActivityFile) -> list[str]:
    return [warning for warning in read.warnings if "check" in warning]


@pytest.mark.parametrize(("unit_m", "unit", "word"), [(KM_M, "km", "kilometres"), (MILE_M, "mi", "miles")])
def test_steps_times_stride_times_pace_tell_the_unit(unit_m: float, unit: str, word: str) -> None:
    read = read_garmin_csv(written([OUTDOORS, TREADMILL], Style(unit_m=unit_m)))

    assert read.unit == unit
    assert read.unit_evidence.startswith(word)
    assert "(1 outdoor run)" in read.unit_evidence
    assert read.questions == ()


def test_treadmill_runs_tell_the_unit_only_where_there_are_no_others() -> None:
    read = read_garmin_csv(written([TREADMILL, STRENGTH], Style(unit_m=MILE_M)))

    assert read.unit == "mi"
    assert "(1 treadmill run)" in read.unit_evidence


def test_a_wrong_stride_of_the_treadmill_does_not_outvote_runs_outdoors() -> None:
    style = Style(unit_m=KM_M)
    treadmills = [TREADMILL._replace(started_at=MONDAY + timedelta(days=day)) for day in range(1, 6)]
    lines = written([OUTDOORS, *treadmills], style).decode().splitlines()
    stride = lines[0].split(",").index(" Avg Stride Length")
    wrong = [_with_cell(line, stride, "1.60") if "Treadmill" in line else line for line in lines]

    read = read_garmin_csv("\n".join(wrong).encode())

    assert read.unit == "km"


def test_few_runs_without_steps_make_a_question_and_no_entries() -> None:
    read = read_garmin_csv(paced_runs(9, 5, 5))

    assert [question.field for question in read.questions] == ["unit"]
    assert (read.entries, read.refused, read.rows_read) == ((), (), 9)


def test_the_answer_settles_the_question() -> None:
    read = read_garmin_csv(paced_runs(9, 5, 5), Answers(unit="mi"))

    assert read.questions == ()
    assert {entry.distance_m for entry in read.entries} == {8046.72}
    assert read.unit_evidence == "miles: you said so"


@pytest.mark.parametrize(("minutes", "unit"), [(5.0, "km"), (12.5, "mi")])
def test_ten_runs_at_paces_nobody_runs_in_the_other_unit_are_enough_with_a_warning(minutes: float, unit: str) -> None:
    read = read_garmin_csv(paced_runs(10, 5, minutes))

    assert read.unit == unit
    assert len(warnings_about_unit(read)) == 1


@pytest.mark.parametrize(("distance", "minutes"), [(5, 6.5), (5, 11.5), (2, 5.0)])
def test_ten_runs_at_paces_of_either_unit_or_too_short_make_a_question(distance: float, minutes: float) -> None:
    read = read_garmin_csv(paced_runs(10, distance, minutes))

    assert [question.field for question in read.questions] == ["unit"]


def test_the_athletes_word_wins_and_the_contradiction_is_said() -> None:
    read = read_garmin_csv(written([OUTDOORS], Style(unit_m=KM_M)), Answers(unit="mi"))

    assert read.unit == "mi"
    assert read.entries[0].distance_m == pytest.approx(5 * MILE_M, abs=0.01)
    assert "looks like kilometres" in warnings_about_unit(read)[0]


def test_a_list_without_distances_in_a_unit_asks_nothing() -> None:
    read = read_garmin_csv(written([STRENGTH], Style()))

    assert (read.unit, read.unit_evidence, read.questions) == (None, "", ())
    assert read.entries[0].duration_s == 2700


def test_track_runs_alone_are_metres_in_any_unit() -> None:
    header = "Activity Type,Date,Distance,Calories,Time,Avg Pace"
    row = 'Track Running,2026-05-04 07:00:00,"1,610",120,00:10:29,10:29'

    read = read_garmin_csv(f"{header}\n{row}".encode())

    assert (read.unit, read.questions) == (None, ())
    assert (read.entries[0].distance_m, read.entries[0].duration_s) == (1610, 629)


def test_ascents_are_feet_where_distances_are_miles() -> None:
    climb = OUTDOORS._replace(ascent=1000)

    in_miles = read_garmin_csv(written([climb], Style(unit_m=MILE_M)))
    in_km = read_garmin_csv(written([climb], Style(unit_m=KM_M)))

    assert in_miles.entries[0].ascent_m == 304.8
    assert in_km.entries[0].ascent_m == 1000


def test_a_track_run_stands_in_metres_beside_miles() -> None:
    read = read_garmin_csv(written([OUTDOORS, TRACK], Style(unit_m=MILE_M)))

    assert [entry.distance_m for entry in read.entries] == [8046.72, 1610]


def _with_cell(line: str, place: int, text: str) -> str:
    cells = line.split('","')
    cells[place] = text
    return '","'.join(cells)
