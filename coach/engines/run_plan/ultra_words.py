"""What sessions of time-based ultra training say: what they train, why they stand there, how they are meant."""

from __future__ import annotations

from typing import Final

from coach.engines.run_plan.contract import Phase, SessionKind

FUEL_FROM_MIN: Final = 90
FUEL: Final = "Eat from the first half hour: 50–75 g of carbohydrate an hour, food and drink as you would race on."
FUEL_LATE: Final = "Eat from the first half hour: 50–75 g of carbohydrate an hour, more, up to 90 g, once it sits well."
CLIMB: Final[dict[Phase, str]] = {
    "base": "Where you have hills, climb about half of your race's metres per hour; walk whatever is steep.",
    "build": "Where you have hills, climb about three quarters of your race's metres per hour; practise fast walking.",
    "peak": "Where you have hills, climb as many metres per hour as your race does; run the descents as there.",
}
CLIMB_ANYWHERE: Final = "Where you have hills, use them; walk whatever is steep."
PURPOSE: Final[dict[SessionKind, str]] = {
    "recovery": "Gets blood through tired legs without asking anything of them",
    "easy": "The aerobic hours everything else stands on",
    "long": "Teaches legs, stomach and head to keep going",
    "second_long": "Running on yesterday's legs, as late in the race, without the damage of one very long day",
    "steady": "The effort of the runnable parts of a long race",
    "tempo": "Raises the effort you can hold for long climbs",
    "hill_interval": "Lifts your ceiling, uphill, where the legs take less of a beating",
    "sharpen": "Keeps the legs awake while the hours fall",
    "strength": "Hips, calves and trunk that hold together on the last descent",
    "race": "What all of this was for",
}
GUIDANCE: Final[dict[SessionKind, str]] = {
    "recovery": "Flat if you can, and shorter if it feels heavy. Effort counts here, never the pace.",
    "easy": "Run by effort, walk the steep parts, finish able to go on.",
    "long": "Time on your feet counts, not kilometres.",
    "second_long": "Start slower than you think and keep talking all the way; stop early if your stride changes.",
    "steady": "One even effort; on hills keep the effort and let the pace go.",
    "tempo": "Even from the first minute to the last, on rolling ground or a long climb. The jogs are real rests.",
    "hill_interval": "A climb of 6–10 % you can run hard; turn and jog down. The last one as strong as the first.",
    "sharpen": "Quick and relaxed, full rests. You should finish fresher than you began.",
    "strength": "Slow down, strong up, two repetitions left in every set. Nothing that leaves you sore.",
    "race": "Start with the slowest people around you, eat by the clock, walk early and often. The time shown is only"
    " your easy pace over the distance; nobody knows how long it will be.",
}
LONG_TOPICS: Final = (
    "Today's practice: start so slowly that the last hour is your best.",
    "Today's practice: eat and drink by the clock, and note what your stomach says.",
    "Today's practice: fast walking on everything steep, hands on thighs or with poles.",
    "Today's practice: shoes, pack and everything in it as on race day.",
)
_TURN_KINDS: Final[frozenset[SessionKind]] = frozenset({"hill_interval", "tempo", "steady"})
_BLOCK_REASON: Final[dict[SessionKind, str]] = {
    "hill_interval": "Least specific first: the short hard efforts stand far from the race.",
    "tempo": "Between the short intervals that were and the long steady work to come.",
    "steady": "Most specific last: race effort now, close to the race.",
    "strength": "Strong legs run down hills; not on the day before something hard, if your days allow.",
    "second_long": "Two long days in a row stand late in the plan, when you can carry them; both are for talking.",
    "long": "The long day carries the week; it grows from what you have run in the last 30 days.",
}


def reason(kind: SessionKind, phase: Phase, *, is_cutback: bool, has_race: bool) -> str:
    """Why this session stands in this week."""
    if kind == "race":
        return "The day you chose."
    if phase in ("taper", "race"):
        return "The last days before the race: fewer hours, the same rhythm, nothing to gain from more."
    if phase == "recovery":
        return "The weeks after a race repair; nothing is trained by hurrying them."
    if is_cutback:
        return "A lighter week ends the block, so that the work of the last weeks settles."
    if kind in _TURN_KINDS and (not has_race or phase == "maintain"):
        return "With no race ahead the three hard efforts take turns, a block of weeks each."
    if kind == "steady" and phase != "peak":
        return "Far from the race steady running takes turns with harder blocks, or stands in for them in a small week."
    return _BLOCK_REASON.get(kind, "About four sessions in five are easy, so that the hard ones can be hard.")


def guidance(kind: SessionKind, phase: Phase, minutes: int, week_index: int, *, has_race: bool) -> str:
    """One to three sentences: how it is run, what to eat, how much to climb."""
    parts = [GUIDANCE.get(kind, GUIDANCE["easy"])]
    if kind == "long":
        parts = [f"{parts[0]} {LONG_TOPICS[week_index % len(LONG_TOPICS)]}"]
    if kind in ("long", "second_long") and phase in CLIMB:
        parts.append(CLIMB[phase] if has_race else CLIMB_ANYWHERE)
    if minutes >= FUEL_FROM_MIN and kind != "race":
        parts.append(FUEL_LATE if phase == "peak" else FUEL)
    return " ".join(parts)
