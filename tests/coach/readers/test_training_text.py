"""Free text to what was done."""

from __future__ import annotations

import doctest
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.workout_marks import DoneSet
from coach.readers import training_text
from coach.readers.training_text import (
    DoneInterval,
    DoneSession,
    DoneTest,
    clauses,
    days,
    exercises,
    read_training,
    tested,
    words,
)
from coach.readers.training_text.exercises import named_exercises
from coach.readers.training_text.reading import SessionType
from coach.readers.training_text.words import session_words

TODAY = date(2026, 3, 4)  # a Wednesday
YESTERDAY, MONDAY = date(2026, 3, 3), date(2026, 3, 2)


def read(text: str, system: Any = "metric") -> DoneSession:
    reading = read_training(text, TODAY, system)
    assert reading.question is None, reading.question
    (session,) = reading.sessions
    return session


def known(session: DoneSession) -> dict[str, Any]:
    """What the text said, without the sets."""
    return {
        name: value
        for name, value in session._asdict().items()
        if value not in (None, (), False) and name not in ("session_type", "day", "title", "sets", "intervals")
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ran 5k in 25:00", {"distance_m": 5_000, "duration_s": 1_500}),
        ("Ran 10 km in 52:30, RPE 7", {"distance_m": 10_000, "duration_s": 3_150, "rpe": 7}),
        ("easy run 45 min hr 142", {"duration_s": 2_700, "heart_rate": 142}),
        ("2h10 long run, 24 km", {"duration_s": 7_800, "distance_m": 24_000}),
        ("half marathon in 1:48:30", {"distance_m": 21_097.5, "duration_s": 6_510}),
        ("half marathon in 1:48", {"distance_m": 21_097.5, "duration_s": 6_480}),
        ("ran a marathon in 3:45", {"distance_m": 42_195, "duration_s": 13_500}),
        ("10k run in 1:02", {"distance_m": 10_000, "duration_s": 3_720}),
        ("ran for 1:30", {"duration_s": 5_400}),
        ("jogged for an hour", {"duration_s": 3_600}),
        ("ran an hour and a half", {"duration_s": 5_400}),
        ("run, half an hour", {"duration_s": 1_800}),
        ("ran 30m", {"duration_s": 1_800}),
        ("run 4 km 21 min 12", {"distance_m": 4_000, "duration_s": 1_272}),
        ("ran 3 miles at 8:30 per mile", {"distance_m": 4_828, "duration_s": 1_530}),
        ("ran five miles in 43 minutes", {"distance_m": 8_047, "duration_s": 2_580}),
        ("6k tempo run at 4:30 pace", {"distance_m": 6_000, "duration_s": 1_620}),
        ("ran 50 min @ 5:00/km", {"duration_s": 3_000, "distance_m": 10_000}),
        ("Ran 8 km, felt like a 6", {"distance_m": 8_000, "rpe": 6}),
        ("8 km run, effort seven", {"distance_m": 8_000, "rpe": 7}),
        ("run 5 km 8/10 avg hr 165 450 kcal", {"distance_m": 5_000, "rpe": 8, "heart_rate": 165, "kcal": 450}),
        ("parkrun in 22:40", {"distance_m": 5_000, "duration_s": 1_360}),
        ("treadmill 5 km 0:30:00", {"distance_m": 5_000, "duration_s": 1_800}),
        ("10k in 52:30", {"distance_m": 10_000, "duration_s": 3_150}),
        ("did not finish my run, 4 km", {"distance_m": 4_000, "is_partial": True}),
    ],
)
def test_a_run_has_its_distance_time_and_effort(text: str, said: dict[str, Any]) -> None:
    session = read(text)

    assert (session.session_type, session.day) == ("run", TODAY)
    assert known(session) == said


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("8x400m @ 1:30 r60s", DoneInterval(8, 400, 90, 60)),
        ("8 x 400m in 1:30 with 60s rest", DoneInterval(8, 400, 90, 60)),
        ("ran 8x400 in 1:30", DoneInterval(8, 400, 90)),
        ("6x3 min threshold run with 90s jog", DoneInterval(6, None, 180, 90)),
        ("5x1k @ 4:05/km, 2 min rest", DoneInterval(5, 1_000, 245, 120)),
        ("track: 4 x 1 mile in 6:20, rest 3 min", DoneInterval(4, 1_609, 380, 180)),
        ("10x200m run, 1:00 recovery", DoneInterval(10, 200, None, 60)),
        ("4x4' run r2'", DoneInterval(4, None, 240, 120)),
    ],
)
def test_repeats_have_length_time_and_rest(text: str, interval: DoneInterval) -> None:
    session = read(text)

    assert session.session_type == "run"
    assert session.intervals == (interval,)


@pytest.mark.parametrize(
    ("text", "kind", "sets"),
    [
        ("5x5 deadlift @ 120 kg", "strength", [DoneSet("Deadlift", 5, 120)] * 5),
        ("deadlift 5x5x100", "strength", [DoneSet("Deadlift", 5, 100)] * 5),
        ("deadlfit 3x5 140kg", "strength", [DoneSet("Deadlift", 5, 140)] * 3),
        ("3 x 12 wall balls 9kg", "strength", [DoneSet("Wall balls", 12, 9)] * 3),
        ("3 sets of 12 rdl with 70", "strength", [DoneSet("Romanian Deadlift", 12, 70)] * 3),
        ("3 x 12 rdl 70", "strength", [DoneSet("Romanian Deadlift", 12, 70)] * 3),
        ("bench 225 lbs 3x5", "strength", [DoneSet("Bench Press", 5, 102.06)] * 3),
        ("gym: squats 100 kg 4x6", "strength", [DoneSet("Back Squat", 6, 100)] * 4),
        (
            "3x10 squat @ 80kg, 3x8 bench 60 kg",
            "strength",
            [DoneSet("Back Squat", 10, 80)] * 3 + [DoneSet("Bench Press", 8, 60)] * 3,
        ),
        (
            "20 box jumps, 30 kb swings 24 kg",
            "strength",
            [DoneSet("Box Jump", 20), DoneSet("Kettlebell Swing", 30, 24)],
        ),
        (
            "2 rounds of 10 pull ups and 20 push ups",
            "strength",
            [DoneSet("Pull-Up", 10)] * 2 + [DoneSet("Push-Up", 20)] * 2,
        ),
        ("3 x 45 s plank", "strength", [DoneSet("Plank", duration_s=45)] * 3),
        ("100 wall balls in 5:10", "hiit", [DoneSet("Wall balls", 100, duration_s=310)]),
        ("bbj 80m in 4:20", "hiit", [DoneSet("Burpee broad jump", distance_m=80, duration_s=260)]),
        ("sled push 4x12.5m @ 152 kg", "hiit", [DoneSet("Sled push", None, 152, 12.5)] * 4),
        ("farmers carry 200 m 2x24 kg", "hiit", [DoneSet("Farmers carry", None, 24, 200)]),
        ("rowed 5k in 20:30", "hiit", [DoneSet("Row", distance_m=5_000, duration_s=1_230)]),
        ("2 x 1000 m row @ 3:50 r90s", "hiit", [DoneSet("Row", distance_m=1_000, duration_s=230)] * 2),
        ("skied 1 km 4:10", "hiit", [DoneSet("SkiErg", distance_m=1_000, duration_s=250)]),
        ("EMOM 20 min: 10 burpees", "hiit", [DoneSet("Burpee", 10)]),
    ],
)
def test_sets_have_their_exercise_and_amounts(text: str, kind: str, sets: list[DoneSet]) -> None:
    session = read(text)

    assert session.session_type == kind
    assert list(session.sets) == sets


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("full hyrox simulation in 1:25:30, rpe 9", "simulation", {"duration_s": 5_130, "rpe": 9}),
        ("yoga for 30 minutes", "recovery", {"duration_s": 1_800}),
        ("walked 4 km", "recovery", {"distance_m": 4_000}),
        ("AMRAP 20 min, effort 8 of 10", "hiit", {"duration_s": 1_200, "rpe": 8}),
        ("gym 1 hour", "strength", {"duration_s": 3_600}),
        ("cycled 30 km in 1:10", "hiit", {"distance_m": 30_000, "duration_s": 4_200}),
        ("swam 1500 m in 32 min", "hiit", {"distance_m": 1_500, "duration_s": 1_920}),
        ("rowing 20 min at 180 W", "hiit", {"duration_s": 1_200, "watts": 180}),
        ("rest day", "rest", {}),
        ("run 5 km 25:30 and 100 burpees", "hiit", {"distance_m": 5_000, "duration_s": 1_530}),
    ],
)
def test_other_sessions_have_their_kind(text: str, kind: str, said: dict[str, Any]) -> None:
    session = read(text)

    assert session.session_type == kind
    assert known(session) == said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ran 5 km yesterday", YESTERDAY),
        ("ran 5 km this morning", TODAY),
        ("on monday I ran 5 km", MONDAY),
        ("Monday: ran 5 km", MONDAY),
        ("two days ago I ran 5 km", MONDAY),
        ("ran 5 km on 2026-02-20", date(2026, 2, 20)),
        ("ran 5 km on 20 December", date(2025, 12, 20)),
        ("ran 5 km on Feb 20th", date(2026, 2, 20)),
    ],
)
def test_a_session_has_the_day_that_is_named(text: str, day: date) -> None:
    assert read(text).day == day
    assert read(text).distance_m == 5_000


def test_two_days_are_two_sessions() -> None:
    reading = read_training("Yesterday 10k easy run in 55 min, today 5x5 squats at 100kg", TODAY)

    assert [(one.session_type, one.day) for one in reading.sessions] == [("run", YESTERDAY), ("strength", TODAY)]


def test_a_bare_load_is_in_the_athletes_own_unit() -> None:
    assert read("5x5 deadlift @ 225", "imperial").sets[0].weight_kg == 102.06
    assert read("ran 3 mi at 8:00 pace", "imperial").duration_s == 1_440


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("tested my 2k row: 7:32", DoneTest("row_2k", 452, TODAY)),
        ("row test 1000 m 3:31 yesterday", DoneTest("row", 211, YESTERDAY)),
        ("tested ski 1k 4:05", DoneTest("ski_erg", 245, TODAY)),
        ("5k time trial: 21:10", DoneTest("run_5k", 1_270, TODAY)),
        ("1 km test run in 3:40", DoneTest("run_1k", 220, TODAY)),
        ("cooper test 2650 m", DoneTest("cooper", 2_650, TODAY)),
        ("wall balls test: 100 in 6:05", DoneTest("wall_balls", 365, TODAY)),
        ("sandbag lunges benchmark 5:20", DoneTest("sandbag_lunges", 320, TODAY)),
        ("tested my deadlift 1RM: 150 kg", DoneTest("custom", 150, TODAY, "1RM deadlift", "kg")),
        ("max pull-ups: 14", DoneTest("custom", 14, TODAY, "Most pull-ups", "reps")),
        ("10 km test run 44:10", DoneTest("custom", 2_650, TODAY, "Run 10000 m", "seconds")),
    ],
)
def test_a_test_is_told_from_a_session(text: str, test: DoneTest) -> None:
    reading = read_training(text, TODAY)

    assert reading.tests == (test,)
    assert reading.sessions == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("went for a run", training_text.HOW_MUCH),
        ("did some squats", training_text.HOW_MUCH),
        ("trained today", training_text.WHAT),
        ("log my workout", training_text.WHAT),
    ],
)
def test_what_names_no_activity_or_no_amount_is_asked_for_once(text: str, asked: str) -> None:
    reading = read_training(text, TODAY)

    assert (reading.question, reading.sessions, reading.tests) == (asked, (), ())


@pytest.mark.parametrize("text", ["", "hello", "what a day", "my knee hurts", "x" * 3_000])
def test_what_is_no_training_is_left_alone(text: str) -> None:
    assert read_training(text, TODAY) == training_text.Reading()


@pytest.mark.parametrize(
    ("written", "name"),
    [("bbj", "Burpee broad jump"), ("rower", "Row"), ("farmer's walk", "Farmers carry"), ("wallballs", "Wall balls"),
     ("rdl", "Romanian Deadlift"), ("kb swings", "Kettlebell Swing"), ("chin-ups", "Pull-Up"),
     ("ohp", "Overhead Press"),
     ("sandbag walking lunges", "Sandbag lunges"), ("bulgarain split squats", "Bulgarian Split Squat"),
     ("romanain deadlift", "Deadlift")],
)  # fmt: skip
def test_exercises_have_the_names_of_the_library(written: str, name: str) -> None:
    assert [one.name for one in named_exercises(written)] == [name]


whole = st.integers
loads = st.none() | whole(5, 600).map(lambda halves: halves / 2)
names = st.sampled_from(sorted(exercises._ALIASES))
lengths = (whole(10, 999) | whole(100, 500).map(lambda tens: tens * 10)).map(float)
lifts = st.builds(lambda name, reps, load: DoneSet(name, reps, load), names, whole(1, 200), loads)
stretches = st.builds(
    lambda name, load, length, time: DoneSet(name, None, load, length, time),
    names, loads, lengths, st.none() | whole(20, 3_600).map(float),
).filter(lambda one: not one.duration_s or one.duration_s > (one.distance_m or 0) * 0.4)  # fmt: skip
holds = st.builds(
    lambda name, load, time: DoneSet(name, None, load, None, time), names, loads, whole(5, 3_600).map(float)
)
repeats = st.builds(
    DoneInterval,
    whole(2, 40),
    st.none() | whole(10, 200).map(lambda tens: tens * 10.0),
    st.none() | whole(10, 1_800).map(float),
    st.none() | whole(5, 600).map(float),
).filter(lambda one: bool(one.distance_m or one.duration_s))
totals = st.tuples(
    st.none() | whole(20, 5_000).map(lambda tens: tens * 10.0), st.none() | whole(60, 30_000).map(float)
).filter(lambda total: not (total[0] and total[1]) or total[1] > total[0] * 0.13)
KINDS: list[tuple[SessionType, str | None]] = [
    ("run", None), ("run", "Easy run"), ("run", "Tempo run"), ("hiit", None), ("hiit", "Emom"), ("strength", None),
    ("simulation", None), ("recovery", None), ("recovery", "Yoga"), ("rest", None),
]  # fmt: skip


@st.composite
def told_sessions(draw: st.DrawFn) -> DoneSession:
    """Sessions that can be said: runs have repeats, the others sets; a row alone lasts as long as its set."""
    kind, title = draw(st.sampled_from(KINDS))
    day = TODAY - timedelta(days=draw(whole(0, 200)))
    if kind == "rest":
        return DoneSession("rest", day)
    length_m, time_s = draw(totals)
    intervals = draw(st.lists(repeats, max_size=3)) if kind == "run" else []
    groups = st.lists(st.tuples(lifts | stretches | holds, whole(1, 6)), max_size=4)
    takes_sets = kind in ("hiit", "strength", "simulation") and title is None
    sets = [one for one, count in draw(groups) for _ in range(count)] if takes_sets else []
    if len(sets) == 1 and sets[0].exercise_name in ("Row", "SkiErg", "Air Bike") and time_s is None:
        length_m, time_s = None, sets[0].duration_s
    if not (intervals or sets or length_m or time_s):
        length_m = 5_000.0
    marks: dict[str, Any] = {
        "rpe": draw(st.none() | whole(1, 10)),
        "heart_rate": draw(st.none() | whole(60, 220)),
        "kcal": draw(st.none() | whole(10, 3_000)),
        "watts": draw(st.none() | whole(20, 600)),
        "is_partial": draw(st.booleans()),
    }
    return DoneSession(kind, day, title, time_s, length_m, sets=tuple(sets), intervals=tuple(intervals), **marks)


@settings(max_examples=300, deadline=None)
@given(told_sessions())
def test_a_session_in_words_is_read_back_as_the_same(session: DoneSession) -> None:
    assert read_training(session_words(session), TODAY).sessions == (session,)


@given(st.text(max_size=400) | st.text("0123456789:x@ kmrs,.'\"", max_size=60))
@settings(deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    reading = read_training(text, TODAY)

    assert not (reading.question and reading.sessions)


def test_the_examples_hold() -> None:
    for module in (training_text, clauses, days, exercises, tested, words):
        assert doctest.testmod(module).failed == 0
