"""One race of the athlete: its analysis, and the ways to change or delete it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import streamlit as st

from coach.engines.field import group_name
from coach.races import change_race, remove_race
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.races import Race, RaceEntry, find_race
from pages import errors
from pages.races.form import draw_form
from pages.races.typed_race import typed_race
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import date_cell, plain
from pages.split_view.view import Heading, Subject, show_analysis


def show_race(user: User, at: Revision, race_id: UUID) -> None:
    race = cached(at, "race", user.id, race_id, read=lambda: find_race(user, race_id))
    back_link("races/page.py", "All races")
    heading = Heading(race.race_name, _about(race))
    show_analysis(user, at, Subject(race_id=race_id), heading, partial(_draw_actions, race))


def show_edit(user: User, race_id: UUID) -> None:
    race = find_race(user, race_id)
    back_link("races/page.py", "Back without saving", (("race", str(race_id)),))
    st.title(f"Change {plain(race.race_name)}", anchor=False)
    draw_form(f"race-{race_id}", typed_race(race), partial(_change, race), "Save changes")
    with st.popover("Delete", icon=":material/delete:"):
        st.markdown(f"Delete **{plain(race.race_name)}** with its splits? This cannot be undone.")
        st.button("Delete for good", type="primary", key="delete_race", on_click=_delete, args=(race.id,))


def _change(race: Race, user: User, entry: RaceEntry) -> Race:
    """The link to its imported event is not on the form and stays."""
    return change_race(user, race.id, entry.model_copy(update={"event_id": race.event_id}))


def _about(race: Race) -> str:
    group = group_name(race.field_division, race.gender, race.age_group or "all")
    when = date_cell(race.race_date) if race.race_date else "date not given"
    parts = [when, race.location or "", group, "simulation" if race.is_simulation else ""]
    total = "finish added up from its parts" if race.is_total_computed else ""
    return " · ".join(part for part in [*parts, total, race.conditions or ""] if part)


def _draw_actions(race: Race) -> None:
    st.button("Change or delete", key="edit_race", icon=":material/edit:", on_click=_edit, args=(race.id,))
    if st.button("Compare", key="compare_race", icon=":material/compare_arrows:"):
        st.switch_page("compare/page.py", query_params={"ids": str(race.id)})


def _edit(race_id: UUID) -> None:
    st.query_params.from_dict({"race": str(race_id), "edit": "1"})


def _delete(race_id: UUID) -> None:
    try:
        remove_race(require_user(), race_id)
    except AppError as error:
        errors.show(error)
    else:
        st.query_params.clear()
        st.toast("Race deleted", icon=":material/delete:")
