"""Two ways to add one race: type it, or read it from a file or pasted text and confirm."""

from __future__ import annotations

import streamlit as st

from coach.events import NeedsAnswer
from coach.races import log_race, read_result
from data.db import User
from data.errors import AppError
from data.profiles import Profile, find_profile
from pages import errors
from pages.events.import_form import ask, typed_answers
from pages.races.form import draw_form
from pages.races.typed_race import TypedRace, typed_race
from pages.session import require_user
from pages.split_view.addresses import back_link

FILE_TYPES = ["csv", "tsv", "txt", "json", "jsonl", "ndjson", "html", "htm"]
READ = "race_read_from_file"


def show_add(user: User, way: str) -> None:
    back_link("races/page.py", "All races")
    if way == "file":
        _show_file()
    else:
        st.title("Add a race", anchor=False)
        draw_form("new-race", _usual(find_profile(user)), log_race, "Save race")


def _usual(profile: Profile | None) -> TypedRace:
    """What the profile says about how this athlete races."""
    if profile is None:
        return TypedRace()
    is_team = profile.division in ("doubles", "relay")
    return TypedRace(
        gender=profile.gender,
        division="pro" if profile.division == "pro" else "open",
        format=str(profile.division) if is_team else "singles",
    )


def _show_file() -> None:
    st.title("Add a race from a file", anchor=False)
    read: TypedRace | None = st.session_state.get(READ)
    if read is not None:
        st.caption("Read from your file. Check it, add what is missing, then save.")
        draw_form("read-race", read, log_race, "Save race")
        st.button("Read another file", on_click=_forget)
        return
    st.caption("One result: a CSV or JSON row, a saved result page, or its text copied from the browser.")
    uploaded = st.file_uploader("Result file", FILE_TYPES, key="race_file")
    pasted = st.text_area("Or paste the result here", key="race_text", height=140)
    problem: AppError | None = st.session_state.get(f"{READ}-problem")
    ask(problem if isinstance(problem, NeedsAnswer) else None)
    st.button("Read it", type="primary", on_click=_read, disabled=uploaded is None and not pasted.strip())
    if problem is not None and not isinstance(problem, NeedsAnswer):
        errors.show(problem)
        st.page_link("races/page.py", label="Type the race instead", query_params={"add": "typed"})


def _read() -> None:
    """Read the file, or else the pasted text, into a form to confirm."""
    require_user()
    uploaded = st.session_state.get("race_file")
    content = uploaded.getvalue() if uploaded else st.session_state["race_text"].encode()
    st.session_state.pop(f"{READ}-problem", None)
    try:
        entry = read_result(content, uploaded.name if uploaded else "pasted.txt", typed_answers())
        st.session_state[READ] = typed_race(entry)
    except AppError as problem:
        st.session_state[f"{READ}-problem"] = problem


def _forget() -> None:
    st.session_state.pop(READ, None)
