"""Rows of an event as people read them: one line on a phone, columns in a table."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from coach.engines.field import group_name
from pages.split_view.cells import clock_cell, count_cell, number_of, plain, text_cell

COLUMNS: dict[str, tuple[str, Callable[[object], str]]] = {
    "place": ("Place", count_cell),
    "name": ("Name", text_cell),
    "total_seconds": ("Finish", clock_cell),
    "runs_total": ("Runs", clock_cell),
    "stations_total": ("Stations", clock_cell),
    "roxzone": ("Roxzone", clock_cell),
    "category": ("Category", text_cell),
    "age_group": ("Age", text_cell),
    "nationality": ("Nation", text_cell),
    "status": ("Result", text_cell),
}


def result_label(row: dict[Hashable, Any], *, is_one_group: bool = False) -> str:
    """Place, name and finish, then the field; within one field what else is known of the athlete."""
    place = number_of(row["place"])
    rank = f"{place:.0f}. " if place is not None else ""
    finish = clock_cell(row["total_seconds"]) if row["status"] == "finished" else str(row["status"]).upper()
    field = group_name(str(row["division"]), str(row["gender"]))
    about = [row["age_group"], row["nationality"]] if is_one_group else [field]
    words = " · ".join(plain(str(part)) for part in about if part)
    return f"{rank}{plain(text_cell(row['name']))} · **{finish}** :gray[{words}]"


def result_table(rows: pd.DataFrame) -> Styler:
    """The same with times in columns; the numbers below stay, so columns sort rightly."""
    shown = rows[list(COLUMNS)].rename(columns={name: title for name, (title, _) in COLUMNS.items()})
    formats: dict[Any, str | Callable[[object], str] | None] = dict(COLUMNS.values())
    return shown.style.format(formats)
