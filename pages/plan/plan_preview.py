"""Two months to look at before they are kept: week by week as bars, the first days in detail, and what to know."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from coach.engines.plan_weeks import WeekOutlook, outlook_of
from coach.engines.run_plan.contract import RunPlan
from coach.engines.units import System, distance_in, distance_unit
from coach.run_sessions import day_entry_of
from data.plan_days import PlanDayEntry
from pages.plan.words import (
    COLORS,
    METHOD_LINES,
    METHODS,
    PHASES,
    TYPES,
    block_words,
    day_words,
    far_words,
    hours_words,
    length_words,
    step_words,
)
from pages.split_view.axes import titled
from pages.split_view.cells import plain
from pages.theme import CHART_CONFIG, Palette, figure, palette

PATTERNS = {"base": "", "build": "/", "peak": "x", "taper": "-", "race": ".", "recovery": "\\", "maintain": "|"}


def draw_preview(built: RunPlan, system: System) -> None:
    weeks = outlook_of(built)
    st.markdown(f"##### Your two months: {day_words(built.request.today)} to {day_words(built.request.last)}")
    st.markdown(f"**{METHODS[built.method]}.** {METHOD_LINES[built.method]}")
    for note in built.notes:
        st.info(plain(note), icon=":material/info:")
    st.plotly_chart(weeks_chart(weeks, system, palette()), config=CHART_CONFIG, alt=_alt(weeks, system), key="outlook")
    for number, week in enumerate(weeks):
        sessions = [day_entry_of(session, built.method) for session in built.weeks[number].sessions]
        with st.expander(_week_title(week, system), expanded=number == 0):
            for note in built.weeks[number].notes:
                st.caption(plain(note))
            for session in sessions:
                st.markdown(_session_words(session, system, in_detail=number == 0))
            if not sessions:
                st.caption("Nothing is planned in this week.")


def weeks_chart(weeks: Sequence[WeekOutlook], system: System, colors: Palette) -> go.Figure:
    """A bar per week, kilometres where the method counts them, else hours; the phase is a word and a pattern."""
    is_far = any(week.distance_m for week in weeks)
    chart = figure(colors)
    for phase in dict.fromkeys(week.phase for week in weeks):
        of_phase = [week for week in weeks if week.phase == phase]
        chart.add_bar(
            x=[_short(week) for week in of_phase],
            y=[_amount(week, system, is_far=is_far) for week in of_phase],
            name=PHASES[phase],
            marker={"color": colors.run, "pattern": {"shape": PATTERNS[phase]}},
            customdata=[[week.session_count, week.hard_count, hours_words(week.minutes)] for week in of_phase],
            hovertemplate="<b>week of %{x}</b><br>%{y:.1f}<br>%{customdata[0]} sessions, %{customdata[1]} hard, "
            "%{customdata[2]}<extra></extra>",
        )
    unit = distance_unit(system) if is_far else "hours"
    chart.update_layout(yaxis={"title": {"text": f"planned [{unit}]"}, "rangemode": "tozero"}, barmode="stack")
    titled(chart, _title(weeks, system), height=300)
    chart.update_xaxes(
        type="category", title={"text": "week of"}, categoryorder="array", categoryarray=[_short(w) for w in weeks]
    )
    return chart


def _title(weeks: Sequence[WeekOutlook], system: System) -> str:
    biggest = max(weeks, key=lambda week: (week.distance_m or 0.0, week.minutes))
    amount = far_words(biggest.distance_m, system) or hours_words(biggest.minutes)
    return f"The biggest week is that of {_short(biggest)}: {amount}"


def _amount(week: WeekOutlook, system: System, *, is_far: bool) -> float:
    return distance_in(system, week.distance_m or 0.0) if is_far else week.minutes / 60


def _short(week: WeekOutlook) -> str:
    return f"{week.monday.day} {week.monday:%b}"


def _alt(weeks: Sequence[WeekOutlook], system: System) -> str:
    return "Planned per week: " + "; ".join(_week_title(week, system) for week in weeks)


def _week_title(week: WeekOutlook, system: System) -> str:
    cutback = " · easier week" if week.is_cutback else ""
    amount = length_words(week.distance_m, week.minutes, system)
    count = f"{week.session_count} session{'' if week.session_count == 1 else 's'}"
    return " · ".join(part for part in (_short(week), f"{PHASES[week.phase]}{cutback}", count, amount) if part)


def _session_words(session: PlanDayEntry, system: System, *, in_detail: bool) -> str:
    badge = f":{COLORS[session.session_type]}-badge[{TYPES[session.session_type]}]"
    length = length_words(session.details.distance_m, session.estimated_duration_minutes, system)
    lines = [f"**{day_words(session.date)}** {badge} **{plain(session.title)}** {length}"]
    if in_detail:
        lines += [plain(text) for text in (session.details.purpose, session.details.reason) if text]
        for block in session.details.blocks:
            steps = "; ".join(plain(step_words(step, system)) for step in block.steps)
            lines.append(f":gray[{plain(block_words(block))}:] {steps}")
    return "  \n".join(lines)
