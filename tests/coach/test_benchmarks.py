"""Benchmark tests: what is kept, what it is worth in the field, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from coach.benchmarks import (
    change_benchmark,
    level_reference,
    level_times,
    log_benchmark,
    remove_benchmark,
    standing,
)
from data.benchmarks import TESTS, BenchmarkEntry, benchmarks, find_benchmark
from data.db import User
from data.errors import NotFound, Stale
from data.profiles import find_profile
from data.records import record_list


def entry(**changes: Any) -> BenchmarkEntry:
    fields = {"test_date": date(2026, 3, 1), "test_type": "ski_erg", "value": 290}
    return BenchmarkEntry.model_validate(fields | changes)


def test_a_test_comes_back_as_it_was_entered(user: User) -> None:
    own = entry(test_type="custom", name="Max pull-ups", unit="reps", value=11, notes="Strict")

    benchmark = log_benchmark(user, own).benchmark

    assert find_benchmark(user, benchmark.id) == benchmark
    assert (benchmark.label, benchmark.value, benchmark.unit) == ("Max pull-ups", 11, "reps")


@pytest.mark.parametrize("test_type", TESTS)
def test_every_structured_test_can_be_logged_and_is_a_record(user: User, test_type: str) -> None:
    test = TESTS[test_type]

    logged = log_benchmark(user, entry(test_type=test_type, value=(test.low + test.high) / 2))

    assert logged.benchmark.unit == test.unit
    assert [record.context for record in logged.records] == ["benchmark"]
    assert [record.benchmark_test_id for record in logged.records] == [logged.benchmark.id]


def test_the_first_test_earns_its_achievement(user: User) -> None:
    logged = log_benchmark(user, entry())

    assert "First Benchmark" in {earned.name for earned in logged.earned}


def test_the_history_is_newest_first_and_by_type(user: User) -> None:
    for day, seconds in ((1, 290), (8, 285)):
        log_benchmark(user, entry(test_date=date(2026, 3, day), value=seconds))
    log_benchmark(user, entry(test_type="cooper", value=2_600))

    assert benchmarks(user, "ski_erg")["value"].tolist() == [285, 290]
    assert len(benchmarks(user)) == 3


def test_a_change_nobody_saw_is_not_overwritten(user: User) -> None:
    first = log_benchmark(user, entry()).benchmark
    change_benchmark(user, first.id, entry(value=280), first.updated_at)

    with pytest.raises(Stale):
        change_benchmark(user, first.id, entry(value=300), first.updated_at)

    assert find_benchmark(user, first.id).value == 280
    assert [record.value for record in record_list(user)] == [280]


def test_another_athletes_test_is_not_there(user: User, other_user: User) -> None:
    benchmark = log_benchmark(user, entry()).benchmark

    with pytest.raises(NotFound):
        change_benchmark(other_user, benchmark.id, entry(value=280))
    with pytest.raises(NotFound):
        remove_benchmark(other_user, benchmark.id)
    with pytest.raises(NotFound):
        remove_benchmark(user, uuid4())
    assert find_benchmark(user, benchmark.id).value == 290


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"value": 5}, "0:05 cannot be right: expected 2:00 to 30:00"),
        ({"value": -1}, "greater than 0"),
        ({"value": float("nan")}, "finite number"),
        ({"unit": "metres"}, "SkiErg 1 km is measured in seconds"),
        ({"test_type": "custom", "name": "Plank"}, "Choose the unit"),
        ({"test_type": "custom", "unit": "reps"}, "Give your own test a name"),
        ({"name": "Mine"}, "Only a custom test"),
        ({"test_type": "swim"}, "Input should be"),
        ({"test_date": date.today() + timedelta(days=9)}, "between 1990 and today"),  # noqa: DTZ011
        ({"notes": "x" * 2_001}, "at most 2000"),
        ({"test_type": "custom", "unit": "kg", "name": "a\x00b"}, "pattern"),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        entry(**wrong)


def test_a_station_test_stands_somewhere_in_the_field(user: User) -> None:
    place = standing(entry(test_type="ski_erg", value=313), find_profile(user))

    assert place is not None
    assert (place.group, place.level) == ("open women", "intermediate")
    assert place.faster_than_pct == pytest.approx(50, abs=1)
    assert place.n == 37_705


def test_where_there_is_no_field_nothing_is_claimed(user: User) -> None:
    profile = find_profile(user)

    assert standing(entry(test_type="run_5k", value=1_500), profile) is None
    assert standing(entry(), None) is None


def test_the_levels_get_slower_from_elite_to_developing(user: User) -> None:
    reference = level_reference()

    assert {(row.division, row.gender) for row in reference} >= {("open", "men"), ("pro", "women"), ("relay", "mixed")}
    for row in reference:
        times = list(row.levels_s.values())
        assert list(row.levels_s) == ["elite", "advanced", "competitive", "intermediate", "developing"]
        assert times == sorted(times)
    assert len(level_times("open", "women")) == 10
    assert level_times("adaptive", "women") == []
