"""What counts as a record: the progression of marks, whatever order they are found in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.one_rm import estimated_one_rm_kg, one_rm_range_kg
from coach.engines.records import Kind, Mark, Occasion, Source, best_of_each, fastest_of_1000_s, kind_of, progression
from coach.engines.result_marks import DoneRace, DoneTest, benchmark_marks, race_marks
from coach.engines.workout_marks import DoneRun, DoneSet, run_marks, set_marks

ROW = Kind("station_time", "seconds", station="row", context="benchmark")
SQUAT = Kind("exercise_weight", "kg", "squat")


def occasion(number: int, day: int = 1) -> Occasion:
    logged_at = datetime(2026, 1, 1) + timedelta(minutes=number)  # noqa: DTZ001 - only the order matters
    return Occasion(Source("workout", UUID(int=number)), "training", date(2026, 1, day), logged_at)


def mark(value: float, number: int, day: int, kind: Kind = ROW) -> Mark:
    return Mark(kind, value, occasion(number, day))


days = st.lists(st.tuples(st.integers(1, 28), st.floats(1, 1_000)), max_size=30)


@given(days)
def test_a_progression_only_improves_and_ends_at_the_best(done: list[tuple[int, float]]) -> None:
    marks = [mark(value, number, day) for number, (day, value) in enumerate(done)]

    steps = progression(marks, {})

    values = [step.mark.value for step in steps]
    assert values == sorted(values, reverse=True)
    assert [step.previous_value for step in steps] == [None, *values][: len(values)]
    if done:
        assert values[-1] == pytest.approx(min(value for _, value in done), abs=1e-3)


@given(days, st.randoms())
def test_the_order_in_which_marks_are_found_does_not_matter(done: list[tuple[int, float]], chance: object) -> None:
    marks = [mark(value, number, day) for number, (day, value) in enumerate(done)]
    mixed = list(marks)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert progression(mixed, {}) == progression(marks, {})


@given(days)
def test_what_is_kept_and_one_new_mark_say_the_same_as_everything(done: list[tuple[int, float]]) -> None:
    marks = [mark(value, number, day) for number, (day, value) in enumerate(done)]
    *earlier, latest = marks or [mark(1, 0, 1)]

    kept = [step.mark for step in progression(earlier, {})]

    assert progression([*kept, latest], {}) == progression([*earlier, latest], {})


def test_kinds_do_not_beat_each_other() -> None:
    steps = progression([mark(300, 1, 1), mark(100, 2, 2, SQUAT), mark(110, 3, 3, SQUAT)], {})

    assert [(step.mark.value, step.previous_value) for step in steps] == [(300, None), (100, None), (110, 100)]


def test_a_dismissed_mark_stays_known_and_counts_for_nothing() -> None:
    wrong, right = mark(200, 1, 1), mark(300, 2, 2)

    steps = progression([wrong, right], {wrong.identity: "dismissed"})

    assert [(step.mark.value, step.state, step.previous_value) for step in steps] == [
        (200, "dismissed", None),
        (300, "counted", None),
    ]


def test_a_confirmed_mark_is_not_asked_about_again() -> None:
    fast = Mark(ROW, 200, occasion(1), limit=239)

    assert [step.state for step in progression([fast], {})] == ["asked"]
    assert [step.state for step in progression([fast], {fast.identity: "counted"})] == ["counted"]


def test_ten_sets_make_one_record_per_kind() -> None:
    sets = [DoneSet("Bench press", 5, weight_kg) for weight_kg in (60, 65, 70, 70, 65)]

    marks = set_marks(sets, occasion(1), {})

    assert [(one.kind.is_estimate, round(one.value, 1)) for one in marks] == [(False, 70), (True, 81.7)]
    assert best_of_each(marks) == marks


def test_more_than_ten_repetitions_are_no_base_for_an_estimate() -> None:
    marks = set_marks([DoneSet("Bench press", 15, 50)], occasion(1), {})

    assert {one.kind.key for one in marks} == {"exercise_weight/kg/bench press", "exercise_reps/reps/bench press/50"}


def test_sets_that_measure_nothing_set_no_record() -> None:
    assert set_marks([DoneSet("Plank", duration_s=60), DoneSet("Squat", reps=0, weight_kg=60)], occasion(1), {}) == []
    assert run_marks([DoneRun(None, 600), DoneRun(0, 600)], occasion(1), is_woman=True) == []


@pytest.mark.parametrize(
    ("is_woman", "seconds", "is_asked"), [(False, 800, True), (False, 840, False), (True, 900, True)]
)
def test_a_run_near_the_world_record_is_asked_about(is_woman: bool, seconds: float, is_asked: bool) -> None:
    marks = run_marks([DoneRun(5_000, seconds)], occasion(1), is_woman=is_woman)

    states = {step.mark.kind.unit: step.state for step in progression(marks, {})}

    assert states == {"min_per_km": "asked" if is_asked else "counted", "metres": "counted"}


def test_a_custom_test_in_seconds_has_its_own_history_only() -> None:
    custom = DoneTest("custom", 95, "seconds", "Plank")

    assert benchmark_marks(custom, occasion(1), {}, is_woman=False) == []
    lift = benchmark_marks(custom._replace(unit="kg", name="Dead  Lift"), occasion(1), {}, is_woman=False)
    assert [one.kind for one in lift] == [Kind("exercise_weight", "kg", "dead lift")]


def test_loaded_stations_are_compared_with_the_same_weights() -> None:
    tests = [DoneTest("sled_push", 120, "seconds", division=division) for division in ("open", "pro")]
    tests += [DoneTest("row", 220, "seconds", division=division) for division in ("open", "pro")]

    kinds = [benchmark_marks(test, occasion(1), {}, is_woman=False)[0].kind for test in tests]

    assert kinds[0] != kinds[1]
    assert kinds[2] == kinds[3]


def test_a_race_without_a_finish_still_has_its_stations() -> None:
    race = DoneRace("open", "singles", "men", "open", "2026 Vienna", 8, None, {"row": 290.0, "run_1": 300.0})

    assert [one.kind.station for one in race_marks(race, occasion(1), {})] == ["row"]


def test_the_fast_end_of_the_field_agrees_with_the_counted_one() -> None:
    counted = {  # p1 and p5 of the field, and the fastest of a thousand counted in public results
        (235, 244): 224, (267, 278): 255, (225, 233): 217, (211, 218): 204,
        (250, 260): 239, (280, 291): 268, (238, 247): 227, (229, 239): 219,
    }  # fmt: skip

    for (p1_s, p5_s), seen_s in counted.items():
        assert fastest_of_1000_s(p1_s, p5_s) == pytest.approx(seen_s, abs=2)


def test_a_stored_record_is_of_the_kind_it_was_found_as() -> None:
    race = DoneRace("open", "doubles", "women", "doubles", "2023 Hamburg", 6, 5_000, {"wall_balls": 200.0})

    for one in race_marks(race, occasion(1)._replace(context="race"), {}):
        columns = one.kind._asdict() | {"value_unit": one.kind.unit, "exercise_name": one.exercise_name}
        assert kind_of(columns) == one.kind


def test_one_repetition_maxima_agree_with_the_published_formulas() -> None:
    assert estimated_one_rm_kg(100, 5) == pytest.approx(116.67, abs=0.01)
    assert one_rm_range_kg(100, 5) == pytest.approx((112.5, 119.01), abs=0.01)
    for wrong in ((100, 0), (100, 11), (0, 5), (-5, 5)):
        assert estimated_one_rm_kg(*wrong) is None
        assert one_rm_range_kg(*wrong) is None
