"""Import. /import takes files of activities, accounts for every row, and lists what came in before."""

from __future__ import annotations

import streamlit as st

from data.cache import revision
from pages import celebrations
from pages.activity_import.past_imports import show_past_imports
from pages.activity_import.report import show_report
from pages.activity_import.upload_form import show_upload
from pages.log.starts import athlete_of
from pages.session import require_user

user = require_user()
at = revision(user)
system = athlete_of(user, at).system
celebrations.show_new(user, at)

st.title("Import", anchor=False)
st.markdown("**Bring in what your watch recorded.** Importing the same activities again adds nothing.")
show_upload(user)
show_report(system)
show_past_imports(user, at)
