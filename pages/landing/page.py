"""The way in for visitors. No charts, no tables: it must load like an empty page."""

from __future__ import annotations

import streamlit as st

from pages.landing import markup

st.html(markup.landing())
