"""A marked workbook is the unit's own: every part, value and formula, but for the marks."""

import io
import re

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from dagster_project.returns.annotate import annotate
from dagster_project.spreadsheets.formats.xlsx import read_xlsx
from tests.returns.marked import assert_only_marks_differ, content, mark, parts, values
from tests.returns.rich import HIDDEN, LEDGER, TOTALS, by_openpyxl, by_xlsxwriter
from tests.returns.small import package, relationships, workbook_part

MARKS = [
    mark(LEDGER, "C4"),
    mark(LEDGER, "B4", "query", "该编号上月没有报过。请核实。", "00000000aa"),
    mark(LEDGER, "B4", "fatal", "编号重复。请改正。", "00000000ab"),
    mark(LEDGER, "C5", "query"),
    mark(LEDGER, "E23"),
    mark(LEDGER, "J30"),
    mark(TOTALS, "B2", "query"),
    mark(HIDDEN, "A1"),
    mark(LEDGER, None),
    mark("没有这张表", "A1"),
    mark("", None, "query", "=HYPERLINK(1)"),
]
WORKBOOKS = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter}


@pytest.fixture(scope="module", params=WORKBOOKS)
def before(request: pytest.FixtureRequest) -> bytes:
    return WORKBOOKS[request.param]()


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def ledger(data: bytes) -> Worksheet:
    return opened(data)[LEDGER]


def test_every_other_part_and_element_is_kept(before: bytes) -> None:
    assert_only_marks_differ(before, annotate(before, MARKS), MARKS)


@pytest.mark.parametrize("computed", [True, False])
def test_every_value_and_formula_is_kept(before: bytes, *, computed: bool) -> None:
    after = values(annotate(before, MARKS), computed=computed)
    first = next(iter(after))
    assert first == "问题清单"
    del after[first]
    assert after == values(before, computed=computed)


def test_the_reader_reads_the_same(before: bytes) -> None:
    after = content(read_xlsx(annotate(before, MARKS)))
    assert after[0][0] == "问题清单"
    assert after[1:] == content(read_xlsx(before))


def test_only_the_fill_of_a_marked_cell_changes(before: bytes) -> None:
    old, new = ledger(before), ledger(annotate(before, MARKS))
    marked = {item.cell for item in MARKS if item.sheet == LEDGER and item.cell}
    for row in old.iter_rows(max_row=40, max_col=12):
        for cell in row:
            now = new[cell.coordinate]
            looks = ("font", "border", "alignment", "protection", "number_format")
            kept = [repr(getattr(now, each)) == repr(getattr(cell, each)) for each in looks]
            assert all(kept), cell.coordinate
            assert (repr(now.fill) == repr(cell.fill)) == (cell.coordinate not in marked)


def test_fills_tell_the_severity_without_colour_too(before: bytes) -> None:
    sheet = ledger(annotate(before, MARKS))
    fills = {cell: sheet[cell].fill for cell in ("C4", "B4", "C5")}
    assert repr(fills["C4"]) == repr(fills["B4"]), "of two marks the fatal one is shown"
    assert fills["C4"].patternType == "lightUp"
    assert fills["C5"].patternType == "gray0625"
    lightness = [int(fills[cell].bgColor.rgb[4:6], 16) for cell in ("C4", "C5")]
    assert lightness[1] - lightness[0] > 32


def test_a_comment_says_what_is_wrong(before: bytes) -> None:
    sheet = ledger(annotate(before, MARKS))
    assert sheet["C4"].comment.text == (
        "【须改正】ROW-03\n应是日期。请按“2026年9月5日”的格式填写。"
    )
    assert sheet["B4"].comment.text.startswith(
        "【请核实】ROW-03\n该编号上月没有报过。请核实。"
        "\n属实的，请在工作表“问题清单”的“说明”栏写明情况。"
        "\n\n【须改正】ROW-03\n编号重复。请改正。"
    )


def test_comments_that_are_there_stay(before: bytes) -> None:
    old, new = ledger(before), ledger(annotate(before, MARKS))
    commented = [cell.coordinate for row in old.iter_rows() for cell in row if cell.comment]
    assert len(commented) == 2
    marked = {item.cell for item in MARKS if item.sheet == LEDGER}
    assert len(marked & set(commented)) == 1
    for cell in commented:
        text = old[cell].comment.text
        if cell in marked:
            assert new[cell].comment.text.endswith(f"\n———— 以下是原有批注 ————\n{text}")
            assert new[cell].comment.author == "办事员"
        else:
            assert new[cell].comment.text == text


def test_each_comment_has_one_box_and_buttons_stay(before: bytes) -> None:
    new = parts(annotate(before, MARKS))
    links = new["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    drawing = re.findall(r'Target="/(xl/[^"]+\.vml)"', links)
    assert len(drawing) == 1
    vml = new[drawing[0]].decode()
    boxes = re.findall(r"Row>(\d+)</\w+:Row>\s*<\w+:Column>(\d+)<", vml)
    comments = etree.fromstring(new[re.findall(r'"/(xl/[^"]*comments\d+\.xml)"', links)[0]])
    refs = {str(each.get("ref")) for each in comments.iter("{*}comment")}
    assert {f"{chr(65 + int(column))}{int(row) + 1}" for row, column in boxes} == refs
    assert len(boxes) == len(refs)
    identifiers = re.findall(r'id="(_x0000_s[0-9]+)"', vml)
    assert len(identifiers) == len(set(identifiers))
    old = parts(before)
    buttons = sum(content.count(b'ObjectType="Button"') for content in old.values())
    assert vml.count('ObjectType="Button"') == buttons


def test_a_box_has_room_for_its_text() -> None:
    data = by_xlsxwriter()
    anchors = []
    for length in (10, 300):
        new = parts(annotate(data, [mark(LEDGER, "C9", message="请" * length)]))
        vml = next(text for name, text in new.items() if name.endswith("vmlDrawing3.vml")).decode()
        anchors.append(re.findall(r"<x:Anchor>([^<]+)</x:Anchor>", vml)[-1].split(", "))
    short, long = ([int(each) for each in anchor] for anchor in anchors)
    assert short[:6] == long[:6]
    # 300 characters of two letters' width in lines of 38: 16 lines of 16 pixels, rows of 20.
    assert (long[6] - long[2]) * 20 >= 16 * 16 > (short[6] - short[2]) * 20


def test_of_a_merged_range_the_first_cell_is_marked() -> None:
    before = by_openpyxl()
    after = annotate(before, [mark(LEDGER, "H8", problem_no="00000000aa")])
    sheet = ledger(after)
    assert sheet["G6"].fill.patternType == "lightUp"
    assert sheet["G6"].comment is not None
    assert opened(after).worksheets[0]["E4"].value == "H8"
    assert_only_marks_differ(before, after, [mark(LEDGER, "H8")])


def test_macros_stay() -> None:
    data = parts(by_openpyxl())
    data["xl/vbaProject.bin"] = bytes(range(256))
    data["xl/activeX/activeX1.bin"] = b"\0\1"
    before = package(data)
    assert_only_marks_differ(before, annotate(before, MARKS), MARKS)


def test_the_open_sheet_stays_open_and_alone_selected(before: bytes) -> None:
    old, new = opened(before), opened(annotate(before, MARKS))
    assert new.active.title == old.active.title
    assert not new.worksheets[0].sheet_view.tabSelected


@pytest.mark.parametrize(
    ("views", "wanted"),
    [
        ("", ["1"]),
        ("<bookViews><workbookView firstSheet='3'/></bookViews>", ["1"]),
        ("<bookViews><workbookView activeTab='0'/><workbookView/></bookViews>", ["1", "1"]),
        ("<bookViews/>", ["1"]),
    ],
)
def test_views_of_the_workbook(views: str, wanted: list[str]) -> None:
    data = package({"xl/workbook.xml": workbook_part(views)})
    after = etree.fromstring(parts(annotate(data, [mark("台账", "A1")]))["xl/workbook.xml"])
    found = list(after.iter("{*}workbookView"))
    assert [each.get("activeTab") for each in found] == wanted
    assert {each.get("firstSheet") for each in found} <= {None, "0"}
    assert [etree.QName(each).localname for each in after][:2] == ["bookViews", "sheets"]


def test_a_threaded_comment_is_left_alone() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shadow = (
        f'<comments xmlns="{space}"><authors><author>tc={{1}}</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><t>[Threaded comment]</t></text></comment>'
        "</commentList></comments>"
    )
    links = relationships(
        {"rId1": ("comments", "../comments1.xml"), "rId2": ("threadedComment", "../tc.xml")}
    )
    data = package(
        {
            "xl/comments1.xml": shadow,
            "xl/tc.xml": "<ThreadedComments/>",
            "xl/worksheets/_rels/sheet1.xml.rels": links,
        }
    )
    new = parts(annotate(data, [mark("台账", "A1"), mark("台账", "B1")]))
    assert new["xl/comments1.xml"].decode() == shadow
    refs = re.findall(r'ref="(\w+)"', new["xl/comments2.xml"].decode())
    assert refs == ["A1", "B1"]
    assert b"<text><t>[Threaded comment]</t></text>" in new["xl/comments2.xml"]
    assert b"../tc.xml" in new["xl/worksheets/_rels/sheet1.xml.rels"]


def test_many_marks_on_one_sheet() -> None:
    marks = [mark(TOTALS, f"A{row}", problem_no=f"{row:010x}") for row in range(1, 3001)]
    after = annotate(by_openpyxl(), marks)
    book = opened(after)
    assert sum(cell.comment is not None for cell in book[TOTALS]["A"]) == 3000
    assert book.worksheets[0].max_row == 3003
    assert b'data="2,3,4"' in next(
        text for text in parts(after).values() if b'"_x0000_s4000"' in text
    )
