"""Explore: ask, look, keep, take along."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from coach.explorer import save_view
from coach.workouts import log_workout
from data.db import User
from data.exploration import Exploration
from data.saved_views import SavedViewEntry, saved_views
from data.workouts import WorkoutEntry
from tests.coaching import coached_id
from tests.pages.open_page import open_page, texts

Patch = pytest.MonkeyPatch


def fill(user: User, count: int = 3) -> None:
    for number in range(count):
        fields = {"date": f"2026-01-{number + 1:02d}", "session_type": ("run", "hiit")[number % 2], "distance_m": 1000}
        log_workout(user, WorkoutEntry.model_validate(fields | {"duration_minutes": 30 + number}))


def with_filter(page: AppTest, column: str, operator: str, value: str) -> AppTest:
    page.button(key="explore-add").click().run()
    page.selectbox(key="explore-0-column").set_value(column).run()
    page.selectbox(key="explore-0-operator").set_value(operator).run()
    return page.text_input(key="explore-0-value").set_value(value).run()


def test_an_empty_table_says_so(user: User, monkeypatch: Patch) -> None:
    assert "No rows." in texts(open_page(user, "explore", monkeypatch))


def test_columns_and_filters_choose_what_is_shown(user: User, monkeypatch: Patch) -> None:
    fill(user)
    page = open_page(user, "explore", monkeypatch)
    assert len(page.dataframe[0].value) == 3
    page.multiselect(key="explore-columns").set_value(["date", "distance_m"]).run()

    with_filter(page, "session_type", "eq", "run")

    shown = page.dataframe[0].value
    assert list(shown.columns) == ["Date", "Distance [m]"]
    assert len(shown) == 2
    assert "2 rows, that is all." in texts(page)
    page.button(key="explore-0-remove").click().run()
    assert len(page.dataframe[0].value) == 3


def test_groups_are_counted_and_summed(user: User, monkeypatch: Patch) -> None:
    fill(user)
    page = open_page(user, "explore", monkeypatch)

    page.multiselect(key="explore-groups").set_value(["Date by month", "Session type"]).run()
    page.multiselect(key="explore-measures").set_value(["Number of rows", "Sum of distance [m]"]).run()

    shown = page.dataframe[0].value
    assert shown[["Session type", "Count", "Sum distance [m]"]].to_numpy().tolist() == [
        ["hiit", 1, 1000],
        ["run", 2, 2000],
    ]


def test_a_value_that_does_not_fit_is_said_and_the_question_stays(user: User, monkeypatch: Patch) -> None:
    fill(user)
    page = open_page(user, "explore", monkeypatch)

    with_filter(page, "rpe_post", "ge", "hard")

    assert "“hard” is not a whole number" in texts(page)
    assert page.text_input(key="explore-0-value").value == "hard"
    assert not page.dataframe


@pytest.mark.parametrize("value", ["'; drop table goals; --", "😀" * 400, "%", "a\x00b"])
def test_any_text_is_just_looked_for(user: User, monkeypatch: Patch, value: str) -> None:
    fill(user)
    page = open_page(user, "explore", monkeypatch)

    with_filter(page, "session_type", "contains", value)

    assert not page.exception
    assert not page.dataframe


def test_another_table_forgets_the_question(user: User, monkeypatch: Patch) -> None:
    fill(user)
    page = open_page(user, "explore", monkeypatch)
    with_filter(page, "session_type", "eq", "run")

    page.selectbox(key="explore-table").set_value("hyrox_stations").run()

    assert len(page.dataframe[0].value) == 8
    assert not page.exception
    assert page.multiselect(key="explore-columns").value == []


def test_every_table_opens(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "explore", monkeypatch)

    for name in page.selectbox(key="explore-table").options:
        page.selectbox(key="explore-table").select(name).run()
        assert not page.exception, name


def test_a_view_is_saved_opened_by_its_address_changed_and_deleted(user: User, monkeypatch: Patch) -> None:
    fill(user)
    page = open_page(user, "explore", monkeypatch)
    with_filter(page, "session_type", "eq", "run")
    page.text_input(key="view_name_").set_value("Runs")
    page.button(key="save_view").click().run()
    (view,) = saved_views(user)
    assert (view.name, view.query.filters[0].value) == ("Runs", "run")

    again = open_page(user, "explore", monkeypatch, view=str(view.id))
    assert len(again.dataframe[0].value) == 2
    again.text_input(key="explore-0-value").set_value("hiit").run()
    again.button(key="change_view").click().run()
    assert saved_views(user)[0].query.filters[0].value == "hiit"
    again.button(key="delete_view").click().run()

    assert saved_views(user) == []
    assert not again.exception


def test_a_saved_view_can_be_chosen_from_the_list(user: User, monkeypatch: Patch) -> None:
    fill(user)
    query = {"table": "workout_logs", "columns": ["date"], "group_by": [{"column": "date", "step": "month"}]}
    view = save_view(user, SavedViewEntry(name="Months", query=Exploration.model_validate(query)))
    page = open_page(user, "explore", monkeypatch)

    page.selectbox(key="view_choice").set_value(str(view.id)).run()

    assert page.multiselect(key="explore-groups").value == ["Date by month"]
    assert page.dataframe[0].value["Count"].tolist() == [3]


def test_two_tabs_do_not_overwrite_each_others_view(user: User, monkeypatch: Patch) -> None:
    view = save_view(user, SavedViewEntry(name="Months", query=Exploration(table="workout_logs")))
    first = open_page(user, "explore", monkeypatch, view=str(view.id))
    second = open_page(user, "explore", monkeypatch, view=str(view.id))
    for tab, name in ((first, "One"), (second, "Two")):
        tab.text_input(key=f"view_name_{view.id}").set_value(name)
        tab.button(key="change_view").click().run()

    assert "changed this in the meantime" in texts(second)
    assert saved_views(user)[0].name == "One"
    assert second.text_input(key=f"view_name_{view.id}").value == "Two"


def test_a_view_without_a_name_is_not_kept(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "explore", monkeypatch)

    page.button(key="save_view").click().run()

    assert "Give the view a name." in texts(page)
    assert saved_views(user) == []


def test_a_coach_explores_what_is_shared_and_nothing_else(user: User, other_user: User, monkeypatch: Patch) -> None:
    fill(user)
    athlete_id = str(coached_id(user, other_user, "training"))
    page = open_page(other_user, "explore", monkeypatch)
    assert "No rows." in texts(page)

    page.selectbox(key="explore-whose").set_value(athlete_id).run()

    assert len(page.dataframe[0].value) == 3
    page.selectbox(key="explore-table").set_value("race_results").run()
    assert "No rows." in texts(page)


def test_ids_are_read_as_ids_and_stand_last(user: User, monkeypatch: Patch) -> None:
    fill(user, 1)

    shown = open_page(user, "explore", monkeypatch).dataframe[0].value

    assert shown.columns[0] == "Date"
    assert len(shown["ID"].iloc[0]) == 36
    assert shown["Completed workout"].iloc[0] == '{"sets": [], "intervals": []}'


def test_a_new_filter_does_nothing_until_it_has_a_value(user: User, monkeypatch: Patch) -> None:
    fill(user)
    page = open_page(user, "explore", monkeypatch)

    page.button(key="explore-add").click().run()

    assert not page.error
    assert len(page.dataframe[0].value) == 3
    assert "A filter without a value does nothing yet." in texts(page)
    page.selectbox(key="explore-0-column").set_value("notes").run()
    page.selectbox(key="explore-0-operator").set_value("empty").run()
    assert "does nothing yet" not in texts(page)
