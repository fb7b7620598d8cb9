"""Planning a race from the real field and the athlete's own races."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from coach.engines.pacing import PacePlan
from coach.pacing import PaceRequest, RaceGroup, TeamShares, course_events, my_odds, pace_plan, shared_plan, what_if
from coach.races import log_race, remove_race
from data.db import User
from data.errors import Rejected
from data.races import Race, RaceEntry
from tests.pages.sample_race import SPLIT_TIMES, TOTAL_S

WOMEN = RaceGroup(gender="women")


def wish(**changes: Any) -> PaceRequest:
    return PaceRequest.model_validate({"target_seconds": 5_280, "gender": "women"} | changes)


def raced(user: User, **changes: Any) -> Race:
    fields = {
        "race_name": "2025 Springfield",
        "race_date": date(2025, 11, 8),
        "gender": "women",
        "total_time_seconds": TOTAL_S,
        "splits": SPLIT_TIMES,
    }
    return log_race(user, RaceEntry.model_validate(fields | changes))


def total(plan: PacePlan) -> int:
    return sum(plan.planned_s.values())


def test_without_own_races_the_plan_is_the_fields(user: User) -> None:
    plan = pace_plan(user, wish())

    assert (total(plan), plan.races_n, plan.event) == (5_280, 0, None)
    assert plan.planned_s == pace_plan(user, wish(use_strengths=False)).planned_s
    assert plan.n > 100
    assert plan.level is not None


def test_own_races_move_seconds_to_where_they_were_needed(user: User) -> None:
    usual = pace_plan(user, wish())
    raced(user, splits=SPLIT_TIMES | {"wall_balls": 300.0, "sandbag_lunges": 441.0})

    mine = pace_plan(user, wish())

    assert mine.races_n == 1
    assert total(mine) == 5_280
    assert mine.planned_s["wall_balls"] < usual.planned_s["wall_balls"]
    assert mine.planned_s["sandbag_lunges"] > usual.planned_s["sandbag_lunges"]


def test_a_deleted_race_no_longer_bends_the_plan(user: User) -> None:
    race = raced(user)
    assert pace_plan(user, wish()).races_n == 1

    remove_race(user, race.id)

    assert pace_plan(user, wish()).races_n == 0


@pytest.mark.parametrize(
    "other",
    [{"division": "pro"}, {"format": "doubles"}, {"gender": "men"}, {"is_simulation": True}, {"splits": {}}],
)
def test_races_of_another_kind_do_not_count(user: User, other: dict[str, Any]) -> None:
    raced(user, **other)

    assert pace_plan(user, wish()).races_n == 0


def test_somebody_elses_races_do_not_count(user: User, other_user: User) -> None:
    raced(other_user)

    assert pace_plan(user, wish()).races_n == 0
    assert my_odds(user, WOMEN).odds.race_number == 1


def test_every_event_on_offer_can_be_planned_and_adds_up(user: User) -> None:
    events = course_events(WOMEN)

    plans = [pace_plan(user, wish(event=event)) for event in events]

    assert len(events) > 10
    assert {total(plan) for plan in plans} == {5_280}
    assert all(min(plan.planned_s.values()) > 60 for plan in plans)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"target_seconds": 3_000}, "target_seconds", "choose a target from 1:02:30 to"),
        ({"target_seconds": 30_000}, "target_seconds", "Too few finished near 8:20:00"),
        ({"event": "2031 Atlantis"}, "event", "Nothing is known about the course"),
        ({"division": "adaptive"}, "division", "no public results of adaptive women"),
        ({"gender": "mixed"}, "division", "no public results of mixed open"),
    ],
)
def test_what_cannot_be_planned_says_why(user: User, changes: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(Rejected, match=says) as rejected:
        pace_plan(user, wish(**changes))

    assert rejected.value.field == field


@pytest.mark.parametrize("target", [0, -5, 10**9, "soon", float("nan"), None])
def test_a_target_that_is_none_is_refused(target: object) -> None:
    with pytest.raises(ValidationError):
        wish(target_seconds=target)


def test_a_what_if_is_ranked_in_the_same_field(user: User) -> None:
    plan = pace_plan(user, wish())

    changed = what_if(wish(), plan, {"run_5": 20, "roxzone": -60})

    assert changed.finish_s == 5_240
    with pytest.raises(Rejected, match="no part called swim"):
        what_if(wish(), plan, {"swim": 1})


def test_a_team_is_told_who_does_what(user: User) -> None:
    pair, relay = wish(format="doubles", gender="mixed"), wish(format="relay")

    shared = shared_plan(pair, pace_plan(user, pair), TeamShares(shares={"wall_balls": 60}))
    legs = shared_plan(relay, pace_plan(user, relay), TeamShares())

    assert shared.marks == {"wall_balls": "60/40"}
    assert legs.marks["wall_balls"] == "#4"
    assert shared_plan(wish(), pace_plan(user, wish()), TeamShares()) == (None, None, {})
    with pytest.raises(Rejected, match="two legs"):
        shared_plan(relay, pace_plan(user, relay), TeamShares(order=(1,) * 8))


def test_the_odds_count_the_races_and_weigh_the_target(user: User) -> None:
    raced(user, race_date=date(2024, 11, 9), total_time_seconds=5_600)
    raced(user)

    mine = my_odds(user, WOMEN, target_s=5_200)

    assert (mine.odds.race_number, mine.odds.chance_pct) == (3, 41)
    assert (mine.best_s, mine.first_s) == (TOTAL_S, 5_600)
    assert mine.reach is not None
    assert (mine.reach.needed_s, mine.reach.reach) == (-400, "usual")
