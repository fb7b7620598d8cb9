"""A pace plan as an answer: the target, the runs, the stations and the Roxzone, or what is missing to make one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, cast

from coach.engines.clock import format_clock
from coach.engines.field import faster_than_text, group_name
from coach.engines.pacing import PacePlan
from coach.engines.splits import RUNS, SPLIT_LABELS, STATIONS
from coach.engines.units import System, pace_text
from coach.pacing import PaceRequest, RaceGroup, pace_plan
from coach.pipeline.context import Context
from coach.pipeline.offline_numbers import Said
from coach.pipeline.race_targets import target_s
from data.db import User
from data.errors import Rejected
from data.profiles import Profile
from data.races import Division, Format, Gender

GENDERS: Final[Mapping[Gender, re.Pattern[str]]] = {
    "mixed": re.compile(r"\bmixed\b"),
    "women": re.compile(r"\b(?:wom[ae]n'?s?|female|ladies|girls?)\b"),
    "men": re.compile(r"\b(?:m[ae]n'?s?|male|guys?)\b"),
}
OF_SEX: Final[Mapping[str, Gender]] = {"male": "men", "female": "women"}
ASK_TARGET: Final = (
    "Which finish time do you want? Write for example “splits for 1:20 open women”, and I will spread it over the race."
)
ASK_GROUP: Final = (
    "I need {missing} for that: write for example “open women {time}”, or fill it in on the Profile page."
)
IN_PLANNER: Final = (
    "The Race planner page bends this to your strengths and to a course, and prints it as a card for the wrist."
)


class _Group(NamedTuple):
    """What is known of the group somebody races in."""

    division: Division | None
    format: Format | None
    gender: Gender | None

    @property
    def missing(self) -> str:
        """What to ask for; empty when all is known."""
        asked = [] if self.division else ["your division (open, pro or doubles)"]
        return " and ".join(asked if self.gender else [*asked, "whether you race with the women, the men or mixed"])


def pace_said(user: User, question: str, context: Context) -> Said:
    """The plan for the time in the question, or for the athlete's goal time."""
    profile = context.profile
    wanted_s = target_s(question) or (profile.goal_time_minutes * 60 if profile and profile.goal_time_minutes else None)
    if wanted_s is None:
        return Said(ASK_TARGET)
    group = _group(question.casefold().replace("’", "'"), profile)
    if group.division is None or group.format is None or group.gender is None:
        asked = ASK_GROUP.format(missing=group.missing, time=format_clock(wanted_s))
        return Said(asked, (asked,))
    race = RaceGroup(division=group.division, format=group.format, gender=group.gender)
    try:
        plan = pace_plan(user, PaceRequest(target_seconds=round(wanted_s), **race.model_dump()))
    except Rejected as refused:
        return Said(refused.text, (refused.text,))
    text = plan_text(plan, profile.units_preference if profile else "metric")
    return Said(text, (text,), is_whole=True)


def plan_text(plan: PacePlan, system: System) -> str:
    """The plan as Markdown: sums first, then run and station side by side."""
    runs_s = sum(plan.part(run).planned_s for run in RUNS)
    stations_s = sum(plan.part(station).planned_s for station in STATIONS)
    group = group_name(plan.field.division, plan.field.gender)
    rank = (
        f", {faster_than_text(plan.faster_than_pct)} of {plan.field.text}" if plan.faster_than_pct is not None else ""
    )
    bent = " and your own races" if plan.races_n else ""
    rows = [
        f"{SPLIT_LABELS[run]} {format_clock(plan.part(run).planned_s)} · "
        f"{SPLIT_LABELS[station]} {format_clock(plan.part(station).planned_s)}"
        for run, station in zip(RUNS, STATIONS, strict=True)
    ]
    return "\n".join(
        [
            f"**{format_clock(plan.target_s)} in {group}**{rank}. From {plan.n:,} finishers near that time{bent}:",
            "",
            f"- Runs: {format_clock(runs_s)} together, on average {pace_text(system, runs_s / len(RUNS))}",
            f"- Stations: {format_clock(stations_s)} together",
            f"- Roxzone: {format_clock(plan.part('roxzone').planned_s)}",
            "",
            "Split by split:",
            "",
            *(f"{number}. {row}" for number, row in enumerate(rows, 1)),
            "",
            IN_PLANNER,
        ]
    )


def _group(said: str, profile: Profile | None) -> _Group:
    """From the question where it says so, else from the profile."""
    gender = next((gender for gender, words in GENDERS.items() if words.search(said)), None)
    gender = gender or (OF_SEX.get(profile.sex or "") if profile else None)
    kind = profile.division if profile else None
    named = re.search(r"\b(doubles|relay)\b", said)
    format_ = (
        named[1]
        if named
        else kind
        if kind in ("doubles", "relay") and not re.search(r"\bsingles\b", said)
        else "singles"
    )
    if re.search(r"\bpro\b", said):
        division: Division | None = "pro"
    elif re.search(r"\bopen\b", said) or kind in ("open", "doubles", "relay") or named:
        division = "open"
    else:
        division = cast("Division | None", kind)
    return _Group(division, cast(Format, format_), gender)
