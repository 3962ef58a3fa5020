"""Delimited text (CSV, TSV, the "Unicode text" of Excel) to one sheet of text.

Finds the delimiter, and keeps rows where Excel shows them, so that addresses hold. The sheet of a
CSV has the name ''. Bytes become text in `encodings.py`.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator

from dagster_project.spreadsheets.formats.cell_text import CUT_TEXT
from dagster_project.spreadsheets.formats.encodings import CUT_CHARACTER, decode
from dagster_project.spreadsheets.formats.limits import (
    MAX_BOX_CELLS,
    MAX_CELL_TEXT,
    MAX_COLUMNS,
    MAX_PLAIN_FILE,
    MAX_ROWS,
    Allowance,
)
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.grid import Sheet, Text

DELIMITERS = (",", "\t", ";", "|")
LINES_LOOKED_AT = 50
MAX_LINES = 2 * MAX_ROWS
_SEP_LINE = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_QUOTED = re.compile(r'"[^"]*"')
_GUARDED = re.compile(r'^="(.*)"$', re.DOTALL)
_APOSTROPHE = re.compile(r"'(?=[0-9=+\-@])")
_HINT = "请用 Excel 或 WPS 打开检查，另存为 .xlsx 工作簿后重新报送。"
_TOO_LONG = f'文本里有一个单元格的文字过长，已拒绝读取，可能是引号(")没有成对。{_HINT}'
_TOO_MANY = f"文本表格的行列数过多，已拒绝读取。{_HINT}"


def read_delimited(data: bytes) -> list[Sheet]:
    """Return the one sheet of a delimited text.

    Raises:
        UnreadableFileError: not decodable, a quote is never closed, lines are delimited in
            different ways, or the table is too large.
    """
    if len(data) > MAX_PLAIN_FILE:
        raise UnreadableFileError(_TOO_MANY)
    text = decode(data).replace("\0", "").replace("\r\r\n", "\r\n")
    announced = _SEP_LINE.match(text)
    if announced:
        text = text[announced.end() :]
    delimiter = announced[1] if announced else find_delimiter(text)
    lines = text.count("\n") + text.count("\r")
    if text.count(delimiter) > MAX_BOX_CELLS or lines > MAX_LINES:
        raise UnreadableFileError(_TOO_MANY)
    records = _records(text, delimiter)
    if not announced:
        _refuse_mixed(records, delimiter)
    if text.endswith(CUT_CHARACTER):
        records[-1][-1] = CUT_TEXT
    return [Sheet("", _columns(records))]


def find_delimiter(text: str) -> str:
    """The delimiter that most of the first lines use the same number of times; else a comma."""
    lines = [_QUOTED.sub("", match[0]) for match in _first_lines(text)]
    uses = {}
    for mark in DELIMITERS:
        counts = Counter(count for line in lines if (count := line.count(mark)))
        uses[mark] = max((count * times for count, times in counts.items()), default=0)
    return max(DELIMITERS, key=lambda mark: uses[mark])


def _first_lines(text: str) -> Iterator[re.Match[str]]:
    for number, match in enumerate(_LINE.finditer(text, 0, 65_536)):
        if number == LINES_LOOKED_AT:
            return
        yield match


def _records(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(1 << 26)
    try:
        return _parse(text, delimiter, is_strict=True)
    except _UnclosedQuoteError as error:
        raise UnreadableFileError(
            f'文本第 {error.args[0]} 行的引号(")没有成对，后面的内容无法分列。{_HINT}'
        ) from error
    except csv.Error:
        return _parse(text, delimiter, is_strict=False)


class _UnclosedQuoteError(Exception):
    """A quote that opens on the line told is never closed."""


def _parse(text: str, delimiter: str, is_strict: bool) -> list[list[str]]:
    lines = (match[0] for match in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=delimiter, strict=is_strict)
    records: list[list[str]] = []
    line = 0
    try:
        for record in reader:
            if len(record) > MAX_COLUMNS or len(records) == MAX_ROWS:
                raise UnreadableFileError(_TOO_MANY)
            records.append(record)
            line = reader.line_num
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise _UnclosedQuoteError(line + 1) from error
        raise
    while records and not any(cell.strip() for cell in records[-1]):
        records.pop()
    return records


def _refuse_mixed(records: list[list[str]], delimiter: str) -> None:
    """Refuse lines that are one field here and as many as the others by another delimiter."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    width = widths.most_common(1)[0][0] if widths else 0
    if width <= 2:
        return
    others = [mark for mark in DELIMITERS if mark != delimiter]
    strange = [
        row
        for row, record in enumerate(records, start=1)
        if len(record) == 1 and any(record[0].count(mark) == width - 1 for mark in others)
    ]
    if strange:
        where = "、".join(map(str, strange[:5])) + (" 等" if len(strange) > 5 else "")
        raise UnreadableFileError(
            f"文本各行的分隔符不一样，列数不一致：第 {where} 行与其他行不同，无法分列。{_HINT}"
        )


def _columns(records: list[list[str]]) -> list[list[Text]]:
    width = max((len(record) for record in records), default=0)
    allowance = Allowance()
    if width * len(records) > MAX_BOX_CELLS:
        raise UnreadableFileError(_TOO_MANY)
    columns: list[list[Text]] = []
    for number in range(width):
        column = [_clean(record[number]) if number < len(record) else None for record in records]
        lengths = [len(text) for text in column if text is not None]
        allowance.take_cells(len(lengths), sum(lengths))
        if max(lengths, default=0) > MAX_CELL_TEXT:
            raise UnreadableFileError(_TOO_LONG)
        columns.append(column)
    return columns


def _clean(cell: str) -> Text:
    """The text of a cell without the guards (="010104", a leading tab or ') that keep zeros."""
    if not cell or cell.isspace():
        return None
    if cell[0] == "=":
        guarded = _GUARDED.match(cell)
        return (guarded[1] or None) if guarded else cell
    text = cell.lstrip("\t")
    return text[1:] if _APOSTROPHE.match(text) else text
