"""Charts: the title is the answer, the axes are clock times, missing stays missing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from coach.engines.pronoun import THEY
from coach.engines.splits import SPLIT_LABELS, STATIONS
from coach.engines.wall_ball_rule import RuleContext
from pages.compare.charts import running_gap_chart, split_comparison_chart
from pages.compare.contenders import Contender
from pages.split_view.axes import clock_ticks
from pages.split_view.charts import cohort_band_chart, gap_waterfall_chart, run_pacing_chart, station_radar_chart
from pages.split_view.tables import split_frame, split_table
from pages.split_view.words import band_title, waterfall_title
from pages.theme import LIGHT
from tests.pages.sample_race import analysis

CHARTS: list[Callable[..., go.Figure]] = [
    cohort_band_chart,
    gap_waterfall_chart,
    station_radar_chart,
    run_pacing_chart,
]


def contender(title: str, **changes: float | None) -> Contender:
    race = analysis(**changes)
    times = {row.split: row.time_s for row in race.splits}
    return Contender(title, title, "open men", RuleContext("open", "men", title, 8), times)


@pytest.mark.parametrize("draw", CHARTS)
def test_every_chart_says_its_answer_in_the_title_and_survives_json(draw: Callable[..., go.Figure]) -> None:
    chart = draw(analysis(), LIGHT)

    assert len(chart.layout.title.text.split()) > 4
    assert json.loads(chart.to_json())["data"]


@pytest.mark.parametrize("draw", CHARTS)
def test_a_missing_split_never_becomes_zero(draw: Callable[..., go.Figure]) -> None:
    chart = draw(analysis(sled_push=None, run_4=None), LIGHT)

    shown = json.dumps(json.loads(chart.to_json())["data"])
    assert "you 0:00" not in shown
    assert "Run 4</b> 0:00" not in shown
    lines = [trace.to_plotly_json() for trace in chart.data if trace.type.startswith("scatter")]
    assert all(0 not in (line.get(axis) or ()) for line in lines for axis in ("x", "y", "r"))


def test_titles_name_the_biggest_loss_and_gain() -> None:
    assert waterfall_title(analysis()) == "You lose 0:30 on the wall balls and gain 0:20 on the sled push"
    assert band_title(analysis()) == "Slower than three quarters of people who finish like you: Wall balls"
    even = "Every split is within the middle half of people who finish like you"
    assert band_title(analysis(wall_balls=391.0, sled_push=210.0)) == even


@pytest.mark.parametrize("draw", CHARTS)
def test_a_chart_of_somebody_elses_race_speaks_of_them(draw: Callable[..., go.Figure]) -> None:
    race = analysis()
    theirs = replace(race, race=replace(race.race, whom=THEY))

    chart = draw(theirs, LIGHT)

    assert not re.search(r"\byour?\b", chart.to_json(), re.IGNORECASE)


def test_the_waterfall_goes_from_the_biggest_gain_to_the_biggest_loss_and_sums_up() -> None:
    bars = gap_waterfall_chart(analysis(), LIGHT).data[0]

    assert (bars.y[0], bars.y[-2], bars.y[-1]) == ("Sled push", "Wall balls", "All together")
    assert (bars.text[0], bars.text[-2]) == ("−0:20", "+0:30")


def test_the_radar_shows_the_eight_stations_from_0_to_100_percent() -> None:
    chart = station_radar_chart(analysis(row=None), LIGHT)

    you = chart.data[1]
    ranks = dict(zip([name.replace("<br>", " ") for name in you.theta[:-1]], you.r, strict=False))
    assert list(ranks) == [SPLIT_LABELS[station] for station in STATIONS]
    assert ranks["Row"] is None
    assert tuple(chart.layout.polar.radialaxis.range) == (0, 100)


def test_hover_says_n_and_source_and_counts_upwards_from_the_slow_side() -> None:
    you = cohort_band_chart(analysis(), LIGHT).data[-1]

    hover = dict(zip(you.y, you.customdata, strict=True))["Wall balls"]
    assert re.search(r"faster than \d+ % of<br>open men, n = 4,000, seasons", hover)
    assert "cohort 6:31 (+0:30), n = " in hover


def test_axis_ticks_are_clock_times_on_round_steps() -> None:
    assert clock_ticks([182, 405]).texts == ["3:00", "4:00", "5:00", "6:00", "7:00"]
    assert clock_ticks([-85, 23], is_gap=True).texts == ["−1:30", "−1:00", "−0:30", "0:00", "+0:30"]
    assert clock_ticks([None]).values_s == []


def test_the_split_table_has_twenty_rows_and_dashes_for_what_is_missing() -> None:
    race = analysis(sled_push=None)

    html = split_table(race).hide(axis="index").to_html()

    assert len(split_frame(race)) == 20
    assert split_frame(race).set_index("split")["time_s"].isna()["sled_push"]
    assert re.search(r"Sled push</td>\s*<td[^>]*>–</td>", html)


def test_a_comparison_names_the_widest_item_and_leaves_gaps_open_after_a_missing_split() -> None:
    chosen = [contender("Spring"), contender("Autumn", wall_balls=461.0), contender("Winter", row=None)]

    splits = split_comparison_chart(chosen, LIGHT)
    gaps = running_gap_chart(chosen, LIGHT)

    assert splits.layout.title.text == "The biggest difference is on the wall balls: 0:40"
    assert gaps.layout.title.text == "Without transitions, Autumn is 0:40 behind Spring"
    assert gaps.data[2].x[-1] is None


def test_a_name_with_markup_is_shown_as_it_is() -> None:
    chosen = [contender("<b>Spring</b>"), contender("Autumn")]

    assert split_comparison_chart(chosen, LIGHT).data[0].name == "&lt;b&gt;Spring&lt;/b&gt;"
