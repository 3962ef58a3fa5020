"""An Excel 2003 XML table (SpreadsheetML, named .xml or .xls) to sheets of text.

Web systems export it, often in GB2312, which XML parsers do not know: the bytes are decoded
before they are parsed. A cell here gives the text that `xlsx.py` gives for it.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dagster_project.spreadsheets.formats import refusals as say
from dagster_project.spreadsheets.formats.cell_text import UNCOMPUTED, cell_text, number_in
from dagster_project.spreadsheets.formats.encodings import decode
from dagster_project.spreadsheets.formats.limits import MAX_PLAIN_FILE, TOO_LARGE, Allowance
from dagster_project.spreadsheets.formats.moments import (
    is_date_format,
    is_elapsed,
    moment,
    moment_in,
)
from dagster_project.spreadsheets.formats.sheet_draft import SheetDraft
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.formats.xml_events import Attributes, walk
from dagster_project.spreadsheets.grid import Sheet, Text

_SS = "urn:schemas-microsoft-com:office:spreadsheet}"
_X = "urn:schemas-microsoft-com:office:excel}"
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DAY_ZERO = (date(1899, 12, 30), date(1899, 12, 31))
_DAY_ZERO_1904 = (date(1904, 1, 1),)


def read_spreadsheetml(data: bytes) -> list[Sheet]:
    """Return the worksheets in their order, hidden ones marked.

    Raises:
        UnreadableFileError: it is damaged, too large, or has a document type (entities).
    """
    if len(data) > MAX_PLAIN_FILE:
        raise UnreadableFileError(TOO_LARGE)
    declared = _DECLARED.match(data.lstrip()[:400])
    text = decode(data, declared[1].decode() if declared else None).lstrip("\ufeff \t\r\n")
    book = _Book()
    walk(text, book.start, book.end, book.text)
    if not book.is_workbook:
        raise UnreadableFileError(say.OTHER_XML)
    return [draft.sheet() for draft in book.drafts]


@dataclass
class _Cell:
    """A cell that is being met."""

    column: int
    attributes: Attributes
    kind: str | None = None
    pieces: list[str] = field(default_factory=list)


@dataclass
class _Book:
    """What is known of the workbook at the element that is being met."""

    drafts: list[SheetDraft] = field(default_factory=list)
    is_workbook: bool = False
    _allowance: Allowance = field(default_factory=Allowance)
    _formats: dict[str, str] = field(default_factory=dict)
    _style: str = ""
    _is_1904: bool = False
    _is_in_row: bool = False
    _row: int = 0
    _span: int = 0
    _column: int = 0
    _cell: _Cell | None = None
    _is_in_data: bool = False
    _skipped: int = 0
    _visible: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """Meet the start of an element."""
        if self._skipped:
            self._skipped += 1
        elif self._cell is not None:
            self._start_in_cell(self._cell, name, attributes)
        elif self._is_in_row:
            self._start_in_row(name, attributes)
        elif self.drafts and name == f"{_SS}Row":
            self._row = _place(attributes, self._row)
            self._span = _number(attributes, "Span")
            self._is_in_row, self._column = True, 0
        elif name == f"{_SS}Worksheet":
            self.drafts.append(SheetDraft(attributes.get(f"{_SS}Name", ""), self._allowance))
            self._row = 0
        elif name == f"{_X}Visible" and self.drafts:
            self._visible = []
        else:
            self._start_before(name, attributes)

    def end(self, name: str) -> None:
        """Meet the end of an element."""
        if self._skipped:
            self._skipped -= 1
        elif self._is_in_data:
            self._is_in_data = name != f"{_SS}Data"
        elif self._cell is not None:
            if name == f"{_SS}Cell":
                self._put(self._cell)
                self._cell = None
        elif self._is_in_row and name == f"{_SS}Row":
            self._row += 1 + self._span
            self._is_in_row = False
        elif self._visible is not None and name == f"{_X}Visible":
            self.drafts[-1].is_hidden = "".join(self._visible).strip() != "SheetVisible"
            self._visible = None

    def text(self, text: str) -> None:
        """Meet text."""
        if self._skipped:
            return
        if self._is_in_data and self._cell is not None:
            self._cell.pieces.append(text)
        elif self._visible is not None:
            self._visible.append(text)

    def _start_before(self, name: str, attributes: Attributes) -> None:
        """Number formats and the date system stand before the sheets."""
        if name == f"{_SS}Workbook":
            self.is_workbook = True
        elif name == f"{_SS}Style":
            self._style = attributes.get(f"{_SS}ID", "")
        elif name == f"{_SS}NumberFormat":
            self._formats[self._style] = attributes.get(f"{_SS}Format", "")
        elif name == f"{_X}Date1904":
            self._is_1904 = True

    def _start_in_row(self, name: str, attributes: Attributes) -> None:
        if name == f"{_SS}Cell":
            self._column = _place(attributes, self._column)
            self._cell = _Cell(self._column, attributes)
            self._column += 1 + _number(attributes, "MergeAcross")
        else:
            self._skipped = 1

    def _start_in_cell(self, cell: _Cell, name: str, attributes: Attributes) -> None:
        """Data is the value, with whatever marks up its text; comments are passed over."""
        if self._is_in_data:
            return
        if name == f"{_SS}Data":
            cell.kind = attributes.get(f"{_SS}Type", "String")
            self._is_in_data = True
        else:
            self._skipped = 1

    def _put(self, cell: _Cell) -> None:
        draft = self.drafts[-1]
        draft.put(self._row, cell.column, self._value(cell))
        rows = 1 + _number(cell.attributes, "MergeDown")
        draft.merge(self._row, cell.column, rows, 1 + _number(cell.attributes, "MergeAcross"))

    def _value(self, cell: _Cell) -> Text:
        text = "".join(cell.pieces)
        if cell.kind is None or (not text and cell.kind != "String"):
            return UNCOMPUTED if f"{_SS}Formula" in cell.attributes else None
        number_format = self._formats.get(cell.attributes.get(f"{_SS}StyleID", "Default"), "")
        if cell.kind == "Number":
            number = number_in(text)
            if number is None:
                return text
            is_date = is_date_format(number_format)
            return cell_text(moment(number, self._is_1904, number_format) if is_date else number)
        if cell.kind == "Boolean":
            return cell_text(text.strip().lower() in ("1", "true"))
        return self._moment(text, number_format) if cell.kind == "DateTime" else text

    def _moment(self, text: str, number_format: str) -> Text:
        """A date, or the time or duration that stands on the day before all days."""
        instant = moment_in(text)
        if instant is None:
            return text
        zero = _DAY_ZERO_1904 if self._is_1904 else _DAY_ZERO
        if is_elapsed(number_format):
            return cell_text(_passed(instant, zero[-1]))
        return cell_text(instant.time() if instant.date() in zero else instant)


def _passed(instant: datetime, zero: date) -> timedelta:
    """The duration that is written as a moment after day zero; 1900 counts as a leap year."""
    passed = instant - datetime(zero.year, zero.month, zero.day)
    return passed + timedelta(days=1) if zero.year < 1900 and passed.days >= 60 else passed


def _place(attributes: Attributes, following: int) -> int:
    """Where a row or cell stands, counted from 0; ss:Index jumps over blank ones, never back."""
    if f"{_SS}Index" not in attributes:
        return following
    index = _number(attributes, "Index")
    if index <= following:
        raise UnreadableFileError(say.DAMAGED_XML)
    return index - 1


def _number(attributes: Attributes, name: str) -> int:
    text = attributes.get(f"{_SS}{name}")
    if text is None:
        return 0
    if not (text.isascii() and text.isdigit()):
        raise UnreadableFileError(say.DAMAGED_XML)
    return int(text[:12])
