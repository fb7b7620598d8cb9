"""The revision of an athlete rises with every change of the athlete's rows, and with nothing else."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.rows import DictRow

from data import db
from data.db import User

Owner = psycopg.Connection[DictRow]


def revision(user: User) -> int:
    (rows,) = db.read_all(user, ("select revision from athlete_revisions", ()))
    return int(rows[0]["revision"])


def insert_races(user: User, count: int) -> None:
    with db.write_as(user) as conn:
        conn.execute(
            "insert into race_results (athlete_id, race_name, gender)"
            " select private.my_athlete_id(), 'Vienna ' || number, 'women' from generate_series(1, %s) number",
            (count,),
        )


def rename_and_fail(user: User) -> None:
    with db.write_as(user) as conn:
        conn.execute("update athlete_profiles set display_name = 'Kim'")
        raise ZeroDivisionError


def test_a_new_profile_starts_at_revision_one(user: User) -> None:
    assert revision(user) == 1


def test_one_statement_raises_the_revision_once_however_many_rows_it_changes(user: User) -> None:
    before = revision(user)

    insert_races(user, 50)

    assert revision(user) == before + 1


def test_updates_and_deletes_raise_the_revision(user: User) -> None:
    insert_races(user, 3)
    before = revision(user)

    with db.write_as(user) as conn:
        conn.execute("update race_results set notes = 'hot'")
        conn.execute("delete from race_results")

    assert revision(user) == before + 2


def test_a_changed_profile_raises_the_revision(user: User) -> None:
    before = revision(user)

    with db.write_as(user) as conn:
        conn.execute("update athlete_profiles set display_name = 'Kim'")

    assert revision(user) == before + 1


def test_a_statement_that_changes_nothing_leaves_the_revision(user: User) -> None:
    before = revision(user)

    with db.write_as(user) as conn:
        conn.execute("update race_results set notes = 'hot'")

    assert revision(user) == before


def test_a_failed_transaction_leaves_the_revision(user: User) -> None:
    before = revision(user)

    with pytest.raises(ZeroDivisionError):
        rename_and_fail(user)

    assert revision(user) == before


def test_another_athletes_revision_stays(user: User, other_user: User) -> None:
    before = revision(other_user)

    insert_races(user, 2)

    assert revision(other_user) == before


def test_a_statement_over_several_athletes_raises_each_once(owner: Owner, user: User, other_user: User) -> None:
    insert_races(user, 2)
    insert_races(other_user, 2)
    before = revision(user), revision(other_user)

    owner.execute("update race_results set notes = 'rules changed'")

    assert (revision(user), revision(other_user)) == (before[0] + 1, before[1] + 1)


def test_deleted_child_rows_raise_the_revision_with_their_parent(owner: Owner, user: User) -> None:
    insert_races(user, 1)
    with db.write_as(user) as conn:
        conn.execute(
            "insert into race_splits (athlete_id, race_result_id, split_number, split_type, time_seconds)"
            " select athlete_id, id, 1, 'run', 300 from race_results"
        )
    before = revision(user)

    owner.execute("delete from race_results")

    assert revision(user) > before


def test_deleting_the_account_takes_the_revision_along(owner: Owner, user: User) -> None:
    insert_races(user, 2)

    owner.execute("delete from auth.users where id = %s", (user.id,))

    assert owner.execute("select count(*)::int as n from athlete_revisions").fetchall() == [{"n": 0}]
    assert owner.execute("select count(*)::int as n from race_results").fetchall() == [{"n": 0}]


def test_updated_at_moves_with_a_change_and_created_at_stays(owner: Owner, user: User) -> None:
    insert_races(user, 1)
    times = "select created_at, updated_at from race_results"
    before = owner.execute(times).fetchone()

    with db.write_as(user) as conn:
        conn.execute("update race_results set notes = 'hot', updated_at = '2001-01-01'")

    after = owner.execute(times).fetchone()
    assert before is not None
    assert after is not None
    assert after["updated_at"] > before["updated_at"]
    assert after["created_at"] == before["created_at"]
