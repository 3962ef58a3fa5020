"""What is wrong with a file goes back with its code, at its cell; the rest is read."""

import io
from datetime import date

import openpyxl
import pytest

from dagster_project.spreadsheets.problems import Problem
from dagster_project.spreadsheets.reading import Reading
from tests.spreadsheets.province import (
    HEADINGS,
    clue,
    codes,
    column,
    cover,
    ledger,
    read,
    statuses,
    workbook,
)

ONE = ledger([clue(1, "线1")])


def whole(unit_name: str = "东篱县", period: str = "2026年9月") -> bytes:
    return workbook({"封面": cover(1, None, unit_name, period), "台账": ONE})


def the(reading: Reading, code: str) -> Problem:
    return next(problem for problem in reading.problems if problem.check_code == code)


def where(problem: Problem) -> tuple[str, str | None, str | None]:
    return problem.sheet, problem.cell, problem.value


@pytest.mark.parametrize("name", ["无名县", "东篱", "东蓠县"])
def test_unacceptable_unknown_unit(name: str) -> None:
    reading = read(whole(name))
    if name == "东篱":
        assert codes(reading) == []  # the short name is a right name
        return
    assert codes(reading) == ["FILE-02"]
    assert where(the(reading, "FILE-02")) == ("", None, name)
    assert statuses(reading) == {"COVER": ("returned", 1), "XC04": ("returned", 1)}
    assert (reading.unit_code, reading.period, reading.rows) == (None, "2026-09", {})


def test_unacceptable_ambiguous_unit_and_what_settles_it() -> None:
    assert codes(read(whole("云上区"))) == ["FILE-02"]
    assert "甲南市" not in the(read(whole("云上区")), "FILE-02").message.split("。")[1]
    for name in ("乙北市/云上区.xlsx", "乙北云上区.xlsx"):
        reading = read(whole("云上区"), name)
        assert (codes(reading), reading.unit_code) == ([], "990223")


def test_unacceptable_ceased_unit_names_its_successor() -> None:
    reading = read(whole("旧渡口县"))
    assert codes(reading) == ["FILE-02"]
    message = the(reading, "FILE-02").message
    assert "2026年3月31日" in message
    assert "新渡口县" in message
    assert read(whole("旧渡口县", "2026年3月")).unit_code == "990131"
    assert codes(read(whole("新渡口县", "2026年3月"))) == ["FILE-02"]


def test_a_folder_of_the_merged_county_is_no_contradiction() -> None:
    assert codes(read(whole("新渡口县"), "旧渡口县/2026-09/报表.xlsx")) == []


@pytest.mark.parametrize(
    "file_name", ["南蓠县2026年9月.xlsx", "南蓠县/9月.xlsx", "乙北市/东区/报表.xlsx"]
)
def test_unacceptable_unit_contradicts_the_name(file_name: str) -> None:
    reading = read(whole(), file_name)
    assert codes(reading) == ["FILE-03"]
    assert where(the(reading, "FILE-03")) == ("封面", "A2", "填报单位：东篱县")
    assert reading.unit_code == "990121"
    assert {part.reader_status for part in reading.parts} == {"returned"}


@pytest.mark.parametrize("file_name", ["2026-08/东篱县.xlsx", "东篱县2026年8月.xlsx"])
def test_unacceptable_period_contradicts_the_name(file_name: str) -> None:
    reading = read(whole(), file_name)
    assert codes(reading) == ["FILE-05"]
    assert where(the(reading, "FILE-05")) == ("封面", "C2", "报告期：2026年9月")


@pytest.mark.parametrize("period", ["9月", "2026年第三季度", "2026年8月至9月"])
def test_unacceptable_unreadable_period(period: str) -> None:
    reading = read(whole(period=period), "2026-09/东篱县.xlsx")
    assert codes(reading) == ["FILE-04"]
    assert reading.period is None


def test_unit_and_period_from_the_name_are_queries() -> None:
    reading = read(workbook({"台账": ONE}), "2026-09/东篱县.xlsx")
    assert codes(reading) == ["FILE-07", "FILE-08"]
    assert {problem.severity for problem in reading.problems} == {"query"}
    assert (reading.unit_code, reading.period) == ("990121", "2026-09")
    assert statuses(reading) == {"XC04": ("accepted", 1)}


def test_unacceptable_nothing_says_whose_it_is() -> None:
    reading = read(workbook({"台账": ONE}), "台账.xlsx")
    assert codes(reading) == ["FILE-02", "FILE-04"]


def test_unacceptable_no_known_table() -> None:
    reading = read(workbook({"Sheet1": [["会议签到表"], ["姓名", "单位"]]}), "2026-09/东篱县.xlsx")
    assert "FILE-06" in codes(reading)
    assert statuses(reading) == {None: ("returned", 0)}


def test_unacceptable_required_column_missing() -> None:
    headings = [h if h not in ("办理状态", "移交日期") else f"无关{h}" for h in HEADINGS]
    row = [*clue(1, "线1")[:3], "见附件", date(2026, 9, 5), "另报", 1, 1.5]
    reading = read(workbook({"封面": cover(1), "台账": ledger([row], headings=headings)}))
    assert codes(reading) == ["PART-01", "PART-01", "PART-06", "PART-06"]
    assert where(the(reading, "PART-01")) == ("台账", "A2", None)
    assert "“移交日期”" in the(reading, "PART-01").message
    assert "无关移交日期" in the(reading, "PART-01").message
    assert statuses(reading) == {"COVER": ("accepted", 1), "XC04": ("returned", 1)}
    assert "xc04_clues" not in reading.rows


def test_a_column_too_many_is_a_query_at_its_heading() -> None:
    rows = ledger(
        [[*clue(1, "线1"), "批", "再次", "无头"]], headings=[*HEADINGS, "批示", "办理状态"]
    )
    reading = read(workbook({"封面": cover(1), "台账": rows}))
    found = [where(problem) for problem in reading.problems]
    assert found == [("台账", "I2", "批示"), ("台账", "J2", "办理状态"), ("台账", "K2", None)]
    assert codes(reading) == ["PART-06"] * 3
    assert column(reading, "status_code") == ["处置中"]


def test_money_in_a_unit_that_is_not_read_is_not_used() -> None:
    headings = [*HEADINGS[:-1], "涉及金额（千元）"]
    reading = read(
        workbook({"封面": cover(1), "台账": ledger([clue(1, "线1")], headings=headings)})
    )
    assert codes(reading) == ["PART-06"]
    assert column(reading, "amount_involved_wan_yuan") == [None]
    by_line = read(workbook({"封面": cover(1), "台账": ledger([clue(1, "线1")], ["单位：千元"])}))
    assert where(the(by_line, "PART-06")) == ("台账", "H3", "涉及金额")
    assert column(by_line, "amount_involved_wan_yuan") == [None]


def test_unacceptable_declared_table_is_not_there() -> None:
    reading = read(workbook({"封面": cover(7)}))
    assert codes(reading) == ["PART-03"]
    assert where(the(reading, "PART-03")) == ("封面", "B4", "7")
    assert statuses(reading) == {"COVER": ("accepted", 1), "XC04": ("returned", 0)}


def test_unacceptable_sheet_contradicts_the_cover() -> None:
    rows = ledger([clue(1, "线1")], ["填报单位：南蓠县", "报告期：2026年8月"])
    reading = read(workbook({"封面": cover(1), "台账": rows}))
    assert [where(problem) for problem in reading.problems] == [
        ("台账", "A2", "填报单位：南蓠县"),
        ("台账", "B2", "报告期：2026年8月"),
    ]
    assert codes(reading) == ["PART-08"] * 2
    assert statuses(reading) == {"COVER": ("accepted", 1), "XC04": ("returned", 1)}


def test_unacceptable_two_counties_in_one_file() -> None:
    sheets = {
        name: ledger([clue(1, "线1")], [f"填报单位：{name}", "报告期：2026年9月"])
        for name in ("东篱县", "南蓠县")
    }
    reading = read(workbook(sheets))
    assert codes(reading) == ["PART-02"]
    assert statuses(reading) == {"XC04": ("returned", 2)}


def test_an_empty_table_without_a_tick_is_a_query() -> None:
    reading = read(workbook({"封面": cover(0), "台账": ledger([])}))
    assert codes(reading) == ["PART-09"]
    assert statuses(reading)["XC04"] == ("accepted", 0)
    assert not any(part.is_nil for part in reading.parts)


def test_a_row_of_no_kind_is_held_back_at_its_cell() -> None:
    rows = ledger([clue(1, "线1"), [None, None, None, "其余待补"], clue(2, "线2")])
    reading = read(workbook({"封面": cover(3), "台账": rows}))
    assert codes(reading) == ["ROW-01"]
    assert where(the(reading, "ROW-01")) == ("台账", "D4", "其余待补")
    assert statuses(reading)["XC04"] == ("accepted", 3)
    assert column(reading, "clue_no") == ["线1", "线2"]


def test_a_hidden_copy_is_told_and_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(whole()))
    book.copy_worksheet(book["台账"]).sheet_state = "hidden"
    for number in range(4):
        book.worksheets[-1].append(clue(number, f"旧{number}"))
    file = io.BytesIO()
    book.save(file)
    reading = read(file.getvalue())
    assert codes(reading) == ["PART-06"]
    assert "隐藏" in reading.problems[0].message
    assert column(reading, "clue_no") == ["线1"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr><td>1", "网页格式"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "网页格式"),
        (b"<?xml version='1.0'?><Workbook", "XML"),
        (b"PK\x03\x04 cut", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"\x89PNG\r\n", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (bytes(range(32)) * 9, "认不出"),
    ],
)
def test_unacceptable_files_say_what_to_do(data: bytes, words: str) -> None:
    reading = read(data, "2026-09/东篱县.xls")
    assert codes(reading) == ["FILE-01"]
    message = reading.problems[0].message
    assert words in message
    assert "报送" in message
    assert (reading.unit_code, reading.period) == ("990121", "2026-09")
    assert statuses(reading) == {None: ("returned", 0)}


def test_unacceptable_lock_file() -> None:
    reading = read(b"\x06owner", "2026-09/~$东篱县.xlsx")
    assert "~$" in reading.problems[0].message
