"""Which effort sets the score."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.engines.running.evidence import EffortKind, HardEffort, best_effort, confidence_text, flat_out
from coach.engines.running.score import Effort, running_score

TODAY = date(2026, 6, 30)


def effort(
    days_ago: int,
    distance_m: float = 5_000,
    time_s: float = 1_200,
    kind: EffortKind = "race",
    ascent_m: float | None = None,
) -> HardEffort:
    return HardEffort(TODAY - timedelta(days=days_ago), distance_m, time_s, kind, ascent_m)


def test_the_best_recent_effort_sets_the_score() -> None:
    found = best_effort([effort(10, time_s=1_260), effort(100, 10_000, 2_460), effort(5, time_s=1_300)], TODAY)

    assert found is not None
    assert found.score == running_score(10_000, 2_460)
    assert found.text == "10 km race, 41:00, 22 Mar 2026"


def test_what_is_older_than_180_days_or_in_the_future_sets_nothing() -> None:
    assert best_effort([effort(181), effort(-1)], TODAY) is None
    assert best_effort([effort(180)], TODAY) is not None


def test_an_assumed_race_sets_nothing() -> None:
    assert best_effort([effort(10)._replace(is_assumed=True)], TODAY) is None


@pytest.mark.parametrize(
    ("distance_m", "time_s"),
    [(400, 60), (5_000, 3_600), (100_000, 36_000), (0, 1_200), (5_000, 0), (5_000, float("nan")), (5_000, 500)],
)
def test_sprints_walks_ultras_and_nonsense_set_nothing(distance_m: float, time_s: float) -> None:
    assert best_effort([effort(10, distance_m, time_s)], TODAY) is None


@pytest.mark.parametrize(
    ("days_ago", "kind", "ascent_m", "confidence"),
    [
        (42, "race", None, "high"),
        (42, "test", 20, "high"),
        (43, "race", None, "medium"),
        (10, "confirmed", None, "medium"),
        (10, "race", 150, "medium"),
        (91, "race", None, "low"),
    ],
)
def test_old_hilly_and_merely_confirmed_efforts_are_trusted_less(
    days_ago: int, kind: EffortKind, ascent_m: float | None, confidence: str
) -> None:
    found = best_effort([effort(days_ago, kind=kind, ascent_m=ascent_m)], TODAY)

    assert found is not None
    assert found.confidence == confidence
    assert ("would tell more" in confidence_text(found)) == (confidence != "high")


def test_a_hilly_race_says_so() -> None:
    found = best_effort([effort(10, ascent_m=150)], TODAY)

    assert found is not None
    assert found.text == "5 km race, 20:00, 20 Jun 2026, with 150 m of climbing"


@pytest.mark.parametrize(("distance_m", "name"), [(21_100, "half marathon"), (42_195, "marathon"), (1_500, "1500 m")])
def test_known_distances_have_their_names(distance_m: float, name: str) -> None:
    found = best_effort([effort(10, distance_m, distance_m / 4)], TODAY)

    assert found is not None
    assert found.text.startswith(f"{name} race")


def test_an_effort_beaten_in_distance_and_time_was_not_flat_out() -> None:
    efforts = [effort(1, 3_000, 720), effort(2, 3_000, 700), effort(3, 5_000, 1_190), effort(4, 4_900, 1_195)]

    assert flat_out(efforts) == [Effort(3_000, 700), Effort(5_000, 1_190)]
