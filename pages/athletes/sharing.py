"""Who sees my data: coaches and what each sees, invitations, and what coaches said and proposed."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from pydantic import ValidationError

from coach.coach_access import NewInvitation, change_scopes, invite_coach, revoke_access, withdraw_invitation
from data.coach_access import (
    SCOPES,
    CoachGrant,
    InvitationEntry,
    Scope,
    SharedScopes,
    coach_grants,
    invitations,
)
from data.comments import Target
from data.db import User
from data.errors import AppError
from pages import errors
from pages.athletes.proposals import show_waiting
from pages.athletes.thread import show_thread
from pages.athletes.words import SCOPE_HELP, SCOPE_NAMES, scope_words
from pages.split_view.cells import date_cell, plain

MADE = "made_invitation"


def show_sharing(user: User) -> None:
    grants = coach_grants(user)
    active = [grant for grant in grants if grant.revoked_at is None]
    ended = [grant for grant in grants if grant.revoked_at is not None]
    if active:
        st.markdown(f"**{len(active)} {'person sees' if len(active) == 1 else 'people see'} some of your data.**")
    else:
        st.markdown("**Nobody sees your data.** Invite a coach, choose what they see, and end it whenever you like.")
    show_waiting(user)
    for grant in active:
        _show_grant(user, grant)
    _show_invite(user)
    _show_open(user)
    if active or ended:
        show_thread(user, Target(), "What you and your coaches said")
    if ended:
        lines = [f"{plain(one.coach_name or one.coach_email)} until {date_cell(one.revoked_at)}" for one in ended]
        st.caption("Ended: " + "; ".join(lines))


def _show_grant(user: User, grant: CoachGrant) -> None:
    with st.container(border=True, gap="small"):
        name = plain(grant.coach_name or grant.coach_email)
        st.markdown(f"**{name}**  \n:gray[{plain(grant.coach_email)} · since {date_cell(grant.accepted_at)}]")
        with st.form(f"grant-{grant.id}", border=False):
            seen_at: datetime = st.session_state.setdefault(f"seen-{grant.id}", grant.updated_at)
            chosen = _scope_pills("Sees", grant.scopes, f"scopes-{grant.id}")
            if st.form_submit_button("Save", width="stretch"):
                _save(user, grant, chosen, seen_at)
        with st.popover("End access", icon=":material/block:", width="stretch"):
            st.markdown(f"From this moment {name} sees nothing any more. Their comments stay with you.")
            if st.button("End access now", type="primary", key=f"revoke-{grant.id}"):
                with errors.shown_here():
                    revoke_access(user, grant.id)
                    st.session_state.pop(f"seen-{grant.id}", None)
                    st.rerun()


def _save(user: User, grant: CoachGrant, chosen: tuple[Scope, ...], seen_at: datetime) -> None:
    if not chosen:
        st.error("Choose at least one. To share nothing, end the access.")
        return
    try:
        changed = change_scopes(user, grant.id, SharedScopes(scopes=chosen), seen_at)
    except AppError as error:
        errors.show(error)
        return
    st.session_state[f"seen-{grant.id}"] = changed.updated_at
    st.toast(f"{plain(grant.coach_name or 'Your coach')} now sees {scope_words(changed.scopes).lower()}.")


def _show_invite(user: User) -> None:
    made: NewInvitation | None = st.session_state.pop(MADE, None)
    if made:
        _show_made(made)
    with st.expander("Invite a coach", icon=":material/person_add:", expanded=False):
        with st.form("invite", border=False):
            chosen = _scope_pills("They see", ("races", "training"), "invite-scopes")
            st.caption(SCOPE_HELP)
            email = st.text_input(
                "Their e-mail address, if only this account may accept", max_chars=254, key="invite-email"
            )
            is_sent = st.form_submit_button("Make a code", type="primary", width="stretch")
        if is_sent:
            _invite(user, chosen, email)


def _invite(user: User, chosen: tuple[Scope, ...], email: str) -> None:
    try:
        entry = InvitationEntry(scopes=chosen, email=email.strip() or None)
        st.session_state[MADE] = invite_coach(user, entry)
    except ValidationError as wrong:
        fields = errors.field_messages(wrong)
        if "scopes" in fields:
            st.error("Choose at least one thing they see.")
        if "email" in fields:
            st.error("This is no e-mail address. Leave it empty to make a code for anybody you give it to.")
        return
    except AppError as refused:
        errors.show(refused)
        return
    st.rerun()


def _show_made(made: NewInvitation) -> None:
    to = plain(made.invitation.email or "")
    how = f"We mailed it to {to}." if made.is_mailed else "Give it to your coach: it is shown only now."
    whom = f", for {to} only" if made.invitation.email and not made.is_mailed else ""
    st.success(f"Your code, good for seven days and one coach{whom}. {how}")
    st.code(made.code, language=None)
    st.caption("Or this link:")
    st.code(made.link, language=None, wrap_lines=True)


def _show_open(user: User) -> None:
    for invitation in invitations(user):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            whom = plain(invitation.email or "whoever has the code")
            st.markdown(
                f"Invited: {whom}  \n:gray[{scope_words(invitation.scopes)} · until {date_cell(invitation.expires_at)}]"
            )
            if st.button("Take back", key=f"withdraw-{invitation.id}"):
                with errors.shown_here():
                    withdraw_invitation(user, invitation.id)
                    st.rerun()


def _scope_pills(label: str, default: tuple[Scope, ...], key: str) -> tuple[Scope, ...]:
    chosen = st.pills(
        label, SCOPES, selection_mode="multi", default=list(default), format_func=SCOPE_NAMES.__getitem__, key=key
    )
    return tuple(chosen)
