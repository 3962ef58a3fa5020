"""Writes `decisions/*.csv`: the registers of regions, units, names and terms of the province."""

import csv
from datetime import date
from pathlib import Path

from dagster_project.demonstration.months import first_day
from dagster_project.demonstration.names import PROVINCE_NAME, village_name
from dagster_project.demonstration.province import BEGINNING, PROVINCE_CODE, DemoUnit, Province

VILLAGES_PER_TOWN = 3
_Row = list[str]


def write_registers(folder: Path, province: Province) -> None:
    """Write the five registers into a folder (UTF-8, all text)."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(
        folder / "regions.csv",
        "region_code,name,region_level,parent_code,valid_from,valid_to,successor_codes",
        _regions(province),
    )
    _write(
        folder / "reporting_units.csv",
        "unit_code,name,short_name,unit_kind,region_code,city_code,valid_from,valid_to,"
        "successor_code",
        [_unit(unit) for unit in province.units],
    )
    decided_at = f"{first_day(province.months[0]).isoformat()} 09:00:00"
    _write(
        folder / "unit_aliases.csv",
        "alias,unit_code,decided_by,decided_at,from_period",
        [
            [unit.other_name, unit.code, "省委巡视办统计组", decided_at, province.months[0]]
            for unit in province.units
            if unit.other_name
        ],
    )
    _write(
        folder / "terms.csv",
        "region_code,term_code,term_no,started_on,ended_on",
        [
            [t.region_code, t.term_code, str(t.term_no), _day(t.started_on), _day(t.ended_on)]
            for t in province.terms
        ],
    )
    _write(folder / "due_days.csv", "form,due_day,from_period,decided_by,decided_at", [])


def _write(path: Path, header: str, rows: list[_Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _unit(item: DemoUnit) -> _Row:
    unit = item.unit
    return [
        unit.unit_code,
        unit.name,
        unit.short_name,
        unit.unit_kind,
        unit.region_code,
        unit.city_code,
        _day(unit.valid_from),
        _day(unit.valid_to),
        unit.successor_code or "",
    ]


def _regions(province: Province) -> list[_Row]:
    begin = _day(BEGINNING)
    rows = [[PROVINCE_CODE, PROVINCE_NAME, "province", "", begin, "", ""]]
    for code, name in province.cities:
        rows.append([code, name, "city", PROVINCE_CODE, begin, "", ""])
    counties = [unit for unit in province.units if unit.unit.unit_kind == "county"]
    for number, item in enumerate(counties):
        unit = item.unit
        times = [_day(unit.valid_from), _day(unit.valid_to)]
        successor = unit.successor_code or ""
        rows.append([unit.unit_code, unit.name, "county", unit.city_code, *times, successor])
        for town, name in enumerate(item.towns):
            code = f"{item.code}{101 + town}"
            heir = _heir(item, town, province)
            rows.append([code, name, "town", unit.unit_code, *times, heir])
            for village in range(VILLAGES_PER_TOWN):
                suffix = f"{201 + village}"
                heir_code = heir + suffix if heir else ""
                village_label = village_name(number, town, village)
                rows.append([code + suffix, village_label, "village", code, *times, heir_code])
    return rows


def _heir(item: DemoUnit, town: int, province: Province) -> str:
    """Return the code under which a town of a ceased county goes on."""
    if item.unit.successor_code is None:
        return ""
    parts = province.unit(item.unit.successor_code).predecessors
    before = sum(len(province.unit(code).towns) for code in parts[: parts.index(item.code)])
    return f"{item.unit.successor_code}{101 + before + town}"
