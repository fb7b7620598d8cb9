"""One athlete's result page, saved as HTML or pasted as text, and result lists in HTML, to a table."""

import re
from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup
from bs4.element import Tag
from bs4.exceptions import ParserRejectedMarkup

from coach.engines.splits import SPLITS

from .categories import parse_category
from .contract import Table, UnreadableRaceFile
from .events import event_in_heading
from .headers import header_meaning, header_score

MAX_PAGE_CHARS = 5_000_000
MAX_TAGS = 100_000
MAX_DEPTH = 80
_MAX_CELL_CHARS = 300
_LABEL_AND_TIME = re.compile(
    r"(?P<label>[^\t]{2,60}?)[\s:]+(?P<value>[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?)"
)

Pair = tuple[str, str]


def table_from_html(text: str) -> Table | None:
    """The results on a saved page, or None when the text holds no table or list of results."""
    soup = _soup(text)
    grids = [_grid(table) for table in soup.find_all("table")]
    listed = next((found for found in map(_result_list, [_list_grid(soup), *grids]) if found), None)
    if listed is not None:
        return listed
    pairs = [pair for grid in grids for pair in _sheet_pairs(grid)]
    return _sheet(pairs + _heading_pairs(_text(heading) for heading in soup.find_all(["h1", "h2", "h3", "title"])))


def _soup(text: str) -> BeautifulSoup:
    """The parsed page; size, tags and nesting are bounded, so searching it stays quick."""
    if len(text) > MAX_PAGE_CHARS or text.count("<") > MAX_TAGS:
        raise UnreadableRaceFile("The page is too large. Save only the results page itself, or paste its text.")
    try:
        soup = BeautifulSoup(text.replace("<?xml", "<?x"), "html.parser")
    except (ParserRejectedMarkup, AssertionError, RecursionError, ValueError):
        raise UnreadableRaceFile("The page is broken HTML. Save it again, or paste its text.") from None
    depth = {id(soup): 0}
    for element in soup.find_all(True):
        depth[id(element)] = depth[id(element.parent)] + 1
    if max(depth.values()) > MAX_DEPTH:
        raise UnreadableRaceFile("The page is nested too deeply. Paste the text of the results instead.")
    return soup


def table_from_pasted_text(text: str) -> Table | None:
    """One result from text copied off a result page: a label and a time per line, or on two lines."""
    lines = [line.strip() for line in text.splitlines()[:2000] if line.strip()]
    pairs: list[Pair] = []
    headings: list[str] = []
    waiting = ""
    for line in lines:
        cells = [cell.strip() for cell in re.split(r"\t+|\s{2,}", line)]
        time = _LABEL_AND_TIME.match(line)
        if len(cells) > 1 and header_meaning(cells[0].rstrip(":")):
            pairs.append((cells[0].rstrip(":"), cells[1]))
        elif time and header_meaning(time["label"]):
            pairs.append((time["label"], time["value"]))
        elif _is_labelled(line):
            label, _, value = line.partition(":")
            pairs.append((label, value.strip()))
        elif waiting:
            pairs.append((waiting, line))
        else:
            headings.append(line)
        is_label = len(cells) == 1 and header_meaning(line.rstrip(":")) is not None
        waiting = line.rstrip(":") if is_label and not waiting else ""
    return _sheet(pairs + _heading_pairs(headings))


def _is_labelled(line: str) -> bool:
    label, colon, value = line.partition(":")
    return bool(colon and value.strip()) and header_meaning(label) is not None


def _text(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())[:_MAX_CELL_CHARS]


def _grid(table: Tag) -> list[list[str]]:
    return [[_text(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]


def _list_grid(soup: BeautifulSoup) -> list[list[str]]:
    """The rows of a result list drawn as `li.list-group-item` with one `.list-field` per cell."""
    for label in soup.find_all(class_="list-label"):
        label.extract()
    grid = [
        [_text(field) for field in row.find_all(class_="list-field")]
        for row in soup.find_all(class_=("list-group-header", "list-group-item"))
    ]
    return [cells for cells in grid if cells]


def _result_list(grid: Sequence[Sequence[str]]) -> Table | None:
    """A grid with a header line and one athlete per line; the tables of a result sheet are none."""
    if len(grid) < 2 or header_score(grid[0]) < 2 or _folded(grid[0])[0] == "split":
        return None
    width = len(grid[0])
    rows = [[*row, *[""] * width][:width] for row in grid[1:] if any(row) and list(row) != list(grid[0])]
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    return Table(grid[0], columns, range(2, len(rows) + 2))


def _sheet_pairs(grid: Sequence[Sequence[str]]) -> list[Pair]:
    """(label, value) of each line; the table with times of day holds passings, not splits."""
    header = _folded(grid[0]) if grid else []
    if "time of day" in header:
        return []
    value_at = header.index("time") if header[:1] == ["split"] and "time" in header else 1
    return [(row[0], row[value_at]) for row in grid if len(row) > value_at]


def _heading_pairs(headings: Iterable[str]) -> list[Pair]:
    pairs: list[Pair] = []
    for heading in headings:
        event = event_in_heading(heading)
        if event:
            pairs.append(("Event name", event))
        for part in re.split(r"[:/|]", heading[:_MAX_CELL_CHARS]):
            if parse_category(part).division:
                pairs.append(("Category", part.strip()))
    return pairs


def _sheet(pairs: Sequence[Pair]) -> Table | None:
    """One row of the pairs we know, the first value of a label; None without two times."""
    known: dict[str, str] = {}
    for label, value in pairs:
        if header_meaning(label):
            known.setdefault(label, value)
    fields = {meaning.field for meaning in map(header_meaning, known) if meaning}
    if len(fields.intersection((*SPLITS, "total_seconds"))) < 2 and "total_seconds" not in fields:
        return None
    return Table(list(known), [(value,) for value in known.values()], [1])


def _folded(cells: Sequence[str]) -> list[str]:
    return [cell.casefold() for cell in cells]
