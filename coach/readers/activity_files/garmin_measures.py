"""Distances and times of a whole list: what its two-part times are, its unit, and every row measured by both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from .contract import Answers
from .garmin_distances import Measured, Printed, TimeForm, duration_s, measure, time_form_of
from .garmin_numbers import Clock, pace_clock
from .garmin_rows import ListRows
from .garmin_types import TypeMeaning
from .garmin_units import UNIT_METRES, FoundUnit, RunFigures, find_unit

_DECIMALS = re.compile(r"[.,][0-9]{1,2}\s*$")
_FORMS: dict[TimeForm, float] = {"m:ss": 1, "h:mm": 60}
_S_PER_HOUR, _S_PER_MINUTE = 3600, 60


class ListMeasures(NamedTuple):
    """`needs_unit`: some distance is in a unit nobody has named yet; `minutes_only`: rows whose time has no seconds."""

    unit: FoundUnit
    rows: list[Measured]
    needs_unit: bool
    minutes_only: list[int]
    undecided: list[int]


def measure_rows(rows: ListRows, meanings: Sequence[TypeMeaning], answers: Answers) -> ListMeasures:
    """Distance and duration of every row, in the one unit of the file."""
    printed = _printed(rows, meanings)
    own_forms = [time_form_of(row) for row in printed]
    file_form = _file_form(rows, printed, own_forms)
    forms = [own or file_form for own in own_forms]
    found = find_unit(_run_figures(rows, meanings, printed, forms), answers)
    unit_metres = UNIT_METRES[found.unit] if found.unit else None
    two_parts = [place for place, row in enumerate(printed) if row.time is not None and row.time.parts == 2]
    minutes_only = [place for place in two_parts if forms[place] == "h:mm"]
    measured = [measure(row, unit_metres, form) for row, form in zip(printed, forms, strict=True)]
    for place in minutes_only:
        measured[place] = _between_its_times(measured[place], rows, place)
    return ListMeasures(
        found,
        measured,
        unit_metres is None and any(map(_needs_unit, printed, measured)),
        minutes_only,
        [place for place in two_parts if forms[place] is None],
    )


def _needs_unit(row: Printed, measured: Measured) -> bool:
    return bool(row.distance) and measured.distance_m is None and not (row.in_metres or row.looks_metric)


def _between_its_times(measured: Measured, rows: ListRows, place: int) -> Measured:
    """A time that lost its seconds is no shorter than the moving and no longer than the elapsed time beside it."""
    moving, elapsed = (rows.clocks[rows.texts[field][place]] for field in ("moving", "elapsed"))
    duration = measured.duration_s
    if duration is None:
        return measured
    if moving is not None and moving.parts == 3 and moving.seconds < duration + _S_PER_MINUTE:
        duration = max(duration, moving.seconds)
    if elapsed is not None and elapsed.parts == 3 and elapsed.seconds > duration - _S_PER_MINUTE:
        duration = min(duration, elapsed.seconds)
    return measured._replace(duration_s=duration)


def _printed(rows: ListRows, meanings: Sequence[TypeMeaning]) -> list[Printed]:
    numbers, clocks = rows.numbers, rows.clocks
    return [
        Printed(
            meaning.family,
            meaning.in_metres,
            numbers[distance],
            pace := pace_clock(clocks[pace_text]),
            numbers[pace_text] if pace is None else None,
            clocks[time],
            _DECIMALS.search(distance) is not None,
        )
        for meaning, distance, pace_text, time in zip(
            meanings, rows.texts["distance"], rows.texts["pace"], rows.texts["time"], strict=True
        )
    ]


def _file_form(rows: ListRows, printed: Sequence[Printed], own: Sequence[TimeForm | None]) -> TimeForm | None:
    """What two-part times of this file are: by paces, then by the other times of a row, then by its longer times."""
    votes = Counter(form for form in own if form)
    if not votes:
        votes = Counter(form for place, row in enumerate(printed) if (form := _form_by_elapsed(rows, place, row.time)))
    if votes:
        return votes.most_common(1)[0][0]
    # A spreadsheet that dropped the seconds did so in every row; the old French list has h:mm:ss from an hour on.
    return "m:ss" if any(row.time is not None and row.time.parts == 3 for row in printed) else None


def _form_by_elapsed(rows: ListRows, place: int, time: Clock | None) -> TimeForm | None:
    """The two forms are 60 times apart: the one within the square root of that of the elapsed or moving time."""
    other = rows.clocks[rows.texts["elapsed"][place]] or rows.clocks[rows.texts["moving"][place]]
    if time is None or time.parts != 2 or other is None or other.parts != 3:
        return None
    near = sqrt(_FORMS["h:mm"]) * 0.9
    ratio = time.seconds / other.seconds
    return next((form for form, factor in _FORMS.items() if 1 / near < ratio * factor < near), None)


def _run_figures(
    rows: ListRows, meanings: Sequence[TypeMeaning], printed: Sequence[Printed], forms: Sequence[TimeForm | None]
) -> list[RunFigures]:
    strides, hopeless = rows.texts["stride"], set(rows.hopeless)
    return [
        RunFigures(
            meanings[place].is_indoor,
            rows.numbers[rows.own_cadence[place]],
            rows.numbers[strides[place]],
            _pace_s(row),
            duration_s(row.time, forms[place]),
        )
        for place, row in enumerate(printed)
        if row.family == "run" and place not in hopeless
    ]


def _pace_s(row: Printed) -> float | None:
    if row.pace is not None:
        return row.pace.seconds
    return _S_PER_HOUR / row.speed if row.speed is not None and row.speed > 0 else None
