"""The accounts of the demo: two HYROX athletes, the coach both share with, and a runner."""

from __future__ import annotations

from typing import Final, NamedTuple

from coach.account_data import CONFIRMATION, delete_account
from coach.account_sessions import AccountRefused, Visitor
from coach.accounts import sign_up
from data.account_data import AccountDeletion
from data.db import User
from data.errors import Conflict

ATHLETE_EMAIL: Final = "demo@example.org"
BEGINNER_EMAIL: Final = "beginner@example.org"
COACH_EMAIL: Final = "coach@example.org"
RUNNER_EMAIL: Final = "runner@example.org"
EMAILS: Final = (ATHLETE_EMAIL, BEGINNER_EMAIL, COACH_EMAIL, RUNNER_EMAIL)


class Cast(NamedTuple):
    """Who takes part, in the order of EMAILS."""

    athlete: User
    beginner: User
    coach: User
    runner: User


def sign_up_all(password: str) -> Cast:
    """
    Raises:
        Conflict: one of the addresses has an account already; then nobody is signed up.
        AccountRefused: the password is too weak.
    """
    made: list[User] = []
    try:
        for email in EMAILS:
            made.append(_sign_up(email, password))
    except BaseException:
        delete_all(made, password)
        raise
    return Cast(*made)


def delete_all(users: list[User], password: str) -> None:
    for user in users:
        delete_account(user, AccountDeletion(confirmation=CONFIRMATION, password=password), Visitor())


def _sign_up(email: str, password: str) -> User:
    try:
        account = sign_up(email, password, {}, Visitor()).account
    except AccountRefused as refused:
        if refused.code != "user_already_exists":
            raise
        raise Conflict(
            f"There is a demo already: {email} has an account. To make a new one, sign in as"
            f" {', '.join(EMAILS[:-1])} and {EMAILS[-1]}, as far as they exist, and delete each under Settings first."
        ) from refused
    return User(account.id, account.email)
