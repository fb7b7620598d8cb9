"""What the pages of activities call things."""

from __future__ import annotations

from data.activities import EffortKind, Family, FileKind

FAMILIES: dict[Family, str] = {
    "run": "Running",
    "walk": "Walking",
    "hike": "Hiking",
    "strength": "Strength",
    "cardio": "Cardio & HIIT",
    "row": "Rowing",
    "bike": "Cycling",
    "swim": "Swimming",
    "mobility": "Mobility",
    "multisport": "Multisport",
    "other": "Other",
}
FAMILY_COLORS: dict[str, str] = {"run": "blue", "strength": "violet", "cardio": "orange", "row": "orange"}
SOURCES: dict[FileKind, str] = {
    "garmin_csv": "Garmin Connect list",
    "garmin_archive": "Garmin account archive",
    "strava_csv": "Strava",
    "apple_health": "Apple Health",
    "fit": "FIT file",
    "tcx": "TCX file",
    "gpx": "GPX file",
}
EFFORT_KINDS: dict[EffortKind, str] = {"race": "Race", "test": "All-out test"}
EFFORT_SCALE: dict[int, str] = {
    1: "very easy", 2: "easy", 3: "easy, you can talk", 4: "a little hard", 5: "moderate",
    6: "harder", 7: "hard, single words", 8: "very hard", 9: "almost all out", 10: "nothing left",
}  # fmt: skip
RECOVERY_SCALE: dict[int, str] = {1: "not recovered", 5: "as usual", 10: "fully recovered"}
MOTIVATION_SCALE: dict[int, str] = {1: "none at all", 5: "as usual", 10: "could not wait"}
SORENESS_SCALE: dict[int, str] = {1: "nothing sore", 5: "noticeable", 10: "hurts to move"}
