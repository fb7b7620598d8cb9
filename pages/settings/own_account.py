"""Account: the password, other browsers, everything to take along, and leaving for good."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Final

import streamlit as st

from coach.account_data import CONFIRMATION, delete_account, export_account, sign_out_everywhere
from coach.account_sessions import Visitor
from data.account_data import AccountDeletion
from data.db import User
from data.errors import AppError
from pages.errors import show
from pages.settings.section_form import say

MESSAGES: Final = "leaving_messages"
PASSWORD_PAGE: Final = "/auth/new-password"  # noqa: S105 - an address


def show_account(user: User) -> None:
    st.html(
        f"<p>Signed in as <strong>{escape(user.email)}</strong></p>"
        f"<p class='ck-actions'><a class='ck-button ck-quiet' href='{PASSWORD_PAGE}' target='_self'>"
        "Change the password</a></p>"
    )
    if st.button("Sign out everywhere", help="Every browser, this one too.", key="sign_out_everywhere"):
        sign_out_everywhere(user)
        st.rerun()
    st.subheader("Take everything along", anchor=False)
    st.caption("One zip: a CSV file per table for spreadsheets, the same as JSON, and your picture.")
    st.download_button(
        "Download all my data",
        partial(_exported, user),
        "coach-k.zip",
        "application/zip",
        on_click="ignore",
        key="export_account",
    )
    st.subheader("Leave", anchor=False)
    with st.expander("Delete my account"):
        _show_leaving(user)


def _exported(user: User) -> bytes:
    with export_account(user) as exported:
        return exported.read()


def _show_leaving(user: User) -> None:
    st.markdown(
        "Your account, races, training, plans, records and everything else you keep here are deleted at once."
        " **Nobody can bring them back.** You may want to download your data first."
    )
    messages: dict[str, str] = st.session_state.get(MESSAGES, {})
    with st.form("leave", border=False, enter_to_submit=False):
        word = st.text_input(f"Type {CONFIRMATION}", max_chars=20, autocomplete="off", key="leave_word")
        say(messages, "confirmation")
        password = st.text_input(
            "Your password", type="password", max_chars=200, autocomplete="current-password", key="leave_password"
        )
        say(messages, "password")
        is_sure = st.form_submit_button("Delete my account for good", type="primary", width="stretch")
    if is_sure:
        _leave(user, AccountDeletion(confirmation=word, password=password))


def _leave(user: User, deletion: AccountDeletion) -> None:
    st.session_state.pop(MESSAGES, None)
    try:
        delete_account(user, deletion, Visitor(st.context.ip_address or ""))
    except AppError as error:
        if error.field is None:
            show(error)
            return
        st.session_state[MESSAGES] = {error.field: error.text}
        st.rerun()
    st.session_state.clear()
    st.toast("Your account and everything in it is deleted. All the best for your training.")
    st.switch_page("landing/page.py")
