"""Where on a sheet the headers are, from top to bottom, and under which form each stands.

Tries the blocks of rows that may be a header; which form such a block is of is judged in
`form_choice.py`. What lies between headers is `tables.py`'s.
"""

from dataclasses import dataclass, field

from dagster_project.spreadsheets.context import ReaderContext
from dagster_project.spreadsheets.form_choice import Choice, Named, choose_form, named_above
from dagster_project.spreadsheets.grid import Sheet
from dagster_project.spreadsheets.headers import (
    Header,
    blocks_around,
    headers_at,
    headings_at,
    is_header_like,
    may_be_header,
    with_merges,
)

ALL_CELLS = 1 << 20
CELLS_IN_BODY = 4


@dataclass
class HeadersFound:
    """The headers of a sheet in order, each with the row its own lines begin at.

    `lost` are the first lines of tables whose form could not be told: a row that looks like a
    header, or the title above it. What stands under them is nobody's.
    """

    headers: list[Header] = field(default_factory=list)
    first_lines: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)


def find_headers(sheet: Sheet, context: ReaderContext) -> HeadersFound:
    """Go down the sheet and find every header."""
    found = HeadersFound()
    row = floor = 0
    while row < sheet.height:
        cells = CELLS_IN_BODY if found.headers else ALL_CELLS
        if may_be_header(sheet.rows[row], context, cells):
            above = found.headers[-1] if found.headers else None
            named = named_above(sheet, row, above, floor, context)
            header = find_header(sheet, row, context, named)
            if header is not None and header.last_row >= row:
                found.headers.append(header)
                title_row = named.title_row
                found.first_lines.append(header.first_row if title_row is None else title_row)
                row = floor = header.last_row + 1
                continue
            if is_header_like(sheet.rows[row], context):
                found.lost.append(row if named.title_row is None else named.title_row)
        row += 1
    return found


def find_header(sheet: Sheet, row: int, context: ReaderContext, named: Named) -> Header | None:
    """Return the header that begins at `row` or up to two rows around it, or None.

    Of all blocks of one to three rows the one with most fields wins, then the smallest; merges
    that reach out of it are taken in.
    """
    best = Choice(None, 0)
    for first, last in blocks_around(row, sheet.height):
        choice = _choice(sheet, first, last, context, named)
        if choice.uses > best.uses and (choice.header or choice.is_unsure):
            best = choice
            if best.header is not None and best.header.is_complete:
                break
    if best.header is None:
        return None
    first, last = best.header.first_row, best.header.last_row
    whole = with_merges(sheet, first, last)
    if whole == (first, last):
        return best.header
    return _choice(sheet, *whole, context, named).header or best.header


def _choice(sheet: Sheet, first: int, last: int, context: ReaderContext, named: Named) -> Choice:
    headings = headings_at(sheet, first, last)
    return choose_form(headers_at(sheet, first, last, headings, context), len(headings), named)
