"""Writes the blank workbooks of a month: cover, instructions, a sheet a form, the code lists.

The bytes depend on the contents only. A text is always written as text, never as a formula.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from dagster_project.blank_workbooks.contents import BlankContents, BlankForm, BlankWorkbook
from dagster_project.blank_workbooks.instructions import instruction_lines
from dagster_project.blank_workbooks.open_items import OpenItems
from dagster_project.blank_workbooks.sheets import (
    Choices,
    count_formula,
    is_fixed,
    set_up_page,
    sheet_name,
    total_formula,
    write_form,
)
from dagster_project.blank_workbooks.styles import Styles, build_styles
from dagster_project.decisions import load_decisions
from dagster_project.forms import load_code_lists, load_forms

COVER_SHEET, INSTRUCTIONS_SHEET, CODES_SHEET = "封面", "填表说明", "代码表"
COVER_HEAD_ROW = 4
COVER_FIELDS = ("form_code", None, "declared_rows_count", "is_nil", "control_total")
COVER_WIDTHS = (12, 44, 12, 12, 16)
_FIXED_TIME = datetime(2025, 1, 1)
_SIGNATURES = ("单位负责人：", "审核人：", "填表人：", "联系电话：", "报出日期：")


@dataclass(frozen=True)
class WrittenBlank:
    """A blank workbook that was written: whose, where, and how many forms it has."""

    unit_code: str
    path: Path
    forms: int


def write_blank_workbooks(
    home: Path, sources: Path, period: str, folder: Path, unit_codes: Sequence[str] = ()
) -> Iterator[WrittenBlank]:
    """Write the workbooks of a month (`2026-09`), for the units named, else for all.

    Args:
        home: XUNCHA_HOME, for registers, decisions and the items open in its release.
        sources: the folder of forms and code lists.
        period: the month that is to be reported.
        folder: where the files go; one that is there is replaced.
        unit_codes: only these units.
    """
    forms = load_forms(sources)
    contents = BlankContents(
        forms,
        load_code_lists(sources),
        load_decisions(home / "decisions"),
        period,
        OpenItems(home, forms, period),
    )
    folder.mkdir(parents=True, exist_ok=True)
    for unit in contents.units():
        if not unit_codes or unit.unit_code in unit_codes:
            book = contents.of(unit)
            path = folder / f"{unit.unit_code} {unit.name} {period} 巡察报表.xlsx"
            path.write_bytes(blank_workbook(book))
            yield WrittenBlank(unit.unit_code, path, len(book.forms))


def blank_workbook(book: BlankWorkbook) -> bytes:
    """Return the bytes of one unit's workbook."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _FIXED_TIME})
        styles = build_styles(workbook)
        cover = workbook.add_worksheet(COVER_SHEET)
        instructions = workbook.add_worksheet(INSTRUCTIONS_SHEET)
        sheets = [workbook.add_worksheet(sheet_name(blank.form)) for blank in book.forms]
        choices = _write_codes(workbook.add_worksheet(CODES_SHEET), book, styles)
        _write_cover(cover, book, styles)
        _write_instructions(instructions, book, styles)
        for sheet, blank in zip(sheets, book.forms, strict=True):
            write_form(sheet, book, blank, choices, styles)
        cover.activate()
    return stream.getvalue()


def _write_cover(sheet: Worksheet, book: BlankWorkbook, styles: Styles) -> None:
    year, month = int(book.period[:4]), int(book.period[5:7])
    set_up_page(sheet, COVER_HEAD_ROW)
    last = len(COVER_FIELDS) - 1
    sheet.set_row(0, 36)
    sheet.merge_range(0, 0, 0, last, "巡察工作统计报表封面", styles.title)
    sheet.merge_range(1, 0, 1, last, f"填报单位：{book.unit.name}", styles.line)
    sheet.merge_range(2, 0, 2, last, f"报告期：{year}年{month}月", styles.line)
    sheet.merge_range(
        3, 0, 3, last, "行数和控制数自动计算；没有内容的报表，请在“零报告”栏选“√”。", styles.note
    )
    labels = {field.name: field.label for field in book.cover.fields}
    for column, name in enumerate(COVER_FIELDS):
        sheet.set_column(column, column, COVER_WIDTHS[column])
        heading = labels[name] if name else book.cover.ignored_headings[0]
        sheet.write_string(COVER_HEAD_ROW, column, heading, styles.head)
    row = COVER_HEAD_ROW
    for row, blank in enumerate(book.forms, start=COVER_HEAD_ROW + 1):
        _write_cover_line(sheet, row, blank, styles)
    nil_rule = {"validate": "list", "source": ["√"], "error_message": "没有内容时请选“√”。"}
    sheet.data_validation(COVER_HEAD_ROW + 1, 3, row, 3, nil_rule)
    for place, text in enumerate(_SIGNATURES):
        sheet.write_string(row + 2 + place, 1, text, styles.columns["text"])
    sheet.protect("", {"format_columns": True, "objects": True})


def _write_cover_line(sheet: Worksheet, row: int, blank: BlankForm, styles: Styles) -> None:
    form, cells = blank.form, styles.cells
    sheet.set_row(row, 20)
    sheet.write_string(row, 0, form.code, styles.label)
    sheet.write_string(row, 1, form.title, styles.label)
    count = 0 if is_fixed(form) else len(blank.rows)
    sheet.write_formula(row, 2, count_formula(form), cells["integer"], count)
    sheet.write_blank(row, 3, None, cells["boolean"])
    if form.control_total is None:
        sheet.write_blank(row, 4, None, styles.label)
        return
    amounts = [row.get(form.control_total) for row in blank.rows]
    total = sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))
    sheet.write_formula(row, 4, total_formula(form), cells["decimal"], float(total))


def _write_instructions(sheet: Worksheet, book: BlankWorkbook, styles: Styles) -> None:
    set_up_page(sheet, 0)
    sheet.set_column(0, 0, 110)
    for row, (is_head, text) in enumerate(instruction_lines(book)):
        sheet.write_string(row, 0, text, styles.prose_head if is_head else styles.prose)
    sheet.protect("", {"format_columns": True})


def _write_codes(sheet: Worksheet, book: BlankWorkbook, styles: Styles) -> Choices:
    """Write a column for each code list that is used; return where its labels stand."""
    set_up_page(sheet, 0)
    fields = [field for blank in book.forms for field in blank.form.fields if field.code_list]
    headings = {field.code_list or "": field.label for field in reversed(fields)}
    labels: dict[str, dict[str, str]] = {}
    ranges: dict[str, str] = {}
    for column, name in enumerate(sorted(headings)):
        codes = book.code_lists[name]
        labels[name] = {code.code: code.label for code in codes}
        area = xl_range_abs(1, column, len(codes), column)
        ranges[name] = f"='{CODES_SHEET}'!{area}"
        sheet.set_column(column, column, 24)
        sheet.write_string(0, column, f"可选：{headings[name]}", styles.head)
        for row, code in enumerate(codes, start=1):
            sheet.write_string(row, column, code.label, styles.label)
    sheet.protect("", {"format_columns": True})
    return Choices(labels, ranges)
