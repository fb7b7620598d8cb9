"""Answers about the plan that rolls on and about fitness: from what was computed, with days, units and reasons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.pipeline.actions import proposed
from coach.pipeline.context import Context
from coach.pipeline.numbers_rule import violations
from coach.pipeline.offline_numbers import NO_PLAN
from coach.pipeline.offline_plan import NO_RUNS, fitness_said, plan_said
from coach.pipeline.offline_proposals import CHECK, above_cards
from coach.pipeline.prompt import athlete_message
from coach.pipeline.safety import assess
from coach.plan_refresh import refresh_plan
from coach.profiles import change_profile
from data.db import User
from data.profiles import ProfileChange
from tests.coach.pipeline.runners import DAY, begin_running, context_on
from tests.rolling import watch_run


@pytest.fixture
def context(user: User) -> Context:
    begin_running(user)
    return context_on(user)


def test_a_model_is_told_the_plan_the_fitness_and_the_last_twenty_runs(user: User) -> None:
    begin_running(user)
    for ago in range(1, 25):
        watch_run(user, DAY - timedelta(days=60 + ago), 6_000, 2_000)

    told = athlete_message(context_on(user)) or ""

    assert "Running score: 49.8 (high confidence). From your 5 km race, 20:00" in told
    assert "threshold 4:16 /km" in told
    assert "Running plan that rolls on: goal 10 km" in told
    assert "This week, from Mon 16 Mar 2026" in told
    assert "Next week, from Mon 23 Mar 2026" in told
    assert "Planned sessions of the last eight weeks: 7 assumed done without one." in told
    assert told.count("Run on ") == 20
    assert len(told) < 6_000


def test_this_week_and_the_next_are_listed_with_their_days(context: Context) -> None:
    this, following = (plan_said(context, f"what is on {which} week").text for which in ("this", "next"))

    assert this.startswith("This week, from Mon 16 Mar 2026 (Base: easy kilometres first): 5 sessions, ")
    assert "- Wed 18 Mar 2026: Easy run: 7.7 km, 40 min (assumed done, nothing uploaded)." in this
    assert following.startswith("Next week, from Mon 23 Mar 2026")
    assert "16 Mar" not in following


def test_why_a_long_run_is_as_long_as_it_is(context: Context) -> None:
    text = plan_said(context, "Why is my long run shorter?").text

    assert text.startswith("Sun 22 Mar 2026: Long run: 15.1 km")
    assert "never more than 10 % above your longest of the last 30 days" in text
    assert "Longest run of the last 30 days: 14 km" in text


def test_what_changed_is_told_with_its_reasons(user: User) -> None:
    begin_running(user)
    refresh = refresh_plan(user, "weekly", None, DAY)

    text = plan_said(context_on(user), "what changed in my plan?").text

    assert "(weekly refresh). Looked at the week from Mon 9 Mar 2026" in text
    assert refresh.changes[0].what.split(" → ")[0] in text.replace("\\", "")
    assert " Why: " in text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("when is my next threshold session", "Your next one, Thu 19 Mar 2026: Threshold: 2 × 2 km"),
        ("how many of my sessions were assumed?", "7 assumed done without one"),
        ("what am I training for?", "goal 10 km, race on Sun 7 Jun 2026"),
    ],
)
def test_the_plan_is_answered_as_it_is_asked_for(context: Context, question: str, answer: str) -> None:
    assert answer in plan_said(context, question).text


@pytest.mark.parametrize(
    ("question", "answer", "not_said"),
    [
        ("what pace for threshold", "Your threshold pace: 4:16 /km. From your 5 km race, 20:00", "easy"),
        ("what is my easy pace", "Your easy pace: 4:56 /km to 5:35 /km.", "threshold"),
        ("what are my training paces", "marathon 4:32 /km, threshold 4:16 /km", "Longest run"),
        ("How fit am I?", "Running score: 49.8", "Longest run"),
        ("what was my longest run", "30 days: 14 km, so the next one is at most 15.4 km.", "5 km"),
        ("how far do I run per week", "Weekly running distance: ", "score"),
        ("how fast can I run a 10k", "10 km 40:34 to 42:40", "score"),
        ("how were my last runs", "Run on Sun 8 Mar 2026: 14 km in 1:24:00, 6:00 /km.", "score"),
    ],
)  # fmt: skip
def test_fitness_is_answered_as_it_is_asked_for(context: Context, question: str, answer: str, not_said: str) -> None:
    text = fitness_said(context, question).text

    assert answer in text
    assert not_said not in text


def test_every_number_of_an_answer_was_computed(context: Context) -> None:
    questions = ("what is on this week", "why is my long run shorter", "what changed in my plan", "next long run")
    said = [plan_said(context, question) for question in questions]
    said += [fitness_said(context, question) for question in ("how fit am I", "my easy pace", "my longest run")]

    assert [violations(one.text, one.computed) for one in said] == [[]] * len(said)


def test_paces_and_lengths_are_in_the_athletes_units(user: User) -> None:
    begin_running(user)
    change_profile(user, ProfileChange(units_preference="imperial"))

    context = context_on(user)

    assert "/mi" in fitness_said(context, "what is my easy pace").text
    assert " mi" in plan_said(context, "what is on next week").text


def test_nothing_is_said_that_is_not_known(user: User) -> None:
    empty = context_on(user)

    assert plan_said(empty, "what is on this week").text == NO_PLAN
    assert fitness_said(empty, "how fit am I").text == NO_RUNS
    assert empty.numbers.running.lines == []


def test_without_a_race_or_test_no_pace_is_named(user: User) -> None:
    watch_run(user, DAY - timedelta(days=1))

    text = fitness_said(context_on(user), "what pace for threshold").text

    assert "Run a 5 km test or enter a race" in text
    assert "/km" not in text


def test_another_goal_is_assessed_before_it_is_saved(user: User, context: Context) -> None:
    actions = proposed("I want to train for a marathon", context).actions

    text = above_cards(user, actions, context, "")

    assert "To finish a marathon well" in text
    assert "fill in its day" in text
    assert text.endswith(CHECK)


def test_who_is_hurt_hears_about_care_before_the_break(user: User, context: Context) -> None:
    message = "My calf hurts since Tuesday"
    actions = proposed(message, context).actions

    text = above_cards(user, actions, context, assess(message).guidance)

    assert "physiotherapist or doctor" in text.split("\n\n")[0]
    assert [action.kind for action in actions] == ["add_break"]
    assert text.endswith(CHECK)
