"""Facts are dated, ended by newer ones, and forgotten when the athlete wants it."""

from __future__ import annotations

import pytest

from coach.athlete_facts import forget, no_longer, remember
from data.athlete_facts import MOST_CURRENT, FactEntry, current_facts, former_facts
from data.db import User
from data.errors import NotFound, Rejected


def test_a_newer_value_ends_the_older_which_stays_among_the_former_ones(user: User) -> None:
    remember(user, FactEntry(name="1RM deadlift", value="140", unit="kg"))
    remember(user, FactEntry(name="1rm Deadlift", value="150", unit="kg"))

    assert [(fact.value, fact.unit, fact.valid_to) for fact in current_facts(user)] == [("150", "kg", None)]
    assert [fact.value for fact in former_facts(user)] == ["140"]
    assert former_facts(user)[0].valid_to is not None


def test_the_same_value_again_changes_nothing(user: User) -> None:
    first = remember(user, FactEntry(name="Shoes", value="size 43"))

    assert remember(user, FactEntry(name="Shoes", value="size 43")).id == first.id
    assert former_facts(user) == []


def test_what_no_longer_holds_stays_and_what_is_forgotten_is_gone(user: User) -> None:
    ended, forgotten = (remember(user, FactEntry(name=name, value="yes")) for name in ("Night shifts", "Vegan"))

    no_longer(user, ended.id)
    forget(user, forgotten.id)

    assert current_facts(user) == []
    assert [fact.name for fact in former_facts(user)] == ["Night shifts"]
    with pytest.raises(NotFound):
        forget(user, forgotten.id)


def test_only_so_many_things_are_kept_in_mind(user: User) -> None:
    for number in range(MOST_CURRENT):
        remember(user, FactEntry(name=f"Fact {number}", value="x"))

    with pytest.raises(Rejected, match="40 things"):
        remember(user, FactEntry(name="One more", value="x"))


def test_nobody_sees_or_ends_the_facts_of_others(user: User, other_user: User) -> None:
    fact = remember(user, FactEntry(name="Vegan", value="yes"))

    assert current_facts(other_user) == []
    for change in (no_longer, forget):
        with pytest.raises(NotFound):
            change(other_user, fact.id)
