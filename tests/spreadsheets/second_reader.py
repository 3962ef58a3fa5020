"""The cells of a file as another reader gives them, in the words of this one.

Independent of `dagster_project.spreadsheets`: openpyxl for .xlsx, xlrd for .xls, csv for text,
calamine for .ods. Only what they say is put into the same words (whole
numbers without a point, ISO dates); where they cannot read a file there is nothing to compare.
"""

import csv
import io
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import python_calamine
import xlrd

Cells = dict[tuple[int, int], str]
Sheets = dict[str, Cells]


class CannotReadError(Exception):
    """The second reader gives up on the file."""


def words(value: object) -> str | None:
    """The text wanted for a value; None for a blank one."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return number(float(value)) if isinstance(value, float) else str(value)
    if isinstance(value, datetime):
        rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        shown = rounded.isoformat(sep=" ")
        return shown.removesuffix(" 00:00:00")
    if isinstance(value, time):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return value.isoformat() if isinstance(value, date) else str(value)


def number(value: float) -> str:
    """A number with all its digits and no exponent."""
    if value == 0:
        return "0"
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def by_openpyxl(data: bytes) -> Sheets:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data))
    except Exception as error:  # whatever it trips over, it has nothing to say
        raise CannotReadError(str(error)) from error
    sheets: Sheets = {}
    for sheet in values.worksheets:
        cells: Cells = {}
        written = formulas[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                text = words(cell.value)
                formula = written.cell(cell.row, cell.column)
                if text is None and formula.data_type == "f" and cell.value is None:
                    text = "#公式未计算"
                if text is not None:
                    cells[cell.row - 1, cell.column - 1] = text
        sheets[sheet.title] = cells
    return sheets


def by_xlrd(data: bytes) -> Sheets:
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True)
        return {page.name: _page(book, page) for page in book.sheets()}
    except Exception as error:  # whatever it trips over, it has nothing to say
        raise CannotReadError(str(error)) from error


def _page(book: xlrd.Book, page: xlrd.sheet.Sheet) -> Cells:
    cells: Cells = {}
    for row in range(page.nrows):
        for column in range(page.ncols):
            cell = page.cell(row, column)
            value: object = cell.value
            if cell.ctype == xlrd.XL_CELL_BOOLEAN:
                value = bool(value)
            elif cell.ctype == xlrd.XL_CELL_ERROR:
                value = xlrd.error_text_from_code[cell.value]
            elif cell.ctype == xlrd.XL_CELL_DATE:
                value = _date(cell.value, book.datemode)
            text = words(value)
            if text is not None:
                cells[row, column] = text
    return cells


def _date(serial: float, datemode: int) -> object:
    try:
        if 0 <= serial < 1:
            return (datetime(2000, 1, 1) + timedelta(days=serial)).time()
        return xlrd.xldate_as_datetime(serial, datemode)
    except (ValueError, OverflowError):
        return serial


def by_csv(text: str, delimiter: str) -> Sheets:
    csv.field_size_limit(1 << 26)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    cells = {
        (number, column): value
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value.strip()
    }
    return {"": cells}


def by_calamine(data: bytes) -> Sheets:
    """What calamine gives for .ods, where no other reader is at hand."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        if "content.xml" not in zipfile.ZipFile(io.BytesIO(data)).namelist():
            raise CannotReadError("openpyxl reads it")
        return {name: _rows(book.get_sheet_by_name(name)) for name in book.sheet_names}
    except (python_calamine.CalamineError, python_calamine.PasswordError) as error:
        raise CannotReadError(str(error)) from error


def _rows(sheet: python_calamine.CalamineSheet) -> Cells:
    return {
        (number, column): text
        for number, row in enumerate(sheet.to_python(skip_empty_area=False))
        for column, value in enumerate(row)
        if (text := words(value)) is not None
    }


def is_same(one: str, other: str) -> bool:
    """Whether two texts are the same number, written with another last digit."""
    try:
        return abs(float(one) - float(other)) <= 1e-15 * abs(float(other))
    except ValueError:
        return False


def differences(found: Sheets, wanted: Sheets) -> list[str]:
    """What one reader gives and the other does not, by sheet and cell."""
    told = []
    for sheet, cells in wanted.items():
        mine = found.get(sheet)
        if mine is None:
            told.append(f"{sheet}: missing")
            continue
        for place in sorted(cells.keys() | mine.keys()):
            one, other = mine.get(place, ""), cells.get(place, "")
            if one != other and not is_same(one, other):
                told.append(f"{sheet} {place}: {one[:40]!r} for {other[:40]!r}")
    return told
