"""Imported events: every row accounted for, nothing twice, nobody else sees them."""

from __future__ import annotations

import pytest

from coach.events import NeedsAnswer, import_event, remove_event
from coach.races import claim_result
from coach.readers.race_files import RaceFileAnswers
from data.db import User
from data.errors import NotFound, Rejected
from data.events import ResultFilter, event_results, events, find_result, result_choices
from data.races import races
from tests.sample_event import official_csv

ONE_WITHOUT_EVENT = (
    b"name,run1_time,skiErg_time,run2_time,sledPush_time,run3_time,sledPull_time,run4_time,burpeeBroadJumps_time,"
    b"run5_time,rowing_time,run6_time,farmersCarry_time,run7_time,sandbagLunges_time,run8_time,wallBalls_time,roxZone_time\n"
    b"Athlete 1,04:16.6,04:23.4,04:53.8,03:23.3,05:19.1,05:29.1,05:17.5,03:55.4,05:27.6,04:44.5,05:17.1,02:04.6,"
    b"05:18.8,04:47.7,05:37.6,06:04.8,07:41.9\n"
)


def test_every_row_is_accounted_for(user: User) -> None:
    report = import_event(user, official_csv(500), "springfield.csv")

    assert report.name == "2025 Springfield"
    assert report.rows_read == 500
    assert report.rows_read == (
        report.rows_saved + report.rows_duplicate + report.rows_without_result + len(report.rows_refused)
    )
    assert events(user).iloc[0]["result_count"] == report.rows_saved


def test_the_same_file_again_adds_nothing(user: User) -> None:
    first = import_event(user, official_csv(200), "springfield.csv")

    second = import_event(user, official_csv(200), "renamed.csv")

    assert second.event_id == first.event_id
    assert (second.rows_saved, second.rows_duplicate) == (0, 200)
    assert len(events(user)) == 1


def test_a_longer_version_of_a_file_adds_only_the_new_rows(user: User) -> None:
    import_event(user, official_csv(100), "springfield.csv")

    longer = import_event(user, official_csv(150), "springfield.csv")

    assert longer.rows_saved == 50


def test_a_file_that_does_not_tell_its_event_asks(user: User) -> None:
    with pytest.raises(NeedsAnswer) as question:
        import_event(user, ONE_WITHOUT_EVENT, "splits.csv")

    assert set(question.value.needs) == {"event_name", "division", "gender"}
    answers = RaceFileAnswers(event_name="2025 Springfield", division="open", gender="men")
    assert import_event(user, ONE_WITHOUT_EVENT, "splits.csv", answers).rows_saved == 1


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"hello", b"%PDF-1.7", b"PK\x03\x04 not a table"])
def test_what_is_no_results_file_is_refused_in_words(user: User, content: bytes) -> None:
    with pytest.raises(Rejected):
        import_event(user, content, "something.csv")

    assert events(user).empty


def test_absurd_numbers_are_refused_by_row_and_not_by_crash(user: User) -> None:
    text = official_csv(3).decode("utf-8-sig").splitlines()
    cells = text[1].split(",")
    cells[-1], cells[-2] = "999999999999", ""
    content = "\n".join([text[0], ",".join(cells), *text[2:]]).encode()

    report = import_event(user, content, "springfield.csv")

    assert report.rows_read == 3
    assert report.rows_saved + len(report.rows_refused) == 3


def test_names_are_visible_to_the_importing_account_only(user: User, other_user: User) -> None:
    event_id = import_event(user, official_csv(50), "springfield.csv").event_id
    result_id = event_results(user, event_id, ResultFilter()).frame.iloc[0]["id"]

    assert events(other_user).empty
    with pytest.raises(NotFound):
        event_results(other_user, event_id, ResultFilter())
    with pytest.raises(NotFound):
        find_result(other_user, event_id, result_id)
    with pytest.raises(NotFound):
        claim_result(other_user, event_id, result_id, None)
    with pytest.raises(NotFound):
        remove_event(other_user, event_id)


def test_two_accounts_may_import_the_same_file(user: User, other_user: User) -> None:
    mine, theirs = (import_event(each, official_csv(50), "springfield.csv") for each in (user, other_user))

    assert mine.rows_saved == theirs.rows_saved == 50
    assert mine.event_id != theirs.event_id


def test_results_are_filtered_paged_and_placed(user: User) -> None:
    event_id = import_event(user, official_csv(300), "springfield.csv").event_id
    women = ResultFilter(division="open", gender="women")

    first, second = (event_results(user, event_id, women, page, 10) for page in (1, 2))

    assert first.total == second.total > 20
    assert first.frame["place"].tolist() == first.frame["total_seconds"].rank(method="min").tolist()
    assert first.frame["total_seconds"].is_monotonic_increasing
    assert set(first.frame["id"]).isdisjoint(second.frame["id"])


def test_a_filtered_name_is_text_not_a_pattern(user: User) -> None:
    event_id = import_event(user, official_csv(30), "springfield.csv").event_id

    assert event_results(user, event_id, ResultFilter(name="athlete 00007")).total == 1
    assert event_results(user, event_id, ResultFilter(name="%")).total == 0


def test_the_choices_are_those_of_the_event(user: User) -> None:
    event_id = import_event(user, official_csv(300), "springfield.csv").event_id

    choices = result_choices(user, event_id)

    assert choices["gender"] == ["men", "mixed", "women"]
    assert "relay" in choices["division"]


def test_deleting_an_event_keeps_the_claimed_race(user: User) -> None:
    event_id = import_event(user, official_csv(30), "springfield.csv").event_id
    result_id = event_results(user, event_id, ResultFilter()).frame.iloc[0]["id"]
    claim_result(user, event_id, result_id, None)

    remove_event(user, event_id)

    assert events(user).empty
    assert races(user)["event_id"].tolist() == [None]
