"""What marking a unit's own workbook costs, as a ratio that holds on any machine.

    python -m benchmarks.annotating [--sheets 10] [--rows 200] [--marks 30] [--rounds 5]

Writes a workbook in towns' sheets with XC04's headings, then in one run lets openpyxl read it and
marks cells in it; the fastest of each are compared. All sheets hold marks, the most that marking
can have to look through. Processor time; names and figures are fictional.
"""

import argparse
import io
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import openpyxl
import xlsxwriter

from benchmarks.loading import HEADINGS
from dagster_project.returns.annotate import annotate
from dagster_project.returns.marks import Mark, Severity
from dagster_project.spreadsheets.grid import address

LARGEST_RATIO = 2.0


def workbook(sheets: int, rows: int, draw: Random) -> bytes:
    """A workbook of towns' sheets with shared texts, dates and numbers."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1})
        for number in range(sheets):
            sheet = book.add_worksheet(f"样本{number:02}镇")
            sheet.write_row(0, 0, HEADINGS)
            for row in range(1, rows + 1):
                for column in range(len(HEADINGS)):
                    if column % 5 == 4:
                        on = date(2026, 9, 1) + timedelta(days=draw.randrange(30))
                        sheet.write_datetime(row, column, on, day)
                    elif column % 3:
                        sheet.write_string(row, column, f"样本{draw.randrange(500)}")
                    else:
                        sheet.write_number(row, column, draw.randrange(1000) / 4)
    return file.getvalue()


def marks_for(sheets: int, rows: int, count: int, draw: Random) -> list[Mark]:
    """Problems at cells of all sheets in turn."""
    marks = []
    for number in range(count):
        cell = address(1 + draw.randrange(rows), draw.randrange(len(HEADINGS)))
        message = "应是日期，现填写“9月底”，看不出是哪一天。请按“2026年9月5日”的格式填写。"
        town = f"样本{number % sheets:02}镇"
        severity: Severity = "fatal" if number % 2 else "query"
        no = f"{number:010x}"
        marks.append(Mark(town, cell, severity, "ROW-03", message, no, "问题线索台账", "9月底"))
    return marks


def seconds_of(work: Callable[[], object]) -> float:
    """Return the processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Measure and print; the exit code is 1 if the ratio is above its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, default=10)
    parser.add_argument("--rows", type=int, default=200, help="of each sheet")
    parser.add_argument("--marks", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    draw = Random(20260930)  # noqa: S311
    data = workbook(chosen.sheets, chosen.rows, draw)
    marks = marks_for(chosen.sheets, chosen.rows, chosen.marks, draw)
    works: dict[str, Callable[[], object]] = {
        "openpyxl reading": lambda: openpyxl.load_workbook(io.BytesIO(data)),
        "marking": lambda: annotate(data, marks),
    }
    taken = {
        label: min(seconds_of(work) for _ in range(chosen.rounds)) for label, work in works.items()
    }
    ratio = taken["marking"] / taken["openpyxl reading"]
    print(f"{chosen.sheets} sheets × {chosen.rows} rows, {chosen.marks} marks, {len(data)} bytes")
    for label, seconds in taken.items():
        print(f"{label:18} {seconds:7.3f} s")
    print(f"ratio              {ratio:7.2f}     (bound {LARGEST_RATIO})")
    return int(ratio > LARGEST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
