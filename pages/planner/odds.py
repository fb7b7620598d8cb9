"""The odds of a personal best by race number, and whether the target is a usual step."""

from __future__ import annotations

import streamlit as st

from coach.engines.clock import format_clock
from coach.engines.pb_odds import PB_CHANCES_PCT, STUDY
from coach.pacing import MyOdds, PaceRequest, my_odds
from data.db import User


def show_odds(user: User, request: PaceRequest) -> None:
    """Counted from the own races; the number can be changed, for races that are not logged here."""
    counted = my_odds(user, request)
    number = st.number_input(
        "Race number",
        min_value=1,
        max_value=200,
        value=counted.odds.race_number,
        key=f"odds-number-{request.field_division}-{request.gender}",
        help="Your next race of this kind. Count races that are not logged here, too.",
    )
    _draw(my_odds(user, request, request.target_seconds, int(number)))


def _draw(mine: MyOdds) -> None:
    st.markdown(f"#### {mine.odds.text}")
    if mine.best_s is not None:
        st.markdown(f"Your best of this kind: **{format_clock(mine.best_s)}**.")
    if mine.reach:
        st.markdown(mine.reach.text)
    st.markdown("\n".join(_table(mine.odds.race_number)))
    st.caption(
        f"From {STUDY}: how often race k was faster than all before. It is what happened to people, whatever their"
        " plan; nobody can promise you yours."
    )


def _table(race_number: int) -> list[str]:
    lines = ["| Race | Personal best |", "|:--|--:|"]
    for number, chance_pct in PB_CHANCES_PCT.items():
        mark = " ← you" if number == race_number else ""
        lines.append(f"| {number}{mark} | {chance_pct} % |")
    last = max(PB_CHANCES_PCT)
    beyond = " ← you" if race_number > last else ""
    return [*lines, f"| {last + 1} and later{beyond} | below {PB_CHANCES_PCT[last]} % |"]
