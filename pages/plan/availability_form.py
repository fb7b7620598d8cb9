"""When somebody can train: minutes per weekday, the day of the long run, and days away."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.profile_parts import Preferences
from data.rolling_plans import WEEKDAYS, RollingPlanWishes
from pages.plan.kept_inputs import keep, kept
from pages.plan.words import WEEKDAYS as SHORT

MOST_AWAY = 12
FULL_NAMES = dict(zip(WEEKDAYS, SHORT, strict=True))


def draw_availability(
    form: str, wishes: RollingPlanWishes, preferences: Preferences, says: dict[str, DeltaGenerator]
) -> dict[str, Any]:
    """Empty is not limited, 0 minutes is a day off; the profile fills in what it knows."""
    known = preferences.availability_minutes if wishes.availability_minutes is None else wishes.availability_minutes
    minutes: dict[str, int] = {}
    with st.expander("Time per weekday", expanded=False, icon=":material/schedule:"):
        st.caption("Minutes you have. Empty means as long as it takes; 0 is a day off.")
        with st.grid(7, min_column_width=110, gap="small"):
            for weekday, short in FULL_NAMES.items():
                typed = st.number_input(
                    f"{short} (min)", value=None, step=15, placeholder="any", min_value=0, max_value=600,
                    key=kept(form, f"minutes_{weekday}", known.get(weekday)),
                )  # fmt: skip
                keep(form, **{f"minutes_{weekday}": typed})
                if typed is not None:
                    minutes[weekday] = typed
        says["availability_minutes"] = st.empty()
    long_run_day = st.selectbox(
        "Day of the long run", ["", *WEEKDAYS],
        format_func=lambda weekday: weekday.capitalize() or "Let the plan choose",
        key=kept(form, "long_run_day", wishes.long_run_day or preferences.long_run_day or ""),
    )  # fmt: skip
    says["long_run_day"] = st.empty()
    keep(form, long_run_day=long_run_day)
    return {"availability_minutes": minutes, "long_run_day": long_run_day or None}


def draw_days_away(
    form: str, wishes: RollingPlanWishes, today: date, says: dict[str, DeltaGenerator]
) -> list[dict[str, date]]:
    """Days without training; a stretch without a last day is one day."""
    ahead = [away for away in wishes.blocked if away.last_on >= today]
    count_key = kept(form, "away_count", len(ahead))
    with st.expander("Days away (no training)", expanded=bool(st.session_state[count_key]), icon=":material/flight:"):
        stretches = []
        for number in range(st.session_state[count_key]):
            start = ahead[number] if number < len(ahead) else None
            stretch = _draw_stretch(form, number, (start.first_on, start.last_on) if start else (None, None))
            if stretch:
                stretches.append(stretch)
        if st.session_state[count_key] < MOST_AWAY:
            st.button("Add days away", key=f"{form}-add_away", icon=":material/add:", on_click=_add, args=(count_key,))
        says["blocked"] = st.empty()
    keep(form, away_count=st.session_state[count_key])
    return stretches


def _draw_stretch(form: str, number: int, start: tuple[date | None, date | None]) -> dict[str, date] | None:
    with st.grid(2, min_column_width=130, gap="small"):
        first = st.date_input(
            f"From ({number + 1})", value=None, key=kept(form, f"away_first_{number}", start[0]),
            min_value=date(2000, 1, 1), max_value=date(2100, 1, 1),
        )  # fmt: skip
        last = st.date_input(
            f"To ({number + 1})", value=None, key=kept(form, f"away_last_{number}", start[1]),
            min_value=date(2000, 1, 1), max_value=date(2100, 1, 1),
        )  # fmt: skip
    keep(form, **{f"away_first_{number}": first, f"away_last_{number}": last})
    return {"first_on": first, "last_on": last or first} if first else None


def _add(count_key: str) -> None:
    st.session_state[count_key] += 1
