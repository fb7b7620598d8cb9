"""A toast for every new record of what was just saved, and for every achievement since this browser session looked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import streamlit as st

from coach.engines.units import System
from data.achievements import earned_at_revision
from data.cache import Revision
from data.db import User
from data.records import Record
from pages.records.questions import ask_about
from pages.records.rows import gain_of, label_of, own_records, own_units, value_of
from pages.split_view.cells import plain

SEEN = "seen_achievements"
ASKED = "records_to_confirm"
MOST_TOASTS = 3


class Seen(NamedTuple):
    """What this session knew when it last looked."""

    user_id: UUID
    at: Revision
    earned: frozenset[UUID]


def show_new(user: User, at: Revision) -> None:
    """Asks the database only when the athlete's rows have changed; the first look of a session stays quiet."""
    seen: Seen | None = st.session_state.get(SEEN)
    if seen is not None and (seen.user_id, seen.at) == (user.id, at):
        return
    earned = earned_at_revision(user, at)
    st.session_state[SEEN] = Seen(user.id, at, frozenset(one.id for one in earned))
    if seen is None or seen.user_id != user.id:
        return
    new = [one for one in earned if one.id not in seen.earned]
    for one in new[:MOST_TOASTS]:
        st.toast(f"**{plain(one.name)}** · {plain(one.description)}", icon=f":material/{one.icon_name}:")
    if len(new) > MOST_TOASTS:
        st.toast(f"And {len(new) - MOST_TOASTS} more achievements: see Goals.", icon=":material/celebration:")


def tell_records(records: Sequence[Record], system: System) -> None:
    """What was just saved brought these; those that need an answer wait for `ask_about_records`."""
    counted = [record for record in records if not record.needs_confirmation]
    st.session_state[ASKED] = {record.id for record in records if record.needs_confirmation}
    for record in counted[:MOST_TOASTS]:
        what, value = plain(label_of(record, system)), value_of(record, system)
        st.toast(f"New record: **{what}** · {value}, {gain_of(record, system)}", icon=":material/trophy:")
    if len(counted) > MOST_TOASTS:
        st.toast(f"And {len(counted) - MOST_TOASTS} more: see Records.", icon=":material/trophy:")


def ask_about_records(user: User, at: Revision) -> None:
    """Whether the records of what was just saved are right, until each is answered."""
    asked: set[UUID] = st.session_state.get(ASKED, set())
    if asked:
        waiting = [record for record in own_records(user, at) if record.id in asked and record.needs_confirmation]
        ask_about(waiting, own_units(user, at))
