"""One valid body for every operation of the API that takes one; `{names}` stand for rows made on the way."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from fastapi.testclient import TestClient
from PIL import Image

from tests.activity_files import garmin_csv, runs
from tests.coach.test_races import SPLITS
from tests.sample_event import official_csv

PASSWORD = "correct horse battery"
PLAN_CSV = b"date,title,type,minutes\n2026-03-03,Easy run,run,40\n"

STEP = {"exercise": "Run", "distance_m": 400, "duration_s": 90, "reps": 1, "effort": "5k pace"}
BLOCK = {"name": "Main", "rounds": 4, "rest_s": 60, "steps": [STEP]}
DAY = {
    "date": "2026-03-02", "title": "Easy run", "session_type": "run", "estimated_duration_minutes": 40,
    "description": "By feel", "notes": "Flat", "details": {"purpose": "Base", "reason": "First", "blocks": [BLOCK]},
}  # fmt: skip
PLAN = {
    "plan_name": "Spring", "start_date": "2026-03-02", "duration_weeks": 4, "goal": "Finish", "difficulty": "custom",
}  # fmt: skip
SHIFT = {"from_date": "2026-03-02", "days": 7, "is_race_accepted": False}
WEEK = {"week_number": 1, "focus": "Base", "target_volume_hours": 5, "notes": "Easy"}
WORKOUT = {
    "date": "2026-03-02", "session_type": "strength", "title": "Push day", "duration_minutes": None,
    "duration_seconds": 2730, "distance_m": 1000, "notes": "Good", "completion_status": "completed", "rpe_pre": 3,
    "rpe_post": 7, "heart_rate_avg": 130, "calories_estimated": 300, "training_plan_day_id": None,
    "prescribed_workout": {"text": "As planned"},
    "sets": [{"exercise_name": "Deadlift", "reps": 5, "weight_kg": 80, "distance_m": None, "duration_s": None}],
    "intervals": [{"repeats": 8, "distance_m": 400, "duration_s": 90, "rest_s": 60}],
}  # fmt: skip
FEEDBACK = {"effort": 7, "recovery": 6, "motivation": 8, "soreness": 3, "notes": "Legs heavy, then fine"}
PROFILE = {
    "display_name": "Alex", "sex": "female", "date_of_birth": "1990-05-06", "weight_kg": 64.5, "height_cm": 170,
    "heart_rate_max_bpm": 192, "heart_rate_rest_bpm": 52,
    "units_preference": "metric", "division": "open", "hyrox_race_count": 2, "goal_time_minutes": 80,
    "race_date": "2028-11-07", "time_zone": "Europe/Berlin", "current_phase": "taper", "weekly_availability_hours": 6,
    "training_history": {
        "experience": "beginner", "training_years": 3, "run_km_per_week": 30, "strength_days_per_week": 2,
        "background": "Rowing",
    },
    "equipment_available": ["Sled"], "injuries_limitations": ["Left knee"],
    "preferences": {
        "availability_minutes": {"monday": 60}, "training_time": "evening", "long_run_day": "sunday",
    },
    "consents_to_ai": False, "consents_to_sharing": False,
}  # fmt: skip
RACE = {
    "race_name": "2025 Springfield", "race_date": "2025-11-08", "location": "Springfield", "division": "open",
    "format": "singles", "gender": "men", "age_group": "30-34", "status": "finished", "total_time_seconds": 5280,
    "roxzone_seconds": 300, "splits": dict(list(SPLITS.items())[:2]), "penalty_seconds": 30, "penalty_note": "Lap",
    "is_simulation": False, "conditions": "Warm", "notes": "Good", "event_id": None,
}  # fmt: skip
BREAK = {"kind": "illness", "first_on": "2026-01-02", "last_on": "2026-01-09", "note": "A cold"}
BENCHMARK = {
    "test_date": "2026-01-02", "test_type": "custom", "name": "Plank", "unit": "seconds", "value": 95,
    "division": None, "notes": "Hard",
}  # fmt: skip
GOAL = {
    "goal_type": "race_time", "title": "Faster", "description": "Why", "target_value": 5100, "target_unit": "seconds",
    "start_value": 5400, "current_value": 5300, "started_on": "2026-01-01", "target_date": "2030-05-01",
    "station": None, "race_format": "singles", "distance_m": None, "weeks": None, "window": None,
    "session_type": None,
}  # fmt: skip
QUERY = {
    "table": "workout_logs", "columns": [], "filters": [{"column": "title", "operator": "eq", "value": "Row"}],
    "group_by": [{"column": "date", "step": "month"}], "measures": [{"function": "sum", "column": "distance_m"}],
    "order_by": None, "is_descending": False, "athlete_id": None,
}  # fmt: skip
PACING = {
    "division": "open", "format": "singles", "gender": "men", "target_seconds": 5400, "age_group": "30-34",
    "event": None, "use_strengths": True, "changes": {"run_1": 10}, "shares": {}, "order": [1, 2, 3, 4, 1, 2, 3, 4],
}  # fmt: skip
WISH = {
    "race_date": "2026-05-09", "weeks": 12, "level": "beginner", "days_per_week": 4, "start_minutes": 180,
    "days_available": [1, 3, 5, 7], "longest_run_minutes": 60, "plan_name": "Spring",
}  # fmt: skip

ROLLING = {
    "goal": "ultra", "race_date": "2028-05-06", "race_distance_m": 50_000, "days_per_week": 4, "start_week_km": 40,
    "start_week_minutes": 300, "start_longest_km": 16, "availability_minutes": {"monday": 60},
    "blocked": [{"first_on": "2028-01-02", "last_on": "2028-01-03"}], "long_run_day": "sunday",
    "experience": "intermediate",
}  # fmt: skip

BODIES: dict[str, dict[str, Any]] = {
    "POST /v1/activities/{activity_id}/feedback": FEEDBACK,
    "PUT /v1/activities/{activity_id}/feedback": FEEDBACK,
    "PUT /v1/activities/{activity_id}/effort": {"effort_kind": "race"},
    "POST /v1/chat": {"message": "How deep is a wall ball squat?", "conversation_id": None, "is_offline": True},
    "POST /v1/messages/{message_id}/regenerate": {"is_offline": True},
    "POST /v1/messages/{question_id}/edit": {"message": "How deep in a race?", "is_offline": True},
    "PUT /v1/messages/{question_id}": {"message": "How deep in a race?"},
    "POST /v1/messages/{message_id}/feedback": {"feedback": "thumbs_down", "reason": "Too short"},
    "POST /v1/messages/{message_id}/actions/{index}/confirm": {"fields": None},
    "POST /v1/conversations": {"title": "Wall balls"},
    "PUT /v1/conversations/{conversation_id}": {"title": "Wall balls", "is_pinned": True},
    "POST /v1/athlete-facts": {"name": "1RM deadlift", "value": "140", "unit": "kg"},
    "DELETE /v1/account": {"confirmation": "DELETE", "password": PASSWORD},
    "PUT /v1/profile": PROFILE,
    "PATCH /v1/profile": PROFILE,
    "POST /v1/races": RACE,
    "PUT /v1/races/{race_id}": RACE,
    "POST /v1/events/{event_id}/results/{result_id}/claim": {"race_date": "2025-11-08"},
    "POST /v1/workouts": WORKOUT,
    "PUT /v1/workouts/{workout_id}": WORKOUT,
    "POST /v1/pacing/plan": PACING,
    "POST /v1/training-breaks": BREAK,
    "PUT /v1/training-breaks/{break_id}": BREAK,
    "POST /v1/benchmarks": BENCHMARK,
    "PUT /v1/benchmarks/{benchmark_id}": BENCHMARK,
    "POST /v1/goals": GOAL,
    "PUT /v1/goals/{goal_id}": GOAL | {"status": "active"},
    "POST /v1/plans/two-months": ROLLING,
    "POST /v1/plans/preview": ROLLING,
    "PUT /v1/plans/goal-change": ROLLING | {"long_run_day": "{rolling_day}"},
    "PUT /v1/plans/assumptions/{day_id}": {"outcome": "done"},
    "POST /v1/training-plans": PLAN | {"weeks": [WEEK], "days": [DAY]},
    "POST /v1/training-plans/template": WISH,
    "PUT /v1/training-plans/{plan_id}": PLAN,
    "POST /v1/training-plans/{plan_id}/shift": SHIFT,
    "POST /v1/training-plans/{plan_id}/shift/preview": SHIFT,
    "POST /v1/training-plans/{plan_id}/days": DAY,
    "PUT /v1/training-plans/{plan_id}/days/{day_id}": DAY,
    "POST /v1/training-plans/{plan_id}/days/{day_id}/complete": WORKOUT,
    "PUT /v1/coaches/{grant_id}": {"scopes": ["races"]},
    "POST /v1/coaches/invitations": {"scopes": ["races"], "email": "coach@example.org"},
    "POST /v1/athletes": {"code": "{code}"},
    "POST /v1/comments": {
        "target_kind": "workout", "target_id": "{workout_id}", "athlete_id": None, "body": "Good",
    },
    "PUT /v1/comments/{comment_id}": {"body": "Better"},
    "POST /v1/plan-proposals": {
        "proposed": DAY, "reason": "Rest first", "athlete_id": "{athlete_id}", "training_plan_day_id": "{day_id}",
    },
    "POST /v1/saved-views": {"name": "Rows", "query": QUERY},
    "PUT /v1/saved-views/{view_id}": {"name": "Rows", "query": QUERY},
}  # fmt: skip


class Form(NamedTuple):
    """The fields beside the file, and the file."""

    fields: dict[str, str]
    file_name: str
    content: bytes | None


@cache
def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 80), "teal").save(written, "PNG")
    return written.getvalue()


FORMS: dict[str, Form] = {
    "POST /v1/activities/import": Form({"unit": "km", "date_order": "day_first"}, "Activities.csv",
                                       garmin_csv(runs(3))),
    "PUT /v1/profile/avatar": Form({}, "me.png", picture()),
    "POST /v1/events": Form({"event_name": "Springfield", "division": "open", "gender": "men"}, "event.csv",
                            official_csv(20)),
    "POST /v1/training-plans/import": Form({"plan_name": "File", "start_date": "2026-03-02", "is_active": "true"},
                                           "plan.csv", PLAN_CSV),
}  # fmt: skip
OF_THE_COACH = {"POST /v1/athletes", "POST /v1/plan-proposals"}


class World:
    """Two people, and the rows that paths and bodies name, made when first named."""

    def __init__(self, athlete: TestClient, coach: TestClient) -> None:
        self.athlete = athlete
        self.coach = coach
        self.known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self.known:
            self.known[name] = MAKERS[name](self)
        return self.known[name]

    def sender_of(self, operation: str) -> TestClient:
        return self.coach if operation in OF_THE_COACH else self.athlete

    def filled(self, template: Any) -> Any:
        """The same with every `{name}` replaced."""
        if isinstance(template, dict):
            return {name: self.filled(part) for name, part in template.items()}
        if isinstance(template, list):
            return [self.filled(part) for part in template]
        return template.format_map(self) if isinstance(template, str) else template

    def made(self, path: str) -> dict[str, Any]:
        """What creating the valid body at this path answers."""
        answer = self.athlete.post(self.filled(path), json=self.filled(BODIES[f"POST {path}"]))
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def asked(self, part: str) -> str:
        """Of an answer that proposes something to save, its question and its conversation."""
        said = {"message": "Log my 5 km run in 25:00 today", "is_offline": True}
        answer = self.athlete.post("/v1/chat", json=said)
        finished = next(line for line in answer.text.splitlines() if line.startswith('data: {"id"'))
        message = json.loads(finished.removeprefix("data: "))
        self.known |= {"message_id": message["id"], "index": "0"}
        self.known |= {name: message[name] for name in ("question_id", "conversation_id")}
        return self.known[part]

    def imported_activities(self, part: str) -> str:
        """Of an imported list, its first activity and its import."""
        form = FORMS["POST /v1/activities/import"]
        self.athlete.post("/v1/activities/import", files={"file": (form.file_name, form.content or b"")})
        self.known |= {
            "activity_id": self.athlete.get("/v1/activities").json()["items"][0]["id"],
            "import_id": self.athlete.get("/v1/activities/imports").json()["items"][0]["id"],
        }
        return self.known[part]

    def uploaded_event(self) -> str:
        form = FORMS["POST /v1/events"]
        answer = self.athlete.post(
            "/v1/events", files={"file": (form.file_name, form.content or b"")}, data=form.fields
        )
        return str(answer.json()["event_id"])

    def first_result(self) -> str:
        return str(self.athlete.get(f"/v1/events/{self['event_id']}/results").json()["items"][0]["id"])

    def first_day(self) -> str:
        return str(self.athlete.get(f"/v1/training-plans/{self['plan_id']}").json()["days"][0]["id"])

    def rolling_day(self) -> str:
        """A weekday, once there is a plan that rolls on."""
        self.made("/v1/plans/two-months")
        return "sunday"

    def invited(self) -> str:
        return str(self.athlete.post("/v1/coaches/invitations", json={"scopes": ["races", "training"]}).json()["code"])

    def coached(self) -> str:
        return str(self.coach.post("/v1/athletes", json={"code": self["code"]}).json()["athlete_id"])

    def granted(self) -> str:
        assert self["athlete_id"]
        return str(self.athlete.get("/v1/coaches").json()["items"][0]["id"])


MAKERS: dict[str, Callable[[World], str]] = {
    "race_id": lambda world: world.made("/v1/races")["id"],
    "event_id": World.uploaded_event,
    "result_id": World.first_result,
    "workout_id": lambda world: world.made("/v1/workouts")["id"],
    "activity_id": lambda world: world.imported_activities("activity_id"),
    "import_id": lambda world: world.imported_activities("import_id"),
    "break_id": lambda world: world.made("/v1/training-breaks")["id"],
    "benchmark_id": lambda world: world.made("/v1/benchmarks")["id"],
    "goal_id": lambda world: world.made("/v1/goals")["id"],
    "plan_id": lambda world: world.made("/v1/training-plans")["id"],
    "day_id": World.first_day,
    "rolling_day": World.rolling_day,
    "code": World.invited,
    "athlete_id": World.coached,
    "grant_id": World.granted,
    "comment_id": lambda world: world.made("/v1/comments")["id"],
    "view_id": lambda world: world.made("/v1/saved-views")["id"],
    "message_id": lambda world: world.asked("message_id"),
    "question_id": lambda world: world.asked("question_id"),
    "conversation_id": lambda world: world.asked("conversation_id"),
    "index": lambda world: world.asked("index"),
    "fact_id": lambda world: world.made("/v1/athlete-facts")["id"],
}
