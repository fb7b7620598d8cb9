"""One colour per meaning, one look for every chart, and the few style rules the native elements lack."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go
import plotly.io as pio
import streamlit as st


class Palette(NamedTuple):
    """One colour per meaning, the same in every chart, chip and calendar.

    Each has a contrast of 3 : 1 or more on light and on dark, so a chart stays right when the appearance
    changes while the page is open. Never the only sign: add a shape or a label. Text is Streamlit's own.
    """

    background: str
    run: str = "#2F7ED8"
    station: str = "#B87A00"
    roxzone: str = "#B4559B"
    strength: str = "#6C5CE7"
    recovery: str = "#5B8C2A"
    better: str = "#0891B2"
    worse: str = "#D9542B"
    neutral: str = "#7C8A93"
    band: str = "rgba(124, 138, 147, 0.25)"
    grid: str = "rgba(124, 138, 147, 0.30)"

    @property
    def series(self) -> tuple[str, ...]:
        """For two to six races or athletes side by side; pair each with its own symbol."""
        return (self.run, self.station, self.roxzone, self.better, self.worse, self.strength)


LIGHT: Final = Palette(background="#FFFFFF")
DARK: Final = Palette(background="#0F1514")

SYMBOLS: Final = ("circle", "square", "diamond", "triangle-up", "x", "star")
CLEAR: Final = "rgba(0, 0, 0, 0)"
TEMPLATE: Final = "coach"
CHART_CONFIG: Final[dict[str, Any]] = {"displayModeBar": False, "scrollZoom": False}

_STYLE: Final = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")

pio.templates[TEMPLATE] = go.layout.Template(
    data={
        "bar": [{"marker": {"line": {"width": 0}}}],
        "scatter": [{"line": {"width": 2.5}, "marker": {"size": 9}}],
        "waterfall": [
            {
                "increasing": {"marker": {"color": LIGHT.worse}},
                "decreasing": {"marker": {"color": LIGHT.better}},
                "totals": {"marker": {"color": LIGHT.neutral}},
                "connector": {"line": {"color": LIGHT.grid, "width": 1}},
            }
        ],
    },
    layout={
        "colorway": list(LIGHT.series),
        "bargap": 0.3,
        "polar": {
            "bgcolor": CLEAR,
            "angularaxis": {"gridcolor": LIGHT.grid, "linecolor": LIGHT.grid},
            "radialaxis": {"gridcolor": LIGHT.grid, "linecolor": CLEAR},
        },
    },
)


def palette() -> Palette:
    """The colours for the appearance this reader has chosen."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def figure(colors: Palette) -> go.Figure:
    """An empty figure in the app's look."""
    return styled(go.Figure(), colors)


def styled(chart: go.Figure, colors: Palette = LIGHT) -> go.Figure:
    """The same figure in the app's look.

    Show it with `st.plotly_chart(chart, config=CHART_CONFIG, alt=…)` and Streamlit's own theme, which adds
    the fonts and text colours of the appearance. Axes do not zoom: a finger scrolls the page.
    """
    chart.update_layout(
        template=TEMPLATE,
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        dragmode=False,
        margin={"l": 4, "r": 12, "t": 64, "b": 8},
        title={"x": 0, "xanchor": "left", "y": 1, "yanchor": "top", "yref": "container", "pad": {"t": 8}},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "bgcolor": CLEAR},
        hoverlabel={"align": "left", "namelength": -1},
    )
    axis = {"gridcolor": colors.grid, "zerolinecolor": colors.neutral, "automargin": True, "fixedrange": True}
    chart.update_xaxes(**axis)
    chart.update_yaxes(**axis)
    return chart


def apply_style() -> None:
    """Send the style rules; once per run, before anything is drawn."""
    st.html(f"<style>{_STYLE}</style>")
