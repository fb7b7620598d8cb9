"""Which event, season, division and gender each row belongs to, and why a row belongs to none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .categories import is_elite, parse_category
from .contract import DIVISIONS, GENDERS, Division, Gender, Need, RaceFileAnswers, RaceFileNeedsAnswer, Table
from .events import parse_event, parse_season
from .headers import EVENT_FIELDS, Layout
from .measures import Mask
from .times import MISSING_TEXTS

_FIELDS = (*EVENT_FIELDS, "year", "season", "category", "division", "gender", "event_code")
_QUESTIONS: dict[Need, str] = {
    "event_name": "which event it is (year and city)",
    "division": "the division",
    "gender": "the gender (men, women or mixed)",
}


@dataclass(frozen=True, eq=False)
class Identity:
    """`problem` is the reason to refuse the row. Rows that say the same share one object."""

    event_name: str | None
    season: int | None
    category: str | None
    division: Division | None
    gender: Gender | None
    problem: str | None = None

    @property
    def event_key(self) -> str:
        return (self.event_name or "").lower()


def identify_rows(table: Table, layout: Layout, answers: RaceFileAnswers, is_result: Mask) -> list[Identity]:
    """One identity per row of the table.

    Raises:
        RaceFileNeedsAnswer: none of the rows with a result tells something, and no answer was given.
    """
    row_count = len(table.lines)
    cells = [_field_cells(table, layout, field, row_count) for field in _FIELDS]
    combinations = list(zip(*cells, strict=True))
    told = {combination: _identity(combination) for combination in set(combinations)}
    with_result = {combinations[row] for row in np.flatnonzero(is_result)}
    answer = _checked(answers)
    silent = _silent_fields([told[combination] for combination in with_result])
    unanswered = [need for need in silent if getattr(answer, need) is None]
    if unanswered:
        raise _ask_for(unanswered)
    completed = {combination: _completed(identity, answer, silent) for combination, identity in told.items()}
    return [completed[combination] for combination in combinations]


def _field_cells(table: Table, layout: Layout, field: str, row_count: int) -> Sequence[str]:
    place = layout.first(field)
    return [""] * row_count if place is None else table.columns[place]


def _identity(combination: tuple[str, ...]) -> Identity:
    cell = {field: _known(text) for field, text in zip(_FIELDS, combination, strict=True)}
    texts = dict.fromkeys(
        text for text in (cell["category"], cell["division"], _category_in_event(cell["event"])) if text
    )
    category_text = " ".join(texts)
    category = parse_category(category_text, cell["gender"], cell["event_code"])
    name, season = _event(cell)
    return Identity(
        event_name=name,
        season=parse_season(cell["season"]) or season,
        category=category_text[:100] or None,
        division=category.division,
        gender=category.gender,
        problem=category.problem,
    )


def has_elite_rows(identities: Iterable[Identity]) -> bool:
    return any(is_elite(category) for category in {identity.category or "" for identity in identities})


def _known(text: str) -> str:
    stripped = text.strip()
    return "" if stripped.casefold() in MISSING_TEXTS else stripped


def _category_in_event(event: str) -> str:
    """Some pages call the category the event: "HYROX PRO MEN"."""
    return event if event.casefold() != "hyrox" and parse_category(event).division else ""


def _event(cell: dict[str, str]) -> tuple[str | None, int | None]:
    """The first field that names an event with its year, else the first that names one at all."""
    candidates = [cell[field] for field in EVENT_FIELDS if cell[field] and not _category_in_event(cell[field])]
    events = [event for event in map(parse_event, candidates) if event]
    for event in events:
        if event.has_year:
            return event.name, event.season
    if not events:
        return None, None
    year = cell["year"] if cell["year"].isdecimal() else ""
    return f"{year} {events[0].name}".strip(), events[0].season


def _checked(answers: RaceFileAnswers) -> Identity:
    """The answers as the identity a silent row gets."""
    division = next((known for known in DIVISIONS if known == answers.division), None)
    gender = next((known for known in GENDERS if known == answers.gender), None)
    if answers.division and division is None:
        raise RaceFileNeedsAnswer(f"Choose the division: {', '.join(DIVISIONS)}.", ("division",))
    if answers.gender and gender is None:
        raise RaceFileNeedsAnswer(f"Choose the gender: {', '.join(GENDERS)}.", ("gender",))
    event = parse_event(answers.event_name or "")
    if answers.event_name and event is None:
        raise RaceFileNeedsAnswer("Name the event with year and city, for example 2025 Paris.", ("event_name",))
    return Identity(event.name if event else None, event.season if event else None, None, division, gender)


def _ask_for(silent: Sequence[Need]) -> RaceFileNeedsAnswer:
    questions = ", ".join(_QUESTIONS[need] for need in silent)
    return RaceFileNeedsAnswer(f"The file does not say {questions}. Answer that and import it again.", tuple(silent))


def _silent_fields(told: Sequence[Identity]) -> list[Need]:
    """What none of the rows with a result tells."""
    if not told:
        return []
    return [need for need in _QUESTIONS if all(getattr(identity, need) is None for identity in told)]


def _completed(identity: Identity, answer: Identity, silent: Sequence[Need]) -> Identity:
    """The row's own words, else the answer; a row with neither has a problem."""
    problem = identity.problem
    if problem and not ("division" in silent and "gender" in silent):
        return identity
    division = identity.division or answer.division
    gender = identity.gender or answer.gender
    event_name = identity.event_name or answer.event_name
    problem = _problem(event_name, division, gender)
    return replace(
        identity,
        event_name=event_name,
        season=identity.season or (answer.season if identity.event_name is None else None),
        division=division,
        gender=gender,
        problem=problem,
    )


def _problem(event_name: str | None, division: Division | None, gender: Gender | None) -> str | None:
    if event_name is None:
        return "the row names no event"
    if division is None:
        return "the row names no division"
    if gender is None:
        return "the row names no gender"
    if gender == "mixed" and division in ("open", "pro"):
        return f"a single race ({division}) cannot be mixed"
    return None
