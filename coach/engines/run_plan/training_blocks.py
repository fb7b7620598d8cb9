"""Where a week stands in its block: a block begins after a lighter week and ends with the next one."""

from __future__ import annotations

from datetime import date
from typing import Final

from coach.engines.run_plan.contract import PlanRequest
from coach.engines.run_plan.phases import WEEK, is_cutback
from coach.engines.streaks import monday_of

LONGEST_BLOCK_WEEKS: Final = 4


def week_in_block(request: PlanRequest, on: date) -> int:
    """0 for the first week after a lighter one; the lighter week itself is the last of its block.

    >>> day = date(2026, 1, 5)
    >>> request = PlanRequest("ultra", day, date(2026, 5, 31), day)
    >>> [week_in_block(request, day + WEEK * number) for number in range(6)]
    [0, 1, 2, 3, 0, 1]
    """
    monday = monday_of(on)
    for weeks in range(LONGEST_BLOCK_WEEKS):
        if is_cutback(request, monday - WEEK * (weeks + 1)):
            return weeks
    return LONGEST_BLOCK_WEEKS - 1


def monday_of_week(request: PlanRequest, week_index: int) -> date:
    """The Monday so many weeks after the plan's first."""
    return monday_of(request.anchor) + WEEK * week_index
