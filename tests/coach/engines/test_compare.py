from dataclasses import replace

import pytest

from coach.engines.compare import ComparedSplit, Comparison, compare_analyses
from coach.engines.field import FieldReference
from coach.engines.split_analysis import RaceTimes, analyse_splits


def split_of(comparison: Comparison, split: str) -> ComparedSplit:
    return next(row for row in comparison.splits if row.split == split)


@pytest.fixture
def faster_race(plan_race: RaceTimes) -> RaceTimes:
    return replace(plan_race, title="June", total_s=5_380.0, splits={**plan_race.splits, "row": 278.0})


def test_the_best_time_of_a_split_is_marked_and_the_first_race_is_the_measure(
    open_men: FieldReference, plan_race: RaceTimes, faster_race: RaceTimes
) -> None:
    comparison = compare_analyses([analyse_splits(race, open_men) for race in (plan_race, faster_race)])

    row = split_of(comparison, "row")
    assert [(time.time_s, time.difference_s, time.is_best) for time in row.times] == [
        (298, 0, False),
        (278, -20, True),
    ]
    assert comparison.titles == ("", "June")


def test_equal_times_are_both_best(open_men: FieldReference, plan_race: RaceTimes) -> None:
    comparison = compare_analyses([analyse_splits(plan_race, open_men)] * 3)

    assert all(time.is_best for time in split_of(comparison, "ski_erg").times)


def test_a_doubtful_time_is_never_the_best(
    open_men: FieldReference, plan_race: RaceTimes, faster_race: RaceTimes
) -> None:
    doubtful = replace(faster_race, splits={**faster_race.splits, "run_5": None})

    comparison = compare_analyses([analyse_splits(race, open_men) for race in (plan_race, plan_race, doubtful)])

    times = split_of(comparison, "row").times
    assert [time.is_best for time in times] == [True, True, False]
    assert (times[2].time_s, times[2].difference_s) == (278, None)


@pytest.mark.parametrize("count", [1, 7])
def test_two_to_six_races_can_be_compared(plan_race: RaceTimes, count: int) -> None:
    with pytest.raises(ValueError, match="compare 2 to 6 races"):
        compare_analyses([analyse_splits(plan_race, None)] * count)


def test_other_divisions_and_events_are_pointed_out(plan_race: RaceTimes) -> None:
    races = [plan_race, replace(plan_race, division="pro", event="2026 Turin")]

    notes = compare_analyses([analyse_splits(race, None) for race in races]).notes

    assert notes[0].startswith("Different divisions")
    assert notes[1].startswith("Different events")


def test_women_across_the_rule_change_are_pointed_out(plan_race: RaceTimes) -> None:
    races = [replace(plan_race, gender="women", event=None, season=season) for season in (6, 7)]

    notes = compare_analyses([analyse_splits(race, None) for race in races]).notes

    assert any("wall balls, stations and total do not compare" in note for note in notes)
