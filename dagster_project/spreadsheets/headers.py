"""Where a table's header is and which column holds which field.

A header is one to four rows; with merges (or, in a CSV, blanks to the right) a column's heading
is a path from group to leaf. Looks at heading cells only; rows below are `tables.py`'s.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dagster_project.spreadsheets.context import ReaderContext, ReaderForm
from dagster_project.spreadsheets.grid import Merge, Sheet
from dagster_project.spreadsheets.text import (
    ACCEPTED_MONEY_UNITS,
    heading_keys,
    is_bracketed,
    letters_only,
    money_unit,
    simplified,
    width_folded,
)

MAX_HEADER_ROWS = 4
MAX_HEADING_LENGTH = 60
HEADINGS_IN_DATA = 3
ROWS_BELOW = 50
_WORDS = re.compile(r"[\\/|、\s]+")
_CORNER_WORDS = frozenset(
    ("项目", "指标", "内容", "类别", "分类", "数量", "栏目", "栏次", "名称", "情况", "数据", "单位")
)
_NUMBER = re.compile(r"[0-9][0-9.,]*")
_COUNTED = re.compile(r"[(\[【](?:人次|人|件|个|次|名|条|起|户|份|家|项|批|[万千]?元)[)\]】]$")


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """A heading and where it stands; `text` is the leaf as typed, None where there is none.

    `groups` are the headings over it, outermost first.
    """

    row: int
    column: int
    text: str | None
    groups: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """The heading with those over it: 处置/日期."""
        return "/".join((*self.groups, self.text or ""))


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
    `foreign_unit` money headings in a unit that is not read (千元), `over_several` headings merged
    over further columns of values.
    """

    form: ReaderForm
    first_row: int
    last_row: int
    uses: tuple[ColumnUse, ...]
    unrecognised: tuple[HeadingCell, ...]
    repeated: tuple[HeadingCell, ...]
    foreign_unit: tuple[HeadingCell, ...]
    over_several: tuple[HeadingCell, ...]
    ignored_columns: frozenset[int]

    @property
    def fields(self) -> dict[str, int]:
        """Field name to column, from 0."""
        return {use.field: use.column for use in self.uses}

    @property
    def is_complete(self) -> bool:
        """Whether every heading found its field and no required one is missing."""
        return not (self.missing or self.unused)

    @property
    def unused(self) -> tuple[HeadingCell, ...]:
        """The headings whose column is not used and which are told for it."""
        return (*self.unrecognised, *self.repeated, *self.foreign_unit, *self.over_several)

    @property
    def first_column(self) -> int:
        """The leftmost column with a heading."""
        columns = [use.column for use in self.uses] + [cell.column for cell in self.unused]
        return min([*columns, *self.ignored_columns])

    @property
    def missing(self) -> list[str]:
        """Required fields without a column, in the form's order."""
        present = self.fields
        return [f.name for f in self.form.fields if f.is_required and f.name not in present]


def may_be_header(row: tuple[str | None, ...], context: ReaderContext, cells: int) -> bool:
    """Whether two of the row's first `cells` texts are headings."""
    known = seen = 0
    for text in row:
        if text is None:
            continue
        seen += 1
        if not text.isascii() and len(text) <= MAX_HEADING_LENGTH and _is_known(text, context):
            known += 1
            if known > 1:
                return True
        if seen >= cells:
            return False
    return False


def _is_known(text: str, context: ReaderContext) -> bool:
    return any(key in context.headings for key in heading_keys(text))


def is_header_like(row: tuple[str | None, ...], context: ReaderContext) -> bool:
    """Whether so many of the row's texts are headings that it cannot well be data."""
    texts = [text for text in row if text is not None]
    known = sum(not text.isascii() and _is_known(text, context) for text in texts)
    return known > HEADINGS_IN_DATA and known * 2 >= len(texts)


def headings_at(sheet: Sheet, first: int, last: int) -> list["HeadingPath"]:
    """The heading of every column that rows `first` to `last` give one."""
    merges = [m for m in sheet.merges if m.first_row <= last and m.last_row >= first]
    return [
        path for column in range(sheet.width) for path in _paths(sheet, merges, first, last, column)
    ]


def headers_at(
    first: int, last: int, headings: list["HeadingPath"], context: ReaderContext
) -> list[Header]:
    """What rows `first` to `last` are as a header, under each form that knows enough headings.

    Less than a quarter of them, with required ones missing, is never enough (`form_choice.py`).
    """
    fields = _fields_by_form(headings, context)
    found = []
    for form, names in zip(context.forms, fields, strict=True):
        known = len(headings) - names.count("")
        may_be = known * 4 >= len(headings) or form.row_labels or form.required.issubset(names)
        if known > 1 and may_be:
            found.append(_header(form, first, last, headings, names))
    return found


def _fields_by_form(headings: list["HeadingPath"], context: ReaderContext) -> list[list[str]]:
    """For each form the field that each heading means, '' for none."""
    fields = [[""] * len(headings) for _ in context.forms]
    for place, path in enumerate(headings):
        for key in path.candidates():
            for form, name in context.headings.get(key, ()):
                fields[form][place] = fields[form][place] or name
        if not any(names[place] for names in fields):
            for form, name in _by_words(path, context, is_leftmost=not place):
                fields[form][place] = name
    return fields


def _by_words(
    path: "HeadingPath", context: ReaderContext, is_leftmost: bool
) -> Iterator[tuple[int, str]]:
    r"""The forms and fields that a heading of several words means, each word by itself.

    All words mean the same field (移交日期/移交时间), or the corner over the first column is split
    by a diagonal: one word names the rows, the other only says that there are columns (项目\编号).
    """
    heading = simplified(path.leaf.text or "")
    words = [word for word in _WORDS.split(heading) if word]
    meanings = [_meanings(word, context) for word in words] if len(words) > 1 else []
    may_be_corner = is_leftmost and ("\\" in heading or max(map(len, words), default=0) > 3)
    corners = [may_be_corner and letters_only(word) in _CORNER_WORDS for word in words]
    for form in {form for meaning in meanings for form in meaning}:
        names = {meaning[form] for meaning in meanings if form in meaning}
        is_whole = all(
            form in meaning or (is_corner and not context.forms[form].row_labels)
            for meaning, is_corner in zip(meanings, corners, strict=True)
        )
        if is_whole and len(names) == 1:
            yield form, names.pop()


def _meanings(word: str, context: ReaderContext) -> dict[int, str]:
    """The field that a word means in each form that knows it."""
    meanings: dict[int, str] = {}
    for key in heading_keys(word):
        for form, name in context.headings.get(key, ()):
            meanings.setdefault(form, name)
    return meanings


def blocks_around(row: int, sheet: Sheet) -> Iterator[tuple[int, int]]:
    """First and last row of every block near `row`, those at or below it before those above."""
    for first in (row, row + 1, row + 2, row - 1, row - 2, row - 3):
        if 0 <= first < sheet.height and any(text is not None for text in sheet.rows[first]):
            for last in range(first, min(first + MAX_HEADER_ROWS, sheet.height)):
                yield first, last


def with_merges(sheet: Sheet, first: int, last: int) -> tuple[int, int]:
    """The block with the merges that reach out of it taken in."""
    for merge in sheet.merges:
        touches = merge.first_row <= last and merge.last_row >= first
        is_tall = merge.last_row > merge.first_row
        height = max(last, merge.last_row) - min(first, merge.first_row) + 1
        if touches and is_tall and height <= MAX_HEADER_ROWS:
            first, last = min(first, merge.first_row), max(last, merge.last_row)
    return first, last


def _paths(
    sheet: Sheet, merges: list[Merge], first: int, last: int, column: int
) -> Iterator["HeadingPath"]:
    """The heading path of a column, if it has one."""
    texts = sheet.columns[column]
    own = [row for row in range(first, last + 1) if texts[row] is not None]
    if own:
        leaf_row = own[-1]
        groups = [_group(sheet, merges, row, column) for row in range(first, leaf_row)]
        names = tuple(dict.fromkeys(text for text in groups if text is not None))
        leaf = HeadingCell(leaf_row, column, texts[leaf_row], names)
        yield HeadingPath(leaf, names, _is_over_several(sheet, merges, leaf, last))


def _is_over_several(sheet: Sheet, merges: list[Merge], leaf: HeadingCell, last: int) -> bool:
    """Whether a heading is merged over further columns that have values and no heading below it."""
    return any(
        not any(sheet.columns[column][leaf.row + 1 : last + 1])
        and any(sheet.columns[column][last + 1 : last + 1 + ROWS_BELOW])
        for merge in merges
        if merge.first_column == leaf.column and merge.first_row <= leaf.row <= merge.last_row
        for column in range(leaf.column + 1, min(merge.last_column + 1, sheet.width))
    )


@dataclass(frozen=True, slots=True)
class HeadingPath:
    """A heading with the headings over it, outermost first.

    One that `is_over_several` columns does not tell which of them holds the field.
    """

    leaf: HeadingCell
    groups: tuple[str, ...]
    is_over_several: bool = False

    def candidates(self) -> Iterator[str]:
        """Normal forms to look up: leaf and groups joined, innermost first; then the leaf.

        Joined both ways round: 处置 over 日期 is 处置日期, so is 日期 over 处置; and past a word
        that stands between: 处分, 其中, 党纪 is 党纪处分. A leaf in brackets (元) only adds a unit;
        a number is a value, whatever stands over it.
        """
        leaf, groups = self.leaf.text or "", self.groups
        if _NUMBER.fullmatch(width_folded(leaf).strip()):
            return
        if groups and is_bracketed(leaf):
            leaf, groups = groups[-1] + leaf, groups[:-1]
        for start in range(len(groups) - 1, -1, -1):
            yield from heading_keys("".join((*groups[start:], leaf)))
            yield from heading_keys(leaf + groups[start])
            yield from heading_keys(groups[start] + leaf)
        yield from heading_keys(leaf)

    def money_unit(self) -> str | None:
        """The money unit that the heading names, or else one over it."""
        texts = (self.leaf.text or "", *reversed(self.groups))
        return next((unit for unit in map(money_unit, texts) if unit), None)


def _group(sheet: Sheet, merges: list[Merge], row: int, column: int) -> str | None:
    """The text over a column in an upper header row: its own, or that of the merge or the left."""
    own = sheet.columns[column][row]
    if own is not None:
        return own
    for merge in merges:
        is_inside = merge.first_row <= row <= merge.last_row
        if is_inside and merge.first_column <= column <= merge.last_column:
            return sheet.columns[merge.first_column][merge.first_row]
    if any(merge.first_row <= row <= merge.last_row for merge in merges):
        return None
    left = (sheet.columns[other][row] for other in range(column - 1, -1, -1))
    return next((text for text in left if text is not None), None)


def _header(
    form: ReaderForm, first: int, last: int, headings: list[HeadingPath], names: list[str]
) -> Header:
    uses: list[ColumnUse] = []
    unrecognised: list[HeadingCell] = []
    repeated: list[HeadingCell] = []
    foreign: list[HeadingCell] = []
    over_several: list[HeadingCell] = []
    ignored: set[int] = set()
    taken: set[str] = set()
    money_fields = form.money_fields
    for path, field in zip(headings, names, strict=True):
        unit = path.money_unit() if field in money_fields else None
        if not field and {_plain(path.leaf.text or ""), _plain(path.leaf.full)} & form.ignored:
            ignored.add(path.leaf.column)
        elif not field or (field in form.uncounted and _is_counted(path.leaf.text or "")):
            unrecognised.append(path.leaf)
        elif field in taken:
            repeated.append(path.leaf)
        elif path.is_over_several:
            over_several.append(path.leaf)
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
        over_several=tuple(over_several),
        ignored_columns=frozenset(ignored),
    )


@lru_cache(maxsize=4096)
def _plain(heading: str) -> str:
    return letters_only(heading)


@lru_cache(maxsize=1024)
def _is_counted(heading: str) -> bool:
    """Whether a heading ends with a unit in brackets (件), so that its column holds a count."""
    return bool(_COUNTED.search("".join(simplified(heading).split())))
