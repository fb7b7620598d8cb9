"""What if: move the parts of a plan and see the finish they add up to."""

from __future__ import annotations

import streamlit as st

from coach.engines.clock import format_clock, format_gap
from coach.engines.field import faster_than_text
from coach.engines.pacing import PacePlan, WhatIf
from coach.pacing import RaceGroup, what_if
from pages import errors

KEPT, ROUND = "what-if-kept", "what-if-round"
STEP_S = 5
NARROW = range(-60, 121, STEP_S)
WIDE = range(-120, 181, STEP_S)
LONG_PARTS = frozenset({"roxzone", "wall_balls", "burpee_broad_jump", "sandbag_lunges", "sled_pull"})


def show_what_if(group: RaceGroup, plan: PacePlan) -> None:
    """The finish on top, a slider per part below."""
    answer = st.container()
    changes_s = _sliders(plan)
    with answer, errors.shown_here():
        _draw_answer(plan, what_if(group, plan, changes_s))


def _draw_answer(plan: PacePlan, changed: WhatIf) -> None:
    st.markdown(f"#### {what_if_headline(plan, changed)}")
    with st.grid(3, min_column_width=104, gap="small"):
        st.metric("Finish", format_clock(changed.finish_s))
        st.metric("Against plan", format_gap(changed.change_s))
        st.metric("Faster than", faster_than_text(changed.faster_than_pct).removeprefix("faster than "))
    st.button("Back to the plan", key="what-if-reset", disabled=not changed.change_s, on_click=_reset)


def what_if_headline(plan: PacePlan, changed: WhatIf) -> str:
    """The answer in a sentence."""
    if not changed.change_s:
        return f"Move a part and see what {format_clock(plan.target_s)} becomes"
    direction = "slower" if changed.change_s > 0 else "faster"
    return f"{format_clock(changed.finish_s)}: {format_clock(abs(changed.change_s))} {direction} than planned"


def _sliders(plan: PacePlan) -> dict[str, int]:
    """Seconds by part that was moved; kept while another view is open, which forgets its widgets."""
    kept: dict[str, int] = st.session_state.setdefault(KEPT, {})
    round_number = st.session_state.setdefault(ROUND, 0)
    with st.grid(2, min_column_width=150) as grid:
        for part in plan.parts:
            with grid.cell():
                kept[part.split] = st.select_slider(
                    f"{part.label} {format_clock(part.planned_s)}",
                    WIDE if part.split in LONG_PARTS else NARROW,
                    value=kept.get(part.split, 0),
                    format_func=format_gap,
                    key=f"what-if-{part.split}-{round_number}",
                )
    return {split: change_s for split, change_s in kept.items() if change_s}


def _reset() -> None:
    """Sliders of a new round start from zero."""
    st.session_state[KEPT] = {}
    st.session_state[ROUND] += 1
