"""The rows of a split analysis as tables: one to read on a phone, one to export."""

from __future__ import annotations

import pandas as pd
from pandas.io.formats.style import Styler

from coach.engines.clock import format_clock, format_gap
from coach.engines.split_analysis import SplitAnalysis
from coach.engines.splits import SPLIT_LABELS
from pages.split_view import words
from pages.theme import LIGHT

SPLIT_COLUMNS = {
    "split": "Split",
    "time_s": "Time",
    "cohort_gap_s": "vs cohort",
    "faster_than_pct": "Faster than",
    "cohort_median_s": "Cohort",
    "share_pct": "Share",
    "event_faster_than_pct": "At this event",
    "event_n": "Event n",
}


def split_frame(analysis: SplitAnalysis) -> pd.DataFrame:
    """One row per split in race order, then Roxzone and totals; times in seconds, nan where missing."""
    frame = pd.DataFrame(
        [
            {
                "split": row.split,
                "time_s": row.time_s,
                "share_pct": row.share_pct,
                "faster_than_pct": row.faster_than_pct,
                "cohort_median_s": row.cohort_median_s,
                "cohort_p25_s": row.cohort_p25_s,
                "cohort_p75_s": row.cohort_p75_s,
                "cohort_gap_s": row.cohort_gap_s,
                "event_faster_than_pct": row.event_faster_than_pct,
                "event_n": row.event_n,
                "flag": row.flag,
            }
            for row in analysis.splits
        ]
    )
    numbers = [name for name in frame.columns if name not in ("split", "flag")]
    return frame.astype(dict.fromkeys(numbers, "float64") | {"event_n": "Int64"})


def split_export(analysis: SplitAnalysis) -> pd.DataFrame:
    """`split_frame` with the field it was compared with on every row, so the file explains itself."""
    field = analysis.field
    return split_frame(analysis).assign(
        cohort_n=analysis.cohort_n,
        field_division=field.division,
        field_gender=field.gender,
        field_age_group=field.age_group,
        field_seasons=field.seasons,
        field_n=field.n,
    )


def loss_export(analysis: SplitAnalysis) -> pd.DataFrame:
    """One row per item of the ranking, the biggest loss first."""
    ranking = [(loss.split, loss.gap_s, analysis.cohort_n) for loss in analysis.losses]
    return pd.DataFrame(ranking, columns=["split", "cohort_gap_s", "cohort_n"])


def split_table(analysis: SplitAnalysis) -> Styler:
    """`split_frame` as people read it; the numbers below stay, so columns sort rightly."""
    frame = split_frame(analysis)[list(SPLIT_COLUMNS)]
    if frame["event_faster_than_pct"].isna().all():
        frame = frame.drop(columns=["event_faster_than_pct", "event_n"])
    frame["split"] = frame["split"].map(SPLIT_LABELS)
    styler = frame.rename(columns=SPLIT_COLUMNS).style
    styler.format(format_clock, subset=["Time", "Cohort"], na_rep="–")
    styler.format(format_gap, subset=["vs cohort"], na_rep="–")
    percents = [name for name in ("Faster than", "At this event") if name in styler.columns]
    styler.format(words.faster_than, subset=percents, na_rep="–")
    styler.format("{:.1f} %", subset=["Share"], na_rep="–")
    if "Event n" in styler.columns:
        styler.format("{:,.0f}", subset=["Event n"], na_rep="–")
    return styler.map(_gap_color, subset=["vs cohort"])


def _gap_color(gap_s: float) -> str:
    if pd.isna(gap_s) or abs(gap_s) < words.WORTH_SAYING_S:
        return ""
    return f"color: {LIGHT.worse if gap_s > 0 else LIGHT.better}"
