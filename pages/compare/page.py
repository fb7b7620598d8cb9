"""Compare two to six races side by side. /compare?ids=… takes race ids and event.result pairs, separated by commas."""

from __future__ import annotations

from data.cache import revision
from pages.compare.choice import show_choice
from pages.compare.comparison import show_comparison
from pages.session import require_user

user = require_user()
at = revision(user)

ids = show_choice(user, at)
show_comparison(user, at, ids)
