"""From a cell of a received file to what became of its row and to the figures that it feeds.

A plain library over the published warehouse, the way back of `trace.py`. A cell feeds a figure if
its row counts in it and the figure's definition looks at the cell's field; the cell of an item's
key feeds all figures that the item counts in. It prints nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from dagster_project import trace_cell_queries as queries
from dagster_project.published import set_variables
from dagster_project.trace import TOTAL, Tracer
from dagster_project.trace_addresses import TracedSource
from dagster_project.trace_definitions import Definition, Item, Place, Window, judged_items

if TYPE_CHECKING:
    import duckdb

Outcome = Literal[
    "used", "held_back", "superseded", "duplicate", "returned", "not_data", "no_field", "nothing"
]
Role = Literal["numerator", "denominator", "both"]


class NoFileError(Exception):
    """No file of that name was received."""


class NoSheetError(Exception):
    """The file has no such sheet, or several and none was named; the argument is their names."""


@dataclass(frozen=True)
class CellWanted:
    """Which cell of a file, named whole or by its last part.

    `sheet` need not be named where there is only one. `period` is the month whose figures are
    asked for, by default the month of the return.
    """

    file: str
    cell: str
    sheet: str | None = None
    period: str | None = None


@dataclass(frozen=True)
class FoundProblem:
    """A problem of a row or of the whole file."""

    check_code: str
    severity: str
    cell: str | None
    message: str


@dataclass(frozen=True)
class State:
    """The months for which a row was the state of its item; open-ended if it still is."""

    valid_from_period: str
    valid_to_period: str | None
    is_void: bool
    is_stale: bool
    is_vanished: bool


@dataclass(frozen=True)
class FedFigure:
    """A published figure that a row counts in; `reports` are the documents that have it."""

    definition: Definition
    region_level: str
    region_code: str
    period_kind: str
    period: str
    split_kind: str
    split_code: str
    role: Role
    amount: Decimal | None
    value: Decimal | None
    reports: tuple[str, ...]


@dataclass(frozen=True)
class CellTrace:
    """What became of a row that a cell belongs to, and the figures of a month that it feeds.

    `standing` is the row that gave the item's state in that month, where it was another one.
    """

    file_name: str
    received_at: datetime
    form: str | None
    unit_code: str | None
    unit_name: str | None
    part_period: str | None
    outcome: Outcome
    row: int | None = None
    item_key: str | None = None
    heading: str | None = None
    row_class: str | None = None
    replaced_by: tuple[str, datetime] | None = None
    problems: tuple[FoundProblem, ...] = ()
    states: tuple[State, ...] = ()
    as_at: str | None = None
    standing: TracedSource | None = None
    figures: tuple[FedFigure, ...] = ()


@dataclass(frozen=True)
class _Row:
    form: str
    table: int
    row: int
    item_key: str | None
    is_held_back: bool
    field: str | None
    heading: str | None


@dataclass(frozen=True)
class _Reading:
    """One reading of the file, and the sheet of the cell with the form that stands on it."""

    extraction_id: str
    file_name: str
    received_at: datetime
    sheet: str
    form: str | None


# Indicator, level and code of the region, kind and name of the period, kind and code of the split.
_Key = tuple[str, str, str, str, str, str, str]
# Value, and the reports that have it.
_Published = dict[_Key, tuple[Decimal, list[str]]]


def trace_cell(warehouse: "duckdb.DuckDBPyConnection", wanted: CellWanted) -> list[CellTrace]:
    """Return what became of each row that a cell belongs to, for each time the file came.

    Raises:
        NoFileError: no file of that name was received.
        NoSheetError: the sheet is not there, or was not named and there are several.
    """
    return _CellTracer(warehouse, wanted).trace()


class _CellTracer:
    def __init__(self, warehouse: "duckdb.DuckDBPyConnection", wanted: CellWanted) -> None:
        self._warehouse = warehouse
        self._wanted = wanted
        self._cell = wanted.cell
        self._tracer = Tracer(warehouse)
        self._known: dict[tuple[str, str], _Published] = {}

    def trace(self) -> list[CellTrace]:
        """Return a result for each reading and row."""
        return [
            self._of_row(reading, row) if row else self._of_no_row(reading)
            for reading in self._readings()
            for row in self._rows(reading)
        ]

    # -- where the cell lies ---------------------------------------------------------------------

    def _ask(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        texts = {name: None if value is None else str(value) for name, value in values.items()}
        set_variables(self._warehouse, **texts)
        return self._warehouse.execute(query).fetchall()

    def _readings(self) -> list[_Reading]:
        found = self._ask(queries.READINGS_SQL, file=self._wanted.file)
        if not found:
            raise NoFileError(self._wanted.file)
        return [
            _Reading(extraction, name, received_at, *self._sheet_of(extraction))
            for extraction, name, received_at in found
        ]

    def _sheet_of(self, extraction_id: str) -> tuple[str, str | None]:
        forms = dict(self._ask(queries.SHEETS_SQL, extraction=extraction_id))
        sheet = self._wanted.sheet
        if sheet is None and len(forms) <= 1:
            return next(iter(forms.items()), ("", None))
        if sheet is None or (forms and sheet not in forms):
            raise NoSheetError(*forms)
        return sheet, forms.get(sheet)

    def _rows(self, reading: _Reading) -> list[_Row] | list[None]:
        """Return the rows that the cell belongs to, one None where there are none."""
        row_no = re.sub(r"\D", "", self._cell) or None
        found = self._ask(
            queries.ROWS_SQL,
            extraction=reading.extraction_id,
            sheet=reading.sheet,
            cell=self._cell,
            row_no=row_no,
        )
        return [_Row(*row) for row in found] or [None]

    # -- what became of it -----------------------------------------------------------------------

    def _of_no_row(self, reading: _Reading) -> CellTrace:
        """A cell that belongs to no data row: of a returned file, of a heading, or blank."""
        status, told = self._part(reading, reading.form)
        if status == "returned":
            problems = self._problems(queries.RETURN_PROBLEMS_SQL, form=reading.form)
            return replace(told, outcome="returned", problems=problems)
        for row_class, _ in self._ask(queries.CLASSES_SQL):
            problems = self._problems(queries.ROW_PROBLEMS_SQL, table_no=None)
            return replace(told, outcome="not_data", row_class=row_class, problems=problems)
        return told

    def _of_row(self, reading: _Reading, row: _Row) -> CellTrace:
        status, told = self._part(reading, row.form)
        told = replace(
            told,
            row=row.row,
            item_key=row.item_key,
            heading=row.heading,
            outcome=_outcome(status, row),
            problems=self._problems(queries.ROW_PROBLEMS_SQL, table_no=row.table, row_no=row.row),
        )
        if told.outcome not in ("used", "no_field"):
            return told
        place = Place(reading.extraction_id, reading.sheet, row.table, row.row)
        as_at = self._wanted.period or told.part_period
        return replace(
            told,
            as_at=as_at,
            states=self._states(row),
            standing=self._standing(told, row, place, str(as_at)),
            figures=tuple(self._figures(row, str(as_at), str(told.unit_code))),
        )

    def _part(self, reading: _Reading, form: str | None) -> tuple[str | None, CellTrace]:
        found = self._ask(queries.PARTS_SQL, extraction=reading.extraction_id, form=form)
        for own_form, status, unit, name, period, *other in found:
            standing = (other[0], other[1]) if other[0] is not None else None
            replaced_by = standing if status in ("superseded", "duplicate") else None
            named = (reading.file_name, reading.received_at, own_form, unit, name, period)
            return status, CellTrace(*named, outcome="nothing", replaced_by=replaced_by)
        named = (reading.file_name, reading.received_at, form, None, None, None)
        return None, CellTrace(*named, outcome="nothing")

    def _problems(self, query: str, **values: object) -> tuple[FoundProblem, ...]:
        found = self._ask(query, cell=self._cell, **values)
        return tuple(FoundProblem(*row) for row in found)

    def _states(self, row: _Row) -> tuple[State, ...]:
        facts = {d.fact for d in self._tracer.definitions.values() if d.form == row.form}
        return tuple(
            State(*found)
            for fact in sorted(facts)
            for found in self._ask(
                queries.STATES_SQL.format(fact=fact, of_the_row=queries.OF_THE_ROW)
            )
        )

    def _standing(
        self, told: CellTrace, row: _Row, place: Place, as_at: str
    ) -> TracedSource | None:
        """Return the row that gave the item's state in the month, if it was another row."""
        tables = {
            (d.month_ends, d.keys) for d in self._tracer.definitions.values() if d.form == row.form
        }
        for month_ends, keys in sorted(tables):
            query = queries.STANDING_SQL.format(month_ends=month_ends, keys=", ".join(keys))
            found = self._ask(query, as_at=as_at, unit=told.unit_code, item=told.item_key)
            for lineage in found:
                if Place(*lineage) != place:
                    return self._tracer.addresses.source(Place(*lineage), keys)
        return None

    # -- what it feeds ---------------------------------------------------------------------------

    def _figures(self, row: _Row, as_at: str, unit_code: str) -> Iterator[FedFigure]:
        """Yield the published figures as at a month that the row counts in and the cell touches."""
        if row.field is None:
            return
        windows = [
            Window(as_at, *window)
            for window in self._ask(queries.WINDOWS_SQL, as_at=as_at, unit=unit_code)
        ]
        for definition, only in self._concerned(row):
            for window in windows:
                if window.kind not in definition.period_kinds.split("|"):
                    continue
                for item in judged_items(self._warehouse, definition, window, only):
                    yield from self._fed(definition, window, item, row)

    def _concerned(self, row: _Row) -> Iterator[tuple[Definition, str]]:
        """Yield the definitions that look at the cell's field, with which items are the row's."""
        for definition in self._tracer.definitions.values():
            if not any(_looks_at(definition, kind, row) for kind in (TOTAL, *definition.splits)):
                continue
            conditions = [queries.OF_THE_ROW] if definition.form == row.form else []
            if self._tracer.has_parts(definition):
                condition = queries.BUILT_OF_THE_ROW.format(
                    keys=", ".join(definition.keys),
                    month_ends=definition.month_ends,
                    of_the_row=queries.OF_THE_ROW,
                )
                conditions.append(condition)
            if conditions:
                yield definition, "(" + " or ".join(conditions) + ")"

    def _published(self, unit_code: str, as_at: str) -> _Published:
        """Return the published figures, as at a month, of the regions that a unit counts in."""
        if (unit_code, as_at) in self._known:
            return self._known[(unit_code, as_at)]
        regions = "|".join(sorted({code for _, code in self._tracer.regions_of(unit_code)}))
        set_variables(self._warehouse, as_at=as_at, regions=regions)
        tables = [("", "indicator_values", "period", queries.AS_AT_OF_A_VALUE)]
        for report, table in self._tracer.report_tables():
            tables.append((report, table, "figure_period", queries.AS_AT_OF_A_REPORT))
        found = self._known.setdefault((unit_code, as_at), {})
        for report, table, period, condition in tables:
            query = queries.PUBLISHED_SQL.format(
                report=report, table=table, period=period, as_at=condition
            )
            for name, *key, value in self._warehouse.execute(query).fetchall():
                _, reports = found.setdefault((*key,), (value, []))
                reports.extend([name] if name else [])
        return found

    def _fed(
        self,
        definition: Definition,
        window: Window,
        item: Item,
        row: _Row,
    ) -> Iterator[FedFigure]:
        if not _adds(definition, item, row):
            return
        # The item's own unit: a row may have gone into an item of the unit that took its over.
        published = self._published(item.unit_code, window.as_at)
        splits = [(TOTAL, TOTAL), *((k, c) for k, c in item.split_codes.items() if c is not None)]
        for split_kind, split_code in splits:
            if not _looks_at(definition, split_kind, row):
                continue
            for level, region in self._tracer.regions_of(item.unit_code):
                place = (level, region, window.kind, window.period, split_kind, split_code)
                if (definition.indicator, *place) not in published:
                    continue
                value, reports = published[(definition.indicator, *place)]
                amount = item.numerator_value if item.is_numerator else item.denominator_value
                yield FedFigure(
                    definition, *place, _role(definition, item), amount, value, tuple(reports)
                )


def _looks_at(definition: Definition, split_kind: str, row: _Row) -> bool:
    fields = definition.fields(split_kind)
    return row.field in fields or f"{row.form}.{row.field}" in fields


def _adds(definition: Definition, item: Item, row: _Row) -> bool:
    """Tell whether an item changes the figures; a nought is told only of its own cell."""
    if definition.statistic == "median":
        return item.numerator_value is not None
    if row.field in definition.numerator_value_sql.split():
        return True
    return bool(item.is_denominator or item.numerator_value)


def _role(definition: Definition, item: Item) -> Role:
    if definition.denominator_sql is None or not item.is_denominator:
        return "numerator"
    return "both" if item.is_numerator else "denominator"


def _outcome(status: str | None, row: _Row) -> Outcome:
    if status == "superseded":
        return "superseded"
    if status == "duplicate":
        return "duplicate"
    if status == "returned":
        return "returned"
    if row.is_held_back:
        return "held_back"
    return "used" if row.field is not None else "no_field"
