"""A table with fixed rows: each row with one of its labels is data, its totals too."""

import json

import pytest

from dagster_project.spreadsheets.context import build_context
from tests.spreadsheets.province import (
    DECISIONS,
    Cell,
    codes,
    column,
    context,
    kinds,
    read,
    statuses,
    workbook,
)
from tests.spreadsheets.wide import CODE_LISTS, FORMS, cover_of, table, titled

FORM = FORMS["XC11"]
LABELS = [code.label for code in CODE_LISTS["workforce_row"]]
ORDERED = table(FORM)


def sent(*rows: list[Cell], count: int) -> bytes:
    head = titled(FORM, [ORDERED[0]])
    return workbook({"封面": cover_of({"XC11": (count, None)}), "队伍": [*head, *rows]})


def test_every_label_is_a_row() -> None:
    reading = read(sent(*map(list, ORDERED[1:]), count=5))
    assert codes(reading) == []
    assert column(reading, "row_code", FORM.name) == LABELS
    assert "合计" in LABELS


@pytest.mark.parametrize("total", ["合 计", "总计", "合计(巡察办+巡察组)", "total"])
def test_a_total_under_its_other_names_is_a_row(total: str) -> None:
    rows: list[list[Cell]] = [["巡察办", 1, 4], ["巡察组", 2, 12], [total, 3, 16], ["人才库"]]
    reading = read(sent(*rows, count=4))
    assert codes(reading) == []
    assert column(reading, "row_code", FORM.name) == ["巡察办", "巡察组", total, "人才库"]


def test_other_rows_are_what_they_are_elsewhere() -> None:
    rows: list[list[Cell]] = [
        ["巡察办", 1, 4], ["小计", 1, 4], ["注：截至月末。"], ["填表人：甲某"], ["另设机构", 1, 2],
    ]  # fmt: skip
    reading = read(sent(*rows, count=2))
    assert column(reading, "row_code", FORM.name) == ["巡察办", "另设机构"]
    assert kinds(reading, "队伍") == {
        1: "heading", 2: "heading", 3: "heading", 5: "subtotal", 6: "note", 7: "signature",
    }  # fmt: skip


def test_a_total_is_still_a_total_in_a_ledger() -> None:
    form = FORMS["XC01"]
    rows = [*titled(form, table(form)), ["合计", None, None, 2]]
    reading = read(workbook({"封面": cover_of({"XC01": (2, None)}), "登记表": rows}))
    assert statuses(reading)["XC01"] == ("accepted", 2)
    assert kinds(reading, "登记表")[6] == "subtotal"


# ---------------------------------------------------------------- wherever and however it stands


@pytest.mark.parametrize(
    "dress",
    ["　{}", "    {}", "其中：{}", "　其中:{}", "其 中：1.{}", "一、{}", "（一）{}", "1.{}",
     "2、 {}", "——{}", "·{}", "★{}", "{}：", "3 {}"],
)  # fmt: skip
def test_a_label_is_known_by_its_words(dress: str) -> None:
    rows: list[list[Cell]] = [["合计", 7, 20], [dress.format("巡察办"), 1, 8], ["巡察组", 6, 12]]
    reading = read(sent(*rows, count=3))
    assert codes(reading) == []
    labels = column(reading, "row_code", FORM.name)
    assert [label.strip() for label in labels if label] == ["合计", "巡察办", "巡察组"]
    assert column(reading, "organisations_count", FORM.name) == ["7", "1", "6"]


def test_traditional_labels_and_headings() -> None:
    rows = [[FORM.title], ["填報單位：東籬縣"], ["項目", "機構數", "編制數", "實有人數"],
            ["巡察辦", 1, 8, 7], ["巡察組", 6, 24, 20], ["合計", 7, 32, 27]]  # fmt: skip
    declared = cover_of({"XC11": (3, None)}, "2026年6月")
    reading = read(workbook({"封面": declared, "隊伍": rows}))
    assert codes(reading) == []
    assert column(reading, "row_code", FORM.name) == ["巡察办", "巡察组", "合计"]
    assert column(reading, "actual_count", FORM.name) == ["7", "20", "27"]


def test_shifted_with_blank_rows_between_and_around() -> None:
    body: list[list[Cell]] = [["合计", 7, 20], [], ["巡察办", 1, 8], [], [], ["巡察组", 6, 12]]
    rows = [
        [],
        [],
        *[[None, None, None, *row] for row in [[FORM.title], [], ORDERED[0][:3], *body]],
    ]
    declared = cover_of({"XC11": (3, None)}, "2026年6月")
    reading = read(workbook({"封面": declared, "队伍": rows}))
    assert codes(reading) == []
    assert reading.rows[FORM.name].rows == [6, 8, 11]
    assert column(reading, "posts_count", FORM.name) == ["20", "8", "12"]
    assert {use.column_letter for use in reading.layouts if use.field == "row_code"} == {"D"}


def test_groups_over_the_rows_and_a_total_merged_over_both_columns() -> None:
    rows: list[list[Cell]] = [
        [FORM.title],
        ["项目", None, "机构数", "编制数"],
        ["专职机构", "巡察办", 1, 8],
        [None, "巡察组", 6, 12],
        ["其他", "人才库", None, 30],
        ["合　计", None, 7, 20],
    ]
    merges = {"队伍": ["A2:B2", "A3:A4", "A6:B6"]}
    declared = cover_of({"XC11": (4, None)}, "2026年6月")
    reading = read(workbook({"封面": declared, "队伍": rows}, merges))
    assert codes(reading) == []
    assert column(reading, "row_code", FORM.name) == ["巡察办", "巡察组", "人才库", "合计"]
    assert column(reading, "organisations_count", FORM.name) == ["1", "6", None, "7"]
    cells = reading.rows[FORM.name].cells
    assert [json.loads(text or "{}") for text in cells] == [{}, {}, {}, {"row_code": "A6"}]


def test_a_line_over_rows_that_belong_together_is_no_row() -> None:
    rows: list[list[Cell]] = [
        ["一、专职机构"],
        ["　巡察办", 1, 8],
        ["　巡察组", 6, 12],
        ["二、其他"],
        ["　人才库", None, 30],
    ]
    reading = read(sent(*rows, count=3))
    assert codes(reading) == []
    assert [one and one.strip() for one in column(reading, "row_code", FORM.name)] == [
        "巡察办", "巡察组", "人才库",
    ]  # fmt: skip
    assert kinds(reading, "队伍") == {
        1: "heading", 2: "heading", 3: "heading", 4: "note", 7: "note",
    }  # fmt: skip


@pytest.mark.parametrize("corner", [("指标", "项目"), (None, "项目"), ("项目", None)])
def test_the_two_words_of_a_corner_in_two_cells(corner: tuple[str | None, str | None]) -> None:
    rows: list[list[Cell]] = [
        [FORM.title],
        [corner[0], "机构数", "人数", None],
        [corner[1], None, "实有", "女性"],
        ["巡察办", 1, 8, 3],
        ["巡察组", 6, 12, 5],
    ]
    declared = cover_of({"XC11": (2, None)}, "2026年6月")
    merges = {"队伍": ["B2:B3", "C2:D2"]}
    reading = read(workbook({"封面": declared, "队伍": rows}, merges))
    assert codes(reading) == []
    assert column(reading, "row_code", FORM.name) == ["巡察办", "巡察组"]
    assert column(reading, "women_count", FORM.name) == ["3", "5"]


def test_a_blank_form_reports_nothing() -> None:
    labels: list[list[Cell]] = [[label] for label in LABELS]
    data = [[FORM.title], ["填报单位：东篱县"], ORDERED[0], *labels]
    declared = cover_of({"XC11": (None, None)}, "2026年6月")
    reading = read(workbook({"封面": declared, "队伍": data}))
    assert statuses(reading)["XC11"] == ("accepted", 0)
    assert codes(reading) == ["PART-09"]
    assert FORM.name not in reading.rows or not column(reading, "row_code", FORM.name)
    assert set(kinds(reading, "队伍").values()) == {"heading", "note"}
    nil = cover_of({"XC11": (0, "√")}, "2026年6月")
    reading = read(workbook({"封面": nil, "队伍": data}))
    assert [(part.form, part.is_nil) for part in reading.parts] == [
        ("COVER", False),
        ("XC11", True),
    ]
    assert codes(reading) == []
    data[-1] = [LABELS[-1], 0]
    reading = read(workbook({"封面": declared, "队伍": data}))
    assert statuses(reading)["XC11"] == ("accepted", 5)


def test_which_tables_have_fixed_rows() -> None:
    period_return = FORM.model_copy(update={"kind": "period_return"})
    forms = {"XC11": period_return, "XC01": FORMS["XC01"], "COVER": FORMS["COVER"]}
    compiled = build_context(forms, CODE_LISTS, DECISIONS, "")
    assert [bool(form.row_labels) for form in compiled.forms] == [True, False, False]
    assert all(FORMS[form.code].kind != "ledger" for form in context().forms if form.row_labels)


def test_a_blank_corner_over_labels_that_another_table_follows() -> None:
    head, *rows = ORDERED
    villages = FORMS["XC06"]
    below = titled(villages, table(villages, rows=8), "2026年6月")
    above = titled(FORM, [[None, *head[1:]], *rows], "2026年6月")
    reading = read(workbook({"表": [*above, [], *below]}))
    assert codes(reading) == []
    assert statuses(reading) == {"XC11": ("accepted", 5), "XC06": ("accepted", 8)}
    assert column(reading, "row_code", FORM.name) == LABELS
