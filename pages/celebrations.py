"""A toast for every achievement that came since this browser session last looked."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import streamlit as st

from data.achievements import earned_at_revision
from data.cache import Revision
from data.db import User
from pages.split_view.cells import plain

SEEN = "seen_achievements"
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
