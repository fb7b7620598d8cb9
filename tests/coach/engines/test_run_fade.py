import pytest

from coach.engines.run_fade import FADE_QUARTILES, fade_verdict, slope_verdict


@pytest.mark.parametrize(
    ("fade", "judgement"),
    [(-5.0, "steadier than 95 % of open men"), (0.0, "steadier than three quarters of open men"),
     (4.6, "typical for open men"), (14.7, "typical for open men"),
     (20.0, "a larger fade than three quarters of open men"), (46.0, "a larger fade than 95 % of open men")],
)  # fmt: skip
def test_fade_is_judged_against_the_division_and_not_against_zero(fade: float, judgement: str) -> None:
    assert judgement in (fade_verdict(fade, "open", "men") or "")


def test_the_verdict_names_the_middle_half() -> None:
    assert fade_verdict(9.2, "open", "men") == "+9.2 %: typical for open men (middle half +4.6 to +14.7 %)"


@pytest.mark.parametrize(("division", "gender"), [("relay", "men"), ("adaptive", "women"), ("pro_doubles", "men")])
def test_where_nothing_is_known_nothing_is_judged(division: str, gender: str) -> None:
    assert fade_verdict(9.2, division, gender) is None
    assert slope_verdict(1.4, division, gender) is None


def test_no_fade_no_verdict() -> None:
    assert fade_verdict(None, "open", "men") is None
    assert slope_verdict(None, "open", "men") is None


def test_a_flat_slope_is_praised() -> None:
    verdict = slope_verdict(0.1, "pro", "men")

    assert verdict == "+0.1 % per run: flatter than three quarters of pro men (middle half +0.8 to +2.4 %)"


def test_quartiles_rise() -> None:
    assert all(list(quartiles[:5]) == sorted(quartiles[:5]) for quartiles in FADE_QUARTILES.values())
    assert all(list(quartiles[5:]) == sorted(quartiles[5:]) for quartiles in FADE_QUARTILES.values())
