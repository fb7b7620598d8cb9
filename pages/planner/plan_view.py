"""A race plan on the page: the answer, the split table, the card and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from coach.engines.clock import format_clock
from coach.engines.field import faster_than_text
from coach.engines.pacing import PacePlan, PlannedPart
from coach.engines.pacing_card import card_pdf, card_png
from coach.engines.splits import RUNS, STATIONS
from coach.exports import csv_of
from data.cache import Revision
from pages.split_view.cells import plain

WORTH_SAYING = 0.01
SAID_STRENGTHS = 3
NO_PROMISE = (
    "A plan, not a promise: on the day, hall, lane and legs decide. The middle half of finishers is your leeway."
)


@st.cache_data(max_entries=64, show_spinner=False)
def draw_plan(at: Revision, plan: PacePlan) -> None:
    """Everything about a plan that has no button."""
    st.markdown(f"#### {headline(plan)}")
    parts_s = plan.planned_s
    with st.grid(3, min_column_width=104, gap="small"):
        st.metric("Runs", format_clock(sum(parts_s[run] for run in RUNS)))
        st.metric("Stations", format_clock(sum(parts_s[station] for station in STATIONS)))
        st.metric("Roxzone", format_clock(parts_s["roxzone"]))
    st.markdown("\n".join(_table(plan)))
    st.caption("\n\n".join(_notes(plan)))


def headline(plan: PacePlan) -> str:
    """What the target is worth, and where its minutes go."""
    longest = max((part for part in plan.parts if part.split in STATIONS), key=lambda part: part.planned_s)
    runs_s = sum(plan.planned_s[run] for run in RUNS)
    worth = f": {faster_than_text(plan.faster_than_pct)}" if plan.faster_than_pct is not None else ""
    return (
        f"{format_clock(plan.target_s)}{worth}. Runs at {format_clock(runs_s / len(RUNS))} on average, "
        f"{format_clock(longest.planned_s)} for the {longest.label.lower()}"
    )


def _table(plan: PacePlan) -> list[str]:
    lines = ["| | Plan | Middle half | Clock |", "|:--|--:|--:|--:|"]
    for part in plan.parts:
        leeway = f"{format_clock(part.quick_s)}–{format_clock(part.slow_s)}"
        clock = format_clock(part.clock_s) if part.clock_s is not None else ""
        lines.append(f"| {part.label} | **{format_clock(part.planned_s)}** | {leeway} | {clock} |")
    return lines


def _notes(plan: PacePlan) -> list[str]:
    notes = [
        f"Spread as {plan.n:,} people who finish next to {format_clock(plan.target_s)} spread it. "
        f"Ranked among {plan.field.text}.",
        "Clock: about what the race clock says at the end of each split, the Roxzone counted in 15 equal transitions.",
        strength_note(plan),
    ]
    if plan.event:
        notes.append(
            f"At {plain(plan.event)} (n = {plan.event_n:,}) run 1, run 8, the Roxzone and the sleds are planned"
            " about as that event went: partly the course, partly who came."
        )
    return [*(note for note in notes if note), NO_PROMISE]


def strength_note(plan: PacePlan) -> str:
    """What the own races changed, the largest first."""
    if not plan.races_n:
        return "Not bent to you: log a race of this kind with its splits, and the plan leans on what you are good at."
    known = [part for part in plan.parts if part.strength and abs(part.strength.gap) >= WORTH_SAYING]
    ranked = sorted(known, key=lambda part: -abs(part.strength.gap if part.strength else 0))
    said = ", ".join(_strength_words(part) for part in ranked[:SAID_STRENGTHS])
    races = "your last race" if plan.races_n == 1 else f"your last {plan.races_n} races"
    return f"Bent carefully to {races} of this kind: {said or 'you spread it like everybody else'}."


def _strength_words(part: PlannedPart) -> str:
    gap = part.strength.gap if part.strength else 0
    return f"{part.label} {abs(gap):.0%} {'slower' if gap > 0 else 'faster'}".replace("%", " %")


def show_card(plan: PacePlan, marks: Mapping[str, str]) -> None:
    """The card to look at and to take along. The files are made when somebody asks for them."""
    name = f"pacing-{format_clock(plan.target_s).replace(':', '-')}"
    with st.container(horizontal=True):
        _download("Card as PNG", f"{name}.png", "image/png", partial(card_png, plan, marks))
        _download("Card as PDF", f"{name}.pdf", "application/pdf", partial(card_pdf, plan, marks))
        _download("Plan as CSV", f"{name}.csv", "text/csv", partial(plan_csv, plan))
    with st.expander("See the card: 5 cm wide, for the wrist"):
        st.image(
            _picture(plan, tuple(sorted(marks.items()))),
            width=240,
            caption="Print the PDF at 100 %.",
            alt=f"Pacing card for {format_clock(plan.target_s)}: the same splits and clock times as the table above.",
        )


@st.cache_data(max_entries=64, show_spinner=False)
def _picture(plan: PacePlan, marks: tuple[tuple[str, str], ...]) -> bytes:
    return card_png(plan, dict(marks))


def plan_csv(plan: PacePlan) -> bytes:
    """One row per part in race order, the Roxzone last, with what the plan rests on."""
    rows = [
        (
            part.split,
            part.planned_s,
            part.quick_s,
            part.slow_s,
            part.clock_s,
            part.strength.gap * 100 if part.strength else None,
            part.course_factor,
        )
        for part in plan.parts
    ]
    columns = ["split", "planned_s", "quick_s", "slow_s", "clock_s", "strength_pct", "course_factor"]
    frame = pd.DataFrame(rows, columns=columns).astype({"clock_s": "Int64"})
    return csv_of(frame.assign(target_s=plan.target_s, event=plan.event, races_n=plan.races_n, field=plan.field.text))


def _download(label: str, file_name: str, mime: str, content: Callable[[], bytes]) -> None:
    st.download_button(
        label,
        content,
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        key=f"plan-{mime}",
    )
