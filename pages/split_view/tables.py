"""The rows of a split analysis as tables: one to read on a phone, two to export."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from coach.engines.split_analysis import SplitAnalysis
from coach.engines.splits import SPLIT_LABELS
from pages.split_view.cells import clock_cell, count_cell, gap_cell, gap_color, percent_cell, rank_cell

NUMBERS = (
    "time_s",
    "share_pct",
    "faster_than_pct",
    "cohort_median_s",
    "cohort_p25_s",
    "cohort_p75_s",
    "cohort_gap_s",
    "event_faster_than_pct",
    "event_n",
)
# What a phone shows without scrolling comes first.
COLUMNS: dict[str, tuple[str, Callable[[object], str]]] = {
    "split": ("Split", str),
    "time_s": ("Time", clock_cell),
    "cohort_gap_s": ("vs cohort", gap_cell),
    "faster_than_pct": ("Faster than", rank_cell),
    "cohort_median_s": ("Cohort", clock_cell),
    "share_pct": ("Share", percent_cell),
    "event_faster_than_pct": ("Same event", rank_cell),
    "event_n": ("Event n", count_cell),
}


# On a phone the first four columns stand side by side, the others scroll inside the table.
WIDTHS = {
    "Split": st.column_config.Column(width=124, pinned=True),
    "Time": st.column_config.Column(width=62),
    "vs cohort": st.column_config.Column(width=78),
    "Faster than": st.column_config.Column(width=86),
}


def split_frame(analysis: SplitAnalysis) -> pd.DataFrame:
    """One row per split in race order, then Roxzone and totals; times in seconds, nan where missing."""
    frame = pd.DataFrame(
        [(row.split, *(getattr(row, name) for name in NUMBERS), row.flag) for row in analysis.splits],
        columns=["split", *NUMBERS, "flag"],
    )
    return frame.astype(dict.fromkeys(NUMBERS, "float64")).astype({"event_n": "Int64"})


def split_export(analysis: SplitAnalysis) -> pd.DataFrame:
    """`split_frame` with the field it was compared with on every row, so the file explains itself."""
    field = analysis.field
    return split_frame(analysis).assign(
        cohort_n=analysis.cohort_n,
        field_division=field.division,
        field_gender=field.gender,
        field_age_group=field.age_group,
        field_seasons=field.seasons,
        field_n=field.n,
    )


def loss_export(analysis: SplitAnalysis) -> pd.DataFrame:
    """One row per item of the ranking, the biggest loss first."""
    ranking = [(loss.split, loss.gap_s, analysis.cohort_n) for loss in analysis.losses]
    return pd.DataFrame(ranking, columns=["split", "cohort_gap_s", "cohort_n"])


def split_table(analysis: SplitAnalysis) -> Styler:
    """`split_frame` as people read it. The numbers below stay, so columns sort rightly."""
    frame = split_frame(analysis)[list(COLUMNS)]
    if frame["event_faster_than_pct"].isna().all():
        frame = frame.drop(columns=["event_faster_than_pct", "event_n"])
    frame["split"] = frame["split"].map(SPLIT_LABELS)
    formats: dict[Any, str | Callable[[object], str] | None] = {
        title: cell for title, cell in (COLUMNS[name] for name in frame.columns)
    }
    styler = frame.rename(columns={name: COLUMNS[name][0] for name in frame.columns}).style
    return styler.format(formats).map(gap_color, subset=["vs cohort"])
