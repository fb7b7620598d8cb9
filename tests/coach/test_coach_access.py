"""Inviting, accepting and ending: what an athlete and a coach do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg.rows import DictRow
from pydantic import ValidationError

from coach.coach_access import (
    accept_code,
    change_scopes,
    code_hash,
    fresh_code,
    invite_coach,
    revoke_access,
    roster,
    withdraw_invitation,
)
from coach.races import analyse_race, change_race, log_race, remove_race
from coach.training_breaks import log_break
from coach.workouts import log_workout
from data.coach_access import InvitationEntry, SharedScopes, coach_grants, invitations, shared_athletes
from data.db import User
from data.errors import AppError, NotFound, Rejected, Stale, Unavailable
from data.races import find_race
from data.training_breaks import BreakEntry
from data.workouts import WorkoutEntry
from tests.coach.test_races import entry
from tests.coaching import EVERYTHING, coached, coached_id
from tests.conftest import NewUser

Owner = psycopg.Connection[DictRow]
TODAY = datetime.now(UTC).date()


@pytest.fixture
def coach(other_user: User) -> User:
    return other_user


def session(days_ago: int = 0, **changes: object) -> WorkoutEntry:
    fields = {"date": TODAY - timedelta(days=days_ago), "session_type": "run", "duration_minutes": 60, "rpe_post": 5}
    return WorkoutEntry.model_validate(fields | changes)


def test_a_code_makes_a_coach_once(user: User, coach: User, new_user: NewUser) -> None:
    invited = invite_coach(user, InvitationEntry(scopes=("races",)))

    athlete = accept_code(coach, invited.code.lower().replace("-", " "))

    assert (athlete.name, athlete.scopes) == ("Alex", ("races",))
    assert invitations(user) == []
    (grant,) = coach_grants(user)
    assert (grant.coach_name, grant.coach_email) == ("Alex", "other@example.org")
    with pytest.raises(Rejected, match="not valid"):
        accept_code(new_user(), invited.code)


def test_two_who_type_the_same_code_at_once_make_one_coach(user: User, new_user: NewUser) -> None:
    code = invite_coach(user, InvitationEntry()).code
    coaches = [new_user() for _ in range(6)]

    def is_accepted(who: User) -> bool:
        try:
            accept_code(who, code)
        except Rejected:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        outcomes = list(threads.map(is_accepted, coaches))

    assert sum(outcomes) == 1
    assert len(coach_grants(user)) == 1


def test_only_the_hash_of_a_code_is_kept(owner: Owner, user: User) -> None:
    code = invite_coach(user, InvitationEntry()).code

    (row,) = owner.execute("select * from coach_invitations").fetchall()

    assert row["code_hash"] == code_hash(code)
    assert code not in str(row)
    assert code.replace("-", "") not in str(row)


def test_an_invitation_for_an_address_is_for_that_account_only(user: User, coach: User, new_user: NewUser) -> None:
    code = invite_coach(user, InvitationEntry(email="Other@Example.org ")).code

    with pytest.raises(Rejected, match="another e-mail address"):
        accept_code(new_user("somebody@example.org"), code)

    assert accept_code(coach, code).name == "Alex"


def test_an_old_invitation_is_over(owner: Owner, user: User, coach: User) -> None:
    code = invite_coach(user, InvitationEntry()).code
    owner.execute("update coach_invitations set expires_at = now() - interval '1 second'")

    with pytest.raises(Rejected, match="seven days"):
        accept_code(coach, code)


def test_an_invitation_taken_back_is_over(user: User, coach: User) -> None:
    invited = invite_coach(user, InvitationEntry())

    withdraw_invitation(user, invited.invitation.id)

    assert invitations(user) == []
    with pytest.raises(Rejected):
        accept_code(coach, invited.code)
    with pytest.raises(NotFound):
        withdraw_invitation(user, invited.invitation.id)


def test_somebody_elses_invitation_cannot_be_taken_back(user: User, coach: User) -> None:
    invited = invite_coach(user, InvitationEntry())

    with pytest.raises(NotFound):
        withdraw_invitation(coach, invited.invitation.id)

    assert len(invitations(user)) == 1


def test_after_five_wrong_codes_a_right_one_waits_too(owner: Owner, user: User, coach: User) -> None:
    code = invite_coach(user, InvitationEntry()).code
    for _ in range(5):
        with pytest.raises(Rejected):
            accept_code(coach, fresh_code())

    with pytest.raises(Unavailable, match="Wait 15 minutes"):
        accept_code(coach, code)

    owner.execute("update private.coach_code_failures set failed_at = now() - interval '16 minutes'")
    assert accept_code(coach, code).name == "Alex"


def test_guessing_in_parallel_is_counted(user: User, coach: User) -> None:
    def guess(_: int) -> str:
        try:
            accept_code(coach, fresh_code())
        except AppError as refused:
            return type(refused).__name__
        return "accepted"

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(guess, range(16)))

    assert (answers.count("Rejected"), answers.count("Unavailable")) == (5, 11)


def test_nobody_coaches_themselves(user: User) -> None:
    with pytest.raises(Rejected, match="your own code"):
        accept_code(user, invite_coach(user, InvitationEntry()).code)
    with pytest.raises(Rejected, match="your own address"):
        invite_coach(user, InvitationEntry(email=user.email))

    assert coach_grants(user) == []


def test_mailboxes_are_not_flooded(user: User) -> None:
    for number in range(5):
        invite_coach(user, InvitationEntry(email=f"coach{number}@example.org"))

    with pytest.raises(Rejected, match="many invitations"):
        invite_coach(user, InvitationEntry(email="coach9@example.org"))

    assert invite_coach(user, InvitationEntry()).code


@pytest.mark.parametrize(
    "wrong",
    [{"scopes": []}, {"scopes": ["own"]}, {"scopes": ["any"]}, {"email": "nobody"}, {"email": "a@b\nBcc: c@d"},
     {"email": "x" * 300 + "@example.org"}, {"extra": 1}],
)  # fmt: skip
def test_a_bad_invitation_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        InvitationEntry.model_validate(wrong)


@pytest.mark.parametrize("code", ["", "x", "😀" * 12, "A" * 10_000_000, "' or 1=1 --", "\x00"])
def test_a_bad_code_is_just_not_valid(user: User, code: str) -> None:
    with pytest.raises(Rejected, match="not valid"):
        accept_code(user, code)


def test_scopes_change_with_the_version_that_was_seen(user: User, coach: User) -> None:
    coached(user, coach, "races")
    seen = coach_grants(user)[0]

    changed = change_scopes(user, seen.id, SharedScopes(scopes=("body", "races")), seen.updated_at)

    assert changed.scopes == ("races", "body")
    assert shared_athletes(coach)[0].scopes == ("races", "body")
    with pytest.raises(Stale):
        change_scopes(user, seen.id, SharedScopes(), seen.updated_at)


def test_revoking_works_whatever_else_was_changed_and_twice(user: User, coach: User) -> None:
    coached(user, coach)
    grant = coach_grants(user)[0]

    revoke_access(user, grant.id)
    revoke_access(user, grant.id)

    with pytest.raises(NotFound, match="Invite them again"):
        change_scopes(user, grant.id, SharedScopes())
    with pytest.raises(NotFound):
        revoke_access(coach, grant.id)
    assert coached(user, coach, "races").scopes == ("races",)
    assert coach_grants(user)[0].revoked_at is None


def test_a_shared_race_is_analysed_but_never_changed(user: User, coach: User) -> None:
    race = log_race(user, entry())
    athlete_id = coached_id(user, coach, "races")

    theirs = analyse_race(coach, race.id, athlete_id)

    assert theirs.losses == analyse_race(user, race.id).losses
    with pytest.raises(NotFound):
        analyse_race(coach, race.id)
    with pytest.raises(NotFound):
        change_race(coach, race.id, entry(race_name="Mine"))
    with pytest.raises(NotFound):
        remove_race(coach, race.id)
    assert find_race(user, race.id) == race


def test_without_the_scope_a_race_cannot_be_analysed(user: User, coach: User) -> None:
    race = log_race(user, entry())
    athlete_id = coached_id(user, coach, "training", "body", "profile")

    with pytest.raises(NotFound):
        analyse_race(coach, race.id, athlete_id)


def test_the_roster_says_what_to_look_at_first(owner: Owner, user: User, coach: User) -> None:
    coached(user, coach, *EVERYTHING)
    for days_ago in (40, 20, 13, 9):
        log_workout(user, session(days_ago))
    owner.execute("update athlete_profiles set race_date = current_date + 10 where user_id = %s", (user.id,))

    (row,) = roster(coach)

    assert row.flags == ("Race in 10 days", "Nothing logged for 9 days")
    assert (row.sessions_7d, row.last_session_on, row.days_to_race) == (0, TODAY - timedelta(days=9), 10)
    assert row.trend is not None
    assert (row.trend.load_7d, row.trend.weekly_mean, round(row.trend.change_pct)) == (0, 225, -100)


@pytest.mark.parametrize(
    ("note", "is_flagged"),
    [("Knee hurts after the sleds", True), ("Some pain in the calf", True), ("no pain today", False),
     ("Painting", False), ("pain-free", False), ("Felt good", False)],
)  # fmt: skip
def test_a_note_of_pain_is_flagged(user: User, coach: User, note: str, is_flagged: bool) -> None:
    coached(user, coach, "training")
    log_workout(user, session(notes=note))

    (row,) = roster(coach)

    assert any("pain" in flag for flag in row.flags) == is_flagged


def test_the_roster_shows_nothing_that_is_not_shared(owner: Owner, user: User, coach: User) -> None:
    owner.execute("update athlete_profiles set race_date = current_date + 3 where user_id = %s", (user.id,))
    log_workout(user, session(notes="Knee hurts"))
    log_break(user, BreakEntry.model_validate({"kind": "injury", "first_on": TODAY}))
    coached(user, coach, "training")
    training_only = roster(coach)[0]
    coached(user, coach, "body")

    (body_only,) = roster(coach)

    assert (training_only.days_to_race, len(training_only.flags)) == (None, 1)
    assert body_only.flags == ("Noted an injury",)
    assert (body_only.last_session_on, body_only.sessions_7d, body_only.trend) == (None, None, None)


def test_load_without_effort_is_unknown_and_not_zero(user: User, coach: User) -> None:
    coached(user, coach, "training")
    for days_ago in (40, 3, 1):
        log_workout(user, session(days_ago, rpe_post=None))

    (row,) = roster(coach)

    assert (row.trend, row.unrated_28d, row.sessions_7d) == (None, 2, 2)


def test_a_roster_of_an_athlete_with_an_odd_time_zone_still_opens(owner: Owner, user: User, coach: User) -> None:
    coached(user, coach)
    owner.execute("update athlete_profiles set time_zone = '../etc/passwd' where user_id = %s", (user.id,))

    assert len(roster(coach)) == 1
