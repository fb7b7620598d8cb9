"""How often a race becomes a personal best, and how much people change from race to race. Odds, never a promise."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from coach.engines.clock import format_clock, format_gap

PB_CHANCES_PCT = {2: 56, 3: 41, 4: 33, 5: 28}
CHANGES_S = {2: -78, 3: -138, 4: -186, 8: -276}  # middle change against the first race
HALF_WITHIN_S = (360, 600)  # the middle half lies about 6 to 10 minutes around it
STUDY = "322,788 athletes who raced more than once, seasons 1–9"

Reach = Literal["usual", "edge", "far"]


@dataclass(frozen=True, slots=True)
class PbOdds:
    """Chance in percent that the race of this number is a best; at most that when is_at_most; None for the first."""

    race_number: int
    chance_pct: int | None
    is_at_most: bool
    text: str


@dataclass(frozen=True, slots=True)
class TargetReach:
    """A target against the first race: the change it needs, the middle change of others by then, minus is faster."""

    needed_s: float
    typical_s: float
    reach: Reach
    text: str


def pb_odds(race_number: int) -> PbOdds:
    """The chance that race number k is a personal best, whatever the plan.

    Source: github.com/DeVaNsHk72/hyrox-dataset, result tables of seasons 1–9 (322,788 repeat racers).

    >>> pb_odds(2).text
    'About 56 % of athletes set a personal best in their race number 2.'
    >>> pb_odds(1).chance_pct, pb_odds(7).chance_pct, pb_odds(7).is_at_most
    (None, 28, True)

    Raises:
        ValueError: race_number is below 1.
    """
    if race_number < 1:
        raise ValueError("The first race is number 1.")
    if race_number == 1:
        return PbOdds(1, None, False, "Your first race here is your best by definition: there is nothing to beat yet.")
    last = max(PB_CHANCES_PCT)
    if race_number > last:
        chance_pct = PB_CHANCES_PCT[last]
        text = f"By race {last} it is {chance_pct} % and falling: for race number {race_number} expect less than that."
        return PbOdds(race_number, chance_pct, True, text)
    chance_pct = PB_CHANCES_PCT[race_number]
    text = f"About {chance_pct} % of athletes set a personal best in their race number {race_number}."
    return PbOdds(race_number, chance_pct, False, text)


def typical_change_s(race_number: int) -> float:
    """Middle change against the first race in seconds, minus is faster; linear between the known races.

    Source: as pb_odds; known for races 2, 3, 4 and 8, the last one kept beyond.

    >>> typical_change_s(2), typical_change_s(6), typical_change_s(12)
    (-78.0, -231.0, -276.0)
    """
    return float(np.interp(race_number, list(CHANGES_S), list(CHANGES_S.values())))


def target_reach(target_s: float, first_race_s: float, race_number: int) -> TargetReach | None:
    """Whether a target is what people change from their first race to race number k; None for the first.

    Source: as pb_odds; the middle half of changes lies about ±6 to 10 minutes around the middle one.

    >>> target_reach(5_300, 5_400, 3).reach, target_reach(4_800, 5_400, 3).reach, target_reach(4_200, 5_400, 3).reach
    ('usual', 'edge', 'far')
    """
    if race_number < 2:
        return None
    needed_s, typical_s = target_s - first_race_s, typical_change_s(race_number)
    ahead_s = typical_s - needed_s
    near_s, far_s = HALF_WITHIN_S
    reach: Reach = "usual" if ahead_s <= near_s else "edge" if ahead_s <= far_s else "far"
    said = (
        f"{format_clock(target_s)} is {format_gap(needed_s)} against your first race. By race number {race_number} the"
        f" middle athlete has changed by {format_gap(typical_s)}, half of them within about 6 to 10 minutes of that."
    )
    return TargetReach(needed_s, typical_s, reach, f"{said} {_VERDICTS[reach]}")


_VERDICTS: dict[Reach, str] = {
    "usual": "Your target is no bigger a step than many make.",
    "edge": "Your target is at the edge: about a quarter get this far.",
    "far": "Few get this far in so few races. Plan a second, gentler target beside it.",
}
