"""What can happen to a race, and what its splits say."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from coach.achievements import award
from coach.engines.pronoun import THEY, YOU
from coach.engines.records import Source
from coach.engines.split_analysis import RaceTimes, SplitAnalysis, analyse_splits
from coach.events import read_file
from coach.field import field_of as field_of
from coach.readers.race_files import RaceFileAnswers
from coach.records import kinds_held, record_race, settle
from data import db
from data.cache import REVISION, Revision, revision_of
from data.db import User
from data.errors import Rejected, sentence_of
from data.events import EventResult, event_times, find_result, result_of, result_query
from data.races import Race, RaceEntry, delete_race, find_race, insert_race, race_of, race_query, update_race

SEASON_STARTS_IN_MONTH = 7
FIRST_SEASON_YEAR = 2018  # season 1 is 2018/19


def log_race(user: User, entry: RaceEntry) -> Race:
    """Keep a race as entered; a finish time that is missing is added up when all parts are there."""
    with db.write_as(user) as conn:
        race_id = insert_race(conn, entry, _facts(entry))
        record_race(conn, race_id)
        award(conn, {"race_result_id": str(race_id)})
    return find_race(user, race_id)


def change_race(user: User, race_id: UUID, entry: RaceEntry) -> Race:
    """Replace everything an athlete entered; a claimed race stays linked to its result."""
    with db.write_as(user) as conn:
        update_race(conn, race_id, entry, _facts(entry))
        record_race(conn, race_id)
        award(conn, {"race_result_id": str(race_id)})
    return find_race(user, race_id)


def remove_race(user: User, race_id: UUID) -> None:
    """A deleted race takes its records along; those it had beaten count again."""
    with db.write_as(user) as conn:
        held = kinds_held(conn, Source("race", race_id))
        delete_race(conn, race_id)
        settle(conn, held)


def claim_result(user: User, event_id: UUID, result_id: UUID, race_date: date | None) -> Race:
    """Make a result of an imported event one of your own races.

    Raises:
        Conflict: it is yours already.
        Rejected: nothing was recorded that a race could be made of.
    """
    result = find_result(user, event_id, result_id)
    entry = entry_of(result, race_date)
    facts = {
        "season": result.season or season_of(race_date),
        "event_result_id": result.id,
        "is_total_computed": result.is_total_computed,
    }
    with db.write_as(user) as conn:
        race_id = insert_race(conn, entry, _facts(entry) | facts)
        record_race(conn, race_id)
        award(conn, {"race_result_id": str(race_id)})
    return find_race(user, race_id)


def read_result(content: bytes, file_name: str, answers: RaceFileAnswers | None = None) -> RaceEntry:
    """The one result of a file or a pasted page, to be confirmed by the athlete.

    Raises:
        NeedsAnswer: the file does not say which event, division or gender it is.
        Rejected: the file cannot be read, or holds no result or several.
    """
    results = read_file(content, file_name, answers).results
    if len(results) != 1:
        count = "no result" if results.empty else f"{len(results)} results"
        raise Rejected(f"This holds {count}. Import a file with several results under Events.", field="file")
    row = {str(name): value for name, value in results.astype(object).where(results.notna(), None).iloc[0].items()}
    splits = {name: row[name] for name in RaceEntry.split_names() if row[name] is not None}
    return entry_of(EventResult.from_file(row, splits), None)


def analyse_race(user: User, race_id: UUID, athlete_id: UUID | None = None) -> SplitAnalysis:
    """A race against the field, the finish cohort and, when its event is imported, the same event.

    One of your own, or one of an athlete who shares races with you: imported events stay with who imported them.
    """
    revision_rows, race_rows = db.read_all(user, (REVISION, ()), race_query(race_id, athlete_id))
    race = race_of(race_rows)
    times = RaceTimes(
        division=race.field_division,
        gender=race.gender,
        total_s=race.total_time_seconds,
        splits={str(name): time_s for name, time_s in race.splits.items()},
        age_group=race.age_group,
        event=race.event_name or race.race_name,
        season=race.season,
        roxzone_printed_s=race.roxzone_seconds,
        penalty_s=race.penalty_seconds,
        title=race.race_name,
        whom=YOU if athlete_id is None else THEY,
    )
    event_id = race.event_id if athlete_id is None else None
    return _analysis(user, revision_of(revision_rows), event_id, times)


def analyse_result(user: User, event_id: UUID, result_id: UUID) -> SplitAnalysis:
    """Anybody's result in an event you imported, analysed the same way."""
    revision_rows, result_rows = db.read_all(user, (REVISION, ()), result_query(event_id, result_id))
    result = result_of(result_rows)
    times = RaceTimes(
        division=result.division,
        gender=result.gender,
        total_s=result.total_seconds,
        splits=dict(result.splits),
        age_group=result.age_group,
        event=result.event_name,
        season=result.season,
        roxzone_printed_s=result.roxzone_printed,
        penalty_s=result.penalty_s,
        title=result.name or result.event_name,
        whom=YOU if result.is_claimed else THEY,
    )
    return _analysis(user, revision_of(revision_rows), event_id, times)


def season_of(race_date: date | None) -> int | None:
    """The season a day belongs to: 8 is July 2025 to June 2026.

    >>> season_of(date(2026, 2, 7)), season_of(date(2025, 7, 1)), season_of(None)
    (8, 8, None)
    """
    if race_date is None:
        return None
    return race_date.year - FIRST_SEASON_YEAR + (race_date.month >= SEASON_STARTS_IN_MONTH)


def entry_of(result: EventResult, race_date: date | None) -> RaceEntry:
    """A result as the athlete's own entry."""
    if result.total_seconds is None and not result.splits:
        raise Rejected("Nothing was recorded for this row: no finish time and no splits.")
    is_doubles, is_pro = "doubles" in result.division, result.division.startswith("pro")
    team_format = "doubles" if is_doubles else "relay"
    status = result.status if result.status in ("dnf", "dns", "dsq") else "finished"
    fields = {
        "race_name": result.event_name,
        "race_date": race_date,
        "division": "adaptive" if result.division == "adaptive" else "pro" if is_pro else "open",
        "format": team_format if is_doubles or result.division == "relay" else "singles",
        "gender": result.gender,
        "age_group": result.age_group,
        "status": status if result.total_seconds or status != "finished" else "dnf",
        "total_time_seconds": result.total_seconds,
        "roxzone_seconds": result.roxzone_printed,
        "splits": result.splits,
        "penalty_seconds": result.penalty_s,
        "penalty_note": result.penalty_note,
        "event_id": result.event_id,
    }
    try:
        return RaceEntry.model_validate(fields)
    except ValidationError as error:
        wrong = error.errors()[0]
        field = str(wrong["loc"][0]) if wrong["loc"] else None
        raise Rejected(f"This row cannot become a race: {sentence_of(wrong)}", field=field) from error


def _analysis(user: User, at: Revision, event_id: UUID | None, times: RaceTimes) -> SplitAnalysis:
    rivals = event_times(user, at, event_id, times.division, times.gender) if event_id else None
    return analyse_splits(times, field_of(times.division, times.gender), rivals)


def _facts(entry: RaceEntry) -> dict[str, Any]:
    """What follows from an entry: the season, and the finish time when it has to be added up."""
    facts: dict[str, Any] = {
        "season": season_of(entry.race_date),
        "event_result_id": None,
        "is_total_computed": False,
    }
    if entry.total_time_seconds is None and entry.is_complete:
        total_s = sum(entry.splits.values()) + (entry.roxzone_seconds or 0)
        facts |= {"total_time_seconds": total_s, "is_total_computed": True}
    return facts
