"""How a rebuilding of the plan is told: what the week was, what changed, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from data.plan_refreshes import PlanChange, RefreshKind
from pages.plan.words import day_words
from pages.split_view.cells import plain

KINDS: dict[RefreshKind, str] = {
    "made": "The plan was made", "weekly": "Sunday's look at your week", "manual": "You asked for a fresh look",
    "goal_change": "The goal changed", "break": "A break changed",
}  # fmt: skip
NOTHING = "Nothing had to change."


def draw_changes(review: Mapping[str, Any], changes: Sequence[PlanChange]) -> None:
    """The week in a sentence, what it decided, what became of the goal, and every change with its reason."""
    for text in (review.get("summary"), *review.get("assessment", ()), review.get("explanation")):
        if text:
            st.markdown(plain(str(text)))
    for decision in review.get("decisions", ()):
        st.markdown(f"- **{plain(str(decision['what']))}:** {plain(str(decision['why']))}")
    if not changes:
        st.markdown(NOTHING)
        return
    st.markdown("\n".join(_change_line(change) for change in changes))


def change_count_words(changes: Sequence[PlanChange]) -> str:
    return f"{len(changes)} change{'' if len(changes) == 1 else 's'}" if changes else "nothing changed"


def _change_line(change: PlanChange) -> str:
    why = f"  \n  :small[{plain(change.why)}]" if change.why else ""
    return f"- {day_words(change.date)}: **{plain(change.what)}**{why}"
