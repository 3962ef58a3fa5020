"""Where on a sheet the headers are, from top to bottom, and under which form each stands.

Tries the blocks of rows that may be a header; which form such a block is of is judged in
`form_choice.py`. What lies between headers is `tables.py`'s.
"""

from dataclasses import dataclass, field, replace

from dagster_project.spreadsheets.context import ReaderContext
from dagster_project.spreadsheets.form_choice import (
    CELLS_OF_A_LINE,
    Choice,
    LinesAbove,
    Named,
    choose_form,
    is_title_of_other,
)
from dagster_project.spreadsheets.grid import Sheet, Text
from dagster_project.spreadsheets.headers import (
    Header,
    blocks_around,
    headers_at,
    headings_at,
    is_header_like,
    may_be_header,
    with_merges,
)
from dagster_project.spreadsheets.row_kinds import is_beside_table, is_line_of_labels
from dagster_project.spreadsheets.row_labels import with_row_labels
from dagster_project.spreadsheets.text import is_time, letters_only

ALL_CELLS = 1 << 20
CELLS_IN_BODY = 4
ROWS_SEARCHED = 3000
CELLS_SEARCHED = 400_000
BLOCKS_KEPT = 200


@dataclass
class HeadersFound:
    """The headers of a sheet in order, each with the row its own lines begin at.

    `lost` are the first lines of tables whose form could not be told: a row that looks like a
    header, or the title above it. What stands under them is nobody's.
    """

    headers: list[Header] = field(default_factory=list)
    first_lines: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)


def find_headers(sheet: Sheet, context: ReaderContext, title: Named | None = None) -> HeadersFound:
    """Go down the sheet and find every header; `title` names the form, if not the lines above."""
    found = HeadersFound()
    search = _Search(sheet, context)
    row = floor = 0
    while row < sheet.height and (found.headers or row < ROWS_SEARCHED):
        cells = CELLS_IN_BODY if found.headers else ALL_CELLS
        above = found.headers[-1] if found.headers else None
        if may_be_header(sheet.rows[row], context, cells):
            named = title or search.above.named(row, above, floor)
            header = search.again(row, named, above) or search.header(row, named, above)
            if header is not None and header.last_row >= row:
                found.headers.append(header)
                title_row = named.title_row
                found.first_lines.append(header.first_row if title_row is None else title_row)
                row = floor = header.last_row + 1
                continue
            if search.is_exhausted or is_header_like(sheet.rows[row], context):
                found.lost.append(row if named.title_row is None else named.title_row)
        if above is not None and is_head_of_unknown(sheet, row, above, context):
            found.lost.append(row)
        row += 1
    return found


class _Search:
    """The search of one sheet: blocks of rows judged already, and how much it may still cost."""

    def __init__(self, sheet: Sheet, context: ReaderContext) -> None:
        self.sheet, self.context = sheet, context
        self.above = LinesAbove(sheet, context)
        self._blocks: dict[tuple[int, int], tuple[list[Header], int]] = {}
        self._cells_left = CELLS_SEARCHED

    @property
    def is_exhausted(self) -> bool:
        """Whether so much looked like a header that no more is searched."""
        return self._cells_left <= 0

    def again(self, row: int, named: Named, above: Header | None) -> Header | None:
        """The header `above` once more, if the same headings are repeated from `row` on."""
        if above is None or (named.by_title and above.form.code not in named.by_title):
            return None
        last = row + above.last_row - above.first_row
        first = self.sheet.rows[above.first_row : above.last_row + 1]
        repeated = self.sheet.rows[row : last + 1]
        is_same = first == repeated or [*map(_letters, first)] == [*map(_letters, repeated)]
        return replace(above, first_row=row, last_row=last) if is_same else None

    def header(self, row: int, named: Named, above: Header | None) -> Header | None:
        """Return the header that begins at `row` or up to three rows around it, or None.

        Of all blocks of one to four rows the one with most fields wins, then the smallest; merges
        that reach out of it are taken in. The header `above` repeated has as many rows as before:
        those over it are of the table.
        """
        best = Choice(None, 0)
        for first, last in blocks_around(row, self.sheet):
            choice = self._choice(first, last, named)
            if choice.uses > best.uses and (choice.header or choice.is_unsure):
                best = choice
                if best.header is not None and best.header.is_complete:
                    break
        if best.header is None or _is_divided_by_time(self.sheet, best.header):
            return None
        first, last = best.header.first_row, best.header.last_row
        if above is not None and best.header.form.code == above.form.code:
            start = last - (above.last_row - above.first_row)
            lowest = self._choice(start, last, named).header if first < start else None
            if lowest is not None and lowest.fields == above.fields:
                return lowest
        whole = with_merges(self.sheet, first, last)
        if whole == (first, last):
            return best.header
        return self._choice(*whole, named).header or best.header

    def _choice(self, first: int, last: int, named: Named) -> Choice:
        if (first, last) not in self._blocks:
            if self.is_exhausted:
                return Choice(None, 0)
            if len(self._blocks) > BLOCKS_KEPT:
                self._blocks.clear()
            self._blocks[first, last] = self._headers(first, last)
        return choose_form(*self._blocks[first, last], named)

    def _headers(self, first: int, last: int) -> tuple[list[Header], int]:
        """What a block is as a header under each form, and how many headings it has."""
        sheet = self.sheet
        self._cells_left -= sheet.width * (last - first + 1)
        headings = headings_at(sheet, first, last)
        headers = [
            with_row_labels(header, sheet) if header.form.row_labels else header
            for header in headers_at(first, last, headings, self.context)
        ]
        return headers, len(headings)


def _letters(row: tuple[Text, ...]) -> list[str]:
    return [letters_only(text or "") for text in row]


def _is_divided_by_time(sheet: Sheet, header: Header) -> bool:
    """Whether the row below the header divides its columns into months or the like (1月, 2月 …).

    A figure then stands once for each of them, and no column is that of the period.
    """
    if header.last_row + 1 >= sheet.height:
        return False
    below = sheet.rows[header.last_row + 1]
    keys = (header.fields[name] for name in header.form.keys if name in header.fields)
    if any(below[column] is not None for column in keys):
        return False
    texts = [text for text in below if text is not None]
    times = sum(is_time(text) for text in texts)
    return times > 1 and times * 2 >= len(texts)


def is_head_of_unknown(sheet: Sheet, row: int, above: Header, context: ReaderContext) -> bool:
    """Whether a row in the body of a table begins another table that is of no known form.

    It numbers its rows again (序号), or the lines above it bear the title of another form.
    """
    before = sheet.rows[row - 1]
    is_long = len(before) - before.count(None) > CELLS_OF_A_LINE
    if row - 1 <= above.last_row or (is_long and not is_line_of_labels(before)):
        return False
    texts = [text for text in sheet.rows[row] if text is not None]
    if len(texts) < CELLS_OF_A_LINE or is_beside_table(sheet.rows[row]):
        return False
    if any(letters_only(text) in above.form.ignored for text in texts[:CELLS_OF_A_LINE]):
        return sheet.rows[row] != sheet.rows[above.last_row]
    lines = range(row - 1, max(above.last_row, row - 1 - CELLS_OF_A_LINE), -1)
    return not above.form.is_cover and any(
        is_title_of_other(sheet.rows[line], above, context) for line in lines
    )
