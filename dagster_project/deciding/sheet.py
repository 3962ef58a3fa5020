"""The questions as one worksheet that a clerk fills in, and the answers read back from it.

Written with drop-downs of what can be answered; read as any workbook is, so that it may come back
from WPS, sorted, with columns moved or as another kind of file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from dagster_project.deciding.waiting import NOTHING, Choice, Waiting, shown
from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.grid import Sheet
from dagster_project.spreadsheets.text import letters_only

SHEET, CHOICES = "待确认", "可选项"
NUMBER, ANSWER, SCOPE = "编号", "确认为", "适用范围"
THIS_UNIT, EVERY_UNIT = "本单位", "所有单位"
COLUMNS = {
    NUMBER: 10,
    "种类": 9,
    "填报单位": 14,
    "报表": 16,
    "表头或写法": 16,
    ANSWER: 20,
    SCOPE: 11,
    "可能是": 38,
    "填写示例": 18,
    "文件": 24,
    "工作表": 10,
    "单元格": 8,
}
ANSWER_COLUMN, SCOPE_COLUMN = list(COLUMNS).index(ANSWER), list(COLUMNS).index(SCOPE)
LINE_HEIGHT = 15
KINDS = {"heading": "表头", "unit": "单位名称", "organisation": "党组织"}
_HEAD_WITHIN = 10


class NoQuestionsSheetError(Exception):
    """The workbook has no sheet with the columns of questions and answers."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A line that was filled in: row from 1, number of the question, answer as typed."""

    row: int
    number: str
    answer: str
    is_for_all: bool


def write_sheet(
    path: Path, questions: Sequence[Waiting], reasons: Sequence[str], now: datetime
) -> None:
    """Write the questions; `reasons` tell for each what it may be and why."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": now})
        sheet, lists = book.add_worksheet(SHEET), book.add_worksheet(CHOICES)
        head = book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        asked = book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFF2CC"}
        )
        for column, (heading, width) in enumerate(COLUMNS.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, head)
        ranges = _write_choices(lists, questions)
        for row, (question, reason) in enumerate(zip(questions, reasons, strict=True), start=1):
            sheet.set_row(row, LINE_HEIGHT * (1 + reason.count("\n")))
            for column, text in enumerate(_texts(question, reason)):
                is_asked = column in (ANSWER_COLUMN, SCOPE_COLUMN)
                sheet.write_string(row, column, text, asked if is_asked else plain)
            _add_drop_downs(sheet, row, question, ranges[question.choices])
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        lists.hide()


def read_sheet(path: Path) -> list[Filled]:
    """Return the lines with an answer.

    Raises:
        NoQuestionsSheetError: no sheet has the columns 编号 and 确认为.
        UnreadableFileError: the file is no workbook; the text says what to do.
    """
    for sheet in open_workbook(path.read_bytes(), path.name):
        head = _head(sheet)
        if head is not None:
            return list(_filled(sheet, *head))
    raise NoQuestionsSheetError(path.name)


def _texts(question: Waiting, reason: str) -> tuple[str, ...]:
    return (
        question.number,
        KINDS[question.kind],
        question.unit_name,
        question.title,
        question.text,
        "",
        "",
        reason,
        question.sample,
        question.file_name,
        question.sheet,
        question.cell,
    )


def _write_choices(lists: Worksheet, questions: Sequence[Waiting]) -> dict[tuple[Choice, ...], str]:
    """One column for each list of choices, with the range in which it stands."""
    ranges: dict[tuple[Choice, ...], str] = {}
    for question in questions:
        if question.choices not in ranges:
            column = len(ranges)
            texts = [NOTHING, *(shown(choice) for choice in question.choices)]
            for row, text in enumerate(texts):
                lists.write_string(row, column, text)
            letter = xl_col_to_name(column)
            ranges[question.choices] = f"='{CHOICES}'!${letter}$1:${letter}${len(texts)}"
    return ranges


def _add_drop_downs(sheet: Worksheet, row: int, question: Waiting, choices: str) -> None:
    answer = {
        "validate": "list",
        "source": choices,
        "input_title": "确认为",
        "input_message": "请从下拉列表选择；都不是的选“无”；不确定的留空。",
        "error_title": "不在可选项内",
        "error_message": "请从下拉列表中选择一项，都不是的选“无”。",
    }
    sheet.data_validation(row, ANSWER_COLUMN, row, ANSWER_COLUMN, answer)
    if question.kind != "unit":
        scope = {
            "validate": "list",
            "source": [THIS_UNIT, EVERY_UNIT],
            "error_title": "不在可选项内",
            "error_message": "请选“本单位”或“所有单位”，留空为本单位。",
        }
        sheet.data_validation(row, SCOPE_COLUMN, row, SCOPE_COLUMN, scope)


def _head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and their columns."""
    for row in range(min(sheet.height, _HEAD_WITHIN)):
        columns = {
            letters_only(texts[row] or ""): place for place, texts in enumerate(sheet.columns)
        }
        if columns.keys() >= {NUMBER, ANSWER}:
            return row, columns
    return None


def _filled(sheet: Sheet, head: int, columns: dict[str, int]) -> Iterator[Filled]:
    for row in range(head + 1, sheet.height):
        texts = sheet.rows[row]
        answer = (texts[columns[ANSWER]] or "").strip()
        scope = letters_only(texts[columns[SCOPE]] or "") if SCOPE in columns else ""
        if answer:
            # A program may have taken a number without letters for a count.
            number = (texts[columns[NUMBER]] or "").strip().zfill(8)
            yield Filled(row + 1, number, answer, scope == EVERY_UNIT)
