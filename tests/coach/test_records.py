"""Records: found with the workout, test or race that made them, and settled again when that changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from coach.benchmarks import log_benchmark, remove_benchmark
from coach.races import change_race, log_race, remove_race
from coach.records import confirm_record, dismiss_record
from coach.workouts import change_workout, log_workout, remove_workout, restore_workout
from data.benchmarks import BenchmarkEntry
from data.db import User
from data.errors import NotFound
from data.races import RaceEntry
from data.records import Record, find_record, record_list, records
from data.workouts import WorkoutEntry

SPLITS = {"ski_erg": 272.0, "row": 294.0, "wall_balls": 421.0}


def strength(day: int, weight_kg: float, reps: int = 5, **changes: Any) -> WorkoutEntry:
    done = {"exercise_name": "Back squat", "weight_kg": weight_kg, "reps": reps}
    fields = {"date": date(2026, 3, day), "session_type": "strength", "sets": [done]}
    return WorkoutEntry.model_validate(fields | changes)


def run(day: int, distance_m: float, duration_s: float, **changes: Any) -> WorkoutEntry:
    fields = {
        "date": date(2026, 3, day),
        "session_type": "run",
        "distance_m": distance_m,
        "duration_seconds": duration_s,
    }
    return WorkoutEntry.model_validate(fields | changes)


def race(day: int, total_s: float, **changes: Any) -> RaceEntry:
    fields = {"race_name": "Springfield", "race_date": date(2026, 3, day), "gender": "women", "splits": SPLITS}
    return RaceEntry.model_validate(fields | {"total_time_seconds": total_s} | changes)


def squats(user: User) -> list[tuple[float, float | None]]:
    """The curve of the squat, oldest first: value and what it replaced."""
    lifted = [one for one in record_list(user) if one.exercise_name == "Back squat" and not one.is_estimate]
    return [(one.value, one.previous_value) for one in reversed(lifted)]


def of_type(user: User, record_type: str) -> list[Record]:
    return [one for one in record_list(user) if one.record_type == record_type]


def test_a_heavier_set_is_a_record_with_what_it_replaced_and_every_one_is_kept(user: User) -> None:
    log_workout(user, strength(1, 80))
    log_workout(user, strength(2, 75))
    logged = log_workout(user, strength(3, 90))

    assert squats(user) == [(80, None), (90, 80)]
    assert {(one.value, one.is_estimate) for one in logged.records} == {(90, False), (105, True)}
    assert find_record(user, logged.records[0].id) == logged.records[0]


def test_a_session_logged_later_takes_its_place_in_time(user: User) -> None:
    log_workout(user, strength(1, 80))
    log_workout(user, strength(10, 90))
    log_workout(user, strength(20, 100))

    log_workout(user, strength(5, 95))

    assert squats(user) == [(80, None), (95, 80), (100, 95)]


def test_taking_a_session_back_lets_the_hidden_ones_count_again(user: User) -> None:
    log_workout(user, strength(1, 80))
    best = log_workout(user, strength(5, 95)).workout
    log_workout(user, strength(10, 90))

    remove_workout(user, best.id)
    assert squats(user) == [(80, None), (90, 80)]

    restore_workout(user, best.id)
    assert squats(user) == [(80, None), (95, 80)]


def test_correcting_a_typing_slip_corrects_the_record(user: User) -> None:
    log_workout(user, strength(1, 80))
    slip = log_workout(user, strength(2, 190)).workout
    log_workout(user, strength(3, 85))

    change_workout(user, slip.id, strength(2, 90))
    assert squats(user) == [(80, None), (90, 80)]

    change_workout(user, slip.id, strength(4, 90))
    assert squats(user) == [(80, None), (85, 80), (90, 85)]


def test_a_change_that_leaves_the_marks_alone_keeps_the_records_as_they_are(user: User) -> None:
    workout = log_workout(user, strength(1, 80)).workout
    before = record_list(user)

    logged = change_workout(user, workout.id, strength(1, 80, notes="Felt light"))

    assert logged.records == ()
    assert [one.id for one in record_list(user)] == [one.id for one in before]


def test_a_skipped_session_sets_no_record(user: User) -> None:
    workout = log_workout(user, strength(1, 80)).workout

    change_workout(user, workout.id, strength(1, 80, sets=[], completion_status="skipped"))

    assert records(user).empty


def test_runs_and_intervals_set_a_pace_per_standard_distance(user: User) -> None:
    intervals = [{"repeats": 6, "distance_m": 400, "duration_s": 96}]

    log_workout(user, run(1, 5_050, 1_515, intervals=intervals))

    paces = {one.distance_m: one.value for one in of_type(user, "running_pace") if one.value_unit == "min_per_km"}
    assert paces == {400: 4.0, 5_000: 5.0}
    assert [one.value for one in of_type(user, "running_pace") if one.value_unit == "metres"] == [5_050]


def test_an_interval_on_the_rower_is_no_run(user: User) -> None:
    rowed = WorkoutEntry.model_validate(
        {"date": "2026-03-01", "session_type": "hiit", "intervals": [{"distance_m": 1_000, "duration_s": 230}]}
    )

    log_workout(user, rowed)

    assert records(user).empty


def test_a_race_sets_its_finish_and_stations_for_its_group_only(user: User) -> None:
    log_race(user, race(1, 5_400))
    log_race(user, race(8, 5_300, splits={"row": 300}))
    log_race(user, race(15, 5_000, format="doubles"))

    finishes = [(one.value, one.previous_value, one.format) for one in reversed(of_type(user, "race_time"))]
    assert finishes == [(5_400, None, "singles"), (5_300, 5_400, "singles"), (5_000, None, "doubles")]
    rowed = [(one.value, one.format) for one in of_type(user, "station_time") if one.station == "row"]
    assert sorted(rowed) == [(294, "doubles"), (294, "singles")]


def test_a_deleted_or_changed_race_takes_its_records_back(user: User) -> None:
    log_race(user, race(1, 5_400))
    best = log_race(user, race(8, 5_200))
    log_race(user, race(15, 5_300))

    change_race(user, best.id, race(8, 5_250))
    assert [one.value for one in of_type(user, "race_time")] == [5_250, 5_400]

    remove_race(user, best.id)
    assert [(one.value, one.previous_value) for one in of_type(user, "race_time")] == [(5_300, 5_400), (5_400, None)]


def test_a_race_that_was_not_finished_or_has_no_date_sets_none(user: User) -> None:
    undated = log_race(user, race(1, 5_400, race_date=None))
    log_race(user, race(2, 5_300, status="dnf"))
    assert records(user).empty

    change_race(user, undated.id, race(1, 5_400))

    assert [one.value for one in of_type(user, "race_time")] == [5_400]


def test_a_simulation_does_not_compete_with_races(user: User) -> None:
    log_race(user, race(1, 5_400))
    log_race(user, race(8, 5_000, is_simulation=True, splits={}))

    found = {one.context: one.value for one in of_type(user, "race_time")}
    assert found == {"race": 5_400, "training": 5_000}


def test_womens_races_with_75_wall_balls_stand_apart(user: User) -> None:
    log_race(user, race(1, 5_000, race_date=date(2023, 11, 4)))
    log_race(user, race(1, 5_400))

    finishes = {one.wall_ball_reps: (one.value, one.previous_value) for one in of_type(user, "race_time")}
    assert finishes == {75: (5_000, None), None: (5_400, None)}
    assert {one.wall_ball_reps for one in of_type(user, "station_time") if one.station == "row"} == {None}


def test_splits_that_exceed_the_finish_set_no_station_record(user: User) -> None:
    names = RaceEntry.split_names()

    log_race(user, race(1, 4_000, splits=dict.fromkeys(names, 300.0)))

    assert {one.record_type for one in record_list(user)} == {"race_time"}


def test_what_only_one_in_a_thousand_can_waits_for_the_athletes_word(user: User) -> None:
    log_race(user, race(1, 5_400))

    log_race(user, race(8, 5_350, splits={"ski_erg": 227}))
    log_race(user, race(15, 5_390, splits={"ski_erg": 270}))

    skied = [(one.value, one.previous_value, one.needs_confirmation) for one in reversed(of_type(user, "station_time"))]
    assert [one for one in skied if one[0] in (227, 270, 272)] == [
        (272, None, False),
        (227, 272, True),
        (270, 272, False),
    ]


def test_a_confirmed_record_counts_and_hides_what_it_beats(user: User) -> None:
    log_race(user, race(1, 5_400, splits={"ski_erg": 272}))
    log_race(user, race(8, 5_400, splits={"ski_erg": 227}))
    log_race(user, race(15, 5_400, splits={"ski_erg": 270}))
    waiting = next(one for one in record_list(user) if one.needs_confirmation)

    confirmed = confirm_record(user, waiting.id)

    assert not confirmed.needs_confirmation
    assert [one.value for one in of_type(user, "station_time")] == [227, 272]


def test_a_dismissed_record_is_gone_stays_gone_and_lets_the_next_count(user: User) -> None:
    log_workout(user, strength(1, 80))
    wrong = log_workout(user, strength(2, 120)).records[0]
    log_workout(user, strength(3, 90))

    dismiss_record(user, wrong.id)
    assert squats(user) == [(80, None), (90, 80)]

    log_workout(user, strength(4, 100))
    remove_workout(user, log_workout(user, strength(5, 110)).workout.id)
    assert squats(user) == [(80, None), (90, 80), (100, 90)]
    with pytest.raises(NotFound):
        find_record(user, wrong.id)


def test_a_test_and_a_run_share_one_curve_and_a_deleted_test_leaves_it(user: User) -> None:
    log_workout(user, run(1, 5_000, 1_500))
    test = BenchmarkEntry(test_date=date(2026, 3, 5), test_type="run_5k", value=1_440)
    benchmark = log_benchmark(user, test).benchmark
    log_workout(user, run(10, 5_000, 1_470))

    paces = [one.value for one in of_type(user, "running_pace") if one.value_unit == "min_per_km"]
    assert paces == [4.8, 5.0]

    remove_benchmark(user, benchmark.id)
    paces = [one.value for one in of_type(user, "running_pace") if one.value_unit == "min_per_km"]
    assert paces == [4.9, 5.0]


def test_a_station_in_a_test_does_not_compete_with_one_in_a_race(user: User) -> None:
    log_race(user, race(1, 5_400))

    log_benchmark(user, BenchmarkEntry(test_date=date(2026, 3, 5), test_type="row", value=290))

    rowed = [(one.value, one.context, one.previous_value) for one in record_list(user) if one.station == "row"]
    assert rowed == [(290, "benchmark", None), (294, "race", None)]


def test_sessions_logged_at_the_same_moment_make_one_progression(user: User) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda weight_kg: log_workout(user, strength(1, weight_kg)), range(60, 84)))

    curve = squats(user)
    values = [value for value, _ in curve]
    assert values == sorted(set(values))
    assert values[-1] == 83
    assert [previous for _, previous in curve] == [None, *values[:-1]]


def test_another_athletes_records_are_not_there(user: User, other_user: User) -> None:
    record = log_workout(user, strength(1, 80)).records[0]

    assert records(other_user).empty
    for judge in (confirm_record, dismiss_record):
        with pytest.raises(NotFound):
            judge(other_user, record.id)
    with pytest.raises(NotFound):
        confirm_record(user, uuid4())
