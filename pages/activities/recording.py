"""What a device recorded along the way: laps, and how pace, heart rate and height went."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from coach.engines.activity_words import height_text, speed_text
from coach.engines.clock import format_clock
from coach.engines.running.efficiency import RecordedRun, decoupling_pct
from coach.engines.units import System, distance_text
from data.activities import Activity, Recording
from pages.activities.charts import effort_chart, elevation_chart
from pages.split_view.axes import show_chart
from pages.theme import palette

STEADY_PCT = 5.0


def draw_recording(activity: Activity, system: System) -> None:
    recording = activity.recording
    if recording is None:
        return
    if recording.samples:
        _draw_charts(activity, recording.samples, system)
    if recording.laps:
        count = len(recording.laps)
        st.markdown(f"##### {count} lap{'' if count == 1 else 's'}")
        st.dataframe(
            lap_table(recording, activity.family, system),
            hide_index=True,
            height="content" if count <= 30 else 600,
            placeholder="–",
            alt="Laps in order",
        )


def _draw_charts(activity: Activity, samples: dict[str, list[float | None]], system: System) -> None:
    colors = palette()
    chart = effort_chart(samples, activity.family, _effort_title(activity, system), system, colors)
    if chart is not None:
        show_chart(chart, "Pace or speed, and heart rate, along the way.")
    sentence = decoupling_sentence(samples) if activity.family == "run" else ""
    if sentence:
        st.markdown(f":material/ecg_heart: {sentence}")
    heights = elevation_chart(samples, activity.ascent_m, system, colors)
    if heights is not None:
        show_chart(heights, "Height along the way.")


def _effort_title(activity: Activity, system: System) -> str:
    speed = speed_text(system, activity.family, activity.distance_m, activity.duration_s or activity.moving_s)
    beats = f"{activity.heart_rate_avg_bpm} bpm" if activity.heart_rate_avg_bpm else ""
    known = " at ".join(part for part in (speed, beats) if part)
    return f"{known} on average" if known else "How it went"


def decoupling_sentence(samples: dict[str, list[float | None]]) -> str:
    """Whether the heart had to work harder for the same pace; nothing where that cannot be said."""
    speeds, beats = samples.get("speed_m_s") or [], samples.get("heart_rate_bpm") or []
    if not speeds or not beats:
        return ""
    elapsed_s = [second or 0.0 for second in samples["elapsed_s"]]
    faded_pct = decoupling_pct(RecordedRun(elapsed_s, speeds, beats))
    if faded_pct is None:
        return ""
    halves = f"{abs(faded_pct):.1f} % from the first half to the second"
    if faded_pct < 0:
        return f"Speed per heartbeat rose by {halves}: your heart did not have to work harder towards the end."
    if faded_pct < STEADY_PCT:
        return f"Speed per heartbeat fell by {halves}: under 5 %, your endurance carried this effort (Friel 2008)."
    return f"Speed per heartbeat fell by {halves}: 5 % or more, it was long, warm or fast for you (Friel 2008)."


def lap_table(recording: Recording, family: str, system: System) -> pd.DataFrame:
    """One row per lap in order; columns nobody recorded are left out."""
    laps = recording.laps
    table = pd.DataFrame(
        {
            "Lap": range(1, len(laps) + 1),
            "Distance": [_or_none(lap.get("distance_m"), lambda metres: distance_text(system, metres)) for lap in laps],
            "Time": [_or_none(lap.get("duration_s"), format_clock) for lap in laps],
            "Pace": [speed_text(system, family, lap.get("distance_m"), lap.get("duration_s")) or None for lap in laps],
            "HR [bpm]": _whole([lap.get("heart_rate_avg_bpm") for lap in laps]),
            "Max HR [bpm]": _whole([lap.get("heart_rate_max_bpm") for lap in laps]),
            "Cadence [spm]": _whole([lap.get("cadence_spm") for lap in laps]),
            "Climb": [_or_none(lap.get("ascent_m"), lambda metres: height_text(system, metres)) for lap in laps],
        }
    )
    return table.dropna(axis="columns", how="all")


def _or_none(number: float | None, text_of: Callable[[float], str]) -> str | None:
    return text_of(number) if number else None


def _whole(numbers: Sequence[float | None]) -> object:
    return pd.array([round(number) if number else None for number in numbers], dtype="Int64")
