"""Nothing stale and nobody else's: what is kept belongs to one athlete and one revision."""

from __future__ import annotations

from data.cache import cached, revision
from data.db import User, write_as
from tests.conftest import Database, NewUser


def rename(user: User, name: str) -> None:
    with write_as(user) as conn:
        conn.execute("update athlete_profiles set display_name = %s where user_id = %s", (name, user.id))


def test_a_write_raises_the_revision_so_the_next_read_is_fresh(user: User) -> None:
    answers = iter(["old", "new"])
    before = cached(revision(user), "name", read=lambda: next(answers))

    rename(user, "Sam")

    assert before == "old"
    assert cached(revision(user), "name", read=lambda: next(answers)) == "new"


def test_without_a_write_it_is_read_once(user: User) -> None:
    answers = iter(["first", "second"])

    assert [cached(revision(user), "name", read=lambda: next(answers)) for _ in range(3)] == ["first"] * 3


def test_two_athletes_never_share_an_entry(user: User, other_user: User) -> None:
    mine = cached(revision(user), "name", read=lambda: "mine")
    theirs = cached(revision(other_user), "name", read=lambda: "theirs")

    assert (mine, theirs) == ("mine", "theirs")


def test_an_account_without_profile_has_a_revision_of_its_own(database: Database, new_user: NewUser) -> None:
    assert revision(new_user(profile=False))[1] == 0
