"""Weeks of training as people train: a plan never runs ahead of what was done, and every change has its reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bench.plan_year import year_of
from bench.training_year import KINDS, Kind
from coach.plan_refresh import refresh_plan
from coach.rolling_plans import make_rolling_plan
from data.db import User
from data.plan_days import PlanDay
from data.plan_refreshes import PlanRefresh, plan_refreshes
from data.plan_versions import plan_versions
from data.plans import find_plan
from data.rolling_plans import RollingPlanWishes
from tests.rolling import covered, watch_run

MONDAY = date(2026, 3, 2)
WEEK = timedelta(days=7)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [100, 101])
def test_no_week_and_no_run_is_planned_beyond_what_was_done_and_every_change_has_a_reason(
    kind: Kind, seed: int
) -> None:
    year = year_of(kind, seed, weeks=10)

    assert year.refreshes == 10
    assert year.broken == ()


class Runner:
    """Somebody with a plan in the database who runs `share` of each of its runs, or none of them."""

    def __init__(self, user: User, wishes: RollingPlanWishes) -> None:
        self.user = user
        self.longest_m: dict[date, float] = {}
        for week in range(1, 6):
            for day, distance_m in ((0, 8_000.0), (2, 8_000.0), (5, 14_000.0)):
                self.run(MONDAY - WEEK * week + timedelta(days=day), distance_m)
        covered(user, MONDAY - WEEK * 5, MONDAY - timedelta(days=1))
        self.made = make_rolling_plan(user, wishes, MONDAY)

    def run(self, on: date, distance_m: float) -> None:
        watch_run(self.user, on, distance_m, distance_m * 0.36)
        self.longest_m[on] = max(distance_m, self.longest_m.get(on, 0.0))

    def train(self, monday: date, share: float | None) -> None:
        for day in self.days(monday, monday + timedelta(days=6)):
            if share is not None and day.details.distance_m:
                self.run(day.date, day.details.distance_m * share)
        covered(self.user, monday, monday + timedelta(days=6))

    def refresh(self, monday: date) -> PlanRefresh:
        return refresh_plan(self.user, "weekly", monday, monday + timedelta(days=6))

    def days(self, first: date, last: date) -> list[PlanDay]:
        return [day for day in find_plan(self.user, self.made.plan_id).days if first <= day.date <= last]

    def most_m(self, on: date) -> float:
        """What rule 2 allows on this day by what was really run."""
        return 1.1 * max((m for day, m in self.longest_m.items() if 0 < (on - day).days <= 30), default=0.0)


SHARES: dict[str, list[float | None]] = {
    "as planned": [1.0] * 6,
    "half of it": [0.5] * 6,
    "a gap of five weeks": [1.0, None, None, None, None, None],
    "more than planned": [1.25] * 6,
}


@pytest.mark.parametrize("shares", SHARES.values(), ids=SHARES.keys())
def test_the_same_holds_in_the_database(user: User, shares: list[float | None]) -> None:
    runner = Runner(user, RollingPlanWishes(goal="half_marathon", race_date=date(2026, 9, 6)))

    for week, share in enumerate(shares):
        monday = MONDAY + WEEK * week
        runner.train(monday, share)
        refresh = runner.refresh(monday)
        again = runner.refresh(monday)

        assert again == refresh
        assert all(change.why for change in refresh.changes)
        coming = runner.days(monday + WEEK, monday + WEEK + timedelta(days=6))
        is_gap = runner.most_m(monday + WEEK) == 0
        assert all((day.estimated_duration_minutes or 0) <= 45 for day in coming if is_gap)
        beyond = [day for day in coming if (day.details.distance_m or 0) > runner.most_m(day.date) + 100]
        assert is_gap or beyond == []
    kept = plan_refreshes(user)
    changed = kept[kept["version_number"].notna()]
    assert len(kept) == len(shares) + 1
    assert sorted(changed["version_number"]) == sorted(plan_versions(user, runner.made.plan_id)["version_number"])
