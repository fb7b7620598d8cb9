"""The athlete's races as cards, compared like for like: within one division, format and gender."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd

from coach.engines.clock import format_clock
from coach.engines.field import group_name
from coach.engines.wall_ball_rule import RuleContext, wall_ball_comparison_note
from pages.split_view.cells import date_cell, number_of, text_cell

Row = dict[Hashable, Any]

STATUS_WORDS = {"dnf": "did not finish", "dsq": "disqualified", "dns": "did not start"}


class RaceCard(NamedTuple):
    """What the list says about one race."""

    race_id: UUID
    name: str
    finish: str
    when: str
    group: str
    parts: str
    change: str
    is_best: bool
    is_simulation: bool


def with_group(races: pd.DataFrame) -> pd.DataFrame:
    """The races with `group`: what they may be compared with."""
    groups = [_group(race) for race in _rows(races)]
    return races.assign(group=pd.Series(groups, index=races.index, dtype="object"))


def race_cards(races: pd.DataFrame) -> list[RaceCard]:
    """One card per race in the given order, newest first; needs `group`."""
    counted = races[(races["status"] == "finished") & ~races["is_simulation"] & races["total_seconds"].notna()]
    best = counted.groupby("group")["total_seconds"].min().to_dict()
    earlier = counted.sort_index(ascending=False).groupby("group")["total_seconds"].shift()
    return [
        _card(race, best, number_of(earlier.get(place))) for place, race in zip(races.index, _rows(races), strict=True)
    ]


def rule_notes(races: pd.DataFrame) -> list[str]:
    """Sentences on groups whose races ran under different rules."""
    notes = []
    for _, group in races.groupby("group", sort=False):
        contexts = [RuleContext(*_rule_fields(race)) for race in _rows(group)]
        notes.append(wall_ball_comparison_note(contexts))
    return [note for note in dict.fromkeys(notes) if note]


def _rows(races: pd.DataFrame) -> list[Row]:
    return races.to_dict("records")


def _card(race: Row, best: Row, earlier_s: float | None) -> RaceCard:
    total_s = number_of(race["total_seconds"])
    status = STATUS_WORDS.get(str(race["status"]))
    is_counted = total_s is not None and status is None and not race["is_simulation"]
    change = ""
    if is_counted and earlier_s is not None and total_s is not None:
        change = _change(total_s - earlier_s, str(race["group"]))
    return RaceCard(
        race_id=UUID(str(race["id"])),
        name=str(race["race_name"]),
        finish=status or format_clock(total_s),
        when=date_cell(race["race_date"]) if race["race_date"] else "date not given",
        group=" ".join(part for part in (str(race["group"]), _age(race)) if part),
        parts=_parts(race),
        change=change,
        is_best=is_counted and best.get(str(race["group"])) == total_s,
        is_simulation=bool(race["is_simulation"]),
    )


def _change(gap_s: float, group: str) -> str:
    if round(gap_s) == 0:
        return f"as fast as your {group} race before"
    return f"{format_clock(abs(gap_s))} {'slower' if gap_s > 0 else 'faster'} than your {group} race before"


def _parts(race: Row) -> str:
    names = {"runs_total": "Runs", "stations_total": "Stations", "roxzone": "Roxzone"}
    known = [(label, number_of(race[name])) for name, label in names.items()]
    return " · ".join(f"{label} {format_clock(time_s)}" for label, time_s in known if time_s is not None)


def _age(race: Row) -> str:
    age = text_cell(race["age_group"])
    return "" if age == "–" else age


def _group(race: Row) -> str:
    division, kind = str(race["division"]), str(race["format"])
    field = kind if kind != "singles" else division
    if kind == "doubles" and division == "pro":
        field = "pro_doubles"
    return group_name("adaptive" if division == "adaptive" else field, str(race["gender"]))


def _rule_fields(race: Row) -> tuple[str, str, str, int | None]:
    division = str(race["division"]) if race["format"] == "singles" else str(race["format"])
    season = number_of(race["season"])
    return division, str(race["gender"]), str(race["race_name"]), None if season is None else int(season)
