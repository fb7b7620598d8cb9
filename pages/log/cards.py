"""Sessions in one line each, as the log lists them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd

from coach.engines.clock import format_clock
from coach.engines.units import System, distance_text, weight_text
from data.workouts import SessionType
from pages.log.words import STATUSES, TYPE_COLORS, TYPES
from pages.split_view.cells import date_cell, number_of, plain

NOTE_LENGTH = 120


class SessionCard(NamedTuple):
    workout_id: UUID
    label: str
    about: str


def session_cards(workouts: pd.DataFrame, system: System) -> list[SessionCard]:
    """One card per row of WORKOUT_DTYPES, in the same order."""
    return [_card(row, system) for row in workouts.to_dict("records")]


def amounts(row: dict[Hashable, Any], system: System) -> list[str]:
    """What is known of a session: duration, distance, sets, load, effort, heart rate, calories."""
    seconds, minutes = number_of(row["duration_seconds"]), number_of(row["duration_minutes"])
    distance_m, load_kg = number_of(row["distance_m"]), number_of(row["load_kg"])
    known = [
        format_clock(seconds) if seconds else f"{minutes:.0f} min" if minutes else "",
        distance_text(system, distance_m) if distance_m else "",
        _counted(row["set_count"], "set"),
        f"{weight_text(system, load_kg)} moved" if load_kg else "",
        _with(row["rpe_post"], "RPE {:.0f}"),
        _with(row["heart_rate_avg"], "{:.0f} bpm"),
    ]
    return [text for text in known if text]


def _card(row: dict[Hashable, Any], system: System) -> SessionCard:
    title, notes = _text(row["title"]), _text(row["notes"])
    label = f"**{plain(title)}** {type_badge(row['session_type'])}" if title else type_badge(row["session_type"])
    if row["completion_status"] != "completed":
        label += f" :gray-badge[{STATUSES[row['completion_status']]}]"
    lines = [" · ".join([date_cell(row["date"]), *amounts(row, system)]), plain(_beginning(notes))]
    return SessionCard(UUID(str(row["id"])), label, "  \n".join(line for line in lines if line))


def type_badge(session_type: SessionType) -> str:
    """The kind of session as a chip in its colour, for Markdown."""
    return f":{TYPE_COLORS[session_type]}-badge[{TYPES[session_type]}]"


def _text(cell: Any) -> str:
    """A text, or nothing: a frame's missing text may be None or nan."""
    return cell if isinstance(cell, str) else ""


def _beginning(notes: str) -> str:
    words = " ".join(notes.split())
    return words if len(words) <= NOTE_LENGTH else f"{words[:NOTE_LENGTH].rstrip()}…"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _with(cell: Any, pattern: str) -> str:
    number = number_of(cell)
    return "" if number is None else pattern.format(number)
