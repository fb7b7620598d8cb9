"""Time-based ultra training after Koop: least specific first, most specific last, hours instead of kilometres."""

from __future__ import annotations

from datetime import date
from typing import Final

from coach.engines.run_plan.contract import Method, Phase, PlanRequest, RunSession, SessionKind
from coach.engines.run_plan.method import Slot, Unit
from coach.engines.run_plan.phases import is_cutback, road_phase, week_index, weeks_before_taper
from coach.engines.run_plan.training_blocks import monday_of_week
from coach.engines.run_plan.ultra_sessions import HARD_KINDS, ultra_session

# Of the loading weeks before the taper: how many are long and steady, how many tempo; what is earlier is base.
PEAK_SHARE, BUILD_SHARE = 0.45, 0.3
MOST_PEAK_WEEKS, MOST_BUILD_WEEKS, MOST_HILL_WEEKS = 8, 6, 8
STRENGTH_FROM, TWO_STRENGTH_FROM, SECOND_LONG_FROM = 5, 7, 4
# A block of short intervals may hold two a week, tempo one and a steady run, the long weeks near the race one.
TWO_HARD_FROM: Final[dict[SessionKind, int]] = {"hill_interval": 6, "tempo": 7}
ONE_HARD_AGE: Final = 60
_MAIN: Final[dict[Phase, SessionKind]] = {
    "base": "hill_interval", "build": "tempo", "peak": "steady", "taper": "sharpen", "race": "sharpen",
}  # fmt: skip
# Without a race the kinds take turns block by block.
_TURNS: Final[tuple[SessionKind, ...]] = ("hill_interval", "tempo", "steady")
BLOCK_WEEKS: Final = 4
_TAPER: Final[tuple[SessionKind, ...]] = ("sharpen", "easy", "recovery", "easy", "recovery", "easy", "recovery")
_AFTER_RACE: Final[tuple[SessionKind, ...]] = (
    "recovery", "easy", "recovery", "easy", "recovery", "recovery", "recovery",
)  # fmt: skip


class UltraMethod:
    """Counts seconds. The order of the hard work is that of Koop's books, the reverse of a road plan."""

    name: Method = "ultra"
    unit: Unit = "s"

    def phases(self, request: PlanRequest, monday: date) -> Phase:
        """The phase of the week that begins on this Monday.

        Source: the order (short and hard, tempo, long and steady) is Koop's; the lengths of the phases are ours.
        """
        weeks = weeks_before_taper(request, monday)
        if weeks is None or weeks < 0:
            return road_phase(request, monday)
        peak_weeks, build_weeks = phase_weeks(request, monday)
        if weeks < peak_weeks:
            return "peak"
        return "build" if weeks < peak_weeks + build_weeks else "base"

    def shape(self, request: PlanRequest, phase: Phase, week_index: int, session_count: int) -> tuple[SessionKind, ...]:
        """The kinds of a week, most important first."""
        if phase == "recovery":
            return _AFTER_RACE[:session_count]
        if phase in ("taper", "race"):
            return _TAPER[:session_count]
        return _training_week(request, phase, week_index, session_count)

    def hard_kinds(self) -> frozenset[SessionKind]:
        """The second long day is not among them: it stands beside the first on purpose and is for talking."""
        return HARD_KINDS

    def hours_between_hard(self) -> int:
        return 24

    def session(self, request: PlanRequest, slot: Slot) -> RunSession:
        return ultra_session(request, slot)


def phase_weeks(request: PlanRequest, monday: date) -> tuple[int, int]:
    """Weeks of long and steady work, and of tempo before it.

    >>> day = date(2026, 1, 5)
    >>> phase_weeks(PlanRequest("ultra", day, day, day, race_date=date(2026, 5, 3)), day)
    (7, 4)
    """
    loading_weeks = max(1, (weeks_before_taper(request, monday) or 0) + 1 + max(0, week_index(request, monday)))
    peak_weeks = min(MOST_PEAK_WEEKS, max(1, round(loading_weeks * PEAK_SHARE)))
    return peak_weeks, min(MOST_BUILD_WEEKS, round(loading_weeks * BUILD_SHARE))


def main_kind(request: PlanRequest, phase: Phase, week_index: int) -> SessionKind:
    """The hard work of a week. Without a race ahead the kinds take turns, block by block."""
    if request.race_date is None or phase == "maintain":
        return _TURNS[week_index // BLOCK_WEEKS % len(_TURNS)]
    if phase == "base" and _weeks_of_base_left(request, week_index) > MOST_HILL_WEEKS:
        return "steady" if week_index // BLOCK_WEEKS % 2 == 0 else "hill_interval"
    return _MAIN.get(phase, "steady")


def _weeks_of_base_left(request: PlanRequest, week_index: int) -> int:
    monday = monday_of_week(request, week_index)
    return (weeks_before_taper(request, monday) or 0) + 1 - sum(phase_weeks(request, monday))


def _training_week(request: PlanRequest, phase: Phase, week_index: int, session_count: int) -> tuple[SessionKind, ...]:
    main = main_kind(request, phase, week_index)
    is_light = is_cutback(request, monday_of_week(request, week_index))
    is_old = request.age is not None and request.age >= ONE_HARD_AGE
    has_two_hard = session_count >= TWO_HARD_FROM.get(main, 8) and request.experience != "beginner" and not is_old
    kinds: list[SessionKind] = ["long", main]
    if phase == "peak" and request.experience != "beginner" and session_count >= SECOND_LONG_FROM and not is_light:
        kinds += ["second_long"]
    kinds += ["easy"]
    if session_count >= STRENGTH_FROM:
        kinds += ["strength"]
    if has_two_hard and not is_light:
        kinds += ["steady" if main == "tempo" else main]
    if session_count >= TWO_STRENGTH_FROM and phase != "peak":
        kinds += ["strength"]
    kinds += ["recovery", "easy", "recovery", "easy", "recovery"]
    return tuple(kinds[:session_count])


ULTRA: Final = UltraMethod()
