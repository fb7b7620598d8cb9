"""Athletes. /athletes is the roster and who sees my data, ?athlete=… one athlete, &race=… one thing of theirs."""

from __future__ import annotations

import streamlit as st

from data.coach_access import find_athlete
from data.errors import NotFound
from pages import errors
from pages.athletes.athlete import show_athlete
from pages.athletes.details import show_day, show_race, show_workout
from pages.athletes.roster import show_roster
from pages.athletes.sharing import show_sharing
from pages.athletes.side_by_side import show_side_by_side
from pages.session import require_user
from pages.split_view.addresses import uuid_of

ATHLETES, COMPARE, SHARING = "My athletes", "Side by side", "Who sees my data"

user = require_user()
query = st.query_params


def show_home() -> None:
    st.title("Athletes", anchor=False)
    tab = st.segmented_control(
        "Show",
        [ATHLETES, COMPARE, SHARING],
        default=SHARING if query.get("tab") == "sharing" else ATHLETES,
        required=True,
        key="athletes_tab",
        label_visibility="collapsed",
    )
    if tab == SHARING:
        show_sharing(user)
    elif tab == COMPARE:
        show_side_by_side(user)
    else:
        show_roster(user, query.get("code", ""))


try:
    if "athlete" in query:
        athlete = find_athlete(user, uuid_of(query["athlete"]))
        if "race" in query:
            show_race(user, athlete, uuid_of(query["race"]))
        elif "workout" in query:
            show_workout(user, athlete, uuid_of(query["workout"]))
        elif "day" in query:
            show_day(user, athlete, uuid_of(query["day"]))
        else:
            show_athlete(user, athlete)
    else:
        show_home()
except NotFound as missing:
    errors.stop_with(missing, back_to="athletes/page.py", back_label="Athletes")
