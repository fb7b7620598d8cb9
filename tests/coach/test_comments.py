"""Comments and proposals between an athlete and a coach."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import DictRow
from pydantic import ValidationError

from coach.coach_access import revoke_access
from coach.comments import change_comment, remove_comment, write_comment
from coach.plan_days import change_day, complete_day
from coach.plans import create_plan
from coach.proposals import accept_proposal, decline_proposal, propose_change, withdraw_proposal
from coach.races import log_race, remove_race
from coach.workouts import log_workout
from data.cache import revision
from data.coach_access import coach_grants
from data.comments import CommentEntry, Target, athlete_comments, comments
from data.db import User
from data.errors import Conflict, NotFound, Rejected, Stale
from data.plan_days import PlanDay, PlanDayEntry, find_day
from data.plan_versions import plan_versions
from data.plans import PlanDraft
from data.proposals import ProposalEntry, proposals
from data.workouts import WorkoutEntry
from tests.coach.test_races import entry as race_entry
from tests.coaching import coached_id

Owner = psycopg.Connection[DictRow]
TODAY = datetime.now(UTC).date()
WELL_DONE = CommentEntry(body="Well done. Try a shorter stride.")


@pytest.fixture
def coach(other_user: User) -> User:
    return other_user


@pytest.fixture
def day(user: User) -> PlanDay:
    planned = {"date": TODAY, "title": "Easy run", "session_type": "run", "estimated_duration_minutes": 40}
    fields = {"plan_name": "Spring", "start_date": TODAY, "duration_weeks": 4, "days": [planned]}
    return create_plan(user, PlanDraft.model_validate(fields)).days[0]


def proposal(**changes: object) -> ProposalEntry:
    fields = {"date": TODAY, "title": "Rest instead", "session_type": "recovery", "estimated_duration_minutes": 20}
    return ProposalEntry(proposed=PlanDayEntry.model_validate(fields | changes), reason="Your calf")


def test_a_coachs_comment_is_read_by_the_athlete_and_answered(user: User, coach: User) -> None:
    workout = log_workout(user, WorkoutEntry(date=TODAY, session_type="run", title="Hills")).workout
    athlete_id = coached_id(user, coach, "training")
    before = revision(user)
    theirs = Target("workout", workout.id, athlete_id)

    said = write_comment(coach, theirs, WELL_DONE)
    write_comment(user, Target("workout", workout.id), CommentEntry(body="Thanks"))

    assert revision(user) > before
    seen = comments(user, Target("workout", workout.id))
    assert [(one.body, one.is_mine, one.author_name) for one in seen] == [
        (WELL_DONE.body, False, "Alex"),
        ("Thanks", True, "Alex"),
    ]
    assert [one.is_mine for one in comments(coach, theirs)] == [True, False]
    assert said.target_title is not None
    assert said.target_title.startswith("Hills, ")


def test_a_comment_needs_the_scope_of_what_it_is_about(user: User, coach: User, day: PlanDay) -> None:
    race = log_race(user, race_entry())
    write_comment(user, Target("race", race.id), WELL_DONE)
    athlete_id = coached_id(user, coach, "training")

    assert write_comment(coach, Target("plan_day", day.id, athlete_id), WELL_DONE).target_title == "Easy run"
    assert comments(coach, Target("race", race.id, athlete_id)) == []
    with pytest.raises(NotFound, match="not shared"):
        write_comment(coach, Target("race", race.id, athlete_id), WELL_DONE)
    assert [one.target_kind for one in athlete_comments(coach, athlete_id)] == ["plan_day"]


def test_nothing_can_be_said_about_a_strangers_things(user: User, coach: User) -> None:
    race = log_race(user, race_entry())
    athlete_id = coached_id(user, coach)
    revoke_access(user, coach_grants(user)[0].id)

    for target in (Target("race", race.id, athlete_id), Target("race", race.id), Target("athlete", None, athlete_id)):
        with pytest.raises(NotFound):
            write_comment(coach, target, WELL_DONE)

    assert athlete_comments(user) == []


def test_a_comment_about_a_thing_of_another_athlete_is_refused(user: User, coach: User) -> None:
    """The coach's own race under the name of the athlete: the foreign key holds both."""
    own_race = log_race(coach, race_entry())
    athlete_id = coached_id(user, coach)

    for target in (Target("race", own_race.id, athlete_id), Target("race", uuid4(), athlete_id)):
        with pytest.raises(NotFound):
            write_comment(coach, target, WELL_DONE)


def test_only_the_author_changes_the_words_and_both_can_delete(user: User, coach: User) -> None:
    athlete_id = coached_id(user, coach)
    said = write_comment(coach, Target(athlete_id=athlete_id), WELL_DONE)
    asked = write_comment(user, Target(), CommentEntry(body="How far tomorrow?"))

    changed = change_comment(coach, said.id, CommentEntry(body="Better"), said.updated_at)

    assert changed.body == "Better"
    with pytest.raises(Stale):
        change_comment(coach, said.id, WELL_DONE, said.updated_at)
    with pytest.raises(NotFound):
        change_comment(user, said.id, WELL_DONE)
    with pytest.raises(NotFound):
        remove_comment(coach, asked.id)
    remove_comment(user, said.id)
    remove_comment(user, asked.id)
    assert athlete_comments(user) == []


def test_after_revoking_a_coach_reads_and_changes_nothing(user: User, coach: User) -> None:
    athlete_id = coached_id(user, coach)
    said = write_comment(coach, Target(athlete_id=athlete_id), WELL_DONE)

    revoke_access(user, coach_grants(user)[0].id)

    assert athlete_comments(coach, athlete_id) == []
    with pytest.raises(NotFound):
        change_comment(coach, said.id, CommentEntry(body="Something else"))
    assert [one.body for one in athlete_comments(user)] == [WELL_DONE.body]


def test_comments_end_with_what_they_are_about(user: User, coach: User) -> None:
    race = log_race(user, race_entry())
    write_comment(coach, Target("race", race.id, coached_id(user, coach)), WELL_DONE)

    remove_race(user, race.id)

    assert athlete_comments(user) == []


@pytest.mark.parametrize("body", ["", "   ", "x" * 4001, "a\x00b"])
def test_an_unusable_comment_is_refused(body: str) -> None:
    with pytest.raises(ValidationError):
        CommentEntry(body=body)


def test_an_accepted_proposal_becomes_a_version_of_the_plan(user: User, coach: User, day: PlanDay) -> None:
    athlete_id = coached_id(user, coach, "training")
    proposed = propose_change(coach, athlete_id, day.id, proposal())
    assert find_day(user, day.id) == day

    accepted = accept_proposal(user, proposed.id)

    assert (accepted.status, accepted.decided_at is not None) == ("accepted", True)
    assert find_day(user, day.id).title == "Rest instead"
    assert plan_versions(user, day.plan_id)["reason"].iloc[0].endswith("Alex proposed: Your calf")
    with pytest.raises(Conflict, match="decided"):
        decline_proposal(user, proposed.id)


def test_a_proposal_about_a_session_that_changed_since_is_not_applied(user: User, coach: User, day: PlanDay) -> None:
    proposed = propose_change(coach, coached_id(user, coach, "training"), day.id, proposal())
    change_day(user, day.id, PlanDayEntry(date=TODAY, title="Long run", session_type="run"))

    with pytest.raises(Stale):
        accept_proposal(user, proposed.id)

    (waiting,) = proposals(user)
    assert (waiting.status, waiting.is_outdated) == ("proposed", True)
    assert find_day(user, day.id).title == "Long run"


def test_a_proposal_about_a_done_session_is_not_applied(user: User, coach: User, day: PlanDay) -> None:
    proposed = propose_change(coach, coached_id(user, coach, "training"), day.id, proposal())
    complete_day(user, day.id, WorkoutEntry(date=TODAY, session_type="run", duration_minutes=40))

    with pytest.raises(Conflict):
        accept_proposal(user, proposed.id)

    assert proposals(user)[0].status == "proposed"


def test_only_the_athlete_decides(user: User, coach: User, day: PlanDay) -> None:
    athlete_id = coached_id(user, coach, "training")
    proposed = propose_change(coach, athlete_id, day.id, proposal())

    for decide in (accept_proposal, decline_proposal):
        with pytest.raises(NotFound):
            decide(coach, proposed.id)

    assert decline_proposal(user, proposed.id).status == "declined"
    assert find_day(user, day.id) == day
    with pytest.raises(NotFound):
        withdraw_proposal(coach, proposed.id)


def test_a_coach_takes_back_what_is_not_decided(user: User, coach: User, day: PlanDay) -> None:
    proposed = propose_change(coach, coached_id(user, coach, "training"), day.id, proposal())

    withdraw_proposal(coach, proposed.id)

    assert proposals(user) == []


def test_a_proposal_needs_the_training_scope(user: User, coach: User, day: PlanDay) -> None:
    athlete_id = coached_id(user, coach, "races", "body", "profile")

    with pytest.raises(NotFound):
        propose_change(coach, athlete_id, day.id, proposal())


def test_a_proposal_outside_the_plan_is_refused_when_accepted(user: User, coach: User, day: PlanDay) -> None:
    late = proposal(date=TODAY + timedelta(days=300))
    proposed = propose_change(coach, coached_id(user, coach, "training"), day.id, late)

    with pytest.raises(Exception, match="outside this plan"):
        accept_proposal(user, proposed.id)

    assert find_day(user, day.id) == day


def test_two_hundred_comments_a_day_are_enough(owner: Owner, user: User, coach: User) -> None:
    athlete_id = coached_id(user, coach, "training")
    owner.execute(
        "insert into comments (athlete_id, author_user_id, body) select %s, %s, 'Go on' from generate_series(1, 199)",
        (athlete_id, coach.id),
    )
    write_comment(coach, Target(athlete_id=athlete_id), WELL_DONE)

    with pytest.raises(Rejected, match="200 comments within a day"):
        write_comment(coach, Target(athlete_id=athlete_id), WELL_DONE)

    write_comment(user, Target(), WELL_DONE)
    owner.execute("update comments set created_at = now() - interval '25 hours' where author_user_id = %s", (coach.id,))
    write_comment(coach, Target(athlete_id=athlete_id), WELL_DONE)


def test_fifty_proposals_a_day_are_enough(owner: Owner, user: User, coach: User, day: PlanDay) -> None:
    athlete_id = coached_id(user, coach, "training")
    owner.execute(
        "insert into plan_proposals"
        " (athlete_id, author_user_id, training_plan_day_id, day_updated_at, proposed, reason)"
        " select %s, %s, %s, now(), '{}', 'Rest' from generate_series(1, 49)",
        (athlete_id, coach.id, day.id),
    )
    kept = propose_change(coach, athlete_id, day.id, proposal())

    with pytest.raises(Rejected, match="50 changes within a day"):
        propose_change(coach, athlete_id, day.id, proposal())

    assert [one.id for one in proposals(user)] == [kept.id]
