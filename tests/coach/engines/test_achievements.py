from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.achievements import METRICS, Fact, FieldValue, History, Progress, criterion_of, progress_of
from coach.engines.field import FieldReference
from coach.engines.race_facts import FinishedRace, race_facts
from coach.engines.split_rows import RaceTimes
from coach.engines.splits import SPLITS, STATIONS
from tests.coach.engines.conftest import PLAN_S
from tests.data.test_seeds import documented_metrics


def judged(criteria: dict[str, Any], *facts: Fact) -> Progress:
    return progress_of(criterion_of(criteria), History(facts))


def race(**changes: Any) -> FinishedRace:
    times = RaceTimes("open", "men", 5_400.0, {split: PLAN_S[split] for split in SPLITS}, event="2025 Vienna", season=8)
    changed_times = {name: changes.pop(name) for name in list(changes) if hasattr(times, name) and name != "division"}
    home = FinishedRace("open", "singles", False, date(2025, 10, 4), "Vienna", replace(times, **changed_times))
    return replace(home, **changes)


def values(races: list[FinishedRace], metric: str, field: FieldReference | None = None) -> list[float | str]:
    return [fact.value for fact in race_facts(races, lambda division, gender: field) if fact.metric == metric]


def test_the_engine_knows_exactly_the_documented_metrics() -> None:
    assert {name: set(metric.fields) for name, metric in METRICS.items()} == documented_metrics()


@pytest.mark.parametrize(
    ("limit", "value", "is_met"),
    [
        ({"at_least": 10}, 9.99, False),
        ({"at_least": 10}, 10, True),
        ({"at_most": 10}, 10, True),
        ({"at_most": 10}, 10.01, False),
        ({"below": 10}, 10, False),
        ({"below": 10}, 9.99, True),
    ],
)
def test_limits_mean_what_they_say(limit: dict[str, float], value: float, is_met: bool) -> None:
    assert judged({"metric": "race_total_s", **limit}, Fact("race_total_s", value)).is_met is is_met


@pytest.mark.parametrize("limit", [{"at_least": 0}, {"at_most": 9_999}, {"below": 9_999}])
def test_a_metric_without_a_value_fulfils_no_limit(limit: dict[str, float]) -> None:
    progress = judged({"metric": "race_total_s", **limit})

    assert not progress.is_met
    assert progress.share is None
    assert progress.conditions[0].value is None


def test_a_list_means_any_of_its_values_and_several_fields_mean_all() -> None:
    facts = [
        Fact("races_finished", 1, {"format": "singles", "is_simulation": False}),
        Fact("races_finished", 1, {"format": "doubles", "is_simulation": False}),
        Fact("races_finished", 1, {"format": "relay", "is_simulation": True}),
    ]
    teams = {"metric": "races_finished", "at_least": 9, "where": {"format": ["doubles", "relay"]}}
    real_teams = {**teams, "where": {"format": ["doubles", "relay"], "is_simulation": False}}

    assert judged(teams, *facts).conditions[0].value == 2
    assert judged(real_teams, *facts).conditions[0].value == 1


def test_joined_criteria_nest() -> None:
    logged = {"metric": "workouts_logged", "at_least": 2}
    asked = {"metric": "questions_asked", "at_least": 4}
    rested = {"metric": "rest_days_logged", "at_least": 1}
    criteria = {"all": [logged, {"any": [asked, rested]}]}

    half = judged(criteria, Fact("workouts_logged", 2), Fact("questions_asked", 2))
    whole = judged(criteria, Fact("workouts_logged", 2), Fact("rest_days_logged", 1))

    assert (half.is_met, half.share) == (False, 0.75)
    assert (whole.is_met, whole.share, len(whole.conditions)) == (True, 1.0, 3)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"metric": "steps", "at_least": 1}, "unknown metric"),
        ({"metric": "race_total_s"}, "exactly one limit"),
        ({"metric": "race_total_s", "below": 1, "at_least": 1}, "exactly one limit"),
        ({"metric": "race_total_s", "below": 1, "until": 1}, "exactly one limit"),
        ({"metric": "race_total_s", "below": "soon"}, "is a number"),
        ({"metric": "race_total_s", "below": True}, "is a number"),
        ({"metric": "streak_days", "at_least": 1, "where": {"format": "singles"}}, "cannot be narrowed"),
        ({"all": []}, "at least one"),
        ({"all": [], "any": []}, "at least one"),
        ({}, "unknown metric"),
    ],
)
def test_criteria_outside_the_grammar_are_refused(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        criterion_of(wrong)


@given(value=st.floats(0, 1e6), limit=st.floats(1, 1e6), kind=st.sampled_from(["at_least", "at_most", "below"]))
def test_a_share_is_whole_exactly_when_the_condition_is_met(value: float, limit: float, kind: str) -> None:
    progress = judged({"metric": "race_total_s", kind: limit}, Fact("race_total_s", value))

    assert progress.share is not None
    assert 0 <= progress.share <= 1
    assert (progress.share == 1) == progress.is_met


def test_an_improvement_is_on_the_best_earlier_race_of_the_same_kind() -> None:
    races = [
        race(race_on=date(2025, 5, 1), total_s=5_400.0),
        race(race_on=date(2025, 1, 1), total_s=5_200.0),
        race(race_on=date(2025, 6, 1), total_s=5_100.0),
        race(race_on=date(2025, 7, 1), total_s=4_000.0, format="doubles"),
        race(race_on=date(2025, 8, 1), total_s=3_900.0, is_simulation=True),
    ]

    assert sorted(values(races, "race_improvement_s"), key=float) == [-200, 100]


def test_races_with_75_and_100_wall_balls_are_not_compared() -> None:
    women = [
        race(gender="women", season=6, event="2024 Vienna", race_on=date(2024, 2, 1), total_s=6_000.0),
        race(gender="women", season=7, event="2025 Vienna", race_on=date(2025, 2, 1), total_s=5_900.0),
    ]
    men = [replace(one, times=replace(one.times, gender="men")) for one in women]

    assert values(women, "race_improvement_s") == []
    assert values(men, "race_improvement_s") == [100]


def test_places_are_counted_in_any_spelling_and_seasons_once() -> None:
    races = [race(), race(location=" vienna "), race(location="Graz", season=7), race(location=None, season=None)]
    facts = race_facts(races, lambda division, gender: None)

    assert History(facts).value("race_locations", {}) == 2
    assert History(facts).value("race_seasons", {}) == 2


def test_ranks_are_those_of_the_field_and_narrowed_by_split(open_men: FieldReference) -> None:
    facts = race_facts([race()], lambda division, gender: open_men)

    ranks = {str(fact.fields["split"]): fact.value for fact in facts if fact.metric == "faster_than_pct"}

    assert set(ranks) == {*SPLITS, "roxzone", "runs_total", "stations_total", "total_seconds"}
    assert ranks["sled_push"] == pytest.approx(50, abs=0.5)
    assert values([race()], "stations_in_faster_half", open_men) == [8]


def test_splits_that_do_not_add_up_have_no_rank(open_men: FieldReference) -> None:
    ranked = [
        fact.fields["split"]
        for fact in race_facts([race(total_s=4_000.0)], lambda division, gender: open_men)
        if fact.metric == "faster_than_pct"
    ]

    assert ranked == ["total_seconds"]


def test_75_wall_balls_are_not_ranked_against_a_field_of_100(open_men: FieldReference) -> None:
    before = race(gender="women", season=6, event="2024 Vienna")

    ranked: set[FieldValue] = {
        fact.fields["split"]
        for fact in race_facts([before], lambda division, gender: open_men)
        if fact.metric == "faster_than_pct"
    }

    assert not ranked & {"wall_balls", "stations_total", "total_seconds"}
    assert set(STATIONS) - ranked == {"wall_balls"}


def test_a_relay_does_not_fade() -> None:
    assert values([race(format="relay")], "fade_pct") == []
    assert values([race()], "fade_pct") == [pytest.approx(9.24)]
