"""Three counties fill in their blank workbooks; one makes mistakes and corrects them later.

One home and two runs for all tests of this folder: a build takes half a minute.
"""

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project.blank_workbooks import write_blank_workbooks
from dagster_project.forms import Form, load_forms
from dagster_project.home import sources_folder
from dagster_project.runner import run
from tests.blank_workbooks.clean_rows import clean_rows
from tests.blank_workbooks.filling import (
    Blank,
    type_with_libreoffice,
    type_with_openpyxl,
)
from tests.blank_workbooks.mistakes import cover_entries, wrong_entries
from tests.blank_workbooks.province import PERIOD, write_registers

CAREFUL, CALCULATED, CARELESS = "990121", "990122", "990123"
FIRST_AS_OF, SECOND_AS_OF = datetime(2026, 7, 4, 9), datetime(2026, 7, 6, 9)


@dataclass(frozen=True)
class Collected:
    """The home, and what the notices of the careless county were after the first run."""

    home: Path
    blanks: dict[str, Blank]
    blank_paths: dict[str, Path]
    first_problems: list[tuple[str, str, str, str, str]]
    first_returned: dict[str, bytes]


@pytest.fixture(scope="session")
def forms() -> dict[str, Form]:
    return load_forms(sources_folder())


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory, forms: dict[str, Form]) -> Collected:
    home = tmp_path_factory.mktemp("collected")
    write_registers(home / "decisions")
    written = write_blank_workbooks(home, sources_folder(), PERIOD, home / "forms")
    paths = {blank.unit_code: blank.path for blank in written}
    blanks = {code: Blank(path, forms) for code, path in paths.items()}
    inbox = home / "inbox" / PERIOD
    inbox.mkdir(parents=True)
    for code in (CAREFUL, CALCULATED):
        rows = clean_rows(code)
        entries = [entry for form in rows for entry in blanks[code].entries(form, rows[form])]
        if code == CAREFUL:
            entries += cover_entries(blanks[code], rows)
            type_with_openpyxl(paths[code], inbox / f"{code}.xlsx", entries)
        else:
            type_with_libreoffice(paths[code], inbox / f"{code}.xlsx", entries, home / "office")
    careless = inbox / f"{CARELESS}.xlsx"
    type_with_openpyxl(paths[CARELESS], careless, wrong_entries(blanks[CARELESS], CARELESS))
    _receive(home, {path.name: "2026-07-03 10:00:00" for path in inbox.iterdir()})
    result = run(home, PERIOD, FIRST_AS_OF)
    assert result.ok, result.message
    first_problems, first_returned = problems_of(home), _returned(home)
    rows = clean_rows(CARELESS)
    entries = [e for form in rows for e in blanks[CARELESS].entries(form, rows[form])]
    entries += cover_entries(blanks[CARELESS], rows)
    type_with_openpyxl(paths[CARELESS], inbox / f"{CARELESS} 更正.xlsx", entries)
    _receive(home, {f"{CARELESS} 更正.xlsx": "2026-07-05 10:00:00"})
    result = run(home, PERIOD, SECOND_AS_OF)
    assert result.ok, result.message
    return Collected(home, blanks, paths, first_problems, first_returned)


def problems_of(home: Path) -> list[tuple[str, str, str, str, str]]:
    """Unit, check, sheet, cell and message of the problems of all parts in force."""
    with duckdb.connect(str(home / "published" / "warehouse.duckdb"), read_only=True) as release:
        return release.execute(
            """
            select problems.unit_code, check_code, sheet, cell, message
            from problems
            left join submission_parts as parts
                on problems.extraction_id = parts.extraction_id and problems.form = parts.form
            where coalesce(parts.status <> 'superseded', true)
            order by all
            """
        ).fetchall()


def _returned(home: Path) -> dict[str, bytes]:
    folder = home / "returned"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _receive(home: Path, times: dict[str, str]) -> None:
    path = home / "inbox" / "received.csv"
    is_new = not path.is_file()
    with path.open("a", encoding="utf-8", newline="") as file:
        lines = [[f"{PERIOD}/{name}", moment] for name, moment in times.items()]
        csv.writer(file).writerows([["file_name", "received_at"]] * is_new + lines)
