from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.goal_progress import GoalProgress, GoalTerms, Measured, Volume, goal_progress, share_pct
from coach.engines.goal_words import standing_text, target_text

TODAY = date(2026, 5, 14)  # a Thursday
MONDAY = date(2026, 5, 11)
TIME = GoalTerms("race_time", 5_400)


def measured(**changes: float) -> Measured:
    return Measured(TODAY, **changes)  # type: ignore[arg-type]


def test_a_time_goal_runs_from_the_best_before_to_the_target() -> None:
    progress = goal_progress(TIME, measured(best_before=5_800, first_since=5_700, best_since=5_600))

    assert progress == GoalProgress(5_800, 5_600, 50.0, False, "races")


def test_without_an_earlier_time_the_first_one_is_the_start() -> None:
    assert goal_progress(TIME, measured(first_since=5_600, best_since=5_600)).pct == 0
    assert goal_progress(TIME, measured(first_since=5_600, best_since=5_450)).pct == 75


def test_a_slower_race_does_not_go_below_nothing() -> None:
    assert goal_progress(TIME, measured(best_before=5_500, first_since=5_900, best_since=5_900)).pct == 0


def test_who_was_faster_before_has_no_way_to_measure_but_can_still_reach_it() -> None:
    before = goal_progress(TIME, measured(best_before=5_000))
    after = goal_progress(TIME, measured(best_before=5_000, first_since=5_400, best_since=5_400))

    assert (before.pct, before.is_reached) == (None, False)
    assert (after.pct, after.is_reached) == (100, True)
    assert "before this goal began" in standing_text(TIME, before)


def test_nothing_known_is_not_nothing_done() -> None:
    for terms in (TIME, GoalTerms("custom", 10), GoalTerms("body_comp", 74, "kg", start=80)):
        progress = goal_progress(terms, measured())

        assert (progress.current, progress.pct, progress.is_reached) == (None, None, False)


def test_a_habit_counts_good_weeks_and_never_more_than_asked_for() -> None:
    terms = GoalTerms("consistency", 3, weeks=2)
    weeks = [Volume(MONDAY - timedelta(days=7 * back), count, 0, 0) for back, count in ((3, 3), (2, 5), (1, 4), (0, 1))]

    progress = goal_progress(terms, Measured(TODAY, volumes=weeks))

    assert progress == GoalProgress(0, 2, 100.0, True, "training log", 1)


def test_the_running_week_counts_once_it_has_enough() -> None:
    terms = GoalTerms("consistency", 3, weeks=4)

    assert goal_progress(terms, Measured(TODAY, volumes=[Volume(MONDAY, 2, 0, 0)])).pct == 0
    assert goal_progress(terms, Measured(TODAY, volumes=[Volume(MONDAY, 3, 0, 0)])).pct == 25


@pytest.mark.parametrize(
    ("window", "starts_on", "current"),
    [("week", MONDAY, 4.5), ("week", MONDAY - timedelta(days=7), 0), ("month", date(2026, 5, 1), 4.5),
     ("month", date(2026, 4, 1), 0), ("total", date(2026, 1, 1), 4.5)],
)  # fmt: skip
def test_a_volume_is_that_of_the_window_that_runs_now(window: str, starts_on: date, current: float) -> None:
    terms = GoalTerms("training_volume", 9, "hours", window=window)  # type: ignore[arg-type]

    progress = goal_progress(terms, Measured(TODAY, volumes=[Volume(starts_on, 3, 4.5 * 3600, 0)]))

    assert (progress.current, progress.pct, progress.is_reached) == (current, current / 9 * 100, False)


def test_a_week_that_had_it_stays_reached_and_is_what_the_words_speak_of() -> None:
    terms = GoalTerms("training_volume", 5, "hours", window="week")
    weeks = [Volume(MONDAY - timedelta(days=7), 5, 5.6 * 3600, 0), Volume(MONDAY, 3, 3.4 * 3600, 0)]

    progress = goal_progress(terms, Measured(TODAY, volumes=weeks))

    assert (progress.pct, progress.is_reached, progress.current, progress.best) == (100.0, True, 3.4, 5.6)
    assert standing_text(terms, progress).startswith("Your best week had 5.6 hours of 5 hours; 3.4 hours this week")


def test_a_week_that_runs_is_said_of_the_target_until_one_had_it() -> None:
    terms = GoalTerms("training_volume", 5, "hours", window="week")

    progress = goal_progress(terms, Measured(TODAY, volumes=[Volume(MONDAY, 3, 3.4 * 3600, 0)]))

    assert (progress.pct, progress.is_reached) == (68.0, False)
    assert standing_text(terms, progress) == "3.4 hours this week of 5 hours (from your training log)"


def test_kilometres_are_counted_in_kilometres() -> None:
    terms = GoalTerms("training_volume", 40, "km")

    assert goal_progress(terms, Measured(TODAY, volumes=[Volume(MONDAY, 1, 3_600, 10_000)])).pct == 25


def test_a_weight_comes_from_the_profile_and_other_measures_as_entered() -> None:
    weight = GoalTerms("body_comp", 74, "kg", start=80, typed=70)
    fat = GoalTerms("body_comp", 12, "% body fat", start=18, typed=15)

    assert goal_progress(weight, measured(weight_kg=77)) == GoalProgress(80, 77, 50.0, False, "profile")
    assert goal_progress(fat, measured(weight_kg=77)) == GoalProgress(18, 15, 50.0, False, "typed")


def test_more_is_the_direction_when_the_target_lies_above() -> None:
    assert goal_progress(GoalTerms("body_comp", 80, "kg", start=76), measured(weight_kg=81)).is_reached
    assert not goal_progress(GoalTerms("body_comp", 80, "kg", start=84), measured(weight_kg=81)).is_reached


@given(
    start=st.floats(-1e6, 1e6) | st.none(),
    current=st.floats(-1e6, 1e6),
    target=st.floats(-1e6, 1e6),
)
def test_a_share_stays_between_nothing_and_all(start: float | None, current: float, target: float) -> None:
    share = share_pct(start, current, target)

    assert share is not None
    assert 0 <= share <= 100


@given(target=st.floats(0, 1e6), start=st.floats(0, 1e6))
def test_who_is_at_the_target_has_all_of_the_way(target: float, start: float) -> None:
    assert share_pct(start, target, target) == 100


def test_words_name_station_week_and_window() -> None:
    assert target_text(GoalTerms("station_time", 240), station="ski_erg") == "SkiErg in 4:00"
    assert target_text(GoalTerms("consistency", 1, weeks=1)) == "Train once a week for 1 week"
    assert target_text(GoalTerms("training_volume", 6.5, "hours")) == "Train 6.5 hours in a week"
    assert target_text(GoalTerms("custom", None)) == "No number set"
    assert target_text(GoalTerms("running_pace", 285)) == "Run at 4:45 /km"
