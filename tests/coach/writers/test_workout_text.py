"""A session as plain text."""

from __future__ import annotations

from coach.writers.workout_text import workout_text
from tests.coach.writers.planned_sessions import THRESHOLD


def test_every_step_is_a_line_with_amount_and_target() -> None:
    text = workout_text(THRESHOLD)

    assert text.splitlines() == [
        "Threshold: 4 × 1.6 km, 1 min jog · 2026-03-10 · 60 min",
        "To hold a strong pace for longer.",
        "",
        "Warm-up",
        "- 15:00 Easy Run",
        "",
        "Threshold 4x",
        "- 1.6 km Threshold Run (4:10–4:18 /km)",
        "- 1:00 Jog",
        "",
        "Cool-down",
        "- 10:00 Easy Run (120–140 bpm)",
        "",
        "Why: Two easy days lie before it.",
        "How: Stay relaxed; the last one should feel like the first.",
    ]


def test_paces_and_lengths_follow_the_athletes_units() -> None:
    assert "(6:42–6:55 /mi)" in workout_text(THRESHOLD, "imperial")
