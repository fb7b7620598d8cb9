"""What sprint sessions say: how fast, what they train, why they stand there, how they are meant."""

from __future__ import annotations

from typing import Final

from coach.engines.run_plan.contract import Phase, SessionKind, SprintBest
from coach.engines.run_plan.sprint_limits import LIMITS, Work

_FEELING: Final[dict[Work, str]] = {
    "acceleration": "RPE 9: all you have from the first step, jaw and hands loose",
    "max_velocity": "RPE 9: as fast as you can stay tall and loose",
    "special_endurance": "RPE 9: fast and relaxed, the same rhythm to the end",
    "speed_endurance": "RPE 8: just below all-out, every one alike",
    "resisted": "RPE 8: strong pushes; the load is light enough to keep your running shape",
    "tempo": "RPE 4–5: smooth strides you could repeat all day",
}
PURPOSE: Final[dict[SessionKind, str]] = {
    "acceleration": "The first steps: force, posture, rhythm",
    "max_velocity": "Top speed: short contacts, tall running",
    "speed_endurance": "Holding speed when it wants to leave you",
    "power": "Elastic and explosive strength that sprinting uses at once",
    "tempo_run": "Circulation, rhythm and work capacity without tiring the nerves",
    "strength": "The force behind every step, built away from the track",
    "recovery": "Loosens what the fast days left behind",
    "race": "What all of this was for",
}
STOP: Final = "When times drop off or the running gets loud, the session is over, whatever is left on the list."
GUIDANCE: Final[dict[SessionKind, str]] = {
    "acceleration": f"Full rests: walk until you want to go again. {STOP}",
    "max_velocity": f"Build up over the run-in, then hold top speed without forcing it. {STOP}",
    "speed_endurance": f"The rests are long on purpose; use all of them. {STOP}",
    "power": f"Every jump and throw crisp, on a soft surface. {STOP}",
    "tempo_run": "On grass if you can, walk between. It should leave you fresher; never race these.",
    "strength": "Fast up, controlled down, two repetitions left in every set.",
    "recovery": "Walk or jog easily, then mobility for hips, hamstrings and ankles. No stretching into pain.",
    "race": "Warm up as in training, a little less of it; leave the last build-up ten minutes before your call.",
}
_CYCLE_REASON: Final = (
    "Week 1 of 3 introduces the work: fewer metres, all of them clean.",
    "Week 2 of 3 stabilises it: the most metres of the cycle at the same quality.",
    "Week 3 of 3 unloads: fewer metres at full speed, so that the nerves catch up.",
)


def reason(kind: SessionKind, phase: Phase, cycle_week: int) -> str:
    """Why this session stands in this week."""
    if kind == "race":
        return "The day you chose."
    if phase in ("taper", "race"):
        return "The last days before the race: as fast as ever, far less of it."
    if phase == "recovery":
        return "A race taxes the nerves; a few easy days give the speed back."
    if kind in ("tempo_run", "recovery"):
        return "Fast days stand 48 hours or more apart; between them only work that does not tire the nerves."
    if kind == "strength":
        return "Lifting has its own day, so that no heavy legs stand before a fast one."
    return _CYCLE_REASON[cycle_week]


def effort(work: Work, repetition_m: int, bests: tuple[SprintBest, ...]) -> str:
    """How fast: a time where the best over this distance is known, else its percentage, else words.

    A percentage is of speed, so the time is the best divided by it.
    Source: Haugen et al. (2019), table 2, for the percentages.

    >>> effort("tempo", 100, (SprintBest(100, 12.0),))
    '60–70 % of your best: 17.1–20.0 s'
    >>> effort("max_velocity", 20, (SprintBest(100, 12.0),))
    'RPE 9: as fast as you can stay tall and loose, over 98 % of your best'
    >>> effort("special_endurance", 80, ())
    'RPE 9: fast and relaxed, the same rhythm to the end'
    """
    if not bests:
        return _FEELING[work]
    low, high = LIMITS[work].effort_pct
    share = f"over {low} % of your best" if high == 100 else f"{low}–{high} % of your best"
    best = next((best.time_s for best in bests if best.distance_m == repetition_m), None)
    if best is None or work in ("max_velocity", "resisted"):  # a flying or a loaded run has another best
        return f"{_FEELING[work]}, {share}"
    slowest = best / low * 100
    return f"{share}: {slowest:.1f} s or faster" if high == 100 else f"{share}: {best / high * 100:.1f}–{slowest:.1f} s"
