"""One form as a sheet to be filled in: official heading, head, validation, rows known beforehand.

How the workbook is put together is `write.py`'s, the looks are `styles.py`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from dagster_project.blank_workbooks.contents import BlankForm, BlankWorkbook
from dagster_project.blank_workbooks.styles import Styles, heading_of, kind_of, width_of
from dagster_project.forms import Field, Form

TITLE_ROW, LINE_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2, 3
LAST_ROW = 2_999
SPARE_ROWS = 15
COLUMNS_A_PAGE = 18
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
LONGEST_MESSAGE = 250
PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
    "objects": True,
}


@dataclass(frozen=True)
class Choices:
    """Where the labels of each code list stand: list name to labels, and to a range to choose."""

    labels: Mapping[str, Mapping[str, str]]
    ranges: Mapping[str, str]


def sheet_name(form: Form) -> str:
    """The name of a form's sheet: number and title, as long as a sheet's name may be."""
    return f"{form.code} {form.title}"[:31]


def is_fixed(form: Form) -> bool:
    """Whether the rows of a form are given: every key is chosen from a code list."""
    return form.kind != "ledger" and all(field.code_list for field in form.key_fields)


def write_form(
    sheet: Worksheet, book: BlankWorkbook, blank: BlankForm, choices: Choices, styles: Styles
) -> None:
    """Write the sheet of one form."""
    form = blank.form
    pages_wide = -(-len(form.fields) // COLUMNS_A_PAGE)
    set_up_page(sheet, HEAD_ROW, pages_wide)
    if pages_wide > 1:
        sheet.repeat_columns(0, max(_key_columns(form)))
    _write_heading(sheet, book, form, styles, is_one_page=pages_wide == 1)
    rows = blank.rows
    if is_fixed(form):
        (key,) = form.key_fields
        rows = [{key.name: code} for code in choices.labels[key.code_list or ""]]
    for column, field in enumerate(form.fields):
        labels = choices.labels.get(field.code_list or "", {})
        kind = kind_of(field)
        sheet.set_column(
            column, column, width_of(field, list(labels.values())), styles.columns[kind]
        )
        _validate(sheet, column, field, choices)
    last = len(rows) if is_fixed(form) else len(rows) + SPARE_ROWS
    for place in range(last):
        _write_row(sheet, FIRST_ROW + place, form, rows[place : place + 1], choices, styles)
    if not is_fixed(form):
        _border_what_is_filled(sheet, FIRST_ROW + last, form, styles)
    sheet.freeze_panes(FIRST_ROW, 1 + max(_key_columns(form)))
    sheet.protect("", PROTECTION)


def count_formula(form: Form) -> str:
    """The formula of the cover that counts a form's rows."""
    name = sheet_name(form).replace("'", "''")
    column = max(_key_columns(form))
    keys = f"'{name}'!{xl_range_abs(FIRST_ROW, column, LAST_ROW, column)}"
    if not is_fixed(form):
        return f"=COUNTA({keys})"
    numbers = xl_range_abs(FIRST_ROW, 1, LAST_ROW, len(form.fields) - 1)
    return f"=IF(COUNT('{name}'!{numbers})=0,0,COUNTA({keys}))"


def total_formula(form: Form) -> str:
    """The formula of the cover that adds up a form's control field."""
    column = [field.name for field in form.fields].index(form.control_total or "")
    name = sheet_name(form).replace("'", "''")
    return f"=SUM('{name}'!{xl_range_abs(FIRST_ROW, column, LAST_ROW, column)})"


def set_up_page(sheet: Worksheet, head_row: int, pages_wide: int = 1) -> None:
    """A4 landscape, the head on every page, page numbers and signatures below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.8)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(0, head_row)
    sheet.set_footer("&L单位负责人：&C审核人：&R填表人：　　　　第 &P 页，共 &N 页")


def _write_heading(
    sheet: Worksheet, book: BlankWorkbook, form: Form, styles: Styles, *, is_one_page: bool
) -> None:
    year, month = int(book.period[:4]), int(book.period[5:7])
    line = f"表号：{form.code}　　填报单位：{book.unit.name}　　报告期：{year}年{month}月"
    if any(field.money for field in form.fields):
        line += "　　金额单位：万元"
    for row, height in ((TITLE_ROW, 30), (LINE_ROW, 20), (HEAD_ROW, 48)):
        sheet.set_row(row, height)
    if is_one_page:
        last = max(len(form.fields) - 1, 1)
        sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, last, form.title, styles.title)
        sheet.merge_range(LINE_ROW, 0, LINE_ROW, last, line, styles.line)
    else:  # a title in the middle of two pages would be cut
        sheet.write_string(TITLE_ROW, 0, form.title, styles.title_left)
        sheet.write_string(LINE_ROW, 0, line, styles.line)
    for column, field in enumerate(form.fields):
        sheet.write_string(HEAD_ROW, column, heading_of(field), styles.head)


def _write_row(
    sheet: Worksheet,
    row: int,
    form: Form,
    given: Sequence[Mapping[str, object]],
    choices: Choices,
    styles: Styles,
) -> None:
    values = given[0] if given else {}
    for column, field in enumerate(form.fields):
        value = values.get(field.name)
        style = styles.cells[kind_of(field)]
        if is_fixed(form) and field.key:
            style = styles.label
        if value is None or value is False:
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, bool):
            sheet.write_string(row, column, "是", style)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, style)
        elif isinstance(value, (int, Decimal)) and field.type in ("integer", "decimal"):
            sheet.write_number(row, column, value, style)
        else:
            sheet.write_string(row, column, _text(str(value), field, choices), style)


def _text(value: str, field: Field, choices: Choices) -> str:
    if field.code_list is None:
        return value
    labels = choices.labels[field.code_list]
    return "、".join(labels.get(code, code) for code in value.split("|"))


def _border_what_is_filled(sheet: Worksheet, first: int, form: Form, styles: Styles) -> None:
    """Rows below the ruled ones get their border when something is typed into them."""
    last = len(form.fields) - 1
    left, right = (xl_rowcol_to_cell(first, column, col_abs=True) for column in (0, last))
    condition = {
        "type": "formula", "criteria": f"=COUNTA({left}:{right})>0", "format": styles.bordered,
    }  # fmt: skip
    sheet.conditional_format(first, 0, LAST_ROW, last, condition)


def _key_columns(form: Form) -> list[int]:
    return [column for column, field in enumerate(form.fields) if field.key]


def _validate(sheet: Worksheet, column: int, field: Field, choices: Choices) -> None:
    rule = _rule(field, choices)
    if rule is not None:
        rule |= {"error_title": field.label[:32], "ignore_blank": True}
        sheet.data_validation(FIRST_ROW, column, LAST_ROW, column, rule)


def _rule(field: Field, choices: Choices) -> dict[str, object] | None:
    if field.type == "code":
        source = choices.ranges[field.code_list or ""]
        return {
            "validate": "list", "source": source, "error_message": "请从下拉列表中选择。",
        }  # fmt: skip
    if field.type == "codes":
        several = "、".join(choices.labels[field.code_list or ""].values())
        message = f"可填几项，用顿号隔开：{several}"
        return {
            "validate": "any", "input_title": field.label[:32],
            "input_message": message[:LONGEST_MESSAGE],
        }  # fmt: skip
    if field.type == "boolean":
        return {"validate": "list", "source": ["是", "否"], "error_message": "请填“是”或“否”。"}
    if field.type == "date":
        return {
            "validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY,
            "error_message": "请填日期，例如 2026-03-05。",
        }  # fmt: skip
    if field.type == "integer":
        return {
            "validate": "integer", "criteria": ">=", "value": 0,
            "error_message": "请填不小于 0 的整数，不带单位和说明。",
        }  # fmt: skip
    if field.type == "decimal":
        return {
            "validate": "decimal", "criteria": ">=", "value": 0,
            "error_message": "请填不小于 0 的数字，不带单位和说明。",
        }  # fmt: skip
    return None
