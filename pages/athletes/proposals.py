"""Plan proposals: the coach's form, and the athlete's word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach.proposals import accept_proposal, decline_proposal, propose_change, withdraw_proposal
from data.coach_access import SharedAthlete
from data.db import User
from data.errors import AppError, sentence_of
from data.plan_days import PlanDayEntry
from data.proposals import Proposal, ProposalEntry, proposals
from pages import errors
from pages.athletes.words import paragraphs
from pages.log.words import TYPES
from pages.split_view.cells import date_cell, plain

STATUS_WORDS = {"proposed": "waiting for the athlete", "accepted": "accepted", "declined": "declined"}
FIELD_LABELS = {"date": "Day", "title": "Title", "estimated_duration_minutes": "Minutes", "description": "What to do"}


def show_waiting(user: User) -> None:
    """What waits for the athlete's word, each with both sides of the change."""
    for proposal in proposals(user, status="proposed"):
        with st.container(border=True, gap="small"):
            st.markdown(
                f"**{plain(proposal.author_name or 'Your coach')} proposes a change**  \n{paragraphs(proposal.reason)}"
            )
            st.markdown("\n".join(_both_sides(proposal)))
            if proposal.is_outdated:
                st.warning("You have changed this session since. Change it yourself, or decline.")
            with st.container(horizontal=True):
                _decision(user, proposal, "Accept", is_primary=True)
                _decision(user, proposal, "Decline", is_primary=False)


def show_proposals(user: User, athlete: SharedAthlete, day_id: UUID) -> None:
    """What was proposed for one session, for the coach."""
    for proposal in proposals(user, athlete.athlete_id):
        if proposal.training_plan_day_id != day_id:
            continue
        with st.container(border=True, gap="xsmall"):
            st.markdown(
                f"**Proposed {date_cell(proposal.created_at)}**, {STATUS_WORDS[proposal.status]}  \n"
                f"{_summary(proposal.proposed)}  \n:gray[{paragraphs(proposal.reason)}]"
            )
            if proposal.is_mine and proposal.status == "proposed" and st.button("Take back", key=f"take-{proposal.id}"):
                with errors.shown_here():
                    withdraw_proposal(user, proposal.id)
                    st.rerun()


def show_propose(user: User, athlete: SharedAthlete, day_id: UUID, day: dict[str, Any]) -> None:
    """The session as it is, to be changed. Its blocks stay as long as its type does."""
    key = f"propose-{day_id}"
    with st.form(key, border=False):
        st.markdown("#### Propose a change")
        kinds, text = list(TYPES), day["description"] or ""
        typed = {
            "date": st.date_input("Day", day["date"], key=f"{key}-date"),
            "session_type": st.selectbox(
                "Type", kinds, kinds.index(day["session_type"]), format_func=TYPES.__getitem__, key=f"{key}-type"
            ),
            "title": st.text_input("Title", day["title"], max_chars=200, key=f"{key}-title"),
            "estimated_duration_minutes": st.number_input(
                "Minutes", 0, 1440, day["estimated_duration_minutes"], step=5, key=f"{key}-minutes"
            ),
            "description": st.text_area("What to do", text, max_chars=10_000, key=f"{key}-text") or None,
        }
        reason = st.text_input("Why", max_chars=1000, key=f"{key}-why")
        is_sent = st.form_submit_button("Propose", type="primary", width="stretch")
    if is_sent:
        if typed["session_type"] == day["session_type"]:
            typed["details"] = day["details"]
        _propose(user, athlete, day_id, typed, reason)


def _propose(user: User, athlete: SharedAthlete, day_id: UUID, typed: dict[str, Any], reason: str) -> None:
    try:
        entry = ProposalEntry.model_validate({"proposed": typed, "reason": reason})
        propose_change(user, athlete.athlete_id, day_id, entry)
    except ValidationError as wrong:
        for problem in wrong.errors():
            field = str(problem["loc"][-1])
            label = "Why" if field == "reason" else FIELD_LABELS.get(field, field)
            st.error(f"{label}: {sentence_of(problem)}")
        return
    except AppError as refused:
        errors.show(refused)
        return
    st.toast(f"{plain(athlete.name)} decides.")
    st.rerun()


def _decision(user: User, proposal: Proposal, label: str, *, is_primary: bool) -> None:
    kind = "primary" if is_primary else "secondary"
    if not st.button(label, type=kind, key=f"{label}-{proposal.id}", disabled=is_primary and proposal.is_outdated):  # type: ignore[arg-type]
        return
    decide = accept_proposal if is_primary else decline_proposal
    with errors.shown_here():
        decide(user, proposal.id)
        st.toast("Your plan is changed. Undo is on the page Plan." if is_primary else "Your plan stays as it is.")
        st.rerun()


def _both_sides(proposal: Proposal) -> list[str]:
    now = _summary(proposal.current) if proposal.current else "not in the plan any more"
    return [f"- Now: {now}", f"- Proposed: {_summary(proposal.proposed)}"]


def _summary(day: PlanDayEntry) -> str:
    minutes = f", {day.estimated_duration_minutes} min" if day.estimated_duration_minutes else ""
    said = f": {plain(day.description)}" if day.description else ""
    return f"{date_cell(day.date)}, **{plain(day.title)}** ({TYPES[day.session_type].lower()}{minutes}){said}"
