"""What became of a session, as the athlete says: it stands above what was assumed or imported."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import streamlit as st

from coach.day_matching import override_outcome
from coach.opened_sessions import OpenedSession
from data.db import User
from data.errors import AppError
from data.plan_reality import Override, RealSession
from pages import errors
from pages.plan.words import STATES
from pages.session import require_user

EXPLAINED = {
    "planned": "It is planned for today.",
    "skipped": "You left it out on purpose.",
    "assumed": "Nothing was uploaded for this day, so the plan assumes that you did it. An upload will say for sure.",
    "missed": "No upload fits this session, so it counts as missed.",
    "confirmed": "A log of that day fits this session.",
    "overridden_done": "You said that you did it. No import changes that.",
    "overridden_missed": "You said that you missed it. No import changes that.",
}
SAID = {"done": "Noted: you did it", "missed": "Noted: you missed it", None: "Taken back"}


def can_say(opened: OpenedSession, today: date) -> bool:
    """A session that is ahead, or a day off, is neither done nor missed; today's may be either."""
    session = opened.session
    return not session.is_rest_day and (session.date <= today or session.outcome_override is not None)


def draw_outcome(user: User, opened: OpenedSession) -> str:
    """What to say when it is set, or nothing yet."""
    session = opened.session
    st.caption(EXPLAINED.get(opened.outcome, STATES[opened.outcome]))
    with st.container(horizontal=True, gap="small"):
        for label, outcome in outcome_choices(session):
            key = f"plan-day-{session.id}-say-{outcome or 'back'}"
            if st.button(label, key=key, width="stretch"):
                override_outcome(user, session.id, outcome)
                return SAID[outcome]
    return ""


def outcome_choices(session: RealSession) -> list[tuple[str, Override | None]]:
    said = session.outcome_override
    choices: list[tuple[str, Override | None]] = []
    if said != "done" and not (session.is_completed and said is None):
        choices.append(("I did it", "done"))
    if said != "missed":
        choices.append(("I missed it", "missed"))
    if said is not None:
        choices.append(("Take back", None))
    return choices


def say(day_id: UUID, outcome: Override | None) -> None:
    """As a callback of a button anywhere."""
    try:
        override_outcome(require_user(), day_id, outcome)
    except AppError as error:
        errors.show(error)
    else:
        st.toast(SAID[outcome], icon=":material/check:")
