"""Kilograms and pounds, metres, kilometres and miles. Everything is kept in SI; this is for reading and typing."""

from typing import Final, Literal

System = Literal["metric", "imperial"]

KG_PER_LB: Final = 0.45359237
CM_PER_INCH: Final = 2.54
M_PER_MILE: Final = 1609.344
M_PER_KM: Final = 1000.0


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


def _short(number: float, decimals: int) -> str:
    text = f"{number:,.{decimals}f}"
    return text.rstrip("0").rstrip(".")
