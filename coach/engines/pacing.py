"""A target time spread over the race the way people who finish in that time spread it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from coach.engines.clock import format_clock
from coach.engines.course import COURSE_SPLITS
from coach.engines.field import CourseFactorRow, FieldReference, FieldScope, Level, faster_than_pct
from coach.engines.pace_profile import PARTS, PartTimes, pace_profile, parts_at
from coach.engines.pacing_adjust import Strength, with_course, with_strengths
from coach.engines.splits import SPLIT_LABELS, SPLITS

TRANSITIONS = 15  # into and out of each station; the race ends in the last one


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """One of the 16 splits or the Roxzone, in whole seconds.

    quick_s and slow_s: where the middle half of those who finish alike lies, moved with the plan. clock_s: about
    what the race clock says at its end, the Roxzone counted in equal parts; None for the Roxzone itself.
    """

    split: str
    planned_s: int
    quick_s: int
    slow_s: int
    clock_s: int | None
    strength: Strength | None
    course_factor: float | None

    @property
    def label(self) -> str:
        """Such as "Sled push"."""
        return SPLIT_LABELS[self.split]


@dataclass(frozen=True, slots=True)
class PacePlan:
    """The 16 splits in race order, then the Roxzone; they add up to target_s exactly.

    n: results the plan is read from; races_n: own races it was bent by; event: the course it was bent by.
    """

    target_s: int
    field: FieldScope
    parts: tuple[PlannedPart, ...]
    n: int
    faster_than_pct: float | None
    level: Level | None
    races_n: int
    event: str | None
    event_n: int | None

    def part(self, split: str) -> PlannedPart:
        """The part of one of the 16 splits or "roxzone"."""
        return next(part for part in self.parts if part.split == split)

    @property
    def planned_s(self) -> dict[str, int]:
        """Seconds by part."""
        return {part.split: part.planned_s for part in self.parts}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A plan with some parts changed: parts by seconds, the finish they add up to and what it is worth."""

    finish_s: int
    change_s: int
    faster_than_pct: float | None
    parts_s: Mapping[str, int]


def target_range(field: FieldReference) -> tuple[int, int] | None:
    """The first and last finish time in seconds there are enough results for; None without any.

    Source: bands of the field profiles.

    >>> from coach.engines.field import field_reference
    >>> target_range(field_reference("open", "men", [], [], []))
    """
    if field.cohort_table is None:
        return None
    profile = pace_profile(field.cohort_table)
    return math.ceil(profile.from_s), math.ceil(profile.to_s) - 1


def plan_pace(
    field: FieldReference,
    target_s: int,
    *,
    age_group: str | None = None,
    strengths: Mapping[str, Strength] | None = None,
    course: CourseFactorRow | None = None,
) -> PacePlan | None:
    """Spread a target over the race; None where the field has no finishers near it.

    Medians of parts add up to 95–100 % of the finish, so they are multiplied up to the target, then bent by
    strengths and by the course, and rounded so that the sum is exact.
    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> from coach.engines.field import field_reference
    >>> from coach.engines.cohort import ProfileRow
    >>> rows = [ProfileRow(5_250, 5_550, part, 80, 250, 280, 310, 340, 370) for part in PARTS]
    >>> plan = plan_pace(field_reference("open", "men", [], rows, []), 5_400)
    >>> plan.part("row").planned_s, plan.part("row").quick_s, sum(plan.planned_s.values())
    (318, 287, 5400)
    """
    if field.cohort_table is None:
        return None
    usual = parts_at(pace_profile(field.cohort_table), target_s)
    if usual is None:
        return None
    scale = target_s / sum(usual.p50_s.values())
    exact_s: Mapping[str, float] = {part: time_s * scale for part, time_s in usual.p50_s.items()}
    if strengths:
        exact_s = with_strengths(exact_s, strengths)
    if course:
        exact_s = with_course(exact_s, course.factors)
    ranking = field.quantiles.get(field.scope(age_group).age_group, {}).get("total_seconds")
    return PacePlan(
        target_s=target_s,
        field=field.scope(age_group),
        parts=_parts(whole_seconds(exact_s, target_s), usual, strengths or {}, course),
        n=usual.n,
        faster_than_pct=faster_than_pct(target_s, ranking.quantiles_s) if ranking else None,
        level=field.level(target_s),
        races_n=max((strength.n for strength in (strengths or {}).values()), default=0),
        event=course.event if course else None,
        event_n=course.n if course else None,
    )


def whole_seconds(times_s: Mapping[str, float], total_s: int) -> dict[str, int]:
    """Whole seconds that add up to total_s: all rounded down, the largest remainders get the seconds left.

    Source: largest remainders (Hamilton, 1792).

    >>> whole_seconds({"a": 1.6, "b": 1.3, "c": 2.1}, 5)
    {'a': 2, 'b': 1, 'c': 2}

    Raises:
        ValueError: the times do not add up to about total_s.
    """
    floors = {part: math.floor(time_s) for part, time_s in times_s.items()}
    left = total_s - sum(floors.values())
    if not 0 <= left <= len(floors):
        raise ValueError(f"the parts add up to {sum(times_s.values()):.1f} s and not to {total_s} s")
    by_remainder = sorted(times_s, key=lambda part: floors[part] - times_s[part])
    return floors | {part: floors[part] + 1 for part in by_remainder[:left]}


def clocks(parts_s: Mapping[str, int]) -> dict[str, int]:
    """About what the race clock says at the end of each split: the Roxzone counted in 15 equal transitions.

    Source: course layout of a HYROX race; the real transitions differ by venue.

    >>> even = dict.fromkeys(SPLITS, 300) | {"roxzone": 450}
    >>> clocks(even)["run_1"], clocks(even)["ski_erg"], clocks(even)["wall_balls"]
    (300, 630, 5250)
    """
    reached, on_clock = 0, {}
    for place, split in enumerate(SPLITS):
        reached += parts_s[split]
        on_clock[split] = reached + round(parts_s["roxzone"] * place / TRANSITIONS)
    return on_clock


def what_if(plan: PacePlan, changes_s: Mapping[str, int], field: FieldReference) -> WhatIf:
    """The finish when parts take so many seconds more (plus) or less (minus) than planned.

    Source: the finish is the sum of its parts.

    >>> from coach.engines.field import field_reference
    >>> from coach.engines.cohort import ProfileRow
    >>> rows = [ProfileRow(5_250, 5_550, part, 80, 250, 280, 310, 340, 370) for part in PARTS]
    >>> men = field_reference("open", "men", [], rows, [])
    >>> what_if(plan_pace(men, 5_400), {"row": -20, "roxzone": -60}, men).finish_s
    5320

    Raises:
        ValueError: a part is unknown, or nothing would be left of it.
    """
    planned_s = plan.planned_s
    unknown = changes_s.keys() - planned_s.keys()
    if unknown:
        raise ValueError(f"There is no part called {', '.join(sorted(unknown))}.")
    parts_s = {part: time_s + changes_s.get(part, 0) for part, time_s in planned_s.items()}
    gone = next((part for part, time_s in parts_s.items() if time_s < 1), None)
    if gone:
        planned = format_clock(planned_s[gone])
        raise ValueError(f"{SPLIT_LABELS[gone]} is planned with {planned}: take away less than that.")
    finish_s = sum(parts_s.values())
    ranking = field.quantiles.get(plan.field.age_group, {}).get("total_seconds")
    return WhatIf(
        finish_s=finish_s,
        change_s=finish_s - plan.target_s,
        faster_than_pct=faster_than_pct(finish_s, ranking.quantiles_s) if ranking else None,
        parts_s=parts_s,
    )


def _parts(
    planned_s: Mapping[str, int],
    usual: PartTimes,
    strengths: Mapping[str, Strength],
    course: CourseFactorRow | None,
) -> tuple[PlannedPart, ...]:
    on_clock = clocks(planned_s)
    factors = {split: course.factors.get(split) for split in COURSE_SPLITS} if course else {}
    return tuple(
        PlannedPart(
            split=part,
            planned_s=planned_s[part],
            quick_s=math.floor(planned_s[part] * usual.p25_s[part] / usual.p50_s[part]),
            slow_s=math.ceil(planned_s[part] * usual.p75_s[part] / usual.p50_s[part]),
            clock_s=on_clock.get(part),
            strength=strengths.get(part),
            course_factor=factors.get(part),
        )
        for part in PARTS
    )
