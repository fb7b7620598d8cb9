"""Who the main demo athlete is."""

from __future__ import annotations

from datetime import date

from data.profile_parts import Preferences, TrainingHistory
from data.profiles import ProfileEntry
from demo.calendar import RACES, next_race


def profile_entry(today: date) -> ProfileEntry:
    return ProfileEntry(
        display_name="Mara Lindner",
        sex="female",
        date_of_birth=date(today.year - 32, 4, 17),
        weight_kg=63.5,
        height_cm=171,
        division="open",
        hyrox_race_count=len(RACES),
        goal_time_minutes=79,
        race_date=next_race(today),
        time_zone="Europe/Vienna",
        current_phase="specific_prep",
        training_history=TrainingHistory(
            experience="intermediate",
            training_years=6,
            run_km_per_week=32,
            strength_days_per_week=2,
            background="Handball until 24, then running. HYROX for two years.",
        ),
        equipment_available=(
            "ski ergometer", "rowing ergometer", "sled", "sandbag", "wall ball", "kettlebell", "barbell", "track",
        ),
        injuries_limitations=("Left Achilles tendon: warm up well, stop when it stings",),
        preferences=Preferences(
            availability_minutes={
                "monday": 45, "tuesday": 60, "wednesday": 75, "thursday": 60,
                "friday": 60, "saturday": 120, "sunday": 60,
            },
            training_time="morning",
            long_run_day="saturday",
        ),
    )  # fmt: skip
