"""The comparison as a table: one row per split, one column per race, the best marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from coach.engines.splits import METRICS, SPLIT_LABELS
from pages.compare.contenders import Contender
from pages.split_view.cells import clock_cell, number_of

BEST_MARK = "★ "


def comparison_frame(chosen: list[Contender]) -> pd.DataFrame:
    """One row per metric in race order; a column of seconds per contender, nan where missing."""
    times = {contender.title: [contender.times[metric] for metric in METRICS] for contender in chosen}
    return pd.DataFrame({"split": list(METRICS), **times}).astype(dict.fromkeys(times, "float64"))


def best_of(chosen: list[Contender], metric: str) -> float | None:
    """The fastest time of a metric, when at least two are known."""
    known = [time_s for contender in chosen if (time_s := contender.times[metric]) is not None]
    return min(known) if len(known) > 1 else None


def comparison_export(chosen: list[Contender]) -> pd.DataFrame:
    """`comparison_frame` with the name of the fastest."""
    fastest = []
    for metric in METRICS:
        best_s = best_of(chosen, metric)
        leaders = [contender.title for contender in chosen if best_s is not None and contender.times[metric] == best_s]
        fastest.append(", ".join(leaders))
    return comparison_frame(chosen).assign(fastest=fastest)


def comparison_table(chosen: list[Contender]) -> Styler:
    """The same as people read it: the best of each row has a star and bold digits."""
    frame = comparison_frame(chosen)
    frame["split"] = frame["split"].map(SPLIT_LABELS)
    frame = frame.rename(columns={"split": "Split"})
    styler = frame.style
    formats: dict[Any, str | Callable[[object], str] | None] = {contender.title: clock_cell for contender in chosen}
    styler.format(formats)
    for place, metric in enumerate(METRICS):
        best_s = best_of(chosen, metric)
        for contender in chosen:
            if best_s is not None and number_of(frame.at[place, contender.title]) == best_s:
                _mark(styler, place, contender.title)
    return styler


def _mark(styler: Styler, place: int, title: str) -> None:
    cell = pd.IndexSlice[[place], [title]]
    styler.format(_best_cell, subset=cell)
    styler.map(lambda _: "font-weight: bold", subset=cell)


def _best_cell(cell: object) -> str:
    return f"{BEST_MARK}{clock_cell(cell)}"
