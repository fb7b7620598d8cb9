"""The change from 75 to 100 wall balls for women in 2024/25, and when a comparison needs a word about it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from coach.engines.field import event_key

_CHANGED_DIVISIONS = frozenset({"open", "doubles", "relay"})
_FIRST_SEASON_OF_100 = 7
# The first races of season 7 still show times of 75 reps (open women 4:10, later 6:10).
_LATE_75 = frozenset({"2024 brisbane", "2024 sydney"})
_RULE = "Women's wall balls went from 75 to 100 reps with the 2024/25 season"


class RuleContext(NamedTuple):
    """What decides the reps of a race."""

    division: str
    gender: str
    event: str | None
    season: int | None


def wall_ball_reps(race: RuleContext) -> int | None:
    """75 or 100 reps; None where a woman's race names neither a season nor a telling year.

    Source: HYROX rulebook 2024/25 (as reported by roxlyfe.com) and medians of the public results.

    >>> wall_ball_reps(RuleContext("open", "women", "2023 Hamburg", 6))
    75
    >>> wall_ball_reps(RuleContext("open", "women", "Sydney 2024", 7))
    75
    >>> wall_ball_reps(RuleContext("open", "men", None, None)), wall_ball_reps(RuleContext("open", "women", None, None))
    (100, None)
    """
    if race.gender != "women" or race.division not in _CHANGED_DIVISIONS:
        return 100
    if race.event and event_key(race.event) in _LATE_75:
        return 75
    if race.season is not None:
        return 100 if race.season >= _FIRST_SEASON_OF_100 else 75
    return _reps_by_year(race.event)


def _reps_by_year(event: str | None) -> int | None:
    year = re.search(r"20\d\d", event or "")
    if year is None or year[0] == "2024":
        return None
    return 100 if int(year[0]) > 2024 else 75


def wall_ball_note(race: RuleContext) -> str | None:
    """A sentence for one race against today's field; None where none is needed.

    Source: see wall_ball_reps.

    >>> wall_ball_note(RuleContext("open", "women", "2025 Turin", 8)) is None
    True
    """
    reps = wall_ball_reps(race)
    if reps == 100:
        return None
    race_had = "this race had 75" if reps == 75 else "if this race was before that, it had 75"
    return f"{_RULE}; {race_had}, so its wall balls, stations and total look faster than they were against this field."


def wall_ball_comparison_note(races: Iterable[RuleContext]) -> str | None:
    """A sentence for races side by side that stand on both sides of the change, or may.

    Source: see wall_ball_reps.

    >>> before, after = RuleContext("open", "women", None, 6), RuleContext("open", "women", None, 7)
    >>> wall_ball_comparison_note([before, after]).partition(": ")[2]
    'wall balls, stations and total do not compare.'
    >>> wall_ball_comparison_note([after, after]) is None
    True
    """
    reps = [wall_ball_reps(race) for race in races if race.gender == "women" and race.division in _CHANGED_DIVISIONS]
    if len(reps) < 2 or set(reps) in ({75}, {100}):
        return None
    return f"{_RULE}: wall balls, stations and total do not compare."
