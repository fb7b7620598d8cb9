"""What the training log calls things."""

from __future__ import annotations

from data.workouts import CompletionStatus, SessionType

TYPES: dict[SessionType, str] = {
    "run": "Run",
    "strength": "Strength",
    "hiit": "HIIT",
    "simulation": "Simulation",
    "recovery": "Recovery",
    "rest": "Rest day",
}
TYPE_ICONS: dict[SessionType, str] = {
    "run": ":material/directions_run:",
    "strength": ":material/fitness_center:",
    "hiit": ":material/bolt:",
    "simulation": ":material/sports_score:",
    "recovery": ":material/self_improvement:",
    "rest": ":material/bedtime:",
}
# The same meanings as in the charts: runs blue, stations amber, strength violet, recovery green.
TYPE_COLORS: dict[SessionType, str] = {
    "run": "blue",
    "strength": "violet",
    "hiit": "orange",
    "simulation": "yellow",
    "recovery": "green",
    "rest": "gray",
}
STATUSES: dict[CompletionStatus, str] = {"completed": "Done", "partial": "Partly done", "skipped": "Skipped"}

RPE_AFTER = "Effort of the whole session (RPE)"
RPE_BEFORE = "How tired you felt before"
RPE_SCALE = "1 very easy · 3 easy, you can talk · 5 moderate · 7 hard, single words · 9 very hard · 10 nothing left"
RPE_HELP = (
    "Rate it about half an hour after the session, as a whole (session RPE, Foster 2001). "
    "Effort times minutes is the training load."
)
TIRED_SCALE = "1 fresh · 5 as usual · 10 exhausted"
