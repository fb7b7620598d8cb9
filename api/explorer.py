"""/api/v1/exports: every table as a stream, filtered and grouped. /api/v1/saved-views: such questions, kept."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from coach import explorer as use_cases
from coach.explorer import MEDIA_TYPES, ExportFormat
from data.errors import Rejected
from data.exploration import OPERATORS, Exploration, Kind, Name, Operator
from data.explorer import tables
from data.saved_views import SavedView, SavedViewEntry, find_view, saved_views

router = APIRouter(responses=PROBLEM_RESPONSES)

Words = Annotated[str, Field(max_length=600)]
CONTENT: dict[str, dict[str, str]] = {media_type.partition(";")[0]: {} for media_type in MEDIA_TYPES.values()}


class ColumnShape(BaseModel):
    name: str
    kind: Kind
    operators: tuple[Operator, ...]


class TableShape(BaseModel):
    """A table that can be exported. `is_own` is false for reference tables, which are everybody's."""

    name: str
    is_own: bool
    columns: list[ColumnShape]


class ExportQuery(BaseModel):
    """`filter` is `column:operator:value`, `group_by` is `column` or `column:step`, `measure` `function:column`."""

    model_config = ConfigDict(extra="forbid")

    format: ExportFormat = "csv"
    columns: list[Name] = Field(default_factory=list, max_length=100)
    filter: list[Words] = Field(default_factory=list, max_length=20)
    group_by: list[Words] = Field(default_factory=list, max_length=4)
    measure: list[Words] = Field(default_factory=list, max_length=10)
    order_by: Name | None = None
    is_descending: bool = False
    athlete_id: UUID | None = None


@router.get("/exports", tags=["exports"])
def list_exports(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 100) -> Page[TableShape]:
    """Every table you can export, its columns, and what can be asked of each."""
    shapes = [
        TableShape(
            name=table.name,
            is_own=table.owner_column is not None,
            columns=[
                ColumnShape(name=name, kind=kind, operators=OPERATORS[kind]) for name, kind in table.columns.items()
            ],
        )
        for table in tables(user)
    ]
    return page_of(shapes, page, per_page)


@router.get(
    "/exports/{table}",
    tags=["exports"],
    response_class=StreamingResponse,
    responses={200: {"content": CONTENT, "description": "The rows, as asked."}},
)
def export_table(user: CurrentUser, table: str, query: Annotated[ExportQuery, Query()]) -> StreamingResponse:
    """All rows of a table as CSV, JSON lines or Parquet."""
    exported = use_cases.export(user, _exploration(table, query), query.format)
    headers = {"content-disposition": f'attachment; filename="{table}.{query.format}"', "cache-control": "no-store"}
    return StreamingResponse(use_cases.pieces_of(exported), media_type=MEDIA_TYPES[query.format], headers=headers)


@router.get("/saved-views", tags=["saved views"])
def list_views(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[SavedView]:
    """Your kept questions, by name."""
    return page_of(saved_views(user), page, per_page)


@router.post("/saved-views", tags=["saved views"], status_code=201)
def create_view(user: CurrentUser, entry: SavedViewEntry, response: Response) -> SavedView:
    """Keep a question under a name."""
    view = use_cases.save_view(user, entry)
    response.headers["Location"] = f"/api/v1/saved-views/{view.id}"
    return tagged(response, view)


@router.get("/saved-views/{view_id}", tags=["saved views"])
def read_view(user: CurrentUser, view_id: UUID, response: Response) -> SavedView:
    return tagged(response, find_view(user, view_id))


@router.put("/saved-views/{view_id}", tags=["saved views"])
def change_view(
    user: CurrentUser, view_id: UUID, entry: SavedViewEntry, response: Response, if_match: IfMatch = None
) -> SavedView:
    """Replace name and question."""
    return tagged(response, use_cases.change_view(user, view_id, entry, expected_of(if_match)))


@router.delete("/saved-views/{view_id}", tags=["saved views"], status_code=204)
def delete_view(user: CurrentUser, view_id: UUID) -> None:
    use_cases.remove_view(user, view_id)


@router.get(
    "/saved-views/{view_id}/export",
    tags=["saved views"],
    response_class=StreamingResponse,
    responses={200: {"content": CONTENT, "description": "The rows of the view."}},
)
def export_view(user: CurrentUser, view_id: UUID, format: ExportFormat = "csv") -> StreamingResponse:
    """The answer to a kept question as of now."""
    exported = use_cases.export(user, find_view(user, view_id).query, format)
    headers = {"content-disposition": f'attachment; filename="view.{format}"', "cache-control": "no-store"}
    return StreamingResponse(use_cases.pieces_of(exported), media_type=MEDIA_TYPES[format], headers=headers)


def _exploration(table: str, query: ExportQuery) -> Exploration:
    """
    Raises:
        Rejected: a filter, group or measure is not written as it should be.
    """
    try:
        return Exploration.model_validate(
            {
                **query.model_dump(include={"columns", "order_by", "is_descending", "athlete_id"}),
                "table": table,
                "filters": [_named(text, "column", "operator", "value") for text in query.filter],
                "group_by": [_named(text, "column", "step") for text in query.group_by],
                "measures": [_named(text, "function", "column") for text in query.measure],
            }
        )
    except ValidationError as wrong:
        place = wrong.errors()[0]["loc"]
        field = {"filters": "filter", "measures": "measure"}.get(str(place[0]), str(place[0]))
        raise Rejected(f"{field}: {wrong.errors()[0]['msg']}", field=field) from wrong


def _named(text: str, *names: str) -> dict[str, str]:
    """The parts between colons under their names; the last takes what is left, colons too.

    >>> _named("date:ge:2026-01-01", "column", "operator", "value"), _named("date", "column", "step")
    ({'column': 'date', 'operator': 'ge', 'value': '2026-01-01'}, {'column': 'date'})
    """
    return dict(zip(names, text.split(":", len(names) - 1), strict=False))
