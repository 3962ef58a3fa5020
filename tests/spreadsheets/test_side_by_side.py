"""Tables beside each other on a sheet: each is read, or what is not read is told."""

from collections.abc import Sequence

from tests.spreadsheets.province import (
    COVER_HEADINGS,
    HEADINGS,
    Cell,
    clue,
    codes,
    column,
    cover,
    kinds,
    ledger,
    read,
    statuses,
    workbook,
)
from tests.spreadsheets.wide import FORMS, cover_of, table

Rows = Sequence[Sequence[Cell]]


def beside(left: Rows, right: Rows, gap: int = 1) -> list[list[Cell]]:
    """Two blocks of rows with so many blank columns between."""
    width = max(map(len, left))
    height = max(len(left), len(right))
    padded = [list(row) + [None] * (width - len(row)) for row in left]
    padded += [[None] * width for _ in range(height - len(left))]
    further = [*map(list, right), *[[] for _ in range(height - len(right))]]
    return [one + [None] * gap + two for one, two in zip(padded, further, strict=True)]


def test_two_forms_each_under_its_title() -> None:
    first, second = FORMS["XC15"], FORMS["XC04"]
    short = [second.field(name) for name in ("clue_no", "source_code", "transferred_on",
                                             "received_on", "status_code")]  # fmt: skip
    left = [[first.title], ["填报单位：东篱县"], *table(first)]
    right = [[second.title], ["报告期：2026年9月"], *table(second, short, rows=3)]
    declared = cover_of({"XC15": (2, None), "XC04": (3, None)})
    reading = read(workbook({"封面": declared, "表": beside(left, right, gap=2)}))
    assert codes(reading) == []
    assert statuses(reading) == {
        "COVER": ("accepted", 2), "XC15": ("accepted", 2), "XC04": ("accepted", 3),
    }  # fmt: skip
    assert reading.rows[first.name].tables == [1, 1]
    assert reading.rows[second.name].tables == [2, 2, 2]
    assert reading.rows[second.name].rows == [4, 5, 6]
    assert column(reading, "clue_no") == ["XC04甲001", "XC04甲002", "XC04甲003"]
    letters = {use.field: use.column_letter for use in reading.layouts if use.form == "XC04"}
    assert letters["clue_no"] == "O"  # 12 columns, two blank ones, then the second table
    assert kinds(reading, "表") == {1: "heading", 2: "heading", 3: "heading"}


def test_one_form_going_on_to_the_right_without_a_gap() -> None:
    left = [HEADINGS, clue(1, "线1"), clue(2, "线2"), ["合计", *[None] * 5, 2, 3]]
    right = [HEADINGS, clue(3, "线3")]
    rows = [["问题线索台账"], *beside(left, right, gap=0), ["填表人：某甲"]]
    reading = read(workbook({"封面": cover(3), "台账": rows}))
    assert codes(reading) == []
    assert column(reading, "clue_no") == ["线1", "线2", "线3"]
    assert reading.rows["xc04_clues"].tables == [1, 1, 2]
    assert reading.rows["xc04_clues"].rows == [3, 4, 3]
    assert kinds(reading, "台账") == {1: "heading", 2: "heading", 5: "subtotal", 6: "signature"}


def test_cover_beside_a_ledger() -> None:
    left = [["报表封面"], ["填报单位：东篱县"], ["报告期：2026年9月"], COVER_HEADINGS,
            ["XC04", 1, None, None]]  # fmt: skip
    reading = read(workbook({"报表": beside(left, ledger([clue(1, "线1")]))}))
    assert codes(reading) == []
    assert statuses(reading) == {"COVER": ("accepted", 1), "XC04": ("accepted", 1)}


def test_a_blank_column_within_a_table_divides_nothing() -> None:
    rows = [[*row[:4], None, *row[4:]] for row in [HEADINGS, clue(1, "线1"), clue(2, "线2")]]
    reading = read(workbook({"封面": cover(2), "台账": [["问题线索台账"], *rows]}))
    assert codes(reading) == []
    assert column(reading, "received_on") == ["2026-09-05", "2026-09-05"]
    assert {use.column_letter for use in reading.layouts if use.field == "status_code"} == {"G"}


def test_an_unknown_table_beside_is_told() -> None:
    other = [["经办人", "电话"], ["某甲", "略"], ["某乙", "略"]]
    rows = [["问题线索台账"], *beside([HEADINGS, clue(1, "线1"), clue(2, "线2")], other)]
    reading = read(workbook({"封面": cover(2), "台账": rows}))
    assert statuses(reading)["XC04"] == ("accepted", 2)
    assert [(p.check_code, p.cell) for p in reading.problems] == [
        ("PART-06", "J2"), ("PART-06", "K2"),
    ]  # fmt: skip
