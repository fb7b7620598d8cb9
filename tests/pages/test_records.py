"""Records: the list, the question about what sounds too good, the way to each record; tests and their form."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coach.benchmarks import change_benchmark, log_benchmark
from coach.races import log_race
from coach.records import kind_of_record
from coach.workouts import log_workout
from data.benchmarks import Benchmark, BenchmarkEntry, benchmark_list
from data.db import User
from data.races import RaceEntry
from data.records import record_list
from data.workouts import WorkoutEntry
from pages.records.typed_test import TypedTest, read_test
from tests.pages.open_page import links, open_page, texts
from tests.pages.sample_race import SPLIT_TIMES, TOTAL_S

Patch = pytest.MonkeyPatch
START = date(2026, 1, 5)
SKI_KEY = "station_time/seconds/ski_erg/benchmark"


def ski(user: User, week: int, seconds: float) -> Benchmark:
    entry = BenchmarkEntry(test_date=START + timedelta(weeks=week), test_type="ski_erg", value=seconds)
    return log_benchmark(user, entry).benchmark


def lift(user: User, week: int, weight_kg: float, name: str = "Deadlift") -> None:
    done = {"exercise_name": name, "weight_kg": weight_kg, "reps": 5}
    fields: dict[str, Any] = {"date": START + timedelta(weeks=week), "session_type": "strength", "sets": [done]}
    log_workout(user, WorkoutEntry.model_validate(fields))


def race(user: User, year: int, total_s: float = TOTAL_S) -> None:
    fields = {
        "race_name": "Springfield", "race_date": date(year, 3, 1), "gender": "women",
        "total_time_seconds": total_s, "splits": SPLIT_TIMES,
    }  # fmt: skip
    log_race(user, RaceEntry.model_validate(fields))


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def test_without_records_the_page_says_what_to_do(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "records", monkeypatch)

    assert "Your best of everything, found by itself" in texts(page)
    assert {"Log a session", "Add a race"} <= set(links(page))


def test_the_best_of_each_kind_is_listed_by_family(user: User, monkeypatch: Patch) -> None:
    race(user, 2026)
    ski(user, 1, 290)
    lift(user, 1, 100)
    lift(user, 2, 110)

    page = open_page(user, "records", monkeypatch)
    assert page.pills(key="record_family").options == ["Races", "Stations", "Strength"]
    assert any(label.startswith("**1:28:00** · Race, open women") for label in links(page))

    page.pills(key="record_family").set_value("Strength").run()
    assert not page.exception
    assert "**110 kg** · Deadlift" in links(page)
    assert "10 kg more · 2 records" in texts(page)
    assert any(":gray-badge[estimate]" in label for label in links(page))


def test_a_record_shows_how_it_came_about_and_where(user: User, monkeypatch: Patch) -> None:
    for week, seconds in ((1, 300), (5, 310), (9, 285)):
        ski(user, week, seconds)

    page = open_page(user, "records", monkeypatch, kind=SKI_KEY)

    assert not page.exception
    assert "# 4:45" in texts(page)
    assert "0\\:15 faster since 12 Jan 2026" in texts(page)
    assert len(page.get("plotly_chart")) == 1
    assert [label for label in links(page) if label.startswith("**")] == [
        "**4:45** · 9 Mar 2026",
        "**5:00** · 12 Jan 2026",
    ]


def test_what_sounds_too_good_asks_first(user: User, monkeypatch: Patch) -> None:
    ski(user, 1, 290)
    ski(user, 2, 200)
    page = open_page(user, "records", monkeypatch)
    assert "Is this right?" in texts(page)
    assert "Hardly one in a thousand" in texts(page)
    assert "**4:50** · SkiErg, test" in links(page)

    press(page, "Yes, it is right")

    assert "Is this right?" not in texts(page)
    assert "**3:20** · SkiErg, test" in links(page)


def test_no_takes_it_away_for_good(user: User, monkeypatch: Patch) -> None:
    ski(user, 1, 290)
    ski(user, 2, 200)
    page = open_page(user, "records", monkeypatch)

    press(page, "No, take it away")

    assert "Is this right?" not in texts(page)
    assert [record.value for record in record_list(user)] == [290]


def test_a_wrong_record_is_taken_away_and_the_next_best_counts(user: User, monkeypatch: Patch) -> None:
    lift(user, 1, 100)
    lift(user, 2, 200)
    page = open_page(user, "records", monkeypatch, kind="exercise_weight/kg/deadlift")

    page.button(key="dismiss_record").click().run()

    assert not page.exception
    page.pills(key="record_family").set_value("Strength").run()
    assert "**100 kg** · Deadlift" in links(page)


def test_races_with_75_and_100_wall_balls_are_kept_apart_and_it_says_why(user: User, monkeypatch: Patch) -> None:
    race(user, 2024, 5_000)
    race(user, 2026)

    page = open_page(user, "records", monkeypatch)

    assert "75 to 100 reps" in texts(page)
    assert any("75 wall balls" in label for label in links(page))


def test_names_from_the_log_never_become_markup(user: User, monkeypatch: Patch) -> None:
    lift(user, 1, 100, name="Row [x](http://evil) **bold**")

    page = open_page(user, "records", monkeypatch)

    assert any("\\[x\\]" in label for label in links(page))
    page = open_page(user, "records", monkeypatch, kind=kinds(user)[0])
    assert not page.exception


def kinds(user: User) -> list[str]:
    return [kind_of_record(record).key for record in record_list(user)]


@pytest.mark.parametrize("query", [{"kind": "nonsense"}, {"test": "nonsense"}, {"type": "cooper"}])
def test_an_unknown_address_leads_back_to_the_list(user: User, monkeypatch: Patch, query: dict[str, str]) -> None:
    page = open_page(user, "records", monkeypatch, **query)

    assert "Not here" in texts(page)
    assert "Records" in links(page)


def test_another_athletes_record_is_not_there(user: User, other_user: User, monkeypatch: Patch) -> None:
    ski(user, 1, 290)
    open_page(user, "records", monkeypatch, kind=SKI_KEY)

    page = open_page(other_user, "records", monkeypatch, kind=SKI_KEY)

    assert "Not here" in texts(page)


def test_a_typed_test_is_saved_and_shows_where_it_stands(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "records", monkeypatch, tests="1")
    assert "Test yourself now and then" in texts(page)
    press(page, "Log a test")
    page.selectbox(key="new-test-test_type").set_value("ski_erg").run()
    page.text_input(key="new-test-value").set_value("5:13")
    page.button(key="new-test-save").click().run()

    assert not page.exception
    assert [(test.test_type, test.value) for test in benchmark_list(user)] == [("ski_erg", 313)]
    assert "Intermediate, faster than 50 % of open women in races" in texts(page)
    assert len(page.get("plotly_chart")) == 1
    page = open_page(user, "records", monkeypatch, tests="1")
    assert "**5:13** · SkiErg 1 km" in links(page)


def test_wrong_fields_are_answered_beside_them_and_nothing_is_saved(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "records", monkeypatch, new="1")
    page.button(key="new-test-save").click().run()
    assert "Choose a test" in texts(page)
    assert "a test without a result is not kept" in texts(page)

    page.selectbox(key="new-test-test_type").set_value("custom").run()
    page.text_input(key="new-test-value").set_value("many")
    page.button(key="new-test-save").click().run()
    assert "Choose the unit of your own test" in texts(page)
    assert "Give your own test a name" in texts(page)

    page.text_input(key="new-test-name").set_value("Pull-ups")
    page.segmented_control(key="new-test-unit").set_value("reps")
    page.text_input(key="new-test-value").set_value("99999")
    page.button(key="new-test-save").click().run()
    assert "cannot be right" in texts(page)
    assert page.text_input(key="new-test-value").value == "99999"
    assert benchmark_list(user) == []


def test_changing_a_test_starts_from_what_is_kept(user: User, monkeypatch: Patch) -> None:
    test = ski(user, 1, 290.5)
    form = f"test-{test.id}"
    page = open_page(user, "records", monkeypatch, test=str(test.id))
    assert page.text_input(key=f"{form}-value").value == "4:50.5"

    page.text_input(key=f"{form}-value").set_value("4:45")
    page.button(key=f"{form}-save").click().run()

    assert benchmark_list(user)[0].value == 285
    assert "4:45" in texts(page)


def test_a_test_changed_in_another_tab_is_not_overwritten(user: User, monkeypatch: Patch) -> None:
    test = ski(user, 1, 290)
    form = f"test-{test.id}"
    page = open_page(user, "records", monkeypatch, test=str(test.id))
    change_benchmark(user, test.id, BenchmarkEntry(test_date=START, test_type="ski_erg", value=280))

    page.text_input(key=f"{form}-value").set_value("4:45")
    page.button(key=f"{form}-save").click().run()

    assert "changed this in the meantime" in texts(page)
    assert page.text_input(key=f"{form}-value").value == "4:45"
    assert benchmark_list(user)[0].value == 280


def test_deleting_a_test_takes_its_record_along(user: User, monkeypatch: Patch) -> None:
    test = ski(user, 1, 290)
    page = open_page(user, "records", monkeypatch, test=str(test.id))
    assert "This cannot be undone." in texts(page)

    page.button(key="delete_test").click().run()

    assert not page.exception
    assert benchmark_list(user) == []
    assert record_list(user) == []


def test_the_tabs_lead_to_each_other(user: User, monkeypatch: Patch) -> None:
    ski(user, 1, 290)
    page = open_page(user, "records", monkeypatch)

    page.segmented_control(key="records_tab_Records").set_value("Tests").run()
    assert "Log a test" in {button.label for button in page.button}

    page.segmented_control(key="records_tab_Tests").set_value("Records").run()
    assert "**4:50** · SkiErg, test" in links(page)


def test_a_typed_number_takes_a_comma() -> None:
    read = read_test(TypedTest("custom", START, "82,5", "Squat", "kg"))

    assert read.entry is not None
    assert read.entry.value == 82.5
