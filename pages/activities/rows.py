"""Activities in one line each, and their months."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd

from coach.engines.activity_words import speed_text
from coach.engines.clock import NO_TIME, format_clock
from coach.engines.units import System, distance_text
from pages.activities.words import EFFORT_KINDS, FAMILIES, FAMILY_COLORS
from pages.split_view.cells import date_cell, number_of, plain

FAMILY_NAMES: dict[str, str] = {str(family): name for family, name in FAMILIES.items()}


class ActivityRow(NamedTuple):
    activity_id: UUID
    month_on: date
    label: str
    about: str


def activity_rows(activities: pd.DataFrame, system: System) -> list[ActivityRow]:
    """One row per row of ACTIVITY_DTYPES, in the same order."""
    return [_row(row, system) for row in activities.to_dict("records")]


def month_line(month: dict[Hashable, Any], system: System) -> str:
    """A row of MONTH_DTYPES as Markdown: the month, then how much."""
    count = int(month["activity_count"])
    distance_m, duration_s = number_of(month["distance_m"]), number_of(month["duration_s"])
    parts = [
        f"{count:,} activit{'y' if count == 1 else 'ies'}",
        distance_text(system, distance_m) if distance_m else "",
        f"{format_clock(duration_s)} {'h' if duration_s >= 3600 else 'min'}" if duration_s else "",
    ]
    return f"**{month['month_on']:%B %Y}** :gray[{' · '.join(part for part in parts if part)}]"


def family_badge(family: str) -> str:
    """The sport as a chip in its colour, for Markdown."""
    return f":{FAMILY_COLORS.get(family, 'gray')}-badge[{FAMILY_NAMES.get(family, 'Other')}]"


def title_of(title: object, type_name: str) -> str:
    """Its title, else what the watch calls such an activity."""
    return title if isinstance(title, str) and title else type_name or "Activity"


def _row(row: dict[Hashable, Any], system: System) -> ActivityRow:
    started_at = row["started_at_local"]
    distance_m, duration_s = number_of(row["distance_m"]), number_of(row["duration_s"]) or number_of(row["moving_s"])
    heart_rate_bpm = number_of(row["heart_rate_avg_bpm"])
    measures = [
        date_cell(started_at),
        distance_text(system, distance_m) if distance_m else "",
        format_clock(duration_s) if duration_s else NO_TIME,
        speed_text(system, row["family"], distance_m, duration_s),
        f"{heart_rate_bpm:.0f} bpm" if heart_rate_bpm else "",
    ]
    title = title_of(row["title"], row["type_name"])
    is_told = title.casefold() == FAMILY_NAMES.get(row["family"], "").casefold()
    label = f"**{plain(title)}**" if is_told else f"**{plain(title)}** {family_badge(row['family'])}"
    about = " · ".join(measure for measure in measures if measure)
    marks = " ".join(_marks(row))
    return ActivityRow(
        UUID(str(row["id"])),
        started_at.date().replace(day=1),
        f"{label} :gray-badge[{EFFORT_KINDS[row['effort_kind']]}]" if pd.notna(row["effort_kind"]) else label,
        f"{about}  \n{marks}" if marks else about,
    )


def _marks(row: dict[Hashable, Any]) -> list[str]:
    effort = number_of(row["effort"])
    return [
        mark
        for mark in (
            f":material/rate_review: effort {effort:.0f} of 10" if effort else "",
            ":material/event_available: counts for a planned session" if pd.notna(row["plan_day_id"]) else "",
            ":material/subdirectory_arrow_right: part of a multisport activity" if pd.notna(row["parent_id"]) else "",
        )
        if mark
    ]
