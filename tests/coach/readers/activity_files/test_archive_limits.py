"""Zips made to do harm, or too large: refused before, or while, they are unpacked."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest

from coach.readers.activity_files.archive import MAX_MEMBERS, ArchiveTooLarge, DamagedMember, Unpacking, gunzipped
from coach.readers.activity_files.contract import UnreadableActivityFile
from coach.readers.activity_files.reading import read_activity_files
from tests.coach.readers.activity_files.zip_samples import read_zip, run_on, zip_of


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableActivityFile, match="zip bomb"):
        read_zip(a__fit=b"\x00" * 5_000_000)


def test_a_bomb_inside_a_gzip_is_refused() -> None:
    with pytest.raises(DamagedMember, match="zip bomb"):
        gunzipped(gzip.compress(gzip.compress(b"\x00" * 50_000_000, mtime=0)[:100] + b"\x00" * 5_000_000))


def test_too_many_members_are_refused() -> None:
    with pytest.raises(UnreadableActivityFile, match="more than 5,000 files"):
        read_activity_files("many.zip", zip_of({f"{number}.txt": b"" for number in range(MAX_MEMBERS + 1)}))


def test_a_zip_that_says_it_unpacks_to_too_much_is_refused_at_once() -> None:
    content = bytearray(zip_of({"a.fit": run_on(1), "b.fit": run_on(2)}))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<II", content, place + 20, 100_000_000, 200_000_000)
        place = content.find(b"PK\x01\x02", place + 1)

    with pytest.raises(UnreadableActivityFile, match="unpacks to more than 300 MB"):
        read_activity_files("large.zip", bytes(content))


def test_unpacking_stops_when_members_are_too_large_together() -> None:
    content = zip_of({"a.fit.gz": gzip.compress(b"x" * 900), "b.fit.gz": gzip.compress(b"x" * 900)})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacking = Unpacking(archive, most_bytes=1_000)
        first, second = archive.infolist()

        assert len(unpacking.content(first)) == 900
        with pytest.raises(ArchiveTooLarge):
            unpacking.content(second)


def test_a_stream_has_a_limit_of_its_own() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of({"export.xml": b"x" * 900}))) as archive:
        unpacking, member = Unpacking(archive), archive.infolist()[0]

        assert unpacking.stream(member, most=900).read() == b"x" * 900
        with pytest.raises(ArchiveTooLarge):
            unpacking.stream(member, most=899)


def test_a_password_is_refused_with_what_to_do() -> None:
    content = bytearray(zip_of({"a.fit": run_on(1)}))
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1

    with pytest.raises(UnreadableActivityFile, match="password"):
        read_activity_files("locked.zip", bytes(content))


def test_a_spreadsheet_is_told_from_a_zip() -> None:
    with pytest.raises(UnreadableActivityFile, match="spreadsheet"):
        read_activity_files("list", zip_of({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}))


def test_a_member_with_a_wrong_checksum_is_refused_alone() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.fit", run_on(1))
        archive.writestr("b.fit", run_on(2))
    damaged = bytearray(content.getvalue())
    damaged[200] ^= 0xFF

    (read,) = read_activity_files("export.zip", bytes(damaged))

    assert (len(read.entries), [row.source for row in read.refused]) == (1, ["a.fit"])


def test_a_name_that_climbs_out_of_the_folder_stays_a_name(tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())

    (read,) = read_activity_files("export.zip", zip_of({f"{tmp_path}/../../evil.fit": run_on(1)}))

    assert read.entries[0].raw["file"].endswith("evil.fit")
    assert sorted(tmp_path.iterdir()) == before
