"""What was measured of an activity, each with its unit."""

from __future__ import annotations

from coach.engines.activity_words import WITH_SPEED, height_text, speed_text
from coach.engines.clock import NO_TIME, format_clock
from coach.engines.units import System, distance_text, pace_text
from data.activities import Activity


def main_facts(activity: Activity, system: System) -> dict[str, str]:
    """What every list starts with; what was not recorded is a dash, and sports without a speed have no line for it."""
    duration_s = activity.duration_s or activity.moving_s
    speed = speed_text(system, activity.family, activity.distance_m, duration_s)
    has_speed = activity.family in WITH_SPEED
    return {
        "Distance": distance_text(system, activity.distance_m) if activity.distance_m else NO_TIME,
        f"Time ({clock_unit(duration_s)})": format_clock(duration_s),
        **({"Speed" if activity.family == "bike" else "Pace": speed or NO_TIME} if has_speed else {}),
        "Mean heart rate": f"{activity.heart_rate_avg_bpm} bpm" if activity.heart_rate_avg_bpm else NO_TIME,
    }


def more_facts(activity: Activity, system: System) -> dict[str, str]:
    """Everything else that is known."""
    known = {
        "Moving": _clock(activity.moving_s),
        "Elapsed": _clock(activity.elapsed_s),
        "Best pace": pace_text(system, activity.best_pace_s_per_km) if activity.best_pace_s_per_km else "",
        "Highest heart rate": f"{activity.heart_rate_max_bpm} bpm" if activity.heart_rate_max_bpm else "",
        "Cadence": f"{activity.cadence_spm:.0f} steps/min" if activity.cadence_spm else "",
        "Stride": f"{activity.stride_m:.2f} m" if activity.stride_m else "",
        "Climb": height_text(system, activity.ascent_m) if activity.ascent_m is not None else "",
        "Descent": height_text(system, activity.descent_m) if activity.descent_m is not None else "",
        "Power": f"{activity.power_w:.0f} W" if activity.power_w else "",
        "Calories": f"{activity.calories:,} kcal" if activity.calories else "",
        "Aerobic training effect": f"{activity.aerobic_effect:.1f} of 5" if activity.aerobic_effect else "",
        "Indoors": "yes" if activity.is_indoor else "",
    }
    return {label: text for label, text in known.items() if text}


def clock_unit(seconds: float | None) -> str:
    """
    >>> clock_unit(3_720), clock_unit(600)
    ('h:mm:ss', 'm:ss')
    """
    return "h:mm:ss" if seconds and seconds >= 3600 else "m:ss"


def _clock(seconds: float | None) -> str:
    return f"{format_clock(seconds)} {'h' if seconds >= 3600 else 'min'}" if seconds else ""
