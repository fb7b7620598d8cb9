"""An exploration as a statement. Names are looked up in the catalog, values are parameters: nobody types SQL."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from uuid import UUID

from psycopg import sql

from data.errors import Rejected
from data.exploration import OPERATORS, Column, Exploration, Filter, Grouping, Kind, Measure, Table

COMPARISONS = {"eq": "=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
NO_EXTREMES: tuple[Kind, ...] = ("truth", "id", "document")
DIGITS = 18  # of a whole number that every column can be compared with


class Output(NamedTuple):
    name: str
    kind: Kind
    expression: sql.Composable

    @property
    def column(self) -> Column:
        return Column(self.name, self.kind)


class ExplorerQuery:
    """A checked exploration.

    Raises:
        Rejected: a column does not exist or cannot do what is asked of it, or a value does not fit.
    """

    def __init__(self, table: Table, wanted: Exploration) -> None:
        self.table, self.wanted = table, wanted
        self.parameters: dict[str, object] = {}
        self.outputs = self._groups() if wanted.is_grouped else self._columns()
        self._conditions = self._all_conditions()

    def statement(self, starts_of_formulas: str = "") -> sql.Composed:
        """`starts_of_formulas` are the characters in front of which a text gets an apostrophe."""
        chosen = [
            sql.SQL("{} as {}").format(_written(output, starts_of_formulas), sql.Identifier(output.name))
            for output in self.outputs
        ]
        statement = sql.SQL("select {} from {}").format(
            sql.SQL(", ").join(chosen), sql.Identifier("public", self.table.name)
        )
        if self._conditions:
            statement += sql.SQL(" where ") + sql.SQL(" and ").join(self._conditions)
        if self.wanted.group_by:
            statement += sql.SQL(" group by ") + self._group_expressions()
        return statement

    def order(self, *, newest_first: bool = False) -> sql.Composable:
        """As asked; else groups in their own order, and rows as they come unless the newest are wanted first."""
        if self.wanted.order_by:
            expressions = {output.name: output.expression for output in self.outputs}
            if self.wanted.order_by not in expressions:
                raise Rejected(f"To sort by {self.wanted.order_by}, choose it as a column.", field="order_by")
            direction = sql.SQL(" desc nulls last" if self.wanted.is_descending else " nulls last")
            return sql.SQL(" order by ") + expressions[self.wanted.order_by] + direction
        if self.wanted.group_by:
            return sql.SQL(" order by ") + self._group_expressions()
        if newest_first and not self.wanted.is_grouped and "created_at" in self.table.columns:
            return sql.SQL(" order by created_at desc")
        return sql.SQL("")

    def _group_expressions(self) -> sql.Composed:
        return sql.SQL(", ").join(self._grouping(group).expression for group in self.wanted.group_by)

    def _kind(self, name: str, field: str) -> Kind:
        if name not in self.table.columns:
            raise Rejected(f"The table {self.table.name} has no column {name}.", field=field)
        return self.table.columns[name]

    def _columns(self) -> list[Output]:
        names = dict.fromkeys(self.wanted.columns or self.table.columns)
        return [Output(name, self._kind(name, "columns"), sql.Identifier(name)) for name in names]

    def _groups(self) -> list[Output]:
        found = [self._grouping(group) for group in self.wanted.group_by]
        found += [self._measure(measure) for measure in self.wanted.measures or [Measure(function="count")]]
        return list({output.name: output for output in found}.values())

    def _grouping(self, group: Grouping) -> Output:
        kind, column = self._kind(group.column, "group_by"), sql.Identifier(group.column)
        if group.step is None:
            return Output(group.column, kind, column)
        if kind not in ("day", "moment"):
            raise Rejected(f"{group.column} is no date, so it cannot be grouped by {group.step}.", field="group_by")
        local = sql.SQL("{} at time zone 'UTC'" if kind == "moment" else "{}::timestamp").format(column)
        cut = sql.SQL("date_trunc({}, {})::date").format(sql.Literal(group.step), local)
        return Output(f"{group.column}_{group.step}", "day", cut)

    def _measure(self, measure: Measure) -> Output:
        if measure.column is None:
            if measure.function != "count":
                raise Rejected(f"Say of which column you want the {measure.function}.", field="measures")
            return Output("count", "whole", sql.SQL("count(*)"))
        kind, column = self._kind(measure.column, "measures"), sql.Identifier(measure.column)
        function = {"mean": "avg({})::float8"}.get(measure.function, f"{measure.function}({{}})")
        if measure.function in ("sum", "mean") and kind not in ("whole", "number"):
            raise Rejected(f"{measure.column} is no number, so it has no {measure.function}.", field="measures")
        if measure.function in ("min", "max") and kind in NO_EXTREMES:
            raise Rejected(f"{measure.column} has no smallest and no largest value.", field="measures")
        kinds: dict[str, Kind] = {"count": "whole", "mean": "number"}
        name = f"{measure.function}_{measure.column}"[:63]
        expression = sql.SQL(function).format(column)
        return Output(name, kinds.get(measure.function, kind), expression)

    def _all_conditions(self) -> list[sql.Composable]:
        found: list[sql.Composable] = []
        if self.table.owner_column is not None:
            self.parameters["athlete_id"] = self.wanted.athlete_id
            mine = sql.SQL("{} = coalesce(%(athlete_id)s::uuid, (select private.my_athlete_id()))")
            found.append(mine.format(sql.Identifier(self.table.owner_column)))
        for number, wanted in enumerate(self.wanted.filters):
            found.append(self._condition(wanted, f"value_{number}"))
        return found

    def _condition(self, wanted: Filter, name: str) -> sql.Composed:
        kind, column = self._kind(wanted.column, "filters"), sql.Identifier(wanted.column)
        if wanted.operator not in OPERATORS[kind]:
            raise Rejected(f"“{wanted.operator}” cannot be asked of {wanted.column}.", field="filters")
        if wanted.operator in ("empty", "filled"):
            return sql.SQL("{} is null" if wanted.operator == "empty" else "{} is not null").format(column)
        self.parameters[name] = wanted.value if kind == "document" else _typed(wanted, kind)
        if wanted.operator == "contains":
            text = sql.SQL("strpos(lower({}::text), lower({}::text)) > 0")
            return text.format(column, sql.Placeholder(name))
        if wanted.operator == "starts":
            return sql.SQL("starts_with(lower({}), lower({}::text))").format(column, sql.Placeholder(name))
        if wanted.operator == "ne":
            return sql.SQL("{} is distinct from {}").format(column, sql.Placeholder(name))
        comparison = sql.SQL(f"{{}} {COMPARISONS[wanted.operator]} {{}}")
        return comparison.format(column, sql.Placeholder(name))


def _typed(wanted: Filter, kind: Kind) -> object:
    """The value as the column's type.

    Raises:
        Rejected: it is none.
    """
    readers = {
        "whole": _whole, "number": _number, "truth": _truth,
        "day": date.fromisoformat, "moment": _moment, "id": UUID,
    }  # fmt: skip
    expected = {
        "whole": "a whole number", "number": "a number", "truth": "true or false",
        "day": "a date like 2026-02-07", "moment": "a moment like 2026-02-07T18:30", "id": "an id",
    }  # fmt: skip
    if kind not in readers:
        return wanted.value
    try:
        return readers[kind](wanted.value)
    except (ValueError, InvalidOperation, OverflowError) as unreadable:
        raise Rejected(
            f"{wanted.column}: “{wanted.value[:40]}” is not {expected[kind]}.", field="filters"
        ) from unreadable


def _whole(text: str) -> int:
    if len(text) > DIGITS:
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    number = float(Decimal(text))
    if number != number or abs(number) > 1e15:
        raise ValueError(text)
    return number


def _truth(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(text)
    return text.lower() == "true"


def _moment(text: str) -> datetime:
    """Without an offset it is UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _written(output: Output, starts_of_formulas: str) -> sql.Composable:
    """Documents as JSON; for sheets also texts without teeth, and true and false in words."""
    if output.kind == "document":
        return sql.SQL("to_jsonb({})").format(output.expression)
    if not starts_of_formulas:
        return output.expression
    if output.kind == "truth":
        return sql.SQL("{}::text").format(output.expression)
    if output.kind == "text":
        codes = sql.SQL(", ").join(sql.Literal(ord(start)) for start in starts_of_formulas)
        armed = sql.SQL("case when ascii({0}) in ({1}) then '''' || {0} else {0} end")
        return armed.format(output.expression, codes)
    return output.expression
