"""Writes boards as files: .xlsx by openpyxl or xlsxwriter, .xls by xlwt, and GBK text.

The same boards give the same bytes: the times inside the workbooks are fixed.
"""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.styles import Alignment, Font

from dagster_project.demonstration.board import Board

_FIXED_TIME = (2025, 1, 1, 0, 0, 0)
_FIXED_STAMP = b"2025-01-01T00:00:00Z"
_DATE_FORMAT = "yyyy-mm-dd"
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def write_boards(boards: Sequence[Board], container: str) -> bytes:
    """Return the bytes of a file; a `csv` has one board, the others have a sheet each."""
    if container == "csv":
        return _csv(boards[0])
    if container == "xls":
        return _xls(boards)
    return _fix_times(_openpyxl(boards) if container == "openpyxl" else _xlsxwriter(boards))


def _csv(board: Board) -> bytes:
    width = max(column for _, column in board.cells)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in range(1, board.height + 1):
        cells = [board.cells.get((row, column), "") for column in range(1, width + 1)]
        writer.writerow([str(cell) for cell in cells])
    return stream.getvalue().encode("gbk")


def _openpyxl(boards: Sequence[Board]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for board in boards:
        sheet = book.create_sheet(board.name)
        for (row, column), value in sorted(board.cells.items()):
            cell = sheet.cell(row, column, value)
            if isinstance(value, date):
                cell.number_format = _DATE_FORMAT
        for top, left, bottom, right in board.merges:
            if (top, left) != (bottom, right):
                sheet.merge_cells(
                    start_row=top, start_column=left, end_row=bottom, end_column=right
                )
        title = sheet.cell(1, min(column for _, column in board.cells))
        title.font = Font(bold=True, size=14)
        title.alignment = Alignment(horizontal="center")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _xlsxwriter(boards: Sequence[Board]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(*_FIXED_TIME)})
    dates = book.add_format({"num_format": _DATE_FORMAT})
    centred = book.add_format({"align": "center", "valign": "vcenter", "text_wrap": True})
    for board in boards:
        sheet = book.add_worksheet(board.name)
        corners = {(top, left): (bottom, right) for top, left, bottom, right in board.merges}
        for (row, column), value in sorted(board.cells.items()):
            corner = corners.get((row, column), (row, column))
            if corner != (row, column):
                sheet.merge_range(row - 1, column - 1, corner[0] - 1, corner[1] - 1, value, centred)
            elif isinstance(value, date):
                sheet.write_datetime(row - 1, column - 1, value, dates)
            elif isinstance(value, str):
                sheet.write_string(row - 1, column - 1, value)
            else:
                sheet.write_number(row - 1, column - 1, value)
    book.close()
    return stream.getvalue()


def _xls(boards: Sequence[Board]) -> bytes:
    """Return an old workbook (BIFF8); xlwt keeps no times in it."""
    book = xlwt.Workbook(encoding="utf-8")
    dates = xlwt.easyxf(num_format_str=_DATE_FORMAT)
    centred = xlwt.easyxf("align: horiz centre, vert centre")
    plain = xlwt.easyxf()
    for board in boards:
        sheet = book.add_sheet(board.name)
        corners = {(top, left): (bottom, right) for top, left, bottom, right in board.merges}
        for (row, column), value in sorted(board.cells.items()):
            corner = corners.get((row, column), (row, column))
            if corner != (row, column):
                area = (row - 1, corner[0] - 1, column - 1, corner[1] - 1)
                sheet.write_merge(*area, value, centred)
            else:
                style = dates if isinstance(value, date) else plain
                sheet.write(row - 1, column - 1, value, style)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fix_times(content: bytes) -> bytes:
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
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return result.getvalue()
