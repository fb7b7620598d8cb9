"""Templates: own ones first, then those that come with the app."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from coach.engines.units import System
from coach.workouts import remove_template
from data.built_in_templates import BUILT_IN
from data.cache import Revision
from data.db import User
from data.errors import AppError
from data.workouts import WorkoutContent
from pages import errors
from pages.log.starts import athlete_of, own_templates
from pages.log.words import TYPES
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain


def show_templates(user: User, at: Revision) -> None:
    back_link("log/page.py", "Training log")
    st.title("Templates", anchor=False)
    system = athlete_of(user, at).system
    own = own_templates(user, at)
    st.markdown("##### Yours")
    if not own:
        st.caption("Open a session you logged and tap “Keep as template”: next time it is one tap away.")
    for template in own:
        with st.container(border=True, gap="xsmall"):
            _draw(f"template-{template.id}", template.name, template.content, system)
            with st.popover("Delete", icon=":material/delete:"):
                st.markdown(f"Delete the template **{plain(template.name)}**? Sessions logged from it stay.")
                st.button("Delete for good", key=f"forget-{template.id}", on_click=_forget, args=(template.id,))
    for session_type, label in TYPES.items():
        st.markdown(f"##### {label}")
        for number, built_in in enumerate(BUILT_IN):
            if built_in.content.session_type == session_type:
                with st.container(border=True, gap="xsmall"):
                    _draw(f"builtin-{number}", built_in.name, built_in.content, system)


def _draw(origin: str, name: str, content: WorkoutContent, system: System) -> None:
    st.page_link(
        "log/page.py",
        label=f"**{plain(name)}**",
        icon=":material/chevron_right:",
        icon_position="right",
        query_params={"new": content.session_type, "from": origin},
        width="stretch",
    )
    st.caption(_about(content))


def _about(content: WorkoutContent) -> str:
    exercises = list(dict.fromkeys(one.exercise_name for one in content.sets))
    shown = ", ".join(plain(name) for name in exercises[:3]) + (" …" if len(exercises) > 3 else "")
    parts = [TYPES[content.session_type], f"{content.duration_minutes} min" if content.duration_minutes else "", shown]
    return " · ".join(part for part in parts if part)


def _forget(template_id: UUID) -> None:
    try:
        remove_template(require_user(), template_id)
    except AppError as error:
        errors.show(error)
    else:
        st.toast("Template deleted", icon=":material/delete:")
