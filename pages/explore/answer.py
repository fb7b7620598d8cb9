"""The answer: the first rows, and files with all of them."""

from __future__ import annotations

from functools import partial
from typing import IO

import streamlit as st

from coach.explorer import FORMATS, MEDIA_TYPES, ExportFormat, export
from data.db import User
from data.errors import AppError
from data.exploration import Exploration
from data.explorer import preview
from pages import errors
from pages.explore.words import count_words, ids_last, spoken

LABELS: dict[ExportFormat, str] = {"csv": "CSV", "jsonl": "JSON lines", "parquet": "Parquet"}
DECIMALS_SHOWN = 2  # on the screen; files have them all


def show_answer(user: User, wanted: Exploration) -> bool:
    """True when there is an answer, empty or not."""
    try:
        found = preview(user, wanted)
    except AppError as refused:
        errors.show(refused)
        return False
    if found.rows.empty:
        st.info("No rows. Take a filter away, or log something first.")
        return True
    st.dataframe(
        found.rows[ids_last(found.rows.columns)].rename(columns=spoken).round(DECIMALS_SHOWN),
        hide_index=True,
        placeholder="–",
        alt=f"{spoken(wanted.table)}: {len(found.rows)} rows",
    )
    st.caption(count_words(len(found.rows), has_more=found.has_more, wanted=wanted))
    with st.container(horizontal=True):
        for file_format in FORMATS:
            st.download_button(
                LABELS[file_format],
                partial(_file, user, wanted, file_format),
                file_name=f"{wanted.table}.{file_format}",
                mime=MEDIA_TYPES[file_format],
                on_click="ignore",
                icon=":material/download:",
                key=f"download-{file_format}",
            )
    return True


def _file(user: User, wanted: Exploration, file_format: ExportFormat) -> bytes:
    """Made when somebody asks for it."""
    exported: IO[bytes] = export(user, wanted, file_format)
    with exported:
        return exported.read()
