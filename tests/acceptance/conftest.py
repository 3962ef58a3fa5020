"""The province of the published figures and of the ten other forms: its registers, one run."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project.runner import run
from tests.acceptance.ten_forms import SENT
from tests.acceptance.workbooks import (
    COMMUNITIES,
    PERIOD,
    VILLAGES,
    Unit,
    units,
    village_code,
    write_workbook,
)

AS_OF = datetime(2026, 10, 8, 9, 0)
ALWAYS = "2020-01-01"
UNITS = [*units(), Unit("990127", "庚陌县", {form: sent.rows for form, sent in SENT.items()})]


def _write(path: Path, header: str, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


def write_registers(folder: Path) -> None:
    """One city, the units of the workbooks, and the villages of the one that inspected them."""
    folder.mkdir(parents=True)
    places = [["990000", "虚构省", "province", ""], ["990100", "甲陌市", "city", "990000"]]
    places += [[unit.code, unit.name, "county", "990100"] for unit in UNITS]
    places.append(["990123101", "虚构镇", "town", "990123"])
    places += [
        [village_code(n), f"虚构{n + 1}村", "village", "990123101"]
        for n in range(VILLAGES + COMMUNITIES)
    ]
    _write(
        folder / "regions.csv",
        "region_code,name,region_level,parent_code,valid_from,valid_to,successor_codes",
        [[*place, ALWAYS, "", ""] for place in places],
    )
    _write(
        folder / "reporting_units.csv",
        "unit_code,name,short_name,unit_kind,region_code,city_code,valid_from,valid_to,"
        "successor_code",
        [[u.code, u.name, u.name[:2], "county", u.code, "990100", ALWAYS, "", ""] for u in UNITS],
    )
    _write(
        folder / "terms.csv",
        "region_code,term_code,term_no,started_on,ended_on",
        [
            [code, "T2021", "15", "2021-07-01", ""]
            for code in ["990000", "990100", *(u.code for u in UNITS)]
        ],
    )
    _write(folder / "unit_aliases.csv", "alias,unit_code,decided_by,decided_at,from_period", [])
    _write(folder / "due_days.csv", "form,due_day,from_period,decided_by,decided_at", [])


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = tmp_path_factory.mktemp("acceptance")
    write_registers(home / "decisions")
    for unit in UNITS:
        write_workbook(home / "inbox" / PERIOD, unit)
    _write(
        home / "inbox" / "received.csv",
        "file_name,received_at",
        [[f"{PERIOD}/{unit.name}.xlsx", "2026-10-04 10:00:00"] for unit in UNITS],
    )
    result = run(home, PERIOD, AS_OF)
    assert result.ok, result.message
    path = home / "published" / "warehouse.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection
