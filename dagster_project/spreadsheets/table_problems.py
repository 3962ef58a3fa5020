"""What is wrong with a table as such: columns that lack, mean nothing or stand twice, stray rows.

Values are dbt's to check; which part goes back for what is said here, `assemble.py` decides.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from dagster_project.spreadsheets import problems as say
from dagster_project.spreadsheets.grid import Sheet, column_letter
from dagster_project.spreadsheets.headers import ColumnUse, HeadingCell
from dagster_project.spreadsheets.problems import Problem
from dagster_project.spreadsheets.proposals import Proposal
from dagster_project.spreadsheets.row_kinds import says_by_colour
from dagster_project.spreadsheets.tables import SheetReading, Table
from dagster_project.spreadsheets.text import ACCEPTED_MONEY_UNITS

DEFAULT_MONEY_UNIT = "万元"


def table_problems(
    reading: SheetReading, table: Table, asked: Mapping[int, Proposal]
) -> Iterator[Problem]:
    """What is wrong with a table; `asked` are the proposals it waits for, by column."""
    sheet, header, form = reading.sheet, table.header, table.form
    first = sheet.address(header.first_row, header.first_column)
    unrecognised = [cell.text or "" for cell in header.unrecognised]
    for name in header.missing if not asked else ():
        message = say.column_missing(form.title, form.label(name), unrecognised)
        yield Problem("PART-01", message, form.code, sheet.name, first)
    for cell in header.unrecognised:
        if cell.column in asked:
            proposal = asked[cell.column]
            likely = [candidate.label for candidate in proposal.serious]
            message = say.heading_waiting(form.title, proposal.heading, likely)
            yield Problem("PART-10", message, form.code, sheet.name, proposal.cell, cell.text)
        else:
            yield _heading(table, sheet, cell, say.heading_unrecognised)
    for cell in header.repeated:
        yield _heading(table, sheet, cell, say.heading_repeated)
    for cell in header.over_several:
        yield _heading(table, sheet, cell, say.heading_over_several)
    for cell in [*header.foreign_unit, *(use.heading for use in foreign_columns(table))]:
        yield _heading(table, sheet, cell, say.heading_unit)
    for column in _columns_without_heading(sheet, table):
        where = sheet.address(header.last_row, column)
        message = say.heading_blank(form.title, _column_name(sheet, column))
        yield Problem("PART-06", message, form.code, sheet.name, where)
    if table is reading.tables[0]:
        yield from _coloured(reading, form.code)
    for row in table.unknown_rows:
        column = next(c for c, text in enumerate(sheet.rows[row]) if text is not None)
        message = say.row_unknown(sheet.name, _row_name(sheet, row))
        text = sheet.columns[column][row]
        yield Problem("ROW-01", message, form.code, sheet.name, sheet.address(row, column), text)


def _coloured(reading: SheetReading, form: str) -> Iterator[Problem]:
    """A query where the lines around the tables give colours a meaning: colours are not read."""
    sheet, rows = reading.lines_around()
    for row in rows:
        for column, text in enumerate(sheet.rows[row]):
            if text is not None and says_by_colour(text):
                where = sheet.address(row, column)
                yield Problem("PART-06", say.COLOURS, form, sheet.name, where, text)


def _row_name(sheet: Sheet, row: int) -> str:
    return f" {column_letter(row)} 列" if sheet.is_transposed else f"第 {row + 1} 行"


def _column_name(sheet: Sheet, column: int) -> str:
    return f"第 {column + 1} 行" if sheet.is_transposed else f" {column_letter(column)} 列"


def told_twice(tables: Sequence[tuple[SheetReading, Table]]) -> list[Problem]:
    """A problem where two tables hold mostly the same items: then neither says what is meant.

    A form that is split, by town or by page, has each item once.
    """
    items = [_items(reading, table) for reading, table in tables]
    for later, (reading, table) in enumerate(tables):
        for earlier in range(later):
            shared = len(items[later] & items[earlier])
            is_mostly_the_same = shared * 2 > min(len(items[later]), len(items[earlier]))
            if is_mostly_the_same and _has_same_columns(table, tables[earlier][1]):
                header, sheet = table.header, reading.sheet
                places = [_place(*tables[earlier]), _place(reading, table)]
                message = say.table_twice(table.form.title, places, shared)
                first = sheet.address(header.first_row, header.first_column)
                return [Problem("PART-02", message, table.form.code, sheet.name, first)]
    return []


def _items(reading: SheetReading, table: Table) -> frozenset[tuple[str | None, ...]]:
    """The keys of a table's rows as typed; none where a key has no column."""
    fields = table.header.fields
    if not table.form.keys or not fields.keys() >= set(table.form.keys):
        return frozenset()
    columns = [reading.sheet.columns[fields[name]] for name in table.form.keys]
    taken = ([texts[row] for row in table.data_rows] for texts in columns)
    keys = frozenset(zip(*taken, strict=True))
    return frozenset(key for key in keys if None not in key)


def _has_same_columns(table: Table, other: Table) -> bool:
    """Whether tables hold a field in common that is no key; else one continues the other."""
    return not (table.header.fields.keys() & other.header.fields.keys()) <= set(table.form.keys)


def _place(reading: SheetReading, table: Table) -> str:
    row = f"第 {table.header.first_row + 1} 行起"
    return f"工作表“{reading.sheet.name}”{row}" if reading.sheet.name else row


def _heading(
    table: Table, sheet: Sheet, cell: HeadingCell, words: Callable[[str, str], str]
) -> Problem:
    message = words(table.form.title, "".join((cell.text or "").split()))
    where = sheet.address(cell.row, cell.column)
    return Problem("PART-06", message, table.form.code, sheet.name, where, cell.text)


def _columns_without_heading(sheet: Sheet, table: Table) -> list[int]:
    """Columns with something in a data row and no heading."""
    header = table.header
    known = {use.column for use in header.uses} | {cell.column for cell in header.unused}
    return [
        column
        for column in range(sheet.width)
        if column not in known | header.ignored_columns
        and any(sheet.columns[column][row] is not None for row in table.data_rows)
    ]


def unit_of(table: Table, use: ColumnUse) -> str | None:
    """The money unit of a column; None where it holds no money."""
    if use.field not in table.form.money_fields:
        return None
    return use.money_unit or table.money_unit or DEFAULT_MONEY_UNIT


def foreign_columns(table: Table) -> list[ColumnUse]:
    """Money columns that the line above the table puts in a unit which is not read."""
    return [
        use
        for use in table.header.uses
        if (unit := unit_of(table, use)) is not None and unit not in ACCEPTED_MONEY_UNITS
    ]
