"""The errors people may see: their text is fit for the athlete.

AppError
├── NotFound      it is not there, or not yours
├── Conflict      it exists already
│   └── Stale     somebody, or another tab, was faster
├── Rejected      what was typed or uploaded cannot be used; `field` says where
└── Unavailable   something we need does not answer; try again
"""

from __future__ import annotations


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
