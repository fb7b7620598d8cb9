"""Training: what somebody brings along, and the phase they are in."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from coach.engines.units import M_PER_KM, distance_in, distance_m_of, distance_unit
from data.profiles import Profile
from pages.settings.section_form import Bounds, Messages, key_of, number_box, say

NAME: Final = "training"
EXPERIENCE: Final = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}
PHASES: Final = {
    None: "Not sure",
    "general_prep": "General preparation",
    "specific_prep": "Specific preparation",
    "competition_prep": "Race preparation",
    "taper": "Taper",
}


def draw_training(profile: Profile, messages: Messages) -> dict[str, Any]:
    history = profile.training_history
    experience = st.segmented_control(
        "Experience",
        list(EXPERIENCE),
        default=history.experience,
        format_func=EXPERIENCE.__getitem__,
        width="stretch",
        key=key_of(NAME, "experience"),
    )
    phase = st.selectbox(
        "Phase you are in",
        list(PHASES),
        list(PHASES).index(profile.current_phase),
        format_func=PHASES.__getitem__,
        help="General: build the base. Specific: race-like work. Race: sharpen. Taper: rest before the race.",
        key=key_of(NAME, "phase"),
    )
    years = number_box(
        "Years of regular training", key_of(NAME, "training_years"), history.training_years, Bounds(0.0, 80.0, 0.5)
    )
    say(messages, "training_years")
    strength_days = number_box(
        "Strength days in a usual week", key_of(NAME, "strength_days"), history.strength_days_per_week, Bounds(0, 7, 1)
    )
    say(messages, "strength_days_per_week")
    run_km = _running(profile, messages)
    background = st.text_area(
        "Sport before HYROX",
        history.background or "",
        max_chars=2000,
        placeholder="Ten years of rowing, two half marathons",
        key=key_of(NAME, "background"),
    )
    say(messages, "background")
    known = {
        "experience": experience,
        "training_years": years,
        "strength_days_per_week": strength_days,
        "run_km_per_week": run_km,
        "background": background.strip() or None,
    }
    return {"training_history": known, "current_phase": phase}


def _running(profile: Profile, messages: Messages) -> float | None:
    """Kilometres a week, typed in the athlete's units; what was not touched stays to the digit."""
    units, kept_km = profile.units_preference, profile.training_history.run_km_per_week
    shown = None if kept_km is None else round(distance_in(units, kept_km * M_PER_KM), 1)
    most = round(distance_in(units, 300 * M_PER_KM), 1)
    label = f"Running in a usual week ({distance_unit(units)})"
    typed = number_box(label, key_of(NAME, f"run-{units}"), shown, Bounds(0.0, most, 5.0))
    say(messages, "run_km_per_week")
    if typed is None or typed == shown:
        return kept_km if typed is not None else None
    return min(distance_m_of(units, typed) / M_PER_KM, 300.0)
