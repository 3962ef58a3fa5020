"""A table with fixed rows: each row with one of its labels is data, its totals too."""

import pytest

from tests.spreadsheets.province import Cell, codes, column, kinds, read, statuses, workbook
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
