"""Records. /records lists them, ?kind=… shows how one came about; ?tests lists the benchmark tests, &type=… one of
them, &new logs one, &test=… changes one."""

from __future__ import annotations

import streamlit as st

from data.cache import revision
from data.errors import NotFound
from pages import errors
from pages.records.record_list import show_records
from pages.records.record_page import show_kind
from pages.records.test_form import show_change, show_new
from pages.records.test_list import show_tests, show_type
from pages.session import require_user
from pages.split_view.addresses import uuid_of

user = require_user()
at = revision(user)
query = st.query_params

try:
    if "kind" in query:
        show_kind(user, at, query["kind"])
    elif "test" in query:
        show_change(user, uuid_of(query["test"]))
    elif "new" in query:
        show_new(user, query["new"])
    elif "type" in query:
        show_type(user, at, query["type"])
    elif "tests" in query:
        show_tests(user, at)
    else:
        show_records(user, at)
except NotFound as missing:
    errors.stop_with(missing, back_to="records/page.py", back_label="Records")
