"""A request that cannot be planned is refused with what to change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import PlanRequest
from coach.engines.run_plan.requests import ImpossiblePlan
from tests.coach.engines.run_plan.plan_cases import MONDAY, request

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"availability": (0, 0, 5, 0, 0, 0, 0)}, "Free at least one"),
        ({"availability": (0,) * 6}, "each of the seven days"),
        ({"race_date": date(2020, 1, 1)}, "race day is over"),
        ({"race_date": MONDAY + WEEK * 200}, "more than two years"),
        ({"days_per_week": 0}, "1 to 7 training days"),
        ({"days_per_week": 8}, "1 to 7 training days"),
        ({"last": MONDAY - DAY}, "ends before it begins"),
        ({"last": MONDAY + WEEK * 60}, "half a year ahead"),
        ({"anchor": MONDAY + WEEK * 60}, "after its end"),
        ({"blocked": frozenset(MONDAY + DAY * number for number in range(63))}, "blocked"),
        ({"age": 7}, "date of birth"),
        ({"load_factor": 0.2}, "between 50 and 100 %"),
        ({"start_week_m": -1.0}, "between 0 and 400 km"),
        ({"start_week_m": float("nan")}, "between 0 and 400 km"),
        ({"start_longest_m": 1e9}, "between 0 and 250 km"),
        ({"easy_pace_s_per_km": 5.0}, "2:00 and 20:00"),
        ({"long_run_day": 9}, "day of the week"),
        ({"goal": "triathlon"}, "Choose a goal"),
        ({"experience": "expert"}, "beginner, intermediate or advanced"),
    ],
)
def test_a_request_that_cannot_be_planned_is_refused_with_what_to_change(change: dict[str, object], says: str) -> None:
    wanted = PlanRequest(**(request()._asdict() | change))

    with pytest.raises(ImpossiblePlan, match=says):
        build_run_plan(wanted)
