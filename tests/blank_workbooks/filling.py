"""Two programs that type rows into a blank workbook: openpyxl and LibreOffice.

The rows are by field, as a person writes the values (`clean_rows.py`). Where a cell of a blank
workbook lies is taken from its own head (`Blank`), not from what wrote it.
"""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dagster_project.forms import Form

Value = str | int | float | date
Row = Mapping[str, Value]
HEAD_ROW, FIRST_ROW = 3, 4
COVER_FIRST_ROW = 6
MACRO_LIMIT = 120


@dataclass(frozen=True)
class Entry:
    """One value and where it is typed, row and column from 1."""

    sheet: str
    row: int
    column: int
    value: Value

    @property
    def cell(self) -> str:
        """The address, D5."""
        return f"{get_column_letter(self.column)}{self.row}"


class Blank:
    """A blank workbook as its reader sees it: where the fields of each form stand."""

    def __init__(self, path: Path, forms: Mapping[str, Form]) -> None:
        book = openpyxl.load_workbook(path)
        self.cover_rows = {
            str(row[0].value): row[0].row
            for row in book["封面"].iter_rows(min_row=COVER_FIRST_ROW)
            if row[0].value in forms
        }
        self.sheets = {code: _sheet_of(book.worksheets, code) for code in self.cover_rows}
        self.columns = {
            code: _columns(book[self.sheets[code]], forms[code]) for code in self.cover_rows
        }

    def entries(self, code: str, rows: Iterable[Row], first_row: int = FIRST_ROW) -> list[Entry]:
        """Where the values of a form's rows are typed, one row below the other."""
        return [
            Entry(self.sheets[code], row, self.columns[code][name], value)
            for row, values in enumerate(rows, start=first_row)
            for name, value in values.items()
        ]

    def cell(self, code: str, row: int, field: str) -> str:
        """The address of a field in the n-th row of a form, counted from 1."""
        return f"{get_column_letter(self.columns[code][field])}{FIRST_ROW + row - 1}"


def _sheet_of(sheets: Iterable[Worksheet], code: str) -> str:
    return next(sheet.title for sheet in sheets if sheet.title.startswith(code))


def _columns(sheet: Worksheet, form: Form) -> dict[str, int]:
    """The column of each field, by the heading without its star and unit."""
    headings = {
        str(cell.value).removesuffix("*").removesuffix("(万元)"): cell.column
        for cell in sheet[HEAD_ROW]
    }
    return {field.name: headings[field.label] for field in form.fields}


def type_with_openpyxl(blank: Path, filled: Path, entries: Iterable[Entry]) -> None:
    """Type the values into a copy of a workbook; openpyxl computes nothing."""
    book = openpyxl.load_workbook(blank)
    for entry in entries:
        book[entry.sheet].cell(entry.row, entry.column).value = entry.value
    book.save(filled)


def type_with_libreoffice(
    blank: Path, filled: Path, entries: Iterable[Entry], profile: Path
) -> None:
    """Let LibreOffice open the workbook, type the values, calculate and save it as .xlsx."""
    _start_libreoffice(profile, "--terminate_after_init")  # makes the profile with its libraries
    basic = profile / "user" / "basic" / "Standard"
    lines = "\n".join(_basic_line(entry) for entry in entries)
    module = _MODULE.format(source=blank.as_uri(), target=filled.as_uri(), lines=escape(lines))
    (basic / "Filling.xba").write_text(module, encoding="utf-8")
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    _start_libreoffice(profile, "macro:///Standard.Filling.Main")
    assert filled.is_file(), "LibreOffice saved nothing"


def _start_libreoffice(profile: Path, argument: str) -> None:
    program = [str(shutil.which("soffice")), "--headless", "--norestore"]
    program += [f"-env:UserInstallation={profile.as_uri()}", argument]
    subprocess.run(program, check=True, capture_output=True, timeout=MACRO_LIMIT)


def _basic_line(entry: Entry) -> str:
    sheet = f'book.Sheets.getByName("{entry.sheet}")'
    place = f"{sheet}.getCellByPosition({entry.column - 1}, {entry.row - 1})"
    if isinstance(entry.value, date):
        serial = (entry.value - date(1899, 12, 30)).days
        return f"{place}.Value = {serial}"
    if isinstance(entry.value, str):
        text = entry.value.replace('"', '""')
        return f'{place}.String = "{text}"'
    return f"{place}.Value = {entry.value}"


_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Filling"
 script:language="StarBasic">
Sub Main
Dim options(0) As New com.sun.star.beans.PropertyValue
Dim book As Object
options(0).Name = &quot;Hidden&quot;
options(0).Value = True
book = StarDesktop.loadComponentFromURL(&quot;{source}&quot;, &quot;_blank&quot;, 0, options())
{lines}
book.calculateAll()
options(0).Name = &quot;FilterName&quot;
options(0).Value = &quot;Calc MS Excel 2007 XML&quot;
book.storeToURL(&quot;{target}&quot;, options())
book.close(True)
StarDesktop.terminate()
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Filling"/>
</library:library>
"""
