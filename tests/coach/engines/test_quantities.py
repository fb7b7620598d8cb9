"""Numbers with a unit in a text."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines import quantities as engine
from coach.engines import quantity_units
from coach.engines.quantities import Quantity, is_same, quantities
from coach.engines.quantity_units import UNITS, unit_of


def values(text: str) -> list[tuple[str, float]]:
    return [(one.kind, round(one.value, 3)) for one in quantities(text)]


def only(text: str) -> Quantity:
    (one,) = quantities(text)
    return one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 km, 5K and 12.5m", [("distance", 5_000), ("distance", 5_000), ("distance", 12.5)]),
        ("3.1 miles", [("distance", 4988.966)]),
        ("1,000 m", [("distance", 1_000)]),
        ("12,5 kg", [("mass", 12.5)]),
        ("225 lbs", [("mass", 102.058)]),
        ("2h10", [("time", 7_800)]),
        ("1 h 30 min", [("time", 5_400)]),
        ("1 hour and 30 minutes", [("time", 5_400)]),
        ("1 h 2 min 3 s", [("time", 3_723)]),
        ("4 min 12", [("time", 252)]),
        ("half an hour", [("time", 1_800)]),
        ("1:48:30", [("time", 6_510)]),
        ("1:30 h", [("time", 5_400)]),
        ("3:45.5", [("time", 225.5)]),
        ("30-minute jog", [("time", 1_800)]),
        ("48 hours are 2 days", [("time", 172_800), ("time", 172_800)]),
        ("3 months", [("months", 3)]),
        ("4:45/km and 7:39 per mile", [("pace", 285), ("pace", 285.209)]),
        ("5 min/km, 4:30 min/km, 1:52/500 m", [("pace", 300), ("pace", 270), ("pace", 224)]),
        ("6–8 weeks", [("time", 3_628_800), ("time", 4_838_400)]),
        ("6- to 8-week block", [("time", 3_628_800), ("time", 4_838_400)]),
        ("between 20 and 30 minutes", [("time", 1_200), ("time", 1_800)]),
        ("4:30 to 4:45 /km", [("pace", 270), ("pace", 285)]),
        ("4, 6 and 8 reps", [("reps", 4), ("reps", 6), ("reps", 8)]),
        ("10–15%", [("pct", 10), ("pct", 15)]),
        ("3 x 8", [("sets", 3), ("reps", 8)]),
        ("3x8-10 at 60 kg", [("sets", 3), ("reps", 8), ("reps", 10), ("mass", 60)]),
        ("3 sets of 8–12", [("sets", 3), ("reps", 8), ("reps", 12)]),
        ("8 × 400 m with 60 s rest", [("sets", 8), ("distance", 400), ("time", 60)]),
        ("RPE 7–8", [("effort", 7), ("effort", 8)]),
        ("7/10, effort 6 of 10", [("effort", 7), ("effort", 6)]),
        ("150 bpm, 250 W, 500 kcal", [("bpm", 150), ("watt", 250), ("kcal", 500)]),
        ("60 g/h, 1.6 g/kg, 3 mg/kg", [("mass", 0.06), ("g_per_kg", 1.6), ("g_per_kg", 0.003)]),
        ("20 °C or 68 °F", [("celsius", 20), ("celsius", 20)]),
        ("500 ml, 2 l, 50 ml/kg/min", [("litre", 0.5), ("litre", 2), ("oxygen", 50)]),
        ("3-4 times per week, twice a week", [("per_week", 3), ("per_week", 4), ("per_week", 2)]),
        ("100 wall balls, two weeks", [("reps", 100), ("time", 1_209_600)]),
        ("12 km/h", [("speed", 12)]),
    ],
)
def test_numbers_are_read_with_their_unit(text: str, found: list[tuple[str, float]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "1. First",
        "on 2026-03-04",
        "the 3rd of 16",
        "run 7 and station 3",
        "zone 2 min",
        "in the 1990s",
        "at 7:30 am",
        "age 40 to 44",
        "12 May",
        "2.5x bodyweight",
        "HYROX 2026",
        "10k steps",
    ],
)
def test_names_dates_and_ordinals_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_a_place_in_the_text_comes_with_every_number() -> None:
    text = "Hold 4:45 /km for 5 km."

    assert [text[one.start : one.end] for one in quantities(text)] == ["4:45 /km", "5 km"]


@pytest.mark.parametrize(
    ("said", "source"),
    [("3.1 mi", "5 km"), ("176 lb", "80 kg"), ("4:45", "285 s"), ("1.6 h", "95 min"), ("2 weeks", "14 days"),
     ("7:39 /mi", "4:45 /km"), ("90 min", "1:30:00"), ("1:52/500 m", "3:44 /km")],
)  # fmt: skip
def test_the_same_amount_in_another_unit_is_the_same(said: str, source: str) -> None:
    assert is_same(only(said), only(source))


@pytest.mark.parametrize(
    ("said", "source"),
    [("5 km", "5.2 km"), ("3 miles", "6 km"), ("2 h", "95 min"), ("3 weeks", "20 days"), ("4 sets", "4 reps"),
     ("100 lb", "45 kg"), ("1 mi", "1.2 km"), ("5 g/kg", "5 g"), ("80 %", "85 %")],
)  # fmt: skip
def test_a_rounder_or_other_amount_is_not(said: str, source: str) -> None:
    assert not is_same(only(said), only(source))


@given(st.floats(0.1, 900).map(lambda number: round(number, 1)), st.sampled_from([unit for unit in UNITS if unit.name in
       ("km", "m", "kg", "lb", "s", "min", "h", "%", "bpm", "W", "kcal", "ml", "week")]))  # fmt: skip
def test_a_written_amount_is_read_back(number: float, unit: quantity_units.Unit) -> None:
    one = only(f"about {number:g} {unit.name} of it")

    assert one.kind == unit.kind
    assert one.value == pytest.approx(number * unit.scale)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for one in quantities(text):
        assert 0 <= one.start < one.end <= len(text)


def test_every_unit_knows_its_own_name() -> None:
    named = [unit for unit in UNITS if unit.kind not in ("reps", "sets", "effort", "per_week")]

    assert [unit_of(unit.name) for unit in named] == named


def test_the_examples_hold() -> None:
    for module in (engine, quantity_units):
        assert doctest.testmod(module).failed == 0
