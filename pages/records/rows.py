"""What both tabs of the page read, once per revision."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from coach.engines.record_words import family_of, gain_text, plotted, record_label, value_text
from coach.engines.records import Kind
from coach.engines.units import System
from coach.records import kind_of_record
from data.benchmarks import Benchmark, benchmark_list
from data.cache import Revision, cached
from data.db import User
from data.profiles import Profile, find_profile
from data.records import Record, record_list

RECORDS, TESTS = "Records", "Tests"
CONTEXT_WORDS = {"race": "in a race", "benchmark": "in a test", "training": "in training"}


def own_records(user: User, at: Revision) -> list[Record]:
    """Every record, newest first."""
    return cached(at, "record_list", user.id, read=lambda: record_list(user))


def own_tests(user: User, at: Revision) -> list[Benchmark]:
    """Every test, newest first."""
    return cached(at, "benchmark_list", user.id, read=lambda: benchmark_list(user))


def own_profile(user: User, at: Revision) -> Profile | None:
    return cached(at, "profile", user.id, read=lambda: find_profile(user))


def own_units(user: User, at: Revision) -> System:
    profile = own_profile(user, at)
    return profile.units_preference if profile else "metric"


def show_tabs(current: str) -> None:
    """Switch between what was found and what was tested on purpose."""
    st.segmented_control(
        "Show",
        (RECORDS, TESTS),
        default=current,
        required=True,
        key=f"records_tab_{current}",
        on_change=_switch,
        args=(current,),
        label_visibility="collapsed",
        width="stretch",
    )


def _switch(current: str) -> None:
    wanted = st.session_state[f"records_tab_{current}"]
    st.session_state.pop(f"records_tab_{current}")
    st.query_params.from_dict({"tests": "1"} if wanted == TESTS else {})


def label_of(record: Record, system: System) -> str:
    return record_label(kind_of_record(record), record.exercise_name, system)


def value_of(record: Record, system: System) -> str:
    return value_text(kind_of_record(record), record.value, system)


def gain_of(record: Record, system: System) -> str:
    return gain_text(kind_of_record(record), record.value, record.previous_value, system)


def record_export(listed: Sequence[Record]) -> pd.DataFrame:
    """One row per record, newest first, in SI units, with what it is in and what it improved."""
    rows = [
        {
            "date_achieved": record.date_achieved,
            "family": family_of(kind_of_record(record)),
            "record": record_label(kind_of_record(record), record.exercise_name),
            "kind": kind_of_record(record).key,
            "value": record.value,
            "unit": record.value_unit,
            "previous_value": record.previous_value,
            "context": record.context,
            "is_estimate": record.is_estimate,
            "needs_confirmation": record.needs_confirmation,
            "notes": record.notes,
        }
        for record in listed
    ]
    return pd.DataFrame(rows)


def number_of(kind: Kind, value: float, system: System) -> float:
    """The value as charts draw it."""
    return plotted(kind, value, system)
