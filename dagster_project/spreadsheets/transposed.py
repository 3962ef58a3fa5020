"""A table with fixed rows that was typed the other way round: its rows as columns.

Found by the labels of the rows, which then stand beside each other; the part of the sheet from
there on is read with rows and columns exchanged, what is above and below it as it stands. Tried
only where no header was found; a table of any other kind is never turned.
"""

from dataclasses import dataclass, replace

from dagster_project.spreadsheets.context import ReaderContext, ReaderForm
from dagster_project.spreadsheets.find_headers import HeadersFound, find_headers
from dagster_project.spreadsheets.form_choice import Named, forms_named
from dagster_project.spreadsheets.grid import Merge, Sheet, Text
from dagster_project.spreadsheets.headers import Header
from dagster_project.spreadsheets.row_kinds import (
    MAX_NOTE_CELLS,
    is_beside_table,
    is_line_of_labels,
)
from dagster_project.spreadsheets.row_labels import row_label

MAX_HEIGHT = 400
MAX_WIDTH = 200
LINES_ABOVE = 40


@dataclass(frozen=True)
class Turned:
    """The table's part of a sheet, turned, with its headers; `around` is the rest, as it stands."""

    sheet: Sheet
    found: HeadersFound
    around: Sheet


def turned(sheet: Sheet, context: ReaderContext) -> Turned | None:
    """Turn a sheet whose columns are the fixed rows of a form; None if it is no such sheet."""
    forms = [form for form in context.forms if form.row_labels]
    if sheet.height > MAX_HEIGHT or sheet.width > MAX_WIDTH:
        return None
    for row in range(min(sheet.height, LINES_ABOVE)):
        if any(_has_labels(sheet.rows[row], form) for form in forms):
            return _turned_at(sheet, _first_row(sheet, row), context)
    return None


def _has_labels(row: tuple[Text, ...], form: ReaderForm) -> bool:
    """Whether most texts of a row are labels of the form's rows."""
    texts = [text for text in row if text is not None]
    known = sum(row_label(text, form) is not None for text in texts)
    return known > 1 and known * 2 >= len(texts)


def _first_row(sheet: Sheet, row: int) -> int:
    """The first row of the head over the labels: merges may begin above them."""
    tops = [m.first_row for m in sheet.merges if m.first_row < row <= m.last_row]
    return min([row, *tops])


def _turned_at(sheet: Sheet, first: int, context: ReaderContext) -> Turned | None:
    last = sheet.height - 1
    while last > first and _is_foot(sheet.rows[last]):
        last -= 1
    block = range(first, last + 1)
    outside = [sheet.rows[row] for row in range(sheet.height) if row not in block]
    if any(_is_long(row) and not is_line_of_labels(row) for row in outside):
        return None
    exchanged = _exchanged(sheet, block)
    named = Named(
        frozenset().union(*(forms_named(text, context) for row in outside for text in row if text)),
        forms_named(sheet.name, context),
    )
    found = find_headers(exchanged, context, named)
    if not found.headers or found.lost or not all(map(_is_fixed, found.headers)):
        return None
    blank: list[Text] = [None] * len(block)
    columns = [[*texts[:first], *blank, *texts[last + 1 :]] for texts in sheet.columns]
    return Turned(exchanged, found, replace(sheet, columns=columns))


def _is_foot(row: tuple[Text, ...]) -> bool:
    if row.count(None) == len(row):
        return True
    return is_line_of_labels(row) or (not _is_long(row) and is_beside_table(row))


def _is_long(row: tuple[Text, ...]) -> bool:
    return len(row) - row.count(None) > MAX_NOTE_CELLS


def _exchanged(sheet: Sheet, block: range) -> Sheet:
    """The rows of a sheet as columns, those outside the block blank."""
    blank: list[Text] = [None] * sheet.width
    return Sheet(
        sheet.name,
        [list(sheet.rows[row]) if row in block else blank for row in range(block.stop)],
        tuple(
            Merge(merge.first_column, merge.first_row, merge.last_column, merge.last_row)
            for merge in sheet.merges
            if merge.first_row in block
        ),
        is_transposed=True,
    )


def _is_fixed(header: Header) -> bool:
    return bool(header.form.row_labels) and not header.missing
