"""The list of problems: as it looks to the unit, and read again when the unit sends it back."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dagster_project.returns.annotate import annotate
from dagster_project.returns.list_workbook import list_workbook
from dagster_project.returns.marks import Mark
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.grid import Merge, Sheet
from dagster_project.spreadsheets.problem_list import (
    ReturnedExplanation,
    explanations_in,
    is_problem_list,
)
from tests.returns.marked import mark
from tests.returns.rich import HIDDEN, LEDGER, TOTALS, by_openpyxl

HEADINGS = ["序号", "编号", "报表", "工作表", "单元格", "性质", "问题", "填写内容", "说明"]
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.invalid","x")']
MARKS = [
    mark(LEDGER, "C4", "fatal", "应是日期。", "00000000a1", "9月底"),
    mark(TOTALS, "B2", "query", "比上月减少一半以上。请核实。", "00000000a2", "3"),
    mark(HIDDEN, "A1", "fatal", "隐藏表里的问题", "00000000a3"),
    mark("没有这张表", "A1", "fatal", "别处的问题", "00000000a4"),
    mark("", None, "query", "单位是根据文件名认定的。请核实。", "00000000a5"),
]


def annotated(marks: list[Mark]) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(annotate(by_openpyxl(), marks))).worksheets[0]


def apart(marks: list[Mark]) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(list_workbook("澄屿县/台账.xls", marks))).worksheets[0]


Write = Callable[[list[Mark]], Worksheet]
LISTS: dict[str, Write] = {
    "in the unit's own workbook": annotated,
    "as a workbook of its own": apart,
}


def rows(sheet: Worksheet) -> list[list[str]]:
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=3)]


@pytest.mark.parametrize("write", LISTS.values(), ids=LISTS)
class TestTheList:
    def test_says_where_what_and_how_grave(self, write: Write) -> None:
        sheet = write(MARKS)
        form = "问题线索台账"
        assert sheet.title == "问题清单"
        assert rows(sheet) == [
            HEADINGS,
            ["1", "00000000a1", form, LEDGER, "C4", "须改正", "应是日期。", "9月底", ""],
            ["2", "00000000a2", form, TOTALS, "B2", "请核实", MARKS[1].message, "3", ""],
            ["3", "00000000a3", form, HIDDEN, "A1", "须改正", "隐藏表里的问题", "", ""],
            ["4", "00000000a4", form, "没有这张表", "A1", "须改正", "别处的问题", "", ""],
            ["5", "00000000a5", form, "整个文件", "", "请核实", MARKS[4].message, "", ""],
        ]
        assert "共 5 条：须改正 3 条，请核实 2 条。" in sheet["A2"].value

    def test_is_laid_out_for_the_printer(self, write: Write) -> None:
        sheet = write(MARKS)
        page = sheet.page_setup
        assert (page.paperSize, page.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (page.fitToWidth or 1, page.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes == "A4"
        assert sheet.print_options.horizontalCentered
        assert "&P" in sheet.oddFooter.center.text
        assert {cell.alignment.wrap_text for cell in sheet[4]} == {True}
        assert {str(cell.border.left.style) for cell in sheet[4]} == {"thin"}

    def test_texts_never_become_formulas(self, write: Write) -> None:
        marks = [
            Mark(text, "A1", "query", "X", text, "00000000a1", text, text) for text in DANGEROUS
        ]
        sheet = write(marks)
        for number, text in enumerate(DANGEROUS, 4):
            for cell in (sheet.cell(number, column) for column in (3, 4, 7, 8)):
                assert (cell.value, cell.data_type) == (text, "s")
                assert cell.number_format == "@"

    def test_texts_that_xml_cannot_hold_or_would_read_otherwise(self, write: Write) -> None:
        text = "a\x00\x0b<b>&amp;\ufffe _x0041_ ]]> \ud800'\"\n丙"
        sheet = write([mark(LEDGER, "A3", message=text, value="长" * 40_000)])
        assert sheet["G4"].value.replace("_x005F_", "_") == "a<b>&amp; _x0041_ ]]> '\"\n丙"
        assert sheet["H4"].value == "长" * 199 + "…"

    def test_a_higher_row_for_a_longer_text(self, write: Write) -> None:
        sheet = write(
            [mark(LEDGER, "A3", message="请" * 20), mark(LEDGER, "A4", message="请" * 200)]
        )
        short, long = (sheet.row_dimensions[row].height for row in (4, 5))
        # The form's title of six characters and 20 in 46 letters fit in one line; 200 need 9.
        assert short < 25
        assert 9 * 13 < long < 12 * 16

    def test_without_any_problem(self, write: Write) -> None:
        assert rows(write([])) == [HEADINGS]


def test_addresses_link_to_their_cells() -> None:
    cells = [cell for row in annotated(MARKS).iter_rows() for cell in row if cell.hyperlink]
    links = {cell.coordinate: cell.hyperlink.location for cell in cells}
    assert links == {"E4": f"'{LEDGER}'!C4", "E5": "'汇总''表'!B2"}


def test_the_tab_is_coloured_and_the_name_is_free() -> None:
    book = openpyxl.load_workbook(io.BytesIO(by_openpyxl()))
    book.create_sheet("问题清单").append(["单位", "问题", "整改情况"])
    file = io.BytesIO()
    book.save(file)
    after = openpyxl.load_workbook(io.BytesIO(annotate(file.getvalue(), MARKS)))
    assert after.sheetnames[0] == "问题清单(2)"
    assert after.worksheets[0].sheet_properties.tabColor.rgb == "FFC00000"
    assert [cell.value for cell in after["问题清单"][1]] == ["单位", "问题", "整改情况"]


def test_the_list_workbook_names_the_file_and_why() -> None:
    data = list_workbook("澄屿县/台账.xls", MARKS, "原表带有数字签名。")
    note = openpyxl.load_workbook(io.BytesIO(data)).active["A2"].value
    assert note.startswith("文件：澄屿县/台账.xls\n原表带有数字签名。共 5 条")
    assert data == list_workbook("澄屿县/台账.xls", MARKS, "原表带有数字签名。")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# ---------------------------------------------------------------- sent back


def filled(data: bytes, explanations: dict[str, str]) -> bytes:
    """The workbook with explanations typed into its list, saved by another program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cell, text in explanations.items():
        book.worksheets[0][cell] = text
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "data", [annotate(by_openpyxl(), MARKS), list_workbook("台账.xls", MARKS)], ids=["own", "apart"]
)
def test_explanations_are_read_from_the_list(data: bytes) -> None:
    sheets = read_xlsx(filled(data, {"I5": " 属实，专项清理后减少。\n", "I8": "属实"}))
    assert [is_problem_list(sheet) for sheet in sheets] == [True] + [False] * (len(sheets) - 1)
    assert explanations_in(sheets[0]) == [
        ReturnedExplanation("00000000a2", "属实，专项清理后减少。", "问题清单", "I5"),
        ReturnedExplanation("00000000a5", "属实", "问题清单", "I8"),
    ]
    assert not [found for sheet in sheets[1:] for found in explanations_in(sheet)]


def test_a_corrected_workbook_reads_as_one_that_was_never_marked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(annotate(by_openpyxl(), MARKS)))
    plain = openpyxl.load_workbook(io.BytesIO(by_openpyxl()))
    for each in (book, plain):
        each[LEDGER]["C4"] = date(2026, 9, 30)
    found = []
    for each in (book, plain):
        file = io.BytesIO()
        each.save(file)
        found.append(read_xlsx(file.getvalue()))
    assert [sheet.rows for sheet in found[0][1:]] == [sheet.rows for sheet in found[1]]


def sheet_of(lines: list[list[str | None]], merges: tuple[Merge, ...] = ()) -> Sheet:
    return Sheet("清单", [list(column) for column in zip(*lines, strict=True)], merges)


HEAD: list[str | None] = ["说　明", "问题", "编 号", "单元格", "性质"]
READ: dict[str, tuple[list[list[str | None]], list[tuple[str, str, str]]]] = {
    "columns moved, headings spaced": (
        [["通知", None, None, None, None], HEAD, ["属实", "x", "00000000AB", "A1", "请核实"]],
        [("00000000ab", "属实", "A3")],
    ),
    "full width and zeros lost": (
        [HEAD, ["甲", "x", "００００００００ａｂ", "A1", ""], ["乙", "x", "12345", "A1", ""]],
        [("00000000ab", "甲", "A2"), ("0000012345", "乙", "A3")],
    ),
    "what says nothing": (
        [HEAD, *([each, "x", "00000000ab", "A1", ""] for each in (None, "/", "——", "无", " "))],
        [],
    ),
    "as above": (
        [
            HEAD,
            ["同上", "x", "00000000aa", "", ""],
            ["属实", "x", "00000000ab", "", ""],
            ["同上。", "x", "00000000ac", "", ""],
            ["同上", "x", "00000000ad", "", ""],
        ],
        [
            ("00000000ab", "属实", "A3"),
            ("00000000ac", "属实", "A4"),
            ("00000000ad", "属实", "A5"),
        ],
    ),
    "no number": ([HEAD, ["属实", "x", "第一条", "A1", ""], ["属实", "x", None, "A1", ""]], []),
}


@pytest.mark.parametrize(("lines", "wanted"), READ.values(), ids=READ)
def test_lists_as_units_fill_them(
    lines: list[list[str | None]], wanted: list[tuple[str, str, str]]
) -> None:
    found = explanations_in(sheet_of(lines))
    assert [(each.problem_no, each.explanation, each.cell) for each in found] == wanted


def test_one_explanation_merged_over_several_problems() -> None:
    lines = [
        HEAD,
        ["都属实", "x", "00000000aa", "", ""],
        [None, "x", "00000000ab", "", ""],
        [None, "x", "00000000ac", "", ""],
    ]
    found = explanations_in(sheet_of(lines, (Merge(1, 0, 2, 0), Merge(3, 1, 3, 2))))
    assert [each.problem_no for each in found] == ["00000000aa", "00000000ab"]


@pytest.mark.parametrize(
    "head",
    [
        ["问题编号", "问题", "说明", "性质", "单元"],
        ["编号", "问题", "整改情况", "性质", "单元格"],
        [None, None, None, None, None],
    ],
)
def test_other_sheets_are_no_list(head: list[str | None]) -> None:
    assert not is_problem_list(sheet_of([head, ["属实", "x", "00000000aa", "", ""]]))
