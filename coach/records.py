"""What becomes a record: found in the transaction that keeps the workout, the test or the race."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from coach.engines.records import Kind, Mark, Occasion, Source, SourceKind, State, Step, is_better, kind_of, progression
from coach.record_marks import Believable, all_marks, marks_of_benchmark, marks_of_race, marks_of_workout
from data import db
from data.benchmarks import Benchmark
from data.db import Connection, User
from data.errors import NotFound
from data.record_sources import done_races
from data.records import (
    NewRecord,
    Record,
    confirm,
    delete_records,
    dismiss,
    insert_records,
    kept_records,
    update_previous_values,
)
from data.workouts import Workout


def record_workout(conn: Connection, workout: Workout) -> list[Record]:
    """The new records of a workout that was just logged, changed or restored.

    What a workout no longer holds is taken back, and what it had hidden counts again.
    """
    return _record(conn, Source("workout", workout.id), marks_of_workout(workout, Believable(conn)))


def forget_workout(conn: Connection, workout_id: UUID) -> None:
    """A workout was just taken out of the log: its records go, those it had beaten count again."""
    _record(conn, Source("workout", workout_id), [])


def record_benchmark(conn: Connection, benchmark: Benchmark) -> list[Record]:
    """The new record of a test that was just logged or changed."""
    return _record(conn, Source("benchmark", benchmark.id), marks_of_benchmark(benchmark, Believable(conn)))


def record_race(conn: Connection, race_id: UUID) -> list[Record]:
    """The new records of a race that was just logged, claimed or changed; none before its date is known."""
    believable = Believable(conn)
    marks = [mark for race in done_races(conn, race_id) for mark in marks_of_race(race, believable)]
    return _record(conn, Source("race", race_id), marks)


def record_imported(conn: Connection, marks: Sequence[Mark]) -> list[Record]:
    """The new records among the marks of many workouts that were just added, in one pass over all of them."""
    if not marks:
        return []
    kept = kept_records(conn)
    kinds = {mark.kind for mark in marks}
    return _apply(conn, kept, kinds, [*(_mark_of(one) for one in kept if kind_of_record(one) in kinds), *marks])


def kinds_held(conn: Connection, *sources: Source) -> set[Kind]:
    """Read before deleting workouts, a test or a race; `settle` them afterwards."""
    wanted = set(sources)
    return {kind_of_record(record) for record in kept_records(conn) if source_of(record) in wanted}


def settle(conn: Connection, kinds: Collection[Kind]) -> None:
    """Work out these kinds anew from everything the athlete did."""
    if kinds:
        kept = kept_records(conn)
        _apply(conn, kept, kinds, [*all_marks(conn, kinds), *_own_marks(kept, kinds)])


def confirm_record(user: User, record_id: UUID) -> Record:
    """A record that sounded too good is right: it counts, and what it beats on later days does not."""
    with db.write_as(user) as conn:
        record = confirm(conn, record_id)
        kept = kept_records(conn)
        kind = kind_of_record(record)
        _apply(conn, kept, {kind}, [_mark_of(one) for one in kept if kind_of_record(one) == kind])
    return record


def dismiss_record(user: User, record_id: UUID) -> None:
    """A record that is wrong: it counts no more, and the next best of its kind comes back."""
    with db.write_as(user) as conn:
        settle(conn, {kind_of_record(dismiss(conn, record_id))})


def current_records(listed: Iterable[Record]) -> list[Record]:
    """The best of each kind that counts, in the given order; beside it what waits for the athlete's word."""
    best: dict[Kind, Record] = {}
    waiting: list[Record] = []
    for record in listed:
        kind = kind_of_record(record)
        if record.needs_confirmation:
            waiting.append(record)
        elif kind not in best or is_better(kind.unit, record.value, best[kind].value):
            best[kind] = record
    return [*waiting, *best.values()]


def source_of(record: NewRecord) -> Source:
    """What a record was made in; itself when it was made in nothing we keep."""
    sources: dict[SourceKind, UUID | None] = {
        "workout": record.workout_log_id,
        "benchmark": record.benchmark_test_id,
        "race": record.race_result_id,
    }
    for kind, source_id in sources.items():
        if source_id is not None:
            return Source(kind, source_id)
    return Source("own", getattr(record, "id", UUID(int=0)))


def _record(conn: Connection, source: Source, marks: Sequence[Mark]) -> list[Record]:
    """New marks against what is kept; only what the source held and holds no more needs everything read again."""
    kept = kept_records(conn)
    now = {(mark.identity, mark.occasion.achieved_on) for mark in marks}
    held = [record for record in kept if source_of(record) == source]
    lost = {kind_of_record(one) for one in held if (_mark_of(one).identity, one.date_achieved) not in now}
    touched = {mark.kind for mark in marks} - lost
    pool = [_mark_of(one) for one in kept if kind_of_record(one) in touched and source_of(one) != source]
    pool += [mark for mark in marks if mark.kind in touched]
    if lost:
        pool += [*all_marks(conn, lost), *_own_marks(kept, lost)]
    added = _apply(conn, kept, touched | lost, pool)
    found = [record for record in added if source_of(record) == source]
    return sorted(found, key=lambda record: record.is_estimate)


def _apply(conn: Connection, kept: Iterable[Record], kinds: Collection[Kind], pool: Iterable[Mark]) -> list[Record]:
    """Make the kept records of these kinds the progression of the pool; returns those that are new."""
    known = {_mark_of(one).identity: one for one in kept if kind_of_record(one) in kinds}
    steps = progression(pool, {identity: _state(one) for identity, one in known.items()})
    stay = {step.mark.identity: step for step in steps}
    delete_records(conn, [one.id for identity, one in known.items() if not _stays(one, stay.get(identity))])
    previous = {
        one.id: step.previous_value
        for identity, one in known.items()
        if (step := stay.get(identity)) and _stays(one, step) and step.previous_value != one.previous_value
    }
    update_previous_values(conn, previous)
    new = [step for identity, step in stay.items() if identity not in known or not _stays(known[identity], step)]
    return insert_records(conn, [_new_record(step) for step in new])


def _stays(record: Record, step: Step | None) -> bool:
    return step is not None and step.mark.occasion.achieved_on == record.date_achieved


def _own_marks(kept: Iterable[Record], kinds: Collection[Kind]) -> list[Mark]:
    """Records made in nothing we keep stand for themselves."""
    return [_mark_of(one) for one in kept if source_of(one).kind == "own" and kind_of_record(one) in kinds]


def kind_of_record(record: NewRecord) -> Kind:
    """What it is compared with."""
    return kind_of(vars(record))


def _state(record: Record) -> State:
    if record.dismissed_at is not None:
        return "dismissed"
    return "asked" if record.needs_confirmation else "counted"


def _mark_of(record: Record) -> Mark:
    """A kept record as the mark it was; its limit has been judged already."""
    at = Occasion(source_of(record), record.context, record.date_achieved, record.created_at)
    return Mark(kind_of_record(record), record.value, at, record.exercise_name, note=record.notes)


def _new_record(step: Step) -> NewRecord:
    kind, at = step.mark.kind, step.mark.occasion
    source = {"workout": "workout_log_id", "benchmark": "benchmark_test_id", "race": "race_result_id"}
    if at.source.kind not in source:
        raise NotFound("This record has no source any more.")
    fields = {
        **kind._asdict(),
        "value_unit": kind.unit,
        "exercise_name": step.mark.exercise_name,
        "value": step.mark.value,
        "previous_value": step.previous_value,
        "date_achieved": at.achieved_on,
        "context": at.context,
        "needs_confirmation": step.state == "asked",
        "notes": step.mark.note,
        source[at.source.kind]: at.source.id,
    }
    return NewRecord.model_validate({name: None if cell == "" else cell for name, cell in fields.items()})
