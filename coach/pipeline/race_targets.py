"""A finish time somebody wants, read out of a sentence, and the group they race in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

SHORTEST_S, LONGEST_S = 45 * 60.0, 7 * 3600.0
FEWEST_MINUTES = 45
MOST_CLOCK_HOURS = 3  # “4:30” is a pace, “1:15” a race

HOURS_WORDS: Final = {"one": 1, "an": 1, "a": 1, "two": 2, "three": 3}
MINUTES_WORDS: Final = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty five": 25, "thirty": 30, "thirty five": 35, "forty": 40,
    "forty five": 45, "fifty": 50, "fifty five": 55, "sixty": 60, "seventy": 70, "seventy five": 75, "eighty": 80,
    "eighty five": 85, "ninety": 90, "ninety five": 95, "a hundred": 100, "one hundred": 100, "half": 30, "a half": 30,
    "quarter": 15, "a quarter": 15,
}  # fmt: skip
NUMBER_WORDS = "|".join(sorted(MINUTES_WORDS, key=len, reverse=True))

# What makes a clock time something else than a finish: a pace, a time of day, one of several rounds.
NOT_A_FINISH = r"(?!\s*(?:/|per\b|pace\b|min/|a\.?m\b|p\.?m\b|o.?clock|rest\b|each\b|splits?\b(?=.*per)))"
NOT_BEFORE = r"(?<![\d:.,@x×])(?<!@ )"
LONG_CLOCK = re.compile(rf"{NOT_BEFORE}(\d):([0-5]\d):([0-5]\d)(?![\d:]){NOT_A_FINISH}")
CLOCK = re.compile(
    rf"{NOT_BEFORE}(\d{{1,3}})[:.]([0-5]\d)(?![\d:.%])(?!\s*(?:km|k|m|kg|mi|miles?|lb|%)\b){NOT_A_FINISH}"
)
HOURS = re.compile(
    r"(?<![\d:.,])(\d(?:[.,]\d+)?)\s*(?:h|hrs?|hours?)\b(?:\s*(?:and\s*)?(\d{1,2})\s*(?:m|min|mins|minutes)?\b)?"
    r"|(?<![\d:.,])(\d)h(\d{2})\b"
)
HOURS_SPOKEN = re.compile(rf"\b(one|an|a|two|three) (?:and a half hours|hours?)\b(?:(?: and)? ({NUMBER_WORDS})\b)?")
HALF_HOURS = re.compile(r"\b(one|an|a|two|three) (?:and a half hours|hour and a half|hours and a half)\b")
MINUTES = re.compile(
    rf"(?<![\d:.,/–-])(\d{{2,3}}|{NUMBER_WORDS})[\s-]*(?:min|mins|minutes?|')(?![\w/])(?!\s*(?:/|per\b))"
)
WISHES: Final = r"sub|under|below|break|beat|target(?: of)?|goal(?: of)?|finish in|for|in|faster than|around|about"
OTHER_UNITS: Final = (
    r"%|km|k|m|kg|kgs|lb|lbs|mi|miles?|meters?|metres?|s|sec|secs|seconds?|days?|weeks?|months?|years?|"
    r"reps?|bpm|watts?|w|"
    r"cal|kcal|g|grams?|steps?|rounds?|hours?|h|wall|burpees?|lunges?|people|athletes?|beats?|percent|yo|squats?|\+"
)
BARE = re.compile(rf"\b(?:{WISHES})[\s-]*(?:a )?({NUMBER_WORDS}|\d{{2,3}})\b(?![:.,]\d)(?!\s*(?:{OTHER_UNITS})\b)")
OF_A_DISTANCE = re.compile(
    r"\d ?(?:m|km|k|mi|miles?|met(?:er|re)s?|reps?|wall balls|lunges)\b[\w ]{0,12}\b(?:in|at|for) $"
)
# Minutes of training, rest or sleep are no finish.
OF_SOMETHING_ELSE = re.compile(
    r"^\W*(?:\w+ ){0,2}?(?:easy|long|steady|tempo|zone|z2|runs?|jog|rides?|bike|sessions?|workouts?|"
    r"training|emom|amrap|"
    r"before|after|of (?:rest|work|sleep|running|training)|rest|between|sleep|nap|warm|stretch|a (?:day|week)|every|"
    r"left|early|late)\b"
)


def target_s(text: str) -> float | None:
    """The finish time in seconds that a sentence asks for, 45 minutes to 7 hours; None without one.

    >>> target_s("splits for 1:15"), target_s("sub-70 pro women"), target_s("what pace for 80 minutes")
    (4500.0, 4200.0, 4800.0)
    >>> target_s("my pace is 4:30 /km"), target_s("how long until my race in 70 days")
    (None, None)
    """
    said = " ".join(text.casefold().replace("’", "'").split())
    return next((time_s for time_s in _times(said) if SHORTEST_S <= time_s <= LONGEST_S), None)


def _times(said: str) -> Iterator[float]:
    for found in LONG_CLOCK.finditer(said):
        yield int(found[1]) * 3600.0 + int(found[2]) * 60 + int(found[3])
    for found in HALF_HOURS.finditer(said):
        yield HOURS_WORDS[found[1]] * 3600.0 + 1800
    for found in CLOCK.finditer(said):
        if not OF_A_DISTANCE.search(said[: found.start()]):
            yield _clock_s(int(found[1]), int(found[2]))
    yield from _hours(said)
    for found in MINUTES.finditer(said):
        if not OF_SOMETHING_ELSE.match(said[found.end() :]):
            yield _minutes(found[1]) * 60.0
    for found in BARE.finditer(said):
        yield _minutes(found[1]) * 60.0


def _clock_s(first: int, second: int) -> float:
    """Hours and minutes up to three hours, minutes and seconds from 45 minutes on, else nothing."""
    if first <= MOST_CLOCK_HOURS:
        return first * 3600.0 + second * 60
    return first * 60.0 + second if first >= FEWEST_MINUTES else 0.0


def _hours(said: str) -> Iterator[float]:
    for found in HOURS.finditer(said):
        if OF_SOMETHING_ELSE.match(said[found.end() :]):
            continue
        hours, minutes = found[1] or found[3], found[2] or found[4] or "0"
        yield float(hours.replace(",", ".")) * 3600 + int(minutes) * 60
    for found in HOURS_SPOKEN.finditer(said):
        yield HOURS_WORDS[found[1]] * 3600.0 + (MINUTES_WORDS[found[2]] * 60 if found[2] else 0)


def _minutes(words: str) -> int:
    return MINUTES_WORDS.get(words) or int(words)
