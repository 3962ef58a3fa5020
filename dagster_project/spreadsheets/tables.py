"""The tables of one sheet, and a class for every row that is not blank.

Finds headers from top to bottom, cuts the sheet into tables, tells repeated heads from new
tables and fills vertical merges. What is above or between tables is heading; what a row under a
header is, `row_kinds.py` judges.
"""

from dataclasses import dataclass, field

from dagster_project.spreadsheets.context import ReaderContext, ReaderForm
from dagster_project.spreadsheets.find_headers import HeadersFound, find_headers
from dagster_project.spreadsheets.grid import Merge, Sheet
from dagster_project.spreadsheets.headers import Header
from dagster_project.spreadsheets.row_kinds import (
    RowClass,
    RowJudge,
    is_column_numbering,
    is_foot_note,
)
from dagster_project.spreadsheets.statements import stated_money_unit
from dagster_project.spreadsheets.text import letters_only


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
    lost: set[int] = field(default_factory=set)

    def rows_of(self, *kinds: RowClass) -> list[int]:
        """The rows of the given classes, in order."""
        return sorted(row for row, kind in self.classes.items() if kind in kinds)


def read_sheet(sheet: Sheet, context: ReaderContext) -> SheetReading:
    """Find the tables of a sheet and class its rows."""
    merges = _uncover(sheet)
    found = find_headers(sheet, context)
    reading = SheetReading(sheet, [], {}, {})
    if not found.headers:
        return reading
    filled = _fill_merges(sheet, merges, found.headers[0].last_row + 1)
    _cut_into_tables(reading, found)
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


def _uncover(sheet: Sheet) -> list[Merge]:
    """Take away what lies hidden under merges; return them, as many as a sound sheet can hold.

    Merges do not overlap, so together they cover no more cells than there are.
    """
    left = sheet.height * sheet.width
    merges = []
    for merge in sheet.merges:
        rows = range(merge.first_row, min(merge.last_row + 1, sheet.height))
        columns = range(merge.first_column, min(merge.last_column + 1, sheet.width))
        left -= len(rows) * len(columns)
        if left < 0:
            break
        merges.append(merge)
        for column in columns:
            texts = sheet.columns[column]
            for row in rows[column == merge.first_column :]:
                texts[row] = None
    if merges:
        sheet.forget_rows()
    return merges


def _fill_merges(sheet: Sheet, merges: list[Merge], first_row: int) -> dict[tuple[int, int], str]:
    """Repeat the value of merges below the header in each row; return where the values stand.

    What spans columns too belongs to the first of them, and is repeated beside other cells only
    (a note over several rows is still one note).
    """
    filled: dict[tuple[int, int], str] = {}
    rows = sheet.rows
    for merge in merges:
        column = merge.first_column
        if merge.first_row < first_row or merge.first_row >= sheet.height or column >= sheet.width:
            continue
        value = sheet.columns[column][merge.first_row]
        is_vertical = column == merge.last_column
        for row in range(merge.first_row + 1, min(merge.last_row + 1, sheet.height)):
            if value is not None and (is_vertical or any(text is not None for text in rows[row])):
                sheet.columns[column][row] = value
                filled[row, column] = sheet.address(merge.first_row, column)
    if filled:
        sheet.forget_rows()
    return filled


def _cut_into_tables(reading: SheetReading, found: HeadersFound) -> None:
    """Go through the headers in order: a new table each, unless one is the same again."""
    sheet = reading.sheet
    starts = [*found.first_lines, sheet.height]
    for place, header in enumerate(found.headers):
        end = starts[place + 1]
        lost = next((row for row in found.lost if header.last_row < row < end), end)
        is_on_top = not place and not (found.lost and found.lost[0] < header.first_row)
        first_line = 0 if is_on_top else starts[place]
        current = reading.tables[-1] if reading.tables else None
        if current is not None and _is_same(current.header, header):
            _mark(reading, range(first_line, header.last_row + 1), "repeated_heading")
            table = current
        else:
            if current is not None:
                first_line = _first_line_above(reading, current, first_line)
            table = Table(len(reading.tables) + 1, header, first_line)
            reading.tables.append(table)
            _mark(reading, range(first_line, header.last_row + 1), "heading")
        _class_body(reading, table, header.last_row + 1, lost)
        _lose(reading, table, range(lost, end))
        table.end = end
    if found.lost and found.lost[0] < reading.tables[0].first_line:
        _lose(reading, reading.tables[0], range(reading.tables[0].first_line))


def _lose(reading: SheetReading, table: Table, rows: range) -> None:
    """Rows under a header that is of no form: unknown, told beside the table next to them."""
    for row in rows:
        if any(text is not None for text in reading.sheet.rows[row]):
            reading.classes[row] = "unknown"
            reading.forms[row] = table.form.code
            reading.lost.add(row)
            table.unknown_rows.append(row)


def _is_same(first: Header, second: Header) -> bool:
    return first.form.code == second.form.code and first.fields == second.fields


def _mark(reading: SheetReading, rows: range, kind: RowClass) -> None:
    code = reading.tables[-1].form.code
    for row in rows:
        if any(text is not None for text in reading.sheet.rows[row]):
            reading.classes[row] = kind
            reading.forms[row] = code


def _first_line_above(reading: SheetReading, table: Table, first_row: int) -> int:
    """The first of the lines that belong to the next table: up to a blank or data row."""
    row = first_row
    while (
        row - 1 > table.header.last_row
        and row - 1 not in reading.lost
        and reading.classes.get(row - 1) not in (None, "subtotal", "repeated_heading")
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
