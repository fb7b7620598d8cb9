"""Progress: one view at a time, over any range and type, all of it exportable."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import psycopg
import pytest
from psycopg.rows import DictRow

from coach.engines.load import load_curve
from coach.races import log_race
from coach.training_breaks import log_break
from coach.workouts import log_workout
from data.db import User
from data.progress import WEEK_DTYPES, Window, training_days, training_weeks
from data.races import RaceEntry
from data.training_breaks import BREAK_DTYPES, BreakEntry, training_breaks
from data.workouts import WorkoutEntry
from pages.progress.charts import MEASURES, Volume, load_chart, volume_chart, volume_title
from pages.progress.record_charts import day_chart, record_title
from pages.theme import LIGHT
from tests.pages.open_page import open_page, texts
from tests.pages.sample_race import SPLIT_TIMES

Owner = psycopg.Connection[DictRow]
Patch = pytest.MonkeyPatch
TODAY = date.today()  # noqa: DTZ011 - the athlete of these tests lives in UTC


def logged(user: User, **changes: object) -> None:
    fields = {"date": TODAY, "session_type": "run", "duration_minutes": 60, "rpe_post": 6, "distance_m": 10_000}
    log_workout(user, WorkoutEntry.model_validate(fields | changes))


@pytest.mark.parametrize("view", ["Volume", "Load", "Records", "Stations", "Streaks", "Breaks"])
def test_every_empty_view_says_what_fills_it(user: User, monkeypatch: Patch, view: str) -> None:
    page = open_page(user, "progress", monkeypatch)
    page.segmented_control(key="progress_view").set_value(view).run()

    assert not page.exception
    assert page.info
    assert not page.get("plotly_chart")


@pytest.mark.parametrize("view", ["Volume", "Load", "Records", "Stations", "Streaks"])
def test_every_view_draws_one_chart_and_has_an_export(owner: Owner, user: User, monkeypatch: Patch, view: str) -> None:
    for back in range(0, 60, 3):
        logged(user, date=TODAY - timedelta(days=back))
    race = {"race_name": "Spring", "gender": "women", "total_time_seconds": 5280, "splits": SPLIT_TIMES}
    log_race(user, RaceEntry.model_validate(race | {"race_date": TODAY}))
    owner.execute(
        "insert into personal_records"
        " (athlete_id, record_type, exercise_name, value, value_unit, date_achieved, context)"
        " select id, 'exercise_weight', 'Deadlift', 120, 'kg', %s, 'training' from athlete_profiles",
        (TODAY,),
    )
    page = open_page(user, "progress", monkeypatch)
    page.segmented_control(key="progress_view").set_value(view).run()

    assert not page.exception
    assert len(page.get("plotly_chart")) == 1
    assert len(page.get("download_button")) == 1


def test_types_and_range_narrow_what_is_shown(user: User, monkeypatch: Patch) -> None:
    logged(user)
    logged(user, session_type="strength", date=TODAY - timedelta(days=120))
    page = open_page(user, "progress", monkeypatch)
    assert "n = 1 sessions" in texts(page)

    page.pills(key="progress_range").set_value("All").run()
    assert "n = 2 sessions" in texts(page)
    page.pills(key="progress_types").set_value(["strength"]).run()
    assert "n = 1 sessions" in texts(page)
    page.pills(key="progress_range").set_value("Own dates").run()
    page.date_input(key="progress_first").set_value(TODAY).run()
    assert "Nothing is logged in this range" in texts(page)


def test_a_break_is_noted_shown_changed_and_deleted(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "progress", monkeypatch)
    page.segmented_control(key="progress_view").set_value("Breaks").run()
    page.segmented_control(key="new-kind").set_value("travel")
    page.text_input(key="new-note").set_value("[Rome](http://x)")
    page.button(key="new-save").click().run()

    row = training_breaks(user).iloc[0]
    assert (row["kind"], row["first_on"], row["last_on"]) == ("travel", TODAY, None)
    assert any("\\[Rome\\]" in expander.label for expander in page.expander)

    page.date_input(key=f"{row['id']}-last_on").set_value(TODAY - timedelta(days=1))
    page.button(key=f"{row['id']}-save").click().run()
    assert "before the first one" in texts(page)
    page.date_input(key=f"{row['id']}-last_on").set_value(TODAY)
    page.button(key=f"{row['id']}-save").click().run()
    assert training_breaks(user).iloc[0]["last_on"] == TODAY

    page.button(key=f"{row['id']}-delete").click().run()
    assert training_breaks(user).empty


def test_a_break_changed_in_another_tab_is_not_overwritten(user: User, monkeypatch: Patch) -> None:
    noted = log_break(user, BreakEntry(kind="injury", first_on=TODAY, note="Calf"))
    page = open_page(user, "progress", monkeypatch)
    page.segmented_control(key="progress_view").set_value("Breaks").run()
    other = open_page(user, "progress", monkeypatch)
    other.segmented_control(key="progress_view").set_value("Breaks").run()
    for tab, note in ((page, "Left calf"), (other, "Right calf")):
        tab.text_input(key=f"{noted.id}-note").set_value(note)
        tab.button(key=f"{noted.id}-save").click().run()

    assert "changed this in the meantime" in texts(other)
    assert other.text_input(key=f"{noted.id}-note").value == "Right calf"
    assert training_breaks(user).iloc[0]["note"] == "Left calf"


def test_volume_adds_up_per_week_and_type_and_leaves_unknown_out(user: User) -> None:
    monday = date(2026, 3, 2)
    logged(user, date=monday)
    logged(user, date=monday + timedelta(days=6), duration_minutes=30, distance_m=None)
    logged(user, date=monday, session_type="rest", duration_minutes=None, distance_m=None, rpe_post=None)
    skipped = {"duration_minutes": None, "distance_m": None, "rpe_post": None, "completion_status": "skipped"}
    logged(user, date=monday, **skipped)

    weeks = training_weeks(user, Window(monday, monday + timedelta(days=6)))
    days = training_days(user, Window(monday, monday + timedelta(days=6)))

    assert weeks.dtypes.astype(str).to_dict() == WEEK_DTYPES
    (week,) = weeks.to_dict("records")
    assert (week["week_start"], week["session_count"], week["hours"], week["distance_m"]) == (monday, 2, 1.5, 10_000)
    assert week["unmeasured_count"] == 1
    assert list(days["log_count"]) == [2, 1]


def test_the_volume_title_is_the_answer_and_breaks_are_bands() -> None:
    row = {"week_start": date(2026, 3, 2), "session_type": "run", "session_count": 3, "hours": 4.5, "distance_m": 1e4}
    weeks = pd.DataFrame([row | {"untimed_count": 0, "unmeasured_count": 0}]).astype(WEEK_DTYPES)
    away = [[None, "travel", date(2026, 3, 3), None, None, None]]
    breaks = pd.DataFrame(away, columns=list(BREAK_DTYPES), dtype="object").assign(shown_until=date(2026, 3, 8))

    chart = volume_chart(Volume(weeks, breaks, date(2026, 3, 8)), MEASURES["Hours"], LIGHT)

    title = "4:30 h a week on average over 1 full week with sessions, most in the week of 2 Mar 2026: 4:30 h"
    assert chart.layout.title.text == title
    assert [note.text for note in chart.layout.annotations] == ["Travel"]


def test_the_running_week_counts_for_no_mean() -> None:
    row = {"session_type": "run", "session_count": 3, "distance_m": 1e4, "untimed_count": 0, "unmeasured_count": 0}
    rows = [row | {"week_start": date(2026, 3, day), "hours": hours} for day, hours in ((2, 4.0), (9, 1.0))]
    weeks = pd.DataFrame(rows).astype(WEEK_DTYPES)

    assert volume_title(Volume(weeks, weeks, date(2026, 3, 10)), MEASURES["Hours"]).startswith("4:00 h a week")
    assert volume_title(Volume(weeks, weeks, date(2026, 3, 4)), MEASURES["Hours"]) == "1:00 h so far this week"


def test_the_first_six_weeks_of_a_load_curve_are_greyed() -> None:
    curve = load_curve({date(2026, 1, 1): 300.0}, date(2026, 1, 1), date(2026, 3, 1))
    chart = load_chart(curve, pd.DataFrame(columns=[*BREAK_DTYPES, "shown_until"]), LIGHT)

    assert len(chart.layout.shapes) == 1
    assert str(chart.layout.shapes[0].x1) == "2026-02-11"


def test_a_day_without_a_log_differs_from_one_without_minutes(user: User) -> None:
    monday = date(2026, 3, 2)
    logged(user, date=monday, duration_minutes=None)
    days = training_days(user, Window(monday, monday + timedelta(days=6)))

    heat = day_chart(days, monday, monday + timedelta(days=6), LIGHT).data[0]

    assert "no duration" in heat.customdata[0][0]
    assert "nothing logged" in heat.customdata[1][0]
    assert heat.z[0][0] > heat.z[1][0]


def test_a_record_curve_says_how_much_better_it_became() -> None:
    rows = [(5.0, date(2026, 1, 5)), (4.5, date(2026, 3, 2))]
    records = pd.DataFrame(
        [{"kind": "Run · 5 km", "value": value, "value_unit": "min_per_km", "date_achieved": on} for value, on in rows]
    )

    assert record_title(records) == "Run · 5 km: from 5:00 /km to 4:30 /km, 0:30 /km faster in 2 records"
