"""The form of a benchmark test: nothing is saved until every field is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import streamlit as st

from coach.benchmarks import LoggedBenchmark, change_benchmark, log_benchmark, remove_benchmark
from coach.engines.units import System
from data.benchmarks import TESTS, Benchmark, BenchmarkEntry, find_benchmark
from data.cache import revision
from data.db import User
from data.errors import AppError
from pages import errors
from pages.log.starts import Athlete, athlete_of
from pages.records.typed_test import (
    TypedTest,
    example_of,
    has_weights,
    read_test,
    result_label,
    typed_test,
    unit_of,
    units,
)
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain

LABELS = {name: test.label for name, test in TESTS.items()} | {"custom": "My own test"}
WEIGHTS = {"open": "Open weights", "pro": "Pro weights"}
FIELDS = ("test_type", "test_date", "value", "name", "unit", "division", "notes")
BACK = (("tests", "1"),)
Save = Callable[[User, BenchmarkEntry], LoggedBenchmark]


class OpenedForm(NamedTuple):
    """One form: its name, what it starts from, what saving does, in whose units, and the test to change."""

    name: str
    start: TypedTest
    save: Save
    system: System
    kept: Benchmark | None = None


def show_new(user: User, test_type: str) -> None:
    back_link("records/page.py", "All tests", BACK)
    st.title("Log a test", anchor=False)
    athlete = _athlete(user, "new-test")
    start = TypedTest(test_type=test_type if test_type in LABELS else None, test_date=athlete.today)
    _draw_form(OpenedForm("new-test", start, log_benchmark, athlete.system))


def show_change(user: User, test_id: UUID) -> None:
    test = find_benchmark(user, test_id)
    form = f"test-{test_id}"
    if f"{form}-value" not in st.session_state:  # drawn for the first time: this is what the athlete sees
        st.session_state[f"{form}-seen"] = test.updated_at
    seen: datetime = st.session_state[f"{form}-seen"]
    system = _athlete(user, form).system

    def save(me: User, entry: BenchmarkEntry) -> LoggedBenchmark:
        return change_benchmark(me, test_id, entry, seen)

    back_link("records/page.py", "All tests", BACK)
    st.title(f"Change {plain(test.label)}", anchor=False)
    _draw_form(OpenedForm(form, typed_test(test, system), save, system, test))
    with st.popover("Delete", icon=":material/delete:"):
        st.markdown(f"Delete this **{plain(test.label)}** with the record it set? This cannot be undone.")
        st.button("Delete for good", type="primary", key="delete_test", on_click=_delete, args=(test_id,))


def _athlete(user: User, form: str) -> Athlete:
    """As they were when the form was opened: what is typed there is in the units that stood beside it."""
    key = f"{form}-athlete"
    if f"{form}-value" not in st.session_state or key not in st.session_state:
        st.session_state[key] = athlete_of(user, revision(user))
    athlete: Athlete = st.session_state[key]
    return athlete


def _draw_form(opened: OpenedForm) -> None:
    form, start = opened.name, opened.start
    if f"{form}-value" not in st.session_state:
        st.session_state.pop(f"{form}-messages", None)
    messages: dict[str, str] = st.session_state.get(f"{form}-messages", {})
    test_type = _draw_test(opened, messages)
    unit = unit_of(test_type, st.session_state.get(f"{form}-unit", start.unit))
    when, how = st.columns(2)
    with when:
        st.date_input(
            "Date",
            start.test_date,
            min_value=date(1990, 1, 1),
            max_value=date.today() + timedelta(days=1),  # noqa: DTZ011 - somewhere it is tomorrow already
            key=f"{form}-test_date",
        )
        _say(messages.get("test_date"))
    with how:
        label, example = result_label(unit, opened.system), example_of(unit, opened.system)
        st.text_input(label, start.value, key=f"{form}-value", max_chars=12, placeholder=example)
        _say(messages.get("value"))
    if has_weights(test_type):
        _choice(form, "division", "Weights", WEIGHTS, start.division or "open")
    st.text_area("Notes", start.notes, key=f"{form}-notes", max_chars=2000, height=80)
    _say(messages.get("notes"))
    if messages:
        st.error(f"Nothing is saved yet. {messages.get('', 'Please look at the marked fields.')}")
    st.button("Save test", type="primary", key=f"{form}-save", on_click=_save, args=(opened,), width="stretch")


def _draw_test(opened: OpenedForm, messages: dict[str, str]) -> str | None:
    """Which test, and for one's own its name and unit."""
    form, start = opened.name, opened.start
    test_type = st.selectbox(
        "Test",
        list(LABELS),
        index=list(LABELS).index(start.test_type) if start.test_type else None,
        format_func=LABELS.__getitem__,
        placeholder="Choose a test",
        key=f"{form}-test_type",
    )
    _say(messages.get("test_type"))
    if test_type in TESTS:
        st.caption(f"{TESTS[test_type].label}: {TESTS[test_type].how}.")
    if test_type == "custom":
        st.text_input("Name", start.name, key=f"{form}-name", max_chars=100, placeholder="Max pull-ups")
        _say(messages.get("name"))
        _choice(form, "unit", "Measured in", units(opened.system), start.unit)
        _say(messages.get("unit"))
    return test_type


def _choice(form: str, name: str, label: str, options: dict[str, str], start: str | None) -> None:
    st.segmented_control(
        label,
        list(options),
        default=start,
        required=start is not None,
        format_func=options.__getitem__,
        key=f"{form}-{name}",
    )


def _say(message: str | None) -> None:
    if message:
        st.markdown(f":red[{plain(message)}]")


def _save(opened: OpenedForm) -> None:
    """Keep the test and show its history, or remember what is wrong; runs before the page is drawn again."""
    state, form = st.session_state, opened.name
    typed: dict[str, Any] = {name: state.get(f"{form}-{name}") for name in FIELDS}
    typed |= {name: typed[name] or "" for name in ("value", "name", "notes")}
    read = read_test(TypedTest(**typed), opened.system, opened.kept)
    messages = read.messages
    if read.entry is not None:
        try:
            logged = opened.save(require_user(), read.entry)
        except AppError as error:
            messages = {error.field or "": error.text}
        else:
            _open(form, logged)
            return
    state[f"{form}-messages"] = messages


def _open(form: str, logged: LoggedBenchmark) -> None:
    for name in (*FIELDS, "messages", "seen"):
        st.session_state.pop(f"{form}-{name}", None)
    st.query_params.from_dict({"type": type_key(logged.benchmark)})
    if any(not record.needs_confirmation for record in logged.records):
        st.toast("A new record", icon=":material/trophy:")
    st.toast("Test saved", icon=":material/check:")


def type_key(test: BenchmarkEntry) -> str:
    """One text per history: the type, and for one's own tests their name and unit."""
    if test.test_type != "custom":
        return test.test_type
    return f"custom/{test.unit}/{' '.join((test.name or '').split()).casefold()}"


def _delete(test_id: UUID) -> None:
    try:
        remove_benchmark(require_user(), test_id)
    except AppError as error:
        errors.show(error)
    else:
        st.query_params.from_dict({"tests": "1"})
        st.toast("Test deleted", icon=":material/delete:")
