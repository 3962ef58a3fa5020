"""A home with a release made by hand: files in the archive, and what the warehouse says of them.

Real workbooks of a county, so that they can be marked; the tables hold only the columns that the
notices read, and what is in them was worked out by looking at the workbooks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import duckdb

from dagster_project.forms import load_forms
from dagster_project.home import project_root, sources_folder
from dagster_project.intake.archive import TIME_FORMAT, archive_inbox, load_deliveries
from dagster_project.returns.folder import Returns, write_returns
from dagster_project.returns.making import make_workbook
from tests.documents.word_parts import paragraphs, table_rows
from tests.spreadsheets.province import clue, cover, ledger, workbook

PERIOD = "2026-09"
UNIT, UNIT_NAME = "990121", "东篱县"
FOLDER = f"{PERIOD}/{UNIT} {UNIT_NAME}"
DUE_ON = date(2026, 10, 5)
FIRST, SECOND, THIRD = (datetime(2026, 10, day, 9, 30) for day in (3, 4, 5))
AS_OF = datetime(2026, 10, 5, 18, 0)
UNITS = ((UNIT, UNIT_NAME), ("990122", "南蓠县"))

TABLES = """
create table submission_parts (
    extraction_id varchar, sha256 varchar, file_name varchar, form varchar, unit_code varchar,
    period varchar, received_at timestamp, status varchar, rows_received bigint,
    rows_used bigint, rows_held_back bigint
);
create table problems (
    extraction_id varchar, problem_no varchar, check_code varchar, severity varchar, form varchar,
    sheet varchar, cell varchar, value varchar, message varchar, is_explained boolean
);
create table part_columns (
    extraction_id varchar, form varchar, sheet varchar, column_letter varchar, field varchar
);
create table submission_status (
    unit_code varchar, form varchar, period varchar, due_on date, received_at timestamp,
    state varchar
);
create table dim_reporting_unit (
    unit_code varchar, unit_name varchar, valid_from_on date, valid_to_on date
);
create table build_context (as_of timestamp);
"""


@dataclass(frozen=True)
class Wrong:
    """A problem as the warehouse has it; `form` '' where the whole file is meant."""

    check_code: str
    cell: str | None = None
    message: str = "填写的内容不对，请改正。"
    value: str | None = None
    form: str = "XC04"
    sheet: str = "台账"
    severity: str = "fatal"
    is_explained: bool = False
    number: str = ""


@dataclass(frozen=True)
class File:
    """A delivery, with what became of each form in it (form → status and rows held back)."""

    name: str
    received_at: datetime
    parts: Mapping[str, tuple[str, int]]
    wrong: Sequence[Wrong] = ()
    unit_code: str | None = UNIT
    period: str | None = PERIOD
    data: bytes = b""


@dataclass
class Home:
    """A home whose release is written anew by each `publish`."""

    path: Path
    files: list[File] = field(default_factory=list)
    due: dict[tuple[str, str], tuple[str, datetime | None]] = field(default_factory=dict)
    due_on: date = DUE_ON

    def publish(self, as_of: datetime = AS_OF) -> None:
        """Archive the files and write the release that knows them."""
        _archive(self.path, self.files)
        release = self.path / "published" / "current"
        release.mkdir(parents=True, exist_ok=True)
        target = release / "warehouse.duckdb"
        target.unlink(missing_ok=True)
        hashes = {
            (each.file_name, each.received_at): each.sha256 for each in load_deliveries(self.path)
        }
        with duckdb.connect(str(target)) as warehouse:
            warehouse.execute(TABLES)
            warehouse.execute("insert into build_context values (?)", [as_of])
            for code, name in UNITS:
                warehouse.execute(
                    "insert into dim_reporting_unit values (?, ?, '2020-01-01', null)", [code, name]
                )
            for number, file in enumerate(self.files):
                sha256 = hashes[file.name, file.received_at]
                _insert(warehouse, f"e{number}", file, sha256)
            for (unit, form), (state, received_at) in self.due.items():
                warehouse.execute(
                    "insert into submission_status values (?, ?, ?, ?, ?, ?)",
                    [unit, form, PERIOD, self.due_on, received_at, state],
                )

    def run(self, as_of: datetime = AS_OF, grace_days: int = 0) -> Returns:
        """Publish and write what goes back."""
        self.publish(as_of)
        last_day = self.due_on.replace(day=self.due_on.day + grace_days)
        return write_returns(
            self.path,
            load_forms(sources_folder()),
            lambda _form, _period: last_day,
            project_root() / "report_templates",
            # In this process: starting workers takes longer than all that they do here.
            make_workbooks=lambda tasks: map(make_workbook, tasks),
        )

    def names(self, folder: str = "") -> list[str]:
        """Names of all files below a folder of `returned/`, but for the register's own."""
        place = self.path / "returned" / folder
        found = (path for path in place.rglob("*") if path.is_file())
        return sorted(
            path.relative_to(place).as_posix()
            for path in found
            if path.name not in (".register.json", "台账.csv")
        )

    def text(self, name: str, folder: str = FOLDER) -> str:
        """All text of a document."""
        return "\n".join(paragraphs(self.path / "returned" / folder / name))

    def rows(self, name: str, folder: str = FOLDER) -> list[list[str]]:
        """Rows of all tables of a document, without their heads."""
        path = self.path / "returned" / folder / name
        return [row for table in table_rows(path) for row in table[1:]]


def _archive(home: Path, files: Sequence[File]) -> None:
    """Put the files into the archive as an intake does: through the inbox."""
    inbox = home / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    lines = ["file_name,received_at"]
    for file in files:
        path = inbox / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data or file.name.encode())
        lines.append(f"{file.name},{file.received_at:{TIME_FORMAT}}")
    (inbox / "received.csv").write_text("\n".join([*lines, ""]), "utf-8")
    archive_inbox(home, AS_OF)


def _insert(warehouse: duckdb.DuckDBPyConnection, extraction: str, file: File, sha256: str) -> None:
    for form, (status, held) in file.parts.items():
        used = 0 if status == "returned" else 3 - held
        warehouse.execute(
            "insert into submission_parts values (?, ?, ?, ?, ?, ?, ?, ?, 3, ?, ?)",
            [extraction, sha256, file.name, form or None, file.unit_code, file.period,
             file.received_at, status, used, 3 - used],
        )  # fmt: skip
    for wrong in file.wrong:
        number = wrong.number or f"{len(wrong.check_code)}{wrong.cell or ''}{extraction}"[:10]
        warehouse.execute(
            "insert into problems values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [extraction, number, wrong.check_code, wrong.severity, wrong.form or None,
             wrong.sheet, wrong.cell, wrong.value, wrong.message, wrong.is_explained],
        )  # fmt: skip
    for letter, name in (("B", "clue_no"), ("D", "transferred_on"), ("Z", "campaign")):
        warehouse.execute(
            "insert into part_columns values (?, 'XC04', '台账', ?, ?)", [extraction, letter, name]
        )


def county_workbook(wrong_date: str = "2026-09-02") -> bytes:
    """A workbook of three clues; the date of the second, cell D4, is as given."""
    rows = [clue(number, f"东离{number}") for number in (1, 2, 3)]
    rows[1][3] = wrong_date
    return workbook({"封面": cover(3), "台账": ledger(rows)})


BAD_DATE = Wrong(
    "ROW-02", "D4", "“移交日期”填写的“九月初”不是有效日期，请按“2026-03-05”的格式填写。", "九月初"
)


def wrong_file(
    name: str = "2026-09/东篱县.xlsx", received_at: datetime = FIRST, *more: Wrong
) -> File:
    """The county's file with a row held back."""
    parts = {"XC04": ("accepted_with_held_rows", 1), "COVER": ("accepted", 0)}
    return File(name, received_at, parts, [BAD_DATE, *more], data=county_workbook("九月初"))


def superseded(file: File) -> File:
    """The same file once a later one is in force."""
    parts = {form: ("superseded", held) for form, (_, held) in file.parts.items()}
    return File(file.name, file.received_at, parts, file.wrong, data=file.data)


def right_file(name: str = "2026-09/东篱县更正.xlsx", received_at: datetime = SECOND) -> File:
    """The county's file as it should be."""
    parts = {"XC04": ("accepted", 0), "COVER": ("accepted", 0)}
    return File(name, received_at, parts, data=county_workbook())
