"""System: what runs by itself, how it went for the athlete, and whether the worker lives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from coach.job_requests import open_failures, request_refresh
from coach.job_schedule import next_refresh_at, zone_of
from data.db import User
from data.errors import AppError
from data.job_queue import QueueState, own_waiting, queue_state
from data.job_runs import Failure, JobRun, RunKind, last_runs
from data.job_turns import Turn, own_turn
from pages.errors import show
from pages.split_view.cells import date_cell, plain

LOOK_AGAIN: Final = "2s"
NAMES: Final[dict[RunKind, str]] = {
    "weekly_refresh": "Weekly refresh of the plans",
    "monthly_snapshots": "Fitness of the last month",
    "fitness_update": "Fitness calculated again",
    "clean_up": "Cleaning up",
    "own_refresh": "Refresh of your plan",
    "own_snapshot": "Your fitness of the last month",
    "own_fitness": "Your fitness calculated again",
}


def show_system(user: User) -> None:
    st.caption(
        "Every Sunday at 23:00 where you live Coach K looks back at your week and refreshes your rolling plan, and at"
        " the end of a month it keeps how fit you were."
    )
    turn = own_turn(user)
    if turn is None:
        return
    zone = zone_of(turn.time_zone)
    _show_own(user, turn)
    _show_failures(open_failures(user, turn), zone)
    _show_worker(queue_state(), zone)
    _show_runs(last_runs(), zone)


def _show_own(user: User, turn: Turn) -> None:
    waiting = own_waiting(user)
    with st.container(border=True, gap="xsmall", key="system-own"):
        st.markdown(f"**Your plan**  \n{_plan_line(turn)}")
        if turn.plan_starts_on is None:
            st.page_link("plan/page.py", label="Make a plan")
            return
        label = "Refreshing your plan …" if waiting else "Refresh my plan now"
        st.button(label, type="primary", disabled=bool(waiting), key="system-refresh", on_click=partial(_refresh, user))
    if waiting:
        st.fragment(_await_end, run_every=LOOK_AGAIN)(user)


def _await_end(user: User) -> None:
    """Shows the page anew once nothing of theirs is waiting."""
    if not own_waiting(user):
        st.rerun()


def _refresh(user: User) -> None:
    try:
        requested = request_refresh(user)
    except AppError as error:
        show(error)
        return
    st.toast("Your plan is being refreshed." if requested.queued else "Your plan is being refreshed already.")


def _plan_line(turn: Turn) -> str:
    if turn.plan_starts_on is None:
        return "You have no rolling plan yet, so there is nothing to refresh."
    zone = zone_of(turn.time_zone)
    following = f"The next refresh is on {_moment(next_refresh_at(datetime.now(UTC), turn.time_zone), zone)}."
    if turn.last_refresh_at is None:
        return f"{following} There has been none yet."
    return f"{following} The last one was on {_moment(turn.last_refresh_at, zone)}."


def _show_failures(failures: list[Failure], zone: ZoneInfo) -> None:
    """The athlete's own; whoever else was hit is nobody's business."""
    for failure in failures:
        st.warning(
            f"**{NAMES[failure.kind]}** on {_moment(failure.started_at, zone)} did not work. {plain(failure.reason)}"
            " It is tried up to three times more."
        )


def _show_worker(state: QueueState, zone: ZoneInfo) -> None:
    with st.container(border=True, gap="xsmall", key="system-worker"):
        if state.is_alive:
            lives = "The worker is running."
        elif state.heartbeat_at:
            lives = f"No worker is running; the last sign of life was on {_moment(state.heartbeat_at, zone)}."
        else:
            lives = "No worker is running. What is due waits until one is started."
        st.markdown(f"**Worker**  \n{lives}")
        st.markdown(f"{_jobs(state.waiting)} waiting, {state.running} running, {state.failed} given up.")


def _show_runs(runs: list[JobRun], zone: ZoneInfo) -> None:
    st.subheader("Last runs", anchor=False)
    if not runs:
        st.caption("Nothing has run yet.")
    for run in runs:
        st.markdown(f"**{NAMES[run.kind]}**  \n:gray[{_moment(run.started_at, zone)}] · {_outcome(run)}")


def _outcome(run: JobRun) -> str:
    took = _length(run.finished_at - run.started_at) if run.finished_at else "still running"
    if run.kind == "clean_up":
        return took
    return f"{run.athletes_done} done, {run.athletes_failed} failed · {took}"


def _length(taken: timedelta) -> str:
    """Runs take from milliseconds to minutes."""
    seconds = taken.total_seconds()
    if seconds < 1:
        return "less than a second"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60):02d} s"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    there = moment.astimezone(zone)
    return f"{there:%A}, {date_cell(there.date())}, {there:%H:%M}"


def _jobs(count: int) -> str:
    return f"{count} job{'' if count == 1 else 's'}"
