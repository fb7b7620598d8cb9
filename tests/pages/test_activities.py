"""Activities: the list with its months, and one activity with what its athlete says about it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import DictRow
from streamlit.testing.v1 import AppTest

from coach.activities import change_feedback
from coach.activity_import import import_activities
from coach.activity_uploads import UploadedFile
from coach.plans import create_plan
from coach.profiles import change_profile
from data.activities import ALL_ACTIVITIES, activities, find_activity
from data.db import User
from data.plan_days import PlanDayEntry
from data.plans import PlanDraft
from data.profiles import ProfileChange
from data.run_feedback import FeedbackEntry
from data.workouts import workouts
from pages.activities.activity_list import activities_csv
from tests.activity_files import Row, garmin_csv, runs
from tests.coach.readers.activity_files.fit_samples import START as FIT_START
from tests.coach.readers.activity_files.fit_samples import activity as fit_activity
from tests.coach.readers.activity_files.fit_samples import fit_file, one_hour_run, session
from tests.pages.open_page import links, open_page, texts

Owner = psycopg.Connection[DictRow]
Patch = pytest.MonkeyPatch
START = datetime(2026, 5, 2, 8, 30)  # noqa: DTZ001 - local, as a watch shows it
HOUR = timedelta(hours=1)


def imported(user: User, *rows: Row) -> UUID:
    """The newest of these."""
    import_activities(user, [UploadedFile("Activities.csv", garmin_csv(rows))])
    return UUID(str(activities(user)["id"][0]))


def recorded(user: User, content: bytes) -> UUID:
    import_activities(user, [UploadedFile("activity.fit", content)])
    return UUID(str(activities(user).iloc[-1]["id"]))


def open_activity(user: User, activity_id: UUID, monkeypatch: Patch) -> AppTest:
    return open_page(user, "activities", monkeypatch, activity=str(activity_id))


def metrics(page: AppTest) -> dict[str, str]:
    return {metric.label: str(metric.value) for metric in page.metric}


def triathlon() -> bytes:
    swim = session(FIT_START, duration_s=1800, sport="swimming", total_distance=1500.0)
    ride = session(FIT_START + HOUR, duration_s=3600, sport="cycling", total_distance=30_000.0)
    run = session(FIT_START + 2 * HOUR, duration_s=1800, total_distance=6_000.0)
    return fit_file(swim, ride, run, fit_activity(FIT_START + 3 * HOUR, num_sessions=3))


def test_without_activities_the_list_leads_to_the_import(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "activities", monkeypatch)

    assert "Nothing recorded yet." in texts(page)
    assert "Import activities" in links(page)


def test_the_list_is_grouped_by_month_with_its_sums(user: User, monkeypatch: Patch) -> None:
    lifting = Row(START - timedelta(days=10), None, 600, "Strength Training")
    imported(user, Row(START, 10_000, 3_000), Row(START + HOUR, 5_000, 1_500), lifting)

    page = open_page(user, "activities", monkeypatch)

    assert "**May 2026** :gray[2 activities · 15 km · 1:15:00 h]" in texts(page)
    assert "**April 2026** :gray[1 activity · 10:00 min]" in texts(page)
    assert "2 May 2026 · 10 km · 50:00 · 5:00 /km · 150 bpm" in texts(page)
    assert "22 Apr 2026 · 10:00 · 150 bpm" in texts(page)


def test_the_list_is_filtered_by_text_sport_and_days(user: User, monkeypatch: Patch) -> None:
    imported(user, Row(START, title="Tempo"), Row(START + HOUR, None, 1_800, "Strength Training", "Legs"))
    page = open_page(user, "activities", monkeypatch)

    page.text_input(key="activities_find").set_value("temp").run()
    assert "1 activity, newest first" in texts(page)
    page.text_input(key="activities_find").set_value("")
    page.selectbox(key="activities_family").set_value("strength").run()
    assert "Legs" in "".join(links(page))
    assert "Tempo" not in "".join(links(page))
    page.selectbox(key="activities_family").set_value(None)
    page.date_input(key="activities_last").set_value(START.date() - timedelta(days=1)).run()

    assert "No activity matches" in texts(page)


def test_a_long_list_is_paged_and_its_months_stay_whole(user: User, monkeypatch: Patch) -> None:
    imported(user, *runs(25, START.replace(day=1)))

    page = open_page(user, "activities", monkeypatch)

    assert "25 activities, newest first" in texts(page)
    assert "**May 2026** :gray[25 activities" in texts(page)
    assert len([label for label in links(page) if "Morning run" in label]) == 20


def test_one_activity_shows_what_was_measured_and_a_dash_for_what_was_not(user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START, 10_000, 3_600, heart_rate_bpm=None, calories=None))

    page = open_activity(user, activity_id, monkeypatch)

    assert metrics(page) == {
        "Distance": "10 km", "Time (h:mm:ss)": "1:00:00", "Pace": "6:00 /km", "Mean heart rate": "–",
    }  # fmt: skip
    assert "Calories" not in texts(page)
    assert ":gray[Climb] **50 m**" in texts(page)
    assert "from Garmin Connect list (Activities\\.csv)" in texts(page)


def test_miles_are_shown_to_those_who_read_miles(user: User, monkeypatch: Patch) -> None:
    change_profile(user, ProfileChange(units_preference="imperial"))
    activity_id = imported(user, Row(START, 10_000, 3_000))

    page = open_activity(user, activity_id, monkeypatch)

    assert metrics(page)["Distance"] == "6.21 mi"
    assert metrics(page)["Pace"] == "8:03 /mi"
    assert ":gray[Climb] **164 ft**" in texts(page)


def test_a_recorded_run_has_laps_charts_and_what_became_of_speed_per_heartbeat(user: User, monkeypatch: Patch) -> None:
    activity_id = recorded(user, one_hour_run())

    page = open_activity(user, activity_id, monkeypatch)

    laps = page.dataframe[0].value
    assert len(laps) == 8
    assert list(laps.columns[:4]) == ["Lap", "Distance", "Time", "Pace"]
    effort, heights = (json.loads(chart.proto.spec) for chart in page.get("plotly_chart"))
    assert [line["name"] for line in effort["data"]] == ["pace", "heart rate"]
    assert effort["layout"]["xaxis"]["title"]["text"] == "distance [km]"
    assert heights["layout"]["yaxis"]["title"]["text"] == "height [m]"
    assert "##### 5\\:33 /km at 150 bpm on average" in texts(page)
    assert "Speed per heartbeat" in texts(page)


def test_how_it_felt_is_kept_shown_and_can_be_changed(user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START))
    page = open_activity(user, activity_id, monkeypatch)

    page.select_slider(key=f"feel-{activity_id}-effort").set_value(7)
    page.text_area(key=f"feel-{activity_id}-notes").set_value("Windy")
    page.button(key=f"FormSubmitter:feel-{activity_id}-Save how it felt").click().run()

    said = find_activity(user, activity_id).feedback
    assert said is not None
    assert (said.effort, said.recovery, said.notes) == (7, None, "Windy")
    assert workouts(user)["rpe_post"].tolist() == [7]
    assert "How it felt: effort 7 hard, single words" in [one.label for one in page.expander]

    page.select_slider(key=f"feel-{activity_id}-soreness").set_value(3)
    page.button(key=f"FormSubmitter:feel-{activity_id}-Save how it felt").click().run()

    changed = find_activity(user, activity_id).feedback
    assert changed is not None
    assert (changed.effort, changed.soreness, changed.notes) == (7, 3, "Windy")


def test_feedback_that_says_nothing_is_asked_for_again(user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START))
    page = open_activity(user, activity_id, monkeypatch)

    page.button(key=f"FormSubmitter:feel-{activity_id}-Save how it felt").click().run()

    assert [error.value for error in page.error] == ["Rate at least one thing from 1 to 10, or write a note."]
    assert find_activity(user, activity_id).feedback is None


def test_feedback_given_elsewhere_in_the_meantime_is_not_written_over_unasked(user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START))
    change_feedback(user, activity_id, FeedbackEntry(effort=3))
    page = open_activity(user, activity_id, monkeypatch)
    change_feedback(user, activity_id, FeedbackEntry(effort=5))

    page.select_slider(key=f"feel-{activity_id}-effort").set_value(9)
    page.button(key=f"FormSubmitter:feel-{activity_id}-Save how it felt").click().run()
    kept = find_activity(user, activity_id).feedback
    assert kept is not None
    assert kept.effort == 5
    page.button(key=f"feel-{activity_id}-overwrite").click().run()

    mine = find_activity(user, activity_id).feedback
    assert mine is not None
    assert mine.effort == 9


def test_a_run_is_said_to_be_a_race_and_taken_back(user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START))
    page = open_activity(user, activity_id, monkeypatch)
    assert "sets your running score" in texts(page)

    page.segmented_control(key=f"effort-kind-{activity_id}").set_value("race").run()
    assert find_activity(user, activity_id).effort_kind == "race"
    assert ":gray-badge[Race]" in texts(page)
    page.segmented_control(key=f"effort-kind-{activity_id}").set_value(None).run()

    assert find_activity(user, activity_id).effort_kind is None


def test_hyrox_becomes_a_simulation_in_the_log_and_back(user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START, None, 4_500, "Cardio", "HYROX"))
    page = open_activity(user, activity_id, monkeypatch)

    page.toggle(key=f"hyrox-{activity_id}").set_value(True).run()
    assert workouts(user)["session_type"].tolist() == ["simulation"]
    page.toggle(key=f"hyrox-{activity_id}").set_value(False).run()

    assert workouts(user)["session_type"].tolist() == ["hiit"]


def test_a_deleted_activity_is_brought_back(user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START))
    page = open_activity(user, activity_id, monkeypatch)

    page.button(key="delete_activity").click().run()
    assert activities(user).empty
    assert "Activity deleted." in texts(page)
    page.button(key="activity_undo").click().run()

    assert len(activities(user)) == 1
    assert "1 activity, newest first" in texts(page)


def test_deleted_activities_have_a_place_of_their_own(user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START))
    page = open_activity(user, activity_id, monkeypatch)
    page.button(key="delete_activity").click().run()

    page = open_page(user, "activities", monkeypatch, deleted="1")
    page.button(key=f"restore-{activity_id}").click().run()

    assert "Nothing here." in texts(page)
    assert len(activities(user)) == 1


def test_an_activity_that_did_a_planned_session_says_so_in_list_and_detail(user: User, monkeypatch: Patch) -> None:
    planned = PlanDayEntry(date=START.date(), title="Easy run", session_type="run", estimated_duration_minutes=50)
    create_plan(user, PlanDraft(plan_name="Spring", start_date=START.date(), duration_weeks=2, days=[planned]))
    activity_id = imported(user, Row(START))

    listed, opened = (open_page(user, "activities", monkeypatch), open_activity(user, activity_id, monkeypatch))

    assert "counts for a planned session" in texts(listed)
    assert "Counts for: Easy run, planned for 2 May 2026" in links(opened)


def test_a_triathlon_counts_once_and_shows_its_parts(user: User, monkeypatch: Patch) -> None:
    import_activities(user, [UploadedFile("triathlon.fit", triathlon())])
    parent = activities(user).set_index("family").loc["multisport", "id"]

    page = open_page(user, "activities", monkeypatch)
    assert "1 activity, newest first" in texts(page)
    assert "**May 2026** :gray[1 activity · 37.5 km" in texts(page)
    page.selectbox(key="activities_family").set_value("run").run()
    assert "part of a multisport activity" in texts(page)
    page = open_activity(user, UUID(str(parent)), monkeypatch)

    assert "##### 3 parts, 2:00:00 in all" in texts(page)
    assert [label for label in links(page) if "Cycling" in label]


def test_its_session_in_the_log_leads_back_to_the_activity(user: User, monkeypatch: Patch) -> None:
    imported(user, Row(START))

    page = open_page(user, "log", monkeypatch, workout=str(workouts(user)["id"][0]))

    assert "What your watch recorded" in links(page)


def test_titles_of_files_stay_text(user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START, title="[Run](http://example.org)"))

    listed, opened = (open_page(user, "activities", monkeypatch), open_activity(user, activity_id, monkeypatch))

    assert any("\\[Run\\]\\(http\\:\u2060//example\\.org\\)" in label for label in links(listed))
    assert opened.title[0].value.startswith("\\[Run\\]")


def test_the_export_holds_what_is_listed_without_our_keys(user: User) -> None:
    imported(user, Row(START, title="Tempo"))

    header, row, *_ = activities_csv(user, ALL_ACTIVITIES).decode("utf-8-sig").splitlines()

    assert "distance_m" in header
    assert not {"id", "workout_log_id", "parent_id"} & set(header.split(","))
    assert "Tempo" in row


def test_somebody_elses_activity_is_not_there(user: User, other_user: User, monkeypatch: Patch) -> None:
    activity_id = imported(user, Row(START, title="Mine"))

    page = open_activity(other_user, activity_id, monkeypatch)

    assert "Not here" in texts(page)
    assert "Mine" not in texts(page)
