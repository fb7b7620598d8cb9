"""The exercises of HYROX plans, named as in the library, and how hard they are meant."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["beginner", "intermediate", "advanced"]
Phase = Literal["base", "build", "peak", "taper"]

EASY = "RPE 3–4: you can talk in full sentences"
STEADY = "RPE 5: short sentences"
THRESHOLD = "RPE 7: a pace you could hold for about an hour"
HARD = "RPE 8–9: the pace of a 3 to 5 km race"
RACE = "RPE 7–8: your planned race effort"
TECHNIQUE = "RPE 4–5: slow and clean, stop before it gets ragged"


class Step(NamedTuple):
    """One thing to do; exercises are named as in the library."""

    exercise: str
    distance_m: float | None = None
    duration_s: float | None = None
    reps: int | None = None
    effort: str | None = None


STATIONS: tuple[Step, ...] = (
    Step("SkiErg Technique Intervals", distance_m=500, effort=TECHNIQUE),
    Step("Sled Push Technique", distance_m=25, effort=TECHNIQUE),
    Step("Sled Pull Technique", distance_m=25, effort=TECHNIQUE),
    Step("Burpee Broad Jump Rhythm", distance_m=20, effort=TECHNIQUE),
    Step("Row Technique Pyramid", distance_m=500, effort=TECHNIQUE),
    Step("Suitcase Carry", distance_m=50, effort=TECHNIQUE),
    Step("Bodyweight Walking Lunge", distance_m=25, effort=TECHNIQUE),
    Step("Wall Ball Technique Sets", reps=12, effort=TECHNIQUE),
)
RACE_STATIONS: tuple[Step, ...] = (
    Step("SkiErg 1000 m Race Pace", distance_m=1000, effort=RACE),
    Step("Sled Push Race Load", distance_m=50, effort=RACE),
    Step("Sled Pull Race Load", distance_m=50, effort=RACE),
    Step("Burpee Broad Jump 80 m", distance_m=80, effort=RACE),
    Step("Row 1000 m Race Pace", distance_m=1000, effort=RACE),
    Step("Farmers Carry Race Load", distance_m=200, effort=RACE),
    Step("Sandbag Lunge Race Load", distance_m=100, effort=RACE),
    Step("Wall Ball Race Sets", reps=100, effort=RACE),
)
LEGS = {
    "beginner": ("Goblet Squat", "Romanian Deadlift", "Reverse Lunge"),
    "intermediate": ("Front Squat", "Trap Bar Deadlift", "Walking Dumbbell Lunge"),
    "advanced": ("Back Squat", "Deadlift", "Bulgarian Split Squat"),
}
UPPER = {
    "beginner": ("Inverted Row", "Push-Up", "Plank"),
    "intermediate": ("Bent-Over Row", "Push Press", "Side Plank"),
    "advanced": ("Pull-Up", "Push Press", "Hanging Knee Raise"),
}
# (sets, reps, effort) by phase: from many easy repetitions to few heavy ones, little in the taper.
LIFTING: dict[Phase, tuple[int, int, str]] = {
    "base": (3, 10, "RPE 6–7: three repetitions left"),
    "build": (4, 6, "RPE 7–8: two repetitions left"),
    "peak": (3, 5, "RPE 7: fast and crisp"),
    "taper": (2, 5, "RPE 6: light and fast"),
}
