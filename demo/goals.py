"""What the demo athlete wants: some goals near, some reached, one given up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from data.goals import GoalEntry, GoalStatus
from demo.calendar import next_race


class Wish(NamedTuple):
    entry: GoalEntry
    status: GoalStatus


def wishes(today: date) -> list[Wish]:
    race_on = next_race(today)

    def wish(status: GoalStatus, started: int, **fields: Any) -> Wish:
        fields["started_on"] = today - timedelta(days=started)
        return Wish(GoalEntry.model_validate(fields), status)

    return [
        wish("active", 160, goal_type="race_time", target_value=4740, race_format="singles", target_date=race_on),
        wish("active", 160, goal_type="station_time", station="sled_pull", target_value=305, target_date=race_on),
        wish("active", 120, goal_type="running_pace", target_value=260, distance_m=5000, target_date=race_on),
        wish("active", 56, goal_type="consistency", target_value=4, weeks=8),
        wish("active", 90, goal_type="training_volume", target_value=10, target_unit="hours", window="week"),
        wish(
            "completed", 400, goal_type="custom", title="Five strict pull-ups", target_value=5, target_unit="reps",
            current_value=6,
        ),
        wish("abandoned", 520, goal_type="custom", title="A marathon in spring", description="HYROX comes first."),
    ]  # fmt: skip
