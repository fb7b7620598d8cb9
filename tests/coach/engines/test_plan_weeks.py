"""Planned beside done: what is not known is never zero, and what was only assumed is never measured."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from coach.engines.plan_weeks import Seen, totals_of
from coach.engines.run_plan.reality import DONE, Outcome

amounts = st.none() | st.floats(0, 1e5)
seen = st.builds(Seen, st.sampled_from([*get_args(Outcome), "logged"]), amounts, amounts, amounts, amounts)


def test_nothing_planned_has_no_share() -> None:
    totals = totals_of([Seen("rest", 30), Seen("logged", done_m=5_000)])

    assert (totals.planned_count, totals.done_share) == (0, None)
    assert (totals.unplanned_count, totals.unplanned_m, totals.unplanned_min) == (1, 5_000, None)


def test_unknown_amounts_stay_unknown() -> None:
    totals = totals_of([Seen("confirmed"), Seen("assumed", 40)])

    assert (totals.done_count, totals.done_share) == (2, 1.0)
    assert (totals.planned_min, totals.done_min, totals.planned_m) == (40, None, None)


@given(st.lists(seen, max_size=30))
def test_every_session_is_counted_once(sessions: list[Seen]) -> None:
    totals = totals_of(sessions)

    rest = sum(one.state == "rest" for one in sessions)
    assert totals.planned_count + totals.unplanned_count + rest == len(sessions)
    assert totals.done_count == sum(one.state in DONE for one in sessions)
    assert totals.assumed_count <= totals.done_count <= totals.planned_count
    assert totals.done_share is None or 0 <= totals.done_share <= 1
