"""Races: what is kept, what follows from it, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from coach.events import import_event
from coach.races import analyse_race, analyse_result, change_race, claim_result, log_race, read_result, remove_race
from data.db import User
from data.errors import Conflict, NotFound, Rejected
from data.events import ResultFilter, event_results
from data.profiles import find_profile
from data.races import RaceEntry, find_race, races
from tests.conftest import NewUser
from tests.sample_event import official_csv

SPLITS = {
    "run_1": 282.0, "ski_erg": 272.0, "run_2": 300.0, "sled_push": 180.0, "run_3": 322.0, "sled_pull": 305.0,
    "run_4": 324.0, "burpee_broad_jump": 340.0, "run_5": 334.0, "row": 294.0, "run_6": 326.0, "farmers_carry": 130.0,
    "run_7": 326.0, "sandbag_lunges": 320.0, "run_8": 360.0, "wall_balls": 421.0,
}  # fmt: skip


def entry(**changes: Any) -> RaceEntry:
    fields = {
        "race_name": "2025 Springfield",
        "race_date": "2025-11-08",
        "gender": "men",
        "total_time_seconds": 5280,
        "splits": SPLITS,
    }
    return RaceEntry.model_validate(fields | changes)


def test_a_race_comes_back_as_it_was_entered(user: User) -> None:
    race = log_race(user, entry(notes="Hot hall"))

    assert find_race(user, race.id) == race
    assert race.splits == SPLITS
    assert (race.season, race.notes) == (8, "Hot hall")


def test_a_missing_split_stays_missing(user: User) -> None:
    known = {name: time_s for name, time_s in SPLITS.items() if name != "sled_push"}

    race = log_race(user, entry(splits=known))

    assert "sled_push" not in race.splits
    listed = races(user).iloc[0]
    assert listed["runs_total"] == 2574
    assert listed.isna()[["stations_total", "roxzone"]].all()


def test_the_finish_is_added_up_when_all_parts_are_known(user: User) -> None:
    race = log_race(user, entry(total_time_seconds=None, roxzone_seconds=444))

    assert race.total_time_seconds == sum(SPLITS.values()) + 444
    assert race.is_total_computed


def test_a_finished_race_needs_a_time_or_all_its_parts() -> None:
    with pytest.raises(ValidationError, match="finish time, or all 16 splits"):
        entry(total_time_seconds=None)


def test_a_mixed_singles_race_does_not_exist() -> None:
    with pytest.raises(ValidationError, match="doubles or relay"):
        entry(gender="mixed")


@pytest.mark.parametrize("time_s", [0, -1, float("nan"), float("inf"), 1e12])
def test_an_impossible_split_is_refused(time_s: float) -> None:
    with pytest.raises(ValidationError):
        entry(splits={"run_1": time_s})


def test_a_race_in_the_future_is_refused() -> None:
    with pytest.raises(ValidationError, match="between 2017 and today"):
        entry(race_date=date(2090, 1, 1))


def test_an_account_without_profile_can_start_right_away(new_user: NewUser) -> None:
    newcomer = new_user(profile=False)

    races_logged = [log_race(newcomer, entry()) for _ in range(2)]

    assert len(races(newcomer)) == len(races_logged)
    profile = find_profile(newcomer)
    assert profile is not None
    assert not profile.profile_complete


def test_a_change_replaces_the_splits(user: User) -> None:
    race = log_race(user, entry())

    changed = change_race(user, race.id, entry(splits={"run_1": 290}, race_name="2025 Shelbyville"))

    assert changed.splits == {"run_1": 290}
    assert changed.race_name == "2025 Shelbyville"


def test_somebody_elses_race_is_not_there(user: User, other_user: User) -> None:
    race = log_race(user, entry())

    with pytest.raises(NotFound):
        find_race(other_user, race.id)
    with pytest.raises(NotFound):
        change_race(other_user, race.id, entry())
    with pytest.raises(NotFound):
        remove_race(other_user, race.id)
    assert races(other_user).empty
    assert find_race(user, race.id) == race


def test_a_deleted_race_is_gone(user: User) -> None:
    race = log_race(user, entry())

    remove_race(user, race.id)

    with pytest.raises(NotFound):
        find_race(user, race.id)


def test_the_analysis_compares_with_the_field_and_the_cohort(user: User) -> None:
    race = log_race(user, entry())

    analysis = analyse_race(user, race.id)

    total = analysis.row("total_seconds")
    assert analysis.field.n > 40_000
    assert total.faster_than_pct is not None
    assert 45 < total.faster_than_pct < 55
    assert analysis.cohort_n is not None
    assert len(analysis.losses) == 10
    assert [loss.gap_s for loss in analysis.losses] == sorted((loss.gap_s for loss in analysis.losses), reverse=True)


def test_a_claimed_result_is_compared_with_its_event(user: User) -> None:
    event_id = import_event(user, official_csv(400), "springfield.csv").event_id
    row = event_results(user, event_id, ResultFilter(division="open", gender="men")).frame.iloc[0]

    race = claim_result(user, event_id, row["id"], date(2025, 11, 8))

    mine, theirs = analyse_race(user, race.id), analyse_result(user, event_id, row["id"])
    assert mine.splits == theirs.splits
    assert (
        mine.row("total_seconds").event_n
        == event_results(user, event_id, ResultFilter(division="open", gender="men")).total
    )
    assert mine.row("total_seconds").event_faster_than_pct > 99  # type: ignore[operator]


def test_a_result_is_claimed_once(user: User) -> None:
    event_id = import_event(user, official_csv(20), "springfield.csv").event_id
    result_id = event_results(user, event_id, ResultFilter()).frame.iloc[0]["id"]
    claim_result(user, event_id, result_id, None)

    with pytest.raises(Conflict, match="already"):
        claim_result(user, event_id, result_id, None)

    assert len(races(user)) == 1


def test_an_unknown_result_is_not_there(user: User) -> None:
    event_id = import_event(user, official_csv(20), "springfield.csv").event_id

    with pytest.raises(NotFound):
        claim_result(user, event_id, uuid4(), None)


def test_a_file_with_one_result_becomes_a_draft(user: User) -> None:
    draft = read_result(official_csv(1), "me.csv")

    assert draft.race_name == "2025 Springfield"
    assert len(draft.splits) == 16


def test_a_file_with_several_results_belongs_under_events() -> None:
    with pytest.raises(Rejected, match="under Events"):
        read_result(official_csv(3), "all.csv")
