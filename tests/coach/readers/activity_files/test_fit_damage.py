"""FIT files that are cut off, damaged or unusual: the good part is kept, and the athlete is told."""

from __future__ import annotations

import contextlib
import struct
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.readers.activity_files.contract import UnreadableActivityFile
from coach.readers.activity_files.fit import read_fit
from coach.readers.activity_files.fit_messages import decode_fit, file_type
from tests.coach.readers.activity_files.fit_samples import (
    START,
    activity,
    compressed_records,
    fit_file,
    records,
    session,
    spliced,
)

SHORT_RUN = fit_file(*records(count=30), session(duration_s=30, total_distance=90.0), activity(START))


def test_compressed_timestamps_are_read_by_the_second_decoder() -> None:
    run = read_fit(spliced(fit_file(session(duration_s=60, total_distance=180.0)), compressed_records())).entries[0]

    assert run.distance_m == 180.0
    assert run.samples is not None
    assert run.samples.elapsed_s == tuple(map(float, range(60)))
    assert run.samples.heart_rate_bpm[:3] == (140.0, 141.0, 142.0)
    assert run.samples.distance_m[-1] == pytest.approx(177.0)


def test_a_file_without_its_end_keeps_what_was_recorded() -> None:
    whole = fit_file(*records(count=600), session(duration_s=600, total_distance=1800.0))

    read = read_fit(whole[: len(whole) * 2 // 3])

    run = read.entries[0]
    assert run.duration_s is not None
    assert 300 < run.duration_s < 500
    assert run.distance_m == pytest.approx(3.0 * run.duration_s)
    assert run.heart_rate_max_bpm == 159
    assert any("before its summary" in warning for warning in read.warnings)


def test_a_bad_tail_after_the_summary_only_warns() -> None:
    read = read_fit(SHORT_RUN[:-2])

    assert read.entries[0].distance_m == 90.0
    assert any("damaged" in warning for warning in read.warnings)


def test_a_wrong_checksum_only_warns() -> None:
    (checksum,) = struct.unpack("<H", SHORT_RUN[-2:])

    read = read_fit(SHORT_RUN[:-2] + struct.pack("<H", checksum ^ 1))

    assert read.entries[0].distance_m == 90.0
    assert any("damaged" in warning for warning in read.warnings)


def test_a_whole_file_has_nothing_to_warn_of() -> None:
    assert read_fit(SHORT_RUN).warnings == ()


def test_nothing_inside_is_said_plainly() -> None:
    with pytest.raises(UnreadableActivityFile, match="no session and no record"):
        read_fit(fit_file())


def test_a_file_damaged_from_its_start_is_said_plainly() -> None:
    with pytest.raises(UnreadableActivityFile, match="damaged from its start"):
        read_fit(b"\x0e\x20\x00\x00\xff\xff\x00\x00.FIT")


def test_a_field_with_more_values_than_it_may_have_does_no_harm() -> None:
    read = read_fit(fit_file(session(sport=["running", "cycling"], total_distance=500.0)))

    assert (read.entries[0].family, read.entries[0].distance_m) == ("other", 500.0)


def test_hundreds_of_sessions_are_refused() -> None:
    sessions = [session(START + timedelta(seconds=number)) for number in range(201)]

    with pytest.raises(UnreadableActivityFile, match="hundreds of sessions"):
        read_fit(fit_file(*sessions))


def test_the_type_is_known_from_the_first_bytes() -> None:
    assert file_type(SHORT_RUN) == "activity"
    assert file_type(fit_file(file_type="course")) == "course"
    assert file_type(b"no fit at all") is None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_behind_a_fit_header_decode_to_something(tail: bytes) -> None:
    header = struct.pack("<BBHI4s", 12, 0x20, 2100, len(tail), b".FIT")

    decoded = decode_fit(header + tail)

    assert all(isinstance(messages, list | tuple) for messages in decoded.messages.values())


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SHORT_RUN) - 1), st.binary(min_size=1, max_size=8))
def test_a_run_with_bytes_overwritten_is_read_or_clearly_refused(place: int, noise: bytes) -> None:
    damaged = SHORT_RUN[:place] + noise + SHORT_RUN[place + len(noise) :]

    with contextlib.suppress(UnreadableActivityFile):
        read = read_fit(damaged)
        assert read.rows_read == len(read.entries) + len(read.refused)
