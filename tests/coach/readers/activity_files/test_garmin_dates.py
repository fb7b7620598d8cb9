"""Dates of a list: ISO, saved again by a spreadsheet, or in words; day and month are told apart per file or asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from coach.readers.activity_files.contract import ActivityFile, Answers, DateOrder
from coach.readers.activity_files.garmin_csv import read_garmin_csv

HEADER = "Activity Type;Date;Calories;Time;Avg HR"


def read_dates(dates: Sequence[str], order: DateOrder | None = None) -> ActivityFile:
    rows = [f"Strength Training;{date};{300 + number};00:30:00;120" for number, date in enumerate(dates)]
    return read_garmin_csv("\n".join([HEADER, *rows]).encode(), Answers(date_order=order))


def starts(dates: Sequence[str], order: DateOrder | None = None) -> list[datetime]:
    return [entry.started_at for entry in read_dates(dates, order).entries]


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-09-28 23:07:55", at(2025, 9, 28, 23, 7, 55)),
        ("2025-09-28T23:07:55", at(2025, 9, 28, 23, 7, 55)),
        ("2025-09-28 23:07", at(2025, 9, 28, 23, 7)),
        ("2025/9/8 3:07", at(2025, 9, 8, 3, 7)),
        ("28.09.2025 23:07", at(2025, 9, 28, 23, 7)),
        ("03.04.2025 6:05", at(2025, 4, 3, 6, 5)),
        ("3/13/26 17:39", at(2026, 3, 13, 17, 39)),
        ("3/13/26 5:39 PM", at(2026, 3, 13, 17, 39)),
        ("3/13/26 12:39 AM", at(2026, 3, 13, 0, 39)),
        ("27/10/2023", at(2023, 10, 27)),
        ("lun., 30 juin 2014 7:03", at(2014, 6, 30, 7, 3)),
        ("mar., 24 mars 2015 5:44", at(2015, 3, 24, 5, 44)),
        ("sam., 2 août 2014 7:11", at(2014, 8, 2, 7, 11)),
        ("mar., 1 juil. 2014 5:57", at(2014, 7, 1, 5, 57)),
        ("jeu., 26 févr. 2015 5:47", at(2015, 2, 26, 5, 47)),
        ("jeu., 17 juil. 2014 6:13", at(2014, 7, 17, 6, 13)),
        ("Mon, Jun 30, 2014 7:03 PM", at(2014, 6, 30, 19, 3)),
        ("12. März 2022 06:08", at(2022, 3, 12, 6, 8)),
        ("7/7/2024 6:00", at(2024, 7, 7, 6)),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, expected: datetime) -> None:
    assert starts([text]) == [expected]


def test_one_value_above_twelve_tells_the_order_of_the_whole_file() -> None:
    day_first = starts(["3/4/2026 7:00", "25/4/2026 7:00"])
    month_first = starts(["3/4/2026 7:00", "4/25/2026 7:00"])

    assert day_first[0] == at(2026, 4, 3, 7)
    assert month_first[0] == at(2026, 3, 4, 7)


def test_dates_that_could_be_either_make_a_question() -> None:
    read = read_dates(["3/4/2026 7:00", "5/6/2026 7:00"])

    assert [question.field for question in read.questions] == ["date_order"]
    assert "3/4/2026" in read.questions[0].text
    assert read.entries == ()


@pytest.mark.parametrize(("order", "expected"), [("day_first", at(2026, 4, 3, 7)), ("month_first", at(2026, 3, 4, 7))])
def test_the_answer_tells_day_from_month(order: DateOrder, expected: datetime) -> None:
    assert starts(["3/4/2026 7:00"], order) == [expected]


def test_an_answer_does_not_overrule_what_the_file_proves() -> None:
    assert starts(["3/4/2026 7:00", "4/25/2026 7:00"], "day_first")[0] == at(2026, 3, 4, 7)


def test_a_file_of_both_orders_asks_and_says_so() -> None:
    dates = ["25/4/2026 7:00", "4/26/2026 7:00", "3/4/2026 7:00"]

    asked, answered = read_dates(dates), read_dates(dates, "day_first")

    assert [question.field for question in asked.questions] == ["date_order"]
    assert answered.entries[0].started_at == at(2026, 4, 3, 7)
    assert len(answered.entries) == 3
    assert any("day/month" in warning for warning in answered.warnings)


@pytest.mark.parametrize(
    "text", ["", "--", "yesterday", "2026-13-45 07:00:00", "31/31/2026", "00:27:12", "12026-01-01"]
)
def test_a_row_without_a_readable_date_is_refused_with_its_line(text: str) -> None:
    read = read_dates(["2026-05-01 07:00:00", text])

    assert [refused.line for refused in read.refused] == [3]
    assert "the date cannot be read" in read.refused[0].reason
    assert len(read.entries) == 1


@pytest.mark.parametrize("text", ["1989-12-31 00:12:44", "12/31/89 0:12", "1990-01-01 03:00:00"])
def test_a_watch_whose_clock_was_not_set_is_refused_and_does_not_stretch_the_days_covered(text: str) -> None:
    read = read_dates(["2026-05-01 07:00:00", text])

    assert "clock was not set" in read.refused[0].reason
    assert read.covers_from == read.covers_to == at(2026, 5, 1).date()


def test_a_date_without_a_time_of_day_is_kept_and_said() -> None:
    read = read_dates(["27/10/2023", "2023-10-28 00:00:10"])

    assert len(read.entries) == 2
    assert [warning for warning in read.warnings if "midnight" in warning] == [
        "1 activity has a date without a time of day: it was taken to start at midnight."
    ]


def test_days_covered_run_from_the_oldest_row_to_the_newest() -> None:
    read = read_dates(["2026-05-01 07:00:00", "2026-03-02 07:00:00", "2026-04-01 07:00:00"])

    assert (read.covers_from, read.covers_to) == (at(2026, 3, 2).date(), at(2026, 5, 1).date())
    assert [entry.line for entry in read.entries] == [3, 4, 2]
