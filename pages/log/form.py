"""The form of a session: the usual in three taps, the rest folded away; nothing is saved until all of it is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import streamlit as st

from coach.engines.clock import format_clock
from coach.engines.units import System, distance_unit
from coach.workouts import LoggedWorkout
from data.db import User
from data.errors import AppError, Stale
from data.workouts import EARLIEST, WorkoutEntry
from pages import celebrations
from pages.log import rows
from pages.log.typed_workout import TypedWorkout, read_duration, read_workout
from pages.log.words import RPE_AFTER, RPE_BEFORE, RPE_HELP, RPE_SCALE, STATUSES, TIRED_SCALE, TYPES
from pages.session import require_user

EFFORTS = list(range(1, 11))
TWO_ROWS_PX = 240  # 1 to 5 and 6 to 10: tap targets as wide as a thumb
LABELS = {
    "date": "Day", "duration": "Duration", "distance": "Distance", "heart_rate": "Mean heart rate",
    "calories": "Calories", "title": "Title", "notes": "Notes", "sets": "Exercises", "intervals": "Intervals",
}  # fmt: skip
SKIPPED = "skipped"
KINDS: list[str] = list(TYPES)
TYPE_NAMES: dict[str, str] = {str(kind): name for kind, name in TYPES.items()}

Save = Callable[[User, WorkoutEntry, datetime | None], LoggedWorkout]


class Draft(NamedTuple):
    """What a form is about: its name among all forms, what it starts from, and how it is kept."""

    form: str
    start: TypedWorkout
    system: System
    save: Save
    label: str
    seen_at: datetime | None = None


def draw_form(draft: Draft) -> None:
    """The form; what was typed stays until it is saved."""
    form = draft.form
    if f"{form}-date" not in st.session_state:
        _open(draft)
    messages: dict[str, str] = st.session_state.get(f"{form}-messages", {})
    _draw_first(draft, messages)
    if st.session_state.get(f"{form}-status") != SKIPPED:
        _draw_done(draft, messages)
    _draw_more(draft, messages)
    if messages:
        st.error(_summary(messages), icon=":material/error:")
    if st.session_state.get(f"{form}-is_stale"):
        _draw_stale(draft)
    st.button(draft.label, type="primary", key=f"{form}-save", on_click=_save, args=(draft,), width="stretch")


def _open(draft: Draft) -> None:
    """A form that was left comes back as new."""
    close(draft.form)
    rows.open_rows(draft.form, rows.SETS, draft.start.sets)
    rows.open_rows(draft.form, rows.INTERVALS, draft.start.intervals)
    st.session_state[f"{draft.form}-seen_at"] = draft.seen_at


def close(form: str) -> None:
    """Forget what was typed."""
    for key in [key for key in st.session_state if str(key).startswith(f"{form}-")]:
        del st.session_state[key]


def _draw_first(draft: Draft, messages: dict[str, str]) -> None:
    form, start = draft.form, draft.start
    with st.grid(3, min_column_width=140) as grid:
        with grid.cell():
            latest = date.today() + timedelta(days=1)  # noqa: DTZ011 - somewhere it is tomorrow already
            st.date_input("Day", start.date, min_value=EARLIEST, max_value=latest, key=f"{form}-date")
            _say(messages, "date")
        if st.session_state.get(f"{form}-status", start.status) != SKIPPED:
            with grid.cell():
                _draw_duration(draft, messages)
            if _is_distance_first(start):
                with grid.cell():
                    _draw_distance(draft, messages)
    st.segmented_control(
        "How it went",
        list(STATUSES),
        default=start.status,
        required=True,
        format_func=lambda status: STATUSES[status],
        key=f"{form}-status",
    )


def _is_distance_first(start: TypedWorkout) -> bool:
    return start.distance is not None or start.session_type not in ("strength", "rest")


def _draw_distance(draft: Draft, messages: dict[str, str]) -> None:
    label, key = f"Distance ({distance_unit(draft.system)})", f"{draft.form}-distance"
    st.number_input(label, value=draft.start.distance, step=0.5, key=key, placeholder="–", format="%g")
    _say(messages, "distance")


def _draw_duration(draft: Draft, messages: dict[str, str]) -> None:
    """The input, and how it was understood."""
    typed = st.text_input(
        "Duration", draft.start.duration, key=f"{draft.form}-duration", max_chars=12, placeholder="45 or 1:15:00"
    )
    if "duration" in messages:
        _say(messages, "duration")
        return
    try:
        duration = read_duration(typed)
    except ValueError as wrong:
        st.markdown(f":red[{wrong}]")
        return
    if duration:
        seconds = duration.get("duration_seconds") or duration["duration_minutes"] * 60
        st.caption(f"{format_clock(seconds)} ({'h:mm:ss' if seconds >= 3600 else 'mm:ss'})")


def _draw_done(draft: Draft, messages: dict[str, str]) -> None:
    form, start = draft.form, draft.start
    _effort(f"{form}-rpe_post", RPE_AFTER, RPE_SCALE, start.rpe_post)
    has_sets = bool(start.sets) or start.session_type == "strength"
    with st.expander("Exercises: sets, reps, load", expanded=has_sets or _is_about(messages, rows.SETS)):
        rows.draw_sets(form, draft.system, messages)
    has_intervals = bool(start.intervals)
    with st.expander("Intervals", expanded=has_intervals or _is_about(messages, rows.INTERVALS)):
        rows.draw_intervals(form, messages)


def _effort(key: str, label: str, scale: str, value: int | None) -> None:
    st.segmented_control(label, EFFORTS, default=value, key=key, help=RPE_HELP, width=TWO_ROWS_PX)
    st.caption(scale)


def _draw_more(draft: Draft, messages: dict[str, str]) -> None:
    form, start = draft.form, draft.start
    is_open = bool(start.notes or start.heart_rate or start.calories or start.rpe_pre)
    is_wrong = any(name in messages for name in ("title", "heart_rate", "calories", "notes", "distance"))
    with st.expander("Title, notes, heart rate and more", expanded=is_open or is_wrong):
        st.text_input("Title", start.title, key=f"{form}-title", max_chars=200, placeholder="Push day")
        _say(messages, "title")
        st.text_area("Notes", start.notes, key=f"{form}-notes", max_chars=10_000)
        _say(messages, "notes")
        if st.session_state.get(f"{form}-status") != SKIPPED:
            with st.grid(3, min_column_width=140) as grid:
                if not _is_distance_first(start):
                    with grid.cell():
                        _draw_distance(draft, messages)
                for name, label, value in (
                    ("heart_rate", "Mean heart rate (bpm)", start.heart_rate),
                    ("calories", "Calories (kcal)", start.calories),
                ):
                    with grid.cell():
                        st.number_input(label, value=value, step=1, key=f"{form}-{name}", placeholder="–", format="%d")
                        _say(messages, name)
        _effort(f"{form}-rpe_pre", RPE_BEFORE, TIRED_SCALE, start.rpe_pre)
        st.selectbox(
            "Kind of session",
            KINDS,
            index=KINDS.index(start.session_type),
            format_func=TYPE_NAMES.__getitem__,
            key=f"{form}-session_type",
        )


def _draw_stale(draft: Draft) -> None:
    """Somebody was faster: what was typed is still there, and the athlete decides."""
    with st.container(horizontal=True):
        st.button("Show the newer version", key=f"{draft.form}-reload", on_click=close, args=(draft.form,))
        st.button("Save mine instead", key=f"{draft.form}-overwrite", on_click=_overwrite, args=(draft,))


def _overwrite(draft: Draft) -> None:
    st.session_state[f"{draft.form}-seen_at"] = None
    _save(draft)


def _save(draft: Draft) -> None:
    """Keep the session, or remember what is wrong; runs before the page is drawn again."""
    form = draft.form
    read = read_workout(_typed(draft), draft.system)
    messages, is_stale = read.messages, False
    if read.entry is not None:
        try:
            logged = draft.save(require_user(), read.entry, st.session_state.get(f"{form}-seen_at"))
        except AppError as error:
            messages, is_stale = {_field_of(error): error.text}, isinstance(error, Stale)
        else:
            close(form)
            saved(logged.workout.id, is_new=draft.seen_at is None)
            celebrations.tell_records(logged.records, draft.system)
            return
    st.session_state[f"{form}-messages"] = messages
    st.session_state[f"{form}-is_stale"] = is_stale


def saved(workout_id: UUID, *, is_new: bool) -> None:
    """On to the log after a new session, back to the session after a change."""
    st.query_params.from_dict({} if is_new else {"workout": str(workout_id)})
    st.toast("Session saved", icon=":material/check:")


def _typed(draft: Draft) -> TypedWorkout:
    state, form, start = st.session_state, draft.form, draft.start
    named = ("date", "session_type", "title", "duration", "distance", "status", "rpe_pre", "rpe_post")
    fields = {
        name: state.get(f"{form}-{name}", getattr(start, name)) for name in (*named, "heart_rate", "calories", "notes")
    }
    return TypedWorkout(
        **fields | {"title": fields["title"] or "", "notes": fields["notes"] or ""},
        sets=rows.typed_sets(form),
        intervals=rows.typed_intervals(form),
        plan_day_id=start.plan_day_id,
        prescribed=start.prescribed,
    )


def _field_of(error: AppError) -> str:
    return error.field if error.field in LABELS else ""


def _is_about(messages: dict[str, str], kind: str) -> bool:
    return any(name.split(".")[0] == kind for name in messages)


def _say(messages: dict[str, str], field: str) -> None:
    if field in messages:
        st.markdown(f":red[{messages[field]}]")


def _summary(messages: dict[str, str]) -> str:
    """Which fields to look at, and what is wrong with the session as a whole."""
    named = dict.fromkeys(LABELS[name.split(".")[0]] for name in messages if name.split(".")[0] in LABELS)
    others = " ".join(text for name, text in messages.items() if name.split(".")[0] not in LABELS)
    fields = f"Please look at: {', '.join(named)}. " if named else ""
    return f"Nothing is saved yet. {fields}{others}".strip()
