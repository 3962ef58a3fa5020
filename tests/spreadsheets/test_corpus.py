"""Every file of the shared corpus opens with the outcome and the cells that its manifest wants."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from dagster_project.spreadsheets.formats.delimited import find_delimiter
from dagster_project.spreadsheets.formats.encodings import decode
from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.grid import Sheet, column_index
from tests.spreadsheets.corpus import KNOWN, OTHER_OUTCOME, REFUSALS, SHEETS, Entry, entries
from tests.spreadsheets.second_reader import (
    CannotReadError,
    Sheets,
    by_calamine,
    by_csv,
    by_openpyxl,
    by_xlrd,
    differences,
)

Shared = Callable[[str], Path]
ABSENT = Entry("MANIFEST.tsv", "either", "")
ENTRIES = entries() or [ABSENT]


@cache
def opened(path: Path) -> list[Sheet] | str:
    """The sheets of a file, or what its refusal says."""
    try:
        return open_workbook(path.read_bytes(), path.name)
    except UnreadableFileError as error:
        return str(error)


def cell(sheet: Sheet, address: str) -> str | None:
    match = re.fullmatch(r"([A-Z]+)([0-9]+)", address)
    assert match
    column, row = column_index(match[1]), int(match[2]) - 1
    inside = column < sheet.width and row < sheet.height
    return sheet.columns[column][row] if inside else None


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.path)
def test_outcome(entry: Entry, require_shared: Shared) -> None:
    found = opened(require_shared(f"corpus/{entry.path}"))
    if entry is ABSENT:
        return
    outcome = OTHER_OUTCOME.get(entry.path, entry.outcome)
    if isinstance(found, str):
        assert outcome in ("refuse", "either"), found
        assert REFUSALS.get(entry.path, "") in found
        assert "报送" in found
    else:
        assert outcome in ("load", "either"), [sheet.name for sheet in found]


@pytest.mark.parametrize("path", KNOWN)
def test_cells(path: str, require_shared: Shared) -> None:
    known = KNOWN[path]
    sheets = opened(require_shared(f"corpus/{path}"))
    assert not isinstance(sheets, str), sheets
    sheet = sheets[known.sheet]
    assert {address: cell(sheet, address) for address in known.cells} == known.cells
    assert known.height in (None, sheet.height)
    assert known.width in (None, sheet.width)


@pytest.mark.parametrize("path", SHEETS)
def test_sheets_and_what_is_hidden(path: str, require_shared: Shared) -> None:
    sheets = opened(require_shared(f"corpus/{path}"))
    assert not isinstance(sheets, str), sheets
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == SHEETS[path]


def test_numbers_zoo(require_shared: Shared) -> None:
    """Nothing is interpreted here: only what needs no interpretation is already as column B."""
    sheets = opened(require_shared("corpus/made/numbers_zoo.xlsx"))
    assert not isinstance(sheets, str)
    typed, meant = sheets[0].columns
    assert len(typed) == 45
    already = {text for text, meaning in zip(typed, meant, strict=True) if text == meaning}
    assert already == {"0", "0.3", "2024"}
    assert typed[1:7] == ["１２３４．５", "1,234.50", "1，234", "12.5万", "3亿", "30%"]
    assert {"010104", "410102 ", "4.10102E+11", "=1+1", "1'234", "²", "123456789012345700"} <= set(
        filter(None, typed)
    )


# ---------------------------------------------------------------- second readers

# What the second reader gives otherwise, and why it is not followed.
EXPLAINED = {
    # openpyxl lists macro and dialog sheets among the worksheets; they hold no cells of a form.
    "poi/xlmmacro.xlsm": r"^Macro1: missing$",
    "sheetjs/BlankSheetTypes.xlsm": r"^(?:Macro1|Dialog1): missing$",
    "tidyxl/enron-nested.xlsx": r"^dlgAddRows: missing$",
    # openpyxl drops what lies under a merge; the file has it, and the merge says that it is hidden.
    "phpspreadsheet/hidden_values_under_merge.xlsx": r"^Sheet1 \(1, [12]\): '[43]' for ''$",
    "made/merged_header_3rows.xlsx": r"^附表1 \(7, 0\): '3' for ''$",
    # The guards that keep zeros, NUL, the cut character and sep= are no part of the text.
    "made/excel_guard.csv": r"^ \(1, [134]\): ",
    "made/cut_multibyte.csv": r"^ \(2, 4\): '#文字不完整'",
}
TOO_LARGE_FOR_OPENPYXL = ("made/styled_blank_400k_rows.xlsx", "made/wide_16384_columns.xlsx")


def by_other_readers(path: str, data: bytes) -> list[Sheets]:
    """What the readers say that can read the file at all."""
    if path in TOO_LARGE_FOR_OPENPYXL or data.startswith(b"<"):
        return []
    if data.startswith((b"\xd0\xcf\x11\xe0", b"\x09\x04")):
        readers = [by_xlrd]
    elif data.startswith(b"PK"):
        readers = [by_openpyxl, by_calamine]
    else:
        text = decode(data).replace("\0", "").replace("\r\r\n", "\r\n")
        announced = re.match(r"sep=(.)\r\n", text)
        text = text[announced.end() :] if announced else text
        return [by_csv(text, announced[1] if announced else find_delimiter(text))]
    found = []
    for reader in readers:
        try:
            found.append(reader(data))
        except CannotReadError:
            continue
    return found


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.path)
def test_a_second_reader_finds_the_same_cells(entry: Entry, require_shared: Shared) -> None:
    path = require_shared(f"corpus/{entry.path}")
    sheets = opened(path)
    if entry is ABSENT or isinstance(sheets, str):
        return  # refused: nothing was read that could be wrong
    found = {
        sheet.name: {
            (row, number): text
            for number, column in enumerate(sheet.columns)
            for row, text in enumerate(column)
            if text is not None
        }
        for sheet in sheets
    }
    explained = re.compile(EXPLAINED.get(entry.path, "(?!)"))
    for wanted in by_other_readers(entry.path, path.read_bytes()):
        told = [line for line in differences(found, wanted) if not explained.match(line)]
        assert not told
