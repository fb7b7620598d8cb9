"""The whole story of the demo, told through the app's own use cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from operator import itemgetter
from random import Random

from coach.benchmarks import log_benchmark
from coach.engines.hyrox_request import first_monday
from coach.explorer import save_view
from coach.goals import close_goal, set_goal
from coach.profiles import save_profile
from coach.races import log_race
from coach.training_breaks import log_break
from coach.workouts import log_workout
from data.db import User
from data.field import field_rows
from demo import beginner
from demo.accounts import delete_all, sign_up_all
from demo.athlete import profile_entry
from demo.benchmarks import benchmark_entries
from demo.calendar import breaks, weeks
from demo.coaching import tell_coaching
from demo.goals import wishes
from demo.plans import follow_plan, requests
from demo.races import race_entries
from demo.runner import tell_runner
from demo.views import VIEWS
from demo.workouts import workout_entries

Moment = tuple[date, Callable[[], object]]


def make_demo(password: str, seed: int, today: date) -> str:
    """Sign everybody up and tell the story, all of it or nothing; returns what was kept.

    Raises:
        Conflict: there is a demo already.
    """
    cast = sign_up_all(password)
    try:
        kept = _tell_athlete(cast.athlete, seed, today)
        also = _tell_beginner(cast.beginner, seed, today)
        running = tell_runner(cast.runner, seed, today)
        tell_coaching(cast, today)
    except BaseException:  # Ctrl-C too: half a demo would only be in the way
        delete_all(list(cast), password)
        raise
    return f"{kept}\n{also}\n{running}\nA coach sees races, training and profile of the first two."


def _tell_athlete(user: User, seed: int, today: date) -> str:
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
            (first_monday(request), partial(follow_plan, user, random, request, weeks(today), today))
            for request in requests(today)
        ],
        "training breaks": [(entry.first_on, partial(log_break, user, entry)) for entry in breaks(today)],
    }
    save_profile(user, profile_entry(today), is_complete=True)
    _happen(chapters)
    for wish in wishes(today):
        goal = set_goal(user, wish.entry)
        if wish.status != "active":
            close_goal(user, goal.id, wish.status)
    for view in VIEWS:
        save_view(user, view)
    return f"Kept {_counted(chapters)}, {len(wishes(today))} goals and {len(VIEWS)} saved views of the athlete."


def _tell_beginner(user: User, seed: int, today: date) -> str:
    random = Random(seed + 1)  # noqa: S311 - the same story every time, nothing secret
    request = beginner.plan_request(today)
    chapters: dict[str, list[Moment]] = {
        "races": [
            (_known(entry.race_date), partial(log_race, user, entry))
            for entry in beginner.race_entries(random, today, list(field_rows("open", "men").profiles))
        ],
        "workouts": [
            (entry.date, partial(log_workout, user, entry)) for entry in beginner.workout_entries(random, today)
        ],
        "plans": [
            (first_monday(request), partial(follow_plan, user, random, request, beginner.weeks(today), today)),
        ],
    }
    save_profile(user, beginner.profile_entry(today), is_complete=True)
    _happen(chapters)
    return f"Kept {_counted(chapters)} of a beginner."


def _happen(chapters: dict[str, list[Moment]]) -> None:
    """In the order of the days, so that records and achievements come as they would have come."""
    for _, happen in sorted((moment for chapter in chapters.values() for moment in chapter), key=itemgetter(0)):
        happen()


def _counted(chapters: dict[str, list[Moment]]) -> str:
    return ", ".join(f"{len(chapter)} {what if len(chapter) != 1 else what[:-1]}" for what, chapter in chapters.items())


def _known(day: date | None) -> date:
    assert day is not None  # noqa: S101 - races made here have their day
    return day
