"""What an athlete wishes from a running plan; what is wrong is said beside its field, and nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import streamlit as st
from pydantic import ValidationError
from streamlit.delta_generator import DeltaGenerator

from coach.engines.run_plan.contract import METHOD_OF_GOAL
from coach.engines.units import System, distance_in, distance_m_of, distance_text, distance_unit
from coach.plan_starts import RunningStart
from data.rolling_plans import GOALS, Goal, RollingPlanWishes
from pages.errors import field_messages
from pages.plan.availability_form import draw_availability, draw_days_away
from pages.plan.kept_inputs import keep, kept
from pages.plan.words import EXPERIENCE, METHOD_LINES, METHODS
from pages.split_view.cells import plain

ABOUT = {
    "longest run cannot": "start_longest_km",
    "A sprint is": "race_distance_m",
    "An ultra is": "race_distance_m",
}
WHOLE_DAYS = [1, 2, 3, 4, 5, 6, 7]


class WishesStart(NamedTuple):
    """Where the form starts: the athlete, what is known, and the wishes of the plan that is followed."""

    system: System
    today: date
    known: RunningStart
    wishes: RollingPlanWishes


class DrawnWishes(NamedTuple):
    """The wishes as they stand, None while one is wrong; `says` has a place beside each field."""

    wishes: RollingPlanWishes | None
    says: dict[str, DeltaGenerator]

    def tell(self, field: str | None, text: str) -> None:
        """Beside the field; under the form where no field is to blame."""
        self.says.get(field or "", self.says[""]).markdown(f":red[{plain(text)}]")


def draw_wishes(form: str, start: WishesStart) -> DrawnWishes:
    says: dict[str, DeltaGenerator] = {}
    goal = _draw_goal(form, start.wishes)
    fields: dict[str, Any] = {"goal": goal}
    fields |= _draw_race(form, goal, start, says)
    fields |= _draw_week(form, start, says)
    fields |= draw_availability(form, start.wishes, start.known.preferences, says)
    fields["blocked"] = draw_days_away(form, start.wishes, start.today, says)
    says[""] = st.empty()
    drawn = DrawnWishes(None, says)
    try:
        return drawn._replace(wishes=RollingPlanWishes.model_validate(fields))
    except ValidationError as error:
        for field, text in field_messages(error).items():
            drawn.tell(field or _field_of(text), text)
        return drawn


def _field_of(text: str) -> str:
    """What is said about two fields stands beside the one that is easier to change."""
    return next((field for words, field in ABOUT.items() if words in text), "")


def _draw_goal(form: str, wishes: RollingPlanWishes) -> Goal:
    chosen = st.pills(
        "Goal", list(GOALS), required=True, format_func=GOALS.__getitem__, key=kept(form, "goal", wishes.goal)
    )
    goal = chosen or wishes.goal
    keep(form, goal=goal)
    method = METHOD_OF_GOAL[goal]
    st.caption(f"**{METHODS[method]}.** {METHOD_LINES[method]}")
    return goal


def _draw_race(form: str, goal: Goal, start: WishesStart, says: dict[str, DeltaGenerator]) -> dict[str, Any]:
    race_date = st.date_input(
        "Race day (optional)", value=None, key=kept(form, "race_date", start.wishes.race_date),
        min_value=date(2000, 1, 1), max_value=date(2100, 1, 1),
        help="With a race the weeks build up to it and taper before it. Without one they grow step by step.",
    )  # fmt: skip
    says["race_date"] = st.empty()
    keep(form, race_date=race_date)
    distance_m = None
    if goal == "ultra":
        known_m = start.wishes.race_distance_m if start.wishes.goal == goal else None
        distance_m = _distance_input(form, "race_distance_km", "Race distance", start.system, known_m)
    elif goal == "sprint":
        known_m = start.wishes.race_distance_m if start.wishes.goal == goal else None
        metres = st.number_input(
            "Sprint distance (m, optional)", value=None, step=10.0, format="%.0f", placeholder="200",
            key=kept(form, "sprint_m", known_m),
        )  # fmt: skip
        keep(form, sprint_m=metres)
        distance_m = metres
    says["race_distance_m"] = st.empty()
    return {"race_date": race_date, "race_distance_m": distance_m}


def _draw_week(form: str, start: WishesStart, says: dict[str, DeltaGenerator]) -> dict[str, Any]:
    wishes = start.wishes
    days = st.segmented_control(
        "Training days a week", WHOLE_DAYS, required=True, key=kept(form, "days_per_week", wishes.days_per_week)
    )
    says["days_per_week"] = st.empty()
    experience = st.segmented_control(
        "Experience", list(EXPERIENCE), format_func=EXPERIENCE.__getitem__,
        key=kept(form, "experience", wishes.experience or start.known.experience or "intermediate"),
    )  # fmt: skip
    keep(form, days_per_week=days, experience=experience)
    return {"days_per_week": days, "experience": experience, **_draw_normal_week(form, start, says)}


def _draw_normal_week(form: str, start: WishesStart, says: dict[str, DeltaGenerator]) -> dict[str, Any]:
    """The log speaks where it can; the athlete where it cannot."""
    there, system = start.known.standing, start.system
    if start.known.is_log_enough and there.mean_week_km is not None and there.longest_km is not None:
        week, longest = (distance_text(system, km * 1000) for km in (round(there.mean_week_km), there.longest_km))
        st.markdown(f"**Your log:** {week} a week (mean of four weeks), longest run {longest}. The plan starts there.")
        return {}
    st.caption("Your log does not reach back four weeks, so say what is normal for you now. Logged runs count first.")
    known_km = start.wishes.start_week_km
    usual_km = known_km if known_km is not None else start.known.run_km_per_week
    longest_km = start.wishes.start_longest_km or there.longest_km
    week_m = _distance_input(form, "week_km", "A normal week now", system, _metres(usual_km))
    says["start_week_km"] = st.empty()
    longest_m = _distance_input(form, "longest_km", "Longest run of the last 30 days", system, _metres(longest_km))
    says["start_longest_km"] = st.empty()
    return {"start_week_km": _km(week_m), "start_longest_km": _km(longest_m)}


def _distance_input(form: str, name: str, label: str, system: System, start_m: float | None) -> float | None:
    """Metres of what is typed in the athlete's unit; None when nothing is."""
    start = round(distance_in(system, start_m), 1) if start_m else None
    typed = st.number_input(
        f"{label} ({distance_unit(system)}, optional)", value=None, step=1.0, format="%.1f", placeholder="–",
        key=kept(form, name, start),
    )  # fmt: skip
    keep(form, **{name: typed})
    return None if typed is None else distance_m_of(system, typed)


def _metres(km: float | None) -> float | None:
    return None if km is None else km * 1000


def _km(distance_m: float | None) -> float | None:
    return None if distance_m is None else round(distance_m / 1000, 3)
