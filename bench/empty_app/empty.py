"""A page with nothing on it."""

import streamlit as st

st.navigation([st.Page(lambda: None, title="Empty", url_path="empty", default=True)], position="hidden").run()
