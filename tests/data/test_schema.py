"""The tables are the ones that were designed, and refuse what cannot be."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.rows import DictRow

from data import db
from data.db import User
from tests.conftest import Database
from tests.data.minimal_rows import LITERAL, Athlete, MinimalRows, athlete_of

Owner = psycopg.Connection[DictRow]
MIGRATIONS = Path(__file__).parents[2] / "migrations"

# The schema's specification, table by table; `age` became date_of_birth.
COLUMNS: dict[str, str] = {
    "athlete_profiles": "id user_id display_name weight_kg height_cm date_of_birth sex training_history current_phase"
    " race_date goal_time_minutes weekly_availability_hours equipment_available injuries_limitations preferences"
    " division hyrox_race_count profile_complete avatar_url units_preference time_zone created_at updated_at",
    "conversations": "id athlete_id title started_at created_at updated_at",
    "messages": "id athlete_id conversation_id role content rag_chunks_used tokens_in tokens_out latency_ms pinned"
    " feedback suggested_actions created_at updated_at",
    "workout_logs": "id athlete_id date session_type prescribed_workout completed_workout rpe_pre rpe_post"
    " duration_minutes notes training_plan_day_id conversation_id completion_status heart_rate_avg calories_estimated"
    " deleted_at created_at updated_at",
    "benchmark_tests": "id athlete_id test_date test_type results notes created_at updated_at",
    "hyrox_stations": "id station_number station_name exercise_type distance_or_reps weight_open_men_kg"
    " weight_open_women_kg weight_pro_men_kg weight_pro_women_kg description tips created_at",
    "exercise_library": "id name category description muscle_groups equipment_needed hyrox_station_id difficulty"
    " video_url is_active created_at",
    "race_results": "id athlete_id race_date race_name location division format total_time_seconds is_simulation"
    " conditions notes event_id event_result_id created_at updated_at",
    "race_splits": "id athlete_id race_result_id split_number split_type station_id time_seconds"
    " transition_time_seconds heart_rate_avg notes created_at updated_at",
    "training_plans": "id athlete_id plan_name duration_weeks goal difficulty is_ai_generated status start_date"
    " end_date source_conversation_id deleted_at created_at updated_at",
    "training_plan_weeks": "id athlete_id training_plan_id week_number focus target_volume_hours notes created_at",
    "training_plan_days": "id athlete_id training_plan_week_id day_of_week workout_title workout_description"
    " workout_details session_type estimated_duration_minutes is_rest_day is_completed linked_workout_log_id notes"
    " created_at",
    "personal_records": "id athlete_id record_type exercise_name station_id value value_unit date_achieved context"
    " previous_value notes created_at",
    "goals": "id athlete_id goal_type title description target_value target_unit current_value target_date station_id"
    " status completed_at deleted_at created_at updated_at",
    "achievement_definitions": "id name description icon_name category criteria created_at",
    "athlete_achievements": "id athlete_id achievement_id earned_at context created_at",
    "knowledge_chunks": "id source_doc source_name section content topic_tags chunk_index word_count est_tokens fts"
    " embedding created_at",
}
CLOSED_SETS: dict[str, str] = {
    "athlete_profiles.sex": "male female other",
    "athlete_profiles.division": "open pro doubles relay",
    "athlete_profiles.current_phase": "general_prep specific_prep competition_prep taper",
    "athlete_profiles.units_preference": "metric imperial",
    "messages.role": "user assistant",
    "messages.feedback": "thumbs_up thumbs_down",
    "workout_logs.completion_status": "completed partial skipped",
    "exercise_library.category": "run strength conditioning station-specific recovery mobility",
    "exercise_library.difficulty": "beginner intermediate advanced",
    "event_results.division": "open pro doubles pro_doubles relay adaptive",
    "event_results.gender": "men women mixed",
    "event_results.status": "finished dnf dns dsq unknown",
    "race_results.division": "open pro adaptive",
    "race_results.format": "singles doubles relay",
    "race_splits.split_type": "run station",
    "training_plans.difficulty": "beginner intermediate advanced custom",
    "training_plans.status": "active archived draft",
    "training_plan_days.session_type": "run hiit strength simulation recovery rest",
    "personal_records.record_type": "station_time exercise_weight exercise_reps running_pace race_time",
    "personal_records.context": "training race benchmark",
    "goals.goal_type": "race_time station_time running_pace body_comp consistency training_volume custom",
    "goals.status": "active completed abandoned",
}


@pytest.fixture
def me(owner: Owner, user: User) -> Athlete:
    return athlete_of(owner, user)


def test_every_column_of_the_specification_is_there(owner: Owner) -> None:
    found = owner.execute(
        "select table_name, array_agg(column_name::text) as names from information_schema.columns"
        " where table_schema = 'public' group by table_name"
    ).fetchall()
    names = {row["table_name"]: set(row["names"]) for row in found}

    missing = {table: set(columns.split()) - names.get(table, set()) for table, columns in COLUMNS.items()}

    assert {table: columns for table, columns in missing.items() if columns} == {}


def test_closed_sets_hold_exactly_the_specified_words(owner: Owner) -> None:
    found = owner.execute(
        "select conrelid::regclass || '.' || attname as name, pg_get_constraintdef(c.oid) as text from pg_constraint c"
        " join pg_attribute on attrelid = conrelid and conkey = array[attnum] where contype = 'c'"
    ).fetchall()
    allowed = {row["name"]: set(LITERAL.findall(row["text"])) for row in found if "ARRAY[" in row["text"]}

    assert {name: allowed.get(name) for name in CLOSED_SETS} == {k: set(v.split()) for k, v in CLOSED_SETS.items()}


@pytest.mark.parametrize("column", ["total_seconds", "sled_push", "runs_total", "penalty_s"])
def test_impossible_times_are_refused(owner: Owner, me: Athlete, column: str) -> None:
    event = MinimalRows(owner).make("events", me).key["id"]
    insert = sql.SQL(
        "insert into event_results (athlete_id, event_id, line, fingerprint, division, gender, status, {})"
        " values (%s, %s, 1, 'x', 'open', 'men', 'finished', %s)"
    ).format(sql.Identifier(column))

    for time_s in (-1.0, math.nan, math.inf, 1e9):
        with pytest.raises(errors.CheckViolation):
            owner.execute(insert, (me.athlete_id, event, time_s))
    owner.execute(insert, (me.athlete_id, event, 300.5))


def test_a_missing_time_is_never_zero(owner: Owner, me: Athlete) -> None:
    event = MinimalRows(owner).make("events", me).key["id"]
    insert = (
        "insert into event_results (athlete_id, event_id, line, fingerprint, division, gender, status, run_1)"
        " values (%s, %s, 1, 'x', 'open', 'men', 'dnf', %s)"
    )

    with pytest.raises(errors.CheckViolation):
        owner.execute(insert, (me.athlete_id, event, 0))
    owner.execute(insert, (me.athlete_id, event, None))


def test_odd_splits_are_runs_and_even_ones_stations(owner: Owner, me: Athlete) -> None:
    race = MinimalRows(owner).make("race_results", me).key["id"]
    insert = (
        "insert into race_splits (athlete_id, race_result_id, split_number, split_type, time_seconds)"
        " values (%s, %s, %s, %s, 300)"
    )

    for number, kind in ((1, "station"), (2, "run"), (0, "station"), (17, "run")):
        with pytest.raises(errors.CheckViolation):
            owner.execute(insert, (me.athlete_id, race, number, kind))
    owner.execute(insert, (me.athlete_id, race, 1, "run"))
    with pytest.raises(errors.UniqueViolation):
        owner.execute(insert, (me.athlete_id, race, 1, "run"))


def test_an_athlete_follows_one_plan_at_a_time(owner: Owner, me: Athlete) -> None:
    insert = (
        "insert into training_plans (athlete_id, plan_name, duration_weeks, status) values (%s, 'Base', 8, 'active')"
    )

    owner.execute(insert, (me.athlete_id,))
    with pytest.raises(errors.UniqueViolation):
        owner.execute(insert, (me.athlete_id,))
    owner.execute("update training_plans set deleted_at = now()")
    owner.execute(insert, (me.athlete_id,))


def test_a_claimed_race_outlives_its_event(owner: Owner, me: Athlete) -> None:
    result = MinimalRows(owner).make("event_results", me).key["id"]
    owner.execute(
        "insert into race_results (athlete_id, race_name, gender, event_id, event_result_id)"
        " select athlete_id, 'Vienna', 'men', event_id, id from event_results where id = %s",
        (result,),
    )

    with db.write_as(me.user) as conn:
        conn.execute("delete from events")

    kept = owner.execute("select athlete_id, event_id, event_result_id from race_results").fetchall()
    assert kept == [{"athlete_id": me.athlete_id, "event_id": None, "event_result_id": None}]


def test_deleting_an_account_leaves_no_row_behind(owner: Owner, me: Athlete) -> None:
    rows = MinimalRows(owner)
    for table in rows.tables():
        rows.make(table, me)

    owner.execute("delete from auth.users where id = %s", (me.user.id,))

    left = {table: count(owner, table) for table in rows.tables()}
    assert {table: n for table, n in left.items() if n} == {}


def test_the_supabase_shim_can_run_again(bare_database: Database) -> None:
    shim = (MIGRATIONS / "0001_supabase_shim.sql").read_text(encoding="utf-8")
    with psycopg.connect(bare_database.superuser_dsn) as conn:
        before = conn.execute(SHAPE).fetchall()

        conn.execute(shim)

        assert conn.execute(SHAPE).fetchall() == before
        assert before[0][0] == 35


SHAPE: LiteralString = """
    select (select count(*) from pg_attribute where attrelid = 'auth.users'::regclass and attnum > 0),
           (select array_agg(relname order by relname) from pg_class
            where relnamespace in ('auth'::regnamespace, 'storage'::regnamespace))
"""


@pytest.mark.parametrize("claims", [None, "", "{}"])
def test_auth_functions_answer_null_without_claims(owner: Owner, claims: str | None) -> None:
    with owner.transaction():
        if claims is not None:
            owner.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
        found: dict[str, Any] | None = owner.execute(
            "select auth.uid() as uid, auth.role() as role, auth.email() as email"
        ).fetchone()

    assert found == {"uid": None, "role": None, "email": None}


def count(owner: Owner, table: str) -> int:
    found = owner.execute(sql.SQL("select count(*)::int as n from {}").format(sql.Identifier(table))).fetchone()
    assert found is not None
    return int(found["n"])
