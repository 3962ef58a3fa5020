"""The tables of one sheet, and a class for every row that is not blank.

Finds headers from top to bottom, cuts the sheet into tables, tells repeated heads from new
tables and fills vertical merges. What is above or between tables is heading; what a row under a
header is, `row_kinds.py` judges.
"""

from dataclasses import dataclass, field

from dagster_project.spreadsheets.context import ReaderContext, ReaderForm
from dagster_project.spreadsheets.grid import Sheet, address
from dagster_project.spreadsheets.headers import Header, find_header, may_be_header
from dagster_project.spreadsheets.row_kinds import (
    RowClass,
    RowJudge,
    is_column_numbering,
    is_foot_note,
)
from dagster_project.spreadsheets.statements import stated_money_unit
from dagster_project.spreadsheets.text import letters_only

ALL_CELLS = 1 << 20
CELLS_IN_BODY = 4


@dataclass
class Table:
    """A table found: rows from 0. `number` counts the sheet's tables from 1.

    `filled` tells, for cells under a vertical merge, the address their value stands at.
    """

    number: int
    header: Header
    first_line: int
    end: int = 0
    money_unit: str | None = None
    data_rows: list[int] = field(default_factory=list)
    unknown_rows: list[int] = field(default_factory=list)
    filled: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def form(self) -> ReaderForm:
        """The form whose table this is."""
        return self.header.form


@dataclass
class SheetReading:
    """A sheet with its tables and the class of every row that is not blank and not data."""

    sheet: Sheet
    tables: list[Table]
    classes: dict[int, RowClass]
    forms: dict[int, str]

    def rows_of(self, *kinds: RowClass) -> list[int]:
        """The rows of the given classes, in order."""
        return sorted(row for row, kind in self.classes.items() if kind in kinds)


def read_sheet(sheet: Sheet, context: ReaderContext) -> SheetReading:
    """Find the tables of a sheet and class its rows."""
    headers = _headers(sheet, context)
    reading = SheetReading(sheet, [], {}, {})
    if not headers:
        return reading
    filled = _fill_merges(sheet, headers[0].last_row + 1)
    _cut_into_tables(reading, headers)
    for table in reading.tables:
        table.filled = {cell: where for cell, where in filled.items() if cell[0] < table.end}
        lines = [
            text
            for row in range(table.first_line, table.header.first_row)
            for text in sheet.rows[row]
            if text is not None
        ]
        table.money_unit = stated_money_unit(lines)
    return reading


def _headers(sheet: Sheet, context: ReaderContext) -> list[Header]:
    found: list[Header] = []
    title = letters_only(sheet.name)
    row = first_line = 0
    while row < sheet.height:
        cells = CELLS_IN_BODY if found else ALL_CELLS
        if may_be_header(sheet.rows[row], context, cells):
            titles = title + _text_above(sheet, max(first_line, row - 12), row)
            header = find_header(sheet, row, context, titles)
            if header is not None and header.last_row >= row:
                found.append(header)
                row = first_line = header.last_row + 1
                continue
        row += 1
    return found


def _text_above(sheet: Sheet, first: int, end: int) -> str:
    texts = (text for row in range(first, end) for text in sheet.rows[row] if text is not None)
    return letters_only("".join(text for text in texts if len(text) < 80))


def _fill_merges(sheet: Sheet, first_row: int) -> dict[tuple[int, int], str]:
    """Let merged cells below the header say what a reader sees; return where values stand.

    A vertical merge repeats its value in each row; whatever else lies hidden under a merge goes.
    """
    filled: dict[tuple[int, int], str] = {}
    merges = [merge for merge in sheet.merges if merge.first_row >= first_row]
    for merge in merges:
        is_vertical = merge.first_column == merge.last_column
        for column in range(merge.first_column, min(merge.last_column + 1, sheet.width)):
            texts = sheet.columns[column]
            value = texts[merge.first_row] if merge.first_row < sheet.height else None
            for row in range(merge.first_row, min(merge.last_row + 1, sheet.height)):
                if (row, column) == (merge.first_row, merge.first_column):
                    continue
                texts[row] = value if is_vertical else None
                if is_vertical and value is not None:
                    filled[row, column] = address(merge.first_row, column)
    if merges:
        sheet.forget_rows()
    return filled


def _cut_into_tables(reading: SheetReading, headers: list[Header]) -> None:
    """Go through the headers in order: a new table each, unless one is the same again."""
    sheet = reading.sheet
    first_line = 0
    for place, header in enumerate(headers):
        end = headers[place + 1].first_row if place + 1 < len(headers) else sheet.height
        current = reading.tables[-1] if reading.tables else None
        if current is not None and _is_same(current.header, header):
            _mark(reading, range(header.first_row, header.last_row + 1), "repeated_heading")
            table = current
        else:
            if current is not None:
                first_line = _first_line_above(reading, current, header.first_row)
            table = Table(len(reading.tables) + 1, header, first_line)
            reading.tables.append(table)
            _mark(reading, range(first_line, header.last_row + 1), "heading")
        _class_body(reading, table, header.last_row + 1, end)
        table.end = end


def _is_same(first: Header, second: Header) -> bool:
    return first.form.code == second.form.code and first.fields == second.fields


def _mark(reading: SheetReading, rows: range, kind: RowClass) -> None:
    code = reading.tables[-1].form.code
    for row in rows:
        if any(text is not None for text in reading.sheet.rows[row]):
            reading.classes[row] = kind
            reading.forms[row] = code


def _first_line_above(reading: SheetReading, table: Table, header_row: int) -> int:
    """The first of the lines that belong to the next table: up to a blank or data row."""
    row = header_row
    while row - 1 > table.header.last_row and reading.classes.get(row - 1) not in (
        None,
        "subtotal",
        "repeated_heading",
    ):
        row -= 1
        if row in table.unknown_rows:
            table.unknown_rows.remove(row)
    return row


def _class_body(reading: SheetReading, table: Table, first: int, end: int) -> None:
    rows = reading.sheet.rows
    judge = RowJudge(table.header, _texts(rows, table.first_line, table.header.last_row + 1))
    if first < end and is_column_numbering(rows[first]):
        _mark(reading, range(first, first + 1), "heading")
        first += 1
    unknown: list[int] = []
    for row in range(first, end):
        kind = judge.kind(rows[row])
        if kind == "data":
            table.data_rows.append(row)
        elif kind is not None:
            reading.classes[row] = kind
            reading.forms[row] = table.form.code
            if kind == "unknown":
                unknown.append(row)
    last_data = table.data_rows[-1] if table.data_rows else first
    for row in unknown:
        if row > last_data and is_foot_note(rows[row]):
            reading.classes[row] = "note"
        else:
            table.unknown_rows.append(row)


def _texts(rows: list[tuple[str | None, ...]], first: int, end: int) -> frozenset[str]:
    return frozenset(
        letters_only(text) for row in rows[first:end] for text in row if text is not None
    )
