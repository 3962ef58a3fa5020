"""The problem list as a workbook of its own, for files that cannot be marked in place.

Old .xls and .et workbooks, .ods, text, web pages; also a signed or shared .xlsx. Every text is
written as text, whatever it begins with.
"""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from dagster_project.returns.marking.markup import without_illegal
from dagster_project.returns.marks import Mark
from dagster_project.returns.problem_table import (
    COLUMNS,
    FOOTER,
    INSTRUCTIONS_APART,
    MARGINS_MM,
    height_of,
    summary,
    texts_of,
)
from dagster_project.spreadsheets.problem_list import SHEET_NAME

_FIXED_TIME = datetime(1980, 1, 1)
_HEAD_ROW = 2
_LINE = "#8C8C8C"
_BASE = {
    "font_name": "宋体",
    "font_size": 10,
    "text_wrap": True,
    "valign": "vcenter",
    "num_format": "@",
}
_BOXED = {**_BASE, "border": 1, "border_color": _LINE}
_FORMATS: dict[str, dict[str, object]] = {
    "title": {**_BASE, "font_name": "黑体", "font_size": 16, "bold": True, "align": "center"},
    "note": _BASE,
    "head": {**_BOXED, "bold": True, "align": "center", "bg_color": "#E7E6E6"},
    "left": _BOXED,
    "centre": {**_BOXED, "align": "center"},
    "fatal": {**_BOXED, "align": "center", "bold": True, "font_color": "#C00000"},
    "answer": {**_BOXED, "bg_color": "#FFFBE6"},
}
_CENTRED = ("number", "code", "cell", "severity")


def list_workbook(file_name: str, marks: Sequence[Mark], reason: str = "") -> bytes:
    """Return the list of a file's problems as an .xlsx; the same marks give the same bytes.

    Args:
        file_name: the file that the problems are in, named above the list.
        marks: its problems in the order in which they are listed.
        reason: why the file itself was not marked, where its sender might ask.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _FIXED_TIME})
        formats = {name: book.add_format(look) for name, look in _FORMATS.items()}
        sheet = book.add_worksheet(SHEET_NAME)
        _lay_out(sheet)
        last = len(COLUMNS) - 1
        note = f"文件：{file_name}\n{reason}{summary(marks)}{INSTRUCTIONS_APART}"
        sheet.merge_range(0, 0, 0, last, "", formats["title"])
        sheet.write_string(0, 0, SHEET_NAME, formats["title"])
        sheet.merge_range(1, 0, 1, last, "", formats["note"])
        sheet.write_string(1, 0, without_illegal(note), formats["note"])
        for place, column in enumerate(COLUMNS):
            sheet.write_string(_HEAD_ROW, place, column.heading, formats["head"])
        for number, mark in enumerate(marks, 1):
            _write_row(sheet, number, mark, formats)
    return out.getvalue()


def _lay_out(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """Page, columns and heads: A4 across, the headings on every page and always in sight."""
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
    for row, height in enumerate((30, 56, 24)):
        sheet.set_row(row, height)
    inches = {side: millimetres / 25.4 for side, millimetres in MARGINS_MM.items()}
    header, footer = inches.pop("header"), inches.pop("footer")
    sheet.set_margins(**inches)
    sheet.set_footer(FOOTER, {"margin": footer})
    sheet.set_header("", {"margin": header})
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(_HEAD_ROW)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.hide_gridlines(2)


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet,
    number: int,
    mark: Mark,
    formats: dict[str, xlsxwriter.format.Format],
) -> None:
    row = _HEAD_ROW + number
    texts = texts_of(number, mark)
    sheet.set_row(row, height_of(texts))
    for place, (column, text) in enumerate(zip(COLUMNS, texts, strict=True)):
        name = "centre" if column.role in _CENTRED else "left"
        if column.role == "severity" and mark.severity == "fatal":
            name = "fatal"
        if column.role == "explanation" and mark.severity == "query":
            name = "answer"
        if text:
            sheet.write_string(row, place, without_illegal(text), formats[name])
        else:
            sheet.write_blank(row, place, None, formats[name])
