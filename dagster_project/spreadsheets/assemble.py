"""From tables to parts: one form of one unit and month, with its rows by column.

Decides which parts stand, which go back and which wait for the office to say what a heading means,
counts the rows and lays the texts out as the raw tables hold them. Unit and month are
`identify.py`'s, rows are classed in `tables.py`, headings proposed in `proposals.py`.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from dagster_project.spreadsheets import problems as say
from dagster_project.spreadsheets.context import ReaderContext, ReaderForm
from dagster_project.spreadsheets.grid import Sheet, Text, column_letter
from dagster_project.spreadsheets.headers import ColumnUse
from dagster_project.spreadsheets.problems import PART_RETURNING, Problem
from dagster_project.spreadsheets.proposals import Proposal, may_be_complete, proposals_in
from dagster_project.spreadsheets.table_problems import (
    DEFAULT_MONEY_UNIT,
    foreign_columns,
    table_problems,
    told_twice,
    unit_of,
)
from dagster_project.spreadsheets.tables import SheetReading, Table
from dagster_project.spreadsheets.text import letters_only

ReaderStatus = Literal["accepted", "returned", "waiting_layout"]
_TICKS = frozenset({"√", "✓", "✔", "☑", "是", "有", "对", "1", "y", "yes", "true"})


@dataclass(frozen=True, slots=True)
class Part:
    """One form in the file; `form` None where no table was found."""

    form: str | None
    reader_status: ReaderStatus
    rows_received: int
    is_nil: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of which table held a field, and in which money unit (None: not money)."""

    form: str
    sheet: str
    table: int
    field: str
    column_letter: str
    heading: str
    money_unit: str | None


@dataclass(frozen=True, slots=True)
class SubtotalCell:
    """A figure of a subtotal row, and from which to which data row it sums; rows from 1."""

    form: str
    sheet: str
    table: int
    row: int
    first_row: int
    last_row: int
    field: str
    text: Text
    cell: str


@dataclass
class FormRows:
    """The data rows of a form by column, all lists of one length.

    `texts` has every field of the form (all None where there is no column) and `<field>__unit`
    for money; rows from 1; `cells` is None or JSON field → A1 for values that stand elsewhere.
    """

    texts: dict[str, list[Text]]
    sheets: list[str] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    cells: list[str | None] = field(default_factory=list)


@dataclass
class Assembled:
    """Parts, layouts, rows, headings to ask about and the problems found on the way."""

    parts: list[Part] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    subtotals: list[SubtotalCell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, FormRows] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Declaration:
    """What the cover says of one form, and where."""

    sheet: str
    rows_text: str | None
    rows_cell: str | None
    is_nil: bool
    nil_cell: str | None
    nil_text: str | None

    @property
    def rows_count(self) -> int | None:
        return _count(self.rows_text)


Placed = tuple[SheetReading, Table]


def assemble(
    readings: list[SheetReading],
    file_problems: list[Problem],
    is_returned: bool,
    unplaced_rows: int,
    context: ReaderContext,
    unowed: frozenset[str] = frozenset(),
) -> Assembled:
    """Make the parts of a file; with `is_returned` every one of them goes back.

    `unplaced_rows` are the unknown rows of sheets without a known form: they are received and go
    back as a part of no form, so that every row found is accounted for. Of `unowed` forms nothing
    is expected: left blank beside others they are no part and nothing to ask about.
    """
    result = Assembled()
    placed: list[Placed] = [(r, table) for r in readings for table in r.tables]
    declared = _declarations(placed, context)
    by_form = [
        (form, [(r, table) for r, table in placed if table.form.code == form.code])
        for form in context.forms
    ]
    left_blank = {
        form.code
        for form, tables in by_form
        if form.code in unowed and _is_blank(tables, declared.get(form.code))
    }
    if not any(tables and form.code not in left_blank for form, tables in by_form):
        left_blank.clear()
    for form, tables in by_form:
        if form.code in left_blank:
            continue
        if tables:
            found = [
                (r, table, [] if is_returned else proposals_in(r.sheet, table, context))
                for r, table in tables
            ]
            _add_part(result, form, found, declared.get(form.code), file_problems, is_returned)
        elif form.code in declared and not form.is_cover:
            _add_undelivered(result, form, declared[form.code], is_returned)
    if unplaced_rows or not result.parts:
        result.parts.append(Part(None, "returned", unplaced_rows, False))
    return result


def _is_blank(tables: list[Placed], declared: _Declaration | None) -> bool:
    """Whether neither the tables of a form nor the cover say anything of it."""
    is_said = declared is not None and (
        declared.is_nil or (declared.rows_text is not None and declared.rows_count != 0)
    )
    return not is_said and not any(table.data_rows or table.unknown_rows for _, table in tables)


def _add_part(
    result: Assembled,
    form: ReaderForm,
    found: list[tuple[SheetReading, Table, list[Proposal]]],
    declared: _Declaration | None,
    file_problems: list[Problem],
    is_returned: bool,
) -> None:
    tables = [(reading, table) for reading, table, _ in found]
    own = {problem.check_code for problem in file_problems if problem.form == form.code}
    twice = [] if form.is_cover or "PART-02" in own else told_twice(tables)
    is_short = any(
        not may_be_complete(table.header.missing, proposals) for _, table, proposals in found
    )
    goes_back = is_returned or is_short or bool(twice) or not own.isdisjoint(PART_RETURNING)
    waits = not goes_back and any(one.serious for *_, proposals in found for one in proposals)
    for reading, table, proposals in found:
        asked = {one.column: one for one in proposals if waits and one.serious}
        result.problems += table_problems(reading, table, asked)
        result.layouts += _layouts(reading.sheet, table)
        result.proposals += proposals
        result.subtotals += _subtotal_cells(reading, table)
    result.problems += twice
    received = sum(len(table.data_rows) + len(table.unknown_rows) for _, table in tables)
    is_nil = bool(declared and declared.is_nil) and received == 0 and not form.is_cover
    if received == 0 and not is_nil:
        sheet = tables[0][0].sheet.name
        result.problems.append(Problem("PART-09", say.table_empty(form.title), form.code, sheet))
    status: ReaderStatus = "returned" if goes_back else "waiting_layout" if waits else "accepted"
    result.parts.append(Part(form.code, status, received, is_nil))
    if status == "accepted":
        result.rows[form.name] = _form_rows(form, tables)


def _add_undelivered(
    result: Assembled, form: ReaderForm, declared: _Declaration, is_returned: bool
) -> None:
    """A form on the cover without a table: a nil report, missing, or nothing said."""
    if declared.rows_count:
        message = say.table_missing(form.title, str(declared.rows_count))
        where = (declared.sheet, declared.rows_cell, declared.rows_text)
        result.problems.append(Problem("PART-03", message, form.code, *where))
        result.parts.append(Part(form.code, "returned", 0, False))
    elif declared.is_nil:
        result.parts.append(Part(form.code, "returned" if is_returned else "accepted", 0, True))
    else:
        where = (declared.sheet, declared.nil_cell, declared.nil_text)
        result.problems.append(Problem("PART-09", say.table_empty(form.title), form.code, *where))


def _declarations(placed: list[Placed], context: ReaderContext) -> dict[str, _Declaration]:
    """The cover's rows by the form they speak of."""
    declared: dict[str, _Declaration] = {}
    for reading, table in placed:
        if not table.form.is_cover:
            continue
        columns = table.header.fields
        for row in table.data_rows:
            texts = reading.sheet.rows[row]
            code_column = columns.get("form_code")
            form = _form_meant(texts[code_column] if code_column is not None else None, context)
            if form is not None:
                declared.setdefault(form.code, _declaration(reading.sheet, row, columns))
    return declared


def _declaration(sheet: Sheet, row: int, columns: dict[str, int]) -> _Declaration:
    def cell(name: str) -> tuple[Text, str | None]:
        column = columns.get(name)
        if column is None:
            return None, None
        return sheet.columns[column][row], sheet.address(row, column)

    rows_text, rows_cell = cell("declared_rows_count")
    nil_text, nil_cell = cell("is_nil")
    is_nil = _folded(nil_text) in _TICKS
    return _Declaration(sheet.name, rows_text, rows_cell, is_nil, nil_cell, nil_text)


def _form_meant(text: Text, context: ReaderContext) -> ReaderForm | None:
    """The form that a cell of the cover names, by number or title."""
    name = letters_only(text or "")
    for form in context.forms:
        number = letters_only(form.code)
        if name == number or name.removeprefix(number) in form.titles:
            return form
    return None


def _folded(text: Text) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split()).casefold()


def _count(text: Text) -> int | None:
    digits = _folded(text).rstrip("行条件个笔").replace(",", "").removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _used(table: Table) -> list[ColumnUse]:
    foreign = {use.field for use in foreign_columns(table)}
    return [use for use in table.header.uses if use.field not in foreign]


def _layouts(sheet: Sheet, table: Table) -> Iterator[Layout]:
    for use in _used(table):
        yield Layout(
            form=table.form.code,
            sheet=sheet.name,
            table=table.number,
            field=use.field,
            column_letter=_line(sheet, use.column),
            heading=use.heading.text or "",
            money_unit=unit_of(table, use),
        )


def _line(sheet: Sheet, column: int) -> str:
    """The letter of a column in the file; of a transposed sheet the number of a row."""
    return str(column + 1) if sheet.is_transposed else column_letter(column)


def _subtotal_cells(reading: SheetReading, table: Table) -> Iterator[SubtotalCell]:
    sheet = reading.sheet
    for subtotal in reading.subtotals:
        for name, column in subtotal.columns.items() if subtotal.table == table.number else ():
            yield SubtotalCell(
                form=table.form.code,
                sheet=sheet.name,
                table=table.number,
                row=subtotal.row + 1,
                first_row=subtotal.first_row + 1,
                last_row=subtotal.last_row + 1,
                field=name,
                text=sheet.columns[column][subtotal.row],
                cell=sheet.address(subtotal.row, column),
            )


def _form_rows(form: ReaderForm, tables: list[Placed]) -> FormRows:
    names = [f.name for f in form.fields]
    names += [f"{f.name}__unit" for f in form.fields if f.is_money]
    rows = FormRows({name: [] for name in names})
    for reading, table in tables:
        count = len(table.data_rows)
        if not count:
            continue
        used = {use.field: use for use in _used(table)}
        for form_field in form.fields:
            use = used.get(form_field.name)
            texts = rows.texts[form_field.name]
            texts += _taken(reading.sheet.columns[use.column], table) if use else [None] * count
            if form_field.is_money:
                unit = unit_of(table, use) if use else DEFAULT_MONEY_UNIT
                rows.texts[f"{form_field.name}__unit"] += [unit] * count
        rows.sheets += [reading.sheet.name] * count
        rows.tables += [table.number] * count
        rows.rows += [row + 1 for row in table.data_rows]
        rows.cells += _cells(reading.sheet, table, used.values())
    return rows


def _taken(column: list[Text], table: Table) -> Iterable[Text]:
    rows = table.data_rows
    if rows[-1] - rows[0] + 1 == len(rows):
        return column[rows[0] : rows[-1] + 1]
    return [column[row] for row in rows]


def _cells(sheet: Sheet, table: Table, uses: Iterable[ColumnUse]) -> list[str | None]:
    """JSON field → address for values from a merge above or of a transposed sheet, else None."""
    if not table.filled and not sheet.is_transposed:
        return [None] * len(table.data_rows)
    columns = [(use.field, use.column) for use in uses]
    found = []
    for row in table.data_rows:
        where = {name: table.filled.get((row, column)) for name, column in columns}
        if sheet.is_transposed:
            where = {name: where[name] or sheet.address(row, column) for name, column in columns}
        told = {name: cell for name, cell in where.items() if cell is not None}
        found.append(json.dumps(told, ensure_ascii=False) if told else None)
    return found
