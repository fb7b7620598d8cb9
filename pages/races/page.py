"""My races. /races lists them, ?race=… opens one (&edit=1 to change it), ?add=typed and ?add=file add one."""

from __future__ import annotations

import streamlit as st

from data.cache import revision
from data.errors import NotFound
from pages import celebrations, errors
from pages.races.add_race import show_add
from pages.races.race_list import show_races
from pages.races.race_page import show_edit, show_race
from pages.session import require_user
from pages.split_view.addresses import uuid_of

user = require_user()
at = revision(user)
query = st.query_params
celebrations.show_new(user, at)

try:
    if "race" in query and query.get("edit"):
        show_edit(user, uuid_of(query["race"]))
    elif "race" in query:
        show_race(user, at, uuid_of(query["race"]))
    elif "add" in query:
        show_add(user, query["add"])
    else:
        show_races(user, at)
except NotFound as missing:
    errors.stop_with(missing, back_to="races/page.py", back_label="My races")
