"""Delimited text (CSV, TSV) to one sheet of text.

Decodes strictly (a wrong guess would garble Chinese in silence), finds the delimiter, and keeps
rows where Excel shows them, so that addresses hold. The sheet of a CSV has the name ''.
"""

import csv
import io
import re

from dagster_project.spreadsheets.grid import Sheet, Text
from dagster_project.spreadsheets.sniff import UnreadableFileError

DELIMITERS = (",", "\t", ";", "|")
MAX_COLUMNS = 16_384
MAX_BOX_CELLS = 4_000_000
_SEP_LINE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_GUARDED = re.compile(r'^="(.*)"$', re.DOTALL)
_HINT = "请用 Excel 或 WPS 打开检查，另存为 .xlsx 工作簿后重新报送。"


def read_delimited(data: bytes) -> list[Sheet]:
    """Return the one sheet of a delimited text.

    Raises:
        UnreadableFileError: not decodable, a quote is never closed, or the table is too large.
    """
    text = decode(data).replace("\0", "").replace("\r\r\n", "\r\n")
    announced = _SEP_LINE.match(text)
    if announced:
        text = text[announced.end() :]
    delimiter = announced[1] if announced else find_delimiter(text)
    records = _records(text, delimiter)
    while records and not any(cell.strip() for cell in records[-1]):
        records.pop()
    width = max((len(record) for record in records), default=0)
    if width > MAX_COLUMNS or width * len(records) > MAX_BOX_CELLS:
        raise UnreadableFileError(f"文本表格的行列数过多，已拒绝读取。{_HINT}")
    columns: list[list[Text]] = [
        [_clean(record[column]) if column < len(record) else None for record in records]
        for column in range(width)
    ]
    return [Sheet("", columns)]


def decode(data: bytes) -> str:
    """Decode by byte-order mark, else strict UTF-8, else strict GB18030 (which covers GBK)."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(
            f"文本第 {line} 行附近的文字编码无法识别(可能由几个文件拼接，或末尾被截断)。{_HINT}"
        ) from error


def find_delimiter(text: str) -> str:
    """The delimiter that the first lines use most; a comma if none occurs."""
    head = [line for line in text[:65_536].splitlines()[:50] if line]
    most = {mark: max((line.count(mark) for line in head), default=0) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: most[mark])


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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_strict)
    records: list[list[str]] = []
    line = 0
    try:
        for record in reader:
            records.append(record)
            line = reader.line_num
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise _UnclosedQuoteError(line + 1) from error
        raise
    return records


def _clean(cell: str) -> Text:
    """The text of a cell without the guards (="010104", a leading tab) that keep zeros."""
    guarded = _GUARDED.match(cell)
    text = guarded[1] if guarded else cell.lstrip("\t")
    return text if text and not text.isspace() else None
