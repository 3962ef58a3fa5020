"""The register of regions is read whole, by column, and refused with the line that is wrong."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dagster_project.decisions import Decisions
from dagster_project.forms import load_code_lists, load_forms
from dagster_project.home import sources_folder
from dagster_project.reference import SCHEMAS, write_reference
from dagster_project.regions import (
    REGION_COLUMNS,
    DecisionError,
    read_regions,
    regions_fingerprint,
)
from dagster_project.spreadsheets.places import build_places
from dagster_project.spreadsheets.text import letters_only

HEADER = ",".join(REGION_COLUMNS)
GOOD = "990121,东篱县,county,990100,,2026-03-31,990131|990132"


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([HEADER, *lines, ""]), "utf-8")
    return path


def test_columns_are_texts_and_days(tmp_path: Path) -> None:
    regions = read_regions(written(tmp_path / "regions.csv", GOOD, " 0012 ,甲村,village, 9 ,,,"))
    assert regions.to_pylist() == [
        {
            "region_code": "990121",
            "name": "东篱县",
            "region_level": "county",
            "parent_code": "990100",
            "valid_from": date.min,
            "valid_to": date(2026, 3, 31),
            "successor_codes": "990131|990132",
        },
        {
            "region_code": "0012",
            "name": "甲村",
            "region_level": "village",
            "parent_code": "9",
            "valid_from": date.min,
            "valid_to": None,
            "successor_codes": "",
        },
    ]
    assert read_regions(tmp_path / "none.csv").num_rows == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1,甲,hamlet,,,,", "line 3: region_level 'hamlet'"),
        (",甲,town,,,,", "line 3: region_code ''"),
        ("1,甲,town,,2026-02-30,,", "line 3: valid_from '2026-02-30'"),
        ("1,甲,town,,,2026/3/1,", "line 3: valid_to '2026/3/1'"),
        ("1,甲,town", "Expected 7 columns, got 3"),
    ],
)
def test_a_line_that_is_wrong_is_told(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        read_regions(written(tmp_path / "regions.csv", GOOD, line))


@pytest.mark.parametrize("data", [b"", b"region_code,name\n1,2\n", f"{HEADER}\n1,甲".encode("gbk")])
def test_a_file_that_is_no_register_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "regions.csv").write_bytes(data)
    with pytest.raises(DecisionError, match=r"regions\.csv"):
        read_regions(tmp_path / "regions.csv")


def test_the_fingerprint_is_of_the_rows(tmp_path: Path) -> None:
    paths = [
        written(tmp_path / "a.csv", GOOD),
        written(tmp_path / "b.csv", GOOD.replace(",", " , ")),
        written(tmp_path / "c.csv", GOOD.replace("东篱", "东离")),
        written(tmp_path / "d.csv", GOOD, GOOD),
    ]
    first, second, third, fourth = (regions_fingerprint(read_regions(path)) for path in paths)
    assert first == second
    assert len({first, third, fourth}) == 3


def test_reference_tables_hold_what_dbt_asks(tmp_path: Path) -> None:
    regions = read_regions(written(tmp_path / "regions.csv", GOOD))
    sources = sources_folder()
    forms, lists = load_forms(sources), load_code_lists(sources)
    moment = datetime(2026, 10, 9, 8, 0, 0)
    counts = write_reference(tmp_path, forms, lists, Decisions(regions=regions), moment, "x")
    assert set(counts) == set(SCHEMAS)
    assert pq.read_table(tmp_path / "regions.parquet").equals(regions)
    asked = {row["form"]: row for row in pq.read_table(tmp_path / "forms.parquet").to_pylist()}
    assert asked["XC06"]["unit_kinds"] == "county"
    assert asked["XC02"]["unit_kinds"] == ""
    assert asked["XC02"]["control_total"] == "amount_wan_yuan"
    assert asked["XC15"]["control_total"] is None
    assert asked["XC15"]["frequency"] == "on_change"


def test_real_names_are_found_below_their_regions(
    require_shared: Callable[[str], Path], tmp_path: Path
) -> None:
    source = require_shared("regions/adcodes_2025-12-31.csv")
    with source.open(encoding="utf-8", newline="") as file:
        places = [(row["adcode"][:6], row["name"]) for row in csv.DictReader(file)]
    lines = [f"{code}001,{name}镇（新）,town,{code},,," for code, name in places]
    lines += [f"{code},{name},county,{code[:4]}00,,," for code, name in places]
    found = build_places(read_regions(written(tmp_path / "regions.csv", *lines)))
    assert list(found.names.to_pylist()) == [letters_only(f"{name}镇新") for _, name in places]
    code, name = places[100]
    assert {code, f"{code[:4]}00"} <= found.regions_above(f"{name}镇新")
    assert found.regions_above("无此镇") == frozenset()
