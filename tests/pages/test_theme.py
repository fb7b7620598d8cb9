"""Colours that everybody can read and tell apart."""

from __future__ import annotations

import math
import tomllib
from itertools import combinations
from pathlib import Path

import plotly.graph_objects as go
import pytest

from pages.theme import DARK, LIGHT, Palette, styled

CONFIG = tomllib.loads((Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text())
MEANINGS = ("run", "station", "roxzone", "strength", "recovery", "better", "worse", "neutral")
SHOWN_TOGETHER = (("run", "station", "roxzone"), ("better", "worse", "neutral"), ("run", "strength", "recovery"))
# Machado, Oliveira, Fernandes (2009), severity 1, in linear RGB.
PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
NORMAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
Matrix = tuple[tuple[float, float, float], ...]


def linear(color: str) -> list[float]:
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def contrast(color: str, background: str) -> float:
    """By WCAG 2."""
    lights = [0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(linear, (color, background))]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def lab(color: str, eye: Matrix) -> tuple[float, float, float]:
    """CIE L*a*b* as this eye sees it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * value for weight, value in zip(row, linear(color), strict=True)))) for row in eye
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (math.cbrt(value) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("meaning", MEANINGS)
def test_every_meaning_stands_out_from_the_page(meaning: str, colors: Palette) -> None:
    assert contrast(getattr(colors, meaning), colors.background) >= 3


@pytest.mark.parametrize("eye", [NORMAL, PROTAN, DEUTAN], ids=["normal", "protan", "deutan"])
@pytest.mark.parametrize("group", SHOWN_TOGETHER, ids="-".join)
def test_meanings_shown_together_stay_apart_for_colour_blind_eyes(group: tuple[str, ...], eye: Matrix) -> None:
    for one, other in combinations(group, 2):
        assert math.dist(lab(getattr(LIGHT, one), eye), lab(getattr(LIGHT, other), eye)) >= 10, (one, other)


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_text_and_links_are_readable(appearance: str) -> None:
    colors = CONFIG["theme"][appearance]

    for surface in (colors["backgroundColor"], colors["secondaryBackgroundColor"]):
        assert contrast(colors["textColor"], surface) >= 7
        assert contrast(colors["linkColor"], surface) >= 4.5
    assert contrast(colors["primaryColor"], colors["backgroundColor"]) >= 4.5


def test_white_text_is_readable_on_the_accent() -> None:
    assert contrast("#FFFFFF", "#0C8072") >= 4.5


def test_the_backgrounds_of_charts_are_those_of_the_pages() -> None:
    assert LIGHT.background == CONFIG["theme"]["light"]["backgroundColor"]
    assert DARK.background == CONFIG["theme"]["dark"]["backgroundColor"]


def test_a_chart_lets_the_page_scroll_and_show_through() -> None:
    chart = styled(go.Figure(go.Scatter(x=[1, 2], y=[3, 4])))

    assert chart.layout.dragmode is False
    assert chart.layout.xaxis.fixedrange is True
    assert chart.layout.paper_bgcolor == "rgba(0, 0, 0, 0)"
