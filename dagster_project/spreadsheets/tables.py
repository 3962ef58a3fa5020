"""The tables of one sheet, and a class for every row that is not blank.

Finds headers from top to bottom, cuts the sheet into tables, tells repeated heads from new
tables. What is above or between tables is heading; what a row under a header is, `row_kinds.py`
judges; sheets read in pieces or turned are made in `side_by_side.py` and `transposed.py`.
"""

from dataclasses import dataclass, field

from dagster_project.spreadsheets.context import ReaderContext, ReaderForm
from dagster_project.spreadsheets.find_headers import HeadersFound, find_headers
from dagster_project.spreadsheets.grid import Sheet
from dagster_project.spreadsheets.headers import Header
from dagster_project.spreadsheets.merges import fill_merges, uncover
from dagster_project.spreadsheets.row_kinds import (
    RowClass,
    RowJudge,
    is_column_numbering,
    is_foot_note,
    says_nothing,
)
from dagster_project.spreadsheets.row_labels import settle_labels
from dagster_project.spreadsheets.side_by_side import side_by_side
from dagster_project.spreadsheets.statements import stated_money_unit
from dagster_project.spreadsheets.subtotals import Subtotal, subtotals_in
from dagster_project.spreadsheets.text import letters_only
from dagster_project.spreadsheets.transposed import turned


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
    """A sheet with its tables and the class of every row that is not blank and not data.

    `accounted` are rows that belong to tables left of these on the same sheet as well.
    Of a sheet read with rows and columns exchanged, `around` is what stands above and below the
    table, as in the file. `head_rows` are those of headers, also of repeated ones.
    """

    sheet: Sheet
    tables: list[Table]
    classes: dict[int, RowClass]
    forms: dict[int, str]
    lost: set[int] = field(default_factory=set)
    subtotals: list[Subtotal] = field(default_factory=list)
    around: Sheet | None = None
    head_rows: set[int] = field(default_factory=set)
    first_number: int = 1
    accounted: frozenset[int] = frozenset()

    @property
    def rows_read(self) -> set[int]:
        """All rows with a class, data too."""
        return {*self.classes, *(row for table in self.tables for row in table.data_rows)}

    @property
    def marked(self) -> list[tuple[int, RowClass]]:
        """The rows with their class, but for those that a table beside this one accounts for."""
        return [
            (row, kind)
            for row, kind in sorted(self.classes.items())
            if kind == "unknown" or row not in self.accounted
        ]

    def lines_around(self) -> tuple[Sheet, list[int]]:
        """The sheet and its rows around the tables, where unit and month are told."""
        if self.around is not None:
            return self.around, list(range(self.around.height))
        rows = self.rows_of("heading", "repeated_heading", "note", "signature")
        return self.sheet, [row for row in rows if row not in self.head_rows]

    def extent(self, table: Table) -> range:
        """The rows, of those that `lines_around` counts, that a table and its lines take up."""
        if self.around is not None:
            return range(self.around.height)
        return range(table.first_line, table.end)

    def rows_of(self, *kinds: RowClass) -> list[int]:
        """The rows of the given classes, in order."""
        return sorted(row for row, kind in self.classes.items() if kind in kinds)


def read_sheet(sheet: Sheet, context: ReaderContext) -> list[SheetReading]:
    """Find the tables of a sheet and class its rows; tables beside each other are read apart.

    A table with fixed rows typed the other way round is read with rows and columns exchanged: its
    row numbers then count the columns of the file.
    """
    uncover(sheet)
    found = find_headers(sheet, context)
    if not found.headers:
        exchanged = turned(sheet, context)
        if exchanged is not None:
            return [_reading(exchanged.sheet, exchanged.found, 1, exchanged.around)]
    readings: list[SheetReading] = []
    for piece, headers in side_by_side(sheet, found, context):
        number = 1 + sum(len(reading.tables) for reading in readings)
        accounted = frozenset[int]().union(*(reading.rows_read for reading in readings))
        reading = _reading(piece, headers, number)
        reading.accounted = accounted
        readings.append(reading)
    return readings


def _reading(
    sheet: Sheet, found: HeadersFound, number: int, around: Sheet | None = None
) -> SheetReading:
    """Read what is under the headers of a sheet; its tables are numbered from `number` on."""
    if not found.headers:
        return SheetReading(sheet, [], {}, {})
    filled = fill_merges(sheet, found.headers[0].last_row + 1)
    if any(header.form.row_labels for header in found.headers):
        sheet, moved = settle_labels(sheet, found.headers)
        filled |= moved
    reading = SheetReading(sheet, [], {}, {}, around=around, first_number=number)
    _cut_into_tables(reading, found)
    for table in reading.tables:
        table.filled = {cell: where for cell, where in filled.items() if cell[0] < table.end}
        table.money_unit = stated_money_unit(_lines_above(reading, table))
        reading.subtotals += _subtotals(reading, table)
    return reading


def _lines_above(reading: SheetReading, table: Table) -> list[str]:
    rows = reading.sheet.rows[table.first_line : table.header.first_row]
    if reading.around is not None:
        rows = reading.around.rows
    return [text for row in rows for text in row if text is not None]


def _subtotals(reading: SheetReading, table: Table) -> list[Subtotal]:
    below = range(table.header.last_row + 1, table.end)
    rows = [row for row in below if reading.classes.get(row) == "subtotal"]
    heads = [row for row in below if row in reading.head_rows]
    return subtotals_in(
        table.number, table.header, reading.sheet.rows, table.data_rows, rows, heads, table.filled
    )


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
            number = reading.first_number + len(reading.tables)
            table = Table(number, header, first_line)
            reading.tables.append(table)
            _mark(reading, range(first_line, header.last_row + 1), "heading")
        reading.head_rows.update(range(header.first_row, header.last_row + 1))
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
    filled = (row for row in range(first, end) if any(text is not None for text in rows[row]))
    numbering = next(filled, end)
    if numbering < end and is_column_numbering(rows[numbering]):
        _mark(reading, range(numbering, numbering + 1), "heading")
        first = numbering + 1
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
            elif kind == "repeated_heading":
                reading.head_rows.add(row)
    if judge.is_untouched(rows[row] for row in table.data_rows):
        _forget_data(reading, table)
    last_data = table.data_rows[-1] if table.data_rows else first
    for row in unknown:
        is_nil = not table.data_rows and says_nothing(rows[row])
        if is_nil or (row > last_data and is_foot_note(rows[row])):
            reading.classes[row] = "note"
        else:
            table.unknown_rows.append(row)


def _forget_data(reading: SheetReading, table: Table) -> None:
    """The rows of a blank table with fixed rows: their labels alone report nothing."""
    for row in table.data_rows:
        reading.classes[row] = "note"
        reading.forms[row] = table.form.code
    table.data_rows.clear()


def _texts(rows: list[tuple[str | None, ...]], first: int, end: int) -> frozenset[str]:
    typed = {text for row in rows[first:end] for text in row if text is not None}
    return frozenset(typed | {letters_only(text) for text in typed})
