"""Goals: what is kept, what the data say about them, and how every step is undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.rows import DictRow
from pydantic import ValidationError

from coach.achievements import award
from coach.benchmarks import log_benchmark
from coach.goals import (
    TrackedGoal,
    change_goal,
    close_goal,
    find_goal,
    record_value,
    remove_goal,
    restore_goal,
    set_goal,
    tracked_goals,
)
from coach.races import log_race
from coach.workouts import log_workout
from data import db
from data.achievements import earned_achievements
from data.benchmarks import BenchmarkEntry
from data.db import User
from data.errors import NotFound, Rejected, Stale
from data.goals import GoalEntry, goals
from data.workouts import WorkoutEntry
from tests.coach.test_races import entry as race

Owner = psycopg.Connection[DictRow]
TODAY = datetime.now(UTC).date()
MONDAY = TODAY - timedelta(days=TODAY.weekday())


def goal(goal_type: str, target: float | None = None, **changes: Any) -> GoalEntry:
    return GoalEntry.model_validate({"goal_type": goal_type, "target_value": target} | changes)


def run(day: date, minutes: int, km: float | None = None, session_type: str = "run") -> WorkoutEntry:
    return WorkoutEntry.model_validate(
        {
            "date": day,
            "session_type": session_type,
            "duration_minutes": minutes,
            "distance_m": km * 1000 if km else None,
        }
    )


def progress(user: User, kept: TrackedGoal) -> tuple[float | None, float | None, bool]:
    found = find_goal(user, kept.id).progress
    assert found is not None
    return found.current, found.pct, found.is_reached


def test_a_goal_comes_back_as_it_was_entered_in_plain_words(user: User) -> None:
    kept = set_goal(user, goal("race_time", 5100, race_format="singles", target_date=TODAY + timedelta(days=90)))

    assert find_goal(user, kept.id) == kept
    assert (kept.title, kept.status, kept.started_on) == ("Finish a singles race in 1:25:00", "active", TODAY)
    assert kept.standing_text == "No race yet: log one, and it counts here"
    assert list(goals(user)["target_value"]) == [5100]


def test_a_race_time_goal_follows_the_races_since_it_was_set(user: User) -> None:
    log_race(user, race(race_date=TODAY - timedelta(days=60), total_time_seconds=5800))
    kept = set_goal(user, goal("race_time", 5400))
    assert progress(user, kept) == (5800, 0, False)

    log_race(user, race(race_date=TODAY, total_time_seconds=5500))
    log_race(user, race(race_date=TODAY, total_time_seconds=5000, is_simulation=True))

    assert progress(user, kept) == (5500, 75, False)
    assert find_goal(user, kept.id).standing_text == "Best so far 1:31:40, 1:40 to go (from your races)"


def test_a_time_from_before_the_goal_does_not_reach_it(user: User) -> None:
    log_race(user, race(race_date=TODAY - timedelta(days=700), total_time_seconds=5000))

    kept = set_goal(user, goal("race_time", 5400))

    assert progress(user, kept) == (5000, None, False)


def test_a_doubles_goal_ignores_singles(user: User) -> None:
    kept = set_goal(user, goal("race_time", 5400, race_format="doubles"))

    log_race(user, race(race_date=TODAY, total_time_seconds=5300))

    assert progress(user, kept) == (None, None, False)


def test_a_station_goal_takes_splits_and_benchmarks(user: User) -> None:
    log_race(user, race(race_date=TODAY - timedelta(days=30)))  # ski_erg 272 s
    kept = set_goal(user, goal("station_time", 250, station="ski_erg"))
    assert progress(user, kept) == (272, 0, False)

    log_benchmark(user, BenchmarkEntry(test_date=TODAY, test_type="ski_erg", value=261))
    assert progress(user, kept) == (261, 50, False)

    log_benchmark(user, BenchmarkEntry(test_date=TODAY, test_type="ski_erg", value=249))
    assert progress(user, kept) == (249, 100, True)


def test_a_pace_goal_counts_runs_of_its_distance_or_longer(user: User) -> None:
    kept = set_goal(user, goal("running_pace", 270, distance_m=5000))

    log_workout(user, run(TODAY, 8, 2))  # 4:00 /km, too short
    assert progress(user, kept) == (None, None, False)
    log_workout(user, run(TODAY, 28, 6))  # 4:40 /km
    assert progress(user, kept) == (280, 0, False)
    log_workout(user, run(TODAY, 22, 5))  # 4:24 /km

    assert progress(user, kept) == (264, 100, True)


def test_a_habit_counts_the_weeks_that_had_enough_workouts(user: User) -> None:
    kept = set_goal(user, goal("consistency", 2, weeks=4, started_on=MONDAY - timedelta(days=14)))

    for day in (-14, -12, -7):
        log_workout(user, run(MONDAY + timedelta(days=day), 40))
    log_workout(user, run(MONDAY - timedelta(days=6), 10, session_type="rest"))

    assert progress(user, kept) == (1, 25, False)
    assert "1 of 4 weeks done, 0 of 2 workouts this week" in find_goal(user, kept.id).standing_text


def test_a_volume_goal_adds_up_its_window(user: User) -> None:
    weekly = set_goal(user, goal("training_volume", 5, target_unit="hours", window="week"))
    total = set_goal(
        user, goal("training_volume", 100, target_unit="km", window="total", session_type="run", started_on=MONDAY)
    )

    log_workout(user, run(MONDAY, 90, 15))
    log_workout(user, run(MONDAY, 60, session_type="strength"))

    assert progress(user, weekly) == (2.5, 50, False)
    assert progress(user, total) == (15, 15, False)


def test_a_week_that_reached_the_volume_stays_reached(user: User) -> None:
    kept = set_goal(user, goal("training_volume", 1, target_unit="hours", started_on=MONDAY - timedelta(days=7)))

    log_workout(user, run(MONDAY - timedelta(days=7), 60))

    assert progress(user, kept) == (0, 100, True)


def test_a_weight_goal_follows_the_profile(owner: Owner, user: User) -> None:
    owner.execute("update athlete_profiles set weight_kg = 80 where user_id = %s", (user.id,))
    kept = set_goal(user, goal("body_comp", 76, target_unit="kg"))

    owner.execute("update athlete_profiles set weight_kg = 79 where user_id = %s", (user.id,))

    assert progress(user, kept) == (79, 25, False)
    with pytest.raises(Rejected, match="computed from your data"):
        record_value(user, kept.id, 76)


def test_what_no_data_can_tell_is_entered_by_hand(user: User) -> None:
    kept = set_goal(user, goal("custom", 12, title="Read twelve books", target_unit="books"))
    assert progress(user, kept) == (None, None, False)

    record_value(user, kept.id, 3)
    assert progress(user, kept) == (3, 25, False)
    changed = record_value(user, kept.id, 12)

    assert changed.standing_text == "Now 12 books (as you entered it)"
    assert progress(user, kept) == (12, 100, True)


def test_a_change_of_the_target_keeps_where_it_began(user: User) -> None:
    kept = set_goal(user, goal("body_comp", 10, target_unit="% body fat", current_value=18))

    changed = change_goal(user, kept.id, goal("body_comp", 14, target_unit="% body fat", current_value=16))

    assert (changed.start_value, changed.started_on) == (18, kept.started_on)
    assert progress(user, kept) == (16, 50, False)


def test_every_step_can_be_undone(user: User) -> None:
    kept = set_goal(user, goal("race_time", 5400))

    done = close_goal(user, kept.id, "completed")
    assert done.completed_at is not None
    assert done.progress is None
    given_up = close_goal(user, kept.id, "abandoned")
    assert given_up.completed_at is None
    again = close_goal(user, kept.id, "active")
    assert (again.status, again.completed_at) == ("active", None)

    remove_goal(user, kept.id)
    assert tracked_goals(user) == []
    with pytest.raises(NotFound):
        find_goal(user, kept.id)
    assert restore_goal(user, kept.id).title == kept.title


def test_goals_earn_achievements(user: User) -> None:
    kept = set_goal(user, goal("race_time", 5400))
    close_goal(user, kept.id, "completed")

    earned = {achievement.name for achievement in earned_achievements(user)}

    assert {"Something to Aim At", "Goal Reached", "As Planned"} <= earned
    with db.write_as(user) as conn:
        assert award(conn, {}) == []


def test_an_edit_somebody_else_did_not_see_is_refused(user: User) -> None:
    kept = set_goal(user, goal("race_time", 5400))
    change_goal(user, kept.id, goal("race_time", 5300), kept.updated_at)

    for stale in (
        lambda: change_goal(user, kept.id, goal("race_time", 5200), kept.updated_at),
        lambda: close_goal(user, kept.id, "completed", kept.updated_at),
        lambda: remove_goal(user, kept.id, kept.updated_at),
    ):
        with pytest.raises(Stale):
            stale()
    assert find_goal(user, kept.id).target_value == 5300


def test_somebody_elses_goal_is_not_there(user: User, other_user: User) -> None:
    kept = set_goal(user, goal("race_time", 5400))

    for attempt in (
        lambda who, goal_id: find_goal(who, goal_id),
        lambda who, goal_id: change_goal(who, goal_id, goal("race_time", 5200)),
        lambda who, goal_id: close_goal(who, goal_id, "completed"),
        lambda who, goal_id: remove_goal(who, goal_id),
        lambda who, goal_id: restore_goal(who, goal_id),
    ):
        for who, goal_id in ((other_user, kept.id), (user, uuid4())):
            with pytest.raises(NotFound):
                attempt(who, UUID(str(goal_id)))
    assert tracked_goals(other_user) == []
    assert find_goal(user, kept.id) == kept


def test_the_list_is_filtered_and_the_nearest_comes_first(user: User) -> None:
    for days in (90, 30, None):
        set_goal(user, goal("race_time", 5400, target_date=TODAY + timedelta(days=days) if days else None))
    close_goal(user, tracked_goals(user)[2].id, "abandoned")

    assert [kept.target_date for kept in tracked_goals(user, "active")] == [
        TODAY + timedelta(days=30),
        TODAY + timedelta(days=90),
    ]
    assert len(tracked_goals(user)) == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"goal_type": "race_time"}, "a finish time from 40:00"),
        ({"goal_type": "race_time", "target_value": 85}, "a finish time from 40:00"),
        ({"goal_type": "race_time", "target_value": -1}, "a finish time from 40:00"),
        ({"goal_type": "race_time", "target_value": float("nan")}, "finite number"),
        ({"goal_type": "race_time", "target_value": 5400, "target_unit": "minutes"}, "unit of this goal is seconds"),
        ({"goal_type": "station_time", "target_value": 250}, "Choose the station"),
        ({"goal_type": "running_pace", "target_value": 4.5}, "a pace from 2:05"),
        ({"goal_type": "consistency", "target_value": 50}, "1 to 21 workouts"),
        ({"goal_type": "training_volume", "target_value": 0}, "an amount from"),
        ({"goal_type": "custom"}, "Give your goal a title"),
        ({"goal_type": "custom", "title": "x" * 10_000}, "at most 120"),
        ({"goal_type": "custom", "title": "a\x00b"}, "match pattern"),
        ({"goal_type": "custom", "title": "A", "target_date": "2090-01-01"}, "next ten years"),
        ({"goal_type": "custom", "title": "A", "started_on": "2026-02-01", "target_date": "2026-01-01"}, "lies after"),
    ],
)
def test_what_cannot_be_a_goal_is_refused_in_words(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        GoalEntry.model_validate(wrong)


def test_an_emoji_in_a_title_is_kept(user: User) -> None:
    assert set_goal(user, goal("custom", title="Läuft 🏃")).title == "Läuft 🏃"
