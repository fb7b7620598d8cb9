"""What somebody types about a benchmark test, and the entry it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from coach.engines.clock import format_clock, parse_clock
from coach.engines.result_marks import LOADED_STATIONS
from coach.engines.units import System, weight_in, weight_kg_of, weight_text, weight_unit
from data.benchmarks import CUSTOM_RANGES, TESTS, Benchmark, BenchmarkEntry
from pages.errors import field_messages

EXAMPLES = {"seconds": "mm:ss", "metres": "2600", "kg": "82.5", "reps": "12"}
EXAMPLE_LB = "185"


@dataclass(frozen=True)
class TypedTest:
    """The form as it stands; `value` is a text in the unit of the test, weights in the athlete's."""

    test_type: str | None = None
    test_date: date | None = None
    value: str = ""
    name: str = ""
    unit: str | None = None
    division: str | None = None
    notes: str = ""


class ReadTest(NamedTuple):
    """The entry, or why there is none: a sentence per field."""

    entry: BenchmarkEntry | None
    messages: dict[str, str]


def typed_test(test: Benchmark, system: System = "metric") -> TypedTest:
    """A kept test as the form shows it."""
    return TypedTest(
        test_type=test.test_type,
        test_date=test.test_date,
        value=typed_value(test.unit or "", test.value, system),
        name=test.name or "",
        unit=test.unit,
        division=test.division,
        notes=test.notes or "",
    )


def typed_value(unit: str, value: float, system: System = "metric") -> str:
    """A value as it is typed; tenths of a second stay.

    >>> typed_value("seconds", 290.5), typed_value("kg", 82.5), typed_value("metres", 2600)
    ('4:50.5', '82.5', '2600')
    >>> typed_value("kg", 102.06, "imperial")
    '225'
    """
    if unit == "kg":
        return f"{weight_in(system, value) if system == 'imperial' else value:.10g}"
    if unit != "seconds":
        return f"{value:.10g}"
    tenths = round(value * 10) % 10
    return f"{format_clock(int(value))}.{tenths}" if tenths else format_clock(value)


def unit_of(test_type: str | None, own_unit: str | None) -> str | None:
    """The unit the value is typed in; None while it is not chosen."""
    test = TESTS.get(test_type or "")
    return test.unit if test else own_unit


def units(system: System) -> dict[str, str]:
    """What a test of one's own can be measured in, by the unit it is kept in."""
    return {"seconds": "Time", "metres": "Metres", "kg": weight_unit(system), "reps": "Reps"}


def result_label(unit: str | None, system: System) -> str:
    if unit is None:
        return "Result"
    return "Time" if unit == "seconds" else f"Result in {weight_unit(system) if unit == 'kg' else unit}"


def example_of(unit: str | None, system: System) -> str:
    return EXAMPLE_LB if (unit, system) == ("kg", "imperial") else EXAMPLES.get(unit or "", "")


def has_weights(test_type: str | None) -> bool:
    """Whether it matters with which division's weights the test was done."""
    return test_type in LOADED_STATIONS


def read_test(typed: TypedTest, system: System = "metric", kept: Benchmark | None = None) -> ReadTest:
    """The entry, when every field is right; a value that still reads as the `kept` one stays to the digit."""
    is_custom = typed.test_type == "custom"
    unit = unit_of(typed.test_type, typed.unit)
    messages: dict[str, str] = {}
    if typed.test_type is None:
        messages["test_type"] = "Choose a test"
    try:
        is_same = kept is not None and typed.value == typed_value(unit or "", kept.value, system) and kept.unit == unit
        value = kept.value if kept and is_same else read_value(unit or "", typed.value, system)
    except ValueError as wrong:
        value = None
        messages["value"] = str(wrong)
    fields = {
        "test_type": typed.test_type or "custom",
        "test_date": typed.test_date,
        "unit": unit,
        "name": (typed.name.strip() or None) if is_custom else None,
        "value": 1.0 if value is None else value,
        "division": typed.division if has_weights(typed.test_type) else None,
        "notes": typed.notes.strip() or None,
    }
    try:
        entry = BenchmarkEntry.model_validate(fields)
    except ValidationError as error:
        return ReadTest(None, _in_units(field_messages(error), fields, system) | messages)
    return ReadTest(None if messages else entry, messages)


def _in_units(messages: dict[str, str], fields: dict[str, Any], system: System) -> dict[str, str]:
    """A weight that cannot be is answered in the units it was typed in."""
    if "value" not in messages or (fields["unit"], system) != ("kg", "imperial"):
        return messages
    text, low, high = (weight_text(system, weight_kg) for weight_kg in (fields["value"], *CUSTOM_RANGES["kg"]))
    return messages | {"value": f"{text} cannot be right: expected {low} to {high}."}


def read_value(unit: str, text: str, system: System = "metric") -> float:
    """
    >>> read_value("seconds", "4:50"), read_value("kg", "82,5")
    (290.0, 82.5)
    >>> read_value("kg", "225", "imperial")
    102.06

    Raises:
        ValueError: it cannot be read; the message says how to write it.
    """
    typed = text.strip()
    if not typed:
        raise ValueError("Type how it went: a test without a result is not kept")
    if unit == "seconds":
        return parse_clock(typed)
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        example = example_of(unit, system) or "12"
        raise ValueError(f"“{typed[:20]}” is not a number: type it like {example}") from None
    return weight_kg_of(system, number) if (unit, system) == ("kg", "imperial") else number
