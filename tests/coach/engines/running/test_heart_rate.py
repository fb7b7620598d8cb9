"""Maximum heart rate, zones and the weight of a session, against tables worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.running.heart_rate import (
    HeartRates,
    Load,
    SessionPeak,
    Sex,
    activity_load,
    chosen_heart_rates,
    estimated_max_bpm,
    karvonen_zones,
    observed_max_bpm,
    trimp,
)

HR = HeartRates(50, 195)
HARD_SESSIONS = [SessionPeak(186, 160), SessionPeak(184, 155), SessionPeak(150, 130)]


@pytest.mark.parametrize(
    ("minutes", "beats", "men", "women"),
    [
        (60, 120, 46.84, 55.78),
        (60, 140, 78.48, 90.30),
        (60, 150, 99.55, 112.58),
        (60, 160, 125.01, 138.96),
        (60, 172, 162.52, 176.96),
        (30, 180, 96.26, 103.38),
        (120, 130, 122.22, 143.07),
    ],
)
def test_training_impulse_at_rest_50_and_maximum_195(minutes: int, beats: int, men: float, women: float) -> None:
    assert trimp(60 * minutes, beats, HR, "male") == pytest.approx(men, abs=0.006)
    assert trimp(60 * minutes, beats, HR, "female") == pytest.approx(women, abs=0.006)


@pytest.mark.parametrize("sex", ["other", None])
def test_where_sex_says_nothing_the_constants_of_men_are_taken(sex: Sex | None) -> None:
    assert trimp(3_600, 150, HR, sex) == trimp(3_600, 150, HR, "male")


@given(st.floats(60, 20_000), st.floats(51, 194), st.floats(0.1, 50))
def test_longer_or_harder_never_weighs_less(duration_s: float, beats: float, more: float) -> None:
    weight = trimp(duration_s, beats, HR, "female")

    assert weight > 0
    assert trimp(duration_s + more, beats, HR, "female") > weight
    assert trimp(duration_s, min(beats + more, 195), HR, "female") > weight


def test_an_average_above_the_maximum_counts_as_the_maximum() -> None:
    assert trimp(3_600, 205, HR, "male") == trimp(3_600, 195, HR, "male")


def test_heart_rate_weighs_first_then_effort_and_without_both_it_is_unknown() -> None:
    assert activity_load(3_600, 150, 5, HR, "male") == Load(trimp(3_600, 150, HR, "male"), "trimp")
    assert activity_load(3_600, None, 5, HR, "male") == Load(300, "srpe")
    assert activity_load(3_600, 150, 5, None, "male") == Load(300, "srpe")
    assert activity_load(3_600, None, None, HR, "male") is None
    assert activity_load(None, 150, 5, HR, "male") is None
    assert activity_load(0, 150, 5, HR, "male") is None


@pytest.mark.parametrize("beats", [0, 50, 255])
def test_a_heart_rate_no_session_can_have_is_unknown(beats: float) -> None:
    assert activity_load(3_600, beats, None, HR, "male") is None


def test_three_formulas_for_the_maximum_at_forty() -> None:
    assert estimated_max_bpm(40) == pytest.approx(180)
    assert estimated_max_bpm(40, "220_minus_age") == 180
    assert estimated_max_bpm(40, "nes") == pytest.approx(185.4)


@pytest.mark.parametrize("age", [5, 120, float("nan")])
def test_no_maximum_is_estimated_for_an_impossible_age(age: float) -> None:
    with pytest.raises(ValueError, match="date of birth"):
        estimated_max_bpm(age)


def test_a_spike_of_207_at_an_average_of_105_does_not_win() -> None:
    assert observed_max_bpm([SessionPeak(207, 105), *HARD_SESSIONS]) == 186


def test_two_spikes_at_low_averages_do_not_confirm_each_other() -> None:
    assert observed_max_bpm([SessionPeak(207, 110), SessionPeak(206, 115), *HARD_SESSIONS]) == 186


def test_a_peak_nobody_comes_near_again_does_not_win_either() -> None:
    assert observed_max_bpm([SessionPeak(219, 170), *HARD_SESSIONS]) == 186


def test_one_session_is_no_observed_maximum() -> None:
    assert observed_max_bpm([SessionPeak(186, 160)]) is None
    assert observed_max_bpm([SessionPeak(186, None), SessionPeak(None, 150), SessionPeak(0, 0)]) is None


@given(st.lists(st.builds(SessionPeak, st.none() | st.floats(0, 300), st.none() | st.floats(0, 300))))
def test_an_observed_maximum_was_really_seen_and_is_possible(sessions: list[SessionPeak]) -> None:
    found = observed_max_bpm(sessions)

    assert found is None or (100 <= found <= 225 and found in [session.max_bpm for session in sessions])


def test_zones_share_the_reserve_and_touch_each_other() -> None:
    zones = karvonen_zones(HeartRates(50, 190))

    assert [(zone.low_bpm, zone.high_bpm) for zone in zones] == [
        (120, 134), (134, 148), (148, 162), (162, 176), (176, 190),
    ]  # fmt: skip
    assert [zone.number for zone in zones] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("rates", [HeartRates(190, 60), HeartRates(60, 60), HeartRates(0, 190), HeartRates(50, 300)])
def test_impossible_heart_rates_give_no_zones(rates: HeartRates) -> None:
    with pytest.raises(ValueError, match="check your profile"):
        karvonen_zones(rates)


def test_the_own_maximum_wins_then_the_observed_then_the_estimated() -> None:
    chosen = [
        chosen_heart_rates(50, 192, 40, HARD_SESSIONS),
        chosen_heart_rates(50, None, 40, HARD_SESSIONS),
        chosen_heart_rates(50, None, 40, []),
    ]

    assert [rates.max_bpm for rates in chosen if rates] == [192, 186, pytest.approx(180)]
    assert [rates.source.split()[0] for rates in chosen if rates] == ["as", "observed", "estimated"]


def test_easy_sessions_do_not_lower_the_maximum() -> None:
    easy = [SessionPeak(150, 130), SessionPeak(148, 128)]

    chosen = chosen_heart_rates(50, None, 40, easy)

    assert chosen is not None
    assert chosen.max_bpm == pytest.approx(180)


@pytest.mark.parametrize(("rest", "most", "age"), [(None, 190, 40), (50, None, None), (200, 190, 40)])
def test_what_is_not_known_is_not_guessed(rest: float | None, most: float | None, age: float | None) -> None:
    assert chosen_heart_rates(rest, most, age, []) is None
