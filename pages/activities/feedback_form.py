"""How it felt: four ratings and a note, each of which may stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach.activities import change_feedback
from data.activities import Activity
from data.errors import AppError, Stale
from data.run_feedback import FeedbackEntry
from pages import errors
from pages.activities.words import EFFORT_SCALE, MOTIVATION_SCALE, RECOVERY_SCALE, SORENESS_SCALE
from pages.log.words import RPE_HELP
from pages.session import require_user

NOT_RATED = 0
REMEMBERED = timedelta(days=14)
RATINGS = [NOT_RATED, *range(1, 11)]
SCALES: dict[str, tuple[str, Mapping[int, str]]] = {
    "effort": ("Effort of the whole activity (RPE)", EFFORT_SCALE),
    "recovery": ("How recovered you were", RECOVERY_SCALE),
    "motivation": ("Motivation", MOTIVATION_SCALE),
    "soreness": ("Soreness", SORENESS_SCALE),
}


def draw_feedback(activity: Activity, today: date) -> None:
    """Open while somebody may still know how it felt."""
    form, said = f"feel-{activity.id}", activity.feedback
    if f"{form}-effort" not in st.session_state:  # a form that was left comes back as new
        st.session_state[f"{form}-seen_at"] = said.updated_at if said else None
    message: str = st.session_state.get(f"{form}-message", "")
    is_recent = today - activity.started_at_local.date() <= REMEMBERED
    is_open = bool(message) or (said is None and is_recent)
    with st.expander(_headline(activity), expanded=is_open, icon=":material/rate_review:"):
        with st.form(form, border=False):
            for name, (label, scale) in SCALES.items():
                st.select_slider(
                    label,
                    RATINGS,
                    value=(getattr(said, name) if said else None) or NOT_RATED,
                    format_func=lambda rating, scale=scale: rating_text(rating, scale),
                    key=f"{form}-{name}",
                    help=RPE_HELP if name == "effort" else None,
                )
            st.text_area("Notes", said.notes if said else None, key=f"{form}-notes", max_chars=5_000)
            if message:
                st.error(message, icon=":material/error:")
            st.form_submit_button("Save how it felt", type="primary", on_click=_save, args=(activity.id,))
        if st.session_state.get(f"{form}-is_stale"):
            with st.container(horizontal=True):
                st.button("Show the newer version", key=f"{form}-reload", on_click=_close, args=(form,))
                st.button("Save mine instead", key=f"{form}-overwrite", on_click=_overwrite, args=(activity.id,))


def rating_text(rating: int, scale: Mapping[int, str]) -> str:
    """
    >>> rating_text(7, EFFORT_SCALE), rating_text(4, SORENESS_SCALE), rating_text(0, EFFORT_SCALE)
    ('7 hard, single words', '4', '–')
    """
    if rating == NOT_RATED:
        return "–"
    return f"{rating} {scale[rating]}" if rating in scale else str(rating)


def _headline(activity: Activity) -> str:
    said = activity.feedback
    if said is None:
        return "How did it feel?"
    return f"How it felt: effort {rating_text(said.effort, EFFORT_SCALE)}" if said.effort else "How it felt"


def _save(activity_id: UUID) -> None:
    """Keep it, or say what is wrong; what was chosen stays. Runs before the page is drawn again."""
    form = f"feel-{activity_id}"
    ratings = {name: st.session_state[f"{form}-{name}"] or None for name in SCALES}
    is_stale = False
    try:
        entry = FeedbackEntry.model_validate({**ratings, "notes": st.session_state[f"{form}-notes"] or None})
        change_feedback(require_user(), activity_id, entry, st.session_state.get(f"{form}-seen_at"))
    except ValidationError as wrong:
        message = next(iter(errors.field_messages(wrong).values()))
    except AppError as error:
        message, is_stale = error.text, isinstance(error, Stale)
    else:
        _close(form)
        st.toast("Saved how it felt", icon=":material/check:")
        return
    st.session_state[f"{form}-message"] = message
    st.session_state[f"{form}-is_stale"] = is_stale


def _overwrite(activity_id: UUID) -> None:
    st.session_state[f"feel-{activity_id}-seen_at"] = None
    _save(activity_id)


def _close(form: str) -> None:
    """Forget what was chosen, so that the form shows what is kept."""
    for key in [key for key in st.session_state if str(key).startswith(f"{form}-")]:
        del st.session_state[key]
