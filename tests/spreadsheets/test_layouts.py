"""Layouts that counties use are read: tables found, rows classed, cells at their address."""

import json
from collections.abc import Sequence

import pytest

from tests.spreadsheets.province import (
    COVER_HEADINGS,
    HEADINGS,
    Cell,
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

GROUPED = [
    ["问题线索台账"],
    ["填报单位：东篱县", None, None, None, "2026年9月"],
    [
        "线索编号",
        "线索来源",
        "移交日期",
        "受理日期",
        "办理状态",
        "给予处分",
        None,
        "金额（元）",
        None,
    ],
    [None, None, None, None, None, "党纪", "政务", "涉及", "挽回"],
]
GROUPED_ROW = ["线1", "信访", "2026.9.2", "2026.9.5", "处置中", 1, 2, 35000, None]
GROUP_MERGES = ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:I3", "A1:I1"]


@pytest.fixture
def acceptable_cover_and_ledger() -> bytes:
    rows = [clue(1, "线1"), clue(2, "线2", "已办结")]
    return workbook({"封面": cover(2), "问题线索": ledger(rows)})


def test_acceptable_cover_and_ledger(acceptable_cover_and_ledger: bytes) -> None:
    reading = read(acceptable_cover_and_ledger)
    assert (reading.unit_code, reading.period) == ("990121", "2026-09")
    assert codes(reading) == []
    assert statuses(reading) == {"COVER": ("accepted", 1), "XC04": ("accepted", 2)}
    assert column(reading, "clue_no") == ["线1", "线2"]
    assert column(reading, "transferred_on") == ["2026-09-02", "2026-09-02"]
    assert column(reading, "disciplined_count") == ["1", "1"]
    assert column(reading, "amount_involved_wan_yuan") == ["1.5", "1.5"]
    assert column(reading, "amount_involved_wan_yuan__unit") == ["万元", "万元"]
    assert column(reading, "campaign") == [None, None]
    assert reading.rows["xc04_clues"].rows == [3, 4]
    assert column(reading, "declared_rows_count", "cover") == ["2"]
    assert kinds(reading, "封面") == {1: "heading", 2: "heading", 3: "heading"}
    letters = {layout.field: layout.column_letter for layout in reading.layouts}
    assert letters["clue_no"] == "B"
    assert letters["amount_involved_wan_yuan"] == "H"


def test_acceptable_every_kind_of_row() -> None:
    rows: list[Sequence[Cell]] = [
        clue(1, "线1"),
        clue(2, "线2"),
        ["小计", None, None, None, None, None, 2, 3],
        [],
        ["问题线索台账"],
        HEADINGS,
        clue(3, "线3"),
        [4],
        [None, "合　计", None, None, None, None, 3, 4.5],
        ["注：1.金额为估算。"],
        ["2.口径与上月一致。"],
        ["填表人：甲某", None, "审核人：乙某", None, "联系电话：略"],
        [None, None, None, None, "（盖章）"],
    ]
    reading = read(workbook({"封面": cover(3), "台账": ledger(rows)}))
    assert codes(reading) == []
    assert reading.rows["xc04_clues"].rows == [3, 4, 9]
    assert kinds(reading, "台账") == {
        1: "heading", 2: "heading", 5: "subtotal", 7: "repeated_heading", 8: "repeated_heading",
        10: "note", 11: "subtotal", 12: "note", 13: "note", 14: "signature", 15: "signature",
    }  # fmt: skip


@pytest.mark.parametrize("how", ["merged", "not merged", "csv"])
def test_acceptable_two_header_rows(how: str) -> None:
    rows = [*GROUPED, GROUPED_ROW]
    if how == "csv":
        reading = read(comma_separated(rows, "gbk"), "东篱县.csv")
        sheet = ""
    else:
        merges = {"台账": GROUP_MERGES} if how == "merged" else None
        reading = read(workbook({"台账": rows}, merges))
        sheet = "台账"
    assert codes(reading) == []
    assert (reading.unit_code, reading.period) == ("990121", "2026-09")
    assert column(reading, "party_count") == ["1"]
    assert column(reading, "state_count") == ["2"]
    assert column(reading, "amount_involved_wan_yuan__unit") == ["元"]
    assert reading.rows["xc04_clues"].rows == [5]
    assert kinds(reading, sheet) == dict.fromkeys(range(1, 5), "heading")


def test_acceptable_three_header_rows_and_a_row_of_numbers() -> None:
    head = [
        ["问题线索台账（2026年9月）"],
        ["线索编号", "线索来源", "时间", None, "办理状态", "人数", None, None],
        [None, None, "移交日期", "受理日期", None, "给予处分", None, "组织处理"],
        [None, None, None, None, None, "党纪", "政务", None],
        ["1", "2", "3", "4", "5", "6", "7", "8"],
    ]
    merges = [
        "A2:A4", "B2:B4", "C2:D2", "E2:E4", "F2:H2", "C3:C4", "D3:D4", "F3:G3", "H3:H4",
    ]  # fmt: skip
    row = ["线1", "信访", "2026-9-2", "2026-9-5", "处置中", 1, 2, 3]
    reading = read(workbook({"台账": [*head, row]}, {"台账": merges}), "东篱县.xlsx")
    assert codes(reading) == ["FILE-07"]
    assert column(reading, "organisational_count") == ["3"]
    assert column(reading, "transferred_on") == ["2026-9-2"]
    assert reading.rows["xc04_clues"].rows == [6]


def test_acceptable_a_sheet_a_town() -> None:
    towns = {
        f"{name}镇": ledger([clue(1, f"{name}1"), clue(2, f"{name}2")], ["填报单位：石桥头镇"])
        for name in ("石桥头", "柳岸")
    }
    reading = read(workbook({"封面": cover(4), **towns}))
    assert codes(reading) == []
    assert statuses(reading)["XC04"] == ("accepted", 4)
    assert column(reading, "clue_no") == ["石桥头1", "石桥头2", "柳岸1", "柳岸2"]
    assert reading.rows["xc04_clues"].sheets == ["石桥头镇"] * 2 + ["柳岸镇"] * 2
    assert reading.rows["xc04_clues"].rows == [4, 5, 4, 5]


def test_acceptable_cover_and_ledger_stacked_on_one_sheet() -> None:
    rows = [*cover(1), [], ["问题线索台账"], ["金额单位：元"], HEADINGS, clue(1, "线1")]
    reading = read(workbook({"报表": rows}))
    assert codes(reading) == []
    assert [layout.table for layout in reading.layouts] == [1] * 4 + [2] * 7
    assert reading.rows["xc04_clues"].tables == [2]
    assert column(reading, "amount_involved_wan_yuan__unit") == ["元"]
    assert kinds(reading, "报表") == {1: "heading", 2: "heading", 3: "heading", 6: "heading",
                                     7: "heading", 8: "heading"}  # fmt: skip


def test_acceptable_columns_in_another_order_as_a_second_table() -> None:
    swapped = ["线索编号", "办理状态", "线索来源", "移交日期", "受理日期"]
    row = ["线9", "处置中", "信访", "2026/9/1", "2026/9/2"]
    rows = ledger([clue(1, "线1"), [], ["问题线索台账(续)"], swapped, row])
    reading = read(workbook({"封面": cover(2), "台账": rows}))
    assert codes(reading) == []
    assert column(reading, "clue_no") == ["线1", "线9"]
    assert column(reading, "status_code") == ["处置中", "处置中"]
    assert reading.rows["xc04_clues"].tables == [1, 2]
    assert kinds(reading, "台账") == {1: "heading", 2: "heading", 5: "heading", 6: "heading"}


def test_acceptable_vertical_merge_repeats_its_value() -> None:
    rows = ledger([clue(1, "线1"), [2, "线2", None, *clue(2, "线2")[3:]]])
    reading = read(workbook({"封面": cover(2), "台账": rows}, {"台账": ["C3:C4"]}))
    assert codes(reading) == []
    assert column(reading, "source_code") == ["巡察移交", "巡察移交"]
    cells = reading.rows["xc04_clues"].cells
    assert cells[0] is None
    assert json.loads(cells[1] or "") == {"source_code": "C3"}


def test_acceptable_leading_empty_rows_and_columns() -> None:
    rows = [[], [], *([None, None, *row] for row in ledger([clue(1, "线1")]))]
    reading = read(workbook({"封面": cover(1), "台账": rows}))
    assert reading.rows["xc04_clues"].rows == [5]
    letters = {layout.field: layout.column_letter for layout in reading.layouts}
    assert letters["clue_no"] == "D"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_acceptable_csv(encoding: str) -> None:
    rows = ledger([clue(1, "线1"), clue(2, "线2")], ["填报单位：东篱县", "报告期：2026-09"])
    reading = read(comma_separated(rows, encoding), "台账.csv")
    assert codes(reading) == []
    assert statuses(reading) == {"XC04": ("accepted", 2)}
    assert reading.rows["xc04_clues"].sheets == ["", ""]
    assert column(reading, "received_on") == ["2026-09-05", "2026-09-05"]


def test_acceptable_nil_report_without_a_table() -> None:
    reading = read(workbook({"封面": cover(0, "√")}))
    assert codes(reading) == []
    assert [(p.form, p.reader_status, p.is_nil) for p in reading.parts] == [
        ("COVER", "accepted", False),
        ("XC04", "accepted", True),
    ]


def test_acceptable_nil_report_with_an_empty_table() -> None:
    reading = read(workbook({"封面": cover(0, "是"), "台账": ledger([["1"], ["2"]])}))
    assert codes(reading) == []
    assert statuses(reading)["XC04"] == ("accepted", 0)
    assert [part.is_nil for part in reading.parts] == [False, True]
    assert kinds(reading, "台账") == {1: "heading", 2: "heading", 3: "note", 4: "note"}


def test_acceptable_notes_and_code_lists_beside() -> None:
    sheets = {
        "封面": cover(1),
        "填表说明": [["一、填报范围"], ["二、填报时间"]],
        "码表": [["来源", "状态", "职级", "方式"], *[["信访", "处置中", "一般干部", "初核"]] * 4],
        "台账": ledger([clue(1, "线1")]),
    }
    reading = read(workbook(sheets))
    assert codes(reading) == []
    assert set(kinds(reading, "填表说明").values()) == {"note"}


def test_cover_in_two_columns_and_a_total() -> None:
    rows = [
        ["报表封面"],
        ["填报单位", "甲南市东篱县"],
        ["报告期", "二〇二六年九月"],
        COVER_HEADINGS,
        ["XC04", "1行", None, 1.5],
        ["合计", 1, None, 1.5],
    ]
    reading = read(workbook({"Sheet1": rows, "Sheet2": ledger([clue(1, "线1")])}))
    assert (reading.unit_code, reading.period) == ("990121", "2026-09")
    assert codes(reading) == []
    assert kinds(reading, "Sheet1")[6] == "subtotal"
