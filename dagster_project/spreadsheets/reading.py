"""One file read: bytes in, plain data out.

Calls the steps in their order and gathers what they found. The result is what the raw tables
hold; `intake` writes it. No types are given here and no file is opened.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from dagster_project.spreadsheets import problems as say
from dagster_project.spreadsheets.assemble import (
    FormRows,
    Layout,
    Part,
    SubtotalCell,
    assemble,
)
from dagster_project.spreadsheets.confirmed import Question, heading_key, headings_asked
from dagster_project.spreadsheets.context import ReaderContext
from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.grid import Sheet, address
from dagster_project.spreadsheets.identify import Identity, SheetLines, TableRows, identify
from dagster_project.spreadsheets.problem_list import (
    KIND,
    SHEET_NAME,
    ReturnedExplanation,
    explanations_in,
    is_problem_list,
)
from dagster_project.spreadsheets.problems import FILE_RETURNING, Problem
from dagster_project.spreadsheets.proposals import Proposal
from dagster_project.spreadsheets.row_kinds import REASONS, RowClass, is_line_of_labels
from dagster_project.spreadsheets.statements import Statement, statements_in
from dagster_project.spreadsheets.tables import SheetReading, read_sheet
from dagster_project.spreadsheets.text import letters_only
from dagster_project.spreadsheets.units import UnitNames

_NOTE_SHEETS = ("说明", "码表", "代码", "字典", "选项", "下拉", "目录", "填表须知", "封面")
_IN_TABLE = 3
PROBLEM_LIST = "退回问题清单"


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
    whose part is accepted. `questions` are what later decisions may answer otherwise.
    """

    unit_code: str | None
    period: str | None
    parts: list[Part]
    row_marks: list[RowMark]
    problems: list[Problem]
    layouts: list[Layout]
    rows: dict[str, FormRows] = field(default_factory=dict)
    proposals: list[Proposal] = field(default_factory=list)
    subtotals: list[SubtotalCell] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    explanations: list[ReturnedExplanation] = field(default_factory=list)


def read_workbook(
    data: bytes, file_name: str, known_at: datetime, context: ReaderContext
) -> Reading:
    """Read one file.

    Args:
        data: the bytes as received.
        file_name: path relative to the inbox, with '/'; its names may tell unit and month.
        known_at: decisions of the office count that were taken by then.
        context: forms, units and decisions to read under.

    Whatever is wrong with the file is a problem in the result, never an exception.
    """
    try:
        sheets = open_workbook(data, file_name)
    except UnreadableFileError as error:
        return refused(file_name, str(error), known_at, context)
    hidden, lists, shown = _sorted(sheets)
    explanations = [explained for sheet in lists for explained in explanations_in(sheet)]
    found = _understand(shown, file_name, known_at, context)
    if explanations and not any(reading.tables for reading in found.readings):
        found = _understand([*shown, *lists], file_name, known_at, context)
        return _only_explained(found, [*shown, *lists, *hidden], explanations)
    readings, problems = found.readings, list(found.identity.problems)
    if not any(reading.tables for reading in readings):
        problems.append(Problem("FILE-06", say.NO_TABLE))
    is_returned = any(problem.check_code in FILE_RETURNING for problem in problems)
    marks = _row_marks(readings, hidden)
    marks += [mark for sheet in lists for mark in _marks_of_all(sheet, "note", PROBLEM_LIST)]
    unplaced = sum(mark.form is None and mark.row_class == "unknown" for mark in marks)
    unowed = _unowed(found.identity, found.context)
    assembled = assemble(readings, problems, is_returned, unplaced, found.context, unowed)
    problems += assembled.problems + _unused_sheets(readings, hidden)
    return Reading(
        unit_code=found.identity.unit_code,
        period=found.identity.period,
        parts=assembled.parts,
        row_marks=marks,
        problems=problems,
        layouts=assembled.layouts,
        rows=assembled.rows,
        proposals=assembled.proposals,
        subtotals=assembled.subtotals,
        questions=found.questions,
        explanations=explanations,
    )


def _sorted(sheets: list[Sheet]) -> tuple[list[Sheet], list[Sheet], list[Sheet]]:
    """The sheets that are hidden, those that are the office's problem list, and all others."""
    hidden: list[Sheet] = []
    lists: list[Sheet] = []
    shown: list[Sheet] = []
    for sheet in sheets:
        # The list is known by its headings; looking for all of them on every sheet would be slow.
        may_be_list = SHEET_NAME in sheet.name or any(KIND in texts[:20] for texts in sheet.columns)
        if sheet.is_hidden:
            hidden.append(sheet)
        elif may_be_list and is_problem_list(sheet):
            lists.append(sheet)
        else:
            shown.append(sheet)
    return hidden, lists, shown


def _only_explained(
    found: "_Understood", sheets: list[Sheet], explanations: list[ReturnedExplanation]
) -> Reading:
    """The reading of a file that only answers questions: it has no part, and nothing is wrong."""
    return Reading(
        unit_code=found.identity.unit_code,
        period=found.identity.period,
        parts=[],
        row_marks=[mark for sheet in sheets for mark in _marks_of_all(sheet, "note", PROBLEM_LIST)],
        problems=[],
        layouts=[],
        explanations=explanations,
    )


def _unowed(identity: Identity, context: ReaderContext) -> frozenset[str]:
    """The forms that the unit does not owe for the month; none where either is not known."""
    unit = context.units.units.get(identity.unit_code or "")
    if unit is None or identity.period is None:
        return frozenset()
    return frozenset(
        form.code
        for form in context.forms
        if not form.is_cover and not form.is_due(unit.unit_kind, identity.period)
    )


def refused(file_name: str, message: str, known_at: datetime, context: ReaderContext) -> Reading:
    """The reading of a file that cannot be read (FILE-01); its name may still tell whose it is."""
    identity: Identity = identify(file_name, [], context.units.at(known_at))
    return Reading(
        unit_code=identity.unit_code,
        period=identity.period,
        parts=[Part(None, "returned", 0, False)],
        row_marks=[],
        problems=[Problem("FILE-01", message)],
        layouts=[],
    )


@dataclass(frozen=True, slots=True)
class _Understood:
    """The sheets with their tables, whose they are, and under which context that was found."""

    readings: list[SheetReading]
    identity: Identity
    questions: list[Question]
    context: ReaderContext


def _understand(
    sheets: list[Sheet], file_name: str, known_at: datetime, context: ReaderContext
) -> _Understood:
    """Find tables, unit and month; once more where headings of the unit had been confirmed."""
    units = context.units.at(known_at)
    found = _find(sheets, file_name, units, context)
    unit_code, period = found.identity.unit_code, found.identity.period
    if unit_code is None or period is None or not found.questions:
        return found
    confirmed = context.layouts.headings_of(unit_code, period, known_at)
    if not any(_is_answered(question, confirmed) for question in found.questions):
        return found
    again = _find(sheets, file_name, units, context.with_headings(confirmed))
    questions = dict.fromkeys([*found.questions, *again.questions])
    return replace(again, questions=list(questions))


def _find(
    sheets: list[Sheet], file_name: str, units: UnitNames, context: ReaderContext
) -> _Understood:
    readings = [reading for sheet in sheets for reading in read_sheet(sheet, context)]
    lines = [_lines(reading) for reading in readings]
    identity = identify(file_name, lines, units)
    questions = headings_asked(readings) + _unit_asked(file_name, lines, identity, units)
    return _Understood(readings, identity, questions, context)


def _is_answered(question: Question, confirmed: dict[str, dict[str, str]]) -> bool:
    return heading_key(question.text) in confirmed.get(question.form or "", {})


def _unit_asked(
    file_name: str, sheets: list[SheetLines], identity: Identity, units: UnitNames
) -> list[Question]:
    """The texts that may name the unit, where no register does or an alias of the office's did."""
    texts = [file_name]
    for sheet in sheets:
        texts += [line.text for line in sheet.statements if line.kind == "unit"]
        texts += [line.text for line in sheet.titles]
    if identity.unit_code is not None and not any(map(units.uses_alias, texts)):
        return []
    return [Question("unit", None, text) for text in dict.fromkeys(texts)]


def _lines(reading: SheetReading) -> SheetLines:
    """What a sheet states in the lines around its tables (anywhere, if it has none)."""
    sheet = reading.sheet
    if reading.tables:
        sheet, rows = reading.lines_around()
    else:
        rows = [
            row
            for row in range(sheet.height)
            if _filled(sheet, row) <= _IN_TABLE or is_line_of_labels(sheet.rows[row])
        ]
    is_all = not reading.tables or reading.around is not None
    above = [row for row in rows if is_all or reading.classes[row] == "heading"]
    return SheetLines(
        sheet=sheet.name,
        is_cover=any(table.form.is_cover for table in reading.tables) or "封面" in sheet.name,
        tables=tuple(
            TableRows(table.form.code, extent.start, extent.stop)
            for table in reading.tables
            for extent in [reading.extent(table)]
        ),
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
        for row, kind in reading.marked:
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
