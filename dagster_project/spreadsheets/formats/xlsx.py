"""An .xlsx workbook to sheets of text.

Checks how much the cells hold and how far they reach before anything is parsed, because a parser
given a hostile file can take all memory or end the process. Values come from calamine: its
numbers are exact doubles and its dates typed, where fastexcel's all-text mode rounds numbers to
nine decimals, drops leading empty columns and makes TRUE and the text "true" the same.
"""

import io
import re
from collections.abc import Sequence
from xml.parsers import expat

import python_calamine

from dagster_project.spreadsheets.formats.cell_text import UNCOMPUTED, cell_texts
from dagster_project.spreadsheets.formats.limits import (
    MAX_BOX_CELLS,
    MAX_FILLED_CELLS,
    TOO_LARGE,
    Allowance,
)
from dagster_project.spreadsheets.formats.packages import DAMAGE
from dagster_project.spreadsheets.formats.refusals import DAMAGED
from dagster_project.spreadsheets.formats.shared_texts import SharedTexts, text_length
from dagster_project.spreadsheets.formats.sheet_scan import SheetFacts, scan_sheet
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.formats.xlsx_package import XlsxPackage
from dagster_project.spreadsheets.grid import Sheet, Text
from dagster_project.spreadsheets.text import unescape

_DAMAGE = (*DAMAGE, expat.ExpatError, python_calamine.CalamineError, python_calamine.XmlError)
SMALLEST_CELL = len("<c><v>1</v></c>")
_ESCAPE = re.compile(rb"_x[0-9A-Fa-f]{4}_")


def read_xlsx(data: bytes) -> list[Sheet]:
    """Return the worksheets of a workbook in their order, hidden ones marked.

    Raises:
        UnreadableFileError: the package is damaged, too large, or its cells reach too far.
    """
    try:
        facts, has_escapes, package = _scan_package(data)
        return _read_sheets(package, facts, has_escapes) if facts else []
    except _DAMAGE as error:
        raise UnreadableFileError(DAMAGED) from error
    except MemoryError as error:
        raise UnreadableFileError(TOO_LARGE) from error
    except BaseException as error:
        # A panic in the parser derives from BaseException; the file is to blame, not the run.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError(DAMAGED) from error


def _scan_package(data: bytes) -> tuple[dict[str, SheetFacts], bool, bytes]:
    """What the parts say beside their values, and the package that its reader can take."""
    allowance = Allowance()
    facts: dict[str, SheetFacts] = {}
    with XlsxPackage(data) as package:
        sheets = package.worksheets()
        xml = package.shared_texts()
        has_escapes = _has_escape(xml)
        texts = SharedTexts(xml)
        most_cells = package.size(sheets.values()) // SMALLEST_CELL
        is_small = most_cells <= MAX_FILLED_CELLS and not texts.may_exceed(most_cells)
        for title, part in sheets.items():
            xml = package.part(part)
            has_escapes = has_escapes or _has_escape(xml)
            facts[title] = _checked_facts(xml, allowance, None if is_small else texts)
        if package.has_foreign:
            data = package.plain(sheets)
    return facts, has_escapes, data


def _has_escape(xml: bytes) -> bool:
    """Whether a part has characters written as _x000D_."""
    return b"_" in xml and _ESCAPE.search(xml) is not None


def _checked_facts(xml: bytes, allowance: Allowance, texts: SharedTexts | None) -> SheetFacts:
    """The facts of a sheet that keeps within the limits; `texts` only where it may not."""
    facts = scan_sheet(xml, MAX_BOX_CELLS, is_counted=texts is not None)
    allowance.take_box(facts.box_rows, facts.box_columns)
    if texts is not None:
        allowance.take_cells(facts.filled_cells, text_length(xml) + texts.length_used(xml))
    if not facts.is_addressed and b't="e"' in xml:
        raise UnreadableFileError(DAMAGED)
    return facts


def _read_sheets(data: bytes, facts: dict[str, SheetFacts], has_escapes: bool) -> list[Sheet]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    for about in workbook.sheets_metadata:
        found = facts.get(about.name)
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet or found is None:
            continue
        rows = workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        columns = _columns(rows, found)
        if has_escapes:
            columns = [[unescape(text) if text else text for text in column] for column in columns]
        is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        sheets.append(Sheet(about.name, columns, found.merges, is_hidden))
    return sheets


def _columns(rows: Sequence[Sequence[object]], facts: SheetFacts) -> list[list[Text]]:
    """Cells by column as text, with error cells and uncomputed formulas put back."""
    special = dict.fromkeys(facts.uncomputed, UNCOMPUTED) | facts.errors
    height = max([len(rows), *(row + 1 for row, _ in special)])
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column in special)])
    columns: list[list[Text]] = [cell_texts(column) for column in zip(*rows, strict=True)]
    if special:
        for column in columns:
            column.extend([None] * (height - len(column)))
        columns.extend([None] * height for _ in range(width - len(columns)))
        for (row, column_number), text in special.items():
            columns[column_number][row] = text
    return columns
