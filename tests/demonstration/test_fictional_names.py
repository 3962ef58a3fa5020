"""No name of the demonstration is that of a real place."""

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.demonstration.names import PLACE_NAMES, PROVINCE_NAME, place_name

SUFFIXES = (
    "省",
    "市",
    "县",
    "区",
    "地区",
    "新区",
    "自治区",
    "自治州",
    "自治县",
    "特区",
    "盟",
    "旗",
)


def without_suffix(name: str) -> set[str]:
    return {name.removesuffix(suffix) for suffix in SUFFIXES} | {name}


@pytest.fixture(scope="module")
def real_names(require_shared: Callable[[str], Path]) -> set[str]:
    now = require_shared("regions/adcodes_2025-12-31.csv")
    earlier = require_shared("regions/address_code_1980_2020.csv.gz")
    with now.open(encoding="utf-8", newline="") as stream:
        names = {row["name"] for row in csv.DictReader(stream)}
    with gzip.open(earlier, "rt", encoding="utf-8", newline="") as stream:
        names |= {row[-1] for row in csv.reader(stream)}
    return {part for name in names for part in without_suffix(name)}


def test_names_that_can_be_drawn_are_distinct() -> None:
    assert len({place_name(number) for number in range(PLACE_NAMES)}) == PLACE_NAMES


def test_no_name_that_can_be_drawn_is_real(real_names: set[str]) -> None:
    drawn = {place_name(number) for number in range(PLACE_NAMES)} | {PROVINCE_NAME}
    forms = {part for name in drawn for part in without_suffix(name)}
    forms |= {name + suffix for name in forms for suffix in SUFFIXES}
    assert not forms & real_names


def test_no_registered_name_is_real(real_names: set[str], demo_home: Path) -> None:
    found = set()
    for register, column in (
        ("regions", "name"),
        ("reporting_units", "name"),
        ("reporting_units", "short_name"),
        ("unit_aliases", "alias"),
    ):
        path = demo_home / "decisions" / f"{register}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            found |= {
                part for row in csv.DictReader(stream) for part in without_suffix(row[column])
            }
    assert len(found) > 100
    assert not found & real_names
