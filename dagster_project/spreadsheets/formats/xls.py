"""An old workbook (.xls, or .et of WPS: BIFF5 or BIFF8 in an OLE file) to sheets of text.

Values come from xlrd, which decodes the Chinese code pages that other readers garble; it is
imported only when such a file arrives. A cell here gives the text that `xlsx.py` gives for it.
"""

import re
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from dagster_project.spreadsheets.formats.cell_text import cell_texts
from dagster_project.spreadsheets.formats.limits import TOO_LARGE, Allowance
from dagster_project.spreadsheets.formats.moments import moment
from dagster_project.spreadsheets.formats.ole import (
    check_directory,
    is_container,
    with_true_count_of_texts,
)
from dagster_project.spreadsheets.formats.refusals import (
    ENCRYPTED,
    LARGE_OLD,
    VERY_OLD,
    damaged_ole,
    not_a_workbook,
)
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.grid import Merge, Sheet

if TYPE_CHECKING:
    import xlrd

BIFF4, BIFF8 = 40, 80
SMALLEST_CELL = 6
MAX_FILE = 24 << 20
_CHINESE = "gb18030"
_SINGLE_BYTE = "charmap"
_CHINESE_PAGES = (936, 950, 54936)
_EMPTY, _DATE, _BOOLEAN, _ERROR, _BLANK = 0, 3, 4, 5, 6
_NOTHING = bytes((_EMPTY, _BLANK))
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")


def read_xls(data: bytes) -> list[Sheet]:
    """Return the worksheets of an old workbook in their order, hidden ones marked.

    Raises:
        UnreadableFileError: it is encrypted, damaged, too old or large, or no workbook at all.
    """
    if len(data) > MAX_FILE:
        raise UnreadableFileError(LARGE_OLD)
    try:
        if is_container(data):
            check_directory(data)
        return _decoded(data)
    except UnreadableFileError:
        raise
    except AssertionError as error:
        return _mended(data, error)
    except MemoryError as error:
        raise UnreadableFileError(TOO_LARGE) from error
    except Exception as error:
        # xlrd meets damage with whatever its code trips over: assertions, indices, recursion.
        raise UnreadableFileError(_refusal(str(error), data)) from error


def _mended(data: bytes, fault: AssertionError) -> list[Sheet]:
    """The sheets of a workbook that announces more shared texts than it has; else the refusal."""
    try:
        records = with_true_count_of_texts(data)
        if records is not None:
            return _decoded(records)
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError(_refusal(str(error), data)) from error
    raise UnreadableFileError(_refusal(str(fault), data)) from fault


def _refusal(reason: str, data: bytes) -> str:
    """What to tell the sender where xlrd gave up for this reason."""
    if reason == "Workbook is encrypted":
        return ENCRYPTED
    return not_a_workbook(data) if "Can't find workbook" in reason else damaged_ole(data)


def _decoded(data: bytes) -> list[Sheet]:
    """The sheets, read a second time as Chinese where an old file does not say what it is."""
    try:
        book = _open(data, None)
        codepage, encoding, is_old = book.codepage, book.encoding, book.biff_version < BIFF8
        sheets = _sheets(data, book)
    except LookupError as error:  # a code page that Python does not know, such as 54936
        if type(error) is not LookupError:
            raise
        return _sheets(data, _open(data, _CHINESE))
    except UnicodeDecodeError as error:  # bytes that the Western code page it names does not have
        if error.encoding != _SINGLE_BYTE:
            raise
        return _sheets(data, _open(data, _CHINESE))
    if is_old and codepage not in _CHINESE_PAGES and _is_chinese(sheets, encoding):
        return _sheets(data, _open(data, _CHINESE))
    return sheets


def _open(data: bytes, encoding: str | None) -> "xlrd.Book":
    import xlrd

    book = xlrd.open_workbook(
        file_contents=data,
        logfile=StringIO(),
        encoding_override=encoding,
        formatting_info=True,  # merged ranges and number formats come only with it
        on_demand=True,
        ragged_rows=True,
    )
    if book.biff_version < BIFF4:
        raise UnreadableFileError(VERY_OLD)
    return book


def _is_chinese(sheets: list[Sheet], encoding: str) -> bool:
    """Whether texts decoded as a Western code page are pairs of bytes, as Chinese ones are."""
    texts = [text for sheet in sheets for column in sheet.columns for text in column if text]
    texts += [sheet.name for sheet in sheets]
    try:
        written = "\n".join(texts).encode(encoding)
        written.decode(_CHINESE)
    except UnicodeError:
        return False
    runs = _HIGH_BYTES.findall(written)
    return 4 * sum(len(run) % 2 for run in runs) < len(runs)


def _sheets(data: bytes, book: "xlrd.Book") -> list[Sheet]:
    sheets = []
    cells = 0
    allowance = Allowance()
    for number in range(book.nsheets):
        page = book.sheet_by_index(number)
        kinds = [page.row_types(row).tobytes() for row in range(page.nrows)]
        lengths = [len(row.rstrip(_NOTHING)) for row in kinds]
        filled = sum(len(row.translate(None, _NOTHING)) for row in kinds)
        height = max((row + 1 for row, length in enumerate(lengths) if length), default=0)
        width = max(lengths, default=0)
        allowance.take_box(height, width)
        allowance.take_cells(filled, 0)
        cells += filled
        if cells * SMALLEST_CELL > len(data):  # sheets that share their records multiply them
            raise UnreadableFileError(damaged_ole(data))
        rows = [_values(book, page, row, width) for row in range(height)]
        columns = [cell_texts(column) for column in zip(*rows, strict=True)]
        merges = tuple(
            Merge(top, left, bottom - 1, right - 1)
            for top, bottom, left, right in page.merged_cells
        )
        sheets.append(Sheet(page.name, columns, merges, page.visibility != 0))
        book.unload_sheet(number)
    return sheets


def _values(book: "xlrd.Book", page: "xlrd.sheet.Sheet", row: int, width: int) -> Iterator[object]:
    """The values of a row, as many as the sheet is wide."""
    import xlrd

    kinds, values = page.row_types(row), page.row_values(row)
    for column in range(width):
        kind = kinds[column] if column < len(kinds) else _EMPTY
        if kind in (_EMPTY, _BLANK):
            yield ""
        elif kind == _DATE:
            number_format = _format(book, page.cell_xf_index(row, column))
            yield moment(values[column], book.datemode == 1, number_format)
        elif kind == _BOOLEAN:
            yield bool(values[column])
        elif kind == _ERROR:
            code = values[column]
            yield xlrd.error_text_from_code.get(code, f"#ERR{code}")
        else:
            yield values[column]


def _format(book: "xlrd.Book", style: int) -> str:
    number_format: str = book.format_map[book.xf_list[style].format_key].format_str
    return number_format
