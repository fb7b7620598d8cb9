"""Import: the report accounts for every row, questions keep the files, and an import can be undone or cancelled."""

from __future__ import annotations

from datetime import datetime
from threading import Thread

import pytest
from streamlit.testing.v1 import AppTest

from coach.activity_import import import_activities
from coach.activity_uploads import UploadedFile
from data.activities import activities
from data.activity_imports import imports
from data.db import User
from data.workouts import workouts
from pages.activity_import.import_run import CancelledImport, ImportRun
from tests.activity_files import Row, garmin_csv, runs
from tests.pages.open_page import links, open_page, texts

Patch = pytest.MonkeyPatch
START = datetime(2026, 5, 2, 8, 30)  # noqa: DTZ001 - local, as a watch shows it
NO_UNIT = b"Activity Type,Date,Title,Distance,Time\nRunning,2026-03-14 07:00:00,Run,3.10,00:30:00\n"


def import_file(page: AppTest, content: bytes, name: str = "Activities.csv") -> AppTest:
    page.file_uploader(key="activity_files").upload(name, content, "text/csv").run()
    return page.button(key="import_activities").click().run()


def counts(page: AppTest) -> dict[str, str]:
    return {metric.label: str(metric.value) for metric in page.metric}


def test_a_list_is_reported_row_by_row_with_its_unit_and_its_days(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "activity_import", monkeypatch)
    assert "Every file you import is listed here" in texts(page)

    import_file(page, garmin_csv(runs(3)))

    assert counts(page) == {
        "Rows read": "3", "Saved": "3", "Known already": "0", "Of these completed": "0", "Refused": "0",
    }  # fmt: skip
    assert "**3 activities saved**" in texts(page)
    assert "Activities of 1 Mar 2025 to 3 Mar 2025  \n3 runs, 16.11 km in 1:20:33 (h:mm:ss)" in texts(page)
    assert "Distances were read as kilometres\\: cadence × stride × pace" in texts(page)
    assert "Look at your activities" in links(page)
    assert len(activities(user)) == 3


def test_importing_the_same_file_again_says_that_nothing_is_new(user: User, monkeypatch: Patch) -> None:
    page = import_file(open_page(user, "activity_import", monkeypatch), garmin_csv(runs(3)))

    page.button(key="import_activities").click().run()

    assert "**Nothing new: 3 activities here already**" in texts(page)
    assert counts(page)["Saved"] == "0"
    assert len(activities(user)) == 3
    assert not [button for button in page.button if button.key == "other_unit"]


def test_a_full_page_of_twenty_rows_is_warned_about(user: User, monkeypatch: Patch) -> None:
    page = import_file(open_page(user, "activity_import", monkeypatch), garmin_csv(runs(20)))

    assert ["exactly 20 activities" in warning.value for warning in page.warning] == [True]


def test_refused_rows_are_shown_with_line_and_reason_and_the_good_ones_are_kept(user: User, monkeypatch: Patch) -> None:
    content = garmin_csv([Row(START), Row(datetime(1989, 12, 31, 0, 0))])  # noqa: DTZ001

    page = import_file(open_page(user, "activity_import", monkeypatch), content)

    refused = page.table[0].value
    assert list(refused.columns) == ["Line", "Why"]
    assert refused["Line"].tolist() == ["3"]
    assert "correct the date" in refused["Why"][0]
    assert "Refused rows as CSV" in [str(button.proto.label) for button in page.get("download_button")]
    assert len(activities(user)) == 1


def test_many_refused_rows_are_listed_whole(user: User, monkeypatch: Patch) -> None:
    before_clocks = [Row(datetime(1989, 12, 31, hour, 0)) for hour in range(24)]  # noqa: DTZ001

    page = import_file(open_page(user, "activity_import", monkeypatch), garmin_csv([Row(START), *before_clocks]))

    assert page.dataframe[0].value["Line"].tolist() == list(range(3, 27))


def test_one_unreadable_file_among_several_loses_none_of_the_others(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "activity_import", monkeypatch)
    page.file_uploader(key="activity_files").upload("notes.csv", b"hello\nthere\n", "text/csv")
    page.file_uploader(key="activity_files").upload("Activities.csv", garmin_csv(runs(2)), "text/csv").run()

    page.button(key="import_activities").click().run()

    assert page.table[0].value["File"].tolist() == ["notes\\.csv"]
    assert len(activities(user)) == 2


def test_an_unreadable_file_says_so_and_saves_nothing(user: User, monkeypatch: Patch) -> None:
    page = import_file(open_page(user, "activity_import", monkeypatch), b"hello\nthere\n", "notes.csv")

    assert page.error
    assert not page.metric
    assert imports(user).empty


def test_an_unknown_unit_is_asked_for_and_the_file_is_kept(user: User, monkeypatch: Patch) -> None:
    page = import_file(open_page(user, "activity_import", monkeypatch), NO_UNIT)
    assert "Nothing is saved yet." in texts(page)
    assert page.button(key="import_activities").disabled
    assert activities(user).empty

    page.segmented_control(key="activity_unit").set_value("mi").run()
    page.button(key="import_activities").click().run()

    assert [round(distance_m) for distance_m in activities(user)["distance_m"]] == [4_989]
    assert "Nothing is saved yet." not in texts(page)
    assert "Distances were read as miles" in texts(page)


def test_the_other_unit_replaces_what_was_imported(user: User, monkeypatch: Patch) -> None:
    page = import_file(open_page(user, "activity_import", monkeypatch), garmin_csv([Row(START)]))
    assert activities(user)["distance_m"].tolist() == [10_000.0]

    page.button(key="other_unit").click().run()

    assert [round(distance_m) for distance_m in activities(user)["distance_m"]] == [16_093]
    assert imports(user)["unit"].tolist() == ["mi"]
    assert "Distances were read as miles\\: you said so" in texts(page)
    assert "You said miles, but the file looks like kilometres" in texts(page)


def test_an_import_is_undone_after_saying_what_goes(user: User, monkeypatch: Patch) -> None:
    report = import_activities(user, [UploadedFile("spring.csv", garmin_csv(runs(3)))])
    page = open_page(user, "activity_import", monkeypatch)
    assert "Garmin Connect list in kilometres · 3 activities saved · covers 1 Mar 2025 to 2 Mar 2025" in texts(page)

    page.button(key=f"undo-{report.import_ids[0]}").click().run()
    assert "3 activities will go, for good." in texts(page)
    assert len(activities(user)) == 3
    page.button(key="undo_import").click().run()

    assert activities(user).empty
    assert workouts(user).empty
    assert "Every file you import is listed here" in texts(page)


def test_a_cancelled_import_keeps_nothing(user: User) -> None:
    run = ImportRun()

    def cancel_while_it_saves(share: float, _text: str) -> None:
        if share > 0.5:
            click = Thread(target=run.cancel)
            click.start()
            click.join()

    with pytest.raises(CancelledImport):
        import_activities(
            user,
            [UploadedFile("Activities.csv", garmin_csv(runs(2)))],
            tell=lambda step: run.reach(step, cancel_while_it_saves),
        )

    assert activities(user).empty
    assert imports(user).empty


def test_an_import_that_is_done_cannot_be_cancelled(user: User) -> None:
    run = ImportRun()

    import_activities(
        user, [UploadedFile("a.csv", garmin_csv(runs(2)))], tell=lambda step: run.reach(step, lambda *_: None)
    )

    assert run.cancel() is False
    assert len(activities(user)) == 2


def test_the_name_of_a_file_stays_text(user: User, monkeypatch: Patch) -> None:
    import_activities(user, [UploadedFile("[runs](http://example.org).csv", garmin_csv(runs(1)))])

    page = open_page(user, "activity_import", monkeypatch)

    assert "\\[runs\\]\\(http\\:\u2060//example\\.org\\)" in texts(page)


def test_somebody_elses_imports_are_not_there(user: User, other_user: User, monkeypatch: Patch) -> None:
    import_activities(user, [UploadedFile("spring.csv", garmin_csv(runs(2)))])

    page = open_page(other_user, "activity_import", monkeypatch)

    assert "spring" not in texts(page)
