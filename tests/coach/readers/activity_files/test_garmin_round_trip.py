"""Whatever a list looks like: the reader gives back the activities it was written from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.readers.activity_files.contract import ActivityEntry, ActivityFile, Answers
from coach.readers.activity_files.garmin_csv import is_garmin_csv, read_garmin_csv
from tests.coach.readers.activity_files.garmin_exports import (
    HEADERS,
    KM_M,
    MILE_M,
    TYPE_NAMES,
    Done,
    Kind,
    Style,
    distance_m,
    pace_s,
    written,
)

FAMILIES = {"run": "run", "treadmill": "run", "track": "run", "strength": "strength"}
TITLES = ["Morning", "4 x 1,000 m", "“Easy”; slow", 'He said "go"', "=1+1"]


@st.composite
def activities(draw: st.DrawFn, /, kinds: Sequence[Kind]) -> list[Done]:
    """Up to twelve activities on different minutes, at paces somebody runs; one of them an outdoor run."""
    done = []
    start = datetime(2024, 1, 13, 6, 30)  # noqa: DTZ001
    for number in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(kinds)) if number else "run"
        start += timedelta(minutes=draw(st.integers(2, 4000)), seconds=draw(st.integers(0, 59)))
        hundredths = draw(st.integers(80, 4300))
        per_hundredth = draw(st.floats(2.2, 7.0)) * (1.6 if kind == "track" else 1)
        done.append(
            Done(
                kind,
                start,
                hundredths,
                max(60, round(hundredths * per_hundredth)),
                draw(st.integers(150, 195)),
                draw(st.none() | st.integers(60, 200)),
                draw(st.integers(1, 2500)),
                draw(st.none() | st.integers(1, 2500)),
                draw(st.sampled_from(TITLES)),
            )
        )
    return done


@st.composite
def exports(draw: st.DrawFn, /, **fixed: Any) -> tuple[list[Done], Style]:
    language = draw(st.sampled_from(sorted(HEADERS)))
    style = Style(
        language,
        draw(st.sampled_from(["dot", "comma"])),
        draw(st.sampled_from([KM_M, MILE_M])),
        draw(st.sampled_from([",", ";", "\t"])),
        draw(st.sampled_from(["\n", "\r\n", "\r"])),
        draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])),
        draw(st.sampled_from(["--", "", "NaN", "--:--:--"])),
        draw(st.sampled_from(["%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%d/%m/%y %H:%M:%S"])),
        is_quoted=draw(st.booleans()),
        has_bike_columns=language.startswith("en") and draw(st.booleans()),
        has_twin_columns=draw(st.booleans()),
        ends_with_newline=draw(st.booleans()),
    )._replace(**fixed)
    kinds = sorted(TYPE_NAMES[style.language[:2]])
    return draw(activities(kinds)), style


def assert_accounted(read: ActivityFile, rows: int) -> None:
    assert read.rows_read == rows
    assert len(read.entries) + read.repeated + len(read.refused) == rows


def assert_same(entry: ActivityEntry, done: Done, style: Style) -> None:
    assert (entry.family, entry.started_at, entry.title) == (FAMILIES[done.kind], done.started_at, done.title)
    assert entry.heart_rate_avg_bpm == done.heart_rate_bpm
    assert entry.calories == done.calories
    assert entry.is_indoor == (done.kind == "treadmill")
    if done.kind == "strength":
        assert entry.distance_m is None
        return
    assert entry.distance_m == pytest.approx(distance_m(done, style), abs=0.006)
    assert entry.cadence_spm == done.cadence_spm
    assert entry.moving_s == (None if done.kind == "treadmill" or not has_moving(style) else done.duration_s)
    best = (pace_s(done, style) - 20) / style.unit_m * 1000
    assert entry.best_pace_s_per_km == (pytest.approx(best, abs=0.06) if best >= 80 else None)
    ascent_m = None if done.ascent is None else done.ascent * (0.3048 if style.unit_m == MILE_M else 1)
    assert entry.ascent_m == (
        None if done.kind == "treadmill" or ascent_m is None else pytest.approx(ascent_m, abs=0.06)
    )


def has_moving(style: Style) -> bool:
    return bool(HEADERS[style.language].split("|")[-2])


@settings(max_examples=250, deadline=None)
@given(exports())
def test_a_list_is_read_back_exactly_in_every_language_style_and_unit(export: tuple[list[Done], Style]) -> None:
    done, style = export
    content = written(done, style)

    read = read_garmin_csv(content, Answers(date_order="day_first"))

    assert is_garmin_csv(content)
    assert_accounted(read, len(done))
    assert read.unit == ("km" if style.unit_m == KM_M else "mi")
    assert (read.language, read.number_style) == (style.language[:2], style.number_style)
    assert [entry.duration_s for entry in read.entries] == [activity.duration_s for activity in done]
    for entry, activity in zip(read.entries, done, strict=True):
        assert_same(entry, activity, style)


@settings(max_examples=150, deadline=None)
@given(exports(is_resaved=True, language="en", number_style="dot"))
def test_times_without_seconds_are_at_most_their_rounding_away(export: tuple[list[Done], Style]) -> None:
    done, style = export

    read = read_garmin_csv(written(done, style), Answers(date_order="day_first"))

    assert_accounted(read, len(done))
    assert any("without seconds" in warning for warning in read.warnings)
    for entry, activity in zip(read.entries, done, strict=True):
        assert_same(entry, activity, style)
        pace_rounding_s = 0.5 * distance_m(activity, style) / style.unit_m + 1
        allowed = 60 if activity.kind == "strength" else pace_rounding_s
        assert entry.duration_s == pytest.approx(activity.duration_s, abs=allowed)


@settings(max_examples=100, deadline=None)
@given(exports(language="en", number_style="dot", mangled_track=True, has_bike_columns=False))
def test_track_metres_mangled_by_a_spreadsheet_are_found_by_pace_and_time(export: tuple[list[Done], Style]) -> None:
    done, style = export

    read = read_garmin_csv(written(done, style), Answers(date_order="day_first"))

    assert_accounted(read, len(done))
    assert read.refused == ()
    for entry, activity in zip(read.entries, done, strict=True):
        if activity.kind != "strength":
            assert entry.distance_m == pytest.approx(distance_m(activity, style), abs=0.006)
