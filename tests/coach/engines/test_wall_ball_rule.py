import pytest

from coach.engines.wall_ball_rule import RuleContext, wall_ball_comparison_note, wall_ball_note, wall_ball_reps


@pytest.mark.parametrize(
    ("division", "gender", "event", "season", "reps"),
    [
        ("open", "women", "2024 Stuttgart", 7, 100),
        ("doubles", "women", "2024 Glasgow", 6, 75),
        ("relay", "women", "2023 London", None, 75),
        ("open", "women", "2024 Brisbane", 7, 75),
        ("open", "women", "Sydney 2024", None, 75),
        ("open", "women", "2024 Dallas", None, None),
        ("open", "women", "2025 Paris", None, 100),
        ("pro", "women", "2023 London", 6, 100),
        ("doubles", "mixed", "2023 London", 6, 100),
        ("open", "men", "2023 London", 6, 100),
    ],
)
def test_reps_follow_season_and_event(division: str, gender: str, event: str, season: int | None, reps: int) -> None:
    assert wall_ball_reps(RuleContext(division, gender, event, season)) == reps


def test_a_race_with_75_reps_is_explained() -> None:
    note = wall_ball_note(RuleContext("open", "women", "2024 Brisbane", 7))

    assert note is not None
    assert "this race had 75" in note


def test_a_race_with_100_reps_needs_no_note() -> None:
    assert wall_ball_note(RuleContext("open", "women", "2025 Turin", 8)) is None


def test_two_races_before_the_change_compare_well() -> None:
    old = RuleContext("doubles", "women", "2023 London", 6)

    assert wall_ball_comparison_note([old, old]) is None


def test_a_race_of_unknown_season_beside_a_new_one_gets_the_note() -> None:
    races = [RuleContext("open", "women", None, None), RuleContext("open", "women", None, 8)]

    assert wall_ball_comparison_note(races) is not None
