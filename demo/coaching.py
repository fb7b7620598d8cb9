"""The demo coach: invited by both athletes, with something said to each and one change of plan still open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from coach.coach_access import accept_code, invite_coach
from coach.comments import write_comment
from coach.profiles import save_profile
from coach.proposals import propose_change
from data.coach_access import InvitationEntry, Scope
from data.comments import CommentEntry, Target
from data.db import User
from data.plan_days import PlanDayEntry
from data.profiles import ProfileEntry
from data.proposals import ProposalEntry
from data.races import races
from data.shared_athletes import shared_plan_days, shared_workouts
from demo.accounts import Cast

SHARED: Final[tuple[Scope, ...]] = ("races", "training", "profile")
SHORTER_MINUTES: Final = 35
LOOK_BACK_DAYS: Final = 21
LOOK_AHEAD_DAYS: Final = 14


def profile_entry() -> ProfileEntry:
    return ProfileEntry(display_name="Noa Brandt", time_zone="Europe/Vienna")


def tell_coaching(cast: Cast, today: date) -> None:
    """Invitations, comments both ways, and a proposal that waits for the main athlete."""
    save_profile(cast.coach, profile_entry(), is_complete=True)
    athlete_id, beginner_id = (_share(athlete, cast.coach) for athlete in (cast.athlete, cast.beginner))
    _talk_about_race(cast, athlete_id)
    _say(cast.coach, Target(athlete_id=beginner_id), "Two things until the race: run easy days easier, and practise"
         " wall balls when you are tired.")  # fmt: skip
    _say_about_last_session(
        cast.coach, beginner_id, today, "Leave the lunges out this week. Does it hurt on flat ground?"
    )
    _say_about_last_session(cast.coach, athlete_id, today, "Nicely controlled. Keep that effort.")
    _propose_shorter(cast.coach, athlete_id, today)


def _share(athlete: User, coach: User) -> UUID:
    invited = invite_coach(athlete, InvitationEntry(scopes=SHARED))
    return accept_code(coach, invited.code).athlete_id


def _talk_about_race(cast: Cast, athlete_id: UUID) -> None:
    last_race: UUID = races(cast.coach, athlete_id)["id"].iloc[0]
    _say(cast.coach, Target("race", last_race, athlete_id), "The sled pull still costs you the most against runners of"
         " your time. Short steps, hips low, and no pause at the line.")  # fmt: skip
    _say(cast.athlete, Target("race", last_race), "I stopped twice to change my grip. Gloves next time?")
    _say(cast.coach, Target("race", last_race, athlete_id), "Try both in training on Thursday, then decide.")


def _say_about_last_session(coach: User, athlete_id: UUID, today: date, words: str) -> None:
    logged = shared_workouts(coach, athlete_id, today - timedelta(days=LOOK_BACK_DAYS), today)
    done = logged[logged["completion_status"] != "skipped"]
    _say(coach, Target("workout", done["id"].iloc[0], athlete_id), words)


def _propose_shorter(coach: User, athlete_id: UUID, today: date) -> None:
    """The next planned session that is longer becomes a short easy run."""
    ahead = shared_plan_days(coach, athlete_id, today + timedelta(days=1), today + timedelta(days=LOOK_AHEAD_DAYS))
    longer = ahead[~ahead["is_rest_day"] & (ahead["estimated_duration_minutes"] > SHORTER_MINUTES)]
    day = longer.iloc[0]
    easier = PlanDayEntry(
        date=day["date"],
        title="Easy Run, short",
        session_type="run",
        estimated_duration_minutes=SHORTER_MINUTES,
        description="Easy enough to talk all the way, and home fresher than you left.",
    )
    reason = "Your last week was hard. Freshen up before the next long one."
    propose_change(coach, athlete_id, day["day_id"], ProposalEntry(proposed=easier, reason=reason))


def _say(author: User, target: Target, words: str) -> None:
    write_comment(author, target, CommentEntry(body=words))
