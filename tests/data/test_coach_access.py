"""Row level security enforces what an athlete shares: per table, per scope, until it is revoked."""

from __future__ import annotations

from collections.abc import Callable, Sized
from datetime import date

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.rows import DictRow

from coach.coach_access import revoke_access, stop_coaching
from coach.races import log_race
from coach.today import today
from data import db
from data.achievements import earned_achievements
from data.benchmarks import benchmarks
from data.cache import revision
from data.coach_access import Scope, coach_grants, find_athlete, invitations, shared_athletes
from data.comments import athlete_comments
from data.db import User
from data.errors import NotFound
from data.events import events
from data.goals import goals
from data.plan_days import plan_days
from data.plans import plans
from data.proposals import proposals
from data.races import find_race, races
from data.records import records
from data.training_breaks import training_breaks
from data.workouts import workouts
from tests.coach.test_races import entry
from tests.coaching import EVERYTHING, coached, coached_id
from tests.conftest import NewUser
from tests.data.minimal_rows import MinimalRows, athlete_of, insert_statement
from tests.data.test_rls_catalog import deleted, updated, visible

Owner = psycopg.Connection[DictRow]

# What each scope opens. A table not named here stays with the athlete, whatever is shared.
OPENED: dict[Scope, set[str]] = {
    "races": {"race_results", "race_splits"},
    "training": {
        "workout_logs", "training_plans", "training_plan_weeks", "training_plan_days", "plan_versions",
        "benchmark_tests", "personal_records", "goals", "athlete_achievements", "plan_proposals",
        "activity_imports", "activities", "activity_recordings", "run_feedback", "fitness_profiles",
        "fitness_snapshots", "rolling_plans", "plan_refreshes",
    },
    "body": {"training_breaks"},
    "profile": {"athlete_avatars"},
}  # fmt: skip
ALWAYS = {"athlete_revisions", "comments"}


@pytest.fixture
def coach(other_user: User) -> User:
    return other_user


@pytest.mark.parametrize("scope", list(OPENED))
def test_a_scope_opens_its_tables_and_no_other(owner: Owner, user: User, coach: User, scope: Scope) -> None:
    coached(user, coach, scope)
    rows, athlete = MinimalRows(owner), athlete_of(owner, user)
    made = {table: rows.make(table, athlete) for table in rows.tables()}
    owner.execute("update goals set goal_type = 'running_pace'")  # goals of race times need races too

    seen = {table for table, row in made.items() if visible(coach, row)}

    assert seen == OPENED[scope] | ALWAYS


def test_the_whole_profile_needs_profile_and_body(owner: Owner, user: User, coach: User) -> None:
    for scopes, count in (("profile",), 0), (("body",), 0), (("profile", "body"), 1), (EVERYTHING, 1):
        coached(user, coach, *scopes)

        with db.read_as(coach) as conn:
            assert conn.execute("select from athlete_profiles where user_id = %s", (user.id,)).rowcount == count, scopes


def test_records_of_races_need_races_and_weight_goals_need_body(owner: Owner, user: User, coach: User) -> None:
    athlete = athlete_of(owner, user)
    owner.execute(
        "insert into personal_records (athlete_id, record_type, value, value_unit, date_achieved, context)"
        " values (%(id)s, 'race_time', 4800, 'seconds', '2026-01-01', 'race'),"
        " (%(id)s, 'running_pace', 4.5, 'min_per_km', '2026-01-01', 'training')",
        {"id": athlete.athlete_id},
    )
    owner.execute(
        "insert into goals (athlete_id, goal_type, title) values (%(id)s, 'body_comp', 'Weigh 70 kg')",
        {"id": athlete.athlete_id},
    )
    counts = {}

    for scopes in ("training",), ("training", "races"), ("training", "body"):
        coached(user, coach, *scopes)
        with db.read_as(coach) as conn:
            counts[scopes] = (
                conn.execute("select from personal_records").rowcount,
                conn.execute("select from goals").rowcount,
            )

    assert counts == {("training",): (1, 0), ("training", "races"): (2, 0), ("training", "body"): (1, 1)}


def test_what_the_athlete_deleted_is_the_athletes_alone(owner: Owner, user: User, coach: User) -> None:
    coached(user, coach, *EVERYTHING)
    rows, athlete = MinimalRows(owner), athlete_of(owner, user)
    deletable = [rows.make(table, athlete) for table in ("workout_logs", "training_plans", "goals")]
    before = [visible(coach, row) for row in deletable]

    for row in deletable:
        owner.execute(sql.SQL("update {} set deleted_at = now()").format(sql.Identifier(row.table)))

    assert before == [1, 1, 1]
    assert [visible(coach, row) for row in deletable] == [0, 0, 0]
    assert [visible(user, row) for row in deletable] == [1, 1, 1]


def test_what_is_in_a_deleted_plan_is_the_athletes_alone_too(owner: Owner, user: User, coach: User) -> None:
    coached(user, coach, *EVERYTHING)
    rows, athlete = MinimalRows(owner), athlete_of(owner, user)
    parts = [rows.make(table, athlete) for table in ("training_plan_weeks", "training_plan_days", "plan_versions")]
    before = [visible(coach, row) for row in parts]

    owner.execute("update training_plans set deleted_at = now(), status = 'archived'")

    assert before == [1, 1, 1]
    assert [visible(coach, row) for row in parts] == [0, 0, 0]
    assert [visible(user, row) for row in parts] == [1, 1, 1]

    owner.execute("update training_plans set deleted_at = null")

    assert [visible(coach, row) for row in parts] == [1, 1, 1]


@pytest.mark.parametrize(("scopes", "count"), [(("training",), 1), (("races",), 0), (("training", "races"), 3)])
def test_goals_of_race_times_need_races_too(
    owner: Owner, user: User, coach: User, scopes: tuple[Scope, ...], count: int
) -> None:
    athlete = athlete_of(owner, user)
    for goal_type in ("race_time", "station_time", "running_pace"):
        owner.execute(
            "insert into goals (athlete_id, goal_type, title, start_value) values (%s, %s, 'Faster', 4800)",
            (athlete.athlete_id, goal_type),
        )
    coached(user, coach, *scopes)

    with db.read_as(coach) as conn:
        assert conn.execute("select from goals").rowcount == count


@pytest.mark.parametrize(("scopes", "is_seen"), [(("training",), False), (("training", "races"), True)])
def test_what_a_race_earned_needs_races_too(user: User, coach: User, scopes: tuple[Scope, ...], is_seen: bool) -> None:
    log_race(user, entry())
    coached(user, coach, *scopes)

    with db.read_as(coach) as conn:
        assert bool(conn.execute("select from athlete_achievements").rowcount) is is_seen
    assert earned_achievements(user)


def test_an_athlete_does_not_bring_back_a_coach_who_stopped(user: User, coach: User) -> None:
    stop_coaching(coach, coached_id(user, coach))

    with db.write_as(user) as conn:
        assert conn.execute("update coach_grants set revoked_at = null").rowcount == 0

    assert shared_athletes(coach) == []
    assert len(coach_grants(user)) == 1


def test_a_coach_never_changes_a_row_of_the_athlete(owner: Owner, user: User, coach: User) -> None:
    coached(user, coach, *EVERYTHING)
    rows, athlete = MinimalRows(owner), athlete_of(owner, user)

    for table in rows.tables():
        row = rows.make(table, athlete)

        assert (updated(coach, row), deleted(coach, row)) == (0, 0), table
        with pytest.raises(errors.InsufficientPrivilege), db.write_as(coach) as conn:
            conn.execute(insert_statement(table, row.sent))


def test_granted_rows_never_mix_into_the_coachs_own_pages(owner: Owner, user: User, coach: User) -> None:
    coached(user, coach, *EVERYTHING)
    rows, athlete = MinimalRows(owner), athlete_of(owner, user)
    for table in rows.tables():
        rows.make(table, athlete)
    log_race(user, entry())
    last_day = date(2100, 1, 1)
    own: list[Callable[[User], Sized]] = [
        races, workouts, benchmarks, goals, events, plans, records, training_breaks, earned_achievements,
        lambda who: plan_days(who, date.min, last_day), athlete_comments, proposals, invitations, coach_grants,
    ]  # fmt: skip

    assert [len(read(coach)) for read in own] == [0] * len(own)
    assert all(len(read(user)) for read in (races, workouts, benchmarks, goals, records, athlete_comments))
    seen = today(coach)
    assert not any((seen.sessions, seen.logged, seen.records, seen.goals))
    assert revision(coach)[0] == athlete_of(owner, coach).athlete_id


def test_a_coach_opens_a_race_only_by_naming_its_athlete(user: User, coach: User) -> None:
    race = log_race(user, entry())
    athlete_id = coached_id(user, coach, "races")

    assert find_race(coach, race.id, athlete_id) == race
    assert len(races(coach, athlete_id)) == 1
    with pytest.raises(NotFound):
        find_race(coach, race.id)


def test_what_is_revoked_is_gone_with_the_next_read(user: User, coach: User) -> None:
    race = log_race(user, entry())
    athlete_id = coached_id(user, coach, *EVERYTHING)
    before = find_athlete(coach, athlete_id).revision

    revoke_access(user, coach_grants(user)[0].id)

    assert shared_athletes(coach) == []
    assert races(coach, athlete_id).empty
    with pytest.raises(NotFound):
        find_race(coach, race.id, athlete_id)
    with pytest.raises(NotFound, match="any more"):
        find_athlete(coach, athlete_id)
    assert revision(user)[1] > before


def test_a_coach_can_stop_by_themselves(user: User, coach: User) -> None:
    athlete_id = coached_id(user, coach)

    stop_coaching(coach, athlete_id)

    assert shared_athletes(coach) == []
    assert coach_grants(user)[0].revoked_at is not None
    with pytest.raises(NotFound):
        stop_coaching(coach, athlete_id)


def test_what_is_not_shared_of_a_profile_is_missing(owner: Owner, user: User, coach: User) -> None:
    owner.execute(
        "update athlete_profiles set weight_kg = 71, height_cm = 180, injuries_limitations = '{knee}',"
        " race_date = '2027-01-01' where user_id = %s",
        (user.id,),
    )

    training, body = coached(user, coach, "training"), coached(user, coach, "body")

    assert (training.display_name, training.race_date, training.weight_kg, training.sex) == ("Alex", None, None, None)
    assert (body.weight_kg, body.injuries_limitations, body.division) == (71, ("knee",), None)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into coach_grants (athlete_id, coach_user_id, coach_email) values (private.my_athlete_id(), %s, 'x@y')",
        "update coach_grants set coach_user_id = %s",
        "insert into private.coach_code_failures (user_id) values (%s)",
    ],
)
def test_nobody_makes_a_grant_without_an_invitation(user: User, coach: User, statement: str) -> None:
    coached(user, coach)

    with pytest.raises(errors.InsufficientPrivilege), db.write_as(user) as conn:
        conn.execute(statement, (coach.id,))


def test_a_coach_cannot_raise_what_was_granted(user: User, coach: User) -> None:
    coached(user, coach, "training")

    with db.write_as(coach) as conn:
        assert conn.execute("update coach_grants set scopes = '{body,races}'").rowcount == 0

    assert coach_grants(user)[0].scopes == ("training",)


def test_a_scope_that_does_not_exist_is_refused(owner: Owner, user: User, coach: User) -> None:
    coached(user, coach)

    for scopes in ("{own}", "{any}", "{}"):
        with pytest.raises(errors.CheckViolation), db.write_as(user) as conn:
            conn.execute("update coach_grants set scopes = %s", (scopes,))


def test_other_accounts_see_neither_grant_nor_invitation(user: User, coach: User, new_user: NewUser) -> None:
    athlete_id = coached_id(user, coach)
    stranger = new_user()

    with db.read_as(stranger) as conn:
        assert conn.execute("select from coach_grants").rowcount == 0
        assert conn.execute("select from coach_invitations").rowcount == 0
        assert conn.execute("select * from private.shared_profiles()").rowcount == 0
    with pytest.raises(NotFound):
        find_athlete(stranger, athlete_id)


def test_the_coachs_own_rows_stay_their_own(user: User, coach: User) -> None:
    coached(user, coach, *EVERYTHING)
    race = log_race(coach, entry())

    assert races(user).empty
    assert len(races(coach)) == 1
    with pytest.raises(NotFound):
        find_race(user, race.id)


def test_without_claims_nobody_has_athletes(database: object) -> None:
    with db.read_reference() as conn:
        assert conn.execute("select * from private.shared_profiles()").rowcount == 0
        found = conn.execute("select private.visible_athlete_ids('races') as ids").fetchone()

    assert found == {"ids": []}
