"""Tables that stand beside each other on a sheet: where one ends and the next begins.

A sheet is cut at columns that are blank from the header down, and where headings begin again; only
where each piece holds a table of a known form with all that it requires. Whatever cannot be cut
so stays one table, whose further columns are told as not used.
"""

from collections.abc import Iterator
from dataclasses import replace

from dagster_project.spreadsheets.context import ReaderContext
from dagster_project.spreadsheets.find_headers import HeadersFound, find_headers
from dagster_project.spreadsheets.grid import Sheet, Text

MAX_TABLES = 8
Piece = tuple[Sheet, HeadersFound]


def side_by_side(sheet: Sheet, found: HeadersFound, context: ReaderContext) -> list[Piece]:
    """The pieces of a sheet from left to right, each with the headers found in it alone.

    All have the columns of the whole sheet, those of others blank, so that addresses stay. There is
    one piece, the sheet itself, where nothing is to be cut.
    """
    pieces: list[Piece] = []
    rest = (sheet, found)
    while len(pieces) < MAX_TABLES:
        cut = next(_cuts(*rest, context), None)
        if cut is None:
            break
        pieces.append(cut[0])
        rest = cut[1]
    return [*pieces, rest]


def _cuts(
    sheet: Sheet, found: HeadersFound, context: ReaderContext
) -> Iterator[tuple[Piece, Piece]]:
    """Left and right of every column where the sheet falls into whole tables."""
    tops = [header.first_row for header in found.headers] + found.lost
    if not tops:
        return
    for column in _columns_to_cut(sheet, found, min(tops)):
        left = _piece(sheet, range(column), min(tops), context)
        right = _piece(sheet, range(column, sheet.width), min(tops), context) if left else None
        if left and right:
            yield left, right


def _columns_to_cut(sheet: Sheet, found: HeadersFound, top: int) -> list[int]:
    """The columns that a piece may begin at: after a blank one, or with a heading once more."""
    texts = sheet.rows[top]
    blank = [
        column
        for column in range(1, sheet.width - 1)
        if texts[column] is None and not any(sheet.columns[column][top:])
    ]
    columns = {column + 1 for column in blank} - set(blank)
    for header in found.headers:
        repeated = min((cell.column for cell in header.repeated), default=0)
        columns.add(repeated - ((repeated - 1) in header.ignored_columns))
    return sorted(column for column in columns if column > 0)


def _piece(sheet: Sheet, columns: range, top: int, context: ReaderContext) -> Piece | None:
    """A part of the sheet, if its first table is whole by its own title or that over all."""
    nothing: list[Text] = [None] * sheet.height
    for kept in (0, top):
        above = [[*texts[:kept], *nothing[kept:]] if kept else nothing for texts in sheet.columns]
        cells = [sheet.columns[c] if c in columns else above[c] for c in range(sheet.width)]
        merges = tuple(m for m in sheet.merges if m.first_column in columns or m.last_row < kept)
        piece = replace(sheet, columns=cells, merges=merges)
        found = find_headers(piece, context)
        if found.headers and not found.headers[0].missing:
            return piece, found
    return None
