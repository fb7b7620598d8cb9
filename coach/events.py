"""What can happen to an event: a results file comes in, an event goes."""

from __future__ import annotations

import hashlib
import re
from uuid import UUID

import pandas as pd
from pydantic import BaseModel, ConfigDict

from coach.achievements import award
from coach.readers.race_files import (
    RaceFile,
    RaceFileAnswers,
    RaceFileNeedsAnswer,
    UnreadableRaceFile,
    read_race_file,
)
from data import db
from data.db import Connection, User
from data.errors import Rejected
from data.events import EventEntry, delete_event, insert_results, keep_report, upsert_event

YEAR_AND_CITY = re.compile(r"(?P<year>20\d\d) (?P<city>.+)")


class NeedsAnswer(Rejected):
    """The file is readable, but leaves something open: `needs` names the answers to give."""

    def __init__(self, text: str, needs: tuple[str, ...]) -> None:
        super().__init__(text, field=needs[0])
        self.needs = needs


class RefusedRow(BaseModel):
    model_config = ConfigDict(frozen=True)

    line: int
    reason: str


class ImportedEvent(BaseModel):
    model_config = ConfigDict(frozen=True)

    event_id: UUID
    name: str
    rows_saved: int


class ImportReport(BaseModel):
    """What became of every row of a file. `event_id` and `name` are the event with the most rows."""

    model_config = ConfigDict(frozen=True)

    event_id: UUID
    name: str
    events: list[ImportedEvent]
    rows_read: int
    rows_saved: int
    rows_without_result: int
    rows_duplicate: int
    rows_refused: list[RefusedRow]
    warnings: list[str]


def import_event(user: User, content: bytes, file_name: str, answers: RaceFileAnswers | None = None) -> ImportReport:
    """Read a results file and keep its rows; rows that are there already count as duplicates.

    Raises:
        NeedsAnswer: the file does not say which event, division or gender it is.
        Rejected: the file cannot be read, or no row in it has a result.
    """
    race_file = read_file(content, file_name, answers)
    if race_file.results.empty:
        raise Rejected(_why_empty(race_file), field="file")
    with db.write_as(user) as conn:
        event_ids = _keep_events(conn, race_file.results, file_name, hashlib.sha256(content).hexdigest())
        rows = race_file.results.drop(columns=["event_name", "season"])
        rows.insert(0, "event_id", race_file.results["event_name"].map(event_ids))
        saved = insert_results(conn, rows)
        report = _report(race_file, event_ids, saved)
        for event_id in event_ids.values():
            keep_report(conn, event_id, report.model_dump(mode="json"))
        award(conn, {"event_id": str(report.event_id)})
    return report


def remove_event(user: User, event_id: UUID) -> None:
    """Delete the event and its rows. Races claimed from it stay."""
    with db.write_as(user) as conn:
        delete_event(conn, event_id)


def read_file(content: bytes, file_name: str, answers: RaceFileAnswers | None = None) -> RaceFile:
    """The reader's result, its errors in the app's own words."""
    try:
        return read_race_file(content, file_name, answers or RaceFileAnswers())
    except RaceFileNeedsAnswer as question:
        raise NeedsAnswer(str(question), question.needs) from question
    except UnreadableRaceFile as unreadable:
        raise Rejected(str(unreadable), field="file") from unreadable


def _keep_events(conn: Connection, results: pd.DataFrame, file_name: str, sha256: str) -> dict[str, UUID]:
    """The id of each event the rows name, the one with the most rows first."""
    seasons = results.groupby("event_name")["season"].first()
    event_ids = {}
    for name in results["event_name"].value_counts().index:
        parts = YEAR_AND_CITY.fullmatch(name)
        season = seasons[name]
        event_ids[name] = upsert_event(
            conn,
            EventEntry(
                name=name,
                city=parts["city"] if parts else None,
                year=int(parts["year"]) if parts else None,
                season=None if pd.isna(season) else int(season),
                file_name=file_name[-200:],
                file_sha256=sha256,
            ),
        )
    return event_ids


def _report(race_file: RaceFile, event_ids: dict[str, UUID], saved: dict[UUID, int]) -> ImportReport:
    rows_saved = sum(saved.values())
    name, event_id = next(iter(event_ids.items()))
    return ImportReport(
        event_id=event_id,
        name=name,
        events=[
            ImportedEvent(event_id=one, name=its_name, rows_saved=saved.get(one, 0))
            for its_name, one in event_ids.items()
        ],
        rows_read=race_file.rows_read,
        rows_saved=rows_saved,
        rows_without_result=race_file.rows_without_result,
        rows_duplicate=race_file.rows_duplicate + len(race_file.results) - rows_saved,
        rows_refused=[RefusedRow(line=row.line, reason=row.reason) for row in race_file.refused],
        warnings=list(race_file.warnings),
    )


def _why_empty(race_file: RaceFile) -> str:
    if race_file.refused:
        first = race_file.refused[0]
        return f"No row could be read. Line {first.line}: {first.reason}"
    if race_file.rows_without_result:
        return f"The {race_file.rows_without_result} rows of this file hold no result: no finish time and no splits."
    return "This file holds no rows."
