"""The whole story of the demo athlete, told through the app's own use cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from operator import itemgetter
from random import Random

from coach.account_data import CONFIRMATION, delete_account
from coach.account_sessions import AccountRefused, Visitor
from coach.benchmarks import log_benchmark
from coach.engines.hyrox_request import first_monday
from coach.goals import close_goal, set_goal
from coach.profiles import save_profile
from coach.races import log_race
from coach.training_breaks import log_break
from coach.workouts import log_workout
from data.account_data import AccountDeletion
from data.db import User
from data.errors import Conflict
from data.field import field_rows
from demo.athlete import EMAIL, profile_entry, sign_up_demo
from demo.benchmarks import benchmark_entries
from demo.calendar import breaks
from demo.goals import wishes
from demo.plans import follow_plan, requests
from demo.races import race_entries
from demo.workouts import workout_entries

Moment = tuple[date, Callable[[], object]]


def make_demo(password: str, seed: int, today: date) -> str:
    """Sign the demo athlete up and tell the story, all of it or nothing; returns what was kept.

    Raises:
        Conflict: there is a demo athlete already.
    """
    try:
        user = sign_up_demo(password)
    except AccountRefused as refused:
        if refused.code != "user_already_exists":
            raise
        raise Conflict(
            f"There is a demo athlete already: {EMAIL}. To make a new one, delete that account under Settings first."
        ) from refused
    try:
        return _told(user, seed, today)
    except BaseException:  # Ctrl-C too: half a demo would only be in the way
        delete_account(user, AccountDeletion(confirmation=CONFIRMATION, password=password), Visitor())
        raise


def _told(user: User, seed: int, today: date) -> str:
    """Two years in the order they happened, so that records and achievements come as they would have come."""
    random = Random(seed)  # noqa: S311 - the same story every time, nothing secret
    chapters: dict[str, list[Moment]] = {
        "races": [
            (_known(entry.race_date), partial(log_race, user, entry))
            for entry in race_entries(random, today, list(field_rows("open", "women").profiles))
        ],
        "workouts": [(entry.date, partial(log_workout, user, entry)) for entry in workout_entries(random, today)],
        "benchmark tests": [
            (entry.test_date, partial(log_benchmark, user, entry)) for entry in benchmark_entries(random, today)
        ],
        "plans": [
            (first_monday(request), partial(follow_plan, user, random, request, today)) for request in requests(today)
        ],
        "training breaks": [(entry.first_on, partial(log_break, user, entry)) for entry in breaks(today)],
    }
    save_profile(user, profile_entry(today), is_complete=True)
    for _, happen in sorted((moment for chapter in chapters.values() for moment in chapter), key=itemgetter(0)):
        happen()
    for wish in wishes(today):
        goal = set_goal(user, wish.entry)
        if wish.status != "active":
            close_goal(user, goal.id, wish.status)
    kept = ", ".join(f"{len(chapter)} {what}" for what, chapter in chapters.items())
    return f"Kept {kept} and {len(wishes(today))} goals."


def _known(day: date | None) -> date:
    assert day is not None  # noqa: S101 - races made here have their day
    return day
