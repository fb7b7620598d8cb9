"""The workout timer: rounds, EMOM, AMRAP and intervals. What it measured fills the form of a new session."""

from __future__ import annotations

import time
from typing import NamedTuple

import streamlit as st

from coach.engines.clock import format_clock, parse_clock
from coach.engines.workout_timer import Kind, Moment, Timer, TimerPlan, done_intervals
from data.workouts import IntervalEntry, WorkoutContent, minutes_of
from pages.log.starts import TIMED
from pages.split_view.addresses import back_link

TIMER = "log_timer"
KINDS: dict[Kind, str] = {"intervals": "Intervals", "emom": "EMOM", "amrap": "AMRAP", "rounds": "Rounds"}
ABOUT: dict[Kind, str] = {
    "intervals": "Work and rest in turn.",
    "emom": "Every minute on the minute: a new round whenever the clock comes round, the rest of it is yours.",
    "amrap": "As many rounds as possible in the time. Tap after each round.",
    "rounds": "A number of rounds, as long as they take. Tap after each round.",
}
PHASES = {"ready": "Get ready", "work": "Work", "rest": "Rest", "done": "Done"}
COLORS = {"ready": "gray", "work": "blue", "rest": "green", "done": "violet"}
LONGEST_ROUND_S, MOST_ROUNDS = 7_200.0, 200


class Lengths(NamedTuple):
    """What is asked for one kind: label and usual value of each input; empty labels are not asked."""

    work_label: str
    work: str
    rounds: int | None
    has_rest: bool = False


ASKED: dict[Kind, Lengths] = {
    "intervals": Lengths("Work", "0:40", 8, has_rest=True),
    "emom": Lengths("A round every", "1:00", 12),
    "amrap": Lengths("Time", "20:00", None),
    "rounds": Lengths("", "", 5),
}


def show_timer() -> None:
    back_link("log/page.py", "Training log")
    st.title("Timer", anchor=False)
    timer: Timer | None = st.session_state.get(TIMER)
    if timer is None:
        _draw_setup()
        return
    run_every = "1s" if timer.is_running else None
    st.fragment(_draw_clock, run_every=run_every)()


def _draw_setup() -> None:
    kind: Kind = st.segmented_control(
        "Kind", list(KINDS), default="intervals", required=True, format_func=KINDS.__getitem__, key="timer_kind"
    )
    st.caption(ABOUT[kind])
    asked = ASKED[kind]
    with st.grid(3, min_column_width=96):
        rounds = 1
        if asked.rounds is not None:
            rounds = st.number_input("Rounds", value=asked.rounds, step=1, key=f"timer_{kind}_rounds")
        work = rest = "0:00"
        if asked.work_label:
            work = st.text_input(asked.work_label, asked.work, key=f"timer_{kind}_work", max_chars=8)
        if asked.has_rest:
            rest = st.text_input("Rest", "0:20", key=f"timer_{kind}_rest", max_chars=8)
    try:
        plan = _plan(kind, rounds, work, rest)
    except ValueError as wrong:
        st.markdown(f":red[{wrong}]")
        return
    if plan.total_s:
        st.caption(f"{format_clock(plan.total_s)} in all, after five seconds to get ready.")
    st.button("Start", key="timer_start", type="primary", width="stretch", on_click=_begin, args=(plan,))


def _plan(kind: Kind, rounds: int | None, work: str, rest: str) -> TimerPlan:
    """Raises:
    ValueError: a number of rounds or a time cannot be; the message says how to write it.
    """
    if rounds is None or not 1 <= rounds <= MOST_ROUNDS:
        raise ValueError(f"Choose 1 to {MOST_ROUNDS} rounds.")
    work_s, rest_s = parse_clock(work), parse_clock(rest)
    if ASKED[kind].work_label and not 5 <= work_s <= LONGEST_ROUND_S:
        raise ValueError("A round lasts from 0:05 to 2:00:00.")
    if rest_s > LONGEST_ROUND_S:
        raise ValueError("A rest lasts at most 2:00:00.")
    return TimerPlan(kind, rounds, work_s, rest_s)


def _draw_clock() -> None:
    """Drawn once a second from the time of the start alone, so a late or lost redraw changes nothing."""
    timer: Timer | None = st.session_state.get(TIMER)
    if timer is None:
        st.rerun()
    now = time.time()
    moment = timer.moment(now)
    if moment.phase == "done" and timer.is_running:
        st.session_state[TIMER] = timer.paused(now)
        st.rerun()
    _draw_face(timer, moment)
    _draw_buttons(timer, moment)


def _draw_face(timer: Timer, moment: Moment) -> None:
    rounds = "" if timer.plan.kind == "amrap" else f" of {timer.plan.rounds}"
    with st.container(border=True, horizontal_alignment="center", gap="xsmall"):
        st.badge(PHASES[moment.phase], color=COLORS[moment.phase])  # type: ignore[arg-type]
        st.html(f"<div class='ck-clock' role='timer'>{format_clock(moment.shown_s)}</div>")
        st.markdown(f"Round **{moment.round}**{rounds}", text_alignment="center")


def _draw_buttons(timer: Timer, moment: Moment) -> None:
    by_hand = timer.plan.kind in ("amrap", "rounds")
    if by_hand and timer.is_running:
        _button("Next round", "timer_next", "flag", is_primary=True)
    with st.container(horizontal=True, gap="xsmall"):
        if moment.phase != "done":
            _button(
                "Pause" if timer.is_running else "Go on", "timer_pause", "pause" if timer.is_running else "play_arrow"
            )
        _button("Finish", "timer_finish", "check", is_primary=moment.phase == "done")
        _button("Discard", "timer_discard", "close")


def _button(label: str, name: str, icon: str, *, is_primary: bool = False) -> None:
    """A tap changes the timer; then the whole page is drawn, because the clock may stop or start."""
    kind = "primary" if is_primary else "secondary"
    if st.button(label, key=name, icon=f":material/{icon}:", type=kind, width="stretch"):  # type: ignore[arg-type]
        ACTS[name]()
        st.rerun()


def _begin(plan: TimerPlan) -> None:
    st.session_state[TIMER] = Timer(plan).started(time.time())


def _pause_or_go_on() -> None:
    timer: Timer = st.session_state[TIMER]
    now = time.time()
    st.session_state[TIMER] = timer.paused(now) if timer.is_running else timer.started(now)


def _next_round() -> None:
    st.session_state[TIMER] = st.session_state[TIMER].next_round(time.time())


def _discard() -> None:
    st.session_state.pop(TIMER, None)


def _finish() -> None:
    """To the form of a new session, filled with what was timed."""
    timer: Timer = st.session_state.pop(TIMER)
    st.session_state[TIMED] = timed_session(timer, time.time())
    st.query_params.from_dict({"new": "hiit", "from": "timer"})


ACTS = {
    "timer_next": _next_round,
    "timer_pause": _pause_or_go_on,
    "timer_finish": _finish,
    "timer_discard": _discard,
}


def timed_session(timer: Timer, now: float) -> WorkoutContent:
    """What the timer measured, as a session."""
    plan, active_s = timer.plan, timer.active_s(now)
    intervals = [
        IntervalEntry(repeats=one.repeats, duration_s=one.duration_s, rest_s=one.rest_s)
        for one in done_intervals(timer, now)
        if one.duration_s > 0
    ]
    lengths = {"amrap": format_clock(plan.work_s), "emom": f"{plan.rounds} × {format_clock(plan.work_s)}"}
    title = f"{KINDS[plan.kind]} {lengths.get(plan.kind, f'{plan.rounds} rounds')}"
    if plan.kind == "amrap":
        title += f": {len(timer.laps_s)} rounds"
    return WorkoutContent(
        session_type="hiit",
        title=title,
        duration_minutes=minutes_of(active_s) if active_s >= 1 else None,
        duration_seconds=float(round(active_s)) if active_s >= 1 else None,
        intervals=intervals[:100],
    )
