"""The whole profile: what is known, what is not, and what never changes it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.running.evidence import HardEffort
from coach.engines.running.fitness import FitnessInputs, fitness_profile, plain
from coach.engines.running.intensity import Portion
from coach.engines.running.paces import pace_table
from coach.engines.running.score import running_score
from coach.engines.running.training_log import OtherSession, RunRecord

TODAY = date(2026, 6, 30)
RACE = RunRecord(TODAY - timedelta(days=20), 5_000, 1_200, 180, 190, 10, effort="race")
portions = st.builds(Portion, st.floats(), st.none() | st.floats(), st.none() | st.floats())
training_runs = st.lists(
    st.builds(
        RunRecord,
        st.dates(date(2025, 6, 1), date(2026, 7, 31)),
        st.none() | st.floats(100, 60_000),
        st.none() | st.floats(60, 30_000),
        st.none() | st.floats(40, 220),
        st.none() | st.floats(40, 220),
        st.none() | st.floats(1, 10),
        st.none() | st.floats(0, 2_000),
        st.none(),
        st.just(False),
        st.lists(st.builds(Portion, st.floats(), st.none() | st.floats(), st.none() | st.floats()), max_size=3).map(
            tuple
        ),
    ),
    max_size=12,
)


def a_season() -> FitnessInputs:
    """Four runs a week for twenty weeks at 150 beats, the Sunday run 16 km; a race and a test."""
    km_of_day = {0: 8, 2: 16, 4: 8, 5: 8}
    days = [(TODAY - timedelta(days=back), km_of_day.get(back % 7)) for back in range(140)]
    runs = [RunRecord(day, 1_000 * length_km, 340 * length_km, 150, 172) for day, length_km in days if length_km]
    test = HardEffort(TODAY - timedelta(days=15), 1_500, 330, "test")
    return FitnessInputs(TODAY, [*runs, RACE], [], [test], "male", date(1990, 1, 1), 50, 192)


def test_a_season_of_training_fills_the_profile() -> None:
    profile = fitness_profile(a_season())

    assert profile.effort is not None
    assert profile.effort.text == "5 km race, 20:00, 10 Jun 2026"
    assert profile.paces == pace_table(running_score(5_000, 1_200))
    assert profile.confidence == "high"
    assert profile.critical_speed is not None
    assert [zone.high_bpm for zone in profile.zones][-1] == 192
    assert profile.load is not None
    assert profile.load.is_settled
    assert profile.load.unit == "trimp"
    assert profile.mean_week_m == pytest.approx(41_250)
    assert (profile.longest_30_days_m, profile.alerts) == (16_000, ())
    assert profile.next_longest_m == pytest.approx(17_600)
    assert profile.efficiency is not None
    assert profile.efficiency.change_pct == pytest.approx(0)
    assert (profile.efficiency.n_recent, profile.efficiency.n_before) == (16, 16)
    assert profile.intensity is not None
    assert profile.intensity.n_sessions == 17
    assert profile.missing == ()


def test_an_empty_log_knows_nothing_and_says_what_to_do() -> None:
    profile = fitness_profile(FitnessInputs(TODAY))

    assert (profile.score, profile.paces, profile.load, profile.heart_rates, profile.mean_week_m) == (None,) * 5
    assert (profile.races, profile.zones, profile.alerts) == ((), (), ())
    assert profile.confidence == "none"
    assert any("5 km test" in sentence for sentence in profile.missing)
    assert any("resting heart rate" in sentence for sentence in profile.missing)


def test_a_training_run_faster_than_the_race_does_not_raise_the_score() -> None:
    fast = RunRecord(TODAY - timedelta(days=3), 10_000, 2_160)

    assert fitness_profile(FitnessInputs(TODAY, [RACE, fast])).score == running_score(5_000, 1_200)


@settings(deadline=None)
@given(training_runs)
def test_training_runs_never_change_the_score(runs: list[RunRecord]) -> None:
    alone = fitness_profile(FitnessInputs(TODAY, [RACE]))

    trained = fitness_profile(FitnessInputs(TODAY, [*runs, RACE], rest_bpm=50, born_on=date(1990, 1, 1)))

    assert (trained.score, trained.effort, trained.paces) == (alone.score, alone.effort, alone.paces)


@settings(deadline=None)
@given(training_runs)
def test_assumed_sessions_are_counted_and_used_for_nothing(runs: list[RunRecord]) -> None:
    assumed = [run._replace(is_assumed=True, effort="race") for run in runs]

    without = fitness_profile(FitnessInputs(TODAY, [RACE], rest_bpm=50))
    found = fitness_profile(FitnessInputs(TODAY, [RACE, *assumed], [OtherSession(TODAY, is_assumed=True)], rest_bpm=50))

    assert found._replace(assumed_count=0) == without
    assert found.assumed_count == 1 + sum(run.day <= TODAY for run in runs)


@settings(deadline=None)
@given(training_runs, st.none() | st.floats(20, 240), st.none() | st.floats(20, 300))
def test_any_log_gives_a_profile_that_can_be_kept_as_json(
    runs: list[RunRecord], rest_bpm: float | None, max_bpm: float | None
) -> None:
    profile = fitness_profile(FitnessInputs(TODAY, [*runs, RACE], rest_bpm=rest_bpm, max_bpm=max_bpm, sex="other"))

    assert json.dumps(profile._asdict(), allow_nan=False)
    assert json.loads(json.dumps(plain(profile), allow_nan=False)) == plain(profile)


def test_kept_as_json_every_part_has_its_name() -> None:
    kept = plain(fitness_profile(a_season()))

    assert isinstance(kept["paces"], dict)
    assert kept["paces"]["score"] == kept["score"]
    assert isinstance(kept["weeks"], list)
    assert kept["weeks"][0] == {"monday": "2026-06-01", "distance_m": 40_000, "run_count": 4, "unmeasured_count": 0}


def test_what_happens_after_today_is_not_known_today() -> None:
    later = RunRecord(TODAY + timedelta(days=1), 5_000, 1_000, 180, 190, effort="race")

    assert fitness_profile(FitnessInputs(TODAY, [RACE, later])) == fitness_profile(FitnessInputs(TODAY, [RACE]))


def test_a_much_longer_run_raises_the_alarm_for_30_days() -> None:
    season = a_season()
    long_run = RunRecord(TODAY - timedelta(days=1), 24_000, 8_160)

    now = fitness_profile(season._replace(runs=[*season.runs, long_run]))
    later = fitness_profile(season._replace(runs=[*season.runs, long_run], today=TODAY + timedelta(days=29)))

    assert [(alert.day, round(alert.rise_pct)) for alert in now.alerts] == [("2026-06-29", 50)]
    assert later.alerts == ()


def test_heart_rates_that_contradict_each_other_are_named() -> None:
    profile = fitness_profile(FitnessInputs(TODAY, [RACE], rest_bpm=200, max_bpm=180))

    assert profile.heart_rates is None
    assert any("do not fit together" in sentence for sentence in profile.missing)


def test_a_short_log_says_that_fitness_still_starts_too_low() -> None:
    profile = fitness_profile(FitnessInputs(TODAY, [RACE]))

    assert profile.load is not None
    assert not profile.load.is_settled
    assert any("42 days" in sentence for sentence in profile.missing)
