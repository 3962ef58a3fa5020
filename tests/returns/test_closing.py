"""A notice closes by itself when the file is put right, and its number is never given again."""

import csv
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.returns.homes import (
    AS_OF,
    BAD_DATE,
    FIRST,
    FOLDER,
    SECOND,
    THIRD,
    UNIT,
    File,
    Home,
    Wrong,
    county_workbook,
    right_file,
    superseded,
    wrong_file,
)

NEXT_DAY = AS_OF + timedelta(days=1)
NOTICE, BOOK = "退回单_第1次.docx", "退回单_第1次_东篱县_标注.xlsx"
QUERY = Wrong("XC04-Q08", "H3", severity="query", number="aa")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, files=[wrong_file()])


def entries(home: Home) -> list[dict[str, object]]:
    content = json.loads((home.path / "returned" / ".register.json").read_text("utf-8"))
    return list(content["entries"])


def status(home: Home) -> list[tuple[object, ...]]:
    return [(each["kind"], each["number"], each["status"]) for each in entries(home)]


def test_a_corrected_file_closes_the_notice(home: Home) -> None:
    first = home.run()
    assert [entry.document_number for entry in first.issued] == [
        "省巡办退〔2026〕990121-202609-1号"
    ]
    home.files = [superseded(home.files[0]), right_file()]
    second = home.run(NEXT_DAY)
    assert not second.issued
    assert [entry.status for entry in second.closed] == ["corrected"]
    assert home.names() == [f"{FOLDER}/已更正/{NOTICE}", f"{FOLDER}/已更正/{BOOK}"]
    assert entries(home)[0]["closed_at"] == str(SECOND)
    assert not home.run(NEXT_DAY + timedelta(days=1)).closed


def test_what_was_put_right_before_a_notice_could_go_is_only_noted(home: Home) -> None:
    home.files = [superseded(home.files[0]), right_file()]
    assert not home.run().issued
    assert home.names() == []
    assert status(home) == [("return", 1, "not_sent")]


def test_a_second_wrong_file_has_a_notice_of_its_own_in_the_place_of_the_first(home: Home) -> None:
    home.run()
    home.files = [superseded(home.files[0]), wrong_file("2026-09/再报.xlsx", SECOND)]
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "replaced"), ("return", 2, "open")]
    assert home.names() == [
        f"{FOLDER}/已代替/{NOTICE}",
        f"{FOLDER}/已代替/{BOOK}",
        f"{FOLDER}/退回单_第2次.docx",
        f"{FOLDER}/退回单_第2次_再报_标注.xlsx",
    ]
    home.files = [*map(superseded, home.files), right_file(received_at=THIRD)]
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "replaced"), ("return", 2, "corrected")]


def test_only_the_form_that_is_wrong_has_to_be_put_right(home: Home) -> None:
    other = File("其他.xlsx", SECOND, {"XC02": ("accepted", 0)}, data=b"other")
    home.run()
    home.files.append(other)
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "open")]


def test_every_wrong_form_has_to_be_put_right(home: Home) -> None:
    parts = {"XC04": ("accepted_with_held_rows", 1), "XC02": ("returned", 3)}
    no_column = Wrong("PART-01", None, "缺少必填的列。", form="XC02", sheet="问题")
    home.files = [File("a.xlsx", FIRST, parts, [BAD_DATE, no_column], data=county_workbook())]
    home.run()
    home.files = [
        replace(home.files[0], parts={"XC04": ("superseded", 1), "XC02": ("returned", 3)}),
        right_file(),
    ]
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "open")]
    home.files.append(File("c.xlsx", THIRD, {"XC02": ("accepted", 0)}, data=b"c"))
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "corrected")]


def test_a_file_that_could_not_be_read_closes_when_it_comes_again(home: Home) -> None:
    damaged = Wrong("FILE-01", None, "文件已损坏，请重新报送。", form="", sheet="")
    nobody = File("甲/表.xlsx", FIRST, {"": ("returned", 0)}, [damaged], None, None, b"PK")
    home.files = [nobody]
    home.due = {(UNIT, "XC04"): ("missing", None)}
    home.run()
    elsewhere = replace(right_file("乙/表.xlsx"), data=county_workbook("2026-09-03"))
    home.files.append(elsewhere)
    home.run(NEXT_DAY)
    assert status(home)[0] == ("return", 1, "open")
    again = replace(right_file(), name="甲/表.xlsx", received_at=THIRD)
    home.files = [nobody, elsewhere, again]
    home.run(NEXT_DAY)
    assert status(home)[0] == ("return", 1, "corrected")


def test_a_damaged_file_of_a_unit_closes_when_its_month_is_complete(home: Home) -> None:
    damaged = Wrong("FILE-01", None, "文件已损坏，请重新报送。", form="", sheet="")
    home.files = [File("东篱县.xlsx", FIRST, {"": ("returned", 0)}, [damaged], data=b"PK")]
    home.due = {(UNIT, "XC04"): ("on_time", SECOND), (UNIT, "XC02"): ("missing", None)}
    home.run()
    home.files.append(right_file())
    home.run(NEXT_DAY)
    assert status(home)[0] == ("return", 1, "open")
    home.due[UNIT, "XC02"] = ("late", THIRD)
    home.run(NEXT_DAY)
    assert status(home)[0] == ("return", 1, "corrected")


def test_a_file_of_no_known_month_closes_when_its_forms_come_with_their_month(home: Home) -> None:
    unstated = Wrong("FILE-04", None, "不知道是哪个月的报表。", form="", sheet="")
    parts = {"XC04": ("returned", 3), "COVER": ("returned", 1)}
    home.files = [File("甲.xlsx", FIRST, parts, [unstated], UNIT, None, b"a")]
    home.run()
    home.files.append(File("乙.xlsx", SECOND, {"XC04": ("accepted", 0)}, data=b"b"))
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "open")]
    home.files.append(right_file(received_at=THIRD))
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "corrected")]


def test_a_decision_of_the_office_closes_what_it_makes_readable(home: Home) -> None:
    unknown = Wrong("FILE-02", None, "填报单位不在名录里。", form="", sheet="")
    file = File("a.xlsx", FIRST, {"XC04": ("returned", 3)}, [unknown], None, None, b"a")
    home.files = [file]
    home.run()
    home.files = [replace(file, parts={"XC04": ("accepted", 0)}, wrong=[], unit_code=UNIT)]
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "resolved")]
    assert home.names() == ["未认定/已更正/退回单_待认1号.docx"]


def test_answers_close_a_notice_of_queries(home: Home) -> None:
    parts = {"XC04": ("accepted", 0)}
    home.files = [File("a.xlsx", FIRST, parts, [QUERY], data=county_workbook())]
    home.run()
    assert status(home) == [("query", 1, "open")]
    home.files = [replace(home.files[0], wrong=[replace(QUERY, is_explained=True)])]
    home.run(NEXT_DAY)
    assert status(home) == [("query", 1, "explained")]


def test_queries_left_when_the_fatal_ones_are_settled_are_asked_apart(home: Home) -> None:
    parts = {"XC04": ("accepted_with_held_rows", 1), "XC02": ("accepted", 0)}
    query = replace(QUERY, form="XC02", sheet="问题")
    home.files = [File("a.xlsx", FIRST, parts, [BAD_DATE, query], data=county_workbook())]
    home.run()
    assert status(home) == [("return", 1, "open")]
    parts = {"XC04": ("superseded", 1), "XC02": ("accepted", 0)}
    home.files = [replace(home.files[0], parts=parts), right_file()]
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "corrected"), ("query", 1, "open")]


def test_what_is_there_is_never_written_again(home: Home) -> None:
    home.run()
    document = home.path / "returned" / FOLDER / NOTICE
    document.write_bytes("省办改过的文字".encode())
    assert not home.run(NEXT_DAY).issued
    assert document.read_bytes() == "省办改过的文字".encode()


def test_what_a_killed_run_left_out_is_written_by_the_next_as_it_was_meant(home: Home) -> None:
    home.run()
    document = home.path / "returned" / FOLDER / NOTICE
    content = document.read_bytes()
    document.unlink()
    assert not home.run(NEXT_DAY).issued
    assert document.read_bytes() == content


def test_what_the_office_moves_away_counts_as_closed(home: Home) -> None:
    home.run()
    document = home.path / "returned" / FOLDER / NOTICE
    (document.parent / "已更正").mkdir()
    document.rename(document.parent / "已更正" / NOTICE)
    home.run(NEXT_DAY)
    assert status(home) == [("return", 1, "by_hand")]
    assert home.names(FOLDER) == [f"已更正/{NOTICE}", f"已更正/{BOOK}"]


def test_a_look_at_an_earlier_moment_changes_nothing(home: Home) -> None:
    home.run(NEXT_DAY)
    before = entries(home)
    home.files = []
    made = home.run(AS_OF)
    assert made.is_past
    assert entries(home) == before
    assert home.names(FOLDER) == [NOTICE, BOOK]


def test_an_older_file_that_turns_up_late_gets_the_next_number(home: Home) -> None:
    home.files = [wrong_file("b.xlsx", SECOND)]
    home.run()
    home.files.append(wrong_file("a.xlsx", FIRST))
    home.run(NEXT_DAY)
    numbers = {each["file_name"]: each["number"] for each in entries(home)}
    assert numbers == {"b.xlsx": 1, "a.xlsx": 2}


def test_the_office_reads_the_register_as_a_table(home: Home) -> None:
    home.files = [wrong_file("=1+1.xlsx", FIRST, QUERY)]
    home.run()
    text = (home.path / "returned" / "台账.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines())
    assert row == {
        "种类": "退回单",
        "文号": "省巡办退〔2026〕990121-202609-1号",
        "报告期": "2026-09",
        "单位代码": "990121",
        "单位名称": "东篱县",
        "第几次": "1",
        "文件": "'=1+1.xlsx",
        "收到时间": "2026-10-03 09:30:00",
        "报表": "XC04",
        "强制性问题": "1",
        "核实性问题": "1",
        "发出时间": "2026-10-05 18:00:00",
        "状态": "未办结",
        "办结时间": "",
        "所在文件夹": "2026-09/990121 东篱县",
    }
    assert datetime.fromisoformat(row["发出时间"]) == AS_OF
