"""Benchmark tests: the latest of each, how they came along, and where they stand in the field."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from coach.benchmarks import Standing, level_times, standing
from coach.engines.clock import format_clock
from coach.engines.field import faster_than_text
from coach.engines.record_words import value_text
from coach.engines.records import LESS_IS_BETTER, Kind
from coach.engines.units import System
from coach.exports import csv_of
from data.benchmarks import Benchmark
from data.cache import Revision
from data.db import User
from data.errors import NotFound
from pages.records.charts import Curve, Point, progression_chart, progression_title
from pages.records.rows import TESTS, own_profile, own_tests, own_units, show_tabs
from pages.records.test_form import BACK, type_key
from pages.split_view.addresses import back_link
from pages.split_view.axes import show_chart
from pages.split_view.cells import date_cell, plain
from pages.theme import Palette, palette


def show_tests(user: User, at: Revision) -> None:
    st.title("Records", anchor=False)
    show_tabs(TESTS)
    st.button("Log a test", type="primary", icon=":material/timer:", on_click=_new, args=("",), width="stretch")
    tests = own_tests(user, at)
    if not tests:
        st.markdown(
            "**Test yourself now and then.** The same test under the same conditions, every four to six weeks, says "
            "more than any feeling. Station tests are compared with races of your division."
        )
        return
    _draw_latest(at, user)
    st.download_button(
        "All tests as CSV",
        partial(_tests_csv, user, at),
        file_name="benchmarks.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def show_type(user: User, at: Revision, key: str) -> None:
    tests = _of_type(user, at, key)
    if not tests:
        raise NotFound("There is no such test in your history. It may have been deleted.")
    back_link("records/page.py", "All tests", BACK)
    _draw_history(at, user, key, palette())
    st.button("Log it again", icon=":material/timer:", on_click=_new, args=(tests[0].test_type,), width="stretch")


def _new(test_type: str) -> None:
    st.query_params.from_dict({"new": test_type or "1"})


def _of_type(user: User, at: Revision, key: str) -> list[Benchmark]:
    """Newest first."""
    return [test for test in own_tests(user, at) if type_key(test) == key]


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_latest(at: Revision, user: User) -> None:
    """One card per kind of test, the one tested last on top."""
    histories: dict[str, list[Benchmark]] = {}
    for test in own_tests(user, at):
        histories.setdefault(type_key(test), []).append(test)
    for key, tests in histories.items():
        _draw_card(user, at, key, tests)


def _draw_card(user: User, at: Revision, key: str, tests: list[Benchmark]) -> None:
    system, latest = own_units(user, at), tests[0]
    place = standing(latest, own_profile(user, at))
    about = [date_cell(latest.test_date), _change(tests, system), _standing_text(place) if place else ""]
    with st.container(border=True, gap="xsmall"):
        st.page_link(
            "records/page.py",
            label=f"**{_value(latest, system)}** · {plain(latest.label)}",
            icon=":material/chevron_right:",
            icon_position="right",
            query_params={"type": key},
            width="stretch",
        )
        st.caption(" · ".join(part for part in about if part))


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_history(at: Revision, user: User, key: str, colors: Palette) -> None:
    tests, system = _of_type(user, at, key), own_units(user, at)
    latest = tests[0]
    place = standing(latest, own_profile(user, at))
    st.markdown(f"# {_value(latest, system)}\n\n{plain(latest.label)}, {date_cell(latest.test_date)}")
    if place:
        st.markdown(f"{_standing_text(place).capitalize()}, n = {place.n:,}; median {format_clock(place.median_s)}.")
    points = [Point(test.test_date, test.value, None, "benchmark") for test in reversed(tests)]
    curve = Curve(_kind(latest), points, system, _levels(user, at, latest), is_step=False)
    show_chart(progression_chart(curve, progression_title(curve, latest.label), colors), f"{len(tests)} tests.")
    if place:
        st.caption(
            "The dotted lines are where each level of the field ends, in races of seasons 2024/25–2025/26, after the "
            "runs before it. Fresh you are faster, so read them as a direction."
        )
    elif latest.test_type != "custom":
        st.caption("For this test there is no field to compare with: races do not time it alone.")
    for test in tests:
        _draw_test(test, system)


def _draw_test(test: Benchmark, system: System) -> None:
    with st.container(border=True, gap="xsmall"):
        st.page_link(
            "records/page.py",
            label=f"**{_value(test, system)}** · {date_cell(test.test_date)}",
            icon=":material/edit:",
            icon_position="right",
            query_params={"test": str(test.id)},
            width="stretch",
        )
        about = [f"{test.division} weights" if test.division else "", plain(test.notes or "")]
        if any(about):
            st.caption(" · ".join(part for part in about if part))


def _levels(user: User, at: Revision, test: Benchmark) -> dict[str, float]:
    profile = own_profile(user, at)
    if profile is None or profile.gender is None:
        return {}
    division = test.division or ("pro" if profile.division == "pro" else "open")
    times = next((one for one in level_times(division, profile.gender) if one.metric == test.test_type), None)
    return {str(level): time_s for level, time_s in times.levels_s.items()} if times else {}


def _standing_text(place: Standing) -> str:
    rank = faster_than_text(place.faster_than_pct)
    rank = rank if rank.startswith("faster") else f"faster than {rank}"
    return f"{place.level}, {rank} of {place.group} in races"


def _change(tests: list[Benchmark], system: System) -> str:
    """Against the test before; said as it is, better or not."""
    if len(tests) < 2:
        return ""
    latest, before = tests[0].value, tests[1].value
    if latest == before:
        return "same as before"
    gap = _text(tests[0], abs(latest - before), system)
    if tests[0].unit in LESS_IS_BETTER:
        return f"{gap} {'faster' if latest < before else 'slower'} than before"
    return f"{gap} {'more' if latest > before else 'less'} than before"


def _value(test: Benchmark, system: System) -> str:
    return _text(test, test.value, system)


def _text(test: Benchmark, value: float, system: System) -> str:
    return value_text(_kind(test), value, system)


def _kind(test: Benchmark) -> Kind:
    """Only the unit matters to charts and texts here; metres of a test are shown as metres."""
    return Kind("exercise_reps", test.unit or "seconds", "cooper test")


def _tests_csv(user: User, at: Revision) -> bytes:
    rows = [{"label": test.label, **test.model_dump(exclude={"id", "created_at", "updated_at"})}
            for test in own_tests(user, at)]  # fmt: skip
    return csv_of(pd.DataFrame(rows))
