"""Imports of activities: nothing twice, nothing overwritten, nothing lost, and all of it undone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.activities import remove_activity
from coach.activity_import import ImportedActivities, import_activities, undo_import
from coach.activity_uploads import UploadedFile
from coach.plans import create_plan
from coach.readers.activity_files.contract import Answers
from coach.workouts import log_workout, remove_workout
from data.activities import ActivityFilter, activities, find_activity
from data.activity_imports import imports
from data.cache import revision
from data.db import User
from data.errors import NotFound, Rejected
from data.plan_days import PlanDayEntry, find_day
from data.plans import PlanDraft
from data.records import record_list
from data.workouts import WorkoutEntry, workouts
from tests.activity_files import Row, garmin_csv, runs

Owner = psycopg.Connection[DictRow]
START = datetime(2026, 5, 2, 8, 30)  # noqa: DTZ001 - local, as a watch shows it


def imported(user: User, *rows: Row, name: str = "Activities.csv", **answers: Any) -> ImportedActivities:
    return import_activities(user, [UploadedFile(name, garmin_csv(rows))], Answers(**answers))


def accounts_for_every_row(report: ImportedActivities) -> bool:
    return report.rows_read == report.rows_saved + report.rows_duplicate + len(report.rows_refused)


def typed(**changes: Any) -> WorkoutEntry:
    fields = {"date": START.date(), "session_type": "run", "distance_m": 10_000, "rpe_post": 6, "notes": "Windy"}
    return WorkoutEntry.model_validate(fields | changes)


def test_a_list_is_saved_logged_and_accounted_for(user: User) -> None:
    report = imported(user, *runs(3), Row(START, None, 1_800.0, "Strength Training", "Legs", 110, 250))

    kept, logged = activities(user), workouts(user)
    assert (report.rows_read, report.rows_saved, report.rows_duplicate, report.rows_refused) == (4, 4, 0, [])
    assert accounts_for_every_row(report)
    assert (report.unit, report.language, report.number_style) == ("km", "en", "dot")
    assert (report.runs, report.run_distance_m, report.run_moving_s) == (3, 16_110.0, 4_833.0)
    assert (report.first_at, report.last_at) == (datetime(2025, 3, 1, 7, 30), START)  # noqa: DTZ001
    assert list(kept["family"]) == ["strength", "run", "run", "run"]
    assert list(logged["session_type"]) == ["strength", "run", "run", "run"]
    newest = logged.iloc[0]
    assert (newest["date"], newest["title"], newest["duration_seconds"]) == (START.date(), "Legs", 1_800.0)
    assert (newest["heart_rate_avg"], newest["calories_estimated"], newest["duration_minutes"]) == (110, 250, 30)
    assert set(kept["workout_log_id"]) == set(logged["id"])


def test_the_same_file_again_adds_nothing_and_changes_nothing(user: User) -> None:
    imported(user, *runs(25))
    before = revision(user)

    again = imported(user, *runs(25))

    assert (again.rows_read, again.rows_saved, again.rows_duplicate, again.import_ids) == (25, 0, 25, [])
    assert (len(activities(user)), len(workouts(user)), len(imports(user))) == (25, 25, 1)
    assert revision(user) == before


def test_a_newer_export_adds_what_is_new_and_fills_what_was_unknown(user: User) -> None:
    imported(user, Row(START, heart_rate_bpm=None, calories=None, title="Typed title"))

    report = imported(user, Row(START, title="Other title"), Row(START + timedelta(days=1)))

    first = activities(user).iloc[1]
    log = workouts(user).iloc[1]
    assert (report.rows_saved, report.rows_duplicate, report.rows_filled) == (1, 1, 1)
    assert (first["heart_rate_avg_bpm"], first["calories"], first["title"]) == (150, 600, "Typed title")
    assert (log["heart_rate_avg"], log["calories_estimated"], log["title"]) == (150, 600, "Typed title")
    assert len(imports(user)) == 2


def test_undoing_the_newer_export_empties_what_it_filled(user: User) -> None:
    imported(user, Row(START, heart_rate_bpm=None))
    newer = imported(user, Row(START), Row(START + timedelta(days=1)))

    undo_import(user, newer.import_ids[0])

    assert list(activities(user)["heart_rate_avg_bpm"].isna()) == [True]
    assert list(workouts(user)["heart_rate_avg"].isna()) == [True]
    assert len(imports(user)) == 1


def test_an_undone_import_leaves_nothing_and_can_be_repeated(user: User, owner: Owner) -> None:
    first = imported(user, *runs(30))

    undo_import(user, first.import_ids[0])

    left = [
        owner.execute(f"select count(*) as n from {table}").fetchone()
        for table in ("activities", "workout_logs", "personal_records", "activity_imports")
    ]
    again = imported(user, *runs(30))
    assert left == [{"n": 0}] * 4
    assert (again.rows_saved, len(workouts(user))) == (30, 30)
    with pytest.raises(NotFound):
        undo_import(user, first.import_ids[0])


def test_records_of_earlier_days_count_again_when_the_import_is_undone(user: User) -> None:
    log_workout(user, typed(distance_m=5_000, duration_seconds=1_500, date=date(2026, 1, 5)))
    faster = imported(user, Row(START, 5_000.0, 1_200.0), Row(START - timedelta(days=400), 5_000.0, 1_100.0))
    values = sorted(record.value for record in record_list(user) if record.distance_m == 5_000)

    undo_import(user, faster.import_ids[0])

    assert values == [pytest.approx(1_100 / 300)]
    assert [record.value for record in record_list(user) if record.distance_m == 5_000] == [5.0]


def test_a_deleted_activity_stays_deleted_whatever_is_imported(user: User) -> None:
    imported(user, Row(START, heart_rate_bpm=None), Row(START + timedelta(days=1)))
    remove_activity(user, activities(user).iloc[1]["id"])

    report = imported(user, Row(START), Row(START + timedelta(days=1)), Row(START + timedelta(days=2)))

    deleted = activities(user, ActivityFilter(is_deleted=True))
    assert (report.rows_saved, report.rows_duplicate, report.rows_filled) == (1, 2, 0)
    assert (len(activities(user)), len(deleted), len(workouts(user))) == (2, 1, 2)
    assert deleted["heart_rate_avg_bpm"].isna().all()


def test_a_session_deleted_from_the_log_is_not_imported_again(user: User) -> None:
    imported(user, Row(START))
    remove_workout(user, workouts(user).iloc[0]["id"])

    imported(user, Row(START), Row(START + timedelta(days=1)))

    assert list(workouts(user)["date"]) == [date(2026, 5, 3)]


def test_parallel_imports_of_the_same_file_save_it_once(user: User) -> None:
    with ThreadPoolExecutor(4) as tabs:
        reports = list(tabs.map(lambda _: imported(user, *runs(40)), range(4)))

    assert sorted(report.rows_saved for report in reports) == [0, 0, 0, 40]
    assert (len(activities(user)), len(workouts(user)), len(imports(user))) == (40, 40, 1)


def test_a_file_that_cannot_be_read_is_told_beside_those_that_can(user: User) -> None:
    report = import_activities(
        user, [UploadedFile("a.fit", b"not a watch"), UploadedFile("b.csv", garmin_csv(runs(2)))]
    )

    assert (report.rows_read, report.rows_saved) == (3, 2)
    assert [(row.source, bool(row.reason)) for row in report.rows_refused] == [("a.fit", True)]
    assert accounts_for_every_row(report)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Choose a file"),
        ([UploadedFile("a.csv", b"x")] * 21, "more than 20 files"),
        ([UploadedFile("a.csv", b"x" * 60_000_001)], "60 MB"),
        ([UploadedFile("a.csv", b"")], "empty"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_a_sentence(files: list[UploadedFile], words: str, user: User) -> None:
    with pytest.raises(Rejected, match=words) as refused:
        import_activities(user, files)

    assert refused.value.field == "file"
    assert len(imports(user)) == 0


def test_a_row_from_the_future_is_refused_and_stretches_nothing(user: User) -> None:
    ahead = Row(datetime.now() + timedelta(days=30))  # noqa: DTZ005 - lists are local

    report = imported(user, *runs(2), ahead)

    assert report.rows_saved == 2
    assert ["future" in row.reason for row in report.rows_refused] == [True]
    assert accounts_for_every_row(report)
    assert imports(user).iloc[0]["covers_to"] == date(2025, 3, 1)


def test_starts_by_accident_and_sums_of_legs_do_not_reach_the_log(user: User) -> None:
    accident = Row(START, 3.0, 2.0)
    parent = Row(START + timedelta(hours=3), 20_000.0, 7_000.0, "Multisport", "Race")
    walk = Row(START + timedelta(hours=6), 4_000.0, 3_000.0, "Walking", "Stroll")

    report = imported(user, accident, parent, walk)

    assert report.rows_saved == 3
    assert list(workouts(user)["session_type"]) == ["recovery"]


NO_UNIT = "Activity Type,Date,Title,Distance,Time\nRunning,2026-03-{day} 07:00:00,Run,{distance},00:30:00\n"


def test_a_list_that_does_not_tell_its_unit_is_asked_about_once(user: User) -> None:
    first = UploadedFile("a.csv", NO_UNIT.format(day="14", distance="3.10").encode())
    second = UploadedFile("b.csv", NO_UNIT.format(day="15", distance="3.20").encode())

    asked = import_activities(user, [first])
    answered = import_activities(user, [first], Answers(unit="mi"))
    later = import_activities(user, [second])

    assert [question.field for question in asked.questions] == ["unit"]
    assert (asked.rows_saved, answered.rows_saved, later.rows_saved) == (0, 1, 1)
    assert [round(distance_m) for distance_m in activities(user)["distance_m"]] == [5_150, 4_989]
    assert any("miles, as in your last import" in warning for warning in later.warnings)


def test_texts_of_a_file_are_kept_as_texts(user: User) -> None:
    title = "=cmd|' /C calc'!A0 <b>bold</b> 🏃"

    imported(user, Row(START, title=title))

    assert list(activities(user)["title"]) == list(workouts(user)["title"]) == [title]


def test_a_planned_run_is_done_by_its_activity_and_open_again_without_it(user: User) -> None:
    planned = PlanDayEntry(date=START.date(), title="Easy run", session_type="run", estimated_duration_minutes=50)
    draft = PlanDraft(plan_name="Spring", start_date=date(2026, 4, 27), duration_weeks=4, days=[planned])
    day = create_plan(user, draft).days[0]

    report = imported(user, Row(START))
    done = find_day(user, day.id)
    undo_import(user, report.import_ids[0])

    assert done.is_completed
    assert not find_day(user, day.id).is_completed


def test_nobody_else_sees_or_undoes_an_import(user: User, other_user: User) -> None:
    report = imported(user, *runs(3))

    with pytest.raises(NotFound):
        undo_import(other_user, report.import_ids[0])

    theirs = imported(other_user, *runs(3))
    assert theirs.rows_saved == 3
    assert (len(activities(user)), len(activities(other_user)), len(imports(other_user))) == (3, 3, 1)
    with pytest.raises(NotFound):
        find_activity(other_user, activities(user).iloc[0]["id"])


def test_an_unknown_import_cannot_be_undone(user: User) -> None:
    with pytest.raises(NotFound, match="undone"):
        undo_import(user, uuid4())


def test_an_athlete_without_a_profile_can_import(new_user: Any) -> None:
    newcomer = new_user(profile=False)

    assert imported(newcomer, *runs(2)).rows_saved == 2
