"""Comments about one thing: what was said, and the box to say something."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from coach.comments import change_comment, remove_comment, write_comment
from data.comments import Comment, CommentEntry, Target, comments
from data.db import User
from data.errors import AppError
from pages import errors
from pages.athletes.words import paragraphs
from pages.split_view.cells import date_cell, plain

# Where a comment's target is: the athlete's own page of it, and the word that names it in the address.
TARGETS = {
    "race": ("races/page.py", "race"),
    "workout": ("log/page.py", "workout"),
    "plan_day": ("plan/page.py", "day"),
}


def show_thread(user: User, target: Target, title: str = "Comments") -> None:
    """For a coach `target` names the athlete; athletes see theirs without."""
    said = comments(user, target)
    st.markdown(f"#### {title}")
    for comment in said:
        _show_comment(user, comment, target)
    if not said:
        st.caption("Nothing said yet.")
    key = f"say-{target.kind}-{target.id}"
    with st.form(key, clear_on_submit=False, border=False):
        body = st.text_area("Your comment", max_chars=4000, height=90, key=f"{key}-body")
        is_sent = st.form_submit_button("Send", width="stretch")
    if is_sent:
        _say(user, target, body, f"{key}-body")


def _show_comment(user: User, comment: Comment, target: Target) -> None:
    who = "You" if comment.is_mine else plain(comment.author_name or "Coach")
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{who}** :gray[{date_cell(comment.created_at)}]  \n{paragraphs(comment.body)}")
        if target.id is None and comment.target_id is not None:
            _link_target(comment, target)
        may_delete = comment.is_mine or target.athlete_id is None
        if comment.is_mine or may_delete:
            with st.popover("Change" if comment.is_mine else "Delete", type="tertiary"):
                _show_change(user, comment)


def _link_target(comment: Comment, target: Target) -> None:
    """To the athlete's own page, or to the coach's page of the same thing."""
    page, name = TARGETS[comment.target_kind]
    query = {name: str(comment.target_id)}
    if target.athlete_id is not None:
        page, query = "athletes/page.py", {"athlete": str(target.athlete_id), **query}
    st.page_link(page, label=plain(comment.target_title or "Open"), icon=":material/arrow_forward:", query_params=query)


def _show_change(user: User, comment: Comment) -> None:
    key = f"comment-{comment.id}"
    if comment.is_mine:
        seen_at = st.session_state.setdefault(f"{key}-seen", comment.updated_at)
        body = st.text_area("Your comment", comment.body, max_chars=4000, key=f"{key}-body")
        if st.button("Save", key=f"{key}-save"):
            with errors.shown_here():
                try:
                    changed = change_comment(user, comment.id, CommentEntry(body=body), seen_at)
                except ValidationError:
                    st.error("Write something, or delete the comment.")
                    return
                st.session_state[f"{key}-seen"] = changed.updated_at
                st.rerun()
    if st.button("Delete this comment", key=f"{key}-delete"):
        with errors.shown_here():
            remove_comment(user, comment.id)
            st.rerun()


def _say(user: User, target: Target, body: str, key: str) -> None:
    try:
        write_comment(user, target, CommentEntry(body=body))
    except ValidationError:
        st.error("Write something first, at most 4,000 characters.")
        return
    except AppError as refused:
        errors.show(refused)
        return
    del st.session_state[key]
    st.rerun()
