"""Compare: two to six races or results side by side."""

from __future__ import annotations

from uuid import uuid4

import pytest

from coach.events import import_event
from coach.races import log_race
from data.cache import revision
from data.db import User
from data.events import ResultFilter, event_results
from data.races import RaceEntry
from pages.compare.contenders import contenders, notes
from pages.compare.tables import comparison_export
from tests.pages.open_page import open_page, texts
from tests.pages.sample_race import SPLIT_TIMES
from tests.sample_event import official_csv

Patch = pytest.MonkeyPatch


def logged(user: User, name: str, **changes: object) -> str:
    fields = {"race_name": name, "gender": "women", "total_time_seconds": 5280, "splits": SPLIT_TIMES}
    return str(log_race(user, RaceEntry.model_validate(fields | changes)).id)


def test_with_fewer_than_two_races_the_page_says_what_to_do(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "compare", monkeypatch, ids=logged(user, "Spring"))

    assert "Choose at least two races or results" in texts(page)
    assert not page.dataframe


def test_two_races_stand_side_by_side_with_the_best_of_each_split_marked(user: User, monkeypatch: Patch) -> None:
    spring = logged(user, "Spring")
    autumn = logged(user, "Autumn", splits=SPLIT_TIMES | {"row": 280.0}, total_time_seconds=5266)
    page = open_page(user, "compare", monkeypatch, ids=f"{spring},{autumn}")

    assert list(page.dataframe[0].value.columns) == ["Split", "Spring", "Autumn"]
    assert len(page.dataframe[0].value) == 20
    chosen = contenders(user, revision(user), (spring, autumn))
    fastest = comparison_export(chosen).set_index("split")["fastest"]
    assert (fastest["row"], fastest["run_1"]) == ("Autumn", "Spring, Autumn")


@pytest.mark.parametrize("view", ["Splits", "Running gap"])
def test_the_charts_are_drawn_one_at_a_time(user: User, monkeypatch: Patch, view: str) -> None:
    ids = f"{logged(user, 'Spring')},{logged(user, 'Autumn', splits={})}"
    page = open_page(user, "compare", monkeypatch, ids=ids)

    page.segmented_control(key="compare_view").set_value(view).run()

    assert not page.exception
    assert len(page.get("plotly_chart")) == 1


def test_a_result_of_an_imported_event_is_found_by_name_and_added(user: User, monkeypatch: Patch) -> None:
    event_id = import_event(user, official_csv(20), "springfield.csv").event_id
    row = event_results(user, event_id, ResultFilter()).frame.iloc[0]
    spring = logged(user, "Spring")
    page = open_page(user, "compare", monkeypatch, ids=spring)

    page.text_input(key="compare_name").set_value(str(row["name"])).run()
    page.button(key=f"add_{event_id}.{row['id']}").click().run()

    assert page.query_params["ids"] == f"{spring},{event_id}.{row['id']}"
    assert list(page.dataframe[0].value.columns) == ["Split", "Spring", str(row["name"])]


def test_own_races_are_chosen_from_a_list(user: User, monkeypatch: Patch) -> None:
    spring, autumn = logged(user, "Spring"), logged(user, "Autumn")
    page = open_page(user, "compare", monkeypatch)

    page.multiselect[0].set_value([spring, autumn]).run()

    assert page.query_params["ids"] == f"{spring},{autumn}"
    assert not page.exception


def test_a_race_that_is_gone_or_not_yours_is_left_out_with_a_word(
    user: User, other_user: User, monkeypatch: Patch
) -> None:
    mine, theirs = logged(user, "Spring"), logged(other_user, "Secret")

    page = open_page(user, "compare", monkeypatch, ids=f"{mine},{theirs},{uuid4()},nonsense")

    assert "One of these races is not there" in texts(page)
    assert "Secret" not in texts(page)


def test_different_divisions_and_rules_are_pointed_out(user: User) -> None:
    before = logged(user, "Before", race_date="2023-10-07")
    after = logged(user, "After", race_date="2025-10-07")
    pro = logged(user, "Pro", race_date="2025-10-08", division="pro")

    said = " ".join(notes(contenders(user, revision(user), (before, after, pro))))

    assert "Different divisions (open women, pro women)" in said
    assert "75 to 100 reps" in said


def test_more_than_six_are_cut_to_six(user: User, monkeypatch: Patch) -> None:
    ids = ",".join(logged(user, f"Race {number}") for number in range(7))

    page = open_page(user, "compare", monkeypatch, ids=ids)

    assert len(page.dataframe[0].value.columns) == 7
