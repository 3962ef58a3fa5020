"""Old workbooks go the whole way: inbox, worker processes, raw tables."""

from datetime import date
from pathlib import Path

from dagster_project.home import sources_folder
from dagster_project.intake import take_in
from tests.intake.homes import NOW, deliver, rows
from tests.spreadsheets.old_workbook import Page, Value, old_workbook
from tests.spreadsheets.province import Rows, clue, cover, ledger, write_registers

DATE_STYLE = 1
DAY_ZERO = date(1899, 12, 30)


def page(name: str, lines: Rows) -> Page:
    """A sheet of an old workbook with the cells of rows, dates as numbers in a date format."""
    cells: dict[tuple[int, int], Value] = {}
    styles: dict[tuple[int, int], int] = {}
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, date):
                cells[row, column] = float((cell - DAY_ZERO).days)
                styles[row, column] = DATE_STYLE
            elif isinstance(cell, (str, bool, float)):
                cells[row, column] = cell
            elif cell is not None:
                cells[row, column] = float(cell)
    return Page(name, cells, styles)


def county(version: int, codepage: int | None) -> bytes:
    clues = [clue(number, f"线{number}") for number in range(1, 4)]
    pages = [page("封面", cover(3)), page("台账", ledger(clues))]
    return old_workbook(pages, version=version, codepage=codepage)


def test_old_workbooks_are_read_by_the_workers(tmp_path: Path) -> None:
    write_registers(tmp_path)
    whole = {"excel97.xls": county(8, None), "excel95.et": county(5, 936)}
    for name, data in whole.items():
        deliver(tmp_path, f"2026-09/东篱县/{name}", data, "2026-10-03 09:00:00")
    deliver(tmp_path, "2026-09/东篱县/坏.xls", county(8, None)[:2500], "2026-10-03 10:00:00")
    result = take_in(tmp_path, sources_folder(), NOW, workers=2)
    assert (result.files_read, result.files_returned) == (3, 1)
    assert result.rows_by_form == {"cover": 2, "xc04_clues": 6}
    names = {row["extraction_id"]: row["file_name"] for row in rows(tmp_path, "extractions")}
    found = rows(tmp_path, "xc04_clues")
    for name in whole:
        of_file = [row for row in found if str(names[row["_extraction_id"]]).endswith(name)]
        assert [row["clue_no"] for row in of_file] == ["线1", "线2", "线3"]
        assert {row["transferred_on"] for row in of_file} == {"2026-09-02"}
        assert {(row["unit_code"], row["period"]) for row in of_file} == {("990121", "2026-09")}
    problems = [(row["check_code"], row["severity"]) for row in rows(tmp_path, "reader_problems")]
    assert problems == [("FILE-01", "fatal")]
