"""Coach K without a model: useful, honest, and never with a number of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import cycle

import psycopg
import pytest
from psycopg import sql

from coach.engines.clock import format_clock
from coach.knowledge_base import ingest, read_knowledge
from coach.pacing import PaceRequest, pace_plan
from coach.pipeline.extract import extracts
from coach.pipeline.numbers_rule import violations
from coach.pipeline.offline import NO_SESSIONS, NOTHING, OfflineAnswer, offline_answer
from coach.pipeline.offline_care import FOR_ATHLETE, is_programme
from coach.pipeline.offline_numbers import NO_LOGS, NO_PLAN, NO_RACE, NOT_LOGGED
from coach.pipeline.safety import assess
from coach.pipeline.safety.answers import GUIDANCE
from coach.profiles import save_profile
from coach.workouts import log_workout
from data import db
from data.db import User
from data.embedded import EmbeddedServer
from data.knowledge import FoundChunk, chunks_by_id, search_chunks
from data.settings import settings
from tests.coach.pipeline.offline_athletes import TODAY, begin_season, context_of, profile_entry, workout_entry
from tests.coach.pipeline.test_intents import MESSAGES
from tests.conftest import TEMPLATE


@pytest.fixture(scope="module")
def _knowledge(cluster: EmbeddedServer) -> Iterator[None]:
    """One database with the knowledge base for all tests here; nothing in it is changed by them but own athletes."""
    name = sql.Identifier("coach_offline")
    with pytest.MonkeyPatch.context() as patch, psycopg.connect(cluster.dsn(), autocommit=True) as conn:
        # With this key nothing is embedded on this machine: the words alone decide, and nothing is asked of it.
        patch.setenv("OPENAI_API_KEY", "unused")
        settings.cache_clear()
        conn.execute(sql.SQL("create database {} template {}").format(name, sql.Identifier(TEMPLATE)))
        db.open_pools(*(cluster.dsn(user=role, dbname="coach_offline") for role in ("app_login", "app_service")))
        ingest()
        yield
        db.close_pools()
        conn.execute(sql.SQL("drop database {} with (force)").format(name))
    settings.cache_clear()


@pytest.fixture(scope="module")
def athlete(_knowledge: None, cluster: EmbeddedServer) -> User:
    user = _account(cluster)
    begin_season(user)
    return user


@pytest.fixture
def newcomer(_knowledge: None, cluster: EmbeddedServer) -> User:
    return _account(cluster)


def _account(cluster: EmbeddedServer) -> User:
    user = User(uuid.uuid4(), f"{uuid.uuid4().hex[:10]}@example.org")
    with psycopg.connect(cluster.dsn(user="app_owner", dbname="coach_offline"), autocommit=True) as conn:
        conn.execute(
            "insert into auth.users (id, aud, role, email, email_confirmed_at, created_at, updated_at)"
            " values (%s, 'authenticated', 'authenticated', %s, now(), now(), now())",
            (user.id, user.email),
        )
    return user


def answered(user: User, question: str, guidance: str = "") -> OfflineAnswer:
    return offline_answer(user, question, search_chunks(user, question), context_of(user, question), guidance)


def invented(user: User, question: str, answer: OfflineAnswer) -> list[str]:
    quoted = [chunk.content for chunk in chunks_by_id(user, answer.chunk_ids)]
    return violations(answer.text, [*quoted, *context_of(user).numbers.lines, *answer.computed, question])


def test_today_says_what_to_do_and_why_what_comes_next_and_how_far_the_race_is(athlete: User) -> None:
    text = answered(athlete, "What should I do today?").text

    assert r"**Sleds \& \*runs\*" in text
    assert "(hiit, about 65 min)" in text
    assert "What it is for: Run well on tired legs." in text
    assert "Why now: Your runs after the sleds are slow." in text
    assert "Readiness: " in text
    assert "Next: “Easy run” (run, about 40 min)" in text
    assert "Your race is in 30 days" in text


def test_words_of_the_athlete_are_shown_and_make_no_link(athlete: User) -> None:
    text = answered(athlete, "What should I do today?").text

    assert "[here](http://example.org)" not in text
    assert r"\[here\](http\://example.org)" in text


def test_tomorrow_is_another_session(athlete: User) -> None:
    text = answered(athlete, "train tomorrow?").text

    assert text.startswith("Tomorrow: **Easy run** (run, about 40 min).")
    assert "Sleds" not in text


def test_the_week_is_compared_with_the_usual_one(athlete: User) -> None:
    text = answered(athlete, "How was my week?").text

    assert "This week since Monday: " in text
    assert "Your usual week (mean of the four weeks before): " in text


def test_losses_name_the_largest_and_what_helps_there_from_its_own_file(athlete: User) -> None:
    answer = answered(athlete, "Where do I lose time?")

    assert "You lose most on the wall balls: 1:11" in answer.text
    assert "- Wall balls: 7:01, +1:11 against the median" in answer.text
    assert "What helps there (wall balls):" in answer.text
    assert answer.chunk_ids
    assert all(chunk_id.startswith("wall-balls/") for chunk_id in answer.chunk_ids)


def test_a_pace_plan_is_the_planners_to_the_second(athlete: User) -> None:
    text = answered(athlete, "What splits do I need for 1:25?").text

    plan = pace_plan(athlete, PaceRequest(target_seconds=5_100, gender="women"))
    assert text.startswith("**1:25:00 in open women**")
    for part in plan.parts:
        assert (
            f"{part.label} {format_clock(part.planned_s)}" in text or f"Roxzone: {format_clock(part.planned_s)}" in text
        )
    assert "1. Run 1 " in text
    assert "/km" in text


def test_without_a_time_the_goal_time_is_planned(athlete: User) -> None:
    assert answered(athlete, "Make me a pace plan").text.startswith("**1:20:00 in open women**")


def test_the_group_of_the_question_counts_before_the_profiles(athlete: User) -> None:
    assert answered(athlete, "splits for 1:10 pro men").text.startswith("**1:10:00 in pro men**")
    assert answered(athlete, "splits for 1:10 mixed doubles").text.startswith("**1:10:00 in mixed doubles**")


def test_a_target_nobody_reaches_is_refused_with_what_can_be_planned(athlete: User) -> None:
    text = answered(athlete, "splits for 50 minutes").text

    assert "Too few finished near 50:00" in text
    assert "choose a target from 1:02:30" in text


def test_paces_are_said_in_miles_to_those_who_read_miles(newcomer: User) -> None:
    save_profile(newcomer, profile_entry(units_preference="imperial", race_date=None), is_complete=True)

    text = answered(newcomer, "splits for 1:20").text

    assert "/mi" in text
    assert "/km" not in text


def test_who_has_told_nothing_is_asked_and_told_what_to_enter(newcomer: User) -> None:
    assert NO_PLAN in answered(newcomer, "What should I do today?").text
    assert NO_LOGS in answered(newcomer, "How was my week?").text
    assert NO_RACE in answered(newcomer, "Where do I lose time?").text
    assert "Which finish time do you want?" in answered(newcomer, "Make me a pace plan").text
    assert "whether you race with the women, the men or mixed" in answered(newcomer, "splits for 1:20").text


def test_feedback_is_taken_with_what_was_logged_and_leads_to_one_step(athlete: User, newcomer: User) -> None:
    log_workout(newcomer, workout_entry(TODAY, title="Tempo <run>", duration_minutes=42, rpe_post=8))

    logged = answered(newcomer, "The run felt hard").text

    assert r"Logged today: Tempo \<run\>, 42 min, effort 8 of 10." in logged
    assert logged.count("One next step:") == 1
    assert NOT_LOGGED in answered(athlete, "Great workout").text


def test_changes_say_where_in_the_app_and_what_stands(athlete: User) -> None:
    plan = answered(athlete, "too hard this week").text
    goal = answered(athlete, "switch to ultras")

    assert "Next: “Easy run”" in plan
    assert "Plan page" in plan
    assert "Goals page" in goal.text
    assert any("ultra" in chunk_id for chunk_id in goal.chunk_ids)


def test_a_greeting_gets_one_back_and_three_things_to_ask(athlete: User) -> None:
    text = answered(athlete, "hi").text

    assert text.startswith("Hello")
    assert text.count("\n- ") == 3


def test_knowledge_is_quoted_word_for_word_under_its_heading_with_its_sources(athlete: User) -> None:
    answer = answered(athlete, "Should my arms be straight on the sled push?")

    first = chunks_by_id(athlete, answer.chunk_ids)[0]
    assert first.id == "sled-push/technique/body-angle-and-arm-position"
    assert answer.text.startswith("**Body angle and arm position**")
    assert "Long arms, elbows nearly locked" in answer.text
    assert f"Sources: {first.source_name} › {first.section}" in answer.text
    assert len(answer.text.split()) < 260


def test_what_is_not_in_the_knowledge_base_is_said_plainly(athlete: User) -> None:
    answer = answered(athlete, "What is the capital of France?")

    assert answer == OfflineAnswer(NOTHING, [])


def test_few_words_and_slips_still_find_what_they_mean(athlete: User) -> None:
    assert any("taper" in chunk_id for chunk_id in answered(athlete, "how do I taper").chunk_ids)
    assert any("roxzone" in chunk_id for chunk_id in answered(athlete, "best strategy for roxzne").chunk_ids)
    assert answered(athlete, "how do I get better at the ski erg").chunk_ids[0].startswith("ski-erg/")


def test_what_is_for_pairs_is_not_told_to_somebody_alone(athlete: User) -> None:
    alone = answered(athlete, "how many breaks on the wall balls")
    paired = answered(athlete, "how do we share the wall balls in doubles")

    assert not any(chunk_id.startswith("doubles-") for chunk_id in alone.chunk_ids)
    assert any(chunk_id.startswith("doubles-") for chunk_id in paired.chunk_ids)


def test_with_a_diagnosis_no_session_pace_or_programme_is_given(athlete: User) -> None:
    questions = ("What should I do today?", "splits for 1:20", "What sessions should I do for the sled push?")

    answers = [answered(athlete, question, GUIDANCE["diagnosed"]) for question in questions]

    for answer in answers:
        assert answer.text.startswith(FOR_ATHLETE["diagnosed"])
        assert r"Sleds \&" not in answer.text
        assert "/km" not in answer.text
        assert not any(is_programme(chunk) for chunk in chunks_by_id(athlete, answer.chunk_ids))
    assert NO_SESSIONS in answers[0].text


def test_an_unassessed_symptom_gets_education_and_no_session(athlete: User) -> None:
    question = "My knee has been swollen for weeks, what should I do today?"

    answer = answered(athlete, question, assess(question).guidance)

    assert FOR_ATHLETE["undiagnosed"] in answer.text or FOR_ATHLETE["blocked"] in answer.text
    assert "hiit" not in answer.text


@pytest.mark.parametrize("key", GUIDANCE)
def test_every_guidance_has_words_for_the_athlete(key: str, athlete: User) -> None:
    text = answered(athlete, "How do I pace the wall balls?", GUIDANCE[key]).text

    assert text.startswith(FOR_ATHLETE[key])
    assert "Safety level" not in text


def test_guidance_nobody_foresaw_is_still_careful(athlete: User) -> None:
    text = answered(athlete, "What should I do today?", "Be careful with this one.").text

    assert "no replacement for a professional" in text
    assert "hiit" not in text


def test_no_answer_holds_a_number_that_stands_in_none_of_its_sources(athlete: User) -> None:
    numbers = cycle(range(3))
    asks = [chunk.asks[next(numbers) % len(chunk.asks)] for chunk in read_knowledge()[::3]]
    questions = [*asks, *(text for texts in MESSAGES.values() for text in texts)]

    wrong = {
        question: found for question in questions if (found := invented(athlete, question, answered(athlete, question)))
    }

    assert len(questions) > 300
    assert wrong == {}


def test_most_questions_of_the_knowledge_base_are_answered_from_their_own_passage(athlete: User) -> None:
    chunks = read_knowledge()[::4]

    own = [chunk.id in answered(athlete, chunk.asks[0]).chunk_ids for chunk in chunks]

    assert sum(own) > 0.75 * len(own)


def test_lists_stay_whole_and_leaning_sentences_keep_what_they_lean_on() -> None:
    content = (
        "Rowing well starts with the legs. It is mostly legs.\n\nThree cues for the catch:\n\n- Shins upright.\n"
        "- Arms long.\n- Breathe in.\n\nThe damper matters less. A flywheel is a wheel."
    )
    chunk = FoundChunk("rowing/technique/catch", content, "Rowing", "Technique › Catch", [], 1.0)

    (found,) = extracts("cues for the rowing catch", [chunk])

    assert "Three cues for the catch:\n\n- Shins upright.\n- Arms long.\n- Breathe in." in found.text
    assert found.text.startswith("Rowing well starts with the legs.")
