"""What somebody types about a benchmark test, and the entry it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pydantic import ValidationError

from coach.engines.clock import format_clock, parse_clock
from coach.engines.result_marks import LOADED_STATIONS
from data.benchmarks import TESTS, Benchmark, BenchmarkEntry
from pages.errors import field_messages

UNITS = {"seconds": "Time", "metres": "Metres", "kg": "kg", "reps": "Reps"}
EXAMPLES = {"seconds": "mm:ss", "metres": "2600", "kg": "82.5", "reps": "12"}


@dataclass(frozen=True)
class TypedTest:
    """The form as it stands; `value` is a text in the unit of the test."""

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


def typed_test(test: Benchmark) -> TypedTest:
    """A kept test as the form shows it."""
    return TypedTest(
        test_type=test.test_type,
        test_date=test.test_date,
        value=typed_value(test.unit or "", test.value),
        name=test.name or "",
        unit=test.unit,
        division=test.division,
        notes=test.notes or "",
    )


def typed_value(unit: str, value: float) -> str:
    """A value as it is typed; tenths of a second stay.

    >>> typed_value("seconds", 290.5), typed_value("kg", 82.5), typed_value("metres", 2600)
    ('4:50.5', '82.5', '2600')
    """
    if unit != "seconds":
        return f"{value:.10g}"
    tenths = round(value * 10) % 10
    return f"{format_clock(int(value))}.{tenths}" if tenths else format_clock(value)


def unit_of(test_type: str | None, own_unit: str | None) -> str | None:
    """The unit the value is typed in; None while it is not chosen."""
    test = TESTS.get(test_type or "")
    return test.unit if test else own_unit


def has_weights(test_type: str | None) -> bool:
    """Whether it matters with which division's weights the test was done."""
    return test_type in LOADED_STATIONS


def read_test(typed: TypedTest) -> ReadTest:
    """The entry, when every field is right."""
    is_custom = typed.test_type == "custom"
    unit = unit_of(typed.test_type, typed.unit)
    messages: dict[str, str] = {}
    if typed.test_type is None:
        messages["test_type"] = "Choose a test"
    try:
        value = read_value(unit or "", typed.value)
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
        return ReadTest(None, field_messages(error) | messages)
    return ReadTest(None if messages else entry, messages)


def read_value(unit: str, text: str) -> float:
    """
    >>> read_value("seconds", "4:50"), read_value("kg", "82,5")
    (290.0, 82.5)

    Raises:
        ValueError: it cannot be read; the message says how to write it.
    """
    typed = text.strip()
    if not typed:
        raise ValueError("Type how it went: a test without a result is not kept")
    if unit == "seconds":
        return parse_clock(typed)
    try:
        return float(typed.replace(",", "."))
    except ValueError:
        raise ValueError(f"“{typed[:20]}” is not a number: type it like {EXAMPLES.get(unit, '12')}") from None
