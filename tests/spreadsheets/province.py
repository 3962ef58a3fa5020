"""A small fictional province, and workbooks of its units, for tests of the reader."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import pyarrow as pa

from dagster_project.decisions import Decisions, ReportingUnit, UnitAlias
from dagster_project.forms import load_code_lists, load_forms, sources_fingerprint
from dagster_project.home import sources_folder
from dagster_project.regions import REGION_SCHEMA
from dagster_project.spreadsheets.context import ReaderContext, build_context
from dagster_project.spreadsheets.reading import Reading, read_workbook

Cell = str | int | float | bool | date | datetime | None
ALWAYS = date(2020, 1, 1)
RECEIVED = datetime(2026, 10, 3, 9, 30, 0)


def region(code: str, name: str, level: str, parent: str) -> dict[str, object]:
    return {
        "region_code": code,
        "name": name,
        "region_level": level,
        "parent_code": parent,
        "valid_from": ALWAYS,
        "valid_to": None,
        "successor_codes": "",
    }


def unit(
    code: str,
    name: str,
    short: str,
    city: str,
    kind: str = "county",
    first: date = ALWAYS,
    last: date | None = None,
    successor: str | None = None,
) -> ReportingUnit:
    return ReportingUnit(code, name, short, kind, code, city, first, last, successor)


DECISIONS = Decisions(
    regions=pa.Table.from_pylist(
        [
            region("990000", "虚构省", "province", ""),
            region("990100", "甲南市", "city", "990000"),
            region("990200", "乙北市", "city", "990000"),
            region("990121", "东篱县", "county", "990100"),
            region("990123", "云上区", "county", "990100"),
            region("990223", "云上区", "county", "990200"),
            region("990121101", "石桥头镇", "town", "990121"),
            region("990122101", "柳湾头镇", "town", "990122"),
        ],
        REGION_SCHEMA,
    ),
    reporting_units=(
        unit("990101", "甲南市本级", "甲南本级", "990100", "city_level"),
        unit("990121", "东篱县", "东篱", "990100"),
        unit("990122", "南蓠县", "南蓠", "990100"),
        unit("990123", "云上区", "云上", "990100"),
        unit("990223", "云上区", "云上", "990200"),
        unit("990131", "旧渡口县", "旧渡口", "990100", last=date(2026, 3, 31), successor="990132"),
        unit("990132", "新渡口县", "新渡口", "990100", first=date(2026, 4, 1)),
        unit("990171", "甲南虚拟开发区", "甲南虚拟开发", "990100", "function_zone"),
    ),
    unit_aliases=(UnitAlias("东离县", "990121", "省办", datetime(2026, 2, 1), "2026-02"),),
)


@cache
def context() -> ReaderContext:
    """The reader's context of this province and the forms that ship."""
    sources = sources_folder()
    forms, code_lists = load_forms(sources), load_code_lists(sources)
    return build_context(forms, code_lists, DECISIONS, sources_fingerprint(sources))


def read(data: bytes, file_name: str = "上报.xlsx") -> Reading:
    return read_workbook(data, file_name, RECEIVED, context())


HEADINGS = [
    "序号",
    "线索编号",
    "线索来源",
    "移交日期",
    "受理日期",
    "办理状态",
    "处分人数",
    "涉及金额",
]
COVER_HEADINGS = ["表号", "行数", "零报告", "控制数"]


def clue(number: int, key: str, status: str = "处置中", amount: Cell = 1.5) -> list[Cell]:
    """A row under `HEADINGS`."""
    return [number, key, "巡察移交", date(2026, 9, 2), date(2026, 9, 5), status, 1, amount]


Rows = Sequence[Sequence[Cell]]


def workbook(sheets: dict[str, Rows], merges: dict[str, list[str]] | None = None) -> bytes:
    """An .xlsx by openpyxl: rows of values by sheet, from A1."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(name, []):
            sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cover(
    rows: int | None, nil: str | None = None, unit_name: str = "东篱县", period: str = "2026年9月"
) -> Rows:
    """The rows of a cover that declares one form."""
    return [
        ["巡察工作报表封面"],
        [f"填报单位：{unit_name}", None, f"报告期：{period}"],
        COVER_HEADINGS,
        ["XC04", rows, nil, None],
    ]


def ledger(rows: Rows, *lines: Sequence[Cell], headings: Sequence[Cell] = HEADINGS) -> Rows:
    """The rows of a ledger sheet: title, further lines above, header, data."""
    return [["问题线索台账"], *lines, headings, *rows]


def comma_separated(rows: Rows, encoding: str) -> bytes:
    """The same as delimited text, as Excel saves it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["" if v is None else v for v in row] for row in rows])
    return text.getvalue().encode(encoding)


def codes(reading: Reading) -> list[str]:
    return sorted(problem.check_code for problem in reading.problems)


def statuses(reading: Reading) -> dict[str | None, tuple[str, int]]:
    return {part.form: (part.reader_status, part.rows_received) for part in reading.parts}


def kinds(reading: Reading, sheet: str) -> dict[int, str]:
    return {mark.row: mark.row_class for mark in reading.row_marks if mark.sheet == sheet}


def column(reading: Reading, field: str, form: str = "xc04_clues") -> list[str | None]:
    return reading.rows[form].texts[field]


def write_registers(home: Path) -> None:
    """The same province as the CSV files of a home."""
    folder = home / "decisions"
    folder.mkdir(parents=True, exist_ok=True)
    units = [
        {
            "unit_code": row.unit_code,
            "name": row.name,
            "short_name": row.short_name,
            "unit_kind": row.unit_kind,
            "region_code": row.region_code,
            "city_code": row.city_code,
            "valid_from": row.valid_from.isoformat(),
            "valid_to": row.valid_to.isoformat() if row.valid_to else "",
            "successor_code": row.successor_code or "",
        }
        for row in DECISIONS.reporting_units
    ]
    with (folder / "reporting_units.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(units[0]))
        writer.writeheader()
        writer.writerows(units)
