"""How athletes call exercises, and the names the exercise library has for them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final, NamedTuple

from coach.engines.splits import SPLIT_LABELS, STATIONS

# Left the name that is kept: a station's, or the library's; right what else people write, singular.
_ALIASES: Final = {
    SPLIT_LABELS["ski_erg"]: "ski erg|ski-erg|skierg|ski ergometer|skied|skiing|ski",
    SPLIT_LABELS["sled_push"]: "sled push|push sled|sledpush|pushed the sled|prowler",
    SPLIT_LABELS["sled_pull"]: "sled pull|pull sled|sledpull|pulled the sled",
    SPLIT_LABELS["burpee_broad_jump"]: "burpee broad jump|bbj|broad jump burpee|burpee bj|broadjump burpee",
    SPLIT_LABELS["row"]: "row erg|rowerg|rower|rowing machine|indoor rowing|rowing|rowed|erg row|row",
    SPLIT_LABELS["farmers_carry"]: "farmers carry|farmer carry|farmer's carry|farmers walk|farmer's walk|farmer walk|"
    "farmers|farmer's|kettlebell carry|kb carry",
    SPLIT_LABELS["sandbag_lunges"]: "sandbag lunge|sandbag walking lunge|sb lunge|sandbag walking lunges",
    SPLIT_LABELS["wall_balls"]: "wall ball|wallball|wall-ball|wb",
    "Back Squat": "back squat|barbell squat|bb squat|squat|squatted",
    "Front Squat": "front squat|fsq",
    "Goblet Squat": "goblet squat|kb squat",
    "Box Squat": "box squat",
    "Bulgarian Split Squat": "bulgarian split squat|split squat|bss|rfess",
    "Deadlift": "deadlift|dead lift|dl|deadlifted|conventional deadlift",
    "Trap Bar Deadlift": "trap bar deadlift|trap bar|hex bar deadlift|hex bar",
    "Romanian Deadlift": "romanian deadlift|rdl|romanian",
    "Single-Leg Romanian Deadlift": "single-leg romanian deadlift|single leg romanian deadlift|single leg rdl|sl rdl",
    "Reverse Lunge": "reverse lunge",
    "Walking Dumbbell Lunge": "walking dumbbell lunge|walking lunge|db lunge|dumbbell lunge|lunge",
    "Step-Up": "step-up|step up|stepup",
    "Hip Thrust": "hip thrust|hip-thrust|glute bridge",
    "Nordic Hamstring Curl": "nordic hamstring curl|nordic curl|nordic",
    "Standing Calf Raise": "standing calf raise|calf raise",
    "Soleus Raise": "soleus raise|seated calf raise",
    "Pull-Up": "pull-up|pull up|pullup|chin-up|chin up|chinup",
    "Inverted Row": "inverted row|ring row",
    "Bent-Over Row": "bent-over row|bent over row|barbell row|bb row|pendlay row",
    "Single-Arm Dumbbell Row": "single-arm dumbbell row|single arm dumbbell row|one arm row|db row|dumbbell row",
    "Lat Pulldown": "lat pulldown|lat pull down|pulldown",
    "Straight-Arm Pulldown": "straight-arm pulldown|straight arm pulldown",
    "Push-Up": "push-up|push up|pushup|press-up|press up",
    "Overhead Press": "overhead press|ohp|shoulder press|strict press|military press",
    "Push Press": "push press",
    "Bench Press": "barbell bench press|bench press|benched|bench",
    "Dumbbell Bench Press": "dumbbell bench press|db bench press|db bench|dumbbell bench",
    "Dumbbell Thruster": "dumbbell thruster|db thruster|thruster",
    "Kettlebell Swing": "kettlebell swing|kb swing|kbs|swing",
    "Plank": "plank",
    "Side Plank": "side plank",
    "Dead Bug": "dead bug|deadbug",
    "Pallof Press": "pallof press",
    "Hanging Knee Raise": "hanging knee raise|knee raise|toes to bar|ttb|t2b",
    "Back Extension": "back extension|hyperextension",
    "Leg Press": "leg press",
    "Leg Curl": "leg curl|hamstring curl",
    "Dead Hang": "dead hang|hang",
    "Suitcase Carry": "suitcase carry",
    "Turkish Get-Up": "turkish get-up|turkish get up|tgu",
    "Power Clean": "power clean|hang clean|clean",
    "Broad Jump": "broad jump",
    "Box Jump": "box jump|box jump over|bjo",
    "Burpee": "burpee",
    "Jump Rope": "jump rope|skipping rope|double under",
    "Air Bike": "air bike|assault bike|echo bike|bikeerg|bike erg|assault",
    "Sandbag Shouldering": "sandbag shouldering|sandbag clean|sandbag over shoulder",
}  # fmt: skip
_PLURAL: Final = r"(?:e?s)?"


class NamedExercise(NamedTuple):
    """An exercise where it stands in a text."""

    name: str
    start: int
    end: int

    @property
    def station(self) -> str | None:
        return _STATIONS.get(self.name)


_STATIONS: Final = {SPLIT_LABELS[station]: station for station in STATIONS}
_BY_ALIAS: Final = {
    alias.replace("-", " "): name for name, words in _ALIASES.items() for alias in (*words.split("|"), name.lower())
}
_CLOSED_UP: Final = {alias.replace(" ", ""): alias for alias in _BY_ALIAS}
_LONG: Final = [alias for alias in _BY_ALIAS if len(alias) >= 6]
_WORDS: Final = re.compile(
    r"(?<![\w-])("
    + "|".join(re.escape(alias).replace(r"\ ", "[ -]?") for alias in sorted(_BY_ALIAS, key=len, reverse=True))
    + rf"){_PLURAL}(?![\w-])"
)
_TOKEN: Final = re.compile(r"[a-z]{5,}(?: [a-z]{4,})?")
# Words people write about training that only look like an exercise.
_NOT_MEANT: Final = frozenset((
    "rowed", "running", "tested", "today", "morning", "planned", "pressure", "squad", "hanging", "working",
    "breakfast", "brunch", "stretch", "stretching", "resting", "planning", "marathon", "minutes", "seconds",
    "recovery", "session", "strength", "workout",
))  # fmt: skip
_CLOSE: Final = 0.84
_DIGIT: Final = re.compile(r"\d")


def named_exercises(text: str) -> list[NamedExercise]:
    """Exercises of a lower-case text, in order; where none is beside a number, a slip of the keys is forgiven.

    >>> [one.name for one in named_exercises("bbj, farmers and 3x5 back-squats")]
    ['Burpee broad jump', 'Farmers carry', 'Back Squat']
    >>> [one.name for one in named_exercises("3x5 deadlfit")]
    ['Deadlift']
    """
    found = [NamedExercise(_BY_ALIAS[_spelled(one[1])], one.start(), one.end()) for one in _WORDS.finditer(text)]
    return found or (_nearly(text) if _DIGIT.search(text) else [])


def _spelled(alias: str) -> str:
    plain = alias.replace("-", " ")
    return plain if plain in _BY_ALIAS else _CLOSED_UP[plain.replace(" ", "")]


def _nearly(text: str) -> list[NamedExercise]:
    found = []
    for token in _TOKEN.finditer(text):
        for words in dict.fromkeys((token[0], token[0].split(" ")[0])):
            close = [] if words in _NOT_MEANT else get_close_matches(words.rstrip("s"), _LONG, n=1, cutoff=_CLOSE)
            if close:
                found.append(NamedExercise(_BY_ALIAS[close[0]], token.start(), token.start() + len(words)))
                break
    return found
