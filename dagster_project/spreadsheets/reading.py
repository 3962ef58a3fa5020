"""One file read: bytes in, plain data out.

Calls the steps in their order and gathers what they found. The result is what the raw tables
hold; `intake` writes it. No types are given here and no file is opened.
"""

from dataclasses import dataclass, field
from datetime import datetime

from dagster_project.spreadsheets import problems as say
from dagster_project.spreadsheets.assemble import FormRows, Layout, Part, assemble
from dagster_project.spreadsheets.context import ReaderContext
from dagster_project.spreadsheets.delimited import read_delimited
from dagster_project.spreadsheets.grid import Sheet, address
from dagster_project.spreadsheets.identify import Identity, SheetLines, TableRows, identify
from dagster_project.spreadsheets.problems import FILE_RETURNING, Problem
from dagster_project.spreadsheets.row_kinds import REASONS, RowClass
from dagster_project.spreadsheets.sniff import UnreadableFileError, recognise
from dagster_project.spreadsheets.statements import Statement, statements_in
from dagster_project.spreadsheets.tables import SheetReading, read_sheet
from dagster_project.spreadsheets.text import letters_only
from dagster_project.spreadsheets.xls import read_xls
from dagster_project.spreadsheets.xlsx import read_xlsx

_NOTE_SHEETS = ("说明", "码表", "代码", "字典", "选项", "下拉", "目录", "填表须知", "封面")
_IN_TABLE = 3


@dataclass(frozen=True, slots=True)
class RowMark:
    """A row that is neither blank nor data: sheet, row from 1, class and its reason in Chinese."""

    form: str | None
    sheet: str
    row: int
    row_class: RowClass
    reason: str


@dataclass
class Reading:
    """All that one file holds, as the raw tables want it.

    `unit_code` and `period` are None where unknown. `rows` is by form name and has only forms
    whose part is accepted.
    """

    unit_code: str | None
    period: str | None
    parts: list[Part]
    row_marks: list[RowMark]
    problems: list[Problem]
    layouts: list[Layout]
    rows: dict[str, FormRows] = field(default_factory=dict)


def read_workbook(
    data: bytes, file_name: str, received_at: datetime, context: ReaderContext
) -> Reading:
    """Read one file.

    Args:
        data: the bytes as received.
        file_name: path relative to the inbox, with '/'; its names may tell unit and month.
        received_at: when it came; nothing is guessed from it.
        context: forms, units and the fingerprint to read under.

    Whatever is wrong with the file is a problem in the result, never an exception.
    """
    try:
        sheets = _sheets(data, file_name)
    except UnreadableFileError as error:
        return refused(file_name, str(error), context)
    readings = [read_sheet(sheet, context) for sheet in sheets if not sheet.is_hidden]
    identity = identify(file_name, [_lines(reading) for reading in readings], context.units)
    problems = list(identity.problems)
    if not any(reading.tables for reading in readings):
        problems.append(Problem("FILE-06", say.NO_TABLE))
    is_returned = any(problem.check_code in FILE_RETURNING for problem in problems)
    hidden = [sheet for sheet in sheets if sheet.is_hidden]
    marks = _row_marks(readings, hidden)
    unplaced = sum(mark.form is None and mark.row_class == "unknown" for mark in marks)
    assembled = assemble(readings, problems, is_returned, unplaced, context)
    problems += assembled.problems + _unused_sheets(readings, hidden)
    return Reading(
        unit_code=identity.unit_code,
        period=identity.period,
        parts=assembled.parts,
        row_marks=marks,
        problems=problems,
        layouts=assembled.layouts,
        rows=assembled.rows,
    )


def refused(file_name: str, message: str, context: ReaderContext) -> Reading:
    """The reading of a file that cannot be read (FILE-01); its name may still tell whose it is."""
    identity: Identity = identify(file_name, [], context.units)
    return Reading(
        unit_code=identity.unit_code,
        period=identity.period,
        parts=[Part(None, "returned", 0, False)],
        row_marks=[],
        problems=[Problem("FILE-01", message)],
        layouts=[],
    )


def _sheets(data: bytes, file_name: str) -> list[Sheet]:
    kind = recognise(data, file_name)
    if kind == "xlsx":
        return read_xlsx(data)
    return read_xls(data) if kind == "xls" else read_delimited(data)


def _lines(reading: SheetReading) -> SheetLines:
    """What a sheet states in the lines around its tables (anywhere, if it has none)."""
    sheet = reading.sheet
    if reading.tables:
        rows = reading.rows_of("heading", "repeated_heading", "note", "signature")
        headers = {
            row
            for table in reading.tables
            for row in range(table.header.first_row, table.header.last_row + 1)
        }
        rows = [row for row in rows if row not in headers]
    else:
        rows = [row for row in range(sheet.height) if _filled(sheet, row) <= _IN_TABLE]
    above = [row for row in rows if not reading.tables or reading.classes[row] == "heading"]
    return SheetLines(
        sheet=sheet.name,
        is_cover=any(table.form.is_cover for table in reading.tables) or "封面" in sheet.name,
        tables=tuple(TableRows(t.form.code, t.first_line, t.end) for t in reading.tables),
        statements=_prefer_labelled(statements_in(sheet, rows)),
        titles=tuple(
            Statement("unit", sheet.name, row, column, text, text)
            for row in above
            for column, text in enumerate(sheet.rows[row])
            if text is not None
        ),
        may_span=any(not table.form.is_monthly for table in reading.tables),
    )


def _prefer_labelled(lines: list[Statement]) -> tuple[Statement, ...]:
    """A month in a title counts only where no 报告期 is stated."""
    has_period = any(line.kind == "period" for line in lines)
    return tuple(line for line in lines if not (has_period and line.kind == "title_period"))


def _filled(sheet: Sheet, row: int) -> int:
    return sheet.width - sheet.rows[row].count(None)


def _row_marks(readings: list[SheetReading], hidden: list[Sheet]) -> list[RowMark]:
    marks: list[RowMark] = []
    for reading in readings:
        name = reading.sheet.name
        for row in sorted(reading.classes):
            kind = reading.classes[row]
            marks.append(RowMark(reading.forms[row], name, row + 1, kind, REASONS[kind]))
        if not reading.tables:
            kind = "unknown" if _is_unknown_table(reading.sheet) else "note"
            reason = "工作表里没有找到已知的报表"
            marks += _marks_of_all(reading.sheet, kind, reason)
    for sheet in hidden:
        marks += _marks_of_all(sheet, "note", "隐藏的工作表，没有读取")
    return marks


def _marks_of_all(sheet: Sheet, kind: RowClass, reason: str) -> list[RowMark]:
    rows = (row for row in range(sheet.height) if _filled(sheet, row))
    return [RowMark(None, sheet.name, row + 1, kind, reason) for row in rows]


def _is_unknown_table(sheet: Sheet) -> bool:
    """Whether a sheet without a known form looks like data rather than text or a code list."""
    name = letters_only(sheet.name)
    if any(word in name for word in _NOTE_SHEETS):
        return False
    wide = sum(_filled(sheet, row) > _IN_TABLE for row in range(sheet.height))
    return wide >= _IN_TABLE


def _unused_sheets(readings: list[SheetReading], hidden: list[Sheet]) -> list[Problem]:
    """A query for each sheet that looks like data and is not used, if others are."""
    unused = [r.sheet for r in readings if not r.tables and _is_unknown_table(r.sheet)]
    if not any(reading.tables for reading in readings):
        unused = []
    problems = []
    for sheet in unused + [sheet for sheet in hidden if _is_unknown_table(sheet)]:
        filled = [row for row in range(sheet.height) if _filled(sheet, row)]
        column = next(c for c, text in enumerate(sheet.rows[filled[0]]) if text is not None)
        message = say.sheet_unused(sheet.name, len(filled), sheet.is_hidden)
        cell = address(filled[0], column)
        problems.append(Problem("PART-06", message, None, sheet.name, cell))
    return problems
