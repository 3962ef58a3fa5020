"""A marked workbook that comes back: earlier marks go, the list is written anew, nothing else."""

import io
import re

import openpyxl

from dagster_project.returns.annotate import annotate
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from dagster_project.spreadsheets.problem_list import explanations_in
from tests.returns.marked import content, mark, parts
from tests.returns.rich import LEDGER, TOTALS, by_openpyxl, by_xlsxwriter

FIRST = [
    mark(LEDGER, "C4", "fatal", "应是日期。", "00000000a1"),
    mark(LEDGER, "B4", "query", "请核实。", "00000000a2"),
    mark(LEDGER, "E5", "fatal", "应是数字。", "00000000a3"),
    mark(TOTALS, "A1", "fatal", "地区没有填。", "00000000a4"),
]
SECOND = [
    mark(LEDGER, "B4", "query", "请核实。", "00000000a2"),
    mark(LEDGER, "D6", "fatal", "应是整数。", "00000000b1"),
]


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def patterns(book: openpyxl.Workbook) -> dict[str, str]:
    """The marked cells of all sheets but the list, with their pattern."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.fill.patternType
        for sheet in book.worksheets
        if sheet.title != "问题清单"
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.patternType in ("lightUp", "gray0625")
    }


def notes(book: openpyxl.Workbook) -> dict[str, str]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_marks_of_the_first_return_are_gone_from_the_second() -> None:
    for original in (by_openpyxl(), by_xlsxwriter()):
        for again in (annotate(original, FIRST), saved(opened(annotate(original, FIRST)))):
            book = opened(annotate(again, SECOND))
            assert patterns(book) == {f"{LEDGER}!B4": "gray0625", f"{LEDGER}!D6": "lightUp"}
            fresh = notes(opened(annotate(original, SECOND)))
            assert notes(book) == fresh


def test_a_second_marking_alone_equals_the_first() -> None:
    once = opened(annotate(by_xlsxwriter(), FIRST))
    twice = opened(annotate(annotate(by_xlsxwriter(), FIRST), FIRST))
    assert patterns(once) == patterns(twice)
    assert notes(once) == notes(twice)
    assert once.sheetnames == twice.sheetnames


def test_boxes_of_lifted_notes_go() -> None:
    after = parts(annotate(annotate(by_xlsxwriter(), FIRST), SECOND))
    links = after["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    vml = after[re.findall(r'Target="/(xl/[^"]+\.vml)"', links)[0]].decode()
    boxes = re.findall(r"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)<", vml)
    assert sorted(boxes) == [("3", "1"), ("4", "4"), ("5", "3")]


def test_the_list_is_written_anew_and_keeps_explanations() -> None:
    book = opened(annotate(by_openpyxl(), FIRST))
    book["问题清单"]["I5"] = "属实，已与档案核对"
    book["问题清单"]["I6"] = "已改"
    again = annotate(saved(book), SECOND)
    after = opened(again)
    assert after.sheetnames == ["问题清单", *opened(by_openpyxl()).sheetnames]
    table = [[cell.value for cell in row] for row in after["问题清单"].iter_rows(min_row=4)]
    assert [(row[1], row[8]) for row in table] == [
        ("00000000a2", "属实，已与档案核对"),
        ("00000000b1", None),
    ]
    assert after["问题清单"].print_title_rows == "$3:$3"
    sheets = read_xlsx(again)
    assert [each.problem_no for each in explanations_in(sheets[0])] == ["00000000a2"]
    assert content(sheets)[1:] == content(read_xlsx(saved(opened(by_openpyxl()))))


def test_a_list_that_the_unit_calculates_in_is_left_to_it() -> None:
    book = opened(annotate(by_openpyxl(), FIRST))
    book["问题清单"]["K1"] = "=COUNTA(I4:I9)"
    after = opened(annotate(saved(book), SECOND))
    assert after.sheetnames[:2] == ["问题清单(2)", "问题清单"]
    assert after["问题清单"]["K1"].value == "=COUNTA(I4:I9)"


def test_a_hidden_list_stays_hidden_beside_the_new_one() -> None:
    book = opened(annotate(by_openpyxl(), FIRST))
    book["问题清单"].sheet_state = "hidden"
    after = opened(annotate(saved(book), SECOND))
    assert after.sheetnames[0] == "问题清单(2)"
