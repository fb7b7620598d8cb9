"""What a sentence says of the athlete's own running: hurt or ill, done or missed, and how a run felt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from coach.day_outcomes import date_words
from coach.engines.quantities import quantities
from coach.pipeline.context import Context
from coach.pipeline.running_rules import BODY
from coach.readers.training_text.days import named_days
from coach.two_months import SeenSession
from data.recent_runs import RecentRun

_ILL: Final = re.compile(
    r"\b(?:i|i've)\b.{0,12}\b(?:have|had|got|caught|am down with|came down with|with|have got)\b.{0,12}\b"
    r"(?:flu|cold|fever|covid|infection|virus|stomach bug|bronchitis|sore throat)\b|"
    r"\b(?:i'm|i am|i've been|i have been|i feel|i got) (?:really |very |so |a bit |still )?(?:sick|ill)\b"
)
_HURT: Final = re.compile(
    rf"\bmy (?:left |right |lower |upper |inner |outer )*{BODY}\b.{{0,20}}\b(?:hurts?|hurting|aches?|aching|painful|"
    rf"injured|in pain|swollen|sprained|strained)\b|"
    r"\b(?:i|i've|i have) (?:just )?(?:injured|hurt|sprained|strained|tweaked|pulled|twisted|tore|torn) (?:my|a)\b|"
    rf"\b(?:i'm|i am|i got) (?:really |still )?(?:injured|hurt)\b|\bpain in my (?:left |right )?{BODY}\b|"
    r"\bi (?:have|got) an injury\b"
)
_NOT_UNWELL: Final = re.compile(
    r"\b(?:not|never|no longer|isn't|don't|doesn't|didn't)\b.{0,12}\b(?:sick|ill|injured|hurt|hurts|"
    r"have (?:a |the )?(?:flu|cold|fever))\b|"
    r"\b(?:used to|was|were|had been|last (?:month|year)|(?:months?|years?) ago|better now|over it)\b"
)
_MISSED: Final = re.compile(
    r"\bi (?:have |just )?missed\b|\bi (?:didn't|did not|couldn't|could not) (?:do|make|run|train)\b|"
    r"\bi (?:haven't|have not) (?:done|run|trained)\b"
)
_DID: Final = re.compile(
    r"^(?:yes,? |ok,? |hi,? |coach,? )*(?:i(?:'ve| have)? )?(?:did|done|completed|finished)(?: (?:it|that|everything|"
    r"(?:yesterday's|today's|the|my)(?: planned)?(?: (?:easy|long|threshold|tempo|recovery|interval))?"
    r"(?: (?:run|session|workout|training|intervals?|threshold|tempo))?))?"
    r"(?: (?:today|yesterday|as planned|this morning|on [a-z]+day|too))*[.! ]*$"
)
_SESSION: Final = re.compile(
    r"\b(?:run|session|workout|training|intervals?|long run|threshold|tempo|it|that|everything|today|yesterday|planned|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:'?s)?\b"
)
_ELSE: Final = re.compile(r"\b(?:race|goal|bus|train (?:to|from)|flight|meal|breakfast|you|target|pb)\b|\bnot finish\b")
_KINDS: Final = {
    "long": re.compile(r"\blong\b"), "threshold": re.compile(r"\bthreshold\b|\btempo\b"),
    "interval": re.compile(r"\bintervals?\b"), "easy": re.compile(r"\beasy\b"),
    "recovery": re.compile(r"\brecovery\b"), "strength": re.compile(r"\bstrength\b"),
}  # fmt: skip
RECENT_DAYS: Final = 14
FELT_DAYS: Final = 3
NO_SESSION: Final = "I find no session of your plan on that day. Which one do you mean?"
_SUBJECT: Final = (
    r"(?:runs?|it|that|this|session|workout|intervals?|threshold|tempo|legs|long one|everything|body|today|yesterday)"
)
_STRONGLY: Final = r"(?:so|very|really|super|extremely|way too|too|incredibly|absolutely|completely)"
_FEELING: Final = (
    r"(?:hard|harder|tough|tougher|brutal|heavy|easy|easier|light|comfortable|smooth|relaxed|good|great|strong|fresh|"
    r"tired|dead|empty|sore|awful|terrible|bad|exhausting|fine|ok|okay)"
)
_FELT: Final = re.compile(
    rf"\b{_SUBJECT}\b.{{0,25}}\b(?:felt|feels?|was|were|are|is)\b.{{0,20}}\b{_FEELING}\b|"
    rf"^(?:my )?legs (?:{_STRONGLY} |still )*{_FEELING}\b|"
    rf"^(?:a |an |what an? |that was an? )?(?:{_STRONGLY} )?(?:hard|tough|brutal|easy|great|good|awful|terrible) "
    r"(?:run|session|workout|long run)\b|\bi struggled (?:with|on|in) (?:the|my) (?:run|session|long run|intervals)\b"
)
_SAID_EFFORT: Final = re.compile(r"\b(?:rpe|effort)(?: of| was)? (\d{1,2})\b|\b(\d{1,2}) ?(?:/|of|out of) ?10\b")
# Suggestions an athlete sees and may change; our own reading of the scale from 1 to 10.
_EFFORTS: Final = (
    (re.compile(rf"\b(?:all out|brutal|awful|terrible)\b|\b{_STRONGLY} (?:hard|tough)\b"), 9),
    (re.compile(r"\b(?:hard|harder|tough|tougher|struggled|exhausting)\b"), 8),
    (re.compile(rf"\b{_STRONGLY} easy\b"), 2),
    (re.compile(r"\b(?:easy|easier|light|comfortable|smooth|relaxed)\b"), 3),
)
_SORE: Final = ((re.compile(rf"\b{_STRONGLY} sore\b"), 8), (re.compile(r"\bsore\b"), 7))
_TIRED: Final = (
    (re.compile(rf"\blegs\b.*\b(?:dead|empty|{_STRONGLY} (?:tired|heavy))\b"), 2),
    (re.compile(r"\blegs\b.*\b(?:tired|heavy)\b"), 3),
    (re.compile(r"\blegs\b.*\bfresh\b"), 8),
)


class Told(NamedTuple):
    """The fields of an entry and what it is about, or the one thing to ask."""

    fields: dict[str, Any] | None = None
    about: str = ""
    question: str | None = None


def wished_break(text: str, spoken: str, context: Context) -> dict[str, Any] | None:
    """An injury or illness that began on a day that is named, else today.

    None while a break is entered, and for a session somebody tells about.
    """
    is_deed = any(one.kind in ("distance", "sets", "reps", "mass") for one in quantities(text))
    if is_deed or context.today.unwell or _NOT_UNWELL.search(text):
        return None
    kind = "illness" if _ILL.search(text) else "injury" if _HURT.search(text) else None
    if kind is None:
        return None
    behind = [one.day for one in named_days(text, context.day) if one.day <= context.day]
    return {"kind": kind, "first_on": min(behind, default=context.day).isoformat(), "note": spoken[:500]}


def wished_outcome(text: str, context: Context) -> Told | None:
    """A session of the plan that was done or missed; None where the sentence says neither, or how much was done."""
    is_missed = bool(_MISSED.search(text) and _SESSION.search(text))
    if context.running.plan is None or _ELSE.search(text) or not (is_missed or _DID.match(text)):
        return None
    past = [seen for seen in context.running.sessions if _is_past(seen, context.day)]
    days = [one.day for one in named_days(text, context.day)]
    chosen = _chosen(_of_kind(text, past), days, context.day, is_missed=is_missed)
    if chosen is None:
        return Told(question=NO_SESSION)
    if chosen.outcome == "confirmed" or chosen.outcome == f"overridden_{'missed' if is_missed else 'done'}":
        return None
    session = chosen.session
    fields = {"day_id": str(session.id), "outcome": "missed" if is_missed else "done"}
    return Told(fields, f"{session.title} on {date_words(session.date)}")


def wished_feedback(texts: Sequence[str], spoken: str, context: Context) -> Told | None:
    """How the last run felt, or that of the day that is named; `texts` are sentences that wish for nothing else."""
    felt = [text for text in texts if _FELT.search(text)]
    if not felt:
        return None
    told = " ".join(felt)
    days = [one.day for one in named_days(told, context.day)]
    run = next((one for one in context.running.runs if _is_meant(one, days, context.day)), None)
    if run is None:
        return None
    return Told({"activity_id": str(run.activity_id)} | felt_fields(told, spoken), about_run(run))


def felt_fields(text: str, spoken: str) -> dict[str, Any]:
    """Ratings as they were said, or as their words suggest; the words themselves are the note.

    >>> felt_fields("the run felt hard", "The run felt hard")
    {'effort': 8, 'notes': 'The run felt hard'}
    """
    said = _SAID_EFFORT.search(text)
    number = int(said[1] or said[2]) if said else None
    effort = number if number is not None and 1 <= number <= 10 else _first(_EFFORTS, text)
    ratings = {"effort": effort, "recovery": _first(_TIRED, text), "soreness": _first(_SORE, text)}
    return {name: rating for name, rating in ratings.items() if rating is not None} | {"notes": spoken[:1_000]}


def about_run(run: RecentRun) -> str:
    return f"the run on {date_words(run.date)}"


def past_sessions(context: Context) -> list[SeenSession]:
    """What may be said to be done or missed."""
    return [seen for seen in context.running.sessions if _is_past(seen, context.day)]


def _is_past(seen: SeenSession, day: date) -> bool:
    return day - timedelta(days=RECENT_DAYS) <= seen.session.date <= day and seen.outcome != "rest"


def _of_kind(text: str, sessions: Sequence[SeenSession]) -> list[SeenSession]:
    """Those of the kind that is named; all where none is."""
    kinds = [kind for kind, words in _KINDS.items() if words.search(text)]
    fitting = [seen for seen in sessions if seen.session.details.kind in kinds or seen.session.session_type in kinds]
    return fitting if kinds else list(sessions)


def _chosen(sessions: Sequence[SeenSession], days: Sequence[date], day: date, *, is_missed: bool) -> SeenSession | None:
    """On the day that is named; else the latest, where missed ones are rather of a day that is over."""
    if days:
        return next((seen for seen in sessions if seen.session.date == days[0]), None)
    over = [seen for seen in sessions if seen.session.date < day]
    pool = over if is_missed and over else sessions
    return max(pool, key=lambda seen: seen.session.date, default=None)


def _is_meant(run: RecentRun, days: Sequence[date], day: date) -> bool:
    if run.activity_id is None:
        return False
    return run.date == days[0] if days else (day - run.date).days <= FELT_DAYS


def _first(readings: Sequence[tuple[re.Pattern[str], int]], text: str) -> int | None:
    return next((rating for words, rating in readings if words.search(text)), None)
