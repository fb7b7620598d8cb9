"""One clause of a training text: its exercise and its amounts."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from coach.engines.quantities import Quantity, quantities
from coach.engines.units import M_PER_KM, System, pace_length_m, weight_kg_of
from coach.readers.training_text.exercises import NamedExercise, named_exercises

_REST_BEFORE: Final = re.compile(
    r"(?:\b(?:rest(?:ed|ing)?|recovery|recover(?:ing)?|off|pause|break|r)(?: of| for| between)?[ :]*|\br)$"
)
_REST_AFTER: Final = re.compile(
    r"\s?(?:\)|of )?\s?(?:easy |jog |walk(?:ing)? |standing |passive )*(?:rest|recovery|recover|recoveries|off|pause|"
    r"break|jog|float|between)\b(?! ?:? ?\d)"
)
_HEART: Final = re.compile(
    r"\b(?:avg |average |mean )?(?:hr|heart ?rate)(?: of| was| at| avg| average|:)? ?(\d{2,3})\b(?! ?bpm)"
)
_EFFORT_WORDS: Final = re.compile(
    r"\b(rpe|effort|felt like an?|felt)(?: of| at| was| is|:)? (one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_FELT: Final = re.compile(r"\bfelt (?:like )?(?:an? )?(?=\d{1,2}\b(?!:|\.\d|\s?(?:km|k|m|kg|min|/)))")
_DECIMAL_EFFORT: Final = re.compile(r"\brpe ?(\d)[.,]5\b")
_SAID_PACE: Final = re.compile(r" ?(?:avg |average |mean )?pace\b")
_NUMBERS: Final = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_BARE_LOAD: Final = re.compile(
    r"(@ ?|\bat |\bwith )(\d{1,3}(?:\.\d+)?)"
    r"(?![\d:.,]|\s?(?:kg|lb|kilo|pound|%|km|mi\b|m\b|min|s\b|sec|bpm|w\b|x|/|rpe|of\b|out\b))"
)
_THREE: Final = re.compile(
    r"(\d{1,2}) ?x ?(\d{1,3}) ?(?:x|@) ?(\d{1,3}(?:\.\d+)?) ?(kgs?|lbs?|kilos?|pounds?)?(?![\d:.]|"
    r"\s?(?:m|km|s|min)\b)"
)
_PER_HAND: Final = re.compile(r"\b2 ?x ?(?=\d+(?:\.\d+)? ?(?:kgs?|lbs?|kilos?|pounds?)\b)")
_QUOTES: Final = (
    (re.compile(r"(\d)'(\d\d)(?:\"|'')?"), r"\1:\2"),
    (re.compile(r"(\d)'(?!\w)"), r"\1 min"),
    (re.compile(r"(\d)\"(?!\w)"), r"\1 s"),
    (re.compile(r"\br(\d)"), r"rest \1"),
    (re.compile(r"\b(\d+) ?x ?(\d+) ?/ ?(\d+) ?(s|sec|min)\b"), r"\1 x \2 \4 rest \3 \4"),
)  # fmt: skip


class Clause(NamedTuple):
    """Amounts in SI. `counts` are the numbers before "x", `reps` those after it or before an exercise."""

    text: str
    exercise: NamedExercise | None
    sets: int | None = None
    reps: int | None = None
    load_kg: float | None = None
    distance_m: float | None = None
    time: Quantity | None = None
    pace_s_per_km: float | None = None
    rest_s: float | None = None
    rpe: int | None = None
    heart_rate: int | None = None
    kcal: int | None = None
    watts: int | None = None

    @property
    def exercise_name(self) -> str:
        return self.exercise.name if self.exercise else ""

    @property
    def has_amount(self) -> bool:
        return any(one is not None for one in (self.sets, self.reps, self.distance_m, self.time, self.pace_s_per_km))


def clause_of(text: str, system: System) -> Clause:
    """The amounts of a clause in lower case. A bare load is in the athlete's own unit.

    >>> clause = clause_of("5x5 deadlift @ 120", "metric")
    >>> clause.exercise.name, clause.sets, clause.reps, clause.load_kg
    ('Deadlift', 5, 5, 120.0)
    """
    spelled = spelled_out(text, system)
    exercise = next(iter(named_exercises(spelled)), None)
    found = quantities(spelled)
    rests = [one for one in found if one.kind == "time" and _is_rest(spelled, one)]
    times = [one for one in found if one.kind == "time" and one not in rests and one.unit not in ("day", "week")]
    paces = [one for one in times if one.unit == "clock" and _SAID_PACE.match(spelled, one.end)]
    times = [one for one in times if one not in paces]
    reps = _whole(found, "reps") or _counted(spelled, exercise, found)
    return Clause(
        text=spelled,
        exercise=exercise,
        sets=_whole(found, "sets"),
        reps=reps,
        load_kg=_first(found, "mass") or _bare_load(spelled, exercise, reps, system),
        distance_m=_first(found, "distance"),
        time=times[0] if times else None,
        pace_s_per_km=_first(found, "pace") or _bare_pace(paces, system),
        rest_s=rests[0].value if rests else None,
        rpe=_whole(found, "effort"),
        heart_rate=_whole(found, "bpm"),
        kcal=_whole(found, "kcal"),
        watts=_whole(found, "watt"),
    )


def spelled_out(text: str, system: System) -> str:
    """Abbreviations written out, so that every number has its unit beside it.

    >>> spelled_out("8x400m @ 1:30 r60s, hr 152", "metric")
    '8x400m @ 1:30 rest 60s, 152 bpm'
    """
    for pattern, words in _QUOTES:
        text = pattern.sub(words, text)
    unit = "lb" if system == "imperial" else "kg"
    text = _THREE.sub(lambda found: f"{found[1]} x {found[2]} @ {found[3]} {found[4] or unit}", text)
    text = _PER_HAND.sub("", text)
    text = _HEART.sub(r"\1 bpm", text)
    text = _EFFORT_WORDS.sub(lambda found: f"rpe {_NUMBERS.index(found[2])}", text)
    text = _DECIMAL_EFFORT.sub(lambda found: f"rpe {int(found[1]) + 1}", text)
    text = _FELT.sub("rpe ", text)
    if named_exercises(text):
        text = _BARE_LOAD.sub(rf"\1\2 {unit}", text)
    return text


def _first(found: list[Quantity], kind: str) -> float | None:
    return next((_rounded(one) for one in found if one.kind == kind), None)


def _rounded(one: Quantity) -> float:
    """Pounds to hundredths of a kilogram and miles to a metre, as forms keep them."""
    if one.kind == "mass":
        return round(one.value, 2)
    return round(one.value, 1 if one.unit in ("m", "km") else 0) if one.kind == "distance" else one.value


def _whole(found: list[Quantity], kind: str) -> int | None:
    amount = _first(found, kind)
    return round(amount) if amount is not None and amount >= 1 else None


def _is_rest(text: str, one: Quantity) -> bool:
    before = _REST_BEFORE.search(text[: one.start])
    return before is not None or _REST_AFTER.match(text, one.end) is not None


def _bare_pace(paces: list[Quantity], system: System) -> float | None:
    """ "4:45 pace" says no length: it is the one of the athlete's units."""
    return paces[0].value * M_PER_KM / pace_length_m(system) if paces else None


def _counted(text: str, exercise: NamedExercise | None, found: list[Quantity]) -> int | None:
    """20 box jumps: a bare number right before an exercise counts repetitions."""
    if exercise is None:
        return None
    before = re.search(r"(?<![\d.:,@])(\d{1,4}) (?:[a-z]+ )?$", text[: exercise.start])
    if before is None or any(one.start <= before.start(1) < one.end for one in found):
        return None
    return int(before[1]) or None


def _bare_load(text: str, exercise: NamedExercise | None, reps: int | None, system: System) -> float | None:
    """3 x 12 rdl 70: what ends the clause after exercise and repetitions is the load."""
    after = re.fullmatch(r"[ :]*(\d{1,3}(?:\.\d+)?)\s*", text[exercise.end :]) if exercise and reps else None
    return weight_kg_of(system, float(after[1])) if after and float(after[1]) > 0 else None
