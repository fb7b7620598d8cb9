"""Times and paces of a list: a time of two parts is settled by pace and distance, 0 and broken cells are nothing."""

from __future__ import annotations

import pytest

from coach.readers.activity_files.contract import ActivityEntry, ActivityFile, Answers
from coach.readers.activity_files.garmin_csv import read_garmin_csv

HEADER = "Activity Type,Date,Distance,Time,Avg HR,Avg Pace,Best Pace,Moving Time,Elapsed Time"
KM = Answers(unit="km")


def read_rows(*rows: str) -> ActivityFile:
    dated = [row.replace(",", f",2026-05-{day:02} 07:00:00,", 1) for day, row in enumerate(rows, start=1)]
    return read_garmin_csv("\n".join([HEADER, *dated]).encode(), KM)


def only(read: ActivityFile) -> ActivityEntry:
    assert len(read.entries) == 1
    return read.entries[0]


def test_two_parts_are_minutes_and_seconds_where_pace_and_distance_say_so() -> None:
    assert only(read_rows("Running,4.00,20:46,150,5:11,4:30,--,--")).duration_s == 1246


def test_two_parts_are_hours_and_minutes_where_pace_and_distance_say_so() -> None:
    read = read_rows("Running,18.00,1:33,150,5:10,4:30,01:32:30,01:39:09")

    assert only(read).duration_s == 5580
    assert any("without seconds" in warning for warning in read.warnings)


def test_seconds_that_a_spreadsheet_dropped_come_from_pace_times_distance() -> None:
    assert only(read_rows("Running,12.26,1:02,150,5:01,4:30,01:01:20,01:09:09")).duration_s == 3690


def test_a_row_without_a_pace_follows_the_other_rows_of_its_file() -> None:
    read = read_rows(
        "Running,18.00,1:33,150,5:10,4:30,01:32:30,01:39:09", "Strength Training,0.00,0:45,120,--,--,--,--"
    )

    assert [entry.duration_s for entry in read.entries] == [5580, 2700]


def test_elapsed_time_tells_where_no_pace_does() -> None:
    assert only(read_rows("Strength Training,0.00,0:45,120,--,--,00:40:00,00:45:10")).duration_s == 2700
    assert only(read_rows("Strength Training,0.00,45:10,120,--,--,--,00:45:10")).duration_s == 2710


def test_a_file_with_longer_times_keeps_its_seconds_in_the_short_ones() -> None:
    read = read_rows("Strength Training,0.00,45:10,120,--,--,--,--", "Strength Training,0.00,1:05:10,120,--,--,--,--")

    assert [entry.duration_s for entry in read.entries] == [2710, 3910]


def test_seconds_that_a_spreadsheet_dropped_stay_between_moving_and_elapsed_time() -> None:
    read = read_rows("Running,1.00,0:32,90,32:10,9:30,00:26:15,00:32:07", "Running,1.00,0:32,90,32:10,9:30,00:32:14,--")

    assert [entry.duration_s for entry in read.entries] == [1927, 1934]


def test_a_time_that_nothing_settles_is_left_out_and_said() -> None:
    read = read_rows("Strength Training,0.00,0:45,120,--,--,--,--")

    assert only(read).duration_s is None
    assert any("hours and minutes: it was left out" in warning for warning in read.warnings)


@pytest.mark.parametrize("text", ["00:52.95.8", ":34", "--:--", "0:00", "", "5.5", "nonsense", "0:75"])
def test_a_broken_or_missing_best_pace_costs_that_cell_alone(text: str) -> None:
    entry = only(read_rows(f"Running,5.00,00:25:00,150,5:00,{text},00:24:58,00:25:30"))

    assert entry.best_pace_s_per_km is None
    assert (entry.distance_m, entry.duration_s, entry.moving_s, entry.elapsed_s) == (5000, 1500, 1498, 1530)


@pytest.mark.parametrize("best", ["5:30", "0:40"])
def test_a_best_pace_slower_than_the_average_or_than_anybody_could_run_is_none(best: str) -> None:
    assert only(read_rows(f"Running,5.00,00:25:00,150,5:00,{best},--,--")).best_pace_s_per_km is None


def test_a_moving_time_of_zero_was_not_recorded() -> None:
    entry = only(read_rows("Running,5.00,00:25:00,150,5:00,4:30,00:00:00,00:25:00"))

    assert (entry.moving_s, entry.duration_s) == (None, 1500)


def test_tenths_of_a_second_are_read_with_dot_and_comma() -> None:
    read = read_rows("Strength Training,0.00,00:08:02.2,120,--,--,--,--", 'Yoga,0.00,"00:00:39,3",90,--,--,--,--')

    assert [entry.duration_s for entry in read.entries] == [482.2, 39.3]


def test_a_pace_that_a_spreadsheet_took_for_a_time_of_day_is_a_pace() -> None:
    entry = only(read_rows("Running,5.00,00:25:00,150,05:00:00,04:30:00,--,--"))

    assert (entry.distance_m, entry.best_pace_s_per_km) == (5000, 270)


def test_a_speed_in_the_pace_column_is_a_speed() -> None:
    read = read_rows("Cycling,32.45,01:10:00,140,27.8,41.2,--,--", "Running,5.00,00:25:00,150,12.0,15.1,--,--")

    assert [entry.distance_m for entry in read.entries] == [32_450, 5000]
    assert {entry.best_pace_s_per_km for entry in read.entries} == {None}


def test_a_ride_whose_speed_leaves_out_its_stops_keeps_its_distance() -> None:
    assert only(read_rows("Cycling,32.45,02:10:00,140,27.8,41.2,--,--")).distance_m == 32_450


def test_a_run_that_fits_no_reading_is_refused_not_guessed() -> None:
    read = read_rows("Running,5.00,00:25:00,150,5:00,4:30,--,--", "Running,7.00,00:25:00,150,5:00,4:30,--,--")

    assert [(refused.line, "fit no reading" in refused.reason) for refused in read.refused] == [(3, True)]
    assert len(read.entries) == 1


def test_a_pace_that_fits_roughly_is_kept_and_said() -> None:
    read = read_rows("Running,5.00,00:28:00,150,5:00,4:30,--,--")

    assert (only(read).distance_m, only(read).duration_s) == (5000, 1680)
    assert any("does not quite fit" in warning for warning in read.warnings)


def test_a_track_run_that_fits_roughly_stays_in_metres() -> None:
    read = read_rows('Track Running,"5,000",00:28:00,150,5:00,4:30,--,--')

    assert (only(read).distance_m, only(read).duration_s) == (5000, 1680)


def test_thousands_alone_tell_how_a_file_writes_its_numbers() -> None:
    dots, commas = (
        read_rows("Track Running,1.610,00:10:29,150,--,--,--,--"),
        read_rows('Track Running,"1,610",00:10:29,150,--,--,--,--'),
    )

    assert (dots.number_style, commas.number_style) == ("comma", "dot")
    assert only(dots).distance_m == only(commas).distance_m == 1610


def test_swims_are_metres_and_rowing_is_what_its_pace_says() -> None:
    read = read_rows(
        'Pool Swim,"1,500",00:30:00,120,2:00,1:40,--,--',
        'Indoor Rowing,"2,000",00:08:20,150,2:05,1:50,--,--',
        "Rowing,6.00,00:30:00,150,5:00,4:30,--,--",
        'Indoor Rowing,"2,000",00:08:20,150,--,--,--,--',
    )

    assert [entry.distance_m for entry in read.entries] == [1500, 2000, 6000, None]
    assert any("cannot be told" in warning for warning in read.warnings)


def test_rowing_in_metres_asks_for_no_unit_and_a_round_ride_keeps_its_kilometres() -> None:
    rowed = 'Indoor Rowing,2026-05-01 07:00:00,"2,000",00:08:20,150,{},--,--,--'
    tested, untested = (read_garmin_csv(f"{HEADER}\n{rowed.format(pace)}".encode()) for pace in ("2:05", "--"))

    ride = read_rows("Cycling,100.00,03:20:00,140,--,--,--,--")

    assert (tested.questions, only(tested).distance_m) == ((), 2000)
    assert (untested.questions, only(untested).distance_m) == ((), None)
    assert only(ride).distance_m == 100_000


def test_a_mangled_track_distance_without_a_pace_is_left_out() -> None:
    read = read_rows("Track Running,2,00:09:14,150,--,--,--,--")

    assert (only(read).distance_m, only(read).duration_s) == (None, 554)
