"""Usage: how often Coach K's models were called today, and what is left of their budget."""

from __future__ import annotations

from typing import Final

import streamlit as st

from coach.model_usage import TierUsage, model_usage
from data.db import User

NAMES: Final = {
    "large": ("Answers", "The large model writes Coach K's answers."),
    "small": ("Small tasks", "The small model makes titles, reads what you trained, and helps out with answers."),
    "embedding": ("Search", "Questions and passages become numbers, so that the search finds what is meant."),
}


def show_usage(user: User) -> None:
    usage = model_usage(user)
    if not usage.has_model:
        st.markdown(
            "**Coach K works offline.** No model is set up here: answers come from the knowledge base and your own"
            " numbers, cost nothing and have no limit."
        )
        return
    st.caption("Today, counted from midnight UTC. The budget is shared by everybody who uses this Coach K.")
    for tier in usage.tiers:
        _show_tier(tier)


def _show_tier(tier: TierUsage) -> None:
    name, about = NAMES[tier.tier]
    with st.container(border=True, gap="xsmall", key=f"usage-{tier.tier}"):
        st.markdown(f"**{name}**  \n{_calls_line(tier)}")
        st.markdown(_left_line(tier))
        if tier.tokens_in or tier.tokens_out:
            st.caption(f"{tier.tokens_in:,} tokens read, {tier.tokens_out:,} written, by everybody.")
        st.caption(about)


def _calls_line(tier: TierUsage) -> str:
    return f"{_counted(tier.own_calls)} of yours, {_counted(tier.calls)} by everybody."


def _left_line(tier: TierUsage) -> str:
    """The budget in words; the provider's own word counts when it says less."""
    if tier.per_day is None or tier.left_today is None:
        return "No daily limit."
    if tier.provider_requests_left == 0:
        return "The provider takes no more calls at the moment: Coach K waits, or answers offline."
    if tier.left_today == 0:
        return (
            f"All {tier.per_day:,} calls of today are used: until tomorrow Coach K answers offline when you ask it to."
        )
    return f"**{tier.left_today:,} of {tier.per_day:,}** left today, at most {tier.per_minute} a minute."


def _counted(count: int) -> str:
    return f"{count:,} call{'' if count == 1 else 's'}"
