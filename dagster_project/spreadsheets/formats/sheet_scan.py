"""One pass over a sheet's XML for what the cell reader does not tell.

Merges, formulas without a stored value, error cells, and how far the cells reach. Bytes and
regular expressions on purpose: an XML parse would cost four times the reading itself. Cell values
are `xlsx.py`'s.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dagster_project.spreadsheets.formats.limits import MAX_FILLED_CELLS, MAX_MERGES, TOO_LARGE
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.grid import Merge, column_index

_CHUNK = 8 << 20
_OVERLAP = 512
_REF = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")
_ATTRIBUTE_R = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ROW_NUMBER = re.compile(rb'[^>]*?\br="([0-9]+)"')
_APOSTROPHES = re.compile(rb"""='([^'"<>]*)'""")
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*:)?worksheet\b")

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the XML of a sheet says beside its values; cells are (row, column) from 0.

    `box_rows` and `box_columns` bound the cells that hold something, counted from A1; they may
    be larger than the truth, never smaller; `filled_cells` is how many there are, 0 if not asked
    for. `is_addressed` is False where cells carry no address.
    """

    merges: tuple[Merge, ...]
    errors: dict[Cell, str]
    uncomputed: tuple[Cell, ...]
    box_rows: int
    box_columns: int
    filled_cells: int
    is_addressed: bool


@dataclass(frozen=True)
class _Patterns:
    cell: re.Pattern[bytes]
    filled_cell: re.Pattern[bytes]
    content: re.Pattern[bytes]
    row: re.Pattern[bytes]
    merge: re.Pattern[bytes]
    error: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    cell_start: bytes
    row_start: bytes


@lru_cache(maxsize=16)
def _patterns(prefix: bytes) -> _Patterns:
    p = re.escape(prefix)

    def compiled(pattern: bytes) -> re.Pattern[bytes]:
        return re.compile(pattern.replace(b"<", b"<" + p).replace(b"<" + p + b"/", b"</" + p))

    return _Patterns(
        cell=compiled(rb'<c(?:\s[^>]*?\br="([A-Z]+)|(?=[\s/>]))'),
        filled_cell=compiled(rb'<c\s[^>]*?r="([A-Z]+)([0-9]+)"(?:[^>]*[^/>])?>(?!</c>)'),
        content=compiled(rb"<(?:v|is|f)[\s>]"),
        row=compiled(rb'<row(?:\s[^>]*?\br="([0-9]+)"|(?=[\s/>]))'),
        merge=compiled(rb'<mergeCell\s[^>]*?ref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"'),
        error=compiled(
            rb'<c\s([^>]*?\bt="e"[^>]*)>(?:<f[^>]*/>|<f[^>]*>[^\x3c]*</f>)?<v>([^\x3c]*)</v>'
        ),
        formula=compiled(
            rb"<c\s([^>]*)>\s*<f(?:\s[^>]*/>|/>|(?:\s[^>]*)?>[^\x3c]*</f>)"
            rb"\s*(?:<v[^>]*>([^\x3c]*)</v>)?"
        ),
        cell_start=b"<" + prefix + b"c",
        row_start=b"<" + prefix + b"row",
    )


def scan_sheet(xml: bytes, max_cells: int, *, is_counted: bool = True) -> SheetFacts:
    """Read the facts off a sheet part.

    Args:
        xml: the part.
        max_cells: the box above which a closer look is taken: the quick bound counts formatted
            blank cells too, so only then are the cells with content looked at one by one.
        is_counted: whether to count the cells that hold something; needless in a small workbook.

    Raises:
        UnreadableFileError: it has more formulas or merges than are read.
    """
    if b"'" in xml and b"='" in xml:
        xml = _APOSTROPHES.sub(rb'="\1"', xml)
    root = _ROOT.search(xml, 0, 4096)
    prefix = (root[1] or b"") if root else b""
    patterns = _patterns(prefix)
    filled_cells = _count_filled(xml, prefix) if is_counted else 0
    box_rows, box_columns, is_addressed = _quick_box(xml, patterns)
    if box_rows * box_columns > max_cells:
        closer = _filled_box if is_addressed else _filled_box_by_place
        box_rows, box_columns = closer(xml, patterns)
    return SheetFacts(
        merges=tuple(_merges(xml, patterns)),
        errors=dict(_errors(xml, patterns)),
        uncomputed=tuple(_uncomputed(xml, patterns)),
        box_rows=box_rows,
        box_columns=box_columns,
        filled_cells=filled_cells,
        is_addressed=is_addressed,
    )


def _count_filled(xml: bytes, prefix: bytes) -> int:
    """How many cells hold something, by the elements that hold it.

    Raises:
        UnreadableFileError: there are more, or more formulas or merges, than are read.
    """
    start = b"<" + prefix
    values = sum(xml.count(start + name) for name in (b"v>", b"v ", b"is>", b"is "))
    formulas = xml.count(start + b"f>") + xml.count(start + b"f ")
    if formulas > MAX_FILLED_CELLS or xml.count(start + b"mergeCell ") > MAX_MERGES:
        raise UnreadableFileError(TOO_LARGE)
    return values


def _chunks(xml: bytes) -> Iterator[tuple[int, int]]:
    for start in range(0, len(xml), _CHUNK):
        yield start, min(len(xml), start + _CHUNK + _OVERLAP)


def _quick_box(xml: bytes, patterns: _Patterns) -> tuple[int, int, bool]:
    letters: set[bytes] = set()
    last_row = rows = 0
    for start, end in _chunks(xml):
        letters.update(patterns.cell.findall(xml, start, end))
        numbers = patterns.row.findall(xml, start, end)
        rows += len(numbers)
        last_row = max(last_row, max((int(number) for number in numbers if number), default=0))
    is_addressed = b"" not in letters
    width = max((column_index(name.decode()) + 1 for name in letters if name), default=0)
    if is_addressed:
        return max(last_row, rows), width, True
    in_one_row = max(part.count(patterns.cell_start) for part in xml.split(patterns.row_start))
    return max(last_row, rows), max(width, in_one_row), False


def _filled_box(xml: bytes, patterns: _Patterns) -> tuple[int, int]:
    rows = 0
    letters: set[bytes] = set()
    for start, end in _chunks(xml):
        for match in patterns.filled_cell.finditer(xml, start, end):
            letters.add(match[1])
            rows = max(rows, int(match[2]))
    return rows, max((column_index(name.decode()) + 1 for name in letters), default=0)


def _filled_box_by_place(xml: bytes, patterns: _Patterns) -> tuple[int, int]:
    """As `_filled_box` where cells carry no address: their place in the row counts."""
    last_row = width = 0
    for place, part in enumerate(xml.split(patterns.row_start)[1:], start=1):
        if patterns.content.search(part) is None:
            continue
        number = _ROW_NUMBER.match(part)
        last_row = max(last_row, place, int(number[1]) if number else 0)
        letters = [column_index(name.decode()) + 1 for name in patterns.cell.findall(part) if name]
        width = max([width, part.count(patterns.cell_start), *letters])
    return last_row, width


def _merges(xml: bytes, patterns: _Patterns) -> Iterator[Merge]:
    ranges = patterns.merge.findall(xml, max(0, xml.rfind(b"sheetData")))  # they follow the cells
    if len(ranges) > MAX_MERGES:
        raise UnreadableFileError(TOO_LARGE)
    for first, last in ranges:
        top, left = _cell(first)
        bottom, right = _cell(last)
        yield Merge(top, left, bottom, right)


def _cell(reference: bytes) -> Cell:
    match = _REF.fullmatch(reference)
    if match is None:
        return 0, 0
    return int(match[2]) - 1, column_index(match[1].decode())


def _errors(xml: bytes, patterns: _Patterns) -> Iterator[tuple[Cell, str]]:
    if b't="e"' not in xml:
        return
    for attributes, text in patterns.error.findall(xml):
        match = _ATTRIBUTE_R.search(attributes)
        if match:
            yield _cell(match[1] + match[2]), text.decode("utf-8", "replace")


def _uncomputed(xml: bytes, patterns: _Patterns) -> Iterator[Cell]:
    """Cells with a formula and no stored value; a stored empty text (t="str") is a value."""
    if patterns.cell_start[:-1] + b"f" not in xml:
        return
    for attributes, value in patterns.formula.findall(xml):
        if value or b't="str"' in attributes:
            continue
        match = _ATTRIBUTE_R.search(attributes)
        if match:
            yield _cell(match[1] + match[2])
