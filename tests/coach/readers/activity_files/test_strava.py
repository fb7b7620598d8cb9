"""Strava's list: exact columns by their position, UTC days, one leg doubled, and other languages by their shape."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from coach.readers.activity_files.contract import ActivityEntry, ActivityFile, Answers, UnreadableActivityFile
from coach.readers.activity_files.strava import is_strava_csv, read_strava_csv, with_recording
from coach.readers.activity_files.strava_columns import strava_date
from tests.coach.readers.activity_files.strava_lists import ENGLISH, GERMAN, RUN, UNKNOWN, strava_list

MORNING = datetime(2024, 6, 4, 6, 13, 47)  # noqa: DTZ001


def only(read: ActivityFile) -> ActivityEntry:
    assert len(read.entries) == 1, read
    return read.entries[0]


def test_of_two_columns_with_one_name_the_exact_one_is_read() -> None:
    run = only(read_strava_csv(strava_list(RUN)))

    assert run.distance_m == 3519.4
    assert (run.duration_s, run.moving_s, run.elapsed_s) == (2950.0, 2950.0, 5381.0)
    assert (run.heart_rate_avg_bpm, run.heart_rate_max_bpm) == (150, 171)


def test_the_rest_of_a_row() -> None:
    run = only(read_strava_csv(strava_list(RUN)))

    assert (run.external_id, run.title, run.type_name, run.family) == ("9001", "Morning Run", "Run", "run")
    assert (run.ascent_m, run.descent_m, run.calories) == (31.5, 30.0, 262)
    assert run.cadence_spm == 162.0
    assert run.best_pace_s_per_km == 250.0
    assert run.raw["file"] == "activities/9100.fit.gz"
    assert run.raw["Activity Description"] == "easy,\nby the river"


def test_dates_are_utc_and_say_so() -> None:
    run = only(read_strava_csv(strava_list(RUN)))

    assert run.started_at == run.started_at_utc == MORNING
    assert not run.is_start_local


@pytest.mark.parametrize(
    "text",
    [
        "Jun 4, 2024, 6:13:47 AM",
        "Jun 4, 2024, 6:13:47\u202fAM",
        "4 Jun 2024, 06:13:47",
        "04.06.2024, 06:13:47",
        "2024-06-04 06:13:47",
        "4 juin 2024, 06:13:47",
        "4 de jun. de 2024, 6:13:47",
    ],
)
def test_the_same_moment_in_several_languages(text: str) -> None:
    assert strava_date(text, None) == MORNING


def test_noon_and_midnight() -> None:
    assert strava_date("Jun 4, 2024, 12:00:00 AM", None) == datetime(2024, 6, 4)  # noqa: DTZ001
    assert strava_date("Jun 4, 2024, 12:00:00 PM", None) == datetime(2024, 6, 4, 12)  # noqa: DTZ001


@pytest.mark.parametrize(("header", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (UNKNOWN, "")])
def test_lists_in_other_languages_give_the_same_numbers(header: Sequence[str], language: str) -> None:
    content = strava_list(RUN, header=header)

    read = read_strava_csv(content)

    assert is_strava_csv(content)
    assert read.language == language
    assert (only(read).distance_m, only(read).elapsed_s, only(read).cadence_spm) == (3519.4, 5381.0, 162.0)
    assert (only(read).external_id, only(read).heart_rate_max_bpm) == ("9001", 171)


def test_a_list_whose_columns_are_not_known_says_what_to_do() -> None:
    content = b"tunnus,paiva,nimi\n1,4.6.2024,lenkki\n"

    assert not is_strava_csv(content)
    with pytest.raises(UnreadableActivityFile, match="English or German"):
        read_strava_csv(content)


def test_rows_are_counted_and_repeats_are_not_activities() -> None:
    other = {**RUN, 0: "9002", 1: "Jun 3, 2024, 6:00:00 PM"}
    bad = {**RUN, 0: "9003", 1: "yesterday"}

    read = read_strava_csv(strava_list(RUN, RUN, other, bad))

    assert (read.rows_read, len(read.entries), read.repeated, len(read.refused)) == (4, 2, 1, 1)
    assert [entry.external_id for entry in read.entries] == ["9002", "9001"]
    assert (read.covers_from, read.covers_to) == (date(2024, 6, 3), date(2024, 6, 4))
    assert "yesterday" in read.refused[0].reason
    assert read.refused[0].line == 8


def test_dates_that_can_be_read_two_ways_are_asked_about() -> None:
    content = strava_list({**RUN, 1: "03/04/2024, 06:13:47"})

    asked = read_strava_csv(content)
    answered = read_strava_csv(content, Answers(date_order="day_first"))

    assert [question.field for question in asked.questions] == ["date_order"]
    assert asked.entries == ()
    assert only(answered).started_at.date() == date(2024, 4, 3)


def test_what_strava_writes_as_zero_is_missing() -> None:
    lifting = {**RUN, 3: "Weight Training", 17: "0.0", 20: "0.0", 29: "", 31: "0.0", 34: "0"}

    entry = only(read_strava_csv(strava_list(lifting)))

    assert entry.family == "strength"
    assert (entry.distance_m, entry.ascent_m, entry.heart_rate_avg_bpm, entry.calories) == (None, None, None, None)


def test_a_flat_run_climbs_zero_metres() -> None:
    assert only(read_strava_csv(strava_list({**RUN, 20: "0.0"}))).ascent_m == 0.0


def test_a_ride_counts_no_steps() -> None:
    assert only(read_strava_csv(strava_list({**RUN, 3: "Ride"}))).cadence_spm is None


def test_an_old_list_without_metres_has_no_distances() -> None:
    content = b"Activity ID,Activity Date,Activity Type,Elapsed Time,Distance\n1,2019-06-04 06:13:47,Run,1800,5.02\n"

    read = read_strava_csv(content)

    assert only(read).distance_m is None
    assert "rounded distances" in read.warnings[0]


def test_distances_that_cannot_be_metres_are_left_out() -> None:
    read = read_strava_csv(strava_list({**RUN, 17: "3,52"}))

    assert only(read).distance_m is None
    assert "too short" in read.warnings[0]


def test_an_unknown_sport_is_kept_and_named() -> None:
    read = read_strava_csv(strava_list({**RUN, 3: "Quidditch"}))

    assert only(read).family == "other"
    assert "Quidditch" in read.warnings[0]


def test_a_header_without_rows_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityFile, match="no activities"):
        read_strava_csv(strava_list())


def test_a_recording_gives_the_local_start_and_what_the_row_does_not_know() -> None:
    row = only(read_strava_csv(strava_list(RUN)))
    local = datetime(2024, 6, 4, 8, 13, 50)  # noqa: DTZ001
    utc = datetime(2024, 6, 4, 6, 13, 50)  # noqa: DTZ001
    recorded = ActivityEntry(
        line=1, family="run", type_name="Running", started_at=local, started_at_utc=utc, distance_m=9999.0, stride_m=1.1
    )

    run = with_recording(row, [recorded])

    assert run.started_at == datetime(2024, 6, 4, 8, 13, 47)  # noqa: DTZ001
    assert run.is_start_local
    assert (run.distance_m, run.stride_m) == (3519.4, 1.1)


def test_of_several_recorded_sports_the_one_that_began_then_is_taken() -> None:
    row = only(read_strava_csv(strava_list(RUN)))
    swim_start = datetime(2024, 6, 4, 5, 0)  # noqa: DTZ001
    swim = ActivityEntry(1, "swim", "Swim", swim_start, swim_start, stride_m=9.0)
    run = ActivityEntry(1, "run", "Run", MORNING, MORNING, stride_m=1.2)

    assert with_recording(row, [swim, run]).stride_m == 1.2
    assert with_recording(row, [swim, swim]).stride_m is None
