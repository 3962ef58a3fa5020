"""The life of what lies in the inbox: written by others, sent again, corrected, twice in one."""

import hashlib
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dagster_project.home import sources_folder
from dagster_project.intake import archive, take_in
from tests.intake.homes import NOW, county_file, deliver, rows
from tests.spreadsheets.province import (
    Cell,
    clue,
    cover,
    ledger,
    workbook,
    write_registers,
)

SOURCES = sources_folder()
NAME = "2026-09/东篱县.xlsx"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_registers(tmp_path)
    return tmp_path


def kept(home: Path) -> list[bytes]:
    """The originals in the archive."""
    return [path.read_bytes() for path in (home / "archive").glob("*/*/original*")]


def parts(home: Path, form: str = "XC04") -> list[dict[str, object]]:
    """The parts of a form by the time their file came."""
    received = {row["extraction_id"]: row["received_at"] for row in rows(home, "extractions")}
    found = [part for part in rows(home, "parts") if part["form"] == form]
    return sorted(found, key=lambda part: str(received[part["extraction_id"]]))


def codes(home: Path) -> list[object]:
    return sorted(str(row["check_code"]) for row in rows(home, "reader_problems"))


# ---------------------------------------------------------------- others write while we read


def grow_while_hashed(path: Path) -> Callable[..., object]:
    """`hashlib.file_digest` that another program outruns: more is written while it reads."""
    original = hashlib.file_digest

    def digest(file: io.BufferedReader, name: str) -> object:
        found = original(file, name)
        if Path(file.name) == path:
            path.write_bytes(path.read_bytes() + b"more")
        return found

    return digest


def test_a_file_that_grows_while_it_is_read_waits_for_the_next_run(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = deliver(home, NAME, county_file("东篱县"))
    deliver(home, "2026-09/南蓠县.xlsx", county_file("南蓠县"))
    with monkeypatch.context() as patch:
        patch.setattr(archive.hashlib, "file_digest", grow_while_hashed(path))
        result = take_in(home, SOURCES, NOW)
    assert (result.files_seen, result.files_read, result.files_left) == (1, 1, (NAME,))
    assert kept(home) == [(home / "inbox" / "2026-09/南蓠县.xlsx").read_bytes()]
    path.write_bytes(county_file("东篱县"))
    later = NOW + timedelta(hours=1)
    result = take_in(home, SOURCES, later)
    assert (result.files_seen, result.files_read, result.files_left) == (2, 1, ())
    times = {row["file_name"]: row["received_at"] for row in rows(home, "extractions")}
    assert times[NAME] == later


def test_a_file_that_changes_before_it_is_copied_is_not_archived_half(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = deliver(home, NAME, county_file("东篱县"))
    with monkeypatch.context() as patch:

        def written_meanwhile(folder: Path, sha256: str) -> None:
            path.write_bytes(path.read_bytes()[:100])

        patch.setattr(archive, "_original", written_meanwhile)
        result = take_in(home, SOURCES, NOW)
    assert result.files_left == (NAME,)
    assert kept(home) == []
    assert not list((home / "archive").rglob("*.part"))


def test_a_file_that_is_taken_away_meanwhile_ends_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = deliver(home, NAME, county_file("东篱县"))
    files = archive._inbox_files

    def then_gone(inbox: Path) -> list[Path]:
        found = list(files(inbox))
        path.unlink()
        return found

    monkeypatch.setattr(archive, "_inbox_files", then_gone)
    result = take_in(home, SOURCES, NOW)
    assert (result.files_seen, result.files_left) == (0, (NAME,))


def test_a_file_that_came_half_is_returned_and_the_whole_one_is_a_new_delivery(home: Path) -> None:
    whole = county_file("东篱县")
    path = deliver(home, NAME, whole[: len(whole) // 2])
    assert take_in(home, SOURCES, NOW).files_returned == 1
    path.write_bytes(whole)
    result = take_in(home, SOURCES, NOW + timedelta(minutes=5))
    assert (result.files_seen, result.files_read, result.files_returned) == (2, 1, 0)
    assert [part["reader_status"] for part in parts(home)] == ["accepted"]
    assert codes(home) == ["FILE-01"]
    assert sorted(map(len, kept(home))) == [len(whole) // 2, len(whole)]


# ---------------------------------------------------------------- one form twice in one file


def sheets(**tables: list[list[Cell]]) -> bytes:
    count = sum(len(table) for table in tables.values())
    return workbook(
        {"封面": cover(count), **{name: ledger(table) for name, table in tables.items()}}
    )


def clues(first: int, last: int) -> list[list[Cell]]:
    return [clue(number, f"线{number}") for number in range(first, last + 1)]


def test_the_same_items_on_two_sheets_are_an_error_of_the_part(home: Path) -> None:
    """Of five items on the first sheet three stand on the second too, which has four."""
    deliver(home, NAME, sheets(台账=clues(1, 5), 旧台账=clues(3, 6)))
    take_in(home, SOURCES, NOW)
    assert codes(home) == ["PART-02"]
    assert [(p["reader_status"], p["rows_received"]) for p in parts(home)] == [("returned", 9)]
    assert parts(home, "COVER")[0]["reader_status"] == "accepted"
    problem = rows(home, "reader_problems")[0]
    assert (problem["sheet"], problem["cell"]) == ("旧台账", "A2")
    assert "工作表“台账”第 2 行起" in str(problem["message"])
    assert "其中 3 行" in str(problem["message"])


@pytest.mark.parametrize(
    "tables",
    [
        {"石桥头镇": clues(1, 5), "柳湾头镇": clues(6, 9)},
        {"石桥头镇": clues(1, 5), "柳湾头镇": clues(5, 9)},
        {"台账1": clues(1, 2), "台账2": clues(3, 3)},
    ],
)
def test_a_form_split_over_sheets_is_one_part(
    home: Path, tables: dict[str, list[list[Cell]]]
) -> None:
    deliver(home, NAME, sheets(**tables))
    take_in(home, SOURCES, NOW)
    assert codes(home) == []
    received = sum(len(table) for table in tables.values())
    assert [(p["reader_status"], p["rows_received"]) for p in parts(home)] == [
        ("accepted", received)
    ]
    assert len(rows(home, "xc04_clues")) == received


# ---------------------------------------------------------------- again, later, nothing to say


def test_a_correction_of_an_old_month_is_of_that_month_and_received_when_it_came(
    home: Path,
) -> None:
    deliver(
        home, "2026-08/东篱县.xlsx", county_file("东篱县", "2026年8月", 2), "2026-09-03 09:00:00"
    )
    deliver(home, NAME, county_file("东篱县", "2026年9月", 3), "2026-10-03 09:00:00")
    take_in(home, SOURCES, NOW)
    deliver(home, "更正/2026-08 东篱县.xlsx", county_file("东篱县", "2026年8月", 4))
    take_in(home, SOURCES, NOW)
    assert [(p["period"], p["rows_received"], p["reader_status"]) for p in parts(home)] == [
        ("2026-08", 2, "accepted"),
        ("2026-09", 3, "accepted"),
        ("2026-08", 4, "accepted"),
    ]
    times = [row["received_at"] for row in rows(home, "extractions")]
    assert sorted(times) == [datetime(2026, 9, 3, 9), datetime(2026, 10, 3, 9), NOW]


def test_a_nil_report_is_a_part_without_rows(home: Path) -> None:
    deliver(home, NAME, workbook({"封面": cover(0, "√")}))
    take_in(home, SOURCES, NOW)
    assert [(p["reader_status"], p["rows_received"], p["is_nil"]) for p in parts(home)] == [
        ("accepted", 0, True)
    ]
    assert codes(home) == []


def test_the_same_bytes_sent_again_are_another_delivery_of_the_same_hash(home: Path) -> None:
    data = county_file("东篱县")
    deliver(home, NAME, data, "2026-10-03 09:00:00")
    take_in(home, SOURCES, NOW)
    deliver(home, NAME, data, "2026-10-04 09:00:00")
    take_in(home, SOURCES, NOW)
    found = rows(home, "extractions")
    assert [row["received_at"] for row in found if row["sha256"] == found[0]["sha256"]] != []
    assert len({row["received_at"] for row in found}) == 2
    assert len({row["sha256"] for row in found}) == len(kept(home)) == 1


# ---------------------------------------------------------------- the problem list sent back


def problem_list(*explained: tuple[str, str | None]) -> list[list[Cell]]:
    headings = ["序号", "编号", "报表", "工作表", "单元格", "性质", "问题", "填写内容", "说明"]
    lines: list[list[Cell]] = [
        [number, code, "问题线索台账", "台账", "D3", "请核实", "日期较早", "2026-09-02", text]
        for number, (code, text) in enumerate(explained, start=1)
    ]
    return [list(headings), *lines]


def test_explanations_come_back_with_the_corrected_workbook(home: Path) -> None:
    data = workbook(
        {
            "封面": cover(1),
            "台账": ledger(clues(1, 1)),
            "问题清单": problem_list(
                ("0a1b2c3d4e", "移交函日期有误，已核实"), ("1a1b2c3d4e", None)
            ),
        }
    )
    deliver(home, NAME, data)
    take_in(home, SOURCES, NOW)
    assert codes(home) == []
    assert [(r["problem_no"], r["explanation"], r["sheet"], r["cell"])
            for r in rows(home, "returned_explanations")] == [
        ("0a1b2c3d4e", "移交函日期有误，已核实", "问题清单", "I2")
    ]  # fmt: skip
    marks = [row for row in rows(home, "row_classes") if row["sheet"] == "问题清单"]
    assert {(row["row_class"], row["reason"]) for row in marks} == {("note", "退回问题清单")}
    assert [p["rows_received"] for p in parts(home)] == [1]


def test_a_list_sent_back_alone_is_no_return_and_no_fault(home: Path) -> None:
    said: list[list[Cell]] = [["填报单位：东篱县"], *problem_list(("0a1b2c3d4e", "属实"))]
    deliver(home, "说明.xlsx", workbook({"问题清单": said}))
    result = take_in(home, SOURCES, NOW)
    assert (result.files_read, result.files_returned, result.problems) == (1, 0, 0)
    assert rows(home, "parts") == []
    assert [
        (row["unit_code"], row["explanation"]) for row in rows(home, "returned_explanations")
    ] == [("990121", "属实")]


# ---------------------------------------------------------------- subtotals


def test_the_figures_of_a_subtotal_row_are_kept_with_the_rows_they_sum(home: Path) -> None:
    table = [*clues(1, 2), ["小计", None, None, None, None, None, 2, 3.0], *clues(3, 3)]
    deliver(home, NAME, workbook({"封面": cover(3), "台账": ledger(table)}))
    take_in(home, SOURCES, NOW)
    found = rows(home, "subtotals")
    assert {(r["field"], r["text"], r["cell"]) for r in found} == {
        ("disciplined_count", "2", "G5"),
        ("amount_involved_wan_yuan", "3", "H5"),
    }
    assert {(r["form"], r["sheet"], r["table"], r["row"], r["first_row"], r["last_row"])
            for r in found} == {("XC04", "台账", 1, 5, 3, 4)}  # fmt: skip
