"""Blank workbooks: what is in them; what becomes of them filled in right, wrong, corrected."""

import csv
import io
from pathlib import Path

import openpyxl
from docx import Document

from dagster_project.blank_workbooks import write_blank_workbooks
from dagster_project.forms import Form
from dagster_project.home import sources_folder
from dagster_project.published import open_warehouse
from dagster_project.status import unit_statuses
from tests.blank_workbooks.conftest import CALCULATED, CAREFUL, CARELESS, Collected, problems_of
from tests.blank_workbooks.filling import FIRST_ROW, HEAD_ROW
from tests.blank_workbooks.mistakes import expected_problems
from tests.blank_workbooks.province import PERIOD, UNITS, village_codes, write_registers

DUE = {
    "XC01", "XC02", "XC03", "XC04", "XC05", "XC06", "XC07", "XC08", "XC09", "XC11", "XC12", "XC13",
    "XC17", "XC18", "XC19",
}  # fmt: skip
ON_OCCASION = {"XC10", "XC14", "XC15", "XC16"}


def test_every_form_is_there_and_can_be_printed(
    collected: Collected, forms: dict[str, Form]
) -> None:
    book = openpyxl.load_workbook(collected.blank_paths[CAREFUL])
    sheets = collected.blanks[CAREFUL].sheets
    assert set(sheets) == DUE | ON_OCCASION
    for code, name in sheets.items():
        sheet = book[name]
        assert sheet["A1"].value == forms[code].title
        assert "填报单位：甲陌县" in sheet["A2"].value
        assert "报告期：2026年6月" in sheet["A2"].value
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.protection.sheet
        assert sheet.cell(HEAD_ROW, 1).protection.locked
        assert not sheet.cell(FIRST_ROW, len(forms[code].fields)).protection.locked


def test_what_may_be_typed_is_told_to_the_program(collected: Collected) -> None:
    book = openpyxl.load_workbook(collected.blank_paths[CAREFUL])
    blank = collected.blanks[CAREFUL]
    sheet = book[blank.sheets["XC04"]]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    status = rules[blank.cell("XC04", 1, "status_code")]
    choices = book["代码表"]
    cells = choices[status.formula1.split("!")[1].replace("$", "")]
    assert [cell.value for (cell,) in cells] == ["待处置", "处置中", "已办结"]
    assert rules[blank.cell("XC04", 1, "transferred_on")].type == "date"
    assert rules[blank.cell("XC04", 1, "disciplined_count")].type == "whole"


def test_villages_are_filled_in(collected: Collected) -> None:
    book = openpyxl.load_workbook(collected.blank_paths[CARELESS])
    blank = collected.blanks[CARELESS]
    sheet = book[blank.sheets["XC06"]]
    column = blank.columns["XC06"]["village_code"]
    listed = [sheet.cell(FIRST_ROW + n, column).value for n in range(4)]
    assert listed == [*village_codes(CARELESS), None]


def test_the_same_contents_give_the_same_bytes(tmp_path: Path) -> None:
    write_registers(tmp_path / "decisions")
    for folder in ("one", "two"):
        list(
            write_blank_workbooks(tmp_path, sources_folder(), PERIOD, tmp_path / folder, [CAREFUL])
        )
    (one,), (two,) = ((tmp_path / folder).iterdir() for folder in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_filled_without_mistakes_it_is_accepted_without_a_problem(collected: Collected) -> None:
    units = {problem[0] for problem in collected.first_problems}
    assert units == {CARELESS}
    with open_warehouse(collected.home) as warehouse:
        statuses = [s for s in unit_statuses(warehouse, PERIOD) if s.unit_code != CARELESS]
    assert {status.form for status in statuses} == DUE
    assert {(status.unit_code, status.status) for status in statuses} == {
        (CAREFUL, "accepted"),
        (CALCULATED, "accepted"),
    }


def test_each_mistake_is_told_at_its_cell_and_nothing_else(collected: Collected) -> None:
    expected = expected_problems(collected.blanks[CARELESS], CARELESS)
    assert len({code for code, _, _ in expected}) >= 25
    found = [(code, sheet, cell) for _, code, sheet, cell, _ in collected.first_problems]
    assert sorted(found) == sorted(expected)


def test_the_notice_names_each_cell(collected: Collected) -> None:
    (name,) = [
        name for name in collected.first_returned if CARELESS in name and name.endswith(".docx")
    ]
    document = Document(io.BytesIO(collected.first_returned[name]))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    told = {(row[2], row[3]) for row in rows if len(row) > 3}
    expected = expected_problems(collected.blanks[CARELESS], CARELESS)
    assert {(sheet, cell) for _, sheet, cell in expected} <= told


def test_its_own_workbook_comes_back_marked(collected: Collected) -> None:
    (name,) = [
        name for name in collected.first_returned if CARELESS in name and name.endswith(".xlsx")
    ]
    book = openpyxl.load_workbook(io.BytesIO(collected.first_returned[name]))
    expected = expected_problems(collected.blanks[CARELESS], CARELESS)
    unmarked = [(s, c) for _, s, c in expected if book[s][c].comment is None]
    assert not unmarked
    numbers = [row[1].value for row in book["问题清单"].iter_rows() if row[5].value]
    assert len(numbers) > len(expected)  # a line each, and the heading


def test_a_corrected_file_closes_the_notice_by_itself(collected: Collected) -> None:
    assert not [problem for problem in problems_of(collected.home) if problem[0] in UNITS]
    folder = collected.home / "returned" / PERIOD / f"{CARELESS} {UNITS[CARELESS]}"
    assert [path.name for path in folder.iterdir()] == ["已更正"]
    with (collected.home / "returned" / "台账.csv").open(encoding="utf-8-sig") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 1
