"""The four questions an athlete is offered depend on the athlete's day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.pipeline.intents import intent_of
from coach.pipeline.prompts_of_day import ALWAYS, suggested_prompts
from coach.profiles import save_profile
from coach.training_breaks import log_break
from data.db import User
from data.training_breaks import BreakEntry
from tests.coach.pipeline.offline_athletes import TODAY, begin_season, context_of, profile_entry


def test_in_the_middle_of_a_season_the_day_and_the_last_race_decide(user: User) -> None:
    begin_season(user)

    prompts = suggested_prompts(context_of(user))

    assert prompts == [
        "What should I do today?",
        "How do I get faster on the wall balls?",
        "What splits do I need for 1:20:00?",
        "Where do I lose time?",
    ]
    assert prompts == suggested_prompts(context_of(user))


def test_without_the_numbers_of_the_last_race_there_are_still_four(user: User) -> None:
    begin_season(user)

    prompts = suggested_prompts(context_of(user).today)

    assert len(prompts) == 4
    assert "Where do I lose time?" not in prompts


def test_who_is_new_is_led_to_the_first_race(user: User) -> None:
    assert suggested_prompts(context_of(user)) == [
        "How do I prepare for my first HYROX?",
        "What happens in a HYROX race?",
        *ALWAYS[:2],
    ]


@pytest.mark.parametrize(
    ("days", "prompt"),
    [
        (0, "What do I do in the last hours before my race?"),
        (1, "What do I do in the week before a race?"),
        (7, "What do I do in the week before a race?"),
        (8, "When should I start to taper?"),
    ],
)
def test_a_race_that_is_near_comes_up(user: User, days: int, prompt: str) -> None:
    save_profile(user, profile_entry(race_date=TODAY + timedelta(days=days)), is_complete=True)

    assert prompt in suggested_prompts(context_of(user))


def test_a_race_that_is_over_leads_to_recovery(user: User) -> None:
    save_profile(user, profile_entry(race_date=TODAY - timedelta(days=2)), is_complete=True)

    assert "How do I recover after a race?" in suggested_prompts(context_of(user))


def test_an_injury_comes_before_the_session_of_the_day(user: User) -> None:
    begin_season(user)
    log_break(user, BreakEntry(kind="injury", first_on=TODAY))

    prompts = suggested_prompts(context_of(user))

    assert prompts[0] == "What can I train while I am injured?"
    assert "What should I do today?" not in prompts


def test_every_prompt_that_is_about_the_athlete_is_understood_so() -> None:
    assert intent_of("What should I do today?") == "today"
    assert intent_of("What is my next session?") == "today"
    assert intent_of("Should I train hard today or rest?") == "today"
    assert intent_of("How was my week?") == "week"
    assert intent_of("Where do I lose time?") == "losses"
    assert intent_of("What splits do I need for 1:20:00?") == "pace"
