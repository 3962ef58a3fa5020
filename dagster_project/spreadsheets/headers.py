"""Where a table's header is and which column holds which field.

A header is one to three rows; with merges (or, in a CSV, blanks to the right) a column's heading
is a path from group to leaf. Looks at heading cells only; rows below are `tables.py`'s.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dagster_project.spreadsheets.context import ReaderContext, ReaderForm
from dagster_project.spreadsheets.grid import Sheet
from dagster_project.spreadsheets.text import (
    ACCEPTED_MONEY_UNITS,
    heading_keys,
    letters_only,
    money_unit,
)

MAX_HEADER_ROWS = 3
MAX_HEADING_LENGTH = 60


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """A heading and where it stands; `text` is the leaf as typed, None where there is none."""

    row: int
    column: int
    text: str | None


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column that holds a field; `money_unit` is what its heading says, else None."""

    column: int
    field: str
    heading: HeadingCell
    money_unit: str | None


@dataclass(frozen=True)
class Header:
    """A header found: its rows (from 0, last included), form and columns.

    `unrecognised` are headings of no field, `repeated` headings of a field already taken,
    `foreign_unit` money headings in a unit that is not read (千元).
    """

    form: ReaderForm
    first_row: int
    last_row: int
    uses: tuple[ColumnUse, ...]
    unrecognised: tuple[HeadingCell, ...]
    repeated: tuple[HeadingCell, ...]
    foreign_unit: tuple[HeadingCell, ...]
    ignored_columns: frozenset[int]

    @property
    def fields(self) -> dict[str, int]:
        """Field name to column, from 0."""
        return {use.field: use.column for use in self.uses}

    @property
    def is_complete(self) -> bool:
        """Whether every heading found its field and no required one is missing."""
        return not (self.missing or self.unrecognised or self.repeated or self.foreign_unit)

    @property
    def first_column(self) -> int:
        """The leftmost column with a heading."""
        cells = [*self.unrecognised, *self.repeated, *self.foreign_unit]
        columns = [use.column for use in self.uses] + [cell.column for cell in cells]
        return min([*columns, *self.ignored_columns])

    @property
    def missing(self) -> list[str]:
        """Required fields without a column, in the form's order."""
        present = self.fields
        return [f.name for f in self.form.fields if f.is_required and f.name not in present]


def may_be_header(row: tuple[str | None, ...], context: ReaderContext, cells: int) -> bool:
    """Whether two of the row's first `cells` texts (one, where `cells` is small) are headings."""
    known = seen = 0
    needed = 2 if cells > MAX_HEADER_ROWS else 1
    for text in row:
        if text is None:
            continue
        seen += 1
        if not text.isascii() and len(text) <= MAX_HEADING_LENGTH and _is_known(text, context):
            known += 1
            if known >= needed:
                return True
        if seen >= cells:
            return False
    return False


def _is_known(text: str, context: ReaderContext) -> bool:
    keys = heading_keys(text)
    return any(key in form.headings for form in context.forms for key in keys)


def find_header(sheet: Sheet, row: int, context: ReaderContext, titles: str) -> Header | None:
    """Return the header that begins at `row` or up to two rows around it, or None.

    Of all blocks of one to three rows the one with most fields wins, then the smallest; merges
    that reach out of it are taken in. `titles` is the text above, to recognise a form's title.
    """
    best: Header | None = None
    for first, last in _blocks(row, sheet.height):
        header = _best_form(sheet, first, last, context, titles)
        if header and (best is None or len(header.uses) > len(best.uses)):
            best = header
            if best.is_complete:
                break
    if best is None:
        return None
    first, last = _with_merges(sheet, best.first_row, best.last_row)
    if (first, last) == (best.first_row, best.last_row):
        return best
    return _best_form(sheet, first, last, context, titles) or best


def _blocks(row: int, height: int) -> Iterator[tuple[int, int]]:
    """First and last row of every block near `row`, those at or below it before those above."""
    for first in (row, row + 1, row + 2, row - 1, row - 2):
        for last in range(first, first + MAX_HEADER_ROWS):
            if first >= 0 and last < height:
                yield first, last


def _with_merges(sheet: Sheet, first: int, last: int) -> tuple[int, int]:
    for merge in sheet.merges:
        touches = merge.first_row <= last and merge.last_row >= first
        is_tall = merge.last_row > merge.first_row
        height = max(last, merge.last_row) - min(first, merge.first_row) + 1
        if touches and is_tall and height <= MAX_HEADER_ROWS:
            first, last = min(first, merge.first_row), max(last, merge.last_row)
    return first, last


def _best_form(
    sheet: Sheet, first: int, last: int, context: ReaderContext, titles: str
) -> Header | None:
    headings = [
        path for column in range(sheet.width) for path in _paths(sheet, first, last, column)
    ]
    if len(headings) < 2:
        return None
    found = [_map(form, first, last, headings) for form in context.forms]
    fitting = [header for header in found if _is_enough(header, len(headings), titles)]
    return max(fitting, key=lambda header: len(header.uses), default=None)


def _is_enough(header: Header, headings: int, titles: str) -> bool:
    """Whether so many headings fit that this is the form.

    All required fields; or half of the headings and most required fields; or, under the form's
    own title, a quarter of them.
    """
    mapped = len(header.uses)
    is_mostly_there = len(header.missing) * 2 < len(header.form.required)
    is_titled = any(title in titles for title in header.form.titles)
    if mapped < 2:
        return False
    if not header.missing or (is_titled and mapped * 4 >= headings):
        return True
    return mapped >= 3 and mapped * 2 >= headings and is_mostly_there


def _paths(sheet: Sheet, first: int, last: int, column: int) -> Iterator["_Path"]:
    """The heading path of a column, if it has one."""
    texts = sheet.columns[column]
    own = [row for row in range(first, last + 1) if texts[row] is not None]
    if own:
        leaf_row = own[-1]
        groups = [_group(sheet, row, column) for row in range(first, leaf_row)]
        names = [text for text in groups if text is not None]
        yield _Path(HeadingCell(leaf_row, column, texts[leaf_row]), tuple(dict.fromkeys(names)))


@dataclass(frozen=True, slots=True)
class _Path:
    leaf: HeadingCell
    groups: tuple[str, ...]

    def candidates(self) -> Iterator[str]:
        """Normal forms to look up: group and leaf joined, innermost group first, then the leaf.

        Joined both ways round: 处置 over 日期 is 处置日期, and so is 日期 over 处置.
        """
        leaf = self.leaf.text or ""
        for start in range(len(self.groups) - 1, -1, -1):
            yield from heading_keys("".join((*self.groups[start:], leaf)))
            yield from heading_keys(leaf + self.groups[start])
        yield from heading_keys(leaf)

    def money_unit(self) -> str | None:
        texts = (self.leaf.text or "", *reversed(self.groups))
        return next((unit for unit in map(money_unit, texts) if unit), None)


def _group(sheet: Sheet, row: int, column: int) -> str | None:
    """The text over a column in an upper header row: its own, or that of the merge or the left."""
    own = sheet.columns[column][row]
    if own is not None:
        return own
    for merge in sheet.merges:
        is_inside = merge.first_row <= row <= merge.last_row
        if is_inside and merge.first_column <= column <= merge.last_column:
            return sheet.columns[merge.first_column][merge.first_row]
    if any(merge.first_row <= row <= merge.last_row for merge in sheet.merges):
        return None
    left = (sheet.columns[other][row] for other in range(column - 1, -1, -1))
    return next((text for text in left if text is not None), None)


def _map(form: ReaderForm, first: int, last: int, headings: list[_Path]) -> Header:
    uses: list[ColumnUse] = []
    unrecognised: list[HeadingCell] = []
    repeated: list[HeadingCell] = []
    foreign: list[HeadingCell] = []
    ignored: set[int] = set()
    taken: set[str] = set()
    for path in headings:
        field = next((form.headings[key] for key in path.candidates() if key in form.headings), "")
        unit = path.money_unit() if field in form.money_fields else None
        if not field and letters_only(path.leaf.text or "") in form.ignored:
            ignored.add(path.leaf.column)
        elif not field:
            unrecognised.append(path.leaf)
        elif field in taken:
            repeated.append(path.leaf)
        elif unit is not None and unit not in ACCEPTED_MONEY_UNITS:
            foreign.append(path.leaf)
        else:
            taken.add(field)
            uses.append(ColumnUse(path.leaf.column, field, path.leaf, unit))
    return Header(
        form=form,
        first_row=first,
        last_row=last,
        uses=tuple(uses),
        unrecognised=tuple(unrecognised),
        repeated=tuple(repeated),
        foreign_unit=tuple(foreign),
        ignored_columns=frozenset(ignored),
    )
