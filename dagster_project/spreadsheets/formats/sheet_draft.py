"""A sheet in the making, for formats whose cells are met one by one.

Keeps only cells that hold something, counts them against the limits of the workbook as they come,
and gives the finished `Sheet`. What a cell holds is its reader's.
"""

from dataclasses import dataclass, field

from dagster_project.spreadsheets.formats.limits import (
    MAX_CELL_TEXT,
    MAX_COLUMNS,
    MAX_MERGES,
    MAX_ROWS,
    TOO_LARGE,
    Allowance,
)
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.grid import Merge, Sheet, Text


@dataclass
class SheetDraft:
    """Cells and merges of a sheet, rows and columns counted from 0."""

    name: str
    allowance: Allowance
    is_hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    _rows: dict[int, dict[int, str]] = field(default_factory=dict)

    def put(self, row: int, column: int, text: Text, rows: int = 1, columns: int = 1) -> None:
        """Set a cell, or as many equal ones below and beside it; blank text sets none.

        Raises:
            UnreadableFileError: no sheet reaches there, the text is too long, or there are too many
                cells.
        """
        if not text or text.isspace():
            return
        is_outside = row + rows > MAX_ROWS or column + columns > MAX_COLUMNS
        if is_outside or len(text) > MAX_CELL_TEXT:
            raise UnreadableFileError(TOO_LARGE)
        self.allowance.take_cells(rows * columns, len(text))
        for number in range(row, row + rows):
            cells = self._rows.setdefault(number, {})
            for letter in range(column, column + columns):
                cells[letter] = text

    def merge(self, row: int, column: int, rows: int, columns: int) -> None:
        """Note a merged range by its first cell and its size; one cell is none.

        Raises:
            UnreadableFileError: there are too many.
        """
        if rows > 1 or columns > 1:
            last_row = min(row + rows, MAX_ROWS) - 1
            last_column = min(column + columns, MAX_COLUMNS) - 1
            if len(self.merges) == MAX_MERGES:
                raise UnreadableFileError(TOO_LARGE)
            self.merges.append(Merge(row, column, last_row, last_column))

    def sheet(self) -> Sheet:
        """The finished sheet.

        Raises:
            UnreadableFileError: its cells reach too far.
        """
        height = max(self._rows, default=-1) + 1
        width = max((max(cells) for cells in self._rows.values()), default=-1) + 1
        self.allowance.take_box(height, width)
        columns: list[list[Text]] = [[None] * height for _ in range(width)]
        for row, cells in self._rows.items():
            for column, text in cells.items():
                columns[column][row] = text
        return Sheet(self.name, columns, tuple(self.merges), self.is_hidden)
