"""Plan files: what is read, what is refused, and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.readers.plan_file import PlanFile, UnreadablePlanFile, read_plan_file

WEDNESDAY = date(2026, 3, 4)


def read(text: str, start_on: date | None = WEDNESDAY) -> PlanFile:
    return read_plan_file(text.encode(), start_on)


def test_dates_types_minutes_and_descriptions_are_read() -> None:
    file = read(
        "Date,Title,Type,Minutes,Description\n2026-03-05,Tempo,run,45,3 x 8 min\n2026-03-03,Gym,strength,1:15,\n"
    )

    assert [session[1:] for session in file.sessions] == [
        (date(2026, 3, 3), "Gym", "strength", 75, None),
        (date(2026, 3, 5), "Tempo", "run", 45, "3 x 8 min"),
    ]
    assert file.refused == ()


def test_weeks_and_days_count_from_the_monday_of_the_start() -> None:
    file = read("week,day,title\n1,Mon,A\nWeek 2,7,B\n3,wednesday,C\n")

    assert [session.date for session in file.sessions] == [date(2026, 3, 2), date(2026, 3, 15), date(2026, 3, 18)]


def test_semicolons_german_words_and_a_byte_order_mark_are_read() -> None:
    file = read_plan_file("\ufeffWoche;Tag;Titel;Typ;Minuten\n1;Di;Läufe;Laufen;40\n".encode(), WEDNESDAY)

    assert file.sessions[0][1:5] == (date(2026, 3, 3), "Läufe", "run", 40)


def test_an_old_spreadsheet_encoding_is_read() -> None:
    assert read_plan_file("date,title\n3.3.2026,Läufe\n".encode("cp1252")).sessions[0].title == "Läufe"


def test_a_line_break_inside_quotes_stays_and_lines_are_counted_as_in_the_file() -> None:
    file = read('date,title,description\n2026-03-03,A,"one\ntwo"\n\nsoon,B,\n')

    assert file.sessions[0].description == "one\ntwo"
    assert [refused.line for refused in file.refused] == [5]


def test_a_repeated_line_is_counted_once() -> None:
    file = read("date,title\n2026-03-03,A\n2026-03-03,A\n2026-03-03,B\n")

    assert (len(file.sessions), file.repeated, file.rows_read) == (2, (3,), 3)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2026-02-30,A,run,40", "is no date"),
        ("3/4/2026,A,run,40", "is no date"),
        ("1026-03-03,A,run,40", "too far away"),
        ("2026-03-03,,run,40", "a title"),
        (f"2026-03-03,{'x' * 300},run,40", "longer than 200"),
        ("2026-03-03,A,yoga,40", "is no type"),
        ("2026-03-03,A,run,soon", "is no duration"),
        ("2026-03-03,A,run,-5", "is no duration"),
        ("2026-03-03,A,run,9999", "is no duration"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(line: str, reason: str) -> None:
    file = read(f"date,title,type,minutes\n{line}\n2026-03-03,Good,run,\n")

    assert len(file.sessions) == 1
    assert file.refused[0].line == 2
    assert reason in file.refused[0].reason


@pytest.mark.parametrize("line", ["0,Mon,A", "105,Mon,A", ",Mon,A", "1,someday,A", "1,8,A", "99999999999999999999,1,A"])
def test_a_week_or_day_that_does_not_exist_says_so(line: str) -> None:
    assert len(read(f"week,day,title\n{line}\n").refused) == 1


def test_weeks_without_a_start_are_refused() -> None:
    assert "week 1 starts" in read("week,day,title\n1,Mon,A\n", None).refused[0].reason


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"date,title\n", b"a,b\n1,2\n", b"title,minutes\nA,4\n", b"\x00\x01\x02", b"x" * 2_000_001],
)
def test_a_file_that_is_no_plan_says_what_to_do(content: bytes) -> None:
    with pytest.raises(UnreadablePlanFile):
        read_plan_file(content)


def test_a_file_with_very_many_lines_is_refused() -> None:
    with pytest.raises(UnreadablePlanFile, match="at most 2,000"):
        read("date,title\n" + "2026-03-03,A\n" * 2_001)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    for start in (b"", b"date,title,type,minutes\n", b"week;day;title\n"):
        try:
            file = read_plan_file(start + content, WEDNESDAY)
        except UnreadablePlanFile:
            continue
        assert file.rows_read == len(file.sessions) + len(file.repeated) + len(file.refused)


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 1440),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=200),
)
def test_what_was_written_is_read(day: date, minutes: int, title: str) -> None:
    quoted = '"' + title.replace('"', '""') + '"'

    session = read(f"date,title,minutes\n{day},{quoted},{minutes}\n").sessions[0]

    assert (session.date, session.title, session.minutes) == (day, title, minutes)
