"""Where the cells of a web page's tables stand on a sheet, as Excel lays them out.

Tables and lines of text follow one another downwards from A1; a table within a cell begins where
the cell does. Spans become merges. What the cells say is `web_cells.py`'s.
"""

import re
from dataclasses import dataclass, field

from dagster_project.spreadsheets.formats.limits import MAX_COLUMNS, MAX_ROWS, TOO_LARGE, Allowance
from dagster_project.spreadsheets.formats.refusals import WEB_DAMAGED
from dagster_project.spreadsheets.formats.sheet_draft import SheetDraft
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.grid import Sheet, Text

MAX_CELLS = 250_000
MAX_STEPS = 8_000_000
_SPAN = re.compile(r"\s*([0-9]{1,9})")


@dataclass
class _Span:
    row: int
    column: int
    rows: int
    columns: int


@dataclass
class _Place:
    """A cell that is open: where its next content goes, and how far it has reached."""

    span: _Span
    row: int
    right: int
    has_table: bool = False


@dataclass
class _Table:
    """A table that is open, from its first row and column on."""

    row: int
    column: int
    bottom: int
    right: int
    is_in_row: bool = False
    next_column: int = 0
    covered: dict[int, int] = field(default_factory=dict)
    spans: list[_Span] = field(default_factory=list)
    place: _Place | None = None


class WebGrid:
    """The one sheet of a page, filled from its tags in their order."""

    def __init__(self, name: str) -> None:
        """Begin an empty sheet."""
        self._draft = SheetDraft(name, Allowance())
        self._tables: list[_Table] = []
        self._row = 0
        self._cells = 0
        self._steps = 0

    @property
    def depth(self) -> int:
        """How many tables are open, one within another."""
        return len(self._tables)

    @property
    def is_in_row(self) -> bool:
        """Whether a row of the innermost table is open."""
        return bool(self._tables) and self._tables[-1].is_in_row

    def line(self, text: Text) -> None:
        """Set text that stands outside all tables, in a row of its own; blank text takes none.

        Raises:
            UnreadableFileError: it stands in a table and in no cell, so a tag was lost.
        """
        if not text:
            return
        if self._tables:
            raise UnreadableFileError(WEB_DAMAGED)
        self._draft.put(self._row, 0, text)
        self._row += 1

    def open_table(self) -> None:
        """Begin a table: below what there is, or at the cell that it stands in."""
        row, column = self._row, 0
        if self._tables and (place := self._tables[-1].place) is not None:
            row, column, place.has_table = place.row, place.span.column, True
        elif self._tables:
            row, column = self._tables[-1].bottom, self._tables[-1].column
        self._tables.append(_Table(row, column, row, column))

    def close_table(self) -> None:
        """End the innermost table; what follows it stands below it."""
        table = self._tables.pop()
        for span in table.spans:
            rows = min(span.rows, table.bottom - span.row)
            self._draft.merge(span.row, span.column, rows, span.columns)
        outer = self._tables[-1] if self._tables else None
        if outer is None:
            self._row = max(self._row, table.bottom)
        elif outer.place is not None:
            outer.place.row = max(outer.place.row, table.bottom)
            outer.place.right = max(outer.place.right, table.right)
        else:
            outer.bottom, outer.is_in_row = max(outer.bottom, table.bottom), False

    def close_row(self) -> None:
        """End the row; the next cell begins another."""
        self._tables[-1].is_in_row = False

    def open_row(self) -> None:
        """Begin a row; one without cells counts as well."""
        self._tables[-1].is_in_row = False
        self._open_row(self._tables[-1])

    def open_cell(self, colspan: str | None, rowspan: str | None) -> None:
        """Begin a cell at the next column that no cell above reaches into."""
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise UnreadableFileError(TOO_LARGE)
        table = self._tables[-1]
        if not table.is_in_row:
            self._open_row(table)
        column = table.next_column
        while table.covered.get(column, -1) >= table.row:
            column += 1
            self._step(1)
        columns = min(_count(colspan), MAX_COLUMNS)
        rows = min(_count(rowspan), MAX_ROWS)
        span = _Span(table.row, column, rows, columns)
        if rows > 1:
            self._step(columns)
            last = table.row + rows - 1
            table.covered.update(dict.fromkeys(range(column, column + columns), last))
        table.place = _Place(span, table.row, column + columns)

    def put(self, text: Text) -> None:
        """Set text of the open cell; what a table within it has taken is stepped over."""
        place = self._tables[-1].place
        if place is not None and text:
            self._draft.put(place.row, place.span.column, text)
            place.row += 1

    def close_cell(self) -> None:
        """End the open cell; it reaches as far as its spans or the tables in it."""
        table = self._tables[-1]
        place = table.place
        if place is None:
            return
        table.place = None
        table.next_column = place.right
        table.right = max(table.right, place.right)
        table.bottom = max(table.bottom, place.row, table.row + 1)
        if not place.has_table and (place.span.rows > 1 or place.span.columns > 1):
            table.spans.append(place.span)

    def sheet(self) -> Sheet:
        """The finished sheet."""
        return self._draft.sheet()

    def _open_row(self, table: _Table) -> None:
        table.row = table.bottom
        table.bottom = table.row + 1
        table.is_in_row = True
        table.next_column = table.column

    def _step(self, count: int) -> None:
        self._steps += count
        if self._steps > MAX_STEPS:
            raise UnreadableFileError(TOO_LARGE)


def _count(text: str | None) -> int:
    match = _SPAN.match(text or "")
    return max(1, int(match[1])) if match else 1
