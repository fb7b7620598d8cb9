"""One colour per meaning, one Plotly template, and the few style rules the native elements lack."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import plotly.graph_objects as go
import plotly.io as pio
import streamlit as st

# One palette for light and dark: each colour has a contrast of at least 3 : 1 on both, so a chart
# stays right when the appearance changes while the page is open. Text takes the theme's own colour.
RUN: Final = "#2F7ED8"
STATION: Final = "#B87A00"
ROXZONE: Final = "#B4559B"
STRENGTH: Final = "#6C5CE7"
RECOVERY: Final = "#5B8C2A"
BETTER: Final = "#0891B2"
WORSE: Final = "#D9542B"
NEUTRAL: Final = "#7C8A93"
BAND: Final = "rgba(124, 138, 147, 0.22)"
GRID: Final = "rgba(124, 138, 147, 0.30)"
CLEAR: Final = "rgba(0, 0, 0, 0)"

# For two to six athletes or races side by side; pair each with its own symbol.
SERIES: Final = (RUN, STATION, ROXZONE, BETTER, WORSE, STRENGTH)
SYMBOLS: Final = ("circle", "square", "diamond", "triangle-up", "x", "star")

CHART_CONFIG: Final[dict[str, Any]] = {"displayModeBar": False, "scrollZoom": False, "responsive": True}

TEMPLATE: Final = "coach"
STYLE: Final = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")

_axis = {"gridcolor": GRID, "zeroline": False, "automargin": True, "fixedrange": True, "title": {"standoff": 8}}
_layout: Final[dict[str, Any]] = {
    "template": TEMPLATE,
    "paper_bgcolor": CLEAR,
    "plot_bgcolor": CLEAR,
    "margin": {"l": 8, "r": 8, "t": 56, "b": 8, "pad": 4},
    "legend": {"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top", "bgcolor": CLEAR},
    "hoverlabel": {"align": "left", "namelength": -1},
    "dragmode": False,
}

pio.templates[TEMPLATE] = go.layout.Template(
    data={
        "bar": [{"marker": {"color": NEUTRAL, "line": {"width": 0}}}],
        "scatter": [{"line": {"width": 2.5}, "marker": {"size": 9, "line": {"width": 0}}}],
        "waterfall": [
            {
                "increasing": {"marker": {"color": WORSE}},
                "decreasing": {"marker": {"color": BETTER}},
                "totals": {"marker": {"color": NEUTRAL}},
                "connector": {"line": {"color": GRID, "width": 1}},
            }
        ],
    },
    layout={
        "colorway": list(SERIES),
        "separators": ". ",
        "bargap": 0.3,
        "polar": {
            "bgcolor": CLEAR,
            "angularaxis": {"gridcolor": GRID, "linecolor": GRID},
            "radialaxis": {"gridcolor": GRID, "linecolor": CLEAR},
        },
    },
)


def styled(figure: go.Figure, title: str = "", height: int = 360) -> go.Figure:
    """The figure in the app's look; `title` is a sentence with the answer.

    Show it with `st.plotly_chart(figure, config=CHART_CONFIG, alt=…)`: Streamlit adds fonts, text and
    grid colours of the appearance the reader has chosen.
    """
    figure.update_layout(**_layout, height=height)
    figure.update_xaxes(**_axis)
    figure.update_yaxes(**_axis)
    if title:
        figure.update_layout(title={"text": wrapped(title), "x": 0, "xanchor": "left", "y": 0.98, "yanchor": "top"})
    return figure


def wrapped(title: str, width: int = 44) -> str:
    """The title on as many lines as it needs on a phone; Plotly itself never wraps."""
    lines: list[str] = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def apply_style() -> None:
    """Send the style rules; call once per run, before anything is drawn."""
    st.html(f"<style>{STYLE}</style>")
