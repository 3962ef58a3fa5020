"""Workbooks of old programs (.xls, .et) give the cells that an .xlsx of the same content gives."""

import io
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from dagster_project.spreadsheets.formats.sniff import UnreadableFileError, recognise
from dagster_project.spreadsheets.formats.xls import read_xls
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.grid import Merge, Sheet
from tests.spreadsheets.old_workbook import ERRORS, SECTOR, Page, Value, old_workbook, ole, record
from tests.spreadsheets.province import (
    HEADINGS,
    clue,
    codes,
    column,
    cover,
    ledger,
    read,
    statuses,
    workbook,
)

Shared = Callable[[str], Path]
CHINESE = {(0, 0): "线索编号", (0, 1): "来源", (1, 0): "云上〔2026〕1号", (1, 1): "巡察移交"}


def page(cells: dict[tuple[int, int], Value], name: str = "台账") -> Page:
    return Page(name, cells, {})


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as error:
        read_xls(data)
    return str(error.value)


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize("version", [5, 8])
def test_values_come_as_exact_text_at_their_address(version: int) -> None:
    values: list[Value] = [1.0, 0.1, 990101.0, 1e-7, 1234567890123.0, True, False, "0012", " 　"]
    cells = {(row + 2, 3): value for row, value in enumerate(values + list(ERRORS))}
    (sheet,) = read_xls(old_workbook([page(cells)], version=version, codepage=936))
    assert sheet.name == "台账"
    assert sheet.columns[:3] == [[None] * 17] * 3
    assert sheet.columns[3] == [
        None, None, "1", "0.1", "990101", "0.0000001", "1234567890123", "TRUE", "FALSE", "0012",
        None, "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#N/A",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("serial", "style", "text", "text_1904"),
    [
        (46000.0, 1, "2025-12-09", "2029-12-10"),
        (46000.75, 2, "2025-12-09 18:00:00", "2029-12-10 18:00:00"),
        (46000.999999999, 2, "2025-12-10", "2029-12-11"),
        (1.0, 1, "1900-01-01", "1904-01-02"),
        (59.0, 1, "1900-02-28", "1904-02-29"),
        (61.0, 1, "1900-03-01", "1904-03-02"),
        (2958465.0, 1, "9999-12-31", "2958465"),
        (2958466.0, 1, "2958466", "2958466"),
        (-1.0, 1, "-1", "-1"),
        (0.5, 3, "12:00:00", "12:00:00"),
        (1.5, 4, "36:00:00", "36:00:00"),
        (9.0, 5, "9", "9"),
    ],
)
def test_dates_by_format_and_date_system(
    serial: float, style: int, text: str, text_1904: str
) -> None:
    pages = [Page("日期", {(0, 0): serial}, {(0, 0): style})]
    found = [read_xls(old_workbook(pages, is_1904=late))[0].columns[0][0] for late in (False, True)]
    assert found == [text, text_1904]


@pytest.mark.parametrize("serial", [1e300, float("inf"), float("nan")])
def test_an_absurd_date_or_duration_stays_a_number(serial: float) -> None:
    pages = [Page("日期", {(0, 0): serial, (0, 1): serial}, {(0, 0): 1, (0, 1): 4})]
    texts = read_xls(old_workbook(pages))[0].rows[0]
    assert [repr(float(text or "")) for text in texts] == [repr(serial)] * 2


def test_merges_and_hidden_sheets_are_told() -> None:
    shown = replace(page(CHINESE), merges=[(1, 3, 1, 2)])
    hidden = [Page("藏", CHINESE, {}, visibility=1), Page("深藏", CHINESE, {}, visibility=2)]
    sheets = read_xls(old_workbook([shown, *hidden]))
    assert sheets[0].merges == (Merge(1, 1, 3, 2),)
    assert [sheet.is_hidden for sheet in sheets] == [False, True, True]


@pytest.mark.parametrize("codepage", [936, 54936, 1252, None])
def test_chinese_of_an_old_file_whatever_code_page_it_names(codepage: int | None) -> None:
    (sheet,) = read_xls(old_workbook([page(CHINESE)], version=5, codepage=codepage))
    assert sheet.name == "台账"
    assert sheet.rows == [("线索编号", "来源"), ("云上〔2026〕1号", "巡察移交")]


def test_chinese_bytes_that_the_code_page_named_does_not_have() -> None:
    cells: dict[tuple[int, int], Value] = {(0, 0): "問題編號", (1, 0): "張某", (2, 0): "甲"}
    assert "張".encode("gbk")[:1] == b"\x8f"  # which is no character of code page 1252
    (sheet,) = read_xls(old_workbook([page(cells)], version=5, codepage=1252))
    assert sheet.columns == [["問題編號", "張某", "甲"]]


def test_western_text_of_an_old_file_stays_western() -> None:
    cells: dict[tuple[int, int], Value] = {(0, 0): "Préfecture", (1, 0): "Île à côté", (2, 0): "°"}
    pages = [page(cells, "Feuille")]
    (sheet,) = read_xls(old_workbook(pages, version=5, codepage=1252, encoding="cp1252"))
    assert sheet.columns == [["Préfecture", "Île à côté", "°"]]


# ---------------------------------------------------------------- refusals


def test_a_password_is_said_to_be_the_reason() -> None:
    for content in (bytes(4), b"\1\0\1\0\1\0" + bytes(48)):
        assert "密码" in refusal(old_workbook([page(CHINESE)], further=record(0x2F, content)))


def test_other_ole_files_are_named() -> None:
    assert "Word" in refusal(ole([("WordDocument", b"")]))
    assert "演示文稿" in refusal(ole([("PowerPoint Document", b"")]))
    assert "密码" in refusal(ole([("EncryptionInfo", b""), ("EncryptedPackage", b"")]))
    assert "里面没有工作簿" in refusal(ole([("Contents", b"")]))
    excel_4 = record(0x409, b"\0\0\0\1\0\0") + record(10, b"")
    assert read_xls(ole([("Book", excel_4)])) == []


def test_a_cell_far_away_is_refused_and_a_far_blank_does_no_harm() -> None:
    assert "已拒绝读取" in refusal(old_workbook([page({(0, 0): 1.0, (65_535, 255): 1.0})]))
    (sheet,) = read_xls(old_workbook([page({(0, 0): 1.0, (65_535, 0): ""})]))
    assert sheet.rows[0] == ("1",)


def test_sheets_that_share_their_cells_cannot_multiply_them() -> None:
    cells: dict[tuple[int, int], Value] = {(row, 0): 1.0 for row in range(500)}
    pages = [page(cells), *(page({}, f"表{number}") for number in range(100))]
    assert "已损坏" in refusal(old_workbook(pages, is_shared=True))
    wide = page({(row, 255): "" for row in range(3_000)})
    assert "已损坏" in refusal(old_workbook([wide, *pages[1:]], is_shared=True))


@pytest.mark.parametrize(
    ("left", "right"), [(2, 2), (1, -1), (0, -1), (2, 99)], ids=["shared", "own", "root", "none"]
)
def test_a_directory_that_shares_its_entries_is_refused(left: int, right: int) -> None:
    data = bytearray(old_workbook([page(CHINESE)]))
    struct.pack_into("<ii", data, 2 * SECTOR + 128 + 68, left, right)
    assert "已损坏" in refusal(bytes(data))


@pytest.mark.parametrize("cut", range(0, 4800, 97))
def test_every_cut_or_blanked_file_is_read_or_refused(cut: int) -> None:
    whole = old_workbook([page(CHINESE)])
    for data in (whole[:cut], whole[:cut] + b"\xff" * 64 + whole[cut + 64 :]):
        reading = read(data)
        assert codes(reading) in (["FILE-01"], ["FILE-02", "FILE-04", "FILE-06"])
        assert all("报送" in problem.message for problem in reading.problems[:1])


# ---------------------------------------------------------------- real files


def test_what_wps_wrote_twice_is_the_same_twice(require_shared: Shared) -> None:
    old = require_shared("corpus/sheetjs/wps_fn.et").read_bytes()
    new = require_shared("corpus/sheetjs/wps_fn.xlsx").read_bytes()
    assert recognise(old, "fn.et") == "xls"
    assert read_xls(old) == read_xlsx(new)
    assert read_xls(old)[0].rows[2][2] == "#VALUE!"


@pytest.mark.parametrize("name", ["wps_style.et", "xls_renamed.xlsx"])
def test_codes_and_dates_of_an_et(name: str, require_shared: Shared) -> None:
    (sheet,) = read_xls(require_shared(f"corpus/made/{name}").read_bytes())
    assert sheet.rows[0][:4] == ("序号", "行政区划代码", "乡镇", "调查日期")
    assert sheet.rows[1][:5] == ("1", "410102", "城关镇", "2024-03-05", "1234.5")


def test_more_shared_texts_announced_than_there_are(require_shared: Shared) -> None:
    data = require_shared("corpus/calamine/gh548_wrong_sst_count.xls").read_bytes()
    sheets = read_xls(data)
    assert len(sheets) == 7
    assert [sheet.name for sheet in sheets] == CalamineWorkbook.from_filelike(
        io.BytesIO(data)
    ).sheet_names
    texts = {text for sheet in sheets for column in sheet.columns for text in column if text}
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    others = {
        cell
        for name in workbook.sheet_names
        for row in workbook.get_sheet_by_name(name).to_python()
        for cell in row
        if isinstance(cell, str) and cell
    }
    assert len(texts & others) > 0.9 * len(others)


def test_sheets_of_real_files(require_shared: Shared) -> None:
    def first(name: str) -> Sheet:
        return read_xls(require_shared(f"corpus/{name}").read_bytes())[0]

    assert first("poi/chinese-provinces.xls").rows[1] == ("Anhui", "安徽省")
    budget = first("china/budget_two_blocks.xls")
    assert budget.merges == (Merge(1, 1, 31, 1), Merge(32, 1, 62, 1))
    assert budget.rows[1][1] == "一般公共预算支出（亿元）i"
    assert first("readxl/65536-rows.xls").height == 65_536
    excel_95 = first("poi/biff5_excel95.xls")
    assert excel_95.rows[0][0] == "Sample Excel Worksheet - Numbers and their Squares"


# ---------------------------------------------------------------- the whole way


def converted(data: bytes, soffice: str, folder: Path) -> bytes:
    """The .xls that LibreOffice makes of an .xlsx."""
    (folder / "whole.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xls:MS Excel 97", "whole.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return (folder / "whole.xls").read_bytes()


def in_order(sheets: list[Sheet]) -> list[Sheet]:
    """The same sheets with their merges from the top left, in whatever order a file has them."""
    for sheet in sheets:
        sheet.merges = tuple(sorted(sheet.merges, key=astuple))
    return sheets


def with_merged_header() -> bytes:
    """A ledger with a header of two rows, money in 元, dates, a code, a hidden sheet and notes."""
    group = [*HEADINGS[:3], "时间", None, *HEADINGS[5:7], "涉及金额（元）"]
    names = [None, None, None, "移交日期", "受理日期", None, None, None]
    rows = [clue(1, "0012", amount=1234567.89), clue(2, "云上〔2026〕2号", "待处置", 30000)]
    rows.append([3, "线3", "巡察移交", "约九月", date(2026, 9, 30), "处置中", "1人", None])
    sheets = {"封面": cover(3), "台账": ledger([names, *rows], ["单位：人"], headings=group)}
    columns = [f"{letter}3:{letter}4" for letter in "ABCFGH"]
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(sheets, {"台账": ["A1:H1", "D3:E3", *columns]}))
    )
    book.create_sheet("旧表").append(["藏"])
    book["旧表"].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_an_xls_reads_as_the_xlsx_it_was_made_from(
    require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    data = with_merged_header()
    old = converted(data, require_tool("soffice"), tmp_path)
    assert recognise(old, "上报.xls") == "xls"
    assert in_order(read_xls(old)) == in_order(read_xlsx(data))
    reading = read(old)
    assert reading == read(data)
    assert statuses(reading)["XC04"] == ("accepted", 3)
    assert column(reading, "clue_no") == ["0012", "云上〔2026〕2号", "线3"]
    assert "2026-09-02" in column(reading, "transferred_on")


def test_a_damaged_xls_is_one_problem() -> None:
    reading = read(old_workbook([page(CHINESE)])[:3000], "2026-09/东篱县.xls")
    assert codes(reading) == ["FILE-01"]
    assert statuses(reading) == {None: ("returned", 0)}


def test_what_reads_xls_is_not_imported_for_other_files() -> None:
    program = (
        "import sys, dagster_project.spreadsheets.reading as r; sys.exit('xlrd' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
