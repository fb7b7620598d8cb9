"""Zips and gzips of activities, opened in memory with limits; no member is ever written anywhere."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from typing import IO, NamedTuple

from .contract import UnreadableActivityFile

MAX_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
_MAX_MEMBER_BYTES = 150 * 1024 * 1024
_MAX_RATIO, _RATIO_FROM_BYTES = 200, 100_000
_IS_ENCRYPTED = 0x1
_GZIP_WINDOW = 31
_USABLE = (".fit", ".tcx", ".gpx", ".csv", ".xml", ".json", ".gz", ".zip")
# What macOS and Windows put beside the files, and what Apple Health's workouts refer to.
_BESIDE = ("__macosx/", "thumbs.db")
_BOMB = "The zip unpacks to far more than it is packed (a “zip bomb”); it is not opened."
_TOO_MANY = (
    f"The zip holds more than {MAX_MEMBERS:,} files. Unpack it, and import the activity list "
    "or the activities in several smaller zips."
)
_TOO_LARGE = (
    f"The zip unpacks to more than {MAX_UNPACKED_BYTES // 1024**2} MB of activities. "
    "Unpack it, and import the activity list or the activities in several smaller zips."
)
_ENCRYPTED = "The zip is protected with a password. Unpack it, and import the files inside or a zip without one."
_SPREADSHEET = "This is a spreadsheet. Open it and save it as CSV, then import that."


class ArchiveTooLarge(UnreadableActivityFile):
    """The whole zip is larger than what is unpacked here."""


class DamagedMember(ValueError):
    """One file of a zip cannot be unpacked; the others may be fine."""


class Members(NamedTuple):
    """The members worth a look, and how many others there are."""

    usable: Sequence[zipfile.ZipInfo]
    skipped: int


def opened(stream: IO[bytes]) -> zipfile.ZipFile:
    """The zip, checked before anything is unpacked.

    Raises:
        UnreadableActivityFile: no zip, too many files, a bomb, a password or a spreadsheet.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise UnreadableActivityFile("The zip is damaged. Download or export it again and import that.") from None
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise UnreadableActivityFile(_TOO_MANY)
    if any(info.flag_bits & _IS_ENCRYPTED for info in infos):
        raise UnreadableActivityFile(_ENCRYPTED)
    if any(_is_bomb(info) for info in infos):
        raise UnreadableActivityFile(_BOMB)
    if any(info.filename == "[Content_Types].xml" for info in infos):
        raise UnreadableActivityFile(_SPREADSHEET)
    return archive


def members(archive: zipfile.ZipFile) -> Members:
    """The members worth a look.

    Raises:
        ArchiveTooLarge: together they say they are too large. XML is left out: Apple's export is read as a stream.
    """
    files = [info for info in archive.infolist() if not info.is_dir() and not _is_beside(info.filename)]
    usable = [info for info in files if info.filename.casefold().endswith(_USABLE)]
    in_memory = (info for info in usable if not info.filename.casefold().endswith((".xml", ".zip")))
    if sum(info.file_size for info in in_memory) > MAX_UNPACKED_BYTES:
        raise ArchiveTooLarge(_TOO_LARGE)
    return Members(usable, len(files) - len(usable))


class Unpacking:
    """Unpacks members one after the other, and gives up when together they are too large."""

    def __init__(self, archive: zipfile.ZipFile, most_bytes: int = MAX_UNPACKED_BYTES) -> None:
        self._archive = archive
        self._left_bytes = most_bytes

    def head(self, info: zipfile.ZipInfo, byte_count: int) -> bytes:
        """The first bytes of a member; they count for nothing."""
        return self._read(info, byte_count)

    def content(self, info: zipfile.ZipInfo) -> bytes:
        """All of a member, unpacked from gzip as well where it is one.

        Raises:
            DamagedMember: it cannot be unpacked.
            ArchiveTooLarge: the zip is too large by now.
        """
        self._check_size(info.file_size)
        content = self._read(info, min(_MAX_MEMBER_BYTES, self._left_bytes) + 1)
        if is_gzip(content):
            content = gunzipped(content)
        self._check_size(len(content))
        self._left_bytes -= len(content)
        return content

    def stream(self, info: zipfile.ZipInfo, most: int = MAX_UNPACKED_BYTES) -> IO[bytes]:
        """A member to be read as it goes, so that it may be larger than what fits into memory."""
        if info.file_size > most:
            raise ArchiveTooLarge(_TOO_LARGE)
        try:
            return self._archive.open(info)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError) as error:
            raise DamagedMember(str(error)) from None

    def _check_size(self, byte_count: int) -> None:
        if byte_count > self._left_bytes:
            raise ArchiveTooLarge(_TOO_LARGE)
        if byte_count > _MAX_MEMBER_BYTES:
            raise DamagedMember(f"it is larger than {_MAX_MEMBER_BYTES // 1024**2} MB")

    def _read(self, info: zipfile.ZipInfo, most: int) -> bytes:
        try:
            with self.stream(info) as stream:
                return stream.read(most)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as error:
            if isinstance(error, DamagedMember):
                raise
            raise DamagedMember("it is damaged inside the zip") from None


def is_zip(content: bytes) -> bool:
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_gzip(content: bytes) -> bool:
    return content.startswith(b"\x1f\x8b")


def gunzipped(content: bytes) -> bytes:
    """The file inside a gzip.

    Raises:
        DamagedMember: no gzip, cut off, or a bomb.
    """
    most = min(_MAX_MEMBER_BYTES, max(_MAX_RATIO * len(content), _RATIO_FROM_BYTES))
    unpacker = zlib.decompressobj(wbits=_GZIP_WINDOW)
    try:
        unpacked = unpacker.decompress(content, most)
    except zlib.error:
        raise DamagedMember("it is damaged: its gzip cannot be unpacked") from None
    if unpacker.unconsumed_tail:
        raise DamagedMember("it unpacks to far more than it is packed (a “zip bomb”)")
    return unpacked


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _RATIO_FROM_BYTES and info.file_size > _MAX_RATIO * max(info.compress_size, 1)


def _is_beside(name: str) -> bool:
    return base_name(name).startswith(".") or any(part in name.casefold() for part in _BESIDE)


def base_name(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]
