"""Race planner: a target becomes a plan, what-ifs, who does what, the odds."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from coach.pacing import PaceRequest, course_events, pace_plan
from coach.races import log_race
from data.db import User
from data.races import RaceEntry
from pages.planner.plan_view import plan_csv
from pages.planner.wishes import read_target, start_of
from tests.pages.open_page import open_page, texts
from tests.pages.sample_race import SPLIT_TIMES, TOTAL_S

Patch = pytest.MonkeyPatch


def planned(user: User, monkeypatch: Patch, target: str = "1:30:00") -> AppTest:
    page = open_page(user, "planner", monkeypatch)
    page.text_input(key="plan-target").set_value(target).run()
    assert not page.exception
    return page


def shown(page: AppTest, view: str, count: int = 3) -> AppTest:
    page.segmented_control(key=f"plan-view-{count}").set_value(view).run()
    assert not page.exception
    return page


def metrics(page: AppTest) -> dict[str, str]:
    return {metric.label: str(metric.value) for metric in page.metric}


def downloads(page: AppTest) -> set[str]:
    return {str(button.proto.label) for button in page.get("download_button")}


def own_race(user: User) -> None:
    log_race(
        user,
        RaceEntry.model_validate(
            {
                "race_name": "2025 Springfield",
                "race_date": date(2025, 11, 8),
                "gender": "women",
                "total_time_seconds": TOTAL_S,
                "splits": SPLIT_TIMES | {"wall_balls": 300.0},
            }
        ),
    )


def test_without_a_target_the_page_says_what_to_do(user: User, monkeypatch: Patch) -> None:
    page = open_page(user, "planner", monkeypatch)

    assert "Type the finish you want" in texts(page)


def test_a_target_becomes_a_table_with_leeway_and_clock(user: User, monkeypatch: Patch) -> None:
    page = planned(user, monkeypatch)

    said = texts(page)
    assert "| | Plan | Middle half | Clock |" in said
    assert said.count("\n| ") >= 17
    assert "1:30:00: faster than" in said
    assert "not a promise" in said
    assert {"Card as PNG", "Card as PDF", "Plan as CSV"} == downloads(page)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("soon", "is not a time"),
        ("1:30", "cannot be a finish"),
        ("-1:30:00", "is not a time"),
        ("0:40:00", "Too few finished near 40:00"),
        ("9:59:59", "Too few finished near 9:59:59"),
        ("[x](y)🏃", "is not a time"),
    ],
)
def test_a_wrong_target_is_answered_and_kept(user: User, monkeypatch: Patch, typed: str, answer: str) -> None:
    page = planned(user, monkeypatch, typed)

    assert answer in texts(page)
    assert "[x](" not in texts(page)
    assert page.text_input(key="plan-target").value == typed


def test_own_races_bend_the_plan_until_they_are_switched_off(user: User, monkeypatch: Patch) -> None:
    own_race(user)
    page = planned(user, monkeypatch, "1:28:00")
    assert "Bent carefully to your last race of this kind" in texts(page)
    assert "Wall balls" in texts(page).split("of this kind:")[1]

    page.toggle(key="plan-strengths").set_value(False).run()

    assert "Not bent to you" in texts(page)


def test_an_event_moves_the_plan_towards_its_course(user: User, monkeypatch: Patch) -> None:
    event = course_events(PaceRequest(gender="women", target_seconds=5400))[0]
    page = planned(user, monkeypatch)

    page.selectbox(key="plan-event-open-women").set_value(event).run()

    assert f"At {event}" in texts(page)
    assert "partly the course, partly who came" in texts(page)


def test_a_what_if_shows_the_finish_it_leads_to_and_goes_back(user: User, monkeypatch: Patch) -> None:
    page = shown(planned(user, monkeypatch), "What if")
    page.select_slider(key="what-if-wall_balls-0").set_value(-40).run()
    assert metrics(page)["Finish"] == "1:29:20"
    assert "1:29:20: 0:40 faster than planned" in texts(page)

    shown(shown(page, "Plan"), "What if")
    assert metrics(page)["Finish"] == "1:29:20"
    page.button(key="what-if-reset").click().run()

    assert metrics(page)["Finish"] == "1:30:00"


def test_a_pair_shares_the_stations(user: User, monkeypatch: Patch) -> None:
    page = planned(user, monkeypatch)
    page.segmented_control(key="plan-format").set_value("doubles").run()
    shown(page, "Team", 4)

    page.select_slider(key="share-wall_balls").set_value(70).run()

    assert "| Wall balls | 70 reps" in texts(page)
    assert "Partner A works" in texts(page)


def test_a_relay_gives_each_runner_two_legs(user: User, monkeypatch: Patch) -> None:
    page = planned(user, monkeypatch)
    page.segmented_control(key="plan-format").set_value("relay").run()
    shown(page, "Team", 4)
    assert "| 1 | 1 and 5 |" in texts(page)

    page.segmented_control(key="leg-1").set_value(2).run()
    assert "Each of the four has two legs" in texts(page)
    page.segmented_control(key="leg-6").set_value(1).run()

    assert "| 1 | 5 and 6 |" in texts(page)


def test_the_odds_count_own_races_and_stay_honest(user: User, monkeypatch: Patch) -> None:
    own_race(user)
    page = shown(planned(user, monkeypatch, "1:27:00"), "Odds")
    assert "About 56 % of athletes" in texts(page)
    assert "Your best of this kind: **1:28:00**" in texts(page)
    assert "against your first race" in texts(page)

    page.number_input(key="odds-number-open-women").set_value(7).run()

    assert "expect less than that" in texts(page)


def test_a_group_without_a_field_says_so(user: User, monkeypatch: Patch) -> None:
    page = planned(user, monkeypatch)

    page.segmented_control(key="plan-gender").set_value("mixed").run()

    assert "There are no public results of mixed open" in texts(page)


def test_the_form_starts_from_the_profile() -> None:
    assert start_of(None).target == ""
    assert read_target("1:29:59.6").target_s == 5400


def test_the_exported_plan_adds_up(user: User) -> None:
    lines = plan_csv(pace_plan(user, PaceRequest(gender="women", target_seconds=5400))).decode().splitlines()

    header, *rows = (line.split(",") for line in lines)
    assert len(rows) == 17
    assert sum(int(row[header.index("planned_s")]) for row in rows) == 5400
    assert rows[-1][header.index("clock_s")] == ""
