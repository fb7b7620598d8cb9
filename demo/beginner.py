"""The second demo athlete: a man in his first season, sixteen weeks of training and two races."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from coach.engines.hyrox_request import PlanRequest
from data.field import ProfileRow
from data.profile_parts import TrainingHistory
from data.profiles import ProfileEntry
from data.races import RaceEntry
from data.workouts import WorkoutEntry
from demo import sessions
from demo.calendar import PlannedRace, Week, saturday
from demo.plans import planned_days
from demo.races import Racer, entries_of

WEEKS: Final = 16
# Days before today, and the time in seconds.
RACES: Final = ((103, "Stuttgart", 6284), (40, "Cologne", 6011))
NEXT_RACE_DAYS: Final = 25
# On the scale of the main athlete's two years: he starts where she started, and is heavier and stronger.
FITNESS: Final = (0.02, 0.30)
SORE_DAYS_AGO: Final = 3
SORE_NOTE: Final = "Right knee hurts on the stairs since the lunges."
RACER: Final = Racer(
    gender="men",
    age_group="25-29",
    run_strength=1.03,
    strengths={
        "ski_erg": 0.97, "sled_push": 0.93, "sled_pull": 0.94, "burpee_broad_jump": 1.09, "row": 0.97,
        "farmers_carry": 0.95, "sandbag_lunges": 1.07, "wall_balls": 1.10,
    },
    conditions=(None, "Crowded, two waves at once"),
    notes=("Finished! Walked a third of the runs.", "Ran every kilometre. Wall balls broke me."),
)  # fmt: skip


def profile_entry(today: date) -> ProfileEntry:
    return ProfileEntry(
        display_name="Timo Aschauer",
        sex="male",
        date_of_birth=date(today.year - 27, 9, 2),
        weight_kg=84,
        height_cm=183,
        division="open",
        hyrox_race_count=len(RACES),
        goal_time_minutes=95,
        race_date=next_race(today),
        time_zone="Europe/Vienna",
        training_history=TrainingHistory(
            experience="beginner",
            training_years=1,
            run_km_per_week=16,
            strength_days_per_week=2,
            background="Five years of lifting, no running since school.",
        ),
        equipment_available=("rowing ergometer", "wall ball", "kettlebell", "barbell"),
    )


def next_race(today: date) -> date:
    return saturday(today + timedelta(days=NEXT_RACE_DAYS))


def plan_request(today: date) -> PlanRequest:
    return PlanRequest(next_race(today), 8, "beginner", 3, 160, longest_run_minutes=55)


def weeks(today: date) -> list[Week]:
    """Oldest first, up to the current one."""
    this_monday, (first, last) = today - timedelta(days=today.weekday()), FITNESS
    race_days = [race.day for race in planned_races(today)]
    return [
        Week(
            monday := this_monday - timedelta(weeks=WEEKS - 1 - number),
            number,
            first + (last - first) * number / (WEEKS - 1),
            (0.9, 1.0, 1.1, 0.8)[number % 4],
            any(monday <= day < monday + timedelta(days=7) for day in race_days),
        )
        for number in range(WEEKS)
    ]


def planned_races(today: date) -> list[PlannedRace]:
    """Oldest first, each on a Saturday."""
    return [PlannedRace(saturday(today - timedelta(days=days)), city, total_s) for days, city, total_s in RACES]


def race_entries(random: Random, today: date, field: list[ProfileRow]) -> list[RaceEntry]:
    """Oldest first. `field` holds the finish bands of open men."""
    return entries_of(random, RACER, planned_races(today), field)


def workout_entries(random: Random, today: date) -> list[WorkoutEntry]:
    """About three a week, oldest first; what the plan says is told there. The last one speaks of a knee."""
    taken = {race.day for race in planned_races(today)} | planned_days([plan_request(today)])
    usual = ((1, sessions.easy_run), (3, _circuit), (4, _lifting), (6, sessions.long_run))
    entries = []
    for week in weeks(today):
        for weekday, session in usual:
            day = week.monday + timedelta(days=weekday)
            if random.random() < 0.8 and day < today and day not in taken:
                entries.append(sessions.workout_entry(random, session, week, day))
    return [*entries, _sore_walk(today)]


def _sore_walk(today: date) -> WorkoutEntry:
    return WorkoutEntry.model_validate(
        {
            "date": today - timedelta(days=SORE_DAYS_AGO),
            "session_type": "recovery",
            "title": "Walk",
            "duration_minutes": 40,
            "rpe_post": 2,
            "notes": SORE_NOTE,
        }
    )


def _circuit(random: Random, week: Week) -> sessions.Parts:
    """Rower, wall balls of the men's weight, burpees."""
    rounds = 3 + (week.number > WEEKS // 2)
    one_round = [
        {"exercise_name": "Row", "distance_m": 500, "duration_s": round(124 - 8 * week.fitness + random.gauss(0, 2))},
        {"exercise_name": "Wall balls", "reps": 15, "weight_kg": 6},
        {"exercise_name": "Burpee broad jump", "distance_m": 20},
    ]
    return {
        "session_type": "hiit",
        "title": f"{rounds} rounds row, wall balls, burpees",
        "duration_minutes": 14 + 9 * rounds,
        "sets": one_round * rounds,
    }


def _lifting(random: Random, week: Week) -> sessions.Parts:
    squat_kg = 2.5 * round((95 + 50 * week.fitness) / 2.5)
    sets = [{"exercise_name": "Back Squat", "weight_kg": squat_kg, "reps": 5}] * 4
    sets += [{"exercise_name": "Farmers carry", "weight_kg": 28, "distance_m": 60}] * 3
    return {
        "session_type": "strength",
        "title": "Squats and carries",
        "duration_minutes": 50 + random.randint(-5, 8),
        "sets": sets,
    }
