"""The registers of three counties with three villages each, for blank workbooks to be filled in."""

import csv
from collections.abc import Iterable
from pathlib import Path

PERIOD = "2026-06"  # a month in which every form is due that is ever due
UNITS = {"990121": "甲陌县", "990122": "乙陌县", "990123": "丙陌县"}
ALWAYS = "2020-01-01"


def village_codes(unit_code: str) -> list[str]:
    """The three villages of a county."""
    return [f"{unit_code}101{number:03d}" for number in (201, 202, 203)]


def write_registers(folder: Path) -> None:
    """Write regions, reporting units and terms; nothing else is decided."""
    folder.mkdir(parents=True)
    places = [["990000", "虚构省", "province", ""], ["990100", "甲陌市", "city", "990000"]]
    for code, name in UNITS.items():
        places.append([code, name, "county", "990100"])
        places.append([f"{code}101", f"{name}城关镇", "town", code])
        places += [
            [village, f"{name}第{number}村", "village", f"{code}101"]
            for number, village in enumerate(village_codes(code), start=1)
        ]
    header = "region_code,name,region_level,parent_code,valid_from,valid_to,successor_codes"
    _write(folder / "regions.csv", header, ([*place, ALWAYS, "", ""] for place in places))
    header = (
        "unit_code,name,short_name,unit_kind,region_code,city_code,valid_from,valid_to,"
        "successor_code"
    )
    _write(
        folder / "reporting_units.csv",
        header,
        ([code, n, n[:2], "county", code, "990100", ALWAYS, "", ""] for code, n in UNITS.items()),
    )
    _write(
        folder / "terms.csv",
        "region_code,term_code,term_no,started_on,ended_on",
        ([code, "T2021", "15", "2021-07-01", ""] for code in ["990000", "990100", *UNITS]),
    )


def _write(path: Path, header: str, rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])
