"""A question to a table: which columns, which rows, grouped how. Also what a saved view keeps."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Kind = Literal["whole", "number", "truth", "day", "moment", "id", "text", "document"]
Operator = Literal["eq", "ne", "lt", "le", "gt", "ge", "contains", "starts", "empty", "filled"]
Function = Literal["count", "sum", "mean", "min", "max"]
Step = Literal["day", "week", "month", "year"]
Name = Annotated[str, StringConstraints(min_length=1, max_length=63, pattern=r"^[a-z_][a-z0-9_]*$")]
Value = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")]

ORDERED: tuple[Operator, ...] = ("eq", "ne", "lt", "le", "gt", "ge", "empty", "filled")
# What can be asked of each kind of column.
OPERATORS: dict[Kind, tuple[Operator, ...]] = {
    "whole": ORDERED,
    "number": ORDERED,
    "day": ORDERED,
    "moment": ORDERED,
    "truth": ("eq", "ne", "empty", "filled"),
    "id": ("eq", "ne", "empty", "filled"),
    "text": ("contains", "starts", "eq", "ne", "empty", "filled"),
    "document": ("contains", "empty", "filled"),
}


class Filter(BaseModel):
    """A row stays when this is so. `empty` and `filled` need no value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: Name
    operator: Operator
    value: Value = ""


class Measure(BaseModel):
    """A number per group; `count` counts rows, or the known values of a column."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    function: Function
    column: Name | None = None


class Grouping(BaseModel):
    """A column whose equal values make one row; days and moments can be cut to a step."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: Name
    step: Step | None = None


class Exploration(BaseModel):
    """What to read. No columns are all columns; with groups or measures each row is a group."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: Name
    columns: Annotated[list[Name], Field(max_length=100)] = Field(default_factory=list)
    filters: Annotated[list[Filter], Field(max_length=20)] = Field(default_factory=list)
    group_by: Annotated[list[Grouping], Field(max_length=4)] = Field(default_factory=list)
    measures: Annotated[list[Measure], Field(max_length=10)] = Field(default_factory=list)
    order_by: Name | None = None
    is_descending: bool = False
    # An athlete who shares the table with you; None is yourself.
    athlete_id: UUID | None = None

    @property
    def is_grouped(self) -> bool:
        return bool(self.group_by or self.measures)


class Table(NamedTuple):
    """A table or view that can be explored; `owner_column` is None for what belongs to everybody."""

    name: str
    owner_column: str | None
    columns: dict[str, Kind]


class Column(NamedTuple):
    """A column of an answer."""

    name: str
    kind: Kind
