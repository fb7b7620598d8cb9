"""Who does what: the stations of a pair, the legs of a relay."""

from __future__ import annotations

import streamlit as st

from coach.engines.clock import format_clock
from coach.engines.pacing import PacePlan
from coach.engines.splits import RUNS, SPLIT_LABELS, STATIONS
from coach.engines.team_split import EVEN_PCT, RUNNERS, USUAL_ORDER, DoublesSplit, RelaySplit
from coach.pacing import RaceGroup, SharedPlan, TeamShares, shared_plan
from data.errors import Rejected
from pages import errors

SHARES_PCT = range(0, 101, 10)


def team_of(group: RaceGroup, plan: PacePlan) -> SharedPlan:
    """As the controls stand, drawn or not; an order that cannot be leaves the card without marks."""
    try:
        return shared_plan(group, plan, _shares())
    except Rejected:
        return SharedPlan(None, None, {})


def show_team(group: RaceGroup, plan: PacePlan) -> None:
    """Controls for a pair or a relay, and what follows from them."""
    answer = st.container()
    if group.format == "doubles":
        _ask_shares()
    else:
        _ask_order()
    with answer, errors.shown_here():
        team = shared_plan(group, plan, _shares())
        if team.doubles:
            _draw_doubles(team.doubles)
        if team.relay:
            _draw_relay(team.relay)


def _shares() -> TeamShares:
    """Kept outside the widgets' own keys: those are forgotten while another view is open."""
    kept = st.session_state
    return TeamShares(
        shares={station: kept.get(f"kept-share-{station}", EVEN_PCT) for station in STATIONS},
        order=tuple(kept.get(f"kept-leg-{number}", runner) for number, runner in enumerate(USUAL_ORDER, start=1)),
    )


def _keep(name: str) -> None:
    st.session_state[f"kept-{name}"] = st.session_state[name]


def _ask_shares() -> None:
    st.caption("Partner A’s share of each station; any share is allowed. Both of you run all 8 km.")
    shares = _shares().shares
    with st.grid(2, min_column_width=150) as grid:
        for station in STATIONS:
            with grid.cell():
                st.select_slider(
                    SPLIT_LABELS[station],
                    SHARES_PCT,
                    value=shares[station],
                    format_func=lambda pct: f"{pct} / {100 - pct}",
                    key=f"share-{station}",
                    on_change=_keep,
                    args=(f"share-{station}",),
                )


def _ask_order() -> None:
    st.caption("Who runs which leg: each of the four has two.")
    order = _shares().order
    with st.grid(2, min_column_width=200) as grid:
        for number, (station, runner) in enumerate(zip(STATIONS, order, strict=True), start=1):
            with grid.cell():
                st.segmented_control(
                    f"{SPLIT_LABELS[RUNS[number - 1]]} + {SPLIT_LABELS[station]}",
                    RUNNERS,
                    default=runner,
                    required=True,
                    key=f"leg-{number}",
                    on_change=_keep,
                    args=(f"leg-{number}",),
                )


def _draw_doubles(split: DoublesSplit) -> None:
    st.markdown(f"#### {split.text}")
    lines = ["| Station | A | B |", "|:--|--:|--:|"]
    for station in split.stations:
        first = f"{station.first_amount:,} {station.unit} · {format_clock(station.first_s)}"
        second = f"{station.second_amount:,} {station.unit} · {format_clock(station.second_s)}"
        lines.append(f"| {station.label} | {first} | {second} |")
    st.markdown("\n".join(lines))
    st.caption("Times take both of you to work at the planned speed. Shares other than half stand on the card.")


def _draw_relay(split: RelaySplit) -> None:
    st.markdown(f"#### {split.text}")
    lines = ["| Runner | Legs | Runs | Stations | Work |", "|:--|:--|--:|--:|--:|"]
    for runner in split.runners:
        legs = " and ".join(str(number) for number in runner.legs)
        times = (format_clock(time_s) for time_s in (runner.run_s, runner.station_s, runner.work_s))
        lines.append(f"| {runner.runner} | {legs} | {' | '.join(times)} |")
    st.markdown("\n".join(lines))
    st.caption("The field's median team stands behind every leg: give the legs that hurt to whom they hurt least.")
