"""What is new among the activities of files, what is known already, and what that adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from coach.activity_rows import recording_of, row_of, trace_of, trace_of_known
from coach.activity_uploads import ReadFile
from coach.engines.activity_identity import KnownActivities
from coach.readers.activity_files.contract import ActivityEntry
from data.activity_changes import KnownActivity
from data.new_activities import FILLABLE, RECORDING, Fill, Measured, NewActivity, NewRecording


class TakenFile(NamedTuple):
    """What became of its entries: `ids` by their place, `new` those that were not known before this file.

    `started_on` are the days of its usable rows where the athlete lives: a track tells its time in UTC.
    """

    read: ReadFile
    ids: dict[int, UUID]
    new: frozenset[UUID]
    filled: frozenset[UUID]
    started_on: frozenset[date]

    @property
    def rows_duplicate(self) -> int:
        return self.read.content.repeated + len(self.ids) - len(self.new)

    @property
    def activities(self) -> dict[UUID, ActivityEntry]:
        """Each activity once, new or not, as its first row tells it."""
        return {activity_id: self.read.usable[place] for place, activity_id in reversed(self.ids.items())}

    @property
    def days(self) -> list[date]:
        """The first and the last local day; none without a usable row."""
        return [min(self.started_on), max(self.started_on)] if self.started_on else []

    @property
    def covers(self) -> tuple[date, date] | None:
        """The days it speaks for, within those of its usable rows; the last row's own day was not over yet."""
        first, last, days = self.read.content.covers_from, self.read.content.covers_to, self.days
        if first is None or last is None or not days:
            return None
        first, last = max(first, days[0]), min(last, days[-1] - timedelta(days=1))
        return (first, last) if first <= last else None


class Arrivals:
    """Takes one file after the other; what an earlier one brought is known to the next."""

    def __init__(self, known: Iterable[KnownActivity], time_zone: str) -> None:
        self.new: list[NewActivity] = []
        self.fills: list[Fill] = []
        self.recordings: list[NewRecording] = []
        self._zone = ZoneInfo(time_zone)
        self._index: KnownActivities[UUID] = KnownActivities()
        self._missing: dict[UUID, set[str]] = {}
        self._arrived: dict[UUID, NewActivity] = {}
        self._recorded: set[UUID] = set()
        for one in known:
            self._index.add(one.id, trace_of_known(one))
            # A deleted one stays as it was.
            self._missing[one.id] = set() if one.is_deleted else set(one.missing)

    def take(self, read: ReadFile) -> TakenFile:
        ids: dict[int, UUID] = {}
        arrived: list[tuple[NewActivity, int | None]] = []
        filled: set[UUID] = set()
        started_on: set[date] = set()
        for place, entry in read.usable.items():
            row = row_of(entry, read.content.kind, read.id, self._zone)
            trace = trace_of(row, entry)
            started_on.add(row.started_at_local.date())
            known = self._index.find(trace)
            if known is None:
                self._index.add(row.id, trace)
                arrived.append((row, entry.parent))
                self._begin(row, entry)
            elif self._fill(known, row, entry):
                filled.add(known)
            ids[place] = known or row.id
        self.new += [row._replace(parent_id=ids.get(-1 if parent is None else parent)) for row, parent in arrived]
        new = frozenset(row.id for row, _ in arrived)
        return TakenFile(read, ids, new, frozenset(filled - new), frozenset(started_on))

    def _begin(self, row: NewActivity, entry: ActivityEntry) -> None:
        self._arrived[row.id] = row
        if recording := recording_of(row.id, entry):
            self.recordings.append(recording)
            self._recorded.add(row.id)

    def _missing_of(self, known: UUID) -> set[str]:
        """What could be filled; of one that has just arrived, worked out when it is first asked for."""
        if known not in self._missing:
            missing = {column for column in FILLABLE if getattr(self._arrived[known], column) is None}
            self._missing[known] = missing if known in self._recorded else missing | {RECORDING}
        return self._missing[known]

    def _fill(self, known: UUID, row: NewActivity, entry: ActivityEntry) -> bool:
        """Adds what was unknown of a known activity; whether there was anything to add."""
        missing = self._missing_of(known)
        if not missing:
            return False
        columns: dict[str, Measured] = {
            column: value for column in missing if column != RECORDING and (value := getattr(row, column)) is not None
        }
        recording = recording_of(known, entry) if RECORDING in missing else None
        if recording is not None:
            self.recordings.append(recording)
            columns[RECORDING] = None
        missing.difference_update(columns)
        if columns:
            self.fills.append(Fill(known, row.activity_import_id, columns))
        return bool(columns)
