"""Writes pages as workbooks with the usual packages: openpyxl, xlsxwriter, xlwt.

The same pages give the same bytes: the times inside the workbooks are fixed. What these packages
cannot write, the other `writers_*.py` do; which container is which stands in `containers.py`.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dagster_project.demonstration.mess.pages import Content, Fault, Formula, Page

FIXED_TIME = (2025, 1, 1, 0, 0, 0)
_FIXED_STAMP = b"2025-01-01T00:00:00Z"
_DATE_FORMAT, _TIME_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_OLD_FAULTS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#N/A": 42}


def write_openpyxl(pages: Sequence[Page]) -> bytes:
    """Return an .xlsx by openpyxl, which stores no value with a formula."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for (row, column), content in sorted(page.cells.items()):
            _fill_openpyxl(sheet.cell(row, column), content)
        for top, left, bottom, right in page.merges:
            if (top, left) != (bottom, right):
                sheet.merge_cells(
                    start_row=top, start_column=left, end_row=bottom, end_column=right
                )
        title = sheet.cell(1, min((column for _, column in page.cells), default=1))
        title.font = Font(bold=True, size=14)
        title.alignment = Alignment(horizontal="center")
        for (row, column), text in sorted(page.comments.items()):
            sheet.cell(row, column).comment = Comment(text, "审核")
        for row, column in sorted(page.filled):
            sheet.cell(row, column).fill = PatternFill("solid", start_color="FFFF00")
        for row in sorted(page.hidden_rows):
            sheet.row_dimensions[row].hidden = True
        sheet.sheet_state = "hidden" if page.is_hidden else "visible"
    book.active = next((n for n, page in enumerate(pages) if not page.is_hidden), 0)
    stream = io.BytesIO()
    book.save(stream)
    return with_fixed_times(stream.getvalue())


def _fill_openpyxl(cell: Cell, content: Content) -> None:
    if isinstance(content, Formula):
        cell.value = content.expression
        return
    cell.value = content.text if isinstance(content, Fault) else content
    if isinstance(content, str):
        cell.data_type = "s"  # openpyxl takes =… for a formula and #N/A for an error
    elif isinstance(content, datetime):
        cell.number_format = _TIME_FORMAT
    elif isinstance(content, date):
        cell.number_format = _DATE_FORMAT


def write_xlsxwriter(pages: Sequence[Page]) -> bytes:
    """Return an .xlsx by xlsxwriter, which stores a value with each formula."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(*FIXED_TIME)})
    formats = {
        "date": book.add_format({"num_format": _DATE_FORMAT}),
        "time": book.add_format({"num_format": _TIME_FORMAT}),
        "centred": book.add_format({"align": "center", "valign": "vcenter", "text_wrap": True}),
    }
    shown = False
    for page in pages:
        sheet = book.add_worksheet(page.name)
        corners = {(top, left): (bottom, right) for top, left, bottom, right in page.merges}
        for place, content in sorted(page.cells.items()):
            corner = corners.get(place, place)
            if corner != place:
                area = (place[0] - 1, place[1] - 1, corner[0] - 1, corner[1] - 1)
                sheet.merge_range(*area, "", formats["centred"])
            _fill_xlsxwriter(sheet, place, content, formats, is_merged=corner != place)
        for (row, column), text in sorted(page.comments.items()):
            sheet.write_comment(row - 1, column - 1, text)
        for row in sorted(page.hidden_rows):
            sheet.set_row(row - 1, None, None, {"hidden": True})
        if page.is_hidden:
            sheet.hide()
        elif not shown:
            sheet.activate()
            sheet.set_first_sheet()
            shown = True
    book.close()
    return with_fixed_times(stream.getvalue())


def _fill_xlsxwriter(
    sheet: Worksheet,
    place: tuple[int, int],
    content: Content,
    formats: dict[str, Format],
    is_merged: bool,
) -> None:
    row, column = place[0] - 1, place[1] - 1
    plain = formats["centred"] if is_merged else None
    if isinstance(content, Formula):
        value = "" if content.value is None else content.value
        sheet.write_formula(row, column, content.expression, plain, value)
    elif isinstance(content, Fault):
        sheet.write_formula(row, column, "=NA()", plain, content.text)
    elif isinstance(content, bool):
        sheet.write_boolean(row, column, content, plain)
    elif isinstance(content, date):
        kind = "time" if isinstance(content, datetime) else "date"
        sheet.write_datetime(row, column, content, formats[kind])
    elif isinstance(content, str):
        sheet.write_string(row, column, content, plain)
    else:
        sheet.write_number(row, column, content, plain)


def write_xls(pages: Sequence[Page]) -> bytes:
    """Return an old workbook (BIFF8) by xlwt, which keeps no times in it; formulas as values."""
    book = xlwt.Workbook(encoding="utf-8")
    dates = xlwt.easyxf(num_format_str=_DATE_FORMAT)
    times = xlwt.easyxf(num_format_str=_TIME_FORMAT)
    centred = xlwt.easyxf("align: horiz centre, vert centre")
    plain = xlwt.easyxf()
    for page in pages:
        sheet = book.add_sheet(page.name)
        corners = {(top, left): (bottom, right) for top, left, bottom, right in page.merges}
        for (row, column), content in sorted(page.cells.items()):
            value = content.value if isinstance(content, Formula) else content
            corner = corners.get((row, column), (row, column))
            if isinstance(value, Fault):
                sheet.row(row - 1).set_cell_error(column - 1, _OLD_FAULTS[value.text], plain)
            elif corner != (row, column):
                area = (row - 1, corner[0] - 1, column - 1, corner[1] - 1)
                sheet.write_merge(*area, value, dates if type(value) is date else centred)
            else:
                style = times if isinstance(value, datetime) else plain
                sheet.write(row - 1, column - 1, value, dates if type(value) is date else style)
        for row in page.hidden_rows:
            sheet.row(row - 1).hidden = True
        sheet.visibility = 1 if page.is_hidden else 0
    book.active_sheet = next((n for n, page in enumerate(pages) if not page.is_hidden), 0)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_fixed_times(content: bytes) -> bytes:
    """Return the workbook with fixed times in its directory and its properties."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _STAMPS.sub(rb"\g<1>" + _FIXED_STAMP + rb"\g<2>", data)
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return result.getvalue()


def zipped(parts: Sequence[tuple[str, str | bytes]], first_is_stored: bool = False) -> bytes:
    """Return a zip of named parts with fixed times; an .ods stores its first part unpacked."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, content) in enumerate(parts):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            is_stored = first_is_stored and number == 0
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return result.getvalue()
