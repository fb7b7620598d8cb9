"""Files of activities come in, and an import is undone: each one story, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from coach.achievements import award
from coach.activity_arrivals import Arrivals, TakenFile
from coach.activity_sessions import (
    follow_up,
    keep_sessions,
    log_fills,
    sessions_of,
    sessions_of_filled,
    with_log_columns,
)
from coach.activity_uploads import ReadFile, UploadedFile, read_uploads
from coach.engines.records import Source
from coach.readers.activity_files.contract import Answers, DistanceUnit, Question, RefusedRow
from coach.records import kinds_held, settle
from data import db
from data.activities import kept_activities
from data.activity_changes import (
    KnownActivity,
    empty_filled,
    fill_activities,
    hold_athlete,
    insert_activities,
    insert_recordings,
    known_activities,
)
from data.activity_imports import NewImport, delete_import, held_import, insert_import, is_imported
from data.activity_logs import delete_made_logs, empty_logs, filled_log_columns, logs_of_activities, made_log_ids
from data.db import Connection, User

MOST_KEPT_REFUSALS = 1_000
Step = Literal["read", "recognised", "saved", "matched"]


class RefusedActivity(BaseModel):
    """A row that was not used, and why; `source` names the file where there are several."""

    model_config = ConfigDict(frozen=True)

    line: int
    reason: str
    source: str


class ActivityImportReport(BaseModel):
    """What became of every row: read = saved + duplicate + refused; `rows_filled` of the duplicates told something new.

    The runs are those of the files, known ones too, each once; `run_moving_s` is moving time where it was recorded,
    else duration.
    """

    model_config = ConfigDict(frozen=True)

    import_ids: list[UUID] = []
    rows_read: int = 0
    rows_saved: int = 0
    rows_duplicate: int = 0
    rows_filled: int = 0
    rows_refused: list[RefusedActivity] = []
    warnings: list[str] = []
    unit: DistanceUnit | None = None
    unit_evidence: str = ""
    language: str = ""
    number_style: str = ""
    runs: int = 0
    run_distance_m: float = 0
    run_moving_s: float = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


class ImportedActivities(ActivityImportReport):
    """With `questions` nothing was saved: import again with the answers."""

    questions: list[Question] = []


def _tell_nobody(_step: Step) -> None:
    pass


def import_activities(
    user: User,
    files: Sequence[UploadedFile],
    answers: Answers | None = None,
    tell: Callable[[Step], None] = _tell_nobody,
) -> ImportedActivities:
    """Read the files and keep what is new; known activities only gain what they did not tell yet.

    `tell` hears of every step when it is done; nothing is kept of an import in which it raises.

    Raises:
        Rejected: no file can be read, one is too large, or there are too many.
    """
    read, unread = read_uploads(user, files, answers or Answers())
    tell("read")
    questions = list(dict.fromkeys(question for one in read for question in one.content.questions))
    if questions:
        return ImportedActivities(questions=questions)
    with db.write_as(user) as conn:
        time_zone = hold_athlete(conn)
        arrivals = Arrivals(_known(conn, read), time_zone)
        taken = [arrivals.take(one) for one in read]
        tell("recognised")
        import_ids = _keep_imports(conn, taken)
        if import_ids:
            _keep_activities(conn, arrivals)
            tell("saved")
            follow_up(conn, user, [day for file in taken for day in file.days], time_zone)
            award(conn, {"activity_import_id": str(import_ids[0])})
        tell("matched")
    return _report(taken, unread, import_ids)


def undo_import(user: User, import_id: UUID) -> None:
    """As if it had never been: its activities, with what was said of them, and the sessions it made are gone.

    What it filled in is unknown again, planned sessions are open again; a session that was typed by hand stays.

    Raises:
        NotFound: it is not there, or not yours.
    """
    with db.write_as(user) as conn:
        time_zone = hold_athlete(conn)
        done = held_import(conn, import_id)
        made, emptied = made_log_ids(conn, import_id), filled_log_columns(conn, import_id)
        changed = [*made, *(log.id for log in logs_of_activities(conn, list(emptied)))]
        held = kinds_held(conn, *(Source("workout", log_id) for log_id in changed))
        delete_made_logs(conn, made)
        empty_logs(conn, emptied)
        empty_filled(conn, import_id)
        delete_import(conn, import_id)
        settle(conn, held)
        follow_up(conn, user, done.days, time_zone)


def _known(conn: Connection, read: Sequence[ReadFile]) -> list[KnownActivity]:
    """What may be the same as something in these files: a day around, for midnight and time zones."""
    entries = [entry for one in read for entry in one.usable.values()]
    if not entries:
        return []
    day = timedelta(days=1)
    days = [entry.started_at.date() for entry in entries]
    ids = [entry.external_id for entry in entries if entry.external_id]
    return known_activities(conn, min(days) - day, max(days) + day, ids)


def _keep_imports(conn: Connection, taken: Sequence[TakenFile]) -> list[UUID]:
    """One row per file; none for a file that is there already, or of which nothing could be used."""
    kept = []
    for file in taken:
        is_known = not file.new and not file.filled and is_imported(conn, file.read.sha256, file.read.content.kind)
        if file.ids and not is_known:
            insert_import(conn, _import_of(file))
            kept.append(file.read.id)
    return kept


def _keep_activities(conn: Connection, arrivals: Arrivals) -> None:
    """Activities, recordings and sessions, each as a whole set."""
    sessions = sessions_of(conn, arrivals.new)
    if arrivals.new:
        insert_activities(conn, with_log_columns(sessions, arrivals.new))
    keep_sessions(conn, sessions)
    if arrivals.fills:
        fill_activities(conn, arrivals.fills)
        more = sessions_of_filled(conn, kept_activities(conn, [fill.activity_id for fill in arrivals.fills]))
        imports = {fill.activity_id: fill.activity_import_id for fill in arrivals.fills}
        fill_activities(conn, log_fills(more, imports))
        keep_sessions(conn, more)
    insert_recordings(conn, arrivals.recordings)


def _import_of(file: TakenFile) -> NewImport:
    content = file.read.content
    covers = file.covers
    return NewImport(
        id=file.read.id,
        file_name=file.read.name,
        file_kind=content.kind,
        file_sha256=file.read.sha256,
        unit=content.unit,
        rows_read=content.rows_read,
        rows_saved=len(file.new),
        rows_filled=len(file.filled),
        rows_duplicate=file.rows_duplicate,
        report={
            "refused": [row._asdict() for row in file.read.refused[:MOST_KEPT_REFUSALS]],
            "warnings": content.warnings,
            "language": content.language,
            "number_style": content.number_style,
            "unit_evidence": content.unit_evidence,
        },
        covers_from=covers[0] if covers else None,
        covers_to=covers[1] if covers else None,
    )


def _report(taken: Sequence[TakenFile], unread: Sequence[RefusedRow], import_ids: list[UUID]) -> ImportedActivities:
    contents = [file.read.content for file in taken]
    entries = list({known: entry for file in reversed(taken) for known, entry in file.activities.items()}.values())
    runs = [entry for entry in entries if entry.family == "run"]
    return ImportedActivities(
        import_ids=import_ids,
        rows_read=sum(content.rows_read for content in contents) + len(unread),
        rows_saved=sum(len(file.new) for file in taken),
        rows_duplicate=sum(file.rows_duplicate for file in taken),
        rows_filled=sum(len(file.filled) for file in taken),
        rows_refused=_refused(taken, unread),
        warnings=list(dict.fromkeys(warning for content in contents for warning in content.warnings)),
        unit=next((content.unit for content in contents if content.unit), None),
        unit_evidence=" ".join(dict.fromkeys(content.unit_evidence for content in contents if content.unit_evidence)),
        language=next((content.language for content in contents if content.language), ""),
        number_style=next((content.number_style for content in contents if content.number_style), ""),
        runs=len(runs),
        run_distance_m=sum(entry.distance_m or 0 for entry in runs),
        run_moving_s=sum(entry.moving_s or entry.duration_s or 0 for entry in runs),
        first_at=min((entry.started_at for entry in entries), default=None),
        last_at=max((entry.started_at for entry in entries), default=None),
    )


def _refused(taken: Sequence[TakenFile], unread: Sequence[RefusedRow]) -> list[RefusedActivity]:
    """With the name of the file where there are several; the reader names those inside an archive."""
    is_several = len({file.read.name for file in taken}) + len(unread) > 1
    rows = [(row, file.read.name if is_several else "") for file in taken for row in file.read.refused]
    return [
        RefusedActivity(line=row.line, reason=row.reason, source=row.source or name)
        for row, name in [*rows, *((row, row.source) for row in unread)]
    ]
