"""The texts of a file's cells, read with nothing of the project, for tests that look themselves.

Knows the containers that the demonstration sends. Whole numbers have no point, dates are ISO.
"""

import csv
import io
import warnings
import zipfile
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from xml.etree import ElementTree  # of files that the demonstration wrote

import openpyxl
import xlrd

Cells = dict[tuple[int, int], str]
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"


def cells_in(data: bytes) -> dict[str, Cells]:
    """Return the texts of cells that are not blank, by sheet and (row, column) from 1."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "content.xml" in package.namelist():
                return _open_document(package.read("content.xml"))
        return _workbook(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_workbook(data)
    if data.startswith(b"<?xml"):
        return _spreadsheetml(data)
    if data.lstrip()[:5].lower() == b"<html":
        page = _Page()
        page.feed(_decoded(data))
        return {"": page.cells}
    return {"": _delimited(_decoded(data))}


def plain(value: object) -> str:
    """Return the text of a cell's value."""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def _filled(cells: dict[tuple[int, int], object]) -> Cells:
    return {place: plain(value) for place, value in cells.items() if value not in (None, "")}


def _workbook(data: bytes) -> dict[str, Cells]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        sheet.title: _filled(
            {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row}
        )
        for sheet in book.worksheets
    }


def _old_workbook(data: bytes) -> dict[str, Cells]:
    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
    found = {}
    for sheet in book.sheets():
        cells: dict[tuple[int, int], object] = {}
        for row in range(sheet.nrows):
            for column, cell in enumerate(sheet.row(row)):
                is_date = cell.ctype == xlrd.XL_CELL_DATE
                value = (
                    xlrd.xldate_as_datetime(cell.value, book.datemode) if is_date else cell.value
                )
                cells[row + 1, column + 1] = value
        found[sheet.name] = _filled(cells)
    return found


def _open_document(data: bytes) -> dict[str, Cells]:
    found = {}
    for table in ElementTree.fromstring(data).iter(f"{_TABLE}table"):  # noqa: S314
        cells: Cells = {}
        row = 0
        for line in table.iter(f"{_TABLE}table-row"):
            row += 1
            column = 0
            for cell in line:
                column += 1
                text = _open_text(cell)
                if text:
                    cells[row, column] = text
                column += int(cell.get(f"{_TABLE}number-columns-repeated", "1")) - 1
            row += int(line.get(f"{_TABLE}number-rows-repeated", "1")) - 1
        found[table.get(f"{_TABLE}name", "")] = cells
    return found


def _open_text(cell: ElementTree.Element) -> str:
    value = cell.get(f"{_OFFICE}value")
    if value is not None:
        return plain(float(value))
    if cell.get(f"{_OFFICE}date-value"):
        return str(cell.get(f"{_OFFICE}date-value"))[:10]
    return "\n".join(_paragraph(part) for part in cell.findall(f"{_TEXT}p"))


def _paragraph(part: ElementTree.Element) -> str:
    text = part.text or ""
    for child in part:
        text += {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t"}.get(child.tag, "") + (child.tail or "")
    return text


def _spreadsheetml(data: bytes) -> dict[str, Cells]:
    found = {}
    for sheet in ElementTree.fromstring(data).iter(f"{_SHEET}Worksheet"):  # noqa: S314
        cells: Cells = {}
        row = 0
        for line in sheet.iter(f"{_SHEET}Row"):
            row = int(line.get(f"{_SHEET}Index", row + 1))
            column = 0
            for cell in line.iter(f"{_SHEET}Cell"):
                column = int(cell.get(f"{_SHEET}Index", column + 1))
                part = cell.find(f"{_SHEET}Data")
                if part is not None and part.text:
                    is_date = part.get(f"{_SHEET}Type") == "DateTime"
                    cells[row, column] = part.text[:10] if is_date else part.text
                column += int(cell.get(f"{_SHEET}MergeAcross", "0"))
        found[sheet.get(f"{_SHEET}Name", "")] = cells
    return found


class _Page(HTMLParser):
    """The first table of a web page, with its spans."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: Cells = {}
        self.taken: set[tuple[int, int]] = set()
        self.row = self.column = 0
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "tr":
            self.row, self.column = self.row + 1, 0
        elif tag in ("td", "th"):
            self.column += 1
            while (self.row, self.column) in self.taken:
                self.column += 1
            rows, columns = (int(told.get(name) or 1) for name in ("rowspan", "colspan"))
            for row in range(self.row, self.row + rows):
                self.taken |= {(row, self.column + step) for step in range(columns)}
            self.is_inside = True
        elif tag == "br" and self.is_inside:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = self.is_inside and tag not in ("td", "th", "tr")

    def handle_data(self, data: str) -> None:
        if self.is_inside and data != "\xa0":
            place = (self.row, self.column)
            self.cells[place] = self.cells.get(place, "") + data


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _delimited(text: str) -> Cells:
    lines = text.splitlines()[:50]
    delimiter = max(",\t;", key=lambda mark: max(line.count(mark) for line in lines))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return {
        (number, column): cell
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row, start=1)
        if cell
    }
