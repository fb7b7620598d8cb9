"""How a record reads: what it is in, what it is worth, what it improved."""

from collections.abc import Mapping
from typing import Final

from coach.engines.clock import format_clock
from coach.engines.field import group_name
from coach.engines.records import LESS_IS_BETTER, Kind
from coach.engines.splits import SPLIT_LABELS
from coach.engines.units import (
    KG_PER_LB,
    M_PER_KM,
    System,
    distance_text,
    distance_unit,
    pace_length_m,
    pace_text,
    weight_text,
)

RUN_LABELS: Final[Mapping[float, str]] = {
    400.0: "400 m run", 1_000.0: "1 km run", 5_000.0: "5 km run", 10_000.0: "10 km run",
    21_097.5: "Half marathon", 42_195.0: "Marathon",
}  # fmt: skip
COOPER: Final = "cooper test"
FAMILIES: Final = ("Races", "Stations", "Running", "Strength")
_FAMILY: Final = {
    "race_time": "Races", "station_time": "Stations", "running_pace": "Running",
    "exercise_weight": "Strength", "exercise_reps": "Strength",
}  # fmt: skip


def family_of(kind: Kind) -> str:
    """Where a record stands on a page: one of FAMILIES.

    >>> family_of(Kind("exercise_reps", "reps", "pull-up"))
    'Strength'
    """
    return _FAMILY[kind.record_type]


def record_label(kind: Kind, exercise_name: str | None = None, system: System = "metric") -> str:
    """What a record is in; everything that keeps it apart from others is said.

    Source: wording of this product.

    >>> race = Kind("race_time", "seconds", division="open", format="singles", gender="women", context="race")
    >>> record_label(race._replace(wall_ball_reps=75)), record_label(race._replace(context="training"))
    ('Race, open women, 75 wall balls', 'Race, open women, simulation')
    >>> record_label(Kind("station_time", "seconds", station="ski_erg", context="benchmark"))
    'SkiErg, test'
    >>> record_label(Kind("exercise_weight", "kg", "squat", is_estimate=True), "Squat")
    'Squat, estimated 1RM'
    >>> record_label(Kind("running_pace", "min_per_km", distance_m=5_000.0))
    '5 km run'
    """
    parts = [_subject(kind, exercise_name)]
    if kind.is_estimate:
        parts.append("estimated 1RM")
    if kind.station and kind.distance_m:
        parts.append(f"{kind.distance_m / M_PER_KM:g} km")
    if kind.load_kg:
        parts.append(
            f"reps at {weight_text(system, kind.load_kg)}"
            if kind.unit == "reps"
            else f"with {weight_text(system, kind.load_kg)}"
        )
    parts.append(_setting(kind))
    if kind.wall_ball_reps:
        parts.append(f"{kind.wall_ball_reps} wall balls")
    return ", ".join(part for part in parts if part)


def value_text(kind: Kind, value: float, system: System = "metric") -> str:
    """The value with its unit; a pace over a standard distance with the time it makes.

    >>> pace = Kind("running_pace", "min_per_km", distance_m=5_000.0)
    >>> value_text(pace, 5.0), value_text(pace, 5.0, "imperial")
    ('25:00 (5:00 /km)', '25:00 (8:03 /mi)')
    >>> value_text(Kind("running_pace", "metres"), 21_100), value_text(Kind("exercise_weight", "kg"), 82.5)
    ('21.1 km', '82.5 kg')
    """
    if kind.unit == "seconds":
        return format_clock(value)
    if kind.unit == "kg":
        return weight_text(system, value)
    if kind.unit == "reps":
        return f"{value:,.0f} {'rep' if value == 1 else 'reps'}"
    if kind.unit == "metres":
        return _distance_text(kind, value, system)
    pace = pace_text(system, value * 60)
    return f"{format_clock(plotted(kind, value))} ({pace})" if kind.distance_m else pace


def gain_text(kind: Kind, value: float, previous: float | None, system: System = "metric") -> str:
    """What a record improved; "first one" where there was nothing to improve.

    >>> row = Kind("station_time", "seconds", station="row")
    >>> gain_text(row, 290, 300), gain_text(row, 290, None), gain_text(Kind("exercise_weight", "kg"), 90, 80)
    ('0:10 faster', 'first one', '10 kg more')
    >>> gain_text(Kind("running_pace", "metres", "longest run"), 17_700, 16_450)
    '1.25 km more'
    """
    if previous is None:
        return "first one"
    gain = abs(plotted(kind, value) - plotted(kind, previous))
    if kind.unit in LESS_IS_BETTER:
        return "under a second faster" if gain < 0.5 else f"{format_clock(gain)} faster"
    if kind.unit == "metres":
        return (
            f"{gain:,.0f} m more" if kind.exercise == COOPER else f"{distance_text(system, abs(value - previous))} more"
        )
    return f"{value_text(kind, gain, system)} more"


def plotted(kind: Kind, value: float, system: System = "metric") -> float:
    """The number on an axis: seconds of a time, kg or lb, reps, kilometres or miles.

    >>> plotted(Kind("running_pace", "min_per_km", distance_m=5_000.0), 5.0)
    1500.0
    """
    if kind.unit == "min_per_km":
        return value * 60 * (kind.distance_m or M_PER_KM) / M_PER_KM
    if kind.unit == "kg" and system == "imperial":
        return value / KG_PER_LB
    is_long = kind.unit == "metres" and kind.exercise != COOPER
    return value / pace_length_m(system) if is_long else value


def plotted_length_unit(kind: Kind, system: System) -> str:
    """What `plotted` counts a length in: kilometres or miles; the Cooper test is said in metres everywhere.

    >>> longest, test = (Kind("running_pace", "metres", name) for name in ("longest run", COOPER))
    >>> [plotted_length_unit(longest, system) for system in ("metric", "imperial")], plotted_length_unit(test, "metric")
    (['km', 'mi'], 'm')
    """
    return "m" if kind.exercise == COOPER else distance_unit(system)


def _subject(kind: Kind, exercise_name: str | None) -> str:
    if kind.record_type == "race_time":
        return "Race"
    if kind.station:
        return SPLIT_LABELS[kind.station]
    if kind.unit == "min_per_km":
        return RUN_LABELS.get(kind.distance_m or 0.0, "Run")
    return exercise_name or kind.exercise.capitalize()


def _setting(kind: Kind) -> str:
    if kind.gender:
        division = kind.division if kind.format == "singles" else f"{kind.division} {kind.format}"
        if kind.format in ("doubles", "relay") and kind.division == "open":
            division = kind.format
        where = ", simulation" if kind.context == "training" else ""
        return group_name(division, kind.gender) + where
    if kind.context == "benchmark":
        return f"test, {kind.division} weights" if kind.division else "test"
    return "in training" if kind.context == "training" else ""


def _distance_text(kind: Kind, metres: float, system: System) -> str:
    """The Cooper test is said in metres everywhere."""
    if kind.exercise == COOPER:
        return f"{metres:,.0f} m"
    return f"{metres / pace_length_m(system):.1f} {distance_unit(system)}"
