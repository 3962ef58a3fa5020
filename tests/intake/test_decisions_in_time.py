"""What the office decides counts from that moment on, and has only what it concerns read again."""

from datetime import datetime
from pathlib import Path

import pytest

from dagster_project.home import sources_folder
from dagster_project.intake import take_in
from tests.intake.homes import NOW, county_file, deliver, filled_home, raw_files, rows
from tests.spreadsheets.province import HEADINGS, clue, cover, ledger, workbook, write_registers

SOURCES = sources_folder()
RECEIVED = "2026-10-03 09:00:00"
DECIDED = "2026-10-08 10:30:00"
LAYOUT_COLUMNS = (
    "unit_code",
    "form",
    "heading",
    "field",
    "from_period",
    "decided_by",
    "decided_at",
)
ALIAS_COLUMNS = ("alias", "unit_code", "decided_by", "decided_at", "from_period")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def decide(home: Path, file: str, columns: tuple[str, ...], *lines: str) -> None:
    """Add lines to a file of decisions."""
    path = home / "decisions" / file
    before = path.read_text("utf-8") if path.exists() else ",".join(columns) + "\n"
    path.write_text(before + "".join(f"{line}\n" for line in lines), "utf-8")


def confirm(home: Path, field: str, decided_at: str = DECIDED, heading: str = "受理时点") -> None:
    line = f"990121,XC04,{heading},{field},2026-09,省办,{decided_at}"
    decide(home, "layouts.csv", LAYOUT_COLUMNS, line)


def own_layout(*changed: str, unit: str = "东篱县") -> bytes:
    """A county's workbook with its own word for one column, or several."""
    words = {"受理日期": "受理时点", "移交日期": "转来日"}
    headings = [words[h] if h in changed else h for h in HEADINGS]
    clues = [clue(1, "线1"), clue(2, "线2")]
    return workbook({"封面": cover(2, None, unit), "台账": ledger(clues, headings=headings)})


def home_with(folder: Path, **files: bytes) -> Path:
    write_registers(folder)
    for name, data in files.items():
        deliver(folder, f"2026-09/{name}.xlsx", data, RECEIVED)
    return folder


def life(home: Path, form: str = "XC04") -> list[tuple[str, str | None]]:
    """The readings of the one delivery by time: as of when, and what became of the part."""
    status = {
        p["extraction_id"]: p["reader_status"] for p in rows(home, "parts") if p["form"] == form
    }
    found = sorted(rows(home, "extractions"), key=lambda row: str(row["accepted_at"]))
    return [(f"{row['accepted_at']}", status.get(row["extraction_id"])) for row in found]


# ---------------------------------------------------------------- headings


def test_a_confirmed_heading_has_the_file_read_again_as_of_the_decision(tmp_path: Path) -> None:
    home = home_with(tmp_path, county=own_layout("受理日期"))
    first = take_in(home, SOURCES, NOW)
    assert (first.files_read, first.files_returned, first.files_waiting) == (1, 0, 1)
    assert life(home) == [(RECEIVED, "waiting_layout")]
    waiting = rows(home, "layout_proposals")
    assert {(r["heading"], r["cell"], r["column_letter"], r["sample"]) for r in waiting} == {
        ("受理时点", "E2", "E", "2026-09-05")
    }
    assert (waiting[0]["rank"], waiting[0]["field"], waiting[0]["label"]) == (
        1,
        "received_on",
        "受理日期",
    )

    confirm(home, "received_on")
    second = take_in(home, SOURCES, NOW)
    assert (second.files_read, second.files_waiting) == (1, 0)
    assert life(home) == [(RECEIVED, "waiting_layout"), (DECIDED, "accepted")]
    assert {row["received_at"] for row in rows(home, "extractions")} == {at(RECEIVED)}
    taken = rows(home, "xc04_clues")
    assert [(row["clue_no"], row["received_on"]) for row in taken] == [
        ("线1", "2026-09-05"),
        ("线2", "2026-09-05"),
    ]
    newest = max(rows(home, "extractions"), key=lambda row: str(row["accepted_at"]))
    assert {row["_extraction_id"] for row in taken} == {newest["extraction_id"]}
    assert take_in(home, SOURCES, NOW).files_read == 0


def test_what_was_known_earlier_stays_as_it_was(tmp_path: Path) -> None:
    """All that the first run wrote is still there, so a build as of then sees the same."""
    home = home_with(tmp_path, county=own_layout("受理日期"))
    take_in(home, SOURCES, NOW)
    before = {table: rows(home, table) for table in ("parts", "reader_problems", "extractions")}
    confirm(home, "received_on")
    take_in(home, SOURCES, NOW)
    for table, known in before.items():
        assert [row for row in rows(home, table) if row in known] == known


def test_only_the_files_that_a_decision_concerns_are_read_again(tmp_path: Path) -> None:
    home = filled_home(tmp_path)
    deliver(home, "2026-09/东篱.xlsx", own_layout("受理日期"), RECEIVED)
    take_in(home, SOURCES, NOW)
    before = {row["extraction_id"]: row for row in rows(home, "extractions")}
    confirm(home, "received_on")
    assert take_in(home, SOURCES, NOW).files_read == 1
    after = {row["extraction_id"]: row for row in rows(home, "extractions")}
    assert {name: row for name, row in after.items() if name in before} == before
    assert len(after) == len(before) + 1


def test_a_file_that_comes_later_is_read_under_the_decision_at_once(tmp_path: Path) -> None:
    home = home_with(tmp_path)
    confirm(home, "received_on")
    deliver(home, "a.xlsx", own_layout("受理日期"), "2026-10-08 11:00:00")
    take_in(home, SOURCES, NOW)
    assert life(home) == [("2026-10-08 11:00:00", "accepted")]


def test_each_decision_has_its_moment_whenever_the_run_takes_place(tmp_path: Path) -> None:
    early = home_with(tmp_path / "early", county=own_layout("受理日期", "移交日期"))
    late = home_with(tmp_path / "late", county=own_layout("受理日期", "移交日期"))
    take_in(early, SOURCES, NOW)
    for field, heading, moment in [
        ("received_on", "受理时点", "2026-10-08 10:30:00"),
        ("transferred_on", "转来日", "2026-10-08 15:00:00"),
    ]:
        confirm(early, field, moment, heading)
        confirm(late, field, moment, heading)
        take_in(early, SOURCES, NOW)
    take_in(late, SOURCES, NOW)
    expected = [
        (RECEIVED, "waiting_layout"),
        ("2026-10-08 10:30:00", "waiting_layout"),
        ("2026-10-08 15:00:00", "accepted"),
    ]
    assert life(early) == life(late) == expected
    assert raw_files(early) == raw_files(late)


def test_a_decision_that_is_corrected_has_the_file_read_once_more(tmp_path: Path) -> None:
    home = home_with(tmp_path, county=own_layout("受理日期"))
    confirm(home, "disposal_on", "2026-10-08 10:30:00")
    confirm(home, "received_on", "2026-10-08 16:00:00")
    take_in(home, SOURCES, NOW)
    assert [moment for moment, _ in life(home)] == [
        RECEIVED,
        "2026-10-08 10:30:00",
        "2026-10-08 16:00:00",
    ]
    by_reading = {
        row["_extraction_id"]: (row["disposal_on"], row["received_on"])
        for row in rows(home, "xc04_clues")
    }
    found = sorted(rows(home, "extractions"), key=lambda row: str(row["accepted_at"]))
    assert [by_reading.get(row["extraction_id"]) for row in found] == [
        None,
        ("2026-09-05", None),
        (None, "2026-09-05"),
    ]


def test_the_same_said_again_changes_nothing(tmp_path: Path) -> None:
    home = home_with(tmp_path, county=own_layout("受理日期"))
    confirm(home, "received_on")
    take_in(home, SOURCES, NOW)
    confirm(home, "received_on", "2026-10-08 18:00:00")
    assert take_in(home, SOURCES, NOW).files_read == 0


def test_a_rejected_column_lets_the_rest_go_through(tmp_path: Path) -> None:
    home = home_with(tmp_path, county=own_layout("受理日期"))
    confirm(home, "")
    take_in(home, SOURCES, NOW)
    assert life(home)[-1] == (DECIDED, "accepted")
    assert {row["received_on"] for row in rows(home, "xc04_clues")} == {None}


def test_a_line_that_was_taken_out_again_leaves_no_reading_behind(tmp_path: Path) -> None:
    """Raw files follow from archive and decisions alone, also where lines were changed by hand."""
    home = home_with(tmp_path, county=own_layout("受理日期"))
    take_in(home, SOURCES, NOW)
    before = raw_files(home)
    confirm(home, "received_on")
    take_in(home, SOURCES, NOW)
    (home / "decisions" / "layouts.csv").unlink()
    take_in(home, SOURCES, NOW)
    assert raw_files(home) == before


def test_a_decision_dated_before_a_file_came_has_it_read_anew_in_place(tmp_path: Path) -> None:
    home = home_with(tmp_path, county=own_layout("受理日期"))
    take_in(home, SOURCES, NOW)
    confirm(home, "received_on", "2026-10-01")
    take_in(home, SOURCES, NOW)
    assert life(home) == [(RECEIVED, "accepted")]


# ---------------------------------------------------------------- names of units


def test_a_name_registered_later_has_its_file_taken_as_of_then(tmp_path: Path) -> None:
    home = filled_home(tmp_path)
    assert take_in(home, SOURCES, NOW).files_returned == 2
    decide(home, "unit_aliases.csv", ALIAS_COLUMNS, f"无名县,990123,省办,{DECIDED},2026-01")
    result = take_in(home, SOURCES, NOW)
    assert (result.files_read, result.files_returned) == (1, 0)
    own = [row for row in rows(home, "extractions") if row["file_name"] == "2026-09/无名.xlsx"]
    own.sort(key=lambda row: str(row["accepted_at"]))
    assert [row["accepted_at"] for row in own] == [at("2026-10-07 09:00:00"), at(DECIDED)]
    parts = {p["extraction_id"]: (p["unit_code"], p["reader_status"]) for p in rows(home, "parts")}
    assert [parts[row["extraction_id"]] for row in own] == [
        (None, "returned"),
        ("990123", "accepted"),
    ]


def test_a_name_given_to_another_unit_later(tmp_path: Path) -> None:
    home = home_with(tmp_path, county=county_file("无名县"))
    decide(home, "unit_aliases.csv", ALIAS_COLUMNS, f"无名县,990123,省办,{DECIDED},2026-01")
    take_in(home, SOURCES, NOW)
    decide(
        home, "unit_aliases.csv", ALIAS_COLUMNS, "无名县,990122,省办,2026-10-08 17:00:00,2026-01"
    )
    take_in(home, SOURCES, NOW)
    units = {p["extraction_id"]: p["unit_code"] for p in rows(home, "parts")}
    found = sorted(rows(home, "extractions"), key=lambda row: str(row["accepted_at"]))
    assert [units[row["extraction_id"]] for row in found] == [None, "990123", "990122"]


def test_the_heading_of_a_file_whose_unit_was_unknown_is_asked_then(tmp_path: Path) -> None:
    home = home_with(tmp_path, county=own_layout("受理日期", unit="无名县"))
    decide(home, "unit_aliases.csv", ALIAS_COLUMNS, f"无名县,990121,省办,{DECIDED},2026-01")
    take_in(home, SOURCES, NOW)
    assert life(home)[-1] == (DECIDED, "waiting_layout")
    confirm(home, "received_on", "2026-10-08 12:00:00")
    take_in(home, SOURCES, NOW)
    assert life(home)[-1] == ("2026-10-08 12:00:00", "accepted")


@pytest.mark.parametrize("name", ["别的县", "无名"])
def test_another_name_concerns_no_file(tmp_path: Path, name: str) -> None:
    home = home_with(tmp_path, county=county_file("无铭县"))
    take_in(home, SOURCES, NOW)
    decide(home, "unit_aliases.csv", ALIAS_COLUMNS, f"{name},990123,省办,{DECIDED},2026-01")
    assert take_in(home, SOURCES, NOW).files_read == 0


# ---------------------------------------------------------------- what is no concern of the reader


def test_explanations_due_days_and_organisations_have_nothing_read_again(tmp_path: Path) -> None:
    home = home_with(tmp_path, county=own_layout())
    take_in(home, SOURCES, NOW)
    for file, header, line in [
        (
            "explanations.csv",
            "problem_no,explanation,decided_by,decided_at",
            f"0a1b2c3d4e,属实,省办,{DECIDED}",
        ),
        (
            "due_days.csv",
            "form,due_day,from_period,decided_by,decided_at,grace_days",
            "XC04,8,2026-09,省办,2026-09-01,2",
        ),
        (
            "organisation_aliases.csv",
            "unit_code,alias,organisation_code,from_period,decided_by,decided_at",
            f"990121,财政局,0001,2026-01,省办,{DECIDED}",
        ),
    ]:
        decide(home, file, tuple(header.split(",")), line)
    assert take_in(home, SOURCES, NOW).files_read == 0
