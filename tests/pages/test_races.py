"""My races: list, form, import, analysis, delete."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from coach.races import log_race
from data.db import User
from data.races import RaceEntry, find_race, races
from pages.races.typed_race import TypedRace, read_race, read_times, typed_race
from tests.pages.open_page import links, open_page, texts
from tests.pages.sample_race import SPLIT_TIMES, TOTAL_S

Patch = pytest.MonkeyPatch


def entry(**changes: object) -> RaceEntry:
    fields = {
        "race_name": "2025 Springfield",
        "race_date": date(2025, 11, 8),
        "gender": "women",
        "total_time_seconds": TOTAL_S,
        "splits": SPLIT_TIMES,
    }
    return RaceEntry.model_validate(fields | changes)


def type_in(page: AppTest, form: str, **values: str) -> None:
    for name, value in values.items():
        page.text_input(key=f"{form}-{name}").set_value(value)


def test_without_races_the_page_says_what_to_do(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "races", monkeypatch)

    assert "See where your minutes are" in texts(page)
    assert {"Type a race", "From a file", "Whole event"} <= {button.label for button in page.button}


def test_a_typed_race_is_saved_and_opens_its_analysis(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "races", monkeypatch, add="typed")
    type_in(page, "new-race", race_name="Springfield", total="1:28:00", sled_push="3:05", roxzone="7:30")
    page.button(key="new-race-save").click().run()

    race = find_race(user, races(user).iloc[0]["id"])
    assert (race.total_time_seconds, race.splits, race.roxzone_seconds) == (5280, {"sled_push": 185}, 450)
    assert page.query_params["race"] == str(race.id)
    assert "# Springfield" in texts(page)


def test_a_wrong_time_is_answered_beside_its_field_and_nothing_is_saved(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "races", monkeypatch, add="typed")
    type_in(page, "new-race", race_name="Springfield", total="1:28:00", sled_push="three", run_2="4:75")
    page.button(key="new-race-save").click().run()

    assert "“three” is not a time" in texts(page)
    assert "“4:75” has 75 seconds" in texts(page)
    assert "Nothing is saved yet. Please look at: Run 2, Sled push." in texts(page)
    assert page.text_input(key="new-race-sled_push").value == "three"
    assert races(user).empty


def test_the_sum_of_the_parts_is_shown_while_they_are_typed(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "races", monkeypatch, add="typed")
    type_in(
        page, "new-race", **{split: f"{time_s // 60:.0f}:{time_s % 60:02.0f}" for split, time_s in SPLIT_TIMES.items()}
    )
    type_in(page, "new-race", total="1:28:00", roxzone="7:32")
    page.run()

    assert "Parts 1:28:08, official 1:28:00, difference −0:08" in texts(page)


def test_changing_a_race_starts_from_what_is_kept(user: User, monkeypatch: Patch) -> None:
    race = log_race(user, entry())
    form = f"race-{race.id}"
    page = open_page(user, "races", monkeypatch, race=str(race.id), edit="1")
    assert page.text_input(key=f"{form}-wall_balls").value == "7:01"

    type_in(page, form, sled_push="", wall_balls="6:50.5")
    page.button(key=f"{form}-save").click().run()

    changed = find_race(user, race.id)
    assert "sled_push" not in changed.splits
    assert changed.splits["wall_balls"] == 410.5


def test_the_list_marks_the_best_of_each_group_and_compares_like_for_like(user: User, monkeypatch: Patch) -> None:
    log_race(user, entry(race_name="Spring", race_date=date(2025, 4, 1), total_time_seconds=5400))
    log_race(user, entry(race_name="Autumn"))
    log_race(user, entry(race_name="Gym", total_time_seconds=5000, is_simulation=True, splits={}))
    log_race(user, entry(race_name="Team", gender="mixed", format="doubles", total_time_seconds=4500, splits={}))

    page = open_page(user, "races", monkeypatch)

    badged = [label for label in links(page) if "PB" in label]
    assert [label.split(" · ")[1].split(" ")[0] for label in badged] == ["Team", "Autumn"]
    assert "2:00 faster than your open women race before" in texts(page)
    assert page.pills(key="race_group").options == ["All", "mixed doubles", "open women"]


def test_an_analysis_says_where_the_minutes_are_and_draws_one_view_at_a_time(user: User, monkeypatch: Patch) -> None:
    race = log_race(user, entry())
    page = open_page(user, "races", monkeypatch, race=str(race.id))
    assert "against people who finish like you" in texts(page)
    assert {metric.label: metric.value for metric in page.metric}["Finish"] == "1:28:00"
    assert not page.get("plotly_chart")

    for view in ("Against cohort", "Gains & losses", "Stations", "Runs"):
        page.segmented_control(key="split_view").set_value(view).run()
        assert not page.exception
        assert len(page.get("plotly_chart")) == 1
    page.segmented_control(key="split_view").set_value("Table").run()
    assert len(page.dataframe[0].value) == 20


def test_a_race_without_splits_says_what_is_missing_instead_of_an_empty_chart(user: User, monkeypatch: Patch) -> None:
    race = log_race(user, entry(splits={}))
    page = open_page(user, "races", monkeypatch, race=str(race.id))

    page.segmented_control(key="split_view").set_value("Runs").run()

    assert "Add the splits you know to the race" in texts(page)


def test_deleting_takes_a_second_step(user: User, monkeypatch: Patch) -> None:
    race = log_race(user, entry())
    page = open_page(user, "races", monkeypatch, race=str(race.id))
    page.button(key="edit_race").click().run()
    assert "This cannot be undone." in texts(page)

    page.button(key="delete_race").click().run()

    assert races(user).empty
    assert "See where your minutes are" in texts(page)


@pytest.mark.parametrize("address", [str(uuid4()), "nonsense"])
def test_an_unknown_race_leads_back_to_the_list(user: User, monkeypatch: Patch, address: str) -> None:
    page = open_page(user, "races", monkeypatch, race=address)

    assert "Not here" in texts(page)
    assert "My races" in links(page)


def test_another_athletes_race_is_not_there(user: User, other_user: User, monkeypatch: Patch) -> None:
    race = log_race(user, entry())
    open_page(user, "races", monkeypatch, race=str(race.id))

    page = open_page(other_user, "races", monkeypatch, race=str(race.id))

    assert "Not here" in texts(page)
    assert "Springfield" not in texts(page)


def test_a_pasted_result_fills_the_form_to_confirm(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "races", monkeypatch, add="file")
    header = ",".join(["Location", "Season", "Category", "Name", *SPLIT_TIMES, "Overall_Time"])
    row = ",".join(
        ["2025 SPRINGFIELD", "8", "WOMEN", "Alex", *(str(time_s) for time_s in SPLIT_TIMES.values()), "01:28:00"]
    )
    page.text_area(key="race_text").set_value(f"{header}\n{row}\n").run()
    page.button[[button.label for button in page.button].index("Read it")].click().run()

    assert page.text_input(key="read-race-total").value == "1:28:00"
    assert page.text_input(key="read-race-sled_push").value == "3:00"
    assert races(user).empty

    page.button(key="read-race-save").click().run()
    assert len(races(user)) == 1


def test_an_unreadable_paste_says_so_and_keeps_the_text(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "races", monkeypatch, add="file")
    page.text_area(key="race_text").set_value("hello there").run()
    page.button[[button.label for button in page.button].index("Read it")].click().run()

    assert page.error
    assert page.text_area(key="race_text").value == "hello there"


def test_typed_times_keep_their_tenths() -> None:
    typed = typed_race(entry(splits={"ski_erg": 260.5}))

    assert typed.times["ski_erg"] == "4:20.5"
    assert read_times(typed.times).seconds["ski_erg"] == 260.5


def test_a_finish_typed_in_minutes_only_is_not_taken_for_hours() -> None:
    times = read_times({"total": "1:28", "ski_erg": "0:00"})

    assert "cannot be a finish: write it as h:mm:ss" in times.messages["total"]
    assert "missing is never zero" in times.messages["ski_erg"]


def test_rules_of_the_race_as_a_whole_are_told_in_words() -> None:
    mixed = read_race(TypedRace(race_name="Team", gender="mixed", times={"total": "1:28:00"}))
    silent = read_race(TypedRace(times={"total": "1:28:00"}))

    assert "A singles race is men or women" in mixed.messages[""]
    assert set(silent.messages) == {"race_name", "gender"}
