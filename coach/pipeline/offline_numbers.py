"""What the app computed about an athlete, said as an answer: the day, the week, the last race, a session's feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from pydantic import ValidationError

from coach.engines.splits import SPLIT_LABELS
from coach.pipeline.context import Context
from coach.pipeline.markdown import escaped
from coach.today import Today
from data.plan_details import SessionDetails
from data.today import PlannedSession

READY, FAIR = 70.0, 40.0
NEARLY_SAME = 0.15  # of the usual hours
NO_PLAN: Final = (
    "You have no active plan, so nothing is scheduled: start one on the Plan page and I will tell you what to do "
    "each day."
)
NO_LOGS: Final = (
    "Nothing is logged this week yet. Enter sessions with minutes and effort on the Training log page, and I can "
    "compare your weeks."
)
NO_RACE: Final = (
    "I have no finished race of yours with splits, so I cannot say where you lose time. Enter one under My races, or "
    "find your result under Events, and ask me again."
)
NOT_LOGGED: Final = (
    "I see no session logged for today: enter it on the Training log page with minutes and effort from 1 to 10, so "
    "that your load and readiness stay right."
)
TIRED = re.compile(
    r"\b(?:hard|harder|tough|tired|exhausted|heavy|dead|awful|terrible|bad|brutal|wrecked|sore|struggl\w*|flat|slow|"
    r"sluggish|worst|drained|destroyed|hated|bonked|failed|rough|horrible|smashed|could not|couldn.?t)\b"
)
TOMORROW = re.compile(r"\b(?:tomorr?ow|tomorow|tommorr?ow|tmrw?|2moro)", re.IGNORECASE)


class Said(NamedTuple):
    """`computed`: the lines its numbers come from; `split`: the part of the race to look up.

    `is_whole`: nothing of the knowledge base is needed.
    """

    text: str
    computed: tuple[str, ...] = ()
    split: str = ""
    is_whole: bool = False


def today_said(context: Context, question: str) -> Said:
    """What is planned and why, how ready the athlete is, what comes next, and the race."""
    today = context.today
    wants_tomorrow = bool(TOMORROW.search(question))
    lines = [*(_tomorrow(today) if wants_tomorrow else _planned(today))]
    lines += [_readiness(context)] if not wants_tomorrow else []
    if today.next_session and not wants_tomorrow:
        lines.append(f"Next: {_session(today.next_session)} on {today.next_session.date:%A}.")
    lines.append(_countdown(today))
    return Said("\n\n".join(line for line in lines if line), (*context.numbers.lines, *_reasons(today)))


def week_said(context: Context) -> Said:
    """This week against the usual one; a week that is not over is not called too little."""
    week, usual = context.today.week, context.today.usual_week
    if not week.session_count and usual is None:
        return Said(NO_LOGS)
    lines = [*context.numbers.week]
    if usual:
        lines.append(_compared(week.hours, usual.hours, is_over=context.day.weekday() == 6))
    if week.untimed_count:
        lines.append("Some sessions have no minutes, so the hours are too low: add them in the Training log.")
    lines.append(_readiness(context))
    text = "\n\n".join(escaped(line) for line in lines if line)
    return Said(text, tuple(context.numbers.lines))


def losses_said(context: Context) -> Said:
    """The last race's headline and its largest losses, and what to look up about the first one."""
    lines = context.numbers.last_race
    if not lines:
        return Said(NO_RACE)
    parts = {SPLIT_LABELS[split]: split for split in SPLIT_LABELS}
    losses = [line for line in lines[2:] if line.partition(":")[0] in parts]
    others = [line for line in lines if line not in losses]
    first = parts[losses[0].partition(":")[0]] if losses else ""
    listed = "\n".join(f"- {escaped(line)}" for line in losses)
    advice = f"What helps there ({SPLIT_LABELS[first].lower()}):" if first else ""
    fade = [f"How your runs slow down: {line}." for line in others[2:]]
    paragraphs = [" ".join(escaped(line) for line in others[:2]), listed, *map(escaped, fade), advice]
    return Said("\n\n".join(part for part in paragraphs if part), tuple(context.numbers.lines), first)


def feedback_said(context: Context, question: str) -> Said:
    """Takes note, with what was logged, and names one next step."""
    today = context.today
    is_tired = bool(TIRED.search(question.casefold()))
    opening = "Thank you for telling me, hard days are part of it." if is_tired else "Good to hear, well done."
    logged = [escaped(line) for line in context.numbers.plan if line.startswith("Logged today:")]
    lines = [opening, *(logged or [NOT_LOGGED]), _next_step(today, is_tired=is_tired)]
    return Said("\n\n".join(lines), tuple(context.numbers.lines))


def _next_step(today: Today, *, is_tired: bool) -> str:
    after = today.next_session
    if is_tired and after:
        return (
            f"One next step: before {_session(after)} on {after.date:%A}, check how you feel in the warm-up, and move "
            "or shorten it on the Plan page if your legs are still heavy."
        )
    if is_tired:
        return "One next step: keep the next day easy, sleep, and see whether your legs are back before anything hard."
    if after:
        return f"One next step: keep it that way, {_session(after)} comes on {after.date:%A}."
    return "One next step: keep the next day easy, so that the work pays."


def _planned(today: Today) -> Iterator[str]:
    if today.unwell:
        yield f"You entered a break ({today.unwell}): no hard training until it is over, and nothing that hurts."
    if not today.has_plan:
        yield NO_PLAN
    elif not today.sessions:
        yield "Nothing is planned for today: rest, or move easily if you feel like it."
    for session in today.sessions:
        yield from _told(session, "Today")


def _tomorrow(today: Today) -> Iterator[str]:
    after = today.next_session
    if not today.has_plan:
        yield NO_PLAN
    elif after and after.date == today.day + timedelta(days=1):
        yield from _told(after, "Tomorrow")
    else:
        yield "Nothing is planned for tomorrow."
        if after:
            yield f"Your next session is {_session(after)} on {after.date:%A}."


def _told(session: PlannedSession, when: str) -> Iterator[str]:
    """What to do, and why."""
    state = " It is done already." if session.is_completed else " You skipped it." if session.is_skipped else ""
    yield f"{when}: **{escaped(session.title)}** ({_kind(session)}).{state}"
    if session.description:
        yield escaped(session.description)
    details = _details(session)
    if details and details.purpose and details.purpose != session.description:
        yield f"What it is for: {escaped(details.purpose)}"
    if details and details.reason:
        yield f"Why now: {escaped(details.reason)}"
    elif session.week_focus:
        yield f"This week is about: {escaped(session.week_focus)}"


def _session(session: PlannedSession) -> str:
    return f"“{escaped(session.title)}” ({_kind(session)})"


def _kind(session: PlannedSession) -> str:
    minutes = session.estimated_duration_minutes
    return f"{session.session_type}, about {minutes} min" if minutes else session.session_type


def _details(session: PlannedSession) -> SessionDetails | None:
    try:
        return SessionDetails.model_validate(session.details)
    except ValidationError:
        return None


def _reasons(today: Today) -> Iterator[str]:
    """Words of the plan that may hold numbers."""
    sessions: Sequence[PlannedSession] = [*today.sessions, *([today.next_session] if today.next_session else [])]
    for session in sessions:
        details = _details(session)
        yield from (session.description or "", session.week_focus or "", session.title)
        yield from ((details.purpose or "", details.reason or "") if details else ())


def _countdown(today: Today) -> str:
    """How far the next race is."""
    if today.days_to_race is None or today.athlete is None or today.athlete.race_date is None:
        return ""
    if today.days_to_race == 0:
        return "Your race is today: good luck."
    days = "1 day" if today.days_to_race == 1 else f"{today.days_to_race} days"
    return f"Your race is in {days}, on {_spoken(today.athlete.race_date)}."


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def planned_said(context: Context) -> Said:
    """What is planned today and next, in a line; empty without a plan."""
    today = context.today
    lines = [f"Today: {_session(session)}." for session in today.sessions if session.is_open]
    if today.next_session:
        lines.append(f"Next: {_session(today.next_session)} on {today.next_session.date:%A}.")
    return Said(" ".join(lines), tuple(context.numbers.lines))


def goals_said(context: Context) -> Said:
    """The goals that are open."""
    goals = "\n".join(f"- {escaped(line)}" for line in context.numbers.goals)
    return Said(f"What you are working towards now:\n\n{goals}" if goals else "", tuple(context.numbers.lines))


def _readiness(context: Context) -> str:
    """The computed score and what it means for the day."""
    readiness = context.today.readiness
    if readiness.score is None:
        return ""
    if readiness.score >= READY:
        meaning = "you can do what is planned, also when it is hard"
    elif readiness.score >= FAIR:
        meaning = "train as planned, keep the hard parts controlled, and stop before form breaks"
    else:
        meaning = "keep it easy, shorten it or rest"
    return f"Readiness: {readiness.text}. {meaning[0].upper()}{meaning[1:]}."


def _compared(hours: float, usual_hours: float, *, is_over: bool) -> str:
    if usual_hours and abs(hours - usual_hours) <= NEARLY_SAME * usual_hours:
        return "That is about your usual amount."
    if hours > usual_hours:
        return "That is more than usual: keep the next days easy enough to take it in."
    return "That is less than usual." if is_over else "That is less than a usual whole week, and the week is not over."
