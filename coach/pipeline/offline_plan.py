"""What a runner's plan and fitness are, and why, said from what was computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from coach.engines.units import pace_text
from coach.pipeline.context import Context
from coach.pipeline.markdown import escaped
from coach.pipeline.offline_numbers import NO_PLAN, Said, planned_said
from coach.pipeline.running_numbers import session_words
from coach.two_months import SeenSession

WHY: Final = re.compile(r"\bwhy\b|\bhow come\b|\bchang(?:e|ed|es)\b|\bdifferent\b|\brefresh|\bupdat", re.IGNORECASE)
NEXT_WEEK: Final = re.compile(r"\b(?:next|coming) (?:two |2 )?weeks?\b", re.IGNORECASE)
COUNTS: Final = re.compile(r"\bassumed\b|\bmissed\b|\bconfirmed\b|\bhow many\b", re.IGNORECASE)
LONG: Final = re.compile(r"\blong (?:run|one)", re.IGNORECASE)
AIM: Final = re.compile(
    r"\bgoal\b|\bmethod|\bapproach\b|\b(?:training|working|running) (?:for|towards)\b", re.IGNORECASE
)
# Words of a question, and the kinds of session they mean.
KINDS: Final = {
    "long": LONG, "threshold": re.compile(r"\bthreshold\b|\btempo\b", re.IGNORECASE),
    "interval": re.compile(r"\bintervals?\b|\bspeed\b", re.IGNORECASE),
    "easy": re.compile(r"\beasy\b", re.IGNORECASE),
}  # fmt: skip
SUBJECTS: Final = {
    "Running score": re.compile(r"\bscore\b|\bvdot\b|\bvo2|\bfit\b|\bfitness\b|\bfaster\b|\bimproved\b", re.IGNORECASE),
    "Training paces": re.compile(r"\bpaces?\b|\bhow fast (?:should|do)\b", re.IGNORECASE),
    "Predicted race times": re.compile(r"\bpredict|\b(?:can|could) i run\b", re.IGNORECASE),
    "Weekly running distance": re.compile(r"\bweek|\bmileage\b|\bvolume\b|\bdistance\b", re.IGNORECASE),
    "Longest run": re.compile(r"\blongest\b", re.IGNORECASE),
    "Training load": re.compile(r"\bload\b|\bform\b|\bfatigue\b|\bfit\b|\bfitness\b", re.IGNORECASE),
}
RUNS: Final = re.compile(r"\bmy (?:last |latest |recent )?runs\b", re.IGNORECASE)
ZONES: Final = {
    "easy": re.compile(r"\beasy\b|\blong runs?\b|\brecovery\b", re.IGNORECASE),
    "marathon": re.compile(r"\bmarathon\b", re.IGNORECASE),
    "threshold": re.compile(r"\bthreshold\b|\btempo\b", re.IGNORECASE),
    "interval": re.compile(r"\bintervals?\b", re.IGNORECASE),
    "repetition": re.compile(r"\brep(?:etition)?s?\b", re.IGNORECASE),
}
# Fields of a PaceTable: the fast end and the slow one.
PACES: Final = {
    "easy": ("easy_fast_s_per_km", "easy_slow_s_per_km"), "marathon": ("marathon_s_per_km", "marathon_s_per_km"),
    "threshold": ("threshold_s_per_km", "threshold_s_per_km"), "interval": ("interval_s_per_km", "interval_s_per_km"),
    "repetition": ("repetition_s_per_km", "repetition_s_per_km"),
}  # fmt: skip
NO_SCORE: Final = (
    "I know no race or test of yours from the last six months, so I name no paces. Run a 5 km test or enter a race, "
    "and the paces are here the same day."
)
NO_RUNS: Final = (
    "I know no runs of yours yet. Import them on the Activities page or enter them in the Training log, and I can tell "
    "you your paces, your weeks and your longest run."
)
# Said once, above the sessions.
WEEK_NAME: Final = re.compile(r"^(?:This|Next) week: ")
UNCHANGED: Final = "Since the plan was made, nothing in it had to change."
MOST_TOLD_RUNS = 5


def plan_said(context: Context, question: str) -> Said:
    """The plan as asked for: why it is as it is, what it is for, one kind of session, this week or the next."""
    numbers, running = context.numbers.running, context.running
    if running.plan is None:
        other = planned_said(context)
        return other if other.text else Said(NO_PLAN)
    if WHY.search(question):
        lines = _why(context, question)
    elif COUNTS.search(question):
        lines = iter(numbers.counts or (UNCHANGED,))
    elif AIM.search(question):
        lines = iter((*numbers.rolling, *numbers.goal_change))
    else:
        lines = _sessions(context, question)
    return Said(_listed(lines), (*context.numbers.lines, *_words_of_plan(context, question)), is_whole=True)


def _words_of_plan(context: Context, question: str) -> Iterator[str]:
    """Words of the plan that may hold numbers."""
    for seen in _asked_sessions(context, question)[:1]:
        yield from (seen.session.details.purpose or "", seen.session.details.reason or "")


def fitness_said(context: Context, question: str) -> Said:
    """What is asked of the fitness; all of it where the question names no part."""
    numbers = context.numbers.running
    if RUNS.search(question) and numbers.runs:
        return Said(_listed(iter(numbers.runs[:MOST_TOLD_RUNS])), tuple(context.numbers.lines), is_whole=True)
    if not numbers.fitness:
        return Said(NO_RUNS)
    pace = _pace_line(context, question)
    if pace:
        return Said(pace, tuple(context.numbers.lines), is_whole=True)
    wanted = [name for name, words in SUBJECTS.items() if words.search(question)]
    lines = [line for line in numbers.fitness if not wanted or line.startswith(tuple(wanted))]
    has_no_score = context.running.fitness is not None and context.running.fitness.score is None
    if has_no_score and (not lines or {"Training paces", "Predicted race times"} & set(wanted)):
        lines.append(NO_SCORE)
    return Said(_listed(iter(lines or numbers.fitness)), (*context.numbers.lines, NO_SCORE), is_whole=True)


def _pace_line(context: Context, question: str) -> str:
    """The one pace that is asked for, and what it comes from; empty where no pace or several are asked for."""
    fitness = context.running.fitness
    zones = [zone for zone, words in ZONES.items() if words.search(question)]
    if fitness is None or fitness.paces is None or len(zones) != 1 or not SUBJECTS["Training paces"].search(question):
        return ""
    fastest, slowest = (getattr(fitness.paces, name) for name in PACES[zones[0]])
    told = pace_text(context.system, fastest)
    if slowest != fastest:
        told = f"{told} to {pace_text(context.system, slowest)}"
    return escaped(f"Your {zones[0]} pace: {told}. {fitness.confidence_text}.")


def _why(context: Context, question: str) -> Iterator[str]:
    """The last change with its reasons, and why the session or week that is asked about is as it is."""
    numbers = context.numbers.running
    asked = _asked_sessions(context, question)
    for seen in asked[:1]:
        yield f"{session_words(seen, context.system)}."
        if seen.session.details.reason:
            yield f"Why: {seen.session.details.reason}"
    yield from (line for line in _shown_week(context, question) if ", why:" in line)
    yield from numbers.changes or (UNCHANGED,)
    if LONG.search(question):
        yield from (line for line in numbers.fitness if line.startswith("Longest run"))
    yield from (line for line in numbers.rolling if line.startswith("Note of the plan"))


def _sessions(context: Context, question: str) -> Iterator[str]:
    asked = _asked_sessions(context, question)
    if asked and any(words.search(question) for words in KINDS.values()):
        yield f"Your next one, {session_words(asked[0], context.system)}."
        if asked[0].session.details.purpose:
            yield f"What it is for: {asked[0].session.details.purpose}"
        return
    yield from _shown_week(context, question)


def _shown_week(context: Context, question: str) -> tuple[str, ...]:
    numbers = context.numbers.running
    return numbers.next_week if NEXT_WEEK.search(question) else numbers.this_week


def _asked_sessions(context: Context, question: str) -> list[SeenSession]:
    """Open sessions from today on of the kind the question names; none when it names no kind."""
    kinds = [kind for kind, words in KINDS.items() if words.search(question)]
    return [
        seen
        for seen in context.running.sessions
        if seen.session.date >= context.day and seen.outcome == "planned" and seen.session.details.kind in kinds
    ]


def _listed(lines: Iterator[str]) -> str:
    """The first line as it is, the others below each other."""
    told = [escaped(WEEK_NAME.sub("", line) if at else line) for at, line in enumerate(lines)]
    listed = "\n".join(f"- {line}" for line in told[1:])
    return "\n\n".join(part for part in (told[0] if told else "", listed) if part)
