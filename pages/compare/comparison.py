"""What is chosen, side by side: the table first, then one chart at a time."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from coach.engines.clock import format_clock
from coach.exports import csv_of
from data.cache import Revision
from data.db import User
from pages.compare.charts import running_gap_chart, split_comparison_chart
from pages.compare.contenders import Contender, contenders, notes
from pages.compare.tables import comparison_export, comparison_table
from pages.split_view.axes import show_chart
from pages.split_view.cells import plain
from pages.theme import Palette, palette

TABLE, SPLITS, GAP = "Table", "Splits", "Running gap"


def show_comparison(user: User, at: Revision, tokens: tuple[str, ...]) -> None:
    chosen = contenders(user, at, tokens)
    if len(chosen) < len(tokens):
        st.warning("One of these races is not there. It may have been deleted.")
    if len(chosen) < 2:
        st.info("Choose at least two races or results, and they stand here side by side.")
        return
    view = st.segmented_control(
        "Show", [TABLE, SPLITS, GAP], default=TABLE, required=True, key="compare_view", label_visibility="collapsed"
    )
    _draw(at, user, tokens, view or TABLE, palette())
    with st.container(horizontal=True):
        st.download_button(
            "Comparison as CSV",
            partial(_comparison_csv, user, at, tokens),
            file_name="comparison.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.button("Start again", on_click=_start_again, icon=":material/close:")


@st.cache_data(max_entries=256, show_spinner=False)
def _draw(at: Revision, user: User, tokens: tuple[str, ...], view: str, colors: Palette) -> None:
    chosen = contenders(user, at, tokens)
    alt = f"{view} of {', '.join(contender.title for contender in chosen)}"
    st.markdown("  \n".join(_finishes(chosen)))
    if view == TABLE:
        st.dataframe(
            comparison_table(chosen),
            hide_index=True,
            height="content",
            column_config=_widths(chosen),
            placeholder="–",
            alt=alt,
        )
        st.caption("★ fastest of the row. – not known.")
    else:
        chart = (split_comparison_chart if view == SPLITS else running_gap_chart)(chosen, colors)
        show_chart(chart, alt)
    st.caption("\n\n".join(notes(chosen)))


def _widths(chosen: list[Contender]) -> dict[str, ColumnConfig]:
    """Narrow columns under numbered titles: the full names stand above the table."""
    widths = {
        contender.title: st.column_config.Column(f"{number} {contender.title}", width=86)
        for number, contender in enumerate(chosen, start=1)
    }
    return {"Split": st.column_config.Column(width=124, pinned=True), **widths}


def _finishes(chosen: list[Contender]) -> list[str]:
    return [
        f"{number}\\. **{format_clock(contender.times['total_seconds'])}** {plain(contender.title)}"
        f" · {plain(contender.group)}"
        for number, contender in enumerate(chosen, start=1)
    ]


def _comparison_csv(user: User, at: Revision, tokens: tuple[str, ...]) -> bytes:
    chosen = contenders(user, at, tokens)
    return csv_of(comparison_export(chosen), time_columns=[contender.title for contender in chosen])


def _start_again() -> None:
    st.query_params.pop("ids", None)
