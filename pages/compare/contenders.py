"""Races and results chosen for a comparison, each with its times."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from coach.engines.field import group_name
from coach.engines.split_analysis import SplitAnalysis
from coach.engines.splits import METRICS
from coach.engines.wall_ball_rule import RuleContext, wall_ball_comparison_note
from data.cache import Revision
from data.db import User
from data.errors import NotFound
from pages.races.race_list import own_races
from pages.split_view.cells import date_cell
from pages.split_view.view import Subject, analysis_of

MOST = 6


class Contender(NamedTuple):
    """One column of a comparison; times in seconds by metric, None where not known."""

    token: str
    title: str
    group: str
    rule: RuleContext
    times: dict[str, float | None]


def subject_of(token: str) -> Subject | None:
    """The race or result a token names; None when it names nothing."""
    try:
        ids = [UUID(part) for part in token.split(".")]
    except ValueError:
        return None
    if len(ids) == 1:
        return Subject(race_id=ids[0])
    return Subject(event_id=ids[0], result_id=ids[1]) if len(ids) == 2 else None


def contenders(user: User, at: Revision, tokens: tuple[str, ...]) -> list[Contender]:
    """Those that still exist, in the order of the tokens, with titles that tell them apart."""
    found = [contender for token in tokens if (contender := _contender(user, at, token))]
    titles = [contender.title for contender in found]
    return [
        contender._replace(title=_numbered(titles, place)) if titles.count(contender.title) > 1 else contender
        for place, contender in enumerate(found)
    ]


def notes(chosen: list[Contender]) -> list[str]:
    """What makes these races differ beside the athletes."""
    said = []
    groups = list(dict.fromkeys(contender.group for contender in chosen))
    if len(groups) > 1:
        said.append(f"Different divisions ({', '.join(groups)}): loads, targets and team rules differ.")
    rule = wall_ball_comparison_note(contender.rule for contender in chosen)
    if rule:
        said.append(rule)
    if len({contender.rule.event for contender in chosen}) > 1:
        said.append("Different venues: run 1, run 8, the Roxzone and the sleds differ most between courses.")
    return said


def _contender(user: User, at: Revision, token: str) -> Contender | None:
    subject = subject_of(token)
    if subject is None:
        return None
    try:
        analysis = analysis_of(user, at, subject)
    except NotFound:
        return None
    race = analysis.race
    return Contender(
        token=token,
        title=_title(user, at, subject, analysis),
        group=group_name(race.division, race.gender),
        rule=RuleContext(race.division, race.gender, race.event, race.season),
        times={metric: analysis.row(metric).time_s for metric in METRICS},
    )


def _title(user: User, at: Revision, subject: Subject, analysis: SplitAnalysis) -> str:
    """Your race by name and date, somebody's result by name."""
    if subject.race_id is None:
        return analysis.race.title
    races = own_races(user, at)
    own = races[races["id"] == subject.race_id]
    when = None if own.empty else own.iloc[0]["race_date"]
    return f"{analysis.race.title}, {date_cell(when)}" if when else analysis.race.title


def _numbered(titles: list[str], place: int) -> str:
    return f"{titles[place]} ({titles[: place + 1].count(titles[place])})"
