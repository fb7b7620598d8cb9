"""Plans from templates and from files."""

from __future__ import annotations

from datetime import date

import pytest

from coach.engines.hyrox_request import DAY_CHOICES, WEEK_CHOICES, PlanRequest
from coach.plan_templates import plan_from_template
from coach.plans import (
    create_plan,
    import_plan,
)
from data.db import User
from data.errors import Rejected
from data.exercises import list_exercises
from data.plan_days import PlanDayEntry
from data.plans import find_plan, plans

MONDAY = date(2026, 3, 2)
CSV = b"date,title,type,minutes\n2026-03-03,Easy run,run,40\n2026-03-05,Strength,strength,50\n"


def test_a_template_is_kept_as_it_was_shown(user: User) -> None:
    preview = plan_from_template(PlanRequest(date(2026, 5, 9), 12, "intermediate", 5, 300))

    kept = create_plan(user, preview)

    assert [day.model_dump(include=set(PlanDayEntry.model_fields)) for day in kept.days] == [
        day.model_dump() for day in preview.days
    ]
    assert [week.focus for week in kept.weeks][-1] == "Race week"
    assert kept.days[0].details.reason


def test_templates_use_exercises_of_the_library(user: User) -> None:
    known = {exercise.name for exercise in list_exercises()}

    used = {
        step.exercise
        for weeks in WEEK_CHOICES
        for level in ("beginner", "intermediate", "advanced")
        for count in DAY_CHOICES
        for minutes in (75, 180, 400)
        for day in plan_from_template(PlanRequest(date(2026, 5, 9), weeks, level, count, minutes)).days
        for block in day.details.blocks
        for step in block.steps
    }

    assert len(used) > 30
    assert used - known == set()


def test_a_wrong_wish_for_a_template_is_refused() -> None:
    with pytest.raises(Rejected, match="8, 12 or 16 weeks"):
        plan_from_template(PlanRequest(date(2026, 5, 9), 9, "beginner", 3, 200))


def test_a_file_becomes_a_plan_once(user: User) -> None:
    first = import_plan(user, CSV + b"tomorrow,Bad,run,40\n", "From a friend", None, is_active=True)
    again = import_plan(user, CSV, "From a friend", None, is_active=True)

    assert (first.rows_read, first.rows_saved, len(first.rows_refused)) == (3, 2, 1)
    assert (again.rows_saved, again.rows_duplicate, again.plan_id) == (0, 2, first.plan_id)
    assert first.rows_refused[0].line == 4
    assert [day.title for day in find_plan(user, first.plan_id).days] == ["Easy run", "Strength"]  # type: ignore[arg-type]


def test_a_file_without_a_usable_line_makes_no_plan(user: User) -> None:
    imported = import_plan(user, b"date,title\nsoon,Run\n", "Empty", None, is_active=True)

    assert (imported.plan_id, len(imported.rows_refused)) == (None, 1)
    assert plans(user).empty
