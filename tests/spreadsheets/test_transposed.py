"""A table with fixed rows typed the other way round: rows as columns, cells at their address."""

import json
from collections.abc import Sequence

import pytest

from dagster_project.spreadsheets.reading import Reading
from tests.spreadsheets.province import (
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
from tests.spreadsheets.wide import FORMS, cover_of

FORM = FORMS["XC11"]
TITLE: list[list[Cell]] = [[FORM.title], ["填报单位：东篱县", None, None, "报告期：2026年6月"]]
TURNED: list[list[Cell]] = [
    ["指标", "巡察办", "巡察组", "合计"],
    ["机构数", 1, 6, 7],
    ["编制数", 8, 24, 32],
    ["实有人数", 7, 20, 27],
    ["其中：女性", 3, 9, 12],
]
FEET: list[list[Cell]] = [["注：数据截至期末。"], ["填表人：某甲", None, "审核人：某乙"]]


def sent(*rows: Sequence[Cell], count: int = 3, period: str = "2026年6月") -> bytes:
    return workbook({"封面": cover_of({"XC11": (count, None)}, period), "队伍": rows})


def cells(reading: Reading) -> list[dict[str, str]]:
    return [json.loads(text or "{}") for text in reading.rows[FORM.name].cells]


def check(reading: Reading, top: int, left: str = "BCD") -> None:
    """The figures of `TURNED`, whose first line stands in row `top`, its rows in columns `left`."""
    assert column(reading, "row_code", FORM.name) == ["巡察办", "巡察组", "合计"]
    assert column(reading, "organisations_count", FORM.name) == ["1", "6", "7"]
    assert column(reading, "posts_count", FORM.name) == ["8", "24", "32"]
    assert column(reading, "actual_count", FORM.name) == ["7", "20", "27"]
    assert column(reading, "women_count", FORM.name) == ["3", "9", "12"]
    assert column(reading, "degree_count", FORM.name) == [None, None, None]
    assert cells(reading) == [
        {
            "row_code": f"{letter}{top}",
            "organisations_count": f"{letter}{top + 1}",
            "posts_count": f"{letter}{top + 2}",
            "actual_count": f"{letter}{top + 3}",
            "women_count": f"{letter}{top + 4}",
        }
        for letter in left
    ]


def test_rows_as_columns() -> None:
    reading = read(sent(*TITLE, *TURNED, *FEET))
    assert (codes(reading), reading.period) == ([], "2026-06")
    assert statuses(reading)["XC11"] == ("accepted", 3)
    check(reading, 3)
    assert reading.rows[FORM.name].rows == [2, 3, 4]  # the columns B, C and D
    assert kinds(reading, "队伍") == {1: "heading"}  # column A
    assert [layout.column_letter for layout in reading.layouts if layout.form == "XC11"] == [
        "3", "4", "5", "6", "7",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["3　", " 3", "1,003", "3.0"])
def test_a_number_that_was_typed_as_text_is_no_heading(number: str) -> None:
    head = ["项目", "巡察办", "巡察组", "合计", "对村巡察组", "人才库"]
    rows = [head, ["机构数", None, 9, None, 7, 1], ["编制数", number, number, 0, None, None]]
    reading = read(sent(*TITLE, *rows, *FEET, count=5))
    assert (codes(reading), statuses(reading)["XC11"]) == ([], ("accepted", 5))
    assert column(reading, "posts_count", FORM.name) == [number, number, "0", None, None]


def test_as_delimited_text_with_its_own_lines() -> None:
    reading = read(comma_separated([*TITLE, *TURNED, *FEET], "gbk"), "上报.csv")
    assert (reading.unit_code, reading.period, codes(reading)) == ("990121", "2026-06", [])
    check(reading, 3)


def test_its_own_line_may_contradict_the_cover_or_name_the_half_year() -> None:
    other = [TITLE[0], ["填报单位：东篱县", None, None, "报告期：2026年3月"]]
    assert codes(read(sent(*other, *TURNED))) == ["PART-08"]
    half = [TITLE[0], ["填报单位：东篱县", None, None, "报告期：2026年1-6月"]]
    assert codes(read(sent(*half, *TURNED))) == []


@pytest.mark.parametrize("corner", ["项目\\指标", "指标\n项目", None])
def test_shifted_with_a_corner_a_blank_line_and_a_numbering(corner: str | None) -> None:
    head, *body = TURNED
    rows: list[list[Cell]] = [[corner, *head[1:]], body[0], [], *body[1:]]
    shifted: list[list[Cell]] = [[], *[[None, None, *row] for row in [*TITLE, [], *rows, *FEET]]]
    reading = read(sent(*shifted))
    assert codes(reading) == []
    assert column(reading, "organisations_count", FORM.name) == ["1", "6", "7"]
    assert column(reading, "women_count", FORM.name) == ["3", "9", "12"]
    assert cells(reading)[2] == {
        "row_code": "F5", "organisations_count": "F6", "posts_count": "F8",
        "actual_count": "F9", "women_count": "F10",
    }  # fmt: skip


def test_groups_of_indicators_are_merged_at_the_left() -> None:
    rows: list[list[Cell]] = [
        *TITLE,
        ["指标", None, "合计", "其中：巡察办", "巡察组"],
        ["机构数", None, 7, 1, 6],
        ["人员", "编制数", 32, 8, 24],
        [None, "实有人数", 27, 7, 20],
        ["培训人次", None, 5, 2, 3],
    ]
    merges = {"队伍": ["A3:B3", "A4:B4", "A5:A6", "A7:B7"]}
    cover_rows = cover_of({"XC11": (3, None)}, "2026年6月")
    reading = read(workbook({"封面": cover_rows, "队伍": rows}, merges))
    assert codes(reading) == []
    assert column(reading, "row_code", FORM.name) == ["合计", "巡察办", "巡察组"]
    assert column(reading, "posts_count", FORM.name) == ["32", "8", "24"]
    assert column(reading, "trained_count", FORM.name) == ["5", "2", "3"]
    assert cells(reading)[1]["actual_count"] == "D6"


def test_an_unknown_indicator_is_told_at_its_cell() -> None:
    reading = read(sent(*TITLE, *TURNED, ["志愿者数", 1, 2, 3]))
    assert [(p.check_code, p.cell) for p in reading.problems] == [("PART-06", "A8")]
    check(reading, 3)


def test_a_figure_without_a_label_is_told_as_a_column_of_the_file() -> None:
    rows = [[*row, None] for row in TURNED]
    rows[2][4] = 99
    rows[3][4] = 98
    reading = read(sent(*TITLE, *rows))
    problems = [(p.check_code, p.cell) for p in reading.problems]
    assert problems == [("ROW-01", "E5")]
    assert " E 列" in reading.problems[0].message


def test_a_ledger_is_never_turned() -> None:
    rows = [list(row) for row in zip(*ledger([clue(1, "线1"), clue(2, "线2")])[1:], strict=True)]
    reading = read(workbook({"封面": cover(2), "台账": [["问题线索台账"], *rows]}))
    assert statuses(reading)["XC04"] == ("returned", 0)
    assert "PART-03" in codes(reading)


def test_with_another_table_on_the_sheet_it_is_told_and_not_read() -> None:
    other = [["姓名", "年龄", "职务", "电话"], ["某甲", 40, "主任", "略"]]
    reading = read(sent(*TITLE, *other, [], *TURNED))
    assert statuses(reading)["XC11"] == ("returned", 0)
    assert "PART-03" in codes(reading)


def test_unit_and_month_in_cells_of_their_own_and_small_numbers_with_blanks() -> None:
    turned = [[FORM.title], ["填报单位", "东篱县", None, "报告期", "2026年6月"],
              ["项目", "巡察办", "巡察组", "合计"], ["机构数", None, 6, 7],
              ["编制数", 8, None, 0], ["实有人数", 7, 20, None], ["女性", None, None, 12],
              ["单位负责人", "某甲", "填表人", "某乙"]]  # fmt: skip
    reading = read(workbook({"队伍": turned}))
    assert codes(reading) == []
    assert (reading.unit_code, reading.period) == ("990121", "2026-06")
    assert statuses(reading) == {"XC11": ("accepted", 3)}
    assert column(reading, "row_code", FORM.name) == ["巡察办", "巡察组", "合计"]
    assert column(reading, "organisations_count", FORM.name) == [None, "6", "7"]
    assert column(reading, "posts_count", FORM.name) == ["8", None, "0"]
    assert column(reading, "women_count", FORM.name) == [None, None, "12"]
