"""Cells of real workbooks come as exact text at their own address."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from dagster_project.spreadsheets.formats.sniff import UnreadableFileError
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.grid import Merge, Sheet, address, column_index

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
VALUES = st.one_of(
    TEXTS.filter(lambda text: not text.startswith("=") and "_x" not in text),
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12, allow_nan=False).filter(
        lambda number: number == 0 or abs(number) > 1e-9
    ),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)).map(
        lambda t: t.replace(microsecond=0)
    ),
)
CELLS = st.dictionaries(st.tuples(st.integers(0, 40), st.integers(0, 30)), VALUES, max_size=40)


def written(cells: dict[tuple[int, int], object]) -> bytes:
    book = openpyxl.Workbook()
    for (row, column), value in cells.items():
        book.active.cell(row + 1, column + 1, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def seen_by_openpyxl(value: object) -> str | None:
    """The text wanted for a value as openpyxl reads it back."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        is_day = value.time() == time(0)
        return f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, float) and not value.is_integer():
        return f"{value!r}"
    if isinstance(value, int | float):
        return f"{int(value)}"
    return None if value is None else str(value)


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_cell_by_cell_as_openpyxl_reads_them(cells: dict[tuple[int, int], object]) -> None:
    data = written(cells)
    sheet = read_xlsx(data)[0]
    wanted = openpyxl.load_workbook(io.BytesIO(data)).active
    for row in range(45):
        for column in range(35):
            inside = column < sheet.width and row < sheet.height
            found = sheet.columns[column][row] if inside else None
            text = seen_by_openpyxl(wanted.cell(row + 1, column + 1).value)
            if text is not None and "e" in text and found is not None and found != text:
                assert float(found) == float(text)
            else:
                assert found == text


@given(st.integers(0, 16_383), st.integers(0, 1_048_575))
def test_addresses_are_excels(column: int, row: int) -> None:
    assert address(row, column) == f"{get_column_letter(column + 1)}{row + 1}"
    assert column_index(get_column_letter(column + 1)) == column


def by_xlsxwriter(write: object) -> Sheet:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        write(book, book.add_worksheet("表"))  # type: ignore[operator]
    return read_xlsx(file.getvalue())[0]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1"),
        (1.0, "1"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (1 / 3, "0.3333333333333333"),
        (1234.5678, "1234.5678"),
        (1234567890123, "1234567890123"),
        (9.9e15, "9900000000000000"),
        (9.90101e5, "990101"),
        (1e-7, "0.0000001"),
        (0.0000000015, "0.0000000015"),
        (123456789012345678, "123456789012345700"),
    ],
)
def test_numbers_are_exact(number: float, text: str) -> None:
    sheet = by_xlsxwriter(lambda book, page: page.write_number("C4", number))
    assert sheet.columns[2][3] == text


@pytest.mark.parametrize(
    ("serial", "number_format", "text"),
    [
        (46000, "yyyy-mm-dd", "2025-12-09"),
        (46000, 'yyyy"年"m"月"d"日"', "2025-12-09"),
        (46000, 'yyyy"年"m"月"', "2025-12-09"),
        (46000.75, "yyyy/m/d h:mm", "2025-12-09 18:00:00"),
        (0.5, "h:mm", "12:00:00"),
        (1.5, "[h]:mm", "36:00:00"),
        (0.95, "0%", "0.95"),
    ],
)
def test_dates_by_their_format(serial: float, number_format: str, text: str) -> None:
    sheet = by_xlsxwriter(
        lambda book, page: page.write_number(
            "B2", serial, book.add_format({"num_format": number_format})
        )
    )
    assert sheet.columns[1][1] == text


def test_errors_formulas_and_booleans() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_formula("B1", "=NA()", None, "#N/A")
        page.write_formula("B2", "=1/0", None, "#DIV/0!")
        page.write_formula("B3", "=1+1", None, 2)
        page.write_formula("B4", "=B3", None, "")
        page.write_boolean("B5", True)
        page.write_string("B6", "true")
        page.write_string("B7", "第一行_x000D_\n第二行")
        page.write_string("B8", " 　 ")

    sheet = by_xlsxwriter(write)
    assert sheet.columns[0] == [None] * 8
    assert sheet.columns[1] == [
        "#N/A", "#DIV/0!", "2", "#公式未计算", "TRUE", "true", "第一行\r\n第二行", None,
    ]  # fmt: skip


def test_a_formula_without_stored_value_is_told_apart_from_a_blank() -> None:
    sheet = read_xlsx(written({(0, 0): "数", (1, 0): "=1+1", (4, 2): "=A1"}))[0]
    assert sheet.columns[0][:3] == ["数", "#公式未计算", None]
    assert sheet.columns[2][4] == "#公式未计算"


def test_merges_and_hidden_sheets_are_told() -> None:
    book = openpyxl.Workbook()
    book.active.merge_cells("B2:C4")
    book.active["B2"] = "并"
    book.create_sheet("藏").sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    shown, hidden = read_xlsx(file.getvalue())
    assert shown.merges == (Merge(1, 1, 3, 2),)
    assert (shown.is_hidden, hidden.is_hidden) == (False, True)


def test_a_cell_far_away_is_refused_and_not_parsed() -> None:
    with pytest.raises(UnreadableFileError, match="已拒绝读取"):
        read_xlsx(written({(0, 0): 1, (1_048_575, 16_383): 1}))


def test_a_far_formatted_blank_cell_does_no_harm() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"
    book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    file = io.BytesIO()
    book.save(file)
    assert read_xlsx(file.getvalue())[0].columns == [["甲"]]


def test_a_duration_has_no_date() -> None:
    sheet = read_xlsx(written({(0, 0): timedelta(hours=30, minutes=5)}))[0]
    assert sheet.columns[0][0] == "30:05:00"
