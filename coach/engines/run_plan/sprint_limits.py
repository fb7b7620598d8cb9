"""What one sprint session may hold: metres, effort, rests, and how many repetitions that makes."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Work = Literal["acceleration", "max_velocity", "special_endurance", "speed_endurance", "resisted", "tempo"]


class Limits(NamedTuple):
    """Metres of one repetition and of a session, % of the best over the distance, minutes of rest."""

    repetition_m: tuple[int, int]
    effort_pct: tuple[int, int]
    rest_min: tuple[float, float]
    session_m: tuple[int, int]
    hours_after: int
    per_set: int
    set_rest_min: float


# Source: Haugen et al. (2019), Sports Medicine - Open 5:44, table 2. Sets as Pfaff describes them.
LIMITS: Final[dict[Work, Limits]] = {
    "acceleration": Limits((10, 50), (98, 100), (2, 7), (100, 300), 48, 5, 4),
    "max_velocity": Limits((10, 30), (98, 100), (4, 15), (50, 150), 48, 9, 4),
    "special_endurance": Limits((80, 150), (95, 100), (8, 30), (300, 900), 48, 9, 8),
    "speed_endurance": Limits((60, 80), (90, 95), (2, 4), (600, 2000), 48, 4, 10),
    "resisted": Limits((10, 30), (80, 95), (3, 6), (50, 200), 48, 9, 3),
    "tempo": Limits((100, 300), (60, 70), (1, 3), (1000, 2000), 24, 20, 3),
}
# How far into the range of rests a longest repetition goes; the rest of the range is for those who need it.
REST_REACH: Final = 0.4


class Sets(NamedTuple):
    """`sizes` are the repetitions of each set."""

    repetition_m: int
    sizes: tuple[int, ...]
    rest_s: int
    set_rest_s: int

    @property
    def repetitions(self) -> int:
        return sum(self.sizes)

    @property
    def distance_m(self) -> int:
        return self.repetitions * self.repetition_m


def sets_of(work: Work, repetition_m: int, session_m: float) -> Sets | None:
    """As many repetitions as the metres hold, in even sets; None below what a session of this work needs.

    Source: Haugen et al. (2019), table 2.

    >>> sets_of("acceleration", 30, 330)
    Sets(repetition_m=30, sizes=(5, 5), rest_s=180, set_rest_s=240)
    >>> sets_of("special_endurance", 100, 250) is None
    True
    """
    limits = LIMITS[work]
    repetitions = int(min(session_m, limits.session_m[1]) // repetition_m)
    if repetitions * repetition_m < limits.session_m[0]:
        return None
    set_count = -(-repetitions // limits.per_set)
    sizes = tuple(repetitions // set_count + (index < repetitions % set_count) for index in range(set_count))
    rest_s = _rest_s(limits, repetition_m)
    return Sets(repetition_m, sizes, rest_s, max(rest_s, round(limits.set_rest_min * 60)))


def _rest_s(limits: Limits, repetition_m: int) -> int:
    """Longer repetitions need longer rests; in steps of half a minute."""
    shortest_m, longest_m = limits.repetition_m
    share = (repetition_m - shortest_m) / (longest_m - shortest_m) * REST_REACH
    low, high = limits.rest_min
    return round((low + (high - low) * share) * 2) * 30
