"""Two questions the main demo athlete asks again and again in Explore."""

from __future__ import annotations

from typing import Final

from data.saved_views import SavedViewEntry

VIEWS: Final = tuple(
    SavedViewEntry.model_validate(view)
    for view in (
        {
            "name": "Running by month",
            "query": {
                "table": "workout_logs",
                "filters": [
                    {"column": "session_type", "operator": "eq", "value": "run"},
                    {"column": "completion_status", "operator": "ne", "value": "skipped"},
                    {"column": "deleted_at", "operator": "empty"},
                ],
                "group_by": [{"column": "date", "step": "month"}],
                "measures": [
                    {"function": "count"},
                    {"function": "sum", "column": "distance_m"},
                    {"function": "mean", "column": "rpe_post"},
                ],
                "order_by": "date_month",
                "is_descending": True,
            },
        },
        {
            "name": "Hard sessions",
            "query": {
                "table": "workout_logs",
                "columns": ["date", "title", "session_type", "duration_minutes", "rpe_post", "heart_rate_avg", "notes"],
                "filters": [{"column": "rpe_post", "operator": "ge", "value": "8"}],
                "order_by": "date",
                "is_descending": True,
            },
        },
    )
)
