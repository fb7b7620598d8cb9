"""The errors people may see: their text is fit for the athlete.

AppError
├── NotFound      it is not there, or not yours
├── Conflict      it exists already
│   └── Stale     somebody, or another tab, was faster
├── Rejected      what was typed or uploaded cannot be used; `field` says where
└── Unavailable   something we need does not answer; try again
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WRITE_A_DAY = "Write the day as year-month-day, for example 2026-05-31."


class AppError(Exception):
    """Base of all expected errors. Anything else is a bug and stays loud."""

    def __init__(self, text: str, *, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class NotFound(AppError):
    pass


class Conflict(AppError):
    pass


class Stale(Conflict):
    """Somebody changed it since the caller looked."""

    def __init__(self) -> None:
        super().__init__("Somebody (maybe you in another tab) changed this in the meantime. Reload and look again.")


class Rejected(AppError):
    pass


class Unavailable(AppError):
    pass


def sentence_of(problem: Mapping[str, Any]) -> str:
    """What pydantic says about one field, as people say it.

    >>> sentence_of({"type": "value_error", "msg": "Value error, Choose a day."})
    'Choose a day.'
    """
    if problem["type"] in ("string_pattern_mismatch", "string_unicode") and _is_unstorable(problem):
        return "This text holds a character that cannot be stored. Type it again."
    if problem["type"].startswith("date_"):
        return WRITE_A_DAY
    return str(problem["msg"]).removeprefix("Value error, ")


def _is_unstorable(problem: Mapping[str, Any]) -> bool:
    return problem["type"] == "string_unicode" or "\x00" in str(problem.get("input"))
