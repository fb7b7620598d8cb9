"""Events: import with its report, browsing, analysis, claim, delete."""

from __future__ import annotations

import pytest

from coach.events import import_event
from coach.races import claim_result
from data.db import User
from data.events import ResultFilter, event_results, events
from data.races import races
from tests.pages.open_page import links, open_page, texts
from tests.pages.sample_race import SPLIT_TIMES
from tests.sample_event import official_csv

Patch = pytest.MonkeyPatch
SPLIT_HEADER = ",".join(SPLIT_TIMES)
SPLIT_ROW = ",".join(str(time_s) for time_s in SPLIT_TIMES.values())


def test_an_imported_file_is_reported_row_by_row_and_listed(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "events", monkeypatch)
    assert "Names in the file are visible to you only" in texts(page)

    page.file_uploader(key="event_file").upload("springfield.csv", official_csv(60), "text/csv").run()
    page.button(key="import_event").click().run()

    counts = {metric.label: metric.value for metric in page.metric}
    assert counts == {"Rows read": "60", "Saved": "60", "Duplicates": "0", "No result": "0", "Refused": "0"}
    assert "60 results of 2025 Springfield saved" in texts(page)
    assert "Open 2025 Springfield" in links(page)
    assert len(events(user)) == 1


def test_importing_the_same_file_again_says_that_nothing_is_new(user: User, monkeypatch: Patch) -> None:
    import_event(user, official_csv(30), "springfield.csv")
    page = open_page(user, "events", monkeypatch)

    page.file_uploader(key="event_file").upload("springfield.csv", official_csv(30), "text/csv").run()
    page.button(key="import_event").click().run()

    assert "Nothing new: 30 results of 2025 Springfield here already" in texts(page)


def test_refused_rows_are_shown_with_line_and_reason_and_can_be_downloaded(user: User, monkeypatch: Patch) -> None:
    content = official_csv(5) + b"2025 SPRINGFIELD,EUROPE,AT,8,MEN,Bad,X1,H,five minutes" + b"," * 20 + b"\n"
    page = open_page(user, "events", monkeypatch)

    page.file_uploader(key="event_file").upload("springfield.csv", content, "text/csv").run()
    page.button(key="import_event").click().run()

    refused = page.dataframe[0].value
    assert list(refused.columns) == ["Line", "Why"]
    assert refused["Line"].tolist() == [7]
    assert "Refused rows as CSV" in [str(button.proto.label) for button in page.get("download_button")]


def test_what_the_file_does_not_say_is_asked_and_the_file_is_kept(user: User, monkeypatch: Patch) -> None:
    content = f"name,{SPLIT_HEADER},roxzone\nAlex,{SPLIT_ROW},450\n".encode()
    page = open_page(user, "events", monkeypatch)
    page.file_uploader(key="event_file").upload("splits.csv", content, "text/csv").run()
    page.button(key="import_event").click().run()
    assert page.warning

    page.text_input(key="import_event_name").set_value("2025 Springfield")
    page.selectbox(key="import_division").set_value("open")
    page.segmented_control(key="import_gender").set_value("women")
    page.button(key="import_event").click().run()

    assert "1 result of 2025 Springfield saved" in texts(page)
    assert not page.warning


def test_an_unreadable_file_says_so_and_saves_nothing(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "events", monkeypatch)

    page.file_uploader(key="event_file").upload("notes.csv", b"hello\nthere\n", "text/csv").run()
    page.button(key="import_event").click().run()

    assert page.error
    assert events(user).empty


def test_results_are_filtered_and_paged_and_each_row_is_a_link(user: User, monkeypatch: Patch) -> None:
    event_id = import_event(user, official_csv(90), "springfield.csv").event_id
    page = open_page(user, "events", monkeypatch, event=str(event_id))
    assert "90 of 90 results" in texts(page)
    assert len([label for label in links(page) if "Athlete" in label]) == 25

    page.selectbox(key="filter_gender").set_value("women").run()
    page.selectbox(key="filter_division").set_value("open").run()

    expected = event_results(user, event_id, ResultFilter(division="open", gender="women"), 1, 100)
    assert f"{expected.total} of 90 results" in texts(page)
    assert f"1. {expected.frame.iloc[0]['name']}" in links(page)[1]

    page.text_input(key="filter_name").set_value("nobody at all").run()
    assert "No result matches these filters" in texts(page)


def test_results_can_be_shown_as_a_table(user: User, monkeypatch: Patch) -> None:
    event_id = import_event(user, official_csv(30), "springfield.csv").event_id
    page = open_page(user, "events", monkeypatch, event=str(event_id))

    page.segmented_control(key="results_view").set_value("Table").run()

    assert list(page.dataframe[0].value.columns[:4]) == ["Place", "Name", "Finish", "Runs"]
    assert len(page.dataframe[0].value) == 25


def test_anybodys_result_opens_as_an_analysis_and_is_claimed_once(user: User, monkeypatch: Patch) -> None:
    event_id = import_event(user, official_csv(80), "springfield.csv").event_id
    row = event_results(user, event_id, ResultFilter(division="open", gender="men")).frame.iloc[0]
    page = open_page(user, "events", monkeypatch, event=str(event_id), result=str(row["id"]))
    assert f"# {row['name']}" in texts(page)
    assert "Same event" in [metric.label for metric in page.metric]
    assert "people who finish like them" in texts(page)
    assert "like you" not in texts(page)

    page.button(key="claim_result").click().run()
    assert races(user)["event_result_id"].tolist() == [row["id"]]
    assert "This is your race: open it in My races" in links(page)
    assert not [button for button in page.button if button.key == "claim_result"]
    assert "people who finish like you" in texts(page)


def test_deleting_an_event_takes_a_second_step_and_leaves_claimed_races(user: User, monkeypatch: Patch) -> None:
    event_id = import_event(user, official_csv(20), "springfield.csv").event_id
    claim_result(user, event_id, event_results(user, event_id, ResultFilter()).frame.iloc[0]["id"], None)
    page = open_page(user, "events", monkeypatch, event=str(event_id))
    assert "Races you claimed stay." in texts(page)

    page.button(key="delete_event").click().run()

    assert events(user).empty
    assert len(races(user)) == 1


def test_another_athletes_event_and_its_names_are_not_there(user: User, other_user: User, monkeypatch: Patch) -> None:
    event_id = import_event(user, official_csv(20), "springfield.csv").event_id
    result_id = event_results(user, event_id, ResultFilter()).frame.iloc[0]["id"]
    open_page(user, "events", monkeypatch, event=str(event_id), result=str(result_id))

    for query in ({"event": str(event_id)}, {"event": str(event_id), "result": str(result_id)}):
        page = open_page(other_user, "events", monkeypatch, **query)
        assert "Not here" in texts(page)
        assert "Athlete 0" not in texts(page) + "".join(links(page))


def test_a_name_with_markup_stays_text(user: User, monkeypatch: Patch) -> None:
    content = official_csv(3).replace(b"Athlete 00001", b"[Alex](http://example.org)")
    event_id = import_event(user, content, "springfield.csv").event_id

    page = open_page(user, "events", monkeypatch, event=str(event_id))

    assert any("\\[Alex\\]\\(http\\:\u2060//example\\.org\\)" in label for label in links(page))
