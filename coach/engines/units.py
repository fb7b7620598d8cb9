"""Kilograms and pounds, metres, kilometres and miles. Everything is kept in SI; this is for reading and typing."""

from typing import Final, Literal

from coach.engines.clock import format_clock

System = Literal["metric", "imperial"]

KG_PER_LB: Final = 0.45359237
CM_PER_INCH: Final = 2.54
M_PER_MILE: Final = 1609.344
M_PER_KM: Final = 1000.0
# Distances the sport says in metres everywhere: on machines, with sleds and sacks, on the floor.
ALWAYS_METRES: Final = ("ski", "row", "erg", "bike", "sled", "carry", "lunge", "burpee", "swim", "broad jump", "crawl")
# Races are called by these lengths everywhere.
RACE_LENGTHS_KM: Final = (1.0, 5.0, 10.0)


def weight_unit(system: System) -> str:
    return "lb" if system == "imperial" else "kg"


def distance_unit(system: System) -> str:
    return "mi" if system == "imperial" else "km"


def weight_in(system: System, weight_kg: float) -> float:
    """Kilograms as they are typed, to two decimals; `weight_kg_of` gives back the same hundredths of a kilogram.

    >>> weight_in("imperial", 80), weight_in("metric", 82.5)
    (176.37, 82.5)
    """
    return round(weight_kg / KG_PER_LB if system == "imperial" else weight_kg, 2)


def weight_kg_of(system: System, weight: float) -> float:
    """Kilograms, to hundredths.

    >>> weight_kg_of("imperial", 225), weight_in("imperial", weight_kg_of("imperial", 225))
    (102.06, 225.0)
    """
    return round(weight * KG_PER_LB if system == "imperial" else weight, 2)


def distance_in(system: System, distance_m: float) -> float:
    """Metres as kilometres or miles; `distance_m_of` gives back the same metre.

    >>> distance_in("metric", 10_500), distance_in("imperial", 42_195)
    (10.5, 26.2188)
    """
    return round(distance_m / M_PER_MILE, 4) if system == "imperial" else round(distance_m / M_PER_KM, 4)


def distance_m_of(system: System, distance: float) -> float:
    """Metres, to tenths for kilometres and whole for miles.

    >>> distance_m_of("metric", 10.5), distance_m_of("imperial", 3.1)
    (10500.0, 4989.0)
    """
    return round(distance * M_PER_MILE) * 1.0 if system == "imperial" else round(distance * M_PER_KM, 1)


def pace_unit(system: System) -> str:
    return f"/{distance_unit(system)}"


def pace_length_m(system: System) -> float:
    """The length a pace is said over, in metres."""
    return M_PER_MILE if system == "imperial" else M_PER_KM


def pace_s_in(system: System, pace_s_per_km: float) -> float:
    """Seconds per km as seconds per km or mile.

    >>> pace_s_in("metric", 285), round(pace_s_in("imperial", 285), 1)
    (285.0, 458.7)
    """
    return pace_s_per_km * pace_length_m(system) / M_PER_KM


def pace_s_per_km_of(system: System, pace_s: float) -> float:
    """Seconds per km of a typed pace, to ten-thousandths, so that every tenth of a second is shown as it was typed.

    >>> pace_s_per_km_of("imperial", 459), round(pace_s_in("imperial", pace_s_per_km_of("imperial", 459)), 1)
    (285.2094, 459.0)
    """
    return round(pace_s * M_PER_KM / pace_length_m(system), 4)


def height_unit(system: System) -> str:
    return "in" if system == "imperial" else "cm"


def height_in(system: System, height_cm: float) -> float:
    """Centimetres as they are typed, to one decimal.

    >>> height_in("imperial", 180), height_in("metric", 180)
    (70.9, 180)
    """
    return round(height_cm / CM_PER_INCH if system == "imperial" else height_cm, 1)


def height_cm_of(system: System, height: float) -> float:
    """Centimetres, to tenths.

    >>> height_cm_of("imperial", 70.9)
    180.1
    """
    return round(height * CM_PER_INCH if system == "imperial" else height, 1)


def weight_text(system: System, weight_kg: float) -> str:
    """
    >>> weight_text("metric", 3400), weight_text("imperial", 80)
    ('3,400 kg', '176.4 lb')
    """
    return f"{_short(weight_in(system, weight_kg), 1)} {weight_unit(system)}"


def distance_text(system: System, distance_m: float) -> str:
    """
    >>> distance_text("metric", 10_500), distance_text("imperial", 10_000)
    ('10.5 km', '6.21 mi')
    """
    return f"{_short(distance_in(system, distance_m), 2)} {distance_unit(system)}"


def pace_text(system: System, pace_s_per_km: float) -> str:
    """
    >>> pace_text("metric", 285), pace_text("imperial", 285)
    ('4:45 /km', '7:39 /mi')
    """
    return f"{format_clock(pace_s_in(system, pace_s_per_km))} {pace_unit(system)}"


def run_length_text(system: System, distance_m: float) -> str:
    """How long a race or test over a set distance is: 1, 5 and 10 km are called so everywhere.

    >>> run_length_text("imperial", 5_000), run_length_text("imperial", 42_195), run_length_text("metric", 21_097.5)
    ('5 km', '26.22 mi', '21.1 km')
    """
    if distance_m < M_PER_KM:
        return f"{distance_m:g} m"
    return distance_text("metric" if distance_m / M_PER_KM in RACE_LENGTHS_KM else system, distance_m)


def step_length_text(system: System, distance_m: float, exercise: str) -> str:
    """How far one step of a session goes: stations always in metres, runs below a mile too where miles are read.

    >>> step_length_text("imperial", 1_000, "SkiErg"), step_length_text("metric", 1_000, "SkiErg")
    ('1,000 m', '1,000 m')
    >>> [step_length_text("imperial", metres, "Easy run") for metres in (400, 1_000, 8_000)]
    ['400 m', '1,000 m', '4.97 mi']
    >>> step_length_text("metric", 1_000, "Run")
    '1 km'
    """
    is_on_station = any(word in exercise.casefold() for word in ALWAYS_METRES)
    if is_on_station or distance_m < pace_length_m(system):
        return f"{_short(distance_m, 1)} m"
    return distance_text(system, distance_m)


def _short(number: float, decimals: int) -> str:
    text = f"{number:,.{decimals}f}"
    return text.rstrip("0").rstrip(".")
