"""Heads of three rows, values over several rows, diagonal corners: as every program saves them."""

import io
import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils import range_boundaries

from dagster_project.spreadsheets.reading import Reading
from tests.spreadsheets.old_workbook import Page, old_workbook
from tests.spreadsheets.province import Cell, Rows, codes, column, read, workbook
from tests.spreadsheets.wide import CODE_LISTS, FORMS

CLUES: Rows = [
    ["问题线索台账", *[None] * 11],
    ["填报单位：东篱县", None, None, None, "报告期：2026年9月"],
    [
        "线索编号",
        "基本情况",
        None,
        None,
        "办理",
        None,
        "处分",
        None,
        None,
        "金额",
        None,
        "组织",
    ],
    [None, "线索来源", "时间", None, "状态", "办结", "人数", "其中", None, "涉及", "挽回", None],
    [
        None,
        None,
        "移交日期",
        "受理日期",
        None,
        "日期",
        None,
        "党纪",
        "政务",
        "（元）",
        "（元）",
        "处理",
    ],
    ["线1", "信访", "2026-09-02", "2026-09-03", "已办结", "2026-09-20", 2, 1, 1, 500, 20, 3],
    ["线2", None, "2026-09-04", "2026-09-05", "处置中", None, 0, 0, 0, None, 10, 0],
    ["线3", "审计移交", "2026-09-06", "2026-09-07", "处置中", None, 0, 0, 0, 900, None, 0],
]
CLUE_MERGES = [
    "A1:L1", "A3:A5", "B3:D3", "E3:F3", "G3:I3", "J3:K3", "L3:L4",
    "B4:B5", "C4:D4", "E4:E5", "G4:G5", "H4:I4", "B6:B7", "J6:J7",
]  # fmt: skip


def as_old(rows: Rows, merges: Sequence[str], version: int) -> bytes:
    cells = {
        (row, place): float(cell) if isinstance(cell, int) else str(cell)
        for row, line in enumerate(rows)
        for place, cell in enumerate(line)
        if cell is not None
    }
    areas = []
    for area in merges:
        left, top, right, bottom = (int(edge) for edge in range_boundaries(area))
        areas.append((top - 1, bottom - 1, left - 1, right - 1))
    page = Page("台账", dict(cells), {}, merges=areas if version == 8 else ())
    return old_workbook([page], version=version, codepage=936 if version == 5 else None)


def by_xlsxwriter(rows: Rows, merges: Sequence[str]) -> bytes:
    """As its `merge_range` does: the covered cells are written, blank and formatted."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    plain = book.add_format({"border": 1})
    sheet = book.add_worksheet("台账")
    for area in merges:
        sheet.merge_range(area, "", plain)
    for row, line in enumerate(rows):
        for place, cell in enumerate(line):
            if cell is not None:
                sheet.write(row, place, cell, plain)
    book.close()
    return file.getvalue()


def by_libreoffice(data: bytes, ending: str, soffice: str, folder: Path) -> bytes:
    (folder / "in.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to = {"xls": "xls:MS Excel 97", "xlsx": "xlsx:Calc MS Excel 2007 XML"}[ending]
    command = [soffice, profile, "--headless", "--convert-to", to, "--outdir", "out", "in.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"in.{ending}").read_bytes()


def check_clues(reading: Reading, has_merges: bool = True) -> None:
    assert codes(reading) == []
    assert [layout.field for layout in reading.layouts] == [
        "clue_no", "source_code", "transferred_on", "received_on", "status_code", "settled_on",
        "disciplined_count", "party_count", "state_count", "amount_involved_wan_yuan",
        "recovered_amount_wan_yuan", "organisational_count",
    ]  # fmt: skip
    assert reading.rows["xc04_clues"].rows == [6, 7, 8]
    assert column(reading, "amount_involved_wan_yuan__unit") == ["元"] * 3
    assert column(reading, "party_count") == ["1", "0", "0"]
    if has_merges:
        assert column(reading, "source_code") == ["信访", "信访", "审计移交"]
        assert column(reading, "amount_involved_wan_yuan") == ["500", "500", "900"]
        cells = [json.loads(text) if text else None for text in reading.rows["xc04_clues"].cells]
        where = {"source_code": "B6", "amount_involved_wan_yuan": "J6"}
        assert cells == [None, where, None]


def test_a_head_of_three_rows_by_openpyxl() -> None:
    check_clues(read(workbook({"台账": CLUES}, {"台账": CLUE_MERGES})))


def test_a_head_of_three_rows_by_xlsxwriter() -> None:
    check_clues(read(by_xlsxwriter(CLUES, CLUE_MERGES)))


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_a_head_of_three_rows_by_libreoffice(
    ending: str, require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    data = workbook({"台账": CLUES}, {"台账": CLUE_MERGES})
    check_clues(read(by_libreoffice(data, ending, require_tool("soffice"), tmp_path)))


def test_a_head_of_three_rows_in_an_old_workbook() -> None:
    check_clues(read(as_old(CLUES, CLUE_MERGES, 8), "上报.xls"))


def test_a_head_of_three_rows_where_no_merges_exist() -> None:
    """Excel 95 has none: a group's name stands over the first of its columns."""
    check_clues(read(as_old(CLUES, [], 5), "上报.xls"), has_merges=False)


def with_raw_merges(rows: Rows, merges: Sequence[str]) -> bytes:
    """A workbook whose merges cover cells that still hold something, as some programs leave it."""
    file = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(workbook({"台账": rows})))
    for area in merges:  # `merge_cells` would clear what it covers
        book["台账"].merged_cells.add(area)
    book.save(file)
    return file.getvalue()


def test_what_lies_hidden_under_a_merge_is_not_read() -> None:
    rows = [list(row) for row in CLUES]
    rows[3][0], rows[2][2], rows[6][1] = "旧编号", "受理", "审计移交"
    check_clues(read(with_raw_merges(rows, CLUE_MERGES)))


def test_a_merge_over_rows_and_columns_is_of_its_first_column() -> None:
    rows = [list(row) for row in CLUES]
    rows.append(["注：以上为本月数。"])
    merges = [*CLUE_MERGES[:-2], "B6:C7", "A9:L11"]
    reading = read(workbook({"台账": rows}, {"台账": merges}))
    assert column(reading, "source_code") == ["信访", "信访", "审计移交"]
    assert column(reading, "transferred_on") == [None, None, "2026-09-06"]
    assert [mark.row for mark in reading.row_marks if mark.row_class == "note"] == [9]


def test_merges_that_overlap_without_end_cost_little() -> None:
    rows = [list(row) for row in CLUES]
    rows += [[f"线{number}", "信访"] for number in range(4, 2000)]
    merges = ["A1:L1", *(f"A6:L{row}" for row in range(1000, 4000))]
    assert read(with_raw_merges(rows, merges)).unit_code == "990121"


# ---------------------------------------------------------------- tables with fixed rows

WORKFORCE = FORMS["XC11"]
LABELS = [code.label for code in CODE_LISTS["workforce_row"]]


def workforce(corner: str | None) -> list[list[Cell]]:
    head: list[list[Cell]] = [
        [WORKFORCE.title, *[None] * 9],
        ["填报单位：东篱县", None, "报告期：2026年上半年"],
        [
            corner,
            "机构数",
            "编制数",
            "实有",
            None,
            "人才库",
            None,
            "参加上级巡视巡察人次",
            None,
            None,
        ],
        [None, None, None, "人数", "女性", "入库", "出库", "中央巡视", "省委巡视", "市委巡察"],
    ]
    return head + [[label, *range(1, 10)] for label in LABELS]


WORKFORCE_MERGES = ["A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:J3"]


@pytest.mark.parametrize("corner", ["项目\\指标", "指标\n　项 目", "类别 ＼ 数量", None, "项目"])
@pytest.mark.parametrize("version", ["xlsx", "xls"])
def test_a_corner_with_a_diagonal_heads_the_labels_below(corner: str | None, version: str) -> None:
    rows = workforce(corner)
    if version == "xlsx":
        reading = read(workbook({"队伍": rows}, {"队伍": WORKFORCE_MERGES}))
    else:
        reading = read(as_old(rows, WORKFORCE_MERGES, 8), "上报.xls")
    assert (codes(reading), reading.period) == ([], "2026-06")
    assert column(reading, "row_code", WORKFORCE.name) == LABELS
    assert reading.rows[WORKFORCE.name].rows == [5, 6, 7, 8, 9]
    found = {layout.field: layout.column_letter for layout in reading.layouts}
    assert found["row_code"] == "A"
    assert (found["actual_count"], found["women_count"], found["municipal_count"]) == (
        "D",
        "E",
        "J",
    )


def test_a_corner_over_other_words_is_no_key() -> None:
    rows = workforce("项目\\指标")
    others = [["甲", *row[1:]] if number > 3 else row for number, row in enumerate(rows)]
    reading = read(workbook({"队伍": others}, {"队伍": WORKFORCE_MERGES}))
    assert "PART-01" in codes(reading)
    ledger = [["问题线索台账"], ["甲\\乙", "线索来源", "移交日期", "受理日期", "办理状态"], LABELS]
    assert "PART-01" in codes(read(workbook({"台账": ledger}), "2026-09/东篱县.xlsx"))
