"""From tables to parts: one form of one unit and month, with its rows by column.

Decides which parts stand and which go back, counts the rows and lays the texts out as the raw
tables hold them. Unit and month are `identify.py`'s, rows are classed in `tables.py`.
"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from dagster_project.spreadsheets import problems as say
from dagster_project.spreadsheets.context import ReaderContext, ReaderForm
from dagster_project.spreadsheets.grid import Sheet, Text, column_letter
from dagster_project.spreadsheets.headers import ColumnUse, HeadingCell
from dagster_project.spreadsheets.problems import PART_RETURNING, Problem
from dagster_project.spreadsheets.tables import SheetReading, Table
from dagster_project.spreadsheets.text import ACCEPTED_MONEY_UNITS, letters_only

DEFAULT_MONEY_UNIT = "万元"
_TICKS = frozenset({"√", "✓", "✔", "☑", "是", "有", "对", "1", "y", "yes", "true"})


@dataclass(frozen=True, slots=True)
class Part:
    """One form in the file; `form` None where no table was found."""

    form: str | None
    reader_status: Literal["accepted", "returned"]
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
    """Parts, layouts, rows and the problems found on the way."""

    parts: list[Part] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
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
) -> Assembled:
    """Make the parts of a file; with `is_returned` every one of them goes back.

    `unplaced_rows` are the unknown rows of sheets without a known form: they are received and go
    back as a part of no form, so that every row found is accounted for.
    """
    result = Assembled()
    placed: list[Placed] = [(r, table) for r in readings for table in r.tables]
    declared = _declarations(placed, context)
    for form in context.forms:
        tables = [(r, table) for r, table in placed if table.form.code == form.code]
        if tables:
            _add_part(result, form, tables, declared.get(form.code), file_problems, is_returned)
        elif form.code in declared and not form.is_cover:
            _add_undelivered(result, form, declared[form.code], is_returned)
    if unplaced_rows or not result.parts:
        result.parts.append(Part(None, "returned", unplaced_rows, False))
    return result


def _add_part(
    result: Assembled,
    form: ReaderForm,
    tables: list[Placed],
    declared: _Declaration | None,
    file_problems: list[Problem],
    is_returned: bool,
) -> None:
    problems = [problem for r, table in tables for problem in _table_problems(r, table)]
    received = sum(len(table.data_rows) + len(table.unknown_rows) for _, table in tables)
    is_nil = bool(declared and declared.is_nil) and received == 0 and not form.is_cover
    if received == 0 and not is_nil:
        sheet = tables[0][0].sheet.name
        problems.append(Problem("PART-09", say.table_empty(form.title), form.code, sheet))
    own = [p for p in file_problems if p.form == form.code] + problems
    goes_back = is_returned or any(problem.check_code in PART_RETURNING for problem in own)
    result.parts.append(Part(form.code, "returned" if goes_back else "accepted", received, is_nil))
    result.problems += problems
    for reading, table in tables:
        result.layouts += _layouts(reading.sheet, table)
    if not goes_back:
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


def _table_problems(reading: SheetReading, table: Table) -> Iterator[Problem]:
    sheet, header, form = reading.sheet, table.header, table.form
    first = sheet.address(header.first_row, header.first_column)
    unrecognised = [cell.text or "" for cell in header.unrecognised]
    for name in header.missing:
        message = say.column_missing(form.title, form.label(name), unrecognised)
        yield Problem("PART-01", message, form.code, sheet.name, first)
    for cell in header.unrecognised:
        yield _heading(table, sheet, cell, say.heading_unrecognised)
    for cell in header.repeated:
        yield _heading(table, sheet, cell, say.heading_repeated)
    for cell in [*header.foreign_unit, *(use.heading for use in _foreign(table))]:
        yield _heading(table, sheet, cell, say.heading_unit)
    for column in _columns_without_heading(sheet, table):
        where = sheet.address(header.last_row, column)
        message = say.heading_blank(form.title, column_letter(column))
        yield Problem("PART-06", message, form.code, sheet.name, where)
    for row in table.unknown_rows:
        column = next(c for c, text in enumerate(sheet.rows[row]) if text is not None)
        message = say.row_unknown(sheet.name, row + 1)
        text = sheet.columns[column][row]
        yield Problem("ROW-01", message, form.code, sheet.name, sheet.address(row, column), text)


def _heading(
    table: Table, sheet: Sheet, cell: HeadingCell, words: Callable[[str, str], str]
) -> Problem:
    message = words(table.form.title, "".join((cell.text or "").split()))
    where = sheet.address(cell.row, cell.column)
    return Problem("PART-06", message, table.form.code, sheet.name, where, cell.text)


def _columns_without_heading(sheet: Sheet, table: Table) -> list[int]:
    """Columns with something in a data row and no heading."""
    header = table.header
    cells = [*header.unrecognised, *header.repeated, *header.foreign_unit]
    known = {use.column for use in header.uses} | {cell.column for cell in cells}
    return [
        column
        for column in range(sheet.width)
        if column not in known | header.ignored_columns
        and any(sheet.columns[column][row] is not None for row in table.data_rows)
    ]


def _unit_of(table: Table, use: ColumnUse) -> str | None:
    if use.field not in table.form.money_fields:
        return None
    return use.money_unit or table.money_unit or DEFAULT_MONEY_UNIT


def _foreign(table: Table) -> list[ColumnUse]:
    """Money columns that the line above the table puts in a unit which is not read."""
    return [
        use
        for use in table.header.uses
        if (unit := _unit_of(table, use)) is not None and unit not in ACCEPTED_MONEY_UNITS
    ]


def _used(table: Table) -> list[ColumnUse]:
    foreign = {use.field for use in _foreign(table)}
    return [use for use in table.header.uses if use.field not in foreign]


def _layouts(sheet: Sheet, table: Table) -> Iterator[Layout]:
    for use in _used(table):
        yield Layout(
            form=table.form.code,
            sheet=sheet.name,
            table=table.number,
            field=use.field,
            column_letter=column_letter(use.column),
            heading=use.heading.text or "",
            money_unit=_unit_of(table, use),
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
                unit = _unit_of(table, use) if use else DEFAULT_MONEY_UNIT
                rows.texts[f"{form_field.name}__unit"] += [unit] * count
        rows.sheets += [reading.sheet.name] * count
        rows.tables += [table.number] * count
        rows.rows += [row + 1 for row in table.data_rows]
        rows.cells += _cells(table, used.values())
    return rows


def _taken(column: list[Text], table: Table) -> Iterable[Text]:
    rows = table.data_rows
    if rows[-1] - rows[0] + 1 == len(rows):
        return column[rows[0] : rows[-1] + 1]
    return [column[row] for row in rows]


def _cells(table: Table, uses: Iterable[ColumnUse]) -> list[str | None]:
    """For rows with values from a merge above: JSON field → address, else None."""
    if not table.filled:
        return [None] * len(table.data_rows)
    columns = [(use.field, use.column) for use in uses]
    found = []
    for row in table.data_rows:
        where = {
            name: table.filled[row, column]
            for name, column in columns
            if (row, column) in table.filled
        }
        found.append(json.dumps(where, ensure_ascii=False) if where else None)
    return found
