"""Explore: ask any table of yours, or one shared with you; keep the question, export the answer."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from data.coach_access import shared_athletes
from data.explorer import tables
from data.saved_views import saved_views
from pages.explore.answer import show_answer
from pages.explore.question import ask
from pages.explore.views import choose_view, show_keeping
from pages.session import require_user

user = require_user()

st.title("Explore", anchor=False)
known = {table.name: table for table in tables(user)}
view = choose_view(saved_views(user), known)
try:
    wanted = ask(known, {str(athlete.athlete_id): athlete for athlete in shared_athletes(user)})
except ValidationError:
    st.error("A value holds a character that cannot be looked for. Type it again.")
    st.stop()
if show_answer(user, wanted):
    show_keeping(user, wanted, view)
