"""Headers of up to four rows, corners, words, numbering rows, lines above, other tables below."""

import io

import openpyxl
import pytest

from tests.spreadsheets.province import (
    HEADINGS,
    Cell,
    Rows,
    clue,
    codes,
    column,
    comma_separated,
    cover,
    kinds,
    ledger,
    read,
    statuses,
    workbook,
)
from tests.spreadsheets.wide import FORMS, cover_of

FOUR: Rows = [
    ["问题线索台账", *[None] * 7],
    ["线索", None, "办理", None, "处理结果", None, None, None],
    ["编号", "来源", "时间", None, "人数", None, None, "办理状态"],
    [None, None, "移交", "受理", "处分", "其中", None, None],
    [None, None, "日期", "日期", None, "党纪", "政务", None],
    ["线1", "信访", "2026-09-02", "2026-09-05", 3, 2, 1, "处置中"],
]
FOUR_MERGES = ["A1:H1", "A2:B2", "C2:D2", "E2:H2", "A3:A5", "B3:B5", "C3:D3", "E3:G3", "H3:H5",
               "E4:E5", "F4:G4"]  # fmt: skip


@pytest.mark.parametrize("how", ["merged", "csv"])
def test_a_head_of_four_rows(how: str) -> None:
    if how == "merged":
        reading = read(workbook({"封面": cover(1), "台账": FOUR}, {"台账": FOUR_MERGES}))
    else:
        reading = read(comma_separated(FOUR, "utf-8"), "2026-09/东篱县.csv")
    assert [code for code in codes(reading) if code.startswith("PART")] == []
    assert reading.rows["xc04_clues"].rows == [6]
    assert column(reading, "clue_no") == ["线1"]
    assert column(reading, "source_code") == ["信访"]
    assert column(reading, "transferred_on") == ["2026-09-02"]
    assert column(reading, "received_on") == ["2026-09-05"]
    assert [column(reading, f"{name}_count") for name in ("disciplined", "party", "state")] == [
        ["3"], ["2"], ["1"],
    ]  # fmt: skip
    assert column(reading, "status_code") == ["处置中"]


@pytest.mark.parametrize(
    "corner",
    ["项目\\线索编号", "线索编号／指标", "指标\n线索编号", "　　项目\n线索编号", "项目  线索编号"],
)
def test_a_corner_split_by_a_diagonal_names_its_column(corner: str) -> None:
    rows = ledger([clue(1, "线1")[1:]], headings=[corner, *HEADINGS[2:]])
    reading = read(workbook({"封面": cover(1), "台账": rows}))
    assert codes(reading) == []
    assert column(reading, "clue_no") == ["线1"]


@pytest.mark.parametrize("corner", ["日期\\线索编号", "线索编号\\轮次", "项目\n编号", "项目 编号"])
def test_a_corner_of_two_meanings_names_nothing(corner: str) -> None:
    rows = ledger([clue(1, "线1")[1:]], headings=[corner, *HEADINGS[2:]])
    assert "clue_no" not in {
        use.field for use in read(workbook({"封面": cover(1), "台账": rows})).layouts
    }


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("移交日期/移交时间", "transferred_on"),
        ("移交日期\n（移交时间）", "transferred_on"),
        ("移交日期 线索移交时间", "transferred_on"),
        ("*移交日期（必填，格式2026-09-01）", "transferred_on"),
        ("4 移交日期", "transferred_on"),
        ("④移交日期", "transferred_on"),
        ("移交日期（年/月/日", "transferred_on"),
        ("移交日期/受理日期", None),
        ("移交日朝", None),
        ("移交(件)", None),
        ("移交（9月）", None),
        ("移交（累计）", None),
    ],
)
def test_words_notes_and_numbers_in_a_heading(heading: str, field: str | None) -> None:
    headings = [*HEADINGS[:3], heading, *HEADINGS[4:]]
    reading = read(
        workbook({"封面": cover(1), "台账": ledger([clue(1, "线1")], headings=headings)})
    )
    used = [use for use in reading.layouts if use.form == "XC04" and use.column_letter == "D"]
    assert [use.field for use in used] == ([] if field is None else [field])


NUMBERS: list[list[Cell]] = [
    ["甲", "乙", "丙", 1, 2, 3, 4, 5],
    ["栏次", *range(1, 8)],
    [*"(1)"[1:2], 2, 3, 4, 5, 6, "7=5+6", 8],
    ["[1]", "[2]", "[3]", "[4]", "[5]", "[6]", "[7]", "[8]"],
    ["甲", "乙", "①", "②", "③", "④", "⑤", "⑥"],
]


@pytest.mark.parametrize("numbers", NUMBERS)
@pytest.mark.parametrize("gap", [False, True])
def test_a_row_that_numbers_the_columns_is_no_data(numbers: list[Cell], gap: bool) -> None:
    rows = [*([[]] if gap else []), numbers, clue(1, "线1")]
    reading = read(workbook({"封面": cover(1), "台账": ledger(rows)}))
    assert codes(reading) == []
    assert column(reading, "clue_no") == ["线1"]
    assert kinds(reading, "台账")[4 if gap else 3] == "heading"


def test_a_first_row_of_numbers_that_do_not_count_is_data() -> None:
    form = FORMS["XC15"]
    head = [form.title], [field.label for field in form.fields][:4]
    rows = [*head, [15, 16, 17, 18], [15, 4, 4, 4]]
    reading = read(workbook({"封面": cover_of({"XC15": (2, None)}), "表": rows}))
    assert statuses(reading)["XC15"][1] == 2


def test_long_lines_above_and_notes_below() -> None:
    above: list[list[Cell]] = [["虚构省甲南市"], ["东篱县问题线索台账"], [], ["2026年9月"]]
    above += [[f"{number}、本表填报范围和口径见说明第{number}条。"] for number in range(1, 30)]
    below: list[list[Cell]] = [
        [], ["以下空白"], ["注：1.金额为估算。"], ["　　2.口径与上月一致"], ["第1页 共1页"],
        ["单位负责人：", None, "审核人：", None, "制表人："], [None, None, None, "2026年10月8日"],
    ]  # fmt: skip
    rows = [*above, HEADINGS, clue(1, "线1"), *below]
    reading = read(workbook({"封面": cover(1), "Sheet2": rows}))
    assert codes(reading) == []
    assert column(reading, "clue_no") == ["线1"]
    marks = kinds(reading, "Sheet2")
    assert [marks[row] for row in range(37, 43)] == ["note"] * 4 + ["signature"] * 2


@pytest.mark.parametrize(
    "text", ["无", "本月无", "零报告", "本月无此类问题线索", "（本期没有发生）"]
)
def test_a_line_that_says_there_is_nothing(text: str) -> None:
    reading = read(workbook({"封面": cover(0, "√"), "台账": ledger([[None, text]])}))
    assert codes(reading) == []
    assert statuses(reading)["XC04"] == ("accepted", 0)


def test_such_a_line_among_rows_is_told() -> None:
    rows = ledger([clue(1, "线1"), [None, "无证经营问题"], ["本月无"]])
    reading = read(workbook({"封面": cover(1), "台账": rows}))
    assert [(p.check_code, p.cell) for p in reading.problems] == [
        ("ROW-01", "B4"), ("ROW-01", "A5"),
    ]  # fmt: skip


def test_another_table_below_is_told_and_not_read() -> None:
    rows = [*ledger([clue(1, "线1")]), [], ["序号", "行业", "数量"], [1, "公路", 3], [2, "水利", 4]]
    reading = read(workbook({"封面": cover(1), "台账": rows}))
    assert column(reading, "clue_no") == ["线1"]
    assert [(p.check_code, p.cell) for p in reading.problems] == [
        ("ROW-01", "A5"), ("ROW-01", "A6"), ("ROW-01", "A7"),
    ]  # fmt: skip


def test_a_table_by_months_under_the_title_of_another_form_is_told_and_not_read() -> None:
    months = [["巡察机构队伍统计表"], ["项目", *[f"{month}月" for month in range(1, 7)]],
              ["机构数", 1, 1, 1, 1, 1, 1], ["编制数", 8, 8, 8, 8, 8, 8]]  # fmt: skip
    reading = read(workbook({"封面": cover(1), "台账": [*ledger([clue(1, "线1")]), [], *months]}))
    assert column(reading, "clue_no") == ["线1"]
    assert [p.check_code for p in reading.problems] == ["ROW-01"] * 4


@pytest.mark.parametrize("leaf", ["{}月", "（{}月）", "{}月份", "2026年{}月"])
@pytest.mark.parametrize("merges", [["B2:D2", "E2:G2"], []])
def test_months_as_columns_are_told_and_not_read(leaf: str, merges: list[str]) -> None:
    form = FORMS["XC11"]
    group = ["项目", "机构数", *[None] * 2, "编制数", *[None] * 2]
    leaves = [None, *[leaf.format(month) for month in (4, 5, 6)] * 2]
    rows = [[form.title], group, leaves, ["巡察办", 1, 1, 1, 8, 8, 8], ["合计", 1, 1, 1, 8, 8, 8]]
    declared = cover_of({"XC11": (2, None)}, "2026年6月")
    reading = read(workbook({"封面": declared, "队伍": rows}, {"队伍": merges}))
    assert form.name not in reading.rows
    assert {"PART-01", "PART-03"} & set(codes(reading))


def test_a_total_and_its_parts_under_one_merged_heading() -> None:
    head: Rows = [
        ["问题线索台账"],
        ["线索编号", "来源", "移交日期", "受理日期", "办理状态", "处分人数", None, None],
        [None, None, None, None, None, None, "党纪", "政务"],
        ["线1", "信访", "2026-09-02", "2026-09-05", "处置中", 3, 2, 1],
    ]
    merges = [*[f"{letter}2:{letter}3" for letter in "ABCDE"], "F2:H2"]
    reading = read(workbook({"封面": cover(1), "台账": head}, {"台账": merges}))
    assert codes(reading) == []
    assert [column(reading, f"{name}_count") for name in ("disciplined", "party", "state")] == [
        ["3"], ["2"], ["1"],
    ]  # fmt: skip


def test_a_heading_merged_over_two_columns_of_values_is_not_used() -> None:
    rows = [[*HEADINGS[:6], "处分人数", None], [*clue(1, "线1")[:6], 1, 2]]
    data = workbook({"封面": cover(1), "台账": [["问题线索台账"], *rows]}, {"台账": ["G2:H2"]})
    reading = read(data)
    assert column(reading, "disciplined_count") == [None]
    assert {(p.check_code, p.cell) for p in reading.problems} == {
        ("PART-06", "G2"), ("PART-06", "H2"),
    }  # fmt: skip
    apart = [[*HEADINGS[:6], "处分人数", None], [*clue(1, "线1")[:6], 1, None]]
    data = workbook({"封面": cover(1), "台账": [["问题线索台账"], *apart]}, {"台账": ["G2:H2"]})
    assert column(read(data), "disciplined_count") == ["1"]


def test_values_in_comments_and_colours_are_not_values() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook({"封面": cover(1), "台账": ledger([clue(1, "")])}))
    )
    cell = book["台账"]["B3"]
    cell.value = None
    cell.comment = openpyxl.comments.Comment("线1", "某甲")
    cell.fill = openpyxl.styles.PatternFill("solid", fgColor="00FF0000")
    file = io.BytesIO()
    book.save(file)
    reading = read(file.getvalue())
    assert column(reading, "clue_no") == [None]


def test_hidden_columns_and_blank_ones_around_are_read_at_their_address() -> None:
    rows = [[None, None, *row] for row in [[], *ledger([clue(1, "线1"), [], clue(2, "线2")])]]
    book = openpyxl.load_workbook(io.BytesIO(workbook({"封面": cover(2), "台账": rows})))
    book["台账"].column_dimensions["D"].hidden = True
    file = io.BytesIO()
    book.save(file)
    reading = read(file.getvalue())
    assert codes(reading) == []
    assert column(reading, "clue_no") == ["线1", "线2"]
    assert reading.rows["xc04_clues"].rows == [4, 6]
    assert {use.column_letter for use in reading.layouts if use.field == "clue_no"} == {"D"}


def test_ragged_rows_of_delimited_text() -> None:
    text = "问题线索台账\n填报单位：东篱县,报告期：2026年9月\n"
    text += "线索编号,线索来源,移交日期,受理日期,办理状态,处分人数\n"
    text += "线1,信访,2026-9-1,2026-9-2,处置中\n线2,信访,2026-9-1,2026-9-2,处置中,2,多出\n"
    reading = read(text.encode(), "上报.csv")
    assert column(reading, "disciplined_count") == [None, "2"]
    assert [(p.check_code, p.cell) for p in reading.problems] == [("PART-06", "G3")]


def test_a_head_repeated_at_a_page_break_whose_first_columns_mean_nothing() -> None:
    headings = ["序号", "备注一", "备注二", "备注三", *HEADINGS[1:]]
    rows = [[number, "甲", "乙", "丙", *clue(number, f"线{number}")[1:]] for number in (1, 2)]
    sheet = [["问题线索台账"], headings, rows[0], ["问题线索台账（续表）"], headings, rows[1]]
    reading = read(workbook({"封面": cover(2), "台账": sheet}))
    assert column(reading, "clue_no") == ["线1", "线2"]
    assert kinds(reading, "台账")[5] == "repeated_heading"


@pytest.mark.parametrize(
    "note",
    [
        "注：标红的为已办结。",
        "红色底纹表示超期",
        "说明：黄色：立行立改；绿色：已销号",
        "底色为黄的是重点督办",
    ],
)
def test_colours_that_mean_something_are_asked_about(note: str) -> None:
    rows = ledger([clue(1, "线1"), [note]], ["填报单位：东篱县"])
    reading = read(workbook({"封面": cover(1), "台账": rows}))
    assert [(p.check_code, p.cell, p.value) for p in reading.problems] == [("PART-06", "A5", note)]


def test_a_sheet_a_month_goes_with_the_cover_or_back() -> None:
    months = {
        f"{month}月": ledger([clue(month, f"线{month}")], [f"报告期：2026年{month}月"])
        for month in (8, 9)
    }
    reading = read(workbook({"封面": cover(2), **months}))
    assert [(p.check_code, p.sheet, p.cell) for p in reading.problems] == [("PART-08", "8月", "A2")]
    assert statuses(reading)["XC04"] == ("returned", 2)
    silent = {name: [rows[0], *rows[2:]] for name, rows in months.items()}
    reading = read(workbook({"封面": cover(2), **silent}))
    assert (codes(reading), column(reading, "clue_no")) == ([], ["线8", "线9"])


# ------------------------------------------- as in merged_header_3rows, deaths and long_preamble


def test_a_ledger_shaped_as_the_one_that_header_detectors_got_wrong() -> None:
    rows: Rows = [
        ["附表4  东篱县问题线索台账（２０２６年９月）", *[None] * 8],
        ["填报单位：东篱县（盖章）", *[None] * 5, "单位：元、人"],
        ["序\n号", "线索\n编号", "线索来源", "办理情况", None, None, None, "办理状态", "备注"],
        [None, None, None, "日期", None, "结果", None, None, None],
        [None, None, None, "移交\n日期", "受理日期", "处分人数\n（人）", "涉及金额", None, None],
        [1, "线1", "信访", "2026-09-02", "2026-09-05", 10, 35000, "处置中", None],
        [2, "线2", None, "2026-09-03", "2026-09-05", 20, 0, "处置中", None],
        [3, "小计", None, None, None, 30, 35000, None, None],
        [4, "线3", "信访", "2026-09-04", "2026-09-05", 5, 5, "处置中", None],
        [None, "合计", None, None, None, 35, 35005, None, None],
        [],
        ["注：1.本表由县巡察办填报。2.“—”表示无此项。"],
        ["填表人：某甲", None, None, None, "审核人：某乙", None, "填报日期：2026年10月2日"],
        [],
        ["序号", "行业", "数量"],
        [1, "公路", 3],
    ]
    merges = ["A1:I1", "A3:A5", "B3:B5", "C3:C5", "D3:G3", "D4:E4", "F4:G4", "H3:H5", "I3:I5",
              "C6:C7", "A12:I12"]  # fmt: skip
    reading = read(workbook({"封面": cover(3), "附表4": rows}, {"附表4": merges}))
    assert column(reading, "clue_no") == ["线1", "线2", "线3"]
    assert column(reading, "source_code") == ["信访", "信访", "信访"]
    assert column(reading, "disciplined_count") == ["10", "20", "5"]
    assert column(reading, "amount_involved_wan_yuan") == ["35000", "0", "5"]
    assert column(reading, "amount_involved_wan_yuan__unit") == ["元"] * 3
    assert {(s.row, s.first_row, s.last_row) for s in reading.subtotals} == {(8, 6, 7), (10, 6, 9)}
    assert [(p.check_code, p.cell) for p in reading.problems] == [
        ("PART-06", "I3"), ("ROW-01", "A15"), ("ROW-01", "A16"),
    ]  # fmt: skip
    assert kinds(reading, "附表4") == {
        **dict.fromkeys(range(1, 6), "heading"),
        8: "subtotal", 10: "subtotal", 12: "note", 13: "signature", 15: "unknown", 16: "unknown",
    }  # fmt: skip


def test_words_strewn_above_and_below() -> None:
    above: Rows = [
        ["各位同事"],
        ["本表", None, None, None, None, "如有疑问"],
        [None, "请于", "五日", None, "前", "报送"],
        ["谢谢", "巡察办", None, None, None, "某甲"],
    ]
    below: Rows = [["以上情况", None, None], [None, None, "均已核实，", None, "特此说明。"]]
    rows = [*above, HEADINGS, clue(1, "线1"), clue(2, "线2"), *below]
    data = workbook({"封面": cover(2), "问题线索台账": rows}, {"问题线索台账": ["B4:E4"]})
    reading = read(data)
    assert column(reading, "clue_no") == ["线1", "线2"]
    assert reading.rows["xc04_clues"].rows == [6, 7]
    assert {p.check_code for p in reading.problems} <= {"ROW-01"}  # told if not known as a note


def test_lines_above_and_a_total_in_delimited_text() -> None:
    text = "东篱县问题线索台账,,,,,\n,,,,,\n单位：元,,,,,\n制表：2026-10-02,,,,,\n"
    text += "序号,线索编号,来源,移交日期,涉及金额,办理状态\n"
    text += "1,线1,信访,2026-09-05,1234.5,处置中\n2,线2,信访,2026年9月30日,0,处置中\n"
    text += "合计,,,,1234.5,\n注：数据为初步统计,,,,,\n"
    reading = read(text.encode("gb18030"), "2026-09/上报.csv")
    assert column(reading, "clue_no") == ["线1", "线2"]
    assert column(reading, "amount_involved_wan_yuan__unit") == ["元", "元"]
    assert [(s.row, s.field, s.text) for s in reading.subtotals] == [
        (8, "amount_involved_wan_yuan", "1234.5"),
    ]  # fmt: skip
    assert kinds(reading, "")[9] == "note"


def test_a_second_block_without_a_head_is_not_read_as_the_first() -> None:
    form = FORMS["XC11"]
    first: Rows = [["项目", "机构数", "编制数"], ["巡察办", 1, 8], ["巡察组", 6, 12]]
    second: Rows = [["经费（万元）"], ["东篱县", 10, 20], ["云上区", 11, 21]]
    declared = cover_of({"XC11": (2, None)}, "2026年6月")
    reading = read(workbook({"封面": declared, "表": [[form.title], *first, [], *second]}))
    labels = column(reading, "row_code", form.name)
    assert labels[:2] == ["巡察办", "巡察组"]
    assert labels[2:] in ([], ["东篱县", "云上区"])  # labels of no row: the code is refused


def test_the_search_of_a_sheet_ends_and_says_where() -> None:
    shared = ["届次", "轮次", "党组织代码", "行业领域", "作废", "作废原因"] * 20
    rows = ledger([clue(1, "线1"), *[shared] * 900])
    reading = read(comma_separated(rows, "utf-8"), "2026-09/东篱县.csv")
    assert column(reading, "clue_no") == ["线1"]
    assert set(list(kinds(reading, "").values())[2:]) == {"unknown"}
    late = [*[["某甲", "某乙"]] * 3000, *ledger([clue(1, "线1")])]
    assert "FILE-06" in codes(read(comma_separated(late, "utf-8"), "2026-09/东篱县.csv"))
