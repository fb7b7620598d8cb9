"""How far the race is, on every page where it matters, on the athlete's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coach.profiles import change_profile
from coach.races import log_race
from data.db import User
from data.profiles import ProfileChange
from data.races import RaceEntry
from pages.countdown import countdown_line
from tests.pages.open_page import links, open_page, texts

Patch = pytest.MonkeyPatch
PAGES = ["today", "plan", "planner", "races", "settings"]


def today_in(zone: str) -> date:
    return datetime.now(ZoneInfo(zone)).date()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_that_is_about_the_race_says_how_far_it_is(user: User, monkeypatch: Patch, page: str) -> None:
    change_profile(user, ProfileChange(race_date=today_in("UTC") + timedelta(days=12)))

    assert "Your race is in 12 days" in texts(open_page(user, page, monkeypatch))


@pytest.mark.parametrize("page", PAGES)
def test_without_a_race_ahead_nothing_is_counted(user: User, monkeypatch: Patch, page: str) -> None:
    assert "Your race" not in texts(open_page(user, page, monkeypatch))

    change_profile(user, ProfileChange(race_date=today_in("UTC") - timedelta(days=2)))

    assert "Your race is" not in texts(open_page(user, page, monkeypatch))


def test_days_are_said_as_people_say_them() -> None:
    day = date(2026, 12, 12)

    said = [countdown_line(day + timedelta(days=ahead), day) for ahead in (-1, 0, 1, 2)]

    assert [line.partition("**")[2].partition("**")[0] for line in said] == [
        "", "Your race is today", "Your race is tomorrow", "Your race is in 2 days",
    ]  # fmt: skip
    assert countdown_line(None, day) == ""


@pytest.mark.parametrize("page", ["today", "plan"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_days_begin_where_the_athlete_is(user: User, monkeypatch: Patch, page: str, zone: str) -> None:
    change_profile(user, ProfileChange(time_zone=zone, race_date=today_in(zone) + timedelta(days=1)))

    assert "Your race is tomorrow" in texts(open_page(user, page, monkeypatch))


def test_a_past_race_asks_for_its_result_or_a_new_date(user: User, monkeypatch: Patch) -> None:
    race_on = datetime.now(UTC).date() - timedelta(days=3)
    change_profile(user, ProfileChange(race_date=race_on))
    page = open_page(user, "today", monkeypatch)
    assert "How did it go?" in texts(page)
    assert {"Add the result", "Set a new race date"} <= set(links(page))

    fields = {"race_name": "Vienna", "race_date": race_on, "gender": "women", "total_time_seconds": 5400}
    log_race(user, RaceEntry.model_validate(fields | {"is_simulation": True}))
    page.run()
    assert "How did it go?" in texts(page)
    log_race(user, RaceEntry.model_validate(fields | {"format": "doubles", "division": "open"}))
    page.run()

    assert "How did it go?" not in texts(page)
