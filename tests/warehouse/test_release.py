"""A release: whole or not at all, with nothing hidden in it, and told what it was made from."""

import csv
import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from dagster_project.demonstration import Truth
from dagster_project.forms import load_forms
from dagster_project.home import sources_folder
from dagster_project.resources import HomeBusyError, HomeResource
from dagster_project.runner import UnknownMonthError, run
from tests.warehouse.homes import AS_OF, PERIOD, BuiltHome, release_files


@pytest.fixture
def copied_home(built: BuiltHome, tmp_path: Path) -> Path:
    """The home after its run, in a place where a test may change it."""
    return Path(shutil.copytree(built.home, tmp_path / "copied", symlinks=True))


def test_a_failed_build_leaves_the_release_that_stood(copied_home: Path) -> None:
    first = (copied_home / "published" / "current").resolve()
    stood = release_files(first)
    assert stood
    (copied_home / "raw" / "parts" / "broken.parquet").write_bytes(b"not parquet")
    second = run(copied_home, PERIOD, AS_OF.replace(day=21))
    assert (second.ok, second.failed_step) == (False, "warehouse")
    assert second.release == first
    assert release_files(first) == stood


def test_one_run_at_a_time_writes_in_a_home(tmp_path: Path) -> None:
    home = HomeResource(path=str(tmp_path))
    with (
        home.yield_for_execution(None),  # type: ignore[arg-type]
        pytest.raises(HomeBusyError),
        home.yield_for_execution(None),  # type: ignore[arg-type]
    ):
        pass
    with home.yield_for_execution(None):  # type: ignore[arg-type]
        pass


def test_a_run_beside_another_says_so_and_changes_nothing(built: BuiltHome) -> None:
    holder = HomeResource(path=str(built.home))
    with holder.yield_for_execution(None):  # type: ignore[arg-type]
        beside = run(built.home, PERIOD, AS_OF)
    assert (beside.ok, beside.failed_step) == (False, "start")
    assert beside.message.startswith("另一次运行正在写入")
    assert beside.release == built.release


@pytest.mark.parametrize("month", ["2020-12", "2199-01"])
def test_a_month_out_of_reach_is_refused_before_anything_runs(tmp_path: Path, month: str) -> None:
    with pytest.raises(UnknownMonthError):
        run(tmp_path, month, AS_OF)
    assert not (tmp_path / "raw").exists()


def test_the_published_warehouse_holds_no_free_text(built: BuiltHome) -> None:
    fields = [field for form in load_forms(sources_folder()).values() for field in form.fields]
    # An organisation's name is free text in a ledger of clues, and a name in its own register.
    free = {field.name for field in fields if field.free_text} - {
        field.name for field in fields if not field.free_text
    }
    truth = Truth.load(built.home / "demonstration" / "truth.json")
    written = {
        row.raw[name]
        for file in truth.files
        for sheet in file.sheets
        for row in sheet.rows
        for name in free & row.raw.keys()
    }
    assert len(written) > 20
    with duckdb.connect(str(built.home / "published" / "warehouse.duckdb"), read_only=True) as db:
        columns = db.sql(
            "select table_name, column_name from duckdb_columns()"
            " where data_type = 'VARCHAR' and not internal"
        ).fetchall()
        of_items = [name for table, name in columns if table.startswith(("fct_", "month_ends_"))]
        assert not free & set(of_items)
        for table, column in columns:
            values = db.table(table).select(column).distinct().fetchall()
            assert not {value for (value,) in values} & written, (table, column)


def test_messages_are_written_for_people(built: BuiltHome) -> None:
    with duckdb.connect(str(built.home / "published" / "warehouse.duckdb"), read_only=True) as db:
        told = [text for (text,) in db.sql("select message from problems").fetchall()]
    assert told
    assert [text for text in told if "|" in text] == []
    assert [text for text in told if re.search(r"[.][0-9]*0万元", text)] == []


def test_no_model_has_floats(built: BuiltHome) -> None:
    with duckdb.connect(str(built.home / "warehouse" / "build.duckdb"), read_only=True) as build:
        types = {
            data_type
            for (data_type,) in build.sql(
                "select distinct data_type from duckdb_columns() where not internal"
            ).fetchall()
        }
    assert "DECIMAL(18,6)" in types
    assert not types & {"DOUBLE", "FLOAT", "REAL"}


def test_a_release_says_what_it_was_made_from(built: BuiltHome) -> None:
    content = json.loads((built.release / "release.json").read_text(encoding="utf-8"))
    assert content["as_of"] == "2026-10-20 09:00:00"
    assert list(content["documents"]) == [
        f"documents/{PERIOD}/R01_月度问题线索处置情况_{PERIOD}.docx",
        f"documents/{PERIOD}/R02_季度对村（社区）巡察工作动态汇总_2026Q3.docx",
    ]
    data = built.release / "data"
    with (data / "submission_parts.csv").open(encoding="utf-8-sig") as file:
        parts = list(csv.DictReader(file))
    in_force = [p for p in parts if p["status"] in ("accepted", "accepted_with_held_rows")]
    assert len(content["parts_in_force"]) == len(in_force) > 0
    assert content["tables"]["submission_parts"]["rows"] == len(parts)
