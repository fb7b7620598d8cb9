"""What became of the sessions of the last eight weeks: confirmed, only assumed, missed; corrected with one tap."""

from __future__ import annotations

import streamlit as st

from coach.engines.run_plan.reality import Outcome
from coach.engines.units import System
from coach.two_months import ASSUMPTION_DAYS, Assumptions, SeenSession, assumptions
from data.cache import Revision, cached
from data.db import User
from data.plan_reality import LooseLog
from pages.log.starts import athlete_of
from pages.plan.outcome_form import outcome_choices, say
from pages.plan.words import COLORS, STATES, TYPES, day_words, length_words, mark_of
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain

SHOWN: tuple[Outcome, ...] = ("confirmed", "overridden_done", "assumed", "missed", "overridden_missed", "skipped")


def show_assumptions(user: User, at: Revision) -> None:
    back_link("plan/page.py", "Back to the plan")
    st.title("Assumed or done?", anchor=False)
    athlete = athlete_of(user, at)
    known = cached(at, "assumptions", user.id, athlete.today, read=lambda: assumptions(user, athlete.today))
    st.markdown(counts_words(known))
    st.caption(
        f"The last {ASSUMPTION_DAYS // 7} weeks. Where nothing was uploaded the plan assumes you did what it asked"
        " for; that holds your level and never raises it. What you say here stands above every import."
    )
    for seen in reversed(known.sessions):
        _draw_session(seen, athlete.system)
    if known.unplanned:
        st.markdown("##### Without a planned session")
        st.caption("They count for your load, not for the plan.")
    for log in reversed(known.unplanned):
        _draw_log(log, athlete.system)


def counts_words(known: Assumptions) -> str:
    """How many of what; nothing of what there is none of."""
    if not known.sessions:
        return "**Nothing is past yet.** Sessions appear here the day after they were planned."
    parts = [f"{mark_of(name)} {known.counts[name]} {STATES[name].lower()}" for name in SHOWN if known.counts[name]]
    return f"**{known.counts['done']} of {len(known.sessions)} sessions count as done:** {' · '.join(parts)}"


def _draw_session(seen: SeenSession, system: System) -> None:
    session = seen.session
    badge = f":{COLORS[session.session_type]}-badge[{TYPES[session.session_type]}]"
    length = length_words(session.distance_m, session.estimated_duration_minutes, system)
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            f"{mark_of(seen.outcome)} **{STATES[seen.outcome]}** · {day_words(session.date)}  \n"
            f"{badge} {plain(session.title)}{f' · {length}' if length else ''}"
        )
        with st.container(horizontal=True, gap="xsmall"):
            for label, outcome in outcome_choices(session):
                key = f"say-{session.id}-{outcome or 'back'}"
                st.button(label, key=key, on_click=say, args=(session.id, outcome))


def _draw_log(log: LooseLog, system: System) -> None:
    minutes = log.duration_s / 60 if log.duration_s else None
    length = length_words(log.distance_m, minutes, system)
    label = f"{mark_of('logged')} {day_words(log.date)} · {plain(log.title or log.session_type)} {length}"
    st.page_link("log/page.py", label=label, query_params={"workout": str(log.id)}, width="stretch")
