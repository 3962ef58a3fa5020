"""Writes `decisions/*.csv`: the registers of regions, units, names and terms of the province."""

import csv
from datetime import date
from pathlib import Path

from dagster_project.demonstration.months import first_day
from dagster_project.demonstration.places import regions_of
from dagster_project.demonstration.province import DemoUnit, Province

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
    return [
        [
            region.region_code,
            region.name,
            region.region_level,
            region.parent_code or "",
            _day(region.valid_from),
            _day(region.valid_to),
            "|".join(region.successor_codes),
        ]
        for region in regions_of(province)
    ]
