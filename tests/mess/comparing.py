"""What the reader makes of a written case against what must come of it.

In two steps: what the reader itself finds, at once; the values of the cells, for many cases
together, after the project's SQL has typed them.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from dagster_project.demonstration.mess.books import Asked
from dagster_project.demonstration.mess.kinds import load_kinds
from dagster_project.demonstration.mess.pages import Page, Record
from dagster_project.intake.raw_tables import READING_TABLES, raw_tables, reading_tables
from dagster_project.spreadsheets.grid import address
from dagster_project.spreadsheets.problems import Problem
from dagster_project.spreadsheets.reading import Reading, read_workbook
from tests.mess.drawing import Case, Truth, Written
from tests.mess.staging import Warehouse
from tests.mess.truth import FORMS, PERIOD
from tests.spreadsheets.province import context

RECEIVED = datetime(2026, 10, 3, 9, 30)
UNIT = "990121"
OF_SQL = ("ROW-02", "ROW-03", "ROW-04", "ROW-05", "ROW-06", "ROW-09", "PART-11")
OF_FILE = tuple(f"FILE-0{number}" for number in range(1, 7))
OF_PART = ("PART-01", "PART-02", "PART-03", "PART-08", "PART-10")


def read(written: Written) -> Reading:
    """Read a case as it would be read from the inbox."""
    return read_workbook(written.data, written.file_name, RECEIVED, context())


def check_reading(written: Written, reading: Reading) -> None:
    """Compare what the reader found itself: problems, parts, rows and where they stand."""
    expected = sorted(
        _expected(written, asked) for asked in written.asked if asked.check not in OF_SQL
    )
    found = sorted(_found(written, problem) for problem in reading.problems)
    assert found == expected, [problem.message for problem in reading.problems]
    checks = {asked.check for asked in written.asked}
    refused_files = checks & set(OF_FILE)
    if not refused_files - {"FILE-05", "FILE-03"} - {"FILE-06"}:
        assert (reading.unit_code, reading.period) == (UNIT, PERIOD)
    if refused_files:
        assert not reading.rows
        assert all(part.reader_status == "returned" for part in reading.parts)
        return
    statuses = {part.form: part.reader_status for part in reading.parts}
    for form in {truth.form for truth in written.truths}:
        gone = [
            asked.check for asked in written.asked if asked.form == form and asked.check in OF_PART
        ]
        if not gone:
            assert statuses[form] == "accepted"
            _check_rows(written, reading, form)
        else:
            assert statuses[form] == ("waiting_layout" if gone == ["PART-10"] else "returned")
            assert FORMS[form].name not in reading.rows
    if written.nil:
        assert [part.is_nil for part in reading.parts if part.form == written.nil] == [True]


def _expected(written: Written, asked: Asked) -> tuple[str, str]:
    """Check code and cell of a problem; ROW and PART ones without a cell tell none."""
    place = written.book.place_of(asked)
    return asked.check, address(place[0] - 1, place[1] - 1) if place else ""


def _found(written: Written, problem: Problem) -> tuple[str, str]:
    has_place = any(
        asked.check == problem.check_code and written.book.place_of(asked)
        for asked in written.asked
    )
    return problem.check_code, (problem.cell or "") if has_place or not written.asked else ""


def _check_rows(written: Written, reading: Reading, form: str) -> None:
    """Every row of the truth is there, once, in order, and tells where it stands."""
    truths = [truth for truth in written.truths if truth.form == form]
    rows = reading.rows[FORMS[form].name]
    assert len(rows.rows) == len(truths)
    records = records_of(written, form)
    has_sheets = "sheets" in load_kinds()[container_of(written)].can
    for number, (page, record) in enumerate(records):
        if has_sheets:
            assert rows.sheets[number] == page.name
        if page.is_transposed:
            continue
        assert rows.rows[number] == record.row
        elsewhere = {
            name: address(place[0] - 1, place[1] - 1)
            for name, place in record.places.items()
            if place[0] != record.row and name in page.columns
        }
        told = rows.cells[number]
        assert (json.loads(told) if told else {}) == elsewhere


def container_of(written: Written) -> str:
    """The container in which a case was really written."""
    return next(code for code in written.applied if load_kinds()[code].level == "file")


def records_of(written: Written, form: str) -> list[tuple[Page, Record]]:
    """The rows of a form as they stand on their pages, in the order of the file."""
    return [
        (page, record)
        for page in written.book.pages
        if page.form == form
        for record in page.records
    ]


@dataclass
class Collected:
    """The readings of many cases with their truth, until they are typed together."""

    tables: dict[str, list[pa.Table]] = field(default_factory=lambda: defaultdict(list))
    meant: dict[tuple[Any, ...], tuple[Written, Truth]] = field(default_factory=dict)
    sums: dict[tuple[Any, ...], Case] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)

    def add(self, written: Written, reading: Reading) -> None:
        """Keep what was read of a case, beside what it must mean."""
        extraction = str(len(self.cases))
        self.cases[extraction] = written.case
        for name, table in reading_tables(reading, extraction, context().forms).items():
            self.tables[name].append(table)
        for form in FORMS.values():
            rows = reading.rows.get(form.name)
            truths = [truth for truth in written.truths if truth.form == form.code]
            records = records_of(written, form.code)
            for number, row in enumerate(rows.rows if rows else ()):
                truth = _as_written(truths[number], records[number][0], form.code)
                place = (extraction, rows.sheets[number], rows.tables[number], row)
                self.meant[(form.code, *place)] = (written, truth)
        for asked in written.asked:
            cell = written.book.place_of(asked)
            if asked.check == "PART-11" and cell and asked.page is not None:
                has_sheets = "sheets" in load_kinds()[container_of(written)].can
                sheet = written.book.pages[asked.page].name if has_sheets else ""
                self.sums[(extraction, sheet, address(cell[0] - 1, cell[1] - 1))] = written.case

    def faults(self, registers: Path) -> list[str]:
        """Type all rows and return what is not as it should be, a line each."""
        raw = {
            name: table.schema.empty_table()
            for name, table in raw_tables(context().forms).items()
            if name in READING_TABLES
        }
        raw |= {name: pa.concat_tables(tables) for name, tables in self.tables.items()}
        made = Warehouse(raw, registers)
        found = []
        for place, (written, truth) in self.meant.items():
            told = _row_faults(truth, made.rows[place], made.problems.get(place, set()))
            found += [f"{place[0]} {fault} · {written.case}" for fault in told]
        for place in made.sums ^ self.sums.keys():
            is_asked = place in made.sums
            fault = (
                "a sound total is asked about" if is_asked else "a wrong total is not asked about"
            )
            found.append(f"{fault}: {place[2]} · {self.cases[place[0]]}")
        return found


def _as_written(truth: Truth, page: Page, form: str) -> Truth:
    """The truth of a row without the columns that its table lacks or that are not read."""
    kinds = {field.name: field.type for field in FORMS[form].fields}
    values = {
        name: value if name in page.columns else (False if kinds[name] == "boolean" else None)
        for name, value in truth.values.items()
    }
    checks = {(check, name) for check, name in truth.checks if name in page.columns}
    return Truth(form, truth.page, truth.record, values, checks, truth.how)


def _row_faults(truth: Truth, typed: dict[str, Any], problems: set[tuple[str, str]]) -> list[str]:
    found = [
        f"{name} ({truth.how.get(name, 'plain')}) became {typed[name]!r}, meant {value!r}"
        for name, value in truth.values.items()
        if typed[name] != value
    ]
    if problems != truth.checks:
        found.append(f"raised {sorted(problems)}, expected {sorted(truth.checks)}")
    return found
