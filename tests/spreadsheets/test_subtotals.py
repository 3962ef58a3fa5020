"""A subtotal row tells which rows it sums and where its figures stand."""

import pytest

from dagster_project.spreadsheets.formats.opening import open_workbook
from dagster_project.spreadsheets.tables import read_sheet
from tests.spreadsheets.province import (
    HEADINGS,
    Cell,
    Rows,
    clue,
    codes,
    column,
    context,
    cover,
    kinds,
    ledger,
    read,
    workbook,
)
from tests.spreadsheets.wide import FORMS, table, titled

Summed = list[tuple[int, int, int, dict[str, str]]]


def found(rows: Rows, merges: list[str] | None = None) -> Summed:
    """Row, first and last row summed, from 1, and the figures by field."""
    data = workbook({"表": rows}, {"表": merges or []})
    [sheet] = open_workbook(data, "表.xlsx")
    [reading] = read_sheet(sheet, context())
    return [
        (
            one.row + 1,
            one.first_row + 1,
            one.last_row + 1,
            {name: reading.sheet.columns[at][one.row] or "" for name, at in one.columns.items()},
        )
        for one in reading.subtotals
    ]


def total(*words: Cell, count: int, amount: float) -> list[Cell]:
    return [*words, *[None] * (6 - len(words)), count, amount]


FIGURES = {"disciplined_count": "2", "amount_involved_wan_yuan": "3"}


def test_subtotals_of_groups_and_a_total() -> None:
    rows = [
        clue(1, "线1"), clue(2, "线2"), total("小计", count=2, amount=3),
        clue(3, "线3"), total("小计", count=1, amount=1.5),
        total("总　计", count=3, amount=4.5),
    ]  # fmt: skip
    one = {"disciplined_count": "1", "amount_involved_wan_yuan": "1.5"}
    three = {"disciplined_count": "3", "amount_involved_wan_yuan": "4.5"}
    assert found(ledger(rows)) == [(5, 3, 4, FIGURES), (7, 6, 6, one), (8, 3, 6, three)]


@pytest.mark.parametrize(
    "words",
    [("合计",), (None, "合 计"), (3, "合计"), ("3", None, "总计"), ("全县合计",), (None, "累計"),
     ("共计",), (3, None, "本月合计"), ("合　　计：",)],
)  # fmt: skip
def test_a_total_wherever_its_word_stands(words: tuple[Cell, ...]) -> None:
    rows = [clue(1, "线1"), clue(2, "线2"), total(*words, count=2, amount=3)]
    assert found(ledger(rows)) == [(5, 3, 4, FIGURES)]
    reading = read(workbook({"封面": cover(2), "台账": ledger(rows)}))
    assert (codes(reading), column(reading, "clue_no")) == ([], ["线1", "线2"])
    assert kinds(reading, "台账")[5] == "subtotal"


def test_a_total_under_merged_cells() -> None:
    rows = [clue(1, "线1"), clue(2, "线2"), total("合计", count=2, amount=3)]
    assert found(ledger(rows), ["A5:F5"]) == [(5, 3, 4, FIGURES)]


def test_a_value_of_a_merge_above_is_no_figure_of_the_total() -> None:
    rows = [clue(1, "线1"), clue(2, "线2"), [None, "小计", None, None, None, None, 2, None]]
    assert found(ledger(rows), ["H3:H5"]) == [(5, 3, 4, {"disciplined_count": "2"})]


def test_a_total_of_a_town_sums_its_town_and_one_below_all_sums_all() -> None:
    rows = [
        clue(1, "线1"), total("石桥头镇合计", count=1, amount=1.5),
        clue(2, "线2"), total("柳岸镇小计", count=1, amount=1.5),
        total("东篱县合计", count=2, amount=3),
    ]  # fmt: skip
    assert [one[:3] for one in found(ledger(rows))] == [(4, 3, 3), (6, 5, 5), (7, 3, 5)]


def test_over_a_repeated_head_and_of_each_table_by_itself() -> None:
    page = [clue(1, "线1"), total("本页小计", count=1, amount=1.5), ["问题线索台账"], HEADINGS,
            clue(2, "线2"), total("合计", count=2, amount=3), []]  # fmt: skip
    again = [["问题线索台账"], [*HEADINGS[:6], "涉及金额", "处分人数"], [3, "线3", "信访"],
             [None, "合计", None, None, None, None, 7, 8]]  # fmt: skip
    figures = {"amount_involved_wan_yuan": "7", "disciplined_count": "8"}
    assert found(ledger([*page, *again])) == [
        (4, 3, 3, {"disciplined_count": "1", "amount_involved_wan_yuan": "1.5"}),
        (8, 3, 7, FIGURES),
        (13, 12, 12, figures),
    ]


def test_a_subtotal_above_its_rows_and_a_total_of_nothing_are_left_out() -> None:
    rows = [total("小计", count=1, amount=1.5), clue(1, "线1")]
    assert found(ledger(rows)) == []
    assert found(ledger([total("合计", count=0, amount=0)])) == []


def test_a_table_with_fixed_rows_has_no_subtotals() -> None:
    form = FORMS["XC11"]
    rows = [*titled(form, table(form)), ["小计", 1, 2]]
    assert found(rows) == []


def test_of_a_total_that_only_looks_like_one() -> None:
    rows = [clue(1, "线1"), [2, "会计002", *clue(2, "x")[2:]], [3, "设计院合计问题3", "信访"]]
    reading = read(workbook({"封面": cover(3), "台账": ledger(rows)}))
    assert column(reading, "clue_no") == ["线1", "会计002", "设计院合计问题3"]


def test_each_block_of_a_table_has_its_own_total() -> None:
    one, two = total("合计", count=1, amount=1.5), total("共计", count=2, amount=3)
    block = [["问题线索台账"], HEADINGS, clue(3, "线3"), clue(4, "线4"), two]
    rows = [clue(1, "线1"), one, [], *block, total("总计", count=3, amount=4.5)]
    spans = [one[:3] for one in found(ledger(rows))]
    assert spans == [(4, 3, 3), (10, 8, 9), (11, 3, 9)]


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ("rRThr", [(5, 3, 4)]),
        ("Trrhr", [(3, 4, 7)]),
        ("rrhrT", [(7, 3, 6)]),
        ("TrhTr", [(3, 4, 4), (6, 7, 7)]),
        ("rTrrT", [(4, 3, 3), (7, 5, 6)]),
        ("rTrrG", [(4, 3, 3), (7, 3, 6)]),
        ("rTr", [(4, 3, 5)]),
    ],
)
def test_which_rows_a_total_sums(rows: str, spans: list[tuple[int, int, int]]) -> None:
    kinds_of = {"T": total("合计", count=1, amount=1), "h": HEADINGS,
                "G": total("总计", count=1, amount=1)}  # fmt: skip
    sheet = [kinds_of.get(kind, clue(place, f"线{place}")) for place, kind in enumerate(rows)]
    assert [one[:3] for one in found(ledger(sheet))] == spans
