"""The efforts and repetitions of time-based ultra training: how hard, how long, how many, by experience."""

from __future__ import annotations

from typing import Final, NamedTuple

from coach.engines.run_plan.contract import Experience, SessionKind

RECOVERY_RPE: Final = "RPE 4–5: slower than feels useful, full sentences all the way"
ENDURANCE_RPE: Final = "RPE 5–6: you can talk in full sentences"
STEADY_RPE: Final = "RPE 7–8: a few words at a time, never straining"
TEMPO_RPE: Final = "RPE 8–9: single words, under control to the last minute"
HILL_RPE: Final = "RPE 9–10: as hard as you can repeat every time"

RECOVERY_MIN: Final = (20, 60)
ENDURANCE_MIN: Final = (30, 360)
STEADY_MIN: Final = (20, 60)
# About 10 % of the hours are hard; one session may hold a little more, because a week often has only one.
HARD_SHARE: Final = 0.12


class Repeats(NamedTuple):
    """`times` × `work_min` with `rest_min` of easy running after each."""

    times: int
    work_min: int
    rest_min: int

    @property
    def hard_min(self) -> int:
        return self.times * self.work_min

    @property
    def all_min(self) -> int:
        return self.times * (self.work_min + self.rest_min)


def _hills(*repeats: tuple[int, int]) -> tuple[Repeats, ...]:
    """Work : rest is 1 : 1."""
    return tuple(Repeats(times, work_min, work_min) for times, work_min in repeats)


def _tempos(*repeats: tuple[int, int]) -> tuple[Repeats, ...]:
    """Work : rest is 2 : 1."""
    return tuple(Repeats(times, work_min, work_min // 2) for times, work_min in repeats)


def _steadies(*repeats: tuple[int, int]) -> tuple[Repeats, ...]:
    """One piece, or two with a short rest."""
    return tuple(Repeats(times, work_min, 0 if times == 1 else 3) for times, work_min in repeats)


# From most to least: a block begins with its hardest week. The last entries are for small weeks.
REPEATS: Final[dict[SessionKind, dict[Experience, tuple[Repeats, ...]]]] = {
    "hill_interval": {
        "beginner": _hills((4, 3), (6, 2)),
        "intermediate": _hills((6, 3), (4, 4), (5, 3), (6, 2)),
        "advanced": _hills((6, 4), (5, 4), (6, 3), (5, 3), (4, 3)),
    },
    "tempo": {
        "beginner": _tempos((3, 8),),
        "intermediate": _tempos((3, 10), (3, 8)),
        "advanced": _tempos((3, 12), (4, 8), (3, 10), (3, 8)),
    },
    "steady": {
        "beginner": _steadies((1, 30), (1, 25), (1, 20)),
        "intermediate": _steadies((1, 45), (2, 20), (1, 30), (1, 20)),
        "advanced": _steadies((1, 60), (2, 25), (1, 45), (1, 30), (1, 20)),
    },
}  # fmt: skip


def repeats_for(
    kind: SessionKind, experience: Experience, week_in_block: int, *, hard_min: float, room_min: int
) -> Repeats | None:
    """What the week of the block asks for, or the next smaller that fits; None when not even the least does.

    `hard_min` is what the week allows at this effort, `room_min` what warm-up and cool-down leave of the session.
    Source: Koop, Training Essentials for Ultrarunning, for ranges and ratios; the order within a block too.

    >>> repeats_for("hill_interval", "advanced", 0, hard_min=30, room_min=60)
    Repeats(times=6, work_min=4, rest_min=4)
    >>> repeats_for("hill_interval", "advanced", 0, hard_min=30, room_min=41)
    Repeats(times=5, work_min=4, rest_min=4)
    >>> repeats_for("tempo", "beginner", 0, hard_min=20, room_min=60) is None
    True
    """
    choices = REPEATS[kind][experience]
    wanted = choices[min(week_in_block, len(choices) - 1) :]
    for repeats in wanted:
        if repeats.hard_min <= hard_min and repeats.all_min <= room_min:
            return repeats
    return None
