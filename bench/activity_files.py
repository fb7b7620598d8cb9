"""A one-hour FIT file to its activity against the decoding alone, by Garmin's own decoder."""

from __future__ import annotations

from collections.abc import Iterator

from garmin_fit_sdk import Decoder, Stream

from bench.figure import Figure, paired_ms
from coach.readers.activity_files.fit import read_fit
from tests.coach.readers.activity_files.fit_samples import one_hour_run

ROUNDS = 11


def figures() -> Iterator[Figure]:
    content = one_hour_run()
    ours_ms, floor_ms = paired_ms(
        lambda: read_fit(content),
        lambda: Decoder(Stream.from_byte_array(bytearray(content))).read(),
        ROUNDS,
    )
    yield Figure("a one-hour FIT file to its activity", ours_ms, floor_ms, "ms", 1.5)
