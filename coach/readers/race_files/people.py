"""Who stands in a row: name, age group, nation and result id, cleaned for storage."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .contract import Table
from .headers import Layout
from .measures import Texts
from .times import MISSING_TEXTS

_NATION_AT_END = re.compile(r"(?P<name>.*\S)\s*\((?P<nation>[A-Z]{2,3})\)", re.DOTALL)
_RESULT_ID_IN_URL = re.compile(r"[?&]idp=([0-9A-Za-z_-]{1,100})")
_LONGEST = {"name": 200, "age_group": 60, "nationality": 100, "source_id": 200}


class People(NamedTuple):
    """One text or None per row of the file."""

    name: Texts
    age_group: Texts
    nationality: Texts
    source_id: Texts


def read_people(table: Table, layout: Layout) -> People:
    """A nation in brackets after the name fills an empty nation: "Doe, Jordan (GBR)"."""
    name = _texts(table, layout, "name")
    nationality = _texts(table, layout, "nationality")
    for row, text in enumerate(name):
        if text and text[-1] == ")":
            name[row], nation = _name_and_nation(text)
            nationality[row] = nationality[row] or nation
    source_id = _texts(table, layout, "source_id")
    if "source_id" not in layout.columns:
        source_id = _result_ids_in_urls(table, layout)
    return People(name, _texts(table, layout, "age_group"), nationality, source_id)


def _name_and_nation(text: str) -> tuple[str, str | None]:
    match = _NATION_AT_END.fullmatch(text)
    return (match["name"], match["nation"]) if match else (text, None)


def _texts(table: Table, layout: Layout, field: str) -> Texts:
    place = layout.first(field)
    if place is None:
        return _object_array([None] * len(table.lines))
    longest = _LONGEST[field]
    cells = [text.strip()[:longest] for text in table.columns[place]]
    return _object_array([None if len(cell) < 5 and cell.casefold() in MISSING_TEXTS else cell for cell in cells])


def _result_ids_in_urls(table: Table, layout: Layout) -> Texts:
    place = layout.first("url")
    urls = [""] * len(table.lines) if place is None else table.columns[place]
    matches = [_RESULT_ID_IN_URL.search(url) for url in urls]
    return _object_array([match[1] if match else None for match in matches])


def _object_array(texts: Sequence[str | None]) -> Texts:
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array
