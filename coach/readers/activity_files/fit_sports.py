"""FIT's sport and sub-sport to our families, and to a name people read."""

from __future__ import annotations

from .contract import Family

_BY_SUB_SPORT: dict[str, Family] = {
    **dict.fromkeys(("treadmill", "indoor_running"), "run"),
    **dict.fromkeys(("indoor_walking", "casual_walking", "speed_walking"), "walk"),
    "strength_training": "strength",
    **dict.fromkeys(
        ("cardio_training", "hiit", "amrap", "emom", "tabata", "elliptical", "stair_climbing", "exercise"), "cardio"
    ),
    "indoor_rowing": "row",
    **dict.fromkeys(("spin", "indoor_cycling"), "bike"),
    **dict.fromkeys(("lap_swimming",), "swim"),
    **dict.fromkeys(("yoga", "pilates", "flexibility_training", "breathing"), "mobility"),
}
_BY_SPORT: dict[str, Family] = {
    **dict.fromkeys(("running", "wheelchair_push_run"), "run"),
    **dict.fromkeys(("walking", "wheelchair_push_walk"), "walk"),
    **dict.fromkeys(("hiking", "mountaineering", "snowshoeing"), "hike"),
    **dict.fromkeys(("hiit", "training", "fitness_equipment", "jump_rope", "boxing"), "cardio"),
    "rowing": "row",
    **dict.fromkeys(("cycling", "e_biking"), "bike"),
    "swimming": "swim",
    **dict.fromkeys(("mobility", "meditation"), "mobility"),
}
# These sports say what was done by themselves; a sub-sport only adds where.
_TELLING_SPORTS = frozenset(("running", "walking", "hiking", "rowing", "cycling", "swimming", "transition"))
_INDOOR = frozenset(
    (
        "treadmill", "indoor_running", "indoor_walking", "indoor_cycling", "spin", "indoor_rowing", "lap_swimming",
        "virtual_activity", "elliptical", "stair_climbing", "indoor_climbing", "indoor_skiing", "indoor_hand_cycling",
    )
)  # fmt: skip
_STEPPING: frozenset[Family] = frozenset(("run", "walk", "hike"))


def family_of(sport: str, sub_sport: str) -> Family:
    """The family of an activity; `other` for what we have no family for.

    >>> family_of("running", "ultra"), family_of("training", "strength_training"), family_of("transition", "generic")
    ('run', 'strength', 'other')
    """
    if sport in _TELLING_SPORTS:
        return _BY_SPORT.get(sport, "other")
    return _BY_SUB_SPORT.get(sub_sport) or _BY_SPORT.get(sport, "other")


def type_name_of(sport: str, sub_sport: str) -> str:
    """A name to read.

    >>> type_name_of("running", "trail"), type_name_of("training", "strength_training"), type_name_of("hiit", "generic")
    ('Trail running', 'Strength training', 'HIIT')
    """
    if sub_sport in ("", "generic", "all"):
        words = sport or "unknown"
    elif sport in ("", "generic", "training", "fitness_equipment") or sub_sport.endswith(("ing", "transition")):
        words = sub_sport
    else:
        words = f"{sub_sport} {sport}"
    return words.replace("_", " ").capitalize().replace("Hiit", "HIIT").replace(" hiit", " HIIT")


def is_indoor_sport(sub_sport: str) -> bool:
    return sub_sport in _INDOOR


def is_stepping(family: Family) -> bool:
    """Cadence counts steps here; watches count one leg."""
    return family in _STEPPING
