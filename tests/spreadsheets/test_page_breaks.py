"""A header repeated at a page break, and what stands around it, is never taken for data or back."""

import pytest

from tests.spreadsheets.province import (
    Cell,
    Rows,
    codes,
    column,
    kinds,
    read,
    statuses,
    workbook,
)
from tests.spreadsheets.wide import FORMS, cover_of, table, titled

ROUNDS = FORMS["XC15"]
ROUND_HEADINGS = ["届次", "轮次", "巡视巡察层级", "轮次类型", "启动日期"]
WORKFORCE = FORMS["XC11"]


def round_row(term: str, number: str) -> list[Cell]:
    return [term, number, "县", "常规", "2026-07-01"]


def of_rounds(*rows: list[Cell]) -> bytes:
    return workbook({"轮次": titled(ROUNDS, [ROUND_HEADINGS, *rows])})


@pytest.mark.parametrize(
    "again",
    [ROUND_HEADINGS, ["届  次", "轮次", "巡视巡察层级", "轮次类型", "启动日期"],
     ["届次", "轮次（次）", "巡视巡察层级", "轮次类型（必填）", "启动日期"]],
)  # fmt: skip
@pytest.mark.parametrize("term", ["1届", "15届", "届次"])
def test_a_row_above_a_repeated_heading_is_a_row(again: list[Cell], term: str) -> None:
    last_before = [term, "1", "轮次", "常规", "2026-07-01"]
    reading = read(of_rounds(round_row("1届", "7"), last_before, again, round_row("2届", "2")))
    assert codes(reading) == []
    assert column(reading, "term_no", ROUNDS.name) == ["1届", term, "2届"]
    assert column(reading, "round_no", ROUNDS.name) == ["7", "1", "2"]
    assert kinds(reading, "轮次") == {
        1: "heading", 2: "heading", 3: "heading", 6: "repeated_heading",
    }  # fmt: skip


def test_a_repeated_head_of_two_rows_takes_no_row_from_the_table() -> None:
    head: Rows = [["问题线索", None, "移交", None], ["线索编号", "来源", "日期", "办理状态"]]
    merges = ["A3:B3", "A6:B6"]
    rows = [*head, ["线1", "信访", "2026-09-02", "处置中"], *head,
            ["线2", "信访", "2026-09-03", "处置中"]]  # fmt: skip
    data = workbook({"台账": titled(FORMS["XC04"], rows)}, {"台账": merges})
    reading = read(data)
    assert codes(reading) == []
    assert column(reading, "clue_no") == ["线1", "线2"]
    assert column(reading, "transferred_on") == ["2026-09-02", "2026-09-03"]


def test_a_repeated_heading_that_is_also_a_label_states_nothing() -> None:
    form = FORMS["XC17"]
    headings = ["组织代码", "单位名称", "党组织类别", "纳入底册日期"]
    first, second = (["甲001", "甲乡党委", "乡镇", "2026-01-03"],
                     ["甲002", "乙局党组", "社区", "2026-01-04"])  # fmt: skip
    reading = read(workbook({"底册": titled(form, [headings, first, headings, second])}))
    assert codes(reading) == []
    assert reading.unit_code == "990121"
    assert column(reading, "organisation_name", form.name) == ["甲乡党委", "乙局党组"]


@pytest.mark.parametrize("corner", ["项目\\指标", "项目", None])
def test_one_fixed_row_below_a_repeated_heading(corner: str | None) -> None:
    (_, *labels), *rows = table(WORKFORCE)
    head = [corner, *labels]
    sheet = titled(WORKFORCE, [head, *rows[:-1], head, rows[-1]], "2026年6月")
    declared = cover_of({"XC11": (len(rows), None)}, "2026年6月")
    reading = read(workbook({"封面": declared, "队伍": sheet}))
    assert codes(reading) == []
    assert column(reading, "row_code", WORKFORCE.name) == [row[0] for row in rows]
    assert kinds(reading, "队伍")[len(rows) + 3] == "repeated_heading"


@pytest.mark.parametrize("gap", [1, 2])
def test_unit_and_month_in_cells_of_their_own_above_the_second_table(gap: int) -> None:
    line: list[Cell] = ["填报单位", "东篱县", None, "报告期", "2026年9月"]
    clues = [["线索编号", "来源", "移交日期", "办理状态"], ["线1", "信访", "2026-09-02", "处置中"]]
    villages, matters = FORMS["XC06"], FORMS["XC04"]
    first = [[villages.title], line, *table(villages)]
    sheet = [*first, *[[]] * gap, [matters.title], line, *clues]
    reading = read(workbook({"表": sheet}))
    assert codes(reading) == []
    assert statuses(reading) == {"XC04": ("accepted", 1), "XC06": ("accepted", 2)}
    top = len(first) + gap
    assert [kinds(reading, "表")[top + row] for row in (1, 2, 3)] == ["heading"] * 3


def test_a_second_table_of_another_unit_told_in_cells_of_their_own() -> None:
    form = FORMS["XC04"]
    head = ["线索编号", "来源", "移交日期", "办理状态"]
    sheet: Rows = [
        [form.title], ["填报单位", "东篱县", None, "报告期", "2026年9月"],
        head, ["线1", "信访", "2026-09-02", "处置中"],
        [form.title], ["填报单位", "南蓠县", None, "报告期", "2026年9月"],
        head, ["线2", "信访", "2026-09-02", "处置中"],
    ]  # fmt: skip
    reading = read(workbook({"表": sheet}))
    assert codes(reading) == ["PART-02"]
    assert statuses(reading) == {"XC04": ("returned", 2)}


@pytest.mark.parametrize(
    "line",
    [
        ["单位负责人：甲某", None, "填表人：乙某"],
        ["单位负责人", "甲某", "填表人", "乙某"],
        ["单位负责人(签字)：甲某", None, "填表人：乙某", "联系电话：0990-1234567"],
        ["审核人：", "甲某", "填表人：", "乙某", "填报日期：", "2026-10-08"],
        ["填表人：", None, "审核人："],
    ],
)
def test_a_signature_across_all_required_columns_is_none_of_the_rows(line: list[Cell]) -> None:
    form = FORMS["XC13"]
    reading = read(workbook({"月报": titled(form, [*table(form), line])}))
    assert codes(reading) == []
    assert statuses(reading) == {"XC13": ("accepted", 2)}
    assert kinds(reading, "月报")[6] == "signature"


def test_a_row_with_one_label_among_its_values_is_data() -> None:
    form = FORMS["XC13"]
    rows = table(form)
    rows[2][:3] = ["单位负责人：甲某", "填表人：乙某", "派驻"]
    reading = read(workbook({"月报": titled(form, rows)}))
    assert statuses(reading) == {"XC13": ("accepted", 2)}
